// A wide table scrolls by itself instead of the page, and what scrolls sideways can be scrolled with the keyboard.
for (const table of document.querySelectorAll(".md-typeset table:not([class])")) {
  const frame = document.createElement("div");
  frame.className = "q-scroll";
  table.replaceWith(frame);
  frame.append(table);
}
const reach = () => {
  for (const wide of document.querySelectorAll("pre, .q-scroll")) {
    if (wide.scrollWidth > wide.clientWidth) wide.tabIndex = 0;
  }
};
reach();
addEventListener("resize", reach);
