// One text made from another, word by word: what stays ("="), is deleted ("-"), is inserted ("+"). This is the library's
// own comparison of two texts (comparing/operations and what it needs), rule for rule; a test holds both to each other.

const GAP = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\u200b\\u2060\\ufeff";
const JOINED = "\\u0300-\\u036f\\u00ad\\u200c\\u200d";
const LETTER = "\\p{L}\\p{N}_";
const TOKEN = new RegExp(`([${GAP}]*)(?:([${LETTER}][${LETTER}${JOINED}]*|([^${LETTER}${GAP}])\\3*)|$)`, "uy");
const UNSEEN = /[\u00ad\u200c\u200d]/g;

// Words and signs with what stands before each, and after the last; `keys` are equal for two spellings of one word.
function wordsOf(text) {
  const [gaps, tokens] = [[], []];
  TOKEN.lastIndex = 0;
  for (let found = TOKEN.exec(text); found; found = TOKEN.exec(text)) {
    gaps.push(found[1]);
    if (found[2] === undefined) break;
    tokens.push(found[2]);
  }
  return { gaps, tokens, keys: tokens.map(keyOf) };
}

// Spelling: Unicode form, and which of two vowels bears the tone

const TONES = "\u0300\u0301\u0303\u0309\u0323";
// a vowel that bears the tone where the other school sets it on the vowel before
const LATE = /(?<![qQ])[oOuU][\u00e0\u00e1\u00e3\u1ea3\u1ea1\u00e8\u00e9\u1ebd\u1ebb\u1eb9\u1ef3\u00fd\u1ef9\u1ef7\u1ef5\u00c0\u00c1\u00c3\u1ea2\u1ea0\u00c8\u00c9\u1ebc\u1eba\u1eb8\u1ef2\u00dd\u1ef8\u1ef6\u1ef4](?![\p{L}\p{Nl}\p{No}])/u;
const SYLLABLE = /[\p{L}\p{Nl}\p{No}]+/gu;
const LATE_TONE = new RegExp(`(?<![qQ])([oOuU])([aAeEyY])([${TONES}])(?![${LETTER}])`, "gu");
const keyOf = (token) => spelling(token.replace(UNSEEN, "")).replace(/\u00d0/g, "\u0110").replace(/\u00f0/g, "\u0111");

function spelling(text) {
  const composed = text.normalize("NFC");
  return LATE.test(composed) ? composed.replace(SYLLABLE, syllableKey) : composed;
}

function syllableKey(syllable) {
  const marked = [...syllable].map(toneLast).join("");
  const key = marked.replace(LATE_TONE, "$1$3$2").normalize("NFC");
  return [...key].length === [...syllable].length ? key : syllable;
}

function toneLast(letter) {
  const marks = [...letter.normalize("NFD")];
  const bare = marks.filter((mark) => !TONES.includes(mark)).join("").normalize("NFC");
  return bare + marks.filter((mark) => TONES.includes(mark)).join("");
}

// What both have in common, in order (Hyyrö 2004: a row of the table is one integer)

function pairsOf(old, other) {
  const shorter = Math.min(old.length, other.length);
  let start = 0;
  while (start < shorter && old[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === other.at(-1 - end)) end++;
  const inner = traced(old.slice(start, old.length - end), other.slice(start, other.length - end));
  return [
    ...Array.from({ length: start }, (_, at) => [at, at]),
    ...inner.map(([one, two]) => [start + one, start + two]),
    ...Array.from({ length: end }, (_, at) => [old.length - end + at, other.length - end + at]),
  ];
}

function traced(old, other) {
  const places = new Map();
  old.forEach((item, at) => places.set(item, (places.get(item) ?? 0n) | (1n << BigInt(at))));
  const full = (1n << BigInt(old.length)) - 1n;
  const rows = [];
  let row = full;
  for (const item of other) {
    const match = row & (places.get(item) ?? 0n);
    row = ((row + match) | (row - match)) & full;
    rows.push(row.toString(2).padStart(old.length, "0"));
  }
  const grows = (line, column) => rows[line - 1][old.length - column] === "0";
  const found = [];
  let [column, line] = [old.length, other.length];
  while (column && line) {
    if (!grows(line, column)) {
      column--;
      continue;
    }
    line--;
    if (line && grows(line, column)) continue;
    column--;
    found.push([column, line]);
  }
  return found.reverse();
}

// Where a change begins, when several places give the same texts: the one that a person would have typed

function settled(pairs, words) {
  const found = [...pairs];
  for (let place = 1; place < found.length; place++) {
    const [[before, start], [after, end]] = [found[place - 1], found[place]];
    if (after === before + 1 && end > start + 1) slide(found, place, words);
  }
  return found;
}

function slide(pairs, place, words) {
  const [start, end] = [pairs[place - 1][1] + 1, pairs[place][1]];
  const most = reach(pairs, place, words, 1);
  let best = -reach(pairs, place, words, -1);
  for (let by = best; by <= most; by++) {
    if (grade(words, start + by, end + by) >= grade(words, start + best, end + best)) best = by;
  }
  for (let step = 0; step < best; step++) pairs[place + step] = [pairs[place + step][0], start + step];
  for (let step = 0; step < -best; step++) {
    pairs[place - 1 - step] = [pairs[place - 1 - step][0], end - 1 - step];
  }
}

function reach(pairs, place, words, step) {
  const [start, end] = [pairs[place - 1][1] + 1, pairs[place][1]];
  const [first, other] = step > 0 ? [start, end] : [end - 1, start - 1];
  const at = step > 0 ? place : place - 1;
  const goesOn = (far) => {
    const here = at + step * far;
    if (here <= 0 || here >= pairs.length - 1) return false;
    const isNext = pairs[here][0] === pairs[at][0] + step * far && pairs[here][1] === other + step * far;
    return isNext && isSame(words, first + step * far, other + step * far);
  };
  let far = 0;
  while (goesOn(far)) far++;
  return far;
}

const isSame = ({ tokens, gaps }, one, other) => tokens[one] === tokens[other] && gaps[one] === gaps[other];
const grade = (words, start, end) => border(words, start) + border(words, end);

function border({ gaps, tokens }, at) {
  if (gaps[at].includes("\n")) return 4;
  const before = at ? tokens[at - 1] : ".";
  if ([".", ";", ":", "?", "!"].includes(before)) return 3;
  return [",", "(", "“"].includes(before) ? 2 : 0;
}

const turned = (pairs) => pairs.map(([one, other]) => [other, one]);

// [sign, text, whether only the spelling is another]

export function operations(old, other) {
  if (old === other) return old ? [["=", old, false]] : [];
  if (isBefore(other, old)) {
    const mirrored = { "=": "=", "-": "+", "+": "-" };
    return joined(pieces(other, old).map(([sign, text, spelt]) => [mirrored[sign], text, spelt]));
  }
  return joined(pieces(old, other));
}

// By length, then by the letters' code points
function isBefore(one, other) {
  const [own, its] = [one, other].map((text) => [...text].map((letter) => letter.codePointAt(0)));
  if (own.length !== its.length) return own.length < its.length;
  const at = own.findIndex((point, place) => point !== its[place]);
  return at >= 0 && own[at] < its[at];
}

function pieces(old, other) {
  const [before, after] = [wordsOf(old), wordsOf(other)];
  const inserted = settled(pairsOf(before.keys, after.keys), after);
  const matched = turned(settled(turned(inserted), before));
  const found = [];
  let [one, two] = [0, 0];
  for (const [left, right] of [...matched, [before.tokens.length, after.tokens.length]]) {
    const isChanged = left > one || right > two;
    const [gone, come] = [stretch(before, one, left), stretch(after, two, right)];
    if (left > one && right > two && before.gaps[one] === after.gaps[two]) {
      const gap = before.gaps[one];
      found.push(["=", gap, false], ["-", gone.slice(gap.length), false], ["+", come.slice(gap.length), false]);
    } else if (isChanged) {
      found.push(["-", gone, false], ["+", come, false]);
    }
    found.push(...same(before.gaps[left], after.gaps[right], !isChanged));
    if (left < before.tokens.length) found.push(...same(before.tokens[left], after.tokens[right], true));
    [one, two] = [left + 1, right + 1];
  }
  return found;
}

const stretch = ({ gaps, tokens }, start, end) =>
  tokens.slice(start, end).map((token, at) => gaps[start + at] + token).join("");

const same = (old, other, spelt) => (old === other ? [["=", old, false]] : [["-", old, spelt], ["+", other, spelt]]);

// Stretches of one kind as one, a deletion before the insertion beside it
function joined(found) {
  const groups = [];
  for (const [sign, text, spelt] of found.filter(([, text]) => text)) {
    const kind = `${sign === "="}${spelt}`;
    if (groups.at(-1)?.kind !== kind) groups.push({ kind, spelt, texts: { "=": "", "-": "", "+": "" } });
    groups.at(-1).texts[sign] += text;
  }
  const signs = ["=", "-", "+"];
  return groups.flatMap(({ spelt, texts }) =>
    signs.filter((sign) => texts[sign]).map((sign) => [sign, texts[sign], spelt]),
  );
}

// How many words a change inserts or deletes; signs are none, nor is another spelling
export const wordCount = ([sign, text, spelt]) =>
  sign === "=" || spelt ? 0 : wordsOf(text).tokens.filter((token) => /^[\p{L}\p{N}_]/u.test(token)).length;
