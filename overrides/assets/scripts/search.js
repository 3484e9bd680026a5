// The worker that searches. It is sent what was typed and answers with the pages that have it, the best first. It loads
// the index with the first query, and reads Vietnamese as people type it: without marks, with marks in either Unicode
// form, "uỷ" as "ủy". Words of a query that stand together count for more than the same words apart.

const SHOWN = 3; // how many places of a page are listed before "more"
const AROUND = 90; // letters of text on either side of what was found

let index = null;

addEventListener("message", async ({ data: typed }) => {
  const query = words(typed);
  try {
    index ??= await load();
  } catch {
    postMessage(null); // there is no index; whoever asks again tries again
    return;
  }
  postMessage(query.length ? search(index, query, typed) : []);
});

async function load() {
  const home = new URL(self.location.hash.slice(1) || "../", self.location); // said where editions share this file
  const response = await fetch(new URL("search/search_index.json", home));
  const { docs } = await response.json();
  return withoutDoubles(docs).map((doc) => ({
    location: doc.location,
    page: doc.location.split("#")[0],
    title: field(doc.title, 10),
    text: field(doc.text, 1),
  }));
}

// A page comes first, then its places; the first of these is the page once more where its title has an anchor.
function withoutDoubles(docs) {
  return docs.flatMap((doc, at) => {
    const [before, after] = [docs[at - 1], docs[at + 1]];
    if (isDouble(before, doc)) return [];
    return isDouble(doc, after) ? { ...doc, text: after.text } : doc;
  });
}

function isDouble(page, place) {
  return place?.location.startsWith(`${page?.location}#`) && place.title === page.title && !page.text;
}

// A field as shown and as compared: letter for letter as long, marks and case gone, all but letters and digits blank.
function field(html, weight) {
  const shown = plain(html);
  return { shown, weight, folded: ` ${fold(shown)} ` };
}

function plain(html) {
  const text = (html ?? "").replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => signs[name]).normalize("NFC").trim();
}

function fold(text) {
  return [...text].map((letter) => foldLetter(letter).padEnd(letter.length)).join("");
}

const letters = new Map();

function foldLetter(letter) {
  let folded = letters.get(letter);
  if (folded === undefined) {
    const base = letter.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/[đð]/g, "d");
    folded = /^[\p{L}\p{N}]$/u.test(base) ? base : " ";
    letters.set(letter, folded);
  }
  return folded;
}

// A word with its marks, the tone taken off its letter: "uỷ" and "ủy" are one.
function spelled(word) {
  const marks = word.normalize("NFD").toLowerCase();
  const tones = marks.match(/[\u0300\u0301\u0303\u0309\u0323]/g) ?? [];
  return marks.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, "").normalize("NFC") + tones.join("");
}

function words(query) {
  const found = query.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => ({ word, folded: fold(word), spelled: spelled(word) }));
}

function search(docs, query, typed) {
  const isQuoted = /^\s*["“].*["”]\s*$/.test(typed);
  const matches = isQuoted ? [] : query.map((word, at) => pattern([word], at === query.length - 1));
  const phrase = pattern(query, !isQuoted);
  const found = docs.map((doc) => matched(doc, query, matches, phrase, isQuoted)).filter(Boolean);
  const most = Math.max(0, ...found.map((match) => match.known));
  return grouped(docs, found.filter((match) => match.known === most), query);
}

// Whole words, the last one perhaps not typed to its end; a number is never the beginning of another.
function pattern(query, isOpen) {
  const last = query.at(-1).folded;
  const end = isOpen && !/\d$/.test(last) ? "" : "(?= )";
  return new RegExp(`(?<= )${query.map(({ folded }) => folded).join(" +")}${end}`, "g");
}

function matched(doc, query, matches, phrase, isQuoted) {
  let score = 0;
  const known = new Set();
  const places = { title: [], text: [] };
  for (const name of ["title", "text"]) {
    const { shown, folded, weight } = doc[name];
    const together = [...folded.matchAll(phrase)].map((match) => place(match, shown));
    const exact = together.filter(({ text }) => isExact(text, query));
    // Who types marks hardly means a word with others: "họp" is not looked for in "tổng hợp".
    const near = query.some(({ spelled: key, folded: bare }) => key !== bare) ? 1 : 4;
    score += weight * (near * Math.min(together.length - exact.length, 3) + 12 * Math.min(exact.length, 3));
    if (together.length && together[0].start === 0) score += 4 * weight;
    if (together.length) query.forEach((_, at) => known.add(at));
    const apart = matches.flatMap((match, at) => {
      const hits = [...folded.matchAll(match)].map((hit) => place(hit, shown));
      if (hits.length) known.add(at);
      const spelledSo = hits.filter(({ text }) => isExact(text, [query[at]])).length;
      score += weight * (0.2 * Math.min(hits.length, 3) + 0.4 * Math.min(spelledSo, 3));
      return hits;
    });
    const whole = exact.length ? exact : together;
    places[name] = whole.length ? whole : apart.sort((one, other) => one.start - other.start);
  }
  if (!known.size || (isQuoted && known.size < query.length)) return null;
  return { doc, score: score + (doc.location === doc.page ? 1 : 0), known: known.size, places };
}

function place(match, shown) {
  const start = match.index - 1; // the folded field begins with a blank of its own
  return { start, end: start + match[0].length, text: shown.slice(start, start + match[0].length) };
}

function isExact(text, query) {
  const found = words(text);
  return query.every(({ spelled: key }, at) => found[at]?.spelled.startsWith(key));
}

// By page, the best first: the page itself, a few of its places, and those that are folded away.
function grouped(docs, found, query) {
  const pages = new Map();
  for (const match of found.sort((one, other) => other.score - one.score)) {
    const { page } = match.doc;
    pages.set(page, [...(pages.get(page) ?? []), match]);
  }
  return [...pages].map(([page, matches]) => {
    const isWhole = ({ doc }) => doc.location === page;
    const places = (some) => some.filter((match) => !isWhole(match)).map(shown);
    const whole = matches.find(isWhole) ?? unmarked(docs.find((doc) => doc.location === page));
    return {
      page: whole && shown(whole),
      places: places(matches.slice(0, SHOWN)),
      more: places(matches.slice(SHOWN)),
      best: matches[0].doc.location,
    };
  });
}

// A page of which only places were found is shown with its title alone.
function unmarked(doc) {
  return doc && { doc: { ...doc, text: { shown: "" } }, places: { title: [], text: [] } };
}

// Texts are in pieces: every other one, beginning with the second, is what was searched for.
function shown({ doc, places }) {
  return {
    location: doc.location,
    title: pieces(doc.title.shown, places.title, 0, doc.title.shown.length),
    text: excerpt(doc.text.shown, places.text),
  };
}

function excerpt(text, places) {
  if (!text) return [];
  const first = places[0] ?? { start: 0, end: 0 };
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, first.start - AROUND)));
  const after = text.indexOf(" ", first.end + AROUND);
  const end = after < 0 ? text.length : after;
  const found = pieces(text, places, start, end);
  if (start > 0) found[0] = `…${found[0]}`;
  if (end < text.length) found.push(`${found.pop()} …`);
  return found;
}

function pieces(text, places, start, end) {
  const found = [];
  let at = start;
  for (const hit of places) {
    if (hit.start < at || hit.end > end) continue;
    found.push(text.slice(at, hit.start), text.slice(hit.start, hit.end));
    at = hit.end;
  }
  return [...found, text.slice(at, end)];
}
