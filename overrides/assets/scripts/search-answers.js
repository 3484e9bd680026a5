// What a search answers: the places that were found, the best first, with how their texts begin around it.

import { isGoverning } from "./search-index.js";

const MOST = 60; // results of one answer
const AROUND = 90; // letters of text on either side of what was found

// The page that asks: the edition that it is of, where that begins for it under whatever name, and itself
export const asker = { home: "", base: "", page: "" };

export const NOTHING = { results: [], count: 0 };

export function answerOf({ index, filters, seen }, found, hasMore) {
  const isFit = ({ record, unit }) => {
    const key = `${unit.piece ?? unit.address} ${record.anchor}`;
    if (seen?.has(key)) return false;
    seen?.add(key);
    return !filters.governed || isGoverning(filters.governed, unit, record);
  };
  const best = new Map();
  for (const match of found.sort((one, other) => other.score - one.score)) {
    const key = `${match.unit.address}#${match.record.anchor}`;
    if (!best.has(key)) best.set(key, match);
  }
  const fit = [...best.values()].filter(isFit);
  const results = fit.slice(0, MOST).map((match) => shown(match, index));
  return { results, count: fit.length, hasMore: hasMore || fit.length > MOST };
}

// Texts are in pieces: every other one, beginning with the second, is what was searched for.
function shown({ record, unit, score, places, lacks = "" }, index) {
  const { title, head } = record;
  const start = index.home === asker.home ? asker.base : index.home;
  const around = head && !record.heading.shown ? head.heading.shown : "";
  return {
    key: `${unit.piece} ${record.anchor}`,
    href: new URL(unit.address + (record.anchor && `#${record.anchor}`), start).href,
    title: title.shown ? pieces(title.shown, places.title, 0, title.shown.length) : [unit.title],
    around,
    page: record.anchor || unit.title !== title.shown ? unit.title : "",
    kind: unit.kind,
    status: unit.status,
    edition: index.title,
    text: excerpt(record.text.shown || record.first, places.text),
    lacks,
    score,
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
  return [...found, text.slice(at, end)].map(inOneLine);
}

// Paragraphs as one line
const inOneLine = (text) => text.replace(/([.,;:…])?\n+/g, (_, sign) => (sign ? `${sign} ` : " · "));
