// Where the reader is: marks the entry of the article being read in the table of contents, and keeps what is marked in
// sight in its sidebar.

const entries = new Map();
for (const link of document.querySelectorAll(".md-nav--secondary a")) {
  const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (heading) entries.set(heading, link);
}
const headings = [...entries.keys()]; // in the order of the page, so by height
const header = document.querySelector(".md-header");
const SLACK = 40; // pixels below the header: a heading counts as reached where a link puts it, and a little earlier
const top = (element) => element.getBoundingClientRect().top;
const page = document.documentElement;

// The last heading for which this holds; it holds for all before it.
function last(holds) {
  let [low, high] = [0, headings.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(headings[middle])) low = middle + 1;
    else high = middle;
  }
  return headings[low - 1];
}

// What the address names is being read while it stands where the link has put it: below the header, or wherever it
// could get to because the page ends.
function named(line) {
  const target = document.querySelector(":target");
  if (!target) return null;
  const isAtEnd = scrollY + innerHeight >= page.scrollHeight - 2;
  const height = top(target);
  if (height < line - SLACK || height > (isAtEnd ? innerHeight : line)) return null;
  const isBefore = (heading) =>
    heading === target || heading.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  return last(isBefore);
}

function read() {
  const line = header.getBoundingClientRect().bottom + SLACK;
  return named(line) ?? last((heading) => top(heading) <= line);
}

let marked;
function mark() {
  const link = entries.get(read());
  if (link === marked) return;
  marked?.removeAttribute("aria-current");
  link?.setAttribute("aria-current", "location");
  marked = link;
  if (link) bringIntoSight(link);
}

// Only the sidebar moves, and only where it must: scrollIntoView would move the page, too.
function bringIntoSight(link) {
  const frame = link.closest(".md-sidebar__scrollwrap");
  const [place, room] = [link.getBoundingClientRect(), frame.getBoundingClientRect()];
  if (place.top >= room.top && place.bottom <= room.bottom) return;
  frame.scrollTop += place.top - room.top - (frame.clientHeight - place.height) / 2;
}

const current = document.querySelector(".md-nav--primary [aria-current]");
if (current) bringIntoSight(current);
let isWaiting = false;
function markSoon() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    mark();
  });
}
if (headings.length) {
  mark();
  addEventListener("scroll", markSoon, { passive: true });
  for (const event of ["hashchange", "resize", "load"]) addEventListener(event, markSoon);
}
