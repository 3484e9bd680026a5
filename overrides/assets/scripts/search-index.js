// The index of one edition: its pages, and which of them have which words. It is loaded in pieces: a small file first,
// then the words that somebody types, then the records of the pages that look best.

import { field, fold, phraseOf, termsOf } from "./search-terms.js";
import { valueOf } from "./typed-addresses.js";

// The file of a whole edition holds all of them itself, by their names.
const inside = globalThis.document?.getElementById("q-files");
const held = inside && JSON.parse(inside.textContent);

const loaded = new Map(); // every file at most once, whichever edition asks for it

function fetched(url) {
  if (held) return Promise.resolve(held[url.split("/").at(-1)]);
  if (!loaded.has(url)) {
    const answer = fetch(url).then((response) => {
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      return response.json();
    });
    loaded.set(url, answer);
    answer.catch(() => loaded.delete(url)); // whoever asks again tries again
  }
  return loaded.get(url);
}

export const listOf = (home) => fetched(new URL("../{{ paths.versions }}", home).href);

const MANY = 4; // names that end like one, so that it says little
const read = new Map(); // the index of each edition

export async function indexAt(home) {
  if (!read.has(home)) read.set(home, await indexOf(home));
  return read.get(home);
}

async function indexOf(home) {
  const told = await fetched(new URL("{{ paths.search_index }}", home).href);
  const own = new Set(told.own);
  const place = (name) => new URL(`${own.has(name) ? "" : "../"}{{ paths.search }}/${name}.json`, home).href;
  const ranks = {};
  const units = told.units.map(([address, kind, title, status, number, term, names, piece], at) => {
    ranks[kind] = (ranks[kind] ?? -1) + 1;
    const aliases = names ? names.split("\n") : [];
    return { at, address, kind, title, status, number, term, aliases, piece, rank: ranks[kind] };
  });
  const written = new Map(); // names and what means the same, as they are compared, with their marks
  const folded = (names) =>
    names.map((name) => {
      const terms = termsOf(name);
      written.set(phraseOf(terms), terms);
      return phraseOf(terms);
    });
  const phrases = told.names.map(([, , ...names]) => folded(names));
  const synonyms = told.synonyms.map(folded);
  const vague = vagueOf(phrases.flat());
  const optional = termsOf(told.optional.join(" "));
  const marked = [...optional, ...termsOf((told.optional_marked ?? []).join(" "))];
  return { ...told, units, home, place, phrases, synonyms, optional: { folded: optional, spelled: marked }, written, vague, counted: countedIn(told), known: new Map() };
}

function vagueOf(names) {
  const counts = new Map();
  for (const name of names) {
    const words = name.split(" ");
    for (let at = 1; at < words.length; at++) {
      const end = words.slice(at).join(" ");
      counts.set(end, (counts.get(end) ?? 0) + 1);
    }
  }
  return new Set(names.filter((name) => counts.get(name) > MANY));
}

// What Roman numbers count in titles: "khóa XVII"
function countedIn({ title, units }) {
  const found = new Set();
  for (const name of [title, ...units.map((unit) => unit[2])]) {
    const words = termsOf(name).map(({ folded }) => folded);
    for (const [at, word] of words.entries()) if (at && word.length > 1 && /^\D+$/.test(word) && valueOf(word)) found.add(words[at - 1]);
  }
  return found;
}

// Which places govern a body or role; its records tell it of an edition, of older ones a file for all of them.
export const governedIn = async (index, page) =>
  index.governed ? page : (await fetched(new URL("{{ paths.search_governed }}", index.home).href))[page] ?? {};
export const isGoverning = (governed, unit, { anchor, governs }) =>
  typeof governed === "string" ? governs?.has(governed) : governed[unit.address]?.includes(anchor);

const records = new Map(); // of each file, as they are compared

export async function recordsOf(index, unit) {
  const url = index.place(unit.piece);
  if (!records.has(url)) records.set(url, recordsIn(await fetched(url), `${unit.title} ${unit.term}`));
  return records.get(url);
}

const LARGE = ["page", "attachment", "part", "chapter", "section", "subsection"];
const RANKS = [...LARGE, "article", "clause", "point", "subpoint"];
const rankOf = (kind) => RANKS.indexOf(kind === "task" ? "article" : kind);

// A record knows the name of its page and the headings that it stands below, and the nearest of these.
function recordsIn({ records: rows, governs = {} }, name) {
  const open = [];
  const governed = Object.entries(governs);
  return rows.map(([anchor, kind, label, heading, text], at) => {
    const title = field([label, heading].filter(Boolean).join(". "));
    while (open.length && rankOf(open.at(-1).kind) >= rankOf(kind)) open.pop();
    const headed = open.filter((one) => one.anchor && one.heading.shown);
    const around = field([name, ...headed.map((one) => one.heading.shown)].join(" · "));
    const whole = `${title.folded}${fold(text)} ${around.folded}`.replace(/ +/g, " "); // all by which it may be found
    const own = { at, whole, anchor, kind, label, governs: new Set(governed.filter(([, places]) => places.includes(at)).map(([page]) => page)) };
    const record = { ...own, heading: field(heading), title, text: field(text), around, head: headed.at(-1) ?? null };
    // What has no text of its own is shown with how what it holds begins.
    for (const outer of open) outer.first ||= record.text.shown;
    open.push(record);
    return record;
  });
}

// The pages that have a word, or begin one with it, each with how: 2 in a heading, 1 in its text.
export function pagesWith(index, term, isOpen = false) {
  const key = isOpen ? `${term}*` : term;
  if (!index.known.has(key)) {
    const found = pagesIn(index, term, isOpen);
    index.known.set(key, found);
    found.catch(() => index.known.delete(key));
  }
  return index.known.get(key);
}

async function pagesIn(index, term, isOpen) {
  const found = new Map();
  for (const segment of index.segments) {
    for (const words of await wordFiles(index, segment, term, isOpen)) {
      for (const [headings, texts] of postings(words, term, isOpen)) {
        note(found, segment, headings, 2);
        note(found, segment, texts, 1);
      }
    }
  }
  return found;
}

function note(found, segment, distances, weight) {
  let number = 0;
  for (const distance of distances) {
    number += distance;
    const at = segment.units[number];
    if (at >= 0) found.set(at, Math.max(weight, found.get(at) ?? 0));
  }
}

const MOST_FILES = 3; // of those that may hold what begins with a few letters

function wordFiles(index, segment, term, isOpen) {
  const first = term.split(" ")[0];
  const isPair = term.includes(" ");
  let at = segment.words.findLastIndex((word) => word <= first);
  const files = at < 0 ? [] : [segment.files[at]];
  while (isOpen && !isPair && files.length < MOST_FILES && segment.words[++at]?.startsWith(first)) {
    files.push(segment.files[at]);
  }
  return Promise.all(files.map(async (name) => (await fetched(index.place(name))).words));
}

function postings(words, term, isOpen) {
  if (!isOpen) return Object.hasOwn(words, term) ? [words[term]] : [];
  const isSame = (word) => word.startsWith(term) && word.split(" ").length === term.split(" ").length;
  return Object.keys(words).filter(isSame).map((word) => words[word]);
}

// Whether there is a word, in whatever page
export async function isKnown(index, word) {
  for (const segment of index.segments) {
    if (!segment.vocabularyRead) {
      const { words } = await fetched(index.place(segment.vocabulary));
      segment.vocabularyRead = new Set(words);
    }
    if (segment.vocabularyRead.has(word)) return true;
  }
  return false;
}
