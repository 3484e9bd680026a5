// The search panel: sends what is typed to the worker that searches, shows what it found, and lets one walk through it.
// What was found is text and never becomes HTML.

import { KINDS, TEXTS, element, filterBar } from "./search-filters.js";
import { lacking, told } from "./search-telling.js";

const given = JSON.parse(document.getElementById("q-search").textContent);
const home = new URL(given.base, location).href;
const toggle = document.getElementById("__search");
const opener = document.querySelector(".q-to-search"); // on small screens only
const panel = document.querySelector(".md-search");
const form = panel.querySelector("form");
const field = panel.querySelector("input");
const status = panel.querySelector("[role=status]");
const output = panel.querySelector(".md-search__scrollwrap");
const list = panel.querySelector("[data-q-results]");
const PAGES = 6; // whose places are looked through, and as many again for more

const sheet = element("link");
sheet.rel = "stylesheet";
sheet.href = new URL("searching.css", new URL(given.worker, location)).href;
document.head.append(sheet);

const filters = filterBar(new URLSearchParams(location.search), () => ask(true), () => send({ names: true }));
output.before(filters.bar);

// Asking: one query at a time; what was typed meanwhile is asked for as soon as the answer is there.

let worker = null;
let count = 0;
let waiting = null; // what the worker is searching for
let answered = null; // what is shown
let isGoing = false; // Enter was pressed before the answer came
const typed = () => field.value.trim();
const keyOf = (pages) => JSON.stringify([typed(), filters.chosen(), pages]);

function send(message) {
  worker ??= started();
  count += 1;
  worker.postMessage({ id: count, base: home, page: location.href.split(/[?#]/)[0], ...message });
  return count;
}

function ask(isAnew = false, pages = PAGES) {
  const key = keyOf(pages);
  if (waiting || (key === answered && !isAnew)) return;
  if (!typed()) return show({ results: [] }, keyOf(PAGES));
  if (!list.children.length) say(TEXTS.loading);
  waiting = { key, pages, id: send({ typed: typed() + (/\s$/.test(field.value) ? " " : ""), pages, ...filters.chosen() }) };
}

function started() {
  const searching = new Worker(new URL(given.worker, location));
  searching.addEventListener("message", ({ data }) => {
    if (data.documents) filters.offer(data);
    else if (data.failed) fail();
    else if (data.id === waiting?.id) answer(data);
  });
  searching.addEventListener("error", fail);
  return searching;
}

function answer(found) {
  const { key, pages } = waiting;
  waiting = null;
  if (key !== keyOf(pages)) return ask();
  show(found, key, pages);
  if (isGoing) go();
}

// Whoever types on tries again.
function fail() {
  worker?.terminate();
  worker = null;
  waiting = null;
  show({ results: [] }, null);
  isGoing = false;
  say(TEXTS.failed);
}

function go() {
  isGoing = false;
  list.querySelector("a")?.click();
}

// Showing

const say = (text) => (status.textContent = text);

function show(found, key, pages = PAGES) {
  const isMore = pages > PAGES;
  const at = output.scrollTop;
  answered = key;
  list.replaceChildren(...[...(found.elsewhere ?? []), ...found.results].map(item));
  if (found.hasMore) list.append(moreItem(pages));
  output.scrollTop = isMore ? at : 0;
  if (!typed()) say(TEXTS.start);
  else say(told(found));
  remember();
}

function item(result) {
  const { href, title, around, page, kind, status: state, edition, text } = result;
  const link = element("a", "q-found");
  link.href = href;
  const name = withMarks(element("span", "q-found-title"), title);
  link.append(name);
  if (around) link.append(element("span", "q-found-around", around));
  if (text?.length) link.append(withMarks(element("span", "q-found-text"), text));
  const facts = [page || KINDS[kind], edition].filter(Boolean).join(" · ");
  const place = element("span", "q-found-place", facts);
  if (result.lacks) place.append(element("span", "q-found-lacks", lacking(result)));
  const sign = state === "adopted" ? "" : TEXTS[state];
  if (sign) place.append(" ", element("span", "q-found-state", sign));
  link.append(place);
  return element("li", "", link);
}

function moreItem(pages) {
  const button = element("button", "q-search-more", TEXTS.more);
  button.type = "button";
  button.addEventListener("click", () => ask(true, pages + PAGES));
  return element("li", "", button);
}

// Every other piece is what was searched for.
function withMarks(whole, pieces) {
  whole.append(...pieces.map((piece, at) => (at % 2 ? element("mark", "", piece) : piece)));
  return whole;
}

// The query stands in the address while the panel is open, with where it is asked, so that it can be sent on.
function remember() {
  const url = new URL(location.href);
  const isAsked = toggle.checked && typed();
  for (const [name, value] of Object.entries({ q: typed(), ...filters.values() })) {
    if (isAsked && value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

// Opening and closing

function open() {
  toggle.checked = true;
}

function shut() {
  toggle.checked = false;
  remember();
}

// The focus goes back to where it was.
function close() {
  const seen = [field.from, opener].find((each) => each?.isConnected && each.getClientRects().length);
  if (seen) seen.focus({ preventScroll: true });
  else document.activeElement.blur();
  shut();
}

toggle.addEventListener("change", () => !toggle.checked && close());
field.addEventListener("focus", open);
field.addEventListener("click", open);
field.addEventListener("input", () => {
  isGoing = false;
  if (field.value) open();
  ask();
});
list.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  document.activeElement.blur(); // from inside the header it would let a place on this page stand behind the header
  if (new URL(link.href).pathname === location.pathname) shut();
  else toggle.checked = false; // the query stays in the address, for whoever comes back
});
panel.addEventListener("focusout", ({ relatedTarget: next }) => {
  if (next && !panel.contains(next)) shut();
});
document.addEventListener("click", (event) => {
  const openers = ".md-search, [for=__search], [value=__search], .q-find, #__search";
  if (event.target.isConnected && !event.target.closest(openers)) shut();
});

// Whoever comes back finds what was asked.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && new URLSearchParams(location.search).has("q")) open();
});

// Keys

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (waiting) isGoing = true;
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
  if (!isPlain || event.target.matches("select")) return;
  if (step) walk(event, step);
  else if (list.contains(event.target) && /^(?:\S|Backspace)$/u.test(event.key)) field.focus(); // types on
});

// From the field through all results, and round again.
function walk(event, step) {
  event.preventDefault();
  open();
  const stops = [field, ...list.querySelectorAll("a, button")];
  const at = Math.max(0, stops.indexOf(document.activeElement));
  stops.at((at + step) % stops.length).focus();
}

open();
say(TEXTS.start);
ask();
