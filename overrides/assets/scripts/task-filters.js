// Which tasks of a programme are shown: by who has a part in them, when, and of what kind. The choice stands in the
// address, so that it can be sent on; what a link leads to is always shown. What is left out is so on screens alone: a
// programme that lacks tasks is no programme, so paper has them all.

import { fill } from "./words.js";

// On a phone what stands below the text is folded until somebody asks for it.
if (matchMedia("(max-width: 35.99rem)").matches) {
  for (const fold of document.querySelectorAll(".q-fold")) fold.open = false;
}

const found = document.querySelector(".q-filters");
if (found) filter(found);

function filter(form) {
  const rows = [...document.querySelectorAll(".q-task")];
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");
  const way = document.createElement("a"); // to the tasks, which stand above
  way.textContent = form.dataset.qFirst;
  status.after(way);
  const leftOut = "q-out";
  const isLeftOut = (row) => row?.classList.contains(leftOut) ?? false;
  const leaveOut = (element, isOut) => element.classList.toggle(leftOut, isOut);

  function show() {
    const chosen = selects.filter((select) => select.value);
    for (const row of rows) {
      leaveOut(row, !chosen.every((select) => row.dataset[select.dataset.qOf]?.split(" ").includes(select.value)));
    }
    for (const line of document.querySelectorAll("[data-q-task]")) {
      leaveOut(line, isLeftOut(document.getElementById(line.dataset.qTask)?.closest(".q-task")));
    }
    for (const table of document.querySelectorAll(".q-tasks")) {
      leaveOut(table, [...table.querySelectorAll(".q-task")].every(isLeftOut));
    }
    const shown = rows.filter((row) => !isLeftOut(row)).length;
    status.textContent = fill(form.dataset.qShown, { shown, total: rows.length });
    reset.hidden = !chosen.length;
    way.hidden = !chosen.length || !shown;
    if (chosen.length) form.closest("details").open = true; // by the address, say
    const first = rows.find((row) => !isLeftOut(row));
    if (first) way.href = `#${first.id || first.querySelector("[id]").id}`;
  }

  function write() {
    const url = new URL(location.href);
    for (const select of selects) {
      if (select.value) url.searchParams.set(select.name, select.value);
      else url.searchParams.delete(select.name);
    }
    history.replaceState(history.state, "", url);
  }

  function read() {
    const query = new URLSearchParams(location.search);
    for (const select of selects) {
      select.value = query.get(select.name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    if (selects.some((select) => (query.get(select.name) ?? "") !== select.value)) write(); // what nobody knows
    show();
  }

  function showTarget() {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".q-task");
    if (!isLeftOut(row)) return;
    for (const select of selects) select.value = "";
    write();
    show();
    row.scrollIntoView();
  }

  form.addEventListener("change", () => {
    write();
    show();
  });
  form.addEventListener("reset", () =>
    setTimeout(() => {
      for (const select of selects) select.value = "";
      write();
      show();
      selects[0].focus();
    }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", read);
  addEventListener("hashchange", showTarget);
  read();
  showTarget();
}
