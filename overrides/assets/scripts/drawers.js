// Drawers by keyboard: the navigation and the table of contents, where they are drawers.

const drawers = ["__drawer", "q-contents"].map((id) => document.getElementById(id));

// Labels that open and close drawers are buttons to keyboard and screen reader.
for (const label of document.querySelectorAll(".md-header label.md-header__button, label.q-to-contents")) {
  label.tabIndex = 0;
  label.setAttribute("role", "button");
  label.setAttribute("aria-label", label.title || label.textContent);
  label.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation();
    label.click();
  });
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
  document.querySelector(`.md-header label[for="${open.id}"]`)?.focus();
});
