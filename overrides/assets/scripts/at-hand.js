// What a reader has at hand on a page is loaded when it is first pointed at, tapped or focused: the tools of a provision,
// what citations and names lead to, the way to an article by its number, and how pages look.

import { isShownInPlace } from "./text-links.js";
import { fill } from "./words.js";

const own = document.currentScript.src;
const shown = document.querySelector(".q-document");
const source = document.getElementById("q-texts");
const AT_HAND = ".q-document, .q-goto, [data-q-look]";

function added(name, properties, keep) {
  const element = Object.assign(document.createElement(name), properties);
  const done = new Promise((resolve, reject) => Object.assign(element, { onload: resolve, onerror: reject }));
  document.head.append(element);
  return keep ? done : done.finally(() => element.remove());
}

let loaded;
const at = (name) => new URL(name, own).href;
function load() {
  loaded ??= added("link", { rel: "stylesheet", href: at("reading-tools.css") }, true)
    .then(() => added("script", { src: at("reading-tools.js") }))
    .catch((fault) => {
      loaded = undefined;
      throw fault;
    });
  return loaded;
}
// What is loaded did not see where the reader pointed or went meanwhile: it is told once it is there.
let last = null;
function prepare(event) {
  if (!(event.target instanceof Element)) return;
  if (loaded || event.target.closest(AT_HAND)) last = event;
  if (loaded || !last) return;
  const tell = () => {
    for (const kind of KINDS) removeEventListener(kind, prepare);
    last.target.dispatchEvent(new last.constructor(last.type, last));
  };
  load().then(tell, () => {});
}
const KINDS = ["pointerover", "pointerdown", "focusin"];
for (const kind of KINDS) addEventListener(kind, prepare);

// Numbers of provisions open their tools; what they are called says so, after the number itself.
if (shown && source) {
  const { toolsOf } = JSON.parse(source.textContent);
  shown.classList.add("q-handled");
  for (const link of shown.querySelectorAll(".q-number a")) {
    const place = link.closest("[data-cite]")?.dataset.cite;
    if (!place) continue;
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", false);
    link.setAttribute("aria-label", `${link.textContent} ${fill(toolsOf, { place })}`);
  }
}

// A finger that hits a name or a citation does not leave the page: it sees first what it would lead to.
let pointer = "";
addEventListener("pointerdown", ({ pointerType }) => (pointer = pointerType), true);
addEventListener("keydown", () => (pointer = "key"), true);
document.addEventListener("click", async (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const pressed = event.target.closest("a, [data-q-look]");
  const isHandle = pressed?.role === "button";
  const isTapped = ["touch", "pen"].includes(pointer) && isShownInPlace(pressed);
  if (!isHandle && !isTapped && !pressed?.matches("[data-q-look]")) return;
  event.preventDefault();
  if (isHandle) history.replaceState(history.state, "", pressed.hash); // it is a permalink all the same
  try {
    await load();
  } catch {
    if (pressed.href) location.assign(pressed.href);
    return;
  }
  pressed.dispatchEvent(new CustomEvent("q-pressed", { bubbles: true }));
});
document.addEventListener("keydown", (event) => {
  if (event.key !== " " || event.target.role !== "button" || !event.target.matches(".q-number a")) return;
  event.preventDefault();
  event.target.click();
});
