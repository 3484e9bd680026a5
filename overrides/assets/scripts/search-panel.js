// The search panel: sends what is typed to the worker that searches, shows what it found, and lets one walk through it.
// The worker is loaded when somebody begins to type. What it found is text and never becomes HTML. Texts come from the page.

const given = JSON.parse(document.getElementById("q-search").textContent);
const texts = given.texts;
const home = new URL(given.base, location);
const toggle = document.getElementById("__search"); // styles show the panel while it is checked
const opener = document.querySelector(".q-to-search"); // on small screens only
const panel = document.querySelector(".md-search");
const form = panel.querySelector("form");
const field = panel.querySelector("input");
const status = panel.querySelector("[role=status]");
const output = panel.querySelector(".md-search__scrollwrap");
const list = panel.querySelector(".md-search-result__list");

// Asking: one query at a time; what was typed meanwhile is asked for as soon as the answer is there.

let worker = null;
let asked = ""; // what the worker is searching for
let answered = ""; // what is shown
let isGoing = false; // Enter was pressed before the answer came
const typed = () => field.value.trim();

function ask() {
  if (asked || typed() === answered) return;
  if (!typed()) return show("", []);
  worker ??= started();
  if (!answered) say(texts.loading);
  asked = typed();
  worker.postMessage(asked);
}

function started() {
  const searching = new Worker(new URL(given.worker, location));
  searching.addEventListener("message", ({ data }) => {
    if (data) answer(data);
    else fail();
  });
  searching.addEventListener("error", fail);
  return searching;
}

function answer(pages) {
  const isLatest = asked === typed();
  if (isLatest) show(asked, pages);
  asked = "";
  if (!isLatest) ask();
  else if (isGoing) go();
}

// Whoever types on tries again.
function fail() {
  worker?.terminate();
  worker = null;
  show("", []);
  asked = "";
  isGoing = false;
  say(texts.failed);
}

function go() {
  isGoing = false;
  list.querySelector("[data-q-best]")?.click();
}

// Showing: pages are added while there is room, and more when somebody scrolls.

let found = [];
const say = (text) => (status.textContent = text);
const counted = (count, one, other) => (count === 1 ? one : other.replace("{count}", count));

function show(query, pages) {
  answered = query;
  found = pages;
  list.replaceChildren();
  output.scrollTop = 0;
  if (!query) say(texts.start);
  else say(pages.length ? counted(pages.length, texts.one, texts.other) : texts.none);
  fill();
}

function fill() {
  while (list.children.length < found.length && output.scrollHeight - output.scrollTop < 2 * output.clientHeight) {
    list.append(pageItem(found[list.children.length], list.children.length === 0));
  }
}

function pageItem({ page, places, more, best }, isFirst) {
  const item = element("li", "md-search-result__item");
  if (page) item.append(link(page, element("p", "q-page")));
  item.append(...places.map(placeLink));
  if (more.length) item.append(folded(more));
  const links = [...item.querySelectorAll("a")];
  if (isFirst) links.find(({ href }) => href === address(best))?.setAttribute("data-q-best", "");
  return item;
}

function folded(more) {
  const details = element("details", "md-search-result__more");
  details.append(element("summary", "", counted(more.length, texts.moreOne, texts.moreOther)));
  const unfold = () => details.append(...more.map(placeLink));
  details.addEventListener("toggle", unfold, { once: true });
  return details;
}

const address = (place) => new URL(place, home).href;

const placeLink = (place) => link(place, element("h2"));

function link({ location: place, title, text }, heading) {
  const to = element("a", "md-search-result__link");
  to.href = address(place);
  const article = element("article", "md-search-result__article md-typeset");
  article.append(withMarks(heading, title));
  if (text.length) article.append(withMarks(element("p"), text));
  to.append(article);
  return to;
}

// Every other piece is what was searched for.
function withMarks(whole, pieces) {
  whole.append(...pieces.map((piece, at) => (at % 2 ? element("mark", "", piece) : piece)));
  return whole;
}

function element(name, className = "", text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(text);
  return made;
}

// Opening and closing

function open() {
  toggle.checked = true;
  fill();
}

function close() {
  (opener.getClientRects().length ? opener : field).focus();
  toggle.checked = false; // after the field had the focus, which opens the panel
}

toggle.addEventListener("change", () => (toggle.checked ? field.focus() : close()));
field.addEventListener("focus", open);
field.addEventListener("click", open);
field.addEventListener("input", () => {
  isGoing = false;
  if (field.value) open();
  ask();
});
output.addEventListener("scroll", fill, { passive: true });
list.addEventListener("click", (event) => {
  const chosen = event.target.closest("a");
  if (!chosen || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.activeElement.blur(); // from inside the header it would let a place on this page stand behind the header
  toggle.checked = false;
});
panel.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (next && !panel.contains(next)) toggle.checked = false;
});
document.addEventListener("click", (event) => {
  if (!event.target.closest(".md-search, .q-to-search, #__search")) toggle.checked = false;
});

// Keys

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (asked) isGoing = true;
  else go();
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.isComposing || !toggle.checked) return;
  event.preventDefault(); // some browsers would empty the field
  close();
});

panel.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
  if (!isPlain) return;
  if (step) walk(event, step);
  else if (list.contains(event.target) && /^(?:\S|Backspace)$/u.test(event.key)) field.focus(); // types on
});

// From the field through all results, and round again.
function walk(event, step) {
  event.preventDefault();
  open();
  const stops = [field, ...list.querySelectorAll("li > a, summary, details[open] > a")];
  const at = Math.max(0, stops.indexOf(document.activeElement));
  stops.at((at + step) % stops.length).focus();
}
