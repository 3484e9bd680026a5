// Says where a copied text stands word for word in the published editions, or what of the nearest provision differs. All
// that it reads are the pages of the editions beside this one, each distinct text once; what is pasted goes nowhere.

import { here, inForceOf, listed, parsed, record, root } from "./records.js";
import { linkTo } from "./telling.js";
import { around, steps, stretchesOf, wordsOf } from "./spoken-words.js";
import { pageText } from "./whole-pages.js";
import { dateOf, fill } from "./words.js";

const SAID = {{ texts.checking }};
const END = "\u001f";
const LIKELY = 6; // of the provisions that share most words, those held to the text word by word
const LONGEST = 3000; // words of a provision or a text that are compared one by one
const ALIKE = 0.3;

const form = document.querySelector("form.q-checking");
if (form && here) {
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    check(form.querySelector("textarea").value);
  });
}

const tell = (text) => (form.querySelector("[role=status]").textContent = text);
const answer = () => form.querySelector(".q-checked");

async function check(source) {
  const words = wordsOf(source);
  answer().replaceChildren();
  if (!words.some((word) => /[\p{L}\p{N}]/u.test(word))) return tell(SAID.empty);
  const { texts, unread } = await allTexts();
  const found = grouped(texts.flatMap((text) => standing(text, words)));
  tell(found.length ? (found.length > 1 ? fill(SAID.right, { count: found.length }) : SAID.right_one) : SAID.wrong);
  if (found.length) answer().append(...found.map(shownPlace));
  else answer().append(...nearestOf(texts, words));
  if (unread) answer().append(paragraph(fill(SAID.unread, { count: unread })));
}

// The texts of all editions, newest first: each once, with the editions that have it

let kept = null;
async function allTexts() {
  if (kept) return kept;
  const planned = await plan();
  let unread = 0;
  const texts = [];
  for (const [done, text] of planned.entries()) {
    tell(fill(SAID.reading, { done: done + 1, count: planned.length }));
    const stretches = await read(text);
    if (stretches) texts.push(prepared(text, stretches));
    else unread++;
  }
  const all = { texts, unread };
  if (!unread) kept = all; // what could not be read may be read the next time
  return all;
}

async function plan() {
  const versions = await listed();
  const inForce = versions[inForceOf(versions)]?.version;
  const byText = new Map();
  for (const edition of versions.filter(({ version }) => version !== "{{ paths.work }}")) {
    for (const { id, path, text, title } of (await record(edition.version))?.documents ?? []) {
      const key = `${id} ${text}`;
      if (!byText.has(key)) byText.set(key, { title, path: path.replace(/\.md$/, "/"), editions: [] });
      byText.get(key).editions.push({ ...edition, isInForce: edition.version === inForce });
    }
  }
  return [...byText.values()];
}

const pageOf = ({ path }, { version }) => new URL(`${version}/${path}`, root);

async function read(text) {
  try {
    const page = await pageText(pageOf(text, text.editions[0]));
    return page === null ? null : stretchesOf(parsed(page));
  } catch {
    return null;
  }
}

function prepared(text, stretches) {
  const kept = [() => true, isNoItemMark, ({ isMark }) => !isMark]; // with all its numbers, some of them, none
  return { ...text, stretches, forms: kept.map((isKept) => stream(stretches.filter(isKept))) };
}

// A word processor gives clauses their numbers, "1." and "a)", and does not copy them; "Điều 5." is written.
const isNoItemMark = ({ isMark, isNamed }) => !isMark || isNamed;

function stream(stretches) {
  const owners = stretches.flatMap(({ words, owner }) => words.map(() => owner));
  return { owners, said: joined(stretches.flatMap(({ words }) => words)) };
}

const joined = (words) => END + words.map((word) => word + END).join("");

// Where it stands word for word, with its numbers or without any

function standing(text, words) {
  const wanted = joined(words);
  const found = text.forms.map((form) => places(form, wanted, words.length)).find(({ length }) => length) ?? [];
  return found.map((owners) => ({
    where: fill(SAID.where, { place: placeOf(owners), title: text.title }),
    editions: [{ text, owner: owners.find(Boolean) }],
  }));
}

function places({ owners, said }, wanted, count) {
  const found = [];
  for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
    const first = said.slice(0, at + 1).split(END).length - 2;
    found.push([...new Set(owners.slice(first, first + count))]);
  }
  return found;
}

// What stands at the same place in several texts is told once.
function grouped(found) {
  const byPlace = new Map();
  for (const { where, editions } of found) byPlace.set(where, [...(byPlace.get(where) ?? []), ...editions]);
  return [...byPlace].map(([where, editions]) => ({ where, editions }));
}

function shownPlace({ where, editions }) {
  return block(paragraph(where), editionsOf(editions));
}

function placeOf(owners) {
  const [first, last] = [owners.find(Boolean), owners.at(-1)];
  const isInside = first && owners.every((owner) => around(owner).includes(first));
  const [from, to] = [first, last].map((owner) => owner?.cite ?? SAID.whole);
  return isInside || from === to ? from : fill(SAID.span, { first: from, last: to });
}

function editionsOf(texts) {
  const list = document.createElement("ul");
  const each = ({ text, owner }) => text.editions.map((edition) => [text, owner, edition]);
  for (const [text, owner, edition] of texts.flatMap(each)) {
    const url = pageOf(text, edition);
    url.hash = owner?.id ?? "";
    const item = list.appendChild(document.createElement("li"));
    item.append(linkTo(url, fill(SAID.edition, { title: edition.title, date: dateOf(edition) })));
    if (edition.isInForce) item.append(` · ${SAID.in_force}`);
  }
  return list;
}

// The nearest provision where it stands nowhere

function nearestOf(texts, words) {
  const likely = texts.flatMap((text) => provisionsOf(text, words)).sort((one, other) => other.shared - one.shared);
  let best = null;
  for (const provision of likely.slice(0, LIKELY)) {
    for (const own of [provision.words, provision.bare, provision.unmarked]) {
      if (Math.max(own.length, words.length) > LONGEST) continue;
      const done = steps(own, words);
      const likeness = (2 * done.filter(([sign]) => sign === "=").length) / (own.length + words.length);
      if (likeness >= ALIKE && likeness > (best?.likeness ?? 0)) best = { ...provision, done, likeness };
    }
  }
  if (!best) return [paragraph(SAID.far)];
  const { text, owner, done } = best;
  return [
    paragraph(fill(SAID.nearest, { place: owner.cite, title: text.title })),
    shownSteps(done),
    block(paragraph(SAID.in), editionsOf([{ text, owner }])),
  ];
}

// Every provision with all that is inside it, and how many words it shares with the text
function provisionsOf(text, words) {
  const wanted = counted(words);
  const byOwner = new Map();
  for (const stretch of text.stretches) {
    for (const owner of around(stretch.owner)) {
      if (!byOwner.has(owner)) byOwner.set(owner, []);
      byOwner.get(owner).push(stretch);
    }
  }
  return [...byOwner].map(([owner, stretches]) => {
    const all = stretches.flatMap((stretch) => stretch.words);
    const bare = stretches.slice(stretches[0].isMark ? 1 : 0).flatMap((stretch) => stretch.words);
    const unmarked = stretches.filter(({ isMark }) => !isMark).flatMap((stretch) => stretch.words);
    let common = 0;
    for (const [word, count] of counted(all)) common += Math.min(count, wanted.get(word) ?? 0);
    return { text, owner, words: all, bare, unmarked, shared: common / (all.length + words.length) };
  });
}

function counted(words) {
  const found = new Map();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

// Showing

function shownSteps(done) {
  const quote = document.createElement("blockquote");
  const line = quote.appendChild(document.createElement("p"));
  const kinds = { "=": "span", "-": "del", "+": "ins" };
  let last = null;
  for (const [sign, word] of done) {
    if (last?.sign !== sign) last = { sign, element: line.appendChild(document.createElement(kinds[sign])) };
    const isTight = /^[,.;:!?)\]”’]/.test(word) || !line.textContent || /[([“‘]$/.test(line.textContent);
    last.element.append(isTight ? word : ` ${word}`);
  }
  return quote;
}

function paragraph(text) {
  const element = document.createElement("p");
  element.textContent = text;
  return element;
}

function block(...content) {
  const element = document.createElement("div");
  element.append(...content);
  return element;
}
