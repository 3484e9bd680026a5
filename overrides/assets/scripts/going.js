// "Đến điều…": the field above the contents. What is typed there is an address of this page, or words of its headings.

import { readAddress, slugsOf, valueOf } from "./typed-addresses.js";
import { fill, unbroken } from "./words.js";

const SAID = {{ texts.going }};
const THROUGH = ["article", "task"]; // counted through, so that an anchor names no chapter before them
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("đ", "d");

function offer(form, contents) {
  const input = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  let entries = null; // read when somebody types: each line of the contents, and what it says
  let provisions = null;
  let target = null;

  const lines = () =>
    (entries ??= [...contents.querySelectorAll("li")].map((line) => {
      const link = line.querySelector("a");
      return { line, link, said: fold(link.textContent) };
    }));
  const anchors = () => (provisions ??= [...document.querySelectorAll("[data-cite][id]")].map(({ id }) => id));

  // Lines that hold, and those that they stand in; each is touched only where that changes.
  function showOnly(holds) {
    const wanted = new Set();
    let count = 0;
    for (const { line, link, said } of lines()) {
      if (!holds(said, link)) continue;
      count += 1;
      for (let each = line; each && contents.contains(each); each = each.parentElement.closest("li")) wanted.add(each);
    }
    for (const { line } of lines()) if (line.hidden === wanted.has(line)) line.hidden = !line.hidden;
    return count;
  }
  const showAll = () => entries && showOnly(() => true);

  function look() {
    const typed = input.value.trim();
    target = null;
    status.textContent = "";
    if (!typed) return showAll();
    const address = readAddress(typed);
    if (!address) {
      const words = fold(typed).split(/\s+/);
      const count = showOnly((said) => words.every((word) => said.includes(word)));
      target = lines().find(({ line, link }) => !line.hidden && words.every((word) => fold(link.textContent).includes(word)))?.link.hash.slice(1);
      status.textContent = count ? fill(SAID.found, { count }) : SAID.nothing;
      return;
    }
    const { anchor, isWhole } = anchorOf(address, anchors(), current());
    if (!anchor) {
      status.textContent = SAID.nothing;
      return showAll();
    }
    target = anchor;
    const place = document.getElementById(anchor).dataset.cite;
    status.replaceChildren(...unbroken(fill(isWhole ? SAID.here : SAID.nearest, { place })));
    showOnly((_, { hash }) => `${anchor}-`.startsWith(`${decodeURIComponent(hash.slice(1))}-`));
  }

  // The article being read, in which "khoản 2" is looked for.
  const current = () => decodeURIComponent(contents.querySelector("[aria-current]")?.hash.slice(1) ?? "");

  input.addEventListener("input", look);
  if (input.value) look();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    look();
    const to = target;
    if (!to) return;
    const provision = document.getElementById(decodeURIComponent(to));
    const drawer = document.getElementById("q-contents");
    if (drawer) drawer.checked = false;
    input.value = "";
    look();
    location.hash = to;
    (provision?.querySelector(".q-number a, a") ?? provision)?.focus({ preventScroll: true });
  });
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !input.value) return;
    event.stopPropagation();
    input.value = "";
    look();
  });
}

// The anchor that an address means on this page; the nearest provision around it where it goes deeper than the text.
export function anchorOf(address, anchors, current = "") {
  const whole = chainsOf(address);
  const ways = [...whole, ...(current && !address.some(({ kind }) => THROUGH.includes(kind)) ? whole : [])];
  for (const [at, steps] of ways.entries()) {
    const within = at < whole.length ? "" : current;
    const found = match(steps, anchors, within);
    if (found) return { anchor: found, isWhole: true };
  }
  for (let count = address.length - 1; count > 0; count -= 1) {
    const found = match(address.slice(0, count), anchors, "");
    if (found) return { anchor: found, isWhole: false };
  }
  return { anchor: "", isWhole: false };
}

// The ways in which anchors may write it: without what stands above an article, and with numbers joined or parted, as
// "5.1" is an article where articles are counted so.
function chainsOf(address) {
  const through = address.findIndex(({ kind }) => THROUGH.includes(kind));
  const own = through > 0 ? address.slice(through) : address;
  const [first, second, ...rest] = own;
  const ways = [own];
  if (through >= 0 && second && /^\d/.test(second.number)) {
    ways.push([{ ...first, number: `${first.number}.${second.number}` }, ...rest]);
  }
  if (through >= 0 && first.number.includes(".")) {
    const [head, ...tail] = first.number.split(".");
    ways.push([{ ...first, number: head }, { kind: "clause", number: tail.join(".") }, ...own.slice(1)]);
  }
  return ways;
}

const ITEMS = ["clause", "point", "subpoint"];
const isCounted = (kind) => ![...ITEMS, ...THROUGH].includes(kind); // in Roman numbers, perhaps

// How deep an item stands is told by what it is in: only its number counts. An attachment may be called anything.
function words(kind) {
  if (kind === "attachment") return "[a-z-]+";
  return slugsOf(...(ITEMS.includes(kind) ? ITEMS : [kind])).join("|");
}

function match(steps, anchors, within) {
  const chain = steps.map(({ kind, number }) => `(?:${words(kind)})-(?:${keysOf(kind, number)})`).join("-(?:.*-)?");
  const pattern = new RegExp(`(?:^|-)${chain}$`);
  const found = anchors.filter((anchor) => pattern.test(anchor) && (!within || anchor.startsWith(`${within}-`)));
  return found.sort((one, other) => one.length - other.length)[0];
}

// A number as anchors have it; chapters are counted in Roman numbers here and in others there.
function keysOf(kind, number) {
  const key = number.replace(/\./g, "-").replaceAll("đ", "dd");
  const value = isCounted(kind) ? valueOf(number) : null;
  return value === null ? key : [key, String(value), roman(value)].join("|");
}

function roman(value) {
  const signs = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
  let left = value;
  return signs.map(([worth, sign]) => {
    const count = Math.floor(left / worth);
    left -= count * worth;
    return sign.repeat(count);
  }).join("");
}

for (const form of document.querySelectorAll(".q-goto")) offer(form, form.closest("nav"));
