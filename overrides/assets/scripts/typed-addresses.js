// Addresses of provisions as people type them: "điều 5 khoản 2", "k2 đ5", "12.2.đ", "dieu hai muoi", "section 2(b)".
// Marks are needed nowhere; letters that are numbers keep theirs, for "điểm d" is not "điểm đ".

const TABLES = {{ words.typed }};
const RANKS = Object.fromEntries(
  ["attachment", "part", "chapter", "section", "subsection", "article", "clause", "point", "subpoint"].map(
    (kind, rank) => [kind, rank],
  ),
);
RANKS.task = RANKS.article;
const DEEPER = { article: "clause", task: "clause", clause: "point", point: "subpoint" };
const LONGEST = 200; // letters of what was typed: no address is longer

// All of what was typed, from the highest step to the lowest; null where it is no address, or more than one. `language`
// is the name of a structure ("vn", "en"), or of several; without it the words of all are known.
export const readAddress = (typed, language = null) => ways(typed, language).next().value?.address ?? null;

// The same in every way that it may be read, the likeliest first, each with the last word that it has: "k2b" is one
// clause, or a point of another.
export const readings = (typed, language = null) => [...ways(typed, language)];

function* ways(typed, language) {
  const text = plain(typed);
  const told = new Set();
  for (const { steps, end } of chains(readerOf(language), text, 0, [])) {
    const address = /^[\s.,;:)\]-]*$/.test(text.slice(end)) && ordered(steps);
    const key = JSON.stringify(address);
    if (!address || told.has(key)) continue;
    told.add(key);
    yield { address, word: steps.findLast(({ word }) => word)?.word ?? "" };
  }
}

// An address that stands among other words, and these: "khoản 2 điều 5 quy chế làm việc". It begins with a word.
export function findAddress(typed, language = null) {
  const whole = readAddress(typed, language);
  if (whole) return { address: whole, rest: "" };
  const text = plain(typed);
  const reader = readerOf(language);
  for (let start = 0; start < text.length; start += 1) {
    let best = null;
    for (const { steps, end } of chains(reader, text, start, [], true)) {
      const address = ordered(steps);
      if (address && (!best || end > best.end)) best = { address, end };
    }
    if (best) return { address: best.address, rest: `${text.slice(0, start)} ${text.slice(best.end)}`.trim() };
  }
  return null;
}

// The value of a number that may be Roman; null for letters and for what has both.
export function valueOf(number) {
  if (/^\d+$/.test(number)) return Number(number);
  if (!/^(?=.)c?(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(number)) return null;
  const values = [...number].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100 })[letter]);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

// What anchors call the words of these kinds.
export const slugsOf = (...kinds) =>
  TABLES.flatMap(({ words }) => words.filter((word) => !word.short && kinds.includes(word.kind)))
    .flatMap(({ words }) => words.map((name) => fold(name.toLowerCase()).replace(/[^a-z]+/g, "-")))
    .filter((slug) => /^[a-z-]*[a-z]$/.test(slug));

// What parts two addresses, and what says that all between them are meant
export const joins = TABLES.flatMap((table) => table.joins);
export const spans = TABLES.flatMap((table) => table.spans);

export const plain = (typed) => typed.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim().slice(0, LONGEST);
// Letter for letter, without marks.
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");
const isLetter = (letter) => letter !== undefined && /[\p{L}\p{M}]/u.test(letter);
const isDigit = (letter) => letter !== undefined && /\d/.test(letter);

const readers = new Map();
function readerOf(language) {
  const names = language === null ? TABLES.map(({ name }) => name) : [language].flat();
  const key = names.join();
  if (!readers.has(key)) readers.set(key, reading(TABLES.filter(({ name }) => names.includes(name))));
  return readers.get(key);
}

function reading(tables) {
  const all = (name) => tables.flatMap((table) => table[name].map(fold));
  const numbers = (name) => Object.fromEntries(tables.flatMap((table) => folded(table[name])));
  const multiples = numbers("multiples");
  const numerals = Object.fromEntries(Object.entries(numbers("numerals")).filter(([word]) => !(word in multiples)));
  const words = tables.flatMap(({ words, byDepth }) =>
    words.flatMap((word) =>
      word.words.map((name) => ({
        ...word,
        byDepth,
        name: fold(name.toLowerCase()).replace(/\.$/, ""),
        compounds: word.compounds.map(fold),
      })),
    ),
  );
  words.sort((one, other) => other.name.length - one.name.length || Number(one.short) - Number(other.short));
  return {
    words,
    numerals,
    multiples,
    isDeep: tables.length > 0 && tables.every(({ byDepth }) => byDepth),
    before: all("before"),
    inside: all("inside"),
    between: all("between"),
  };
}
const folded = (numbers) => Object.entries(numbers).map(([word, value]) => [fold(word), value]);

// All ways to read steps from a place on, the longest first.
// Where they stand among other words, they begin with one: "a 5" is none there.
function* chains(reader, text, start, steps, isAmid = false) {
  const at = steps.length ? past(reader, text, start) : start;
  const next = [...worded(reader, text, at, steps, isAmid), ...(isAmid ? [] : bare(reader, text, at, steps))];
  for (const { step, end } of next) {
    yield* chains(reader, text, end, [...steps, step]);
    const isEnd = !isLetter(text[end]) && !isDigit(text[end]);
    if (isEnd) yield { steps: [...steps, step], end };
  }
}

// Past what parts two steps: signs, and words such as "của".
function past(reader, text, start) {
  let at = start + text.slice(start).match(/^[\s.,;:/()[\]-]*/)[0].length;
  const word = fold(text.slice(at)).match(/^[a-z]+(?= )/)?.[0];
  if (word && at > start && reader.between.includes(word)) at += word.length + 1;
  return at;
}

// A step with its word, or what is short for it.
function* worded(reader, text, at, steps, isAmid) {
  const bareText = fold(text);
  for (const word of reader.words) {
    if (!bareText.startsWith(word.name, at)) continue;
    const end = at + word.name.length;
    const before = text[at - 1];
    if (isLetter(text[end]) || isLetter(before) || (isDigit(before) && !steps.length)) continue;
    if (word.compounds.includes(bareText.slice(0, at).match(/([a-z]+) $/)?.[1])) continue;
    const signs = text.slice(end).match(/^[\s.:#([-]*/)[0];
    const isApart = signs.length > 0 || isDigit(text[end]) || !/[a-z]$/.test(word.name);
    if (!isApart || (isAmid && word.short && signs === " ")) continue;
    for (const [number, past] of numbersAt(reader, text, end + signs.length, word)) {
      yield { step: { kind: word.kind, number, byDepth: word.byDepth, word: word.name }, end: past };
    }
  }
}

// A number without a word: an article at the beginning, then what stands in what was named before it.
function* bare(reader, text, at, steps) {
  if (at >= text.length) return;
  const last = steps.at(-1);
  if (!last) {
    for (const [number, end] of numbersAt(reader, text, at, { kind: "article", bare: true })) {
      yield { step: { kind: "article", number, byDepth: reader.isDeep }, end };
    }
    // "đ khoản 2 điều 12"
    for (const [number, end] of numbersAt(reader, text, at, { kind: "point", short: true })) {
      if (/^ /.test(text.slice(end))) yield { step: { kind: "point", number, isGuess: true }, end };
    }
    return;
  }
  const deeper = last.byDepth ? DEEPER[last.kind] : shaped(last.kind, text[at]);
  if (!deeper || isLetter(text[at - 1])) return;
  for (const [number, end] of numbersAt(reader, text, at, { kind: deeper, bare: true, byDepth: last.byDepth })) {
    // "đ5 đ6"
    const isWord = text[at - 1] === " " && /^\p{L}\d/u.test(number);
    if (!isWord) yield { step: { kind: deeper, number, byDepth: last.byDepth }, end };
  }
}

// Clauses have digits and points have letters, where nothing else says what they are.
function shaped(kind, sign) {
  if (kind === "point") return "subpoint";
  if (!(kind in DEEPER)) return undefined;
  return isDigit(sign) ? (kind === "clause" ? undefined : "clause") : "point";
}

const ARTICLE = /^0*([1-9]\d{0,3}(?:[a-zđ](?![\p{L}\d]))?)(?!\d)/u;
const DECIMAL = /^0*([1-9]\d{0,2}(?:\.\d{1,3})+(?:[a-zđ](?![\p{L}\d]))?)(?!\d)/u;
const CLAUSE = /^0*([1-9]\d{0,2}(?:\.\d{1,2}(?!\d))*(?:[a-zđ](?![\p{L}\d]))?)(?!\d)/u;
const HIGHER = /^0*([1-9]\d{0,2}(?:\.\d{1,3})*(?:[a-zđ](?![\p{L}\d]))?)(?!\d)/u;
const ROMAN = /^([ivxlc]+)(?![\p{L}\d])/u;
const ONE = /^([a-zđ])(?![\p{L}\d])/u;
const POINT = /^(dd|[a-zđ]\d{0,2}|[ivx]{2,5})(?![\p{L}\d])/u;
const GLUED = /^0*([1-9]\d{0,3})(?=[a-zđ])/u; // "2b" of "k2b"
const FEW = /^([a-zđ]{1,5}|[1-9]\d{0,2}[a-z]?)(?![\p{L}\d])/u;

// The numbers that a kind may have at a place, each with where it ends.
function numbersAt(reader, text, start, { kind, short, bare: isBare, byDepth }) {
  const rest = text.slice(start);
  const read = (pattern) => {
    const found = rest.match(pattern);
    return found ? [[found[1] === "dd" ? "đ" : found[1], start + found[0].length]] : [];
  };
  const roman = () => read(ROMAN).filter(([number]) => valueOf(number) !== null);
  const words = () => (isBare || short ? [] : spelled(reader, text, start));
  if (kind === "article" || kind === "task") {
    const decimals = byDepth && !isBare ? read(DECIMAL) : [];
    return [...decimals, ...read(ARTICLE), ...words(), ...(isBare || short ? [] : roman())];
  }
  if (kind === "clause") return [...read(CLAUSE), ...read(GLUED), ...words(), ...(byDepth ? read(FEW) : [])];
  if (kind === "subpoint") return byDepth ? read(FEW) : read(/^([ivx]{1,5})(?![\p{L}\d])/u);
  if (kind === "point") return short ? read(ONE) : byDepth ? read(FEW) : read(POINT);
  return [...read(HIGHER), ...roman(), ...(short ? [] : [...words(), ...read(ONE)])];
}

// A number that is written out, and where it ends: "hai mươi mốt", "twenty-one".
function spelled(reader, text, start) {
  let [total, current, end, isFirst] = [0, 0, start, true];
  for (const found of fold(text).slice(start).matchAll(/([a-z]+)(?:[\s-]+|(?=[^a-z])|$)/gy)) {
    const word = found[1];
    const stop = start + found.index + word.length;
    const value = reader.numerals[word];
    const factor = reader.multiples[word];
    if (factor !== undefined) {
      [total, current] = factor > 10 ? [(total + current || 1) * factor, 0] : [total + (current || 1) * factor, 0];
      end = stop;
    } else if (value !== undefined && (current === 0 || (current >= 20 && current % 10 === 0 && value < 10))) {
      current += value;
      end = stop;
    } else if (!(isFirst && reader.before.includes(word)) && !(total && reader.inside.includes(word))) break;
    isFirst = false;
  }
  return end > start ? [[String(total + current), end]] : [];
}

// From the highest step to the lowest; null where two are of one kind, or where nothing tells that it is an address.
function ordered(steps) {
  const address = [...steps].sort((one, other) => RANKS[one.kind] - RANKS[other.kind]);
  const ranks = new Set(address.map(({ kind }) => RANKS[kind]));
  if (ranks.size < address.length || (address.length === 1 && address[0].isGuess)) return null;
  return address.map(({ kind, number }) => ({ kind, number }));
}
