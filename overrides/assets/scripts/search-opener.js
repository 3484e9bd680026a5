// The search waits until somebody wants it: who opens it, presses "/" or Ctrl+K, or comes with a query in the address.
// What it takes is loaded then.

const own = document.currentScript.src;
const toggle = document.getElementById("__search"); // styles show the panel while it is checked
const field = document.querySelector(".md-search input");

let loaded;
function load() {
  loaded ??= import(new URL("searching.js", own).href).catch(() => {
    loaded = undefined; // whoever types on tries again
    field.addEventListener("input", load, { once: true });
  });
}

toggle.addEventListener("change", () => toggle.checked && field.focus());
field.addEventListener("focus", ({ relatedTarget }) => {
  if (!relatedTarget?.closest(".md-search")) field.from = relatedTarget; // has the focus again afterwards
  load();
});

const isTyping = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]") ?? false;

document.addEventListener("keydown", (event) => {
  const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event);
  const isCommand = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if ((!isSlash && !isCommand) || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  toggle.checked = true;
  field.focus();
  field.select();
});

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  field.value = asked;
  toggle.checked = true;
  field.focus();
}
