// In the file of a whole edition: searches it with what the search of the site is made of, and turns it light or dark.
// What was found is text and never becomes HTML.

import { answered } from "./search.js";
import { lacking, told } from "./search-telling.js";

const TEXTS = {{ texts.search }};
const PLACE = "file:///"; // where addresses begin that are told to the search; nothing is ever asked for there
const PAGES = 6; // whose places are looked through, and as many again for more
const form = document.querySelector("form");
const field = form.querySelector("input");
const status = document.querySelector("[role=status]");
const list = document.querySelector("[data-q-results]");

const element = (name, className, ...content) => {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...content);
  return made;
};

// Every other piece is what was searched for.
const marked = (className, pieces) =>
  element("span", className, ...pieces.map((piece, at) => (at % 2 ? element("mark", "", piece) : piece)));

function item({ href, title, around, page, text, lacks }) {
  const link = element("a", "", marked("", title));
  const { pathname, hash } = new URL(href);
  link.href = `#${pathname.slice(1)}${hash.slice(1)}`;
  if (text.length) link.append(marked("text", text));
  const place = [around, page, lacking({ lacks })].filter(Boolean).join(" · ");
  if (place) link.append(element("span", "place", place));
  return element("li", "", link);
}

function more(pages) {
  const button = element("button", "", TEXTS.more);
  button.type = "button";
  button.addEventListener("click", () => ask(pages + PAGES));
  return element("li", "", button);
}

let count = 0;
async function ask(pages = PAGES) {
  count += 1;
  const own = count;
  const typed = field.value.trim();
  const found = typed ? await answered({ base: PLACE, page: "", typed: typed + (/\s$/.test(field.value) ? " " : ""), pages }) : null;
  if (own !== count) return;
  list.replaceChildren(...(found?.results ?? []).map(item));
  if (found?.hasMore) list.append(more(pages));
  status.textContent = found ? told(found) : TEXTS.start;
}

field.addEventListener("input", () => ask());
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list.querySelector("a")?.click();
});
form.hidden = false;
ask();

// Light and dark

const scheme = document.querySelector(".scheme");
const button = scheme.querySelector("button");
const root = document.documentElement;
const show = (isDark) => button.setAttribute("aria-pressed", String(isDark));
const device = matchMedia("(prefers-color-scheme: dark)");
show(device.matches);
device.addEventListener("change", () => root.dataset.scheme || show(device.matches));
button.addEventListener("click", () => {
  const isDark = button.getAttribute("aria-pressed") !== "true";
  root.dataset.scheme = isDark ? "dark" : "light";
  show(isDark);
});
scheme.hidden = false;
