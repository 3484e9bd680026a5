// Several provisions cited together: "khoản 2, 3 Điều 5", "điểm a, b khoản 2 điều 12", "điều 5-7", "Điều 5 và khoản 2 Điều 9".

import { findAddress, fold, joins, plain, readings, spans } from "./typed-addresses.js";

const MOST = 20; // addresses of one list
const SPAN = `[-–—]|\\s(?:${spans.join("|")})\\s`;
const BETWEEN = new RegExp(
  `\\s*(?:(?<=\\d[a-z]?\\s*|\\b[a-z]\\s*)[-–—]|[,;&](?:\\s*(?:${joins.join("|")})\\s)?|\\s(?:${[...joins, ...spans].join("|")})\\s)\\s*`,
  "g",
);

// The places that were typed, in their order, each with how it was typed and whether all from the one before it to it
// are meant; null for a single one. Beside them what else was typed, and whether it may be one address as well.
export function readList(typed, language) {
  const text = plain(typed);
  const parts = partsOf(text);
  for (let start = 0; start < parts.length - 1; start++) {
    const found = listFrom(parts, start, language);
    if (!found) continue;
    const before = text.slice(0, parts[start].start);
    const isOne = readings(text, language).length > 0;
    if (isOne && !(found.isBare && isAscending(found.places))) return null;
    return { places: completed(found.places), rest: `${before} ${found.rest}`.trim(), isOne };
  }
  return null;
}

function partsOf(text) {
  const parts = [];
  let start = 0;
  let isTo = false;
  for (const { 0: sign, index } of fold(text).matchAll(BETWEEN)) {
    parts.push({ start, text: text.slice(start, index), isTo });
    start = index + sign.length;
    isTo = new RegExp(`^\\s*(?:${SPAN})\\s*$`).test(sign);
  }
  return [...parts, { start, text: text.slice(start), isTo }];
}

// Addresses that follow each other from a part on: the first may have words before it, the last words after it.
function listFrom(parts, start, language) {
  const first = whole(parts[start].text, language) ?? atEnd(parts[start].text, language);
  if (!first?.word) return null;
  const places = [{ ...first, typed: first.text, isTo: false }];
  let [rest, isBare] = [first.rest ?? "", true];
  for (let at = start + 1; at < parts.length && places.length < MOST; at++) {
    const last = places.at(-1);
    const { text, isTo } = parts[at];
    const word = last.typed.slice(fold(last.typed).lastIndexOf(last.word)).slice(0, last.word.length); // as it was typed
    const lent = text.startsWith("(") ? last.text.replace(/\([^(]*$/, "") : `${last.word} `;
    const own = whole(text, language);
    const isWorded = Boolean(own?.word) && !/^(?:\(|\d|\p{L}\s)/u.test(text);
    const spelled = isWorded ? [text] : [lent + text, text];
    const read = spelled.map((each) => whole(each, language)).find(Boolean);
    const next = read ?? spelled.map((each) => atStart(each, language)).find(Boolean);
    if (!next) {
      rest = `${rest} ${parts.slice(at).map((part) => part.text).join(" ")}`;
      break;
    }
    isBare &&= !isWorded;
    places.push({ ...next, typed: `${isWorded || !/^[\d\p{L}]/u.test(text) ? "" : `${word} `}${text}`.replace(next.rest ?? "", "").trim(), word: next.word || last.word, isTo });
    if (next.rest) {
      rest = `${rest} ${next.rest} ${parts.slice(at + 1).map((part) => part.text).join(" ")}`;
      break;
    }
  }
  return places.length > 1 ? { places, rest: rest.trim(), isBare } : null;
}

function whole(text, language) {
  const read = readings(text, language);
  return read.length ? { text, steps: read[0].address, others: read.slice(1).map(({ address }) => address), word: read[0].word } : null;
}

function atEnd(text, language) {
  const rest = findAddress(text, language)?.rest;
  return rest && text.startsWith(rest) ? { ...whole(text.slice(rest.length).trim(), language), rest } : null;
}

function atStart(text, language) {
  const rest = findAddress(text, language)?.rest;
  return rest && text.endsWith(rest) ? { ...whole(text.slice(0, -rest.length).trim(), language), rest } : null;
}

// "4", "4a", "5"
const isAscending = (places) =>
  places.every(({ steps }, at) => !at || places[at - 1].steps.at(-1).number.localeCompare(steps.at(-1).number, "vi", { numeric: true }) < 0);

const ROOTS = { clause: ["article", "task"], point: ["article", "task"], subpoint: ["article", "task"], section: ["chapter"], subsection: ["section"] };

// What one stands in is said once: after those that it is said for, or before them.
function completed(places) {
  const found = [...places];
  for (let at = found.length - 2; at >= 0; at--) found[at] = within(found[at], found[at + 1]);
  for (let at = 1; at < found.length; at++) found[at] = within(found[at], found[at - 1]);
  return found;
}

function within(place, other) {
  const [{ kind }] = place.steps;
  const roots = ROOTS[kind] ?? [];
  const at = other.steps.findIndex((step) => step.kind === kind);
  const outer = at < 0 ? other.steps.filter((step) => roots.includes(step.kind)) : other.steps.slice(0, at);
  if (!outer.some((step) => roots.includes(step.kind))) return place;
  return { ...place, steps: [...outer, ...place.steps] };
}
