// Which tasks of a programme are shown: by who has a part in them, when, and of what kind. The choice stands in the
// address, so that it can be sent on; what a link leads to is always shown.
(() => {
  "use strict";
  const form = document.querySelector(".q-filters");
  if (!form) return;
  const rows = [...document.querySelectorAll(".q-task")];
  const selects = [...form.querySelectorAll("select")];
  const status = form.querySelector("[role=status]");
  const reset = form.querySelector("[type=reset]");

  function show() {
    const chosen = selects.filter((select) => select.value);
    for (const row of rows) {
      row.hidden = !chosen.every((select) => row.dataset[select.dataset.qOf]?.split(" ").includes(select.value));
    }
    for (const line of document.querySelectorAll("[data-q-task]")) {
      line.hidden = document.getElementById(line.dataset.qTask)?.closest(".q-task")?.hidden ?? false;
    }
    for (const table of document.querySelectorAll(".q-tasks")) {
      table.hidden = !table.querySelector(".q-task:not([hidden])");
    }
    const shown = rows.filter((row) => !row.hidden).length;
    status.textContent = form.dataset.qShown.replace("{shown}", shown).replace("{total}", rows.length);
    reset.hidden = !chosen.length;
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
    show();
  }

  function showTarget() {
    const row = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest(".q-task");
    if (!row?.hidden) return;
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
})();
