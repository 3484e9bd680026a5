// What a citation or a name leads to, shown where it stands: the provision, or the facts of a body or role, out of its
// own page. The mouse may move into it; Esc closes it, and so does anything else that is pointed at, tapped or focused.

import { parsed } from "./records.js";
import { isShownInPlace } from "./text-links.js";
import { pageText } from "./whole-pages.js";
import { fill, unbroken } from "./words.js";

const SAID = {{ texts.preview }};
const [SOON, LATE] = [350, 250]; // milliseconds until it opens for a mouse that rests, and closes behind one that left
const EDGE = 8; // pixels that stay free around it
const MOST = 352; // pixels: what is longer scrolls
const ADDED = "[data-q-site], .q-about, .q-tools, .q-open, .q-remarks, script, style";
const HEADED = "section > :is(h2, h3)";

let card = null; // what is open, with the link that it belongs to
let waiting = 0;
const pages = new Map();

function pageOf(url) {
  const address = url.href.split("#")[0];
  if (address === location.href.split("#")[0]) return document;
  if (!pages.has(address)) {
    const answer = pageText(address).then((text) => (text === null ? null : parsed(text)));
    pages.set(address, answer.catch(() => null));
  }
  return pages.get(address);
}

function element(name, properties = {}, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

// A copy to look at: without anchors, which stand on the page once, and without links, which lead from the page it is of.
function copyOf(original) {
  const copy = document.importNode(original, true);
  for (const part of copy.querySelectorAll(ADDED)) part.remove();
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  for (const part of [copy, ...copy.querySelectorAll("*")]) {
    for (const name of ["id", "data-cite", "tabindex", "hidden", "style"]) part.removeAttribute(name);
  }
  for (const heading of copy.querySelectorAll("h1, h2, h3")) {
    heading.replaceWith(element("p", { className: "q-card-title" }, ...heading.childNodes));
  }
  return copy;
}

// The provision that an anchor names: an article whole; of what holds articles, the headings.
function provisionIn(page, anchor) {
  const target = page.getElementById(anchor);
  if (!target?.dataset.cite) return null;
  if (!/^H\d$/.test(target.tagName)) return [copyOf(target)];
  const section = target.closest("section");
  const headings = [...section.querySelectorAll(HEADED)].filter((heading) => heading !== target);
  if (!headings.length) return [...copyOf(section).children];
  const list = element("ul", {}, ...headings.map((heading) => element("li", { textContent: heading.textContent })));
  return [element("p", { className: "q-card-title" }, ...unbroken(target.textContent)), list];
}

// The title of a page, what it says of its state, and what is known of a body or role.
function factsOf(page) {
  const parts = page.querySelectorAll(".q-entry h1, .q-entry .q-facts, .q-document > h1, .q-document .q-state");
  return [...parts].slice(0, 3).map((part) => {
    const copy = copyOf(part);
    return part.tagName === "H1" ? element("p", { className: "q-card-title" }, ...unbroken(copy.textContent)) : copy;
  });
}

async function contentOf(link) {
  const url = new URL(link.href);
  const page = await pageOf(url);
  if (!page) return null;
  const anchor = decodeURIComponent(url.hash.slice(1));
  const cited = anchor && page.getElementById(anchor)?.dataset.cite;
  const content = anchor ? provisionIn(page, anchor) : factsOf(page);
  if (!content?.length) return null;
  const title = (page.querySelector("article h1")?.textContent ?? "").replace(/\s+/g, " ").trim();
  const source = cited && page !== document ? [element("p", { className: "q-card-source" }, ...unbroken(title))] : [];
  return { name: cited || title, content: [...source, ...content] };
}

// Whoever was in it is back at its link.
let isReturning = false;
function close() {
  clearTimeout(waiting);
  if (!card) return;
  const { box, link } = card;
  link.removeAttribute("aria-describedby");
  card = null;
  isReturning = true;
  if (box.contains(document.activeElement)) link.focus({ preventScroll: true });
  isReturning = false;
  box.remove();
}

async function open(link, isTapped = false) {
  clearTimeout(waiting);
  if (card?.link === link) return;
  const asked = (open.asked = {});
  const found = await contentOf(link);
  if (open.asked !== asked) return;
  close();
  if (!found) return isTapped ? location.assign(link.href) : undefined;
  const shown = element("div", { className: "q-card-text md-typeset", id: "q-card-text" }, ...found.content);
  const way = element("a", { href: link.href }, ...unbroken(fill(SAID.open, { place: found.name })));
  const shut = element("button", { type: "button", className: "q-card-close", ariaLabel: SAID.close, textContent: "×" });
  const box = element("div", { className: "q-card", tabIndex: -1 }, shown, element("p", {}, way, shut));
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", fill(SAID.name, { place: found.name }));
  shut.addEventListener("click", close);
  way.addEventListener("click", () => setTimeout(close)); // another place of the page has no card
  document.body.append(box);
  place(box, link);
  if (shown.scrollHeight > shown.clientHeight) shown.tabIndex = 0; // so that keys scroll it
  card = { box, link };
  if (isTapped) box.focus({ preventScroll: true });
  else link.setAttribute("aria-describedby", shown.id);
}

// Below the line of the link that was pointed at, or above it where there is more room; the page does not move.
function place(box, link) {
  const lines = [...link.getClientRects()];
  const line = lines.find(({ top, bottom }) => lastY >= top && lastY <= bottom) ?? lines[0];
  const head = document.querySelector(".md-header")?.getBoundingClientRect().bottom ?? 0;
  const [above, below] = [line.top - head - 2 * EDGE, innerHeight - line.bottom - 2 * EDGE];
  box.style.maxHeight = `${MOST}px`;
  const isAbove = below < Math.min(box.offsetHeight, above);
  box.style.maxHeight = `${Math.min(Math.max(isAbove ? above : below, 120), MOST)}px`;
  const width = document.documentElement.clientWidth;
  const left = Math.max(EDGE, Math.min(line.left, width - box.offsetWidth - EDGE));
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${scrollY + (isAbove ? line.top - box.offsetHeight - EDGE / 2 : line.bottom + EDGE / 2)}px`;
}

let lastY = 0;
const linkAt = (target) => {
  const link = target instanceof Element ? target.closest("a") : null;
  return isShownInPlace(link) ? link : null;
};
const leaveSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(close, LATE);
};
document.addEventListener("pointerover", ({ target, pointerType, clientY }) => {
  if (pointerType !== "mouse") return;
  const link = linkAt(target);
  if (card?.box.contains(target) || (link && link === card?.link)) return clearTimeout(waiting);
  open.asked = null;
  if (link) {
    lastY = clientY;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(link), SOON);
  } else leaveSoon();
});
document.addEventListener("focusin", ({ target }) => {
  if (isReturning || card?.box.contains(target)) return;
  const link = linkAt(target);
  if (link?.matches(":focus-visible")) open(link);
  else if (link !== card?.link) close();
});
document.addEventListener("q-pressed", ({ target }) => {
  const link = linkAt(target);
  if (link) open(link, true);
});
document.addEventListener("pointerdown", ({ target }) => {
  if (card && !card.box.contains(target) && linkAt(target) !== card.link) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  open.asked = null;
  close();
});
