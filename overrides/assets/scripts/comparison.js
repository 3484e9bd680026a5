// What the page of a comparison does beyond being read: from change to change by button and key, and what was chosen
// stays chosen.

const shown = document.querySelector(".q-comparison");
if (shown) walk(shown);

function walk(comparison) {
  const runs = comparison.querySelectorAll(".q-run");
  const fold = () => runs.forEach((run) => (run.open = !document.getElementById("q-only-changes").checked));

  for (const id of ["q-one-column", "q-only-changes"]) {
    const box = document.getElementById(id);
    try {
      box.checked = localStorage.getItem(id) === "true";
      box.addEventListener("change", () => localStorage.setItem(id, box.checked));
    } catch {
      // No storage: the choice lasts as long as the page.
    }
  }
  document.getElementById("q-only-changes").addEventListener("change", fold);
  fold();

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
}
