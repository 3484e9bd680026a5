// Which places of a page answer a query, and how well: words together before words apart, in a heading before in a text,
// as they were marked before as they were not.

import { field } from "./search-terms.js";

const KINDS = { regulation: 1, body: 0.95, role: 0.95, programme: 0.85, meeting: 0.7, guide: 0.7, page: 0.6 };
const STATUSES = { superseded: 0.6, repealed: 0.5, draft: 0.9 };

// What holds other provisions says less than they do.
const HOLDERS = { part: 0.9, chapter: 0.9, section: 0.85, subsection: 0.85 };

const HOW = 1.2; // of a guide for who asks how something is done

const FULLEST = 0.02; // how much less each next document of a kind is worth, which are the fullest first
const LEAST = 0.9;

export function worthOf({ kind, status, rank = 0 }) {
  return (KINDS[kind] ?? 0.7) * (STATUSES[status] ?? 1) * Math.max(LEAST, 1 - FULLEST * rank);
}

// How strictly the marks of a query are taken: all that were typed; then a slip in a long word is forgiven.
export const STRICT = "strict";
export const LOOSE = "loose";
const LONG = 4; // letters of a syllable in which a wrong mark is forgiven

// A query as it is looked for: every way to put it, as patterns of its words alone and together.
export function patternsOf(query, marks = STRICT) {
  const isMarked = query.terms.some((term) => term.isMarked);
  return query.ways.map(({ terms, needed, worth }) => {
    const isOpen = query.isOpen && !terms.at(-1).isBare;
    return {
      worth,
      terms,
      needed: needed.map((term) => ({ term, pattern: pattern([term], isOpen && term === terms.at(-1)) })),
      whole: pattern(terms, isOpen),
      bare: needed.map((term) => (isOpen && term === terms.at(-1) ? ` ${term.folded}` : ` ${term.folded} `)),
      isMarked,
      isQuoted: query.isQuoted,
      longer: query.longer,
      isHow: query.isHow,
      marks,
    };
  });
}

// Whole words, the last one perhaps not typed to its end; a number is never the beginning of another.
function pattern(terms, isOpen) {
  const end = isOpen && !/\d$/.test(terms.at(-1).folded) ? "" : "(?= )";
  return new RegExp(`(?<= )${terms.map(({ folded }) => folded).join(" +")}${end}`, "g");
}

// What of a record a query finds: its score and where; null for nothing.
export function matched(record, unit, patterns) {
  let best = null;
  for (const way of patterns) {
    if (!way.bare.every((term) => record.whole.includes(term))) continue;
    const found = byWay(record, unit, way);
    if (found && (!best || found.score > best.score)) best = found;
  }
  return best && { ...best, record, unit, score: best.score * (unit.kind === "guide" && patterns[0].isHow ? HOW : worthOf(unit)) * (HOLDERS[record.kind] ?? 1) };
}

function byWay(record, unit, way) {
  const title = titleHits(record, unit, way);
  const text = hitsIn(record.text, way);
  const around = hitsIn(record.around, way);
  const below = around.apart.filter((found) => found.length).length / way.needed.length;
  const told = ofText(text, way);
  const score = Math.max(ofTitle(record, title, way), told && told + 5 * below, ofBoth(title, text, around, way));
  if (score > 0 && isOfOther(record.title, way)) return { score: 0.6 * way.worth * score, places: placesOfBoth(title, text) };
  if (score <= 0) return null;
  return { score: way.worth * score, places: placesOfBoth(title, text) };
}

const placesOfBoth = (title, text) => ({ title: title.heading ? [] : placesOf(title), text: placesOf(text) });

// Whether a heading has a name of the query only inside longer names: that of a deputy has that of the one deputised for.
function isOfOther({ folded }, { longer }) {
  for (const [name, others] of longer) {
    if (!folded.includes(` ${name} `)) continue;
    const rest = others.reduce((left, other) => left.replaceAll(` ${other} `, " · "), folded.replace(/ +/g, " "));
    if (!rest.includes(` ${name} `)) return true;
  }
  return false;
}

// A page goes by several titles: as its text has it, as it is called for short, and what else it is called.
function titleHits(record, unit, way) {
  const own = hitsIn(record.title, way);
  if (record.anchor) return own;
  const dated = unit.kind === "meeting" && unit.term ? [`${unit.title} ${unit.term}`] : [];
  unit.names ??= [unit.title, ...dated, ...(unit.aliases ?? [])].filter((name) => name !== record.title.shown).map(field);
  const others = unit.names.map((name) => ({ ...hitsIn(name, way), heading: name }));
  const fit = others.filter(({ together }) => together.length);
  const shortest = fit.toSorted((one, other) => one.heading.shown.length - other.heading.shown.length)[0];
  return shortest ?? (all(own.apart) ? own : (others.find(({ apart }) => all(apart)) ?? own));
}

function hitsIn(place, way) {
  const together = hits(place, way.whole, way.terms, way);
  const apart = way.needed.map(({ term, pattern }) => hits(place, pattern, [term], way));
  return { field: place, together, apart };
}

// Whether a record, or a heading around it, has a word as it was typed
export function isSaid(record, term, isMarked, isOpen) {
  const how = { isMarked, marks: STRICT };
  const every = pattern([term], isOpen);
  return [record.title, record.text, record.around].some((field) => hits(field, every, [term], how).length);
}

function hits(field, pattern, terms, way) {
  const found = [];
  for (const match of field.folded.matchAll(pattern)) {
    const start = match.index - 1; // the folded field begins with a blank of its own
    const end = start + match[0].length;
    const isWhole = field.folded[end + 1] === " ";
    const share = likeness(field.shown.slice(start, end), terms, way) * (isWhole ? 1 : 0.85);
    if (share > 0) found.push({ start, end, share });
  }
  return found;
}

// 1 for words that are marked as they were typed; less for words that were typed without marks; 0 for other words.
function likeness(shown, terms, way) {
  if (!way.isMarked) return 1;
  const words = shown.match(/[\p{L}\p{N}]+/gu) ?? [];
  let share = 1;
  for (const [at, term] of terms.entries()) {
    if (spelledSo(words[at] ?? "", term)) continue;
    if (!term.isMarked) share *= 0.7;
    else if (way.marks === LOOSE && term.folded.length >= LONG) share *= 0.5;
    else return 0;
  }
  return share;
}

function spelledSo(word, term) {
  const [own, tone] = apart(word);
  const [typed, wanted] = apart(term.spelled);
  return own.startsWith(typed) && (tone === wanted || (wanted === "" && own.length > typed.length));
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const known = new Map(); // words, each with its letters and its tone apart

function apart(word) {
  let found = known.get(word);
  if (!found) {
    const marks = word.normalize("NFD").toLowerCase();
    found = [marks.replace(TONES, "").normalize("NFC"), (marks.match(TONES) ?? []).join("")];
    known.set(word, found);
  }
  return found;
}

const best = (found) => Math.max(0, ...found.map(({ share }) => share));
const all = (apart) => apart.every((found) => found.length);

// How many of the words that follow each other in the query do so in what was found, from 0 to 1.
function closeness({ field, apart }) {
  if (apart.length < 2) return 1;
  let close = 0;
  for (let at = 1; at < apart.length; at++) {
    const isNext = apart[at - 1].some((one) => apart[at].some((other) => isBeside(field, one, other)));
    if (isNext) close++;
  }
  return close / (apart.length - 1);
}

// The next word, or with one small word between.
function isBeside(field, one, other) {
  if (other.start <= one.end) return false;
  const between = field.folded.slice(one.end + 1, other.start + 1).trim();
  return !between.includes(" ");
}

function ofTitle(record, title, way) {
  const heading = title.heading ?? record.heading;
  const length = Math.max(1, heading.folded.trim().length);
  const wanted = way.terms.reduce((sum, { folded }) => sum + folded.length + 1, -1);
  const filled = Math.min(1, wanted / length);
  const { together, apart } = title;
  if (together.length) {
    const first = together[0];
    const start = title.heading || !heading.shown ? 0 : record.title.shown.length - heading.shown.length;
    const isFirst = first.start === start || first.start === 0;
    return best(together) * ((isFirst ? 45 : 38) + 15 * filled);
  }
  if (way.isQuoted || !all(apart)) return 0;
  return Math.min(...apart.map(best)) * (22 + 10 * closeness(title) + 10 * filled);
}

function ofText({ together, apart, field }, way) {
  const filled = Math.min(1, (2 * way.terms.reduce((sum, { folded }) => sum + folded.length + 1, 0)) / field.folded.length);
  if (together.length) {
    const first = together[0].start === 0 ? 3 : 0;
    return best(together) * (20 + Math.min(together.length, 3) + first + 6 * filled);
  }
  if (way.isQuoted || !all(apart)) return 0;
  const begun = isBegun(field, apart) ? 2 : 0;
  return Math.min(...apart.map(best)) * (6 + 10 * closeness({ field, apart }) + 3 * filled + 5 * compactness(apart, way) + begun);
}

// Whether a text begins with words of the query: it is about whom they name.
const isBegun = (field, apart) =>
  apart.some(([one], at) => one?.start === 0 && (apart[at + 1] ?? []).some((other) => isBeside(field, one, other)));

// How near to each other all words stand somewhere, from 0 to 1
function compactness(apart, way) {
  const places = apart.flatMap((found, at) => found.map(({ start, end }) => ({ start, end, at })));
  places.sort((one, other) => one.start - other.start);
  const last = new Map();
  let least = Infinity;
  for (const { start, end, at } of places) {
    last.delete(at);
    last.set(at, start);
    if (last.size === apart.length) least = Math.min(least, end - last.values().next().value);
  }
  const wanted = way.needed.reduce((sum, { term }) => sum + term.folded.length + 1, -1);
  return Math.min(1, (1.5 * wanted) / least);
}

// Some words in a heading, the others in the text or in the headings of what it stands in
function ofBoth(title, text, around, way) {
  if (way.isQuoted) return 0;
  let [inTitle, own] = [0, 0];
  for (const at of way.needed.keys()) {
    if (title.apart[at].length) inTitle++;
    if (title.apart[at].length || text.apart[at].length) own++;
    else if (!around.apart[at].length) return 0;
  }
  if (!own) return 0;
  const share = inTitle / way.needed.length;
  return 8 + 6 * Math.max(closeness(text), closeness(around), closeness(title)) + 10 * share;
}

function placesOf({ together, apart }) {
  if (together.length) return together;
  return apart.flat().sort((one, other) => one.start - other.start);
}
