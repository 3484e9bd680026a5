// What the page of a comparison does beyond being read: from change to change by button and key, and what was chosen
// stays chosen.
(() => {
  "use strict";

  // On the page of a document: what an edition did to an article is shown below it, taken from the comparison's page.
  for (const history of document.querySelectorAll("details.q-changes")) {
    history.addEventListener("toggle", () => history.open && show(history), { once: true });
  }
  async function show(history) {
    for (const link of history.querySelectorAll("li a")) {
      const answer = await fetch(link.href.split("#")[0]).catch(() => null);
      if (!answer?.ok) continue;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const block = page.getElementById(decodeURIComponent(new URL(link.href).hash.slice(1)));
      if (!block) continue;
      const shown = document.createElement("div");
      shown.className = "q-redline";
      for (const line of block.querySelectorAll(".q-line:not(.q-same)")) {
        shown.append(document.importNode(line, true));
      }
      if (shown.childElementCount) link.closest("li").append(shown);
    }
  }

  for (const form of document.querySelectorAll("form.q-pair")) offer(form);

  // Any document in any two editions that have it. The pair at hand, or the newest one, is chosen already.
  async function offer(form) {
    const { root: way, name: here } = JSON.parse(document.getElementById("q-edition").textContent);
    const root = new URL(`${way}/`, location.href);
    const json = (path) => fetch(new URL(path, root)).then((answer) => (answer.ok ? answer.json() : null));
    const versions = await json("versions.json").catch(() => null);
    if (!versions) return;
    const records = await Promise.all(versions.map(({ version }) => json(`${version}/edition.json`).catch(() => null)));
    const editions = records.filter(Boolean);
    const { document: which, older, newer } = form.elements;
    const titles = new Map();
    for (const edition of editions) {
      for (const each of edition.documents) if (!titles.has(each.id)) titles.set(each.id, each.title);
    }
    const fill = (select, options, chosen) => {
      select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
    };
    const having = () => editions.filter((edition) => edition.documents.some((each) => each.id === which.value));
    const named = (edition) => [edition.name, edition.title];
    const against = location.pathname.match(/so-sanh\/[^/]+\/([^/]+)\/$/)?.[1];
    const fillOlder = () => {
      const known = having();
      const before = known.slice(known.findIndex((edition) => edition.name === newer.value) + 1);
      fill(older, before.map(named), older.value || against);
      form.querySelector("button").disabled = !before.length;
    };
    const fillEditions = () => {
      fill(newer, having().slice(0, -1).map(named), newer.value || here);
      fillOlder();
    };
    fill(which, [...titles], form.dataset.document);
    fillEditions();
    which.addEventListener("change", fillEditions);
    newer.addEventListener("change", fillOlder);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const of = (name) => editions.find((edition) => edition.name === name).documents.find((each) => each.id === which.value);
      const status = form.querySelector("[role=status]");
      if (of(newer.value).text === of(older.value).text) status.textContent = status.dataset.same;
      else location.assign(new URL(`${newer.value}/so-sanh/${which.value}/${older.value}/`, root));
    });
    form.hidden = false;
  }

  const comparison = document.querySelector(".q-comparison");
  if (!comparison) return;

  for (const id of ["q-one-column", "q-only-changes"]) {
    const box = document.getElementById(id);
    try {
      box.checked = localStorage.getItem(id) === "true";
      box.addEventListener("change", () => localStorage.setItem(id, box.checked));
    } catch {
      // No storage: the choice lasts as long as the page.
    }
  }

  const blocks = [...comparison.querySelectorAll(".q-block")];
  const last = { at: -1 }; // where the last jump led, as long as the reader stays there

  function jump(step) {
    const line = document.querySelector(".q-tools-row").getBoundingClientRect().bottom;
    const tops = blocks.map((block) => Math.round(block.getBoundingClientRect().top - line));
    const focused = blocks.indexOf(document.activeElement?.closest(".q-block"));
    const isThere = (at) => at >= 0 && Math.abs(tops[at]) < innerHeight / 2;
    const from = [last.at, focused].find(isThere) ?? -1;
    let next = from + step;
    if (from < 0) next = step > 0 ? tops.findIndex((top) => top > 24) : tops.findLastIndex((top) => top < -24);
    last.at = Math.min(Math.max(next, 0), blocks.length - 1);
    blocks[last.at]?.scrollIntoView({ block: "start" });
    blocks[last.at]?.focus({ preventScroll: true });
  }
  addEventListener("hashchange", () => (last.at = -1));
  for (const button of document.querySelectorAll("[data-q-jump]")) {
    button.addEventListener("click", () => jump(Number(button.dataset.qJump)));
  }
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    event.preventDefault();
    jump(event.key === "ArrowDown" ? 1 : -1);
  });

  // An article that did not change is folded away; who is led to it sees it.
  function unfold() {
    const target = document.querySelector(":target");
    const folded = target?.closest("details");
    if (folded) folded.open = true;
  }
  addEventListener("hashchange", unfold);
  unfold();
})();
