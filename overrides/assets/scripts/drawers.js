// Drawers by keyboard: the navigation and the table of contents, where they are drawers.

const drawers = ["__drawer", "q-contents"].map((id) => document.getElementById(id));

// What opens and closes drawers is a label where no script runs, and a button to keyboard and screen reader.
for (const label of document.querySelectorAll(".md-header label.md-header__button, label.q-to-contents")) {
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: label.className, title: label.title, value: label.htmlFor });
  button.append(...label.childNodes);
  button.addEventListener("click", () => document.getElementById(button.value).click());
  label.replaceWith(button);
}
for (const drawer of drawers) {
  drawer.addEventListener("change", () => {
    const panel = document.querySelector(
      drawer.id === "__drawer" ? ".md-sidebar--primary" : ".md-sidebar--secondary",
    );
    if (!drawer.checked || !panel) return;
    const active = panel.querySelector("[aria-current]") ?? panel.querySelector("a");
    active?.scrollIntoView({ block: "center" });
    active?.focus({ preventScroll: true });
  });
}
const closeDrawers = () => {
  for (const drawer of drawers) drawer.checked = false;
};
document.querySelector(".md-sidebar--secondary")?.addEventListener("click", (event) => {
  if (event.target.closest("a")) closeDrawers();
});

document.addEventListener("keydown", (event) => {
  const open = drawers.find((drawer) => drawer.checked);
  if (event.key !== "Escape" || !open) return;
  closeDrawers();
  document.querySelector(`.md-header [value="${open.id}"]`)?.focus();
});
