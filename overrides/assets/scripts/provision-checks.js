// What is wrong with the numbers and citations of a text that somebody writes in the place of a provision, as far as one
// provision tells: what was so before is not told again. The review of a proposal checks everything.

const ITEM = /^[ \t\u00a0]*(?:(?<values>\d+(?:\.\d+)*)(?<suffix>[a-z\u0111]?)|(?<letter>[a-z\u0111])(?<more>[a-z\u0111]?\d*))[ \t\u00a0]*[.)/-](?=[\s\u00a0]|$)/u;

// Citations as the language of the document writes them, and what says that they are of another document
function patternsOf({ point, clause, article, types, own }) {
  const numbers = { point: "[a-z\\u0111]\\d*", clause: "\\d+[a-z\\u0111]?", article: "\\d+[a-z\\u0111]?" };
  const inner = (word, name) => `(?:${word}\\s+(?<${name}>${numbers[name]})\\s*,?\\s+)?`;
  const cited = `${inner(point, "point")}${inner(clause, "clause")}${article}\\s+(?<article>${numbers.article})`;
  return {
    cited: new RegExp(`${cited}(?![\\p{L}\\p{N}])`, "giu"),
    ofAnother: new RegExp(`^[^.;:\\n]{0,80}?(?:${types.join("|")})(?![\\p{L}\\p{N}])(?!\\s+${own})`, "iu"),
  };
}

// [which rule, what was found, what it follows]
export function problemsIn(text, before, anchor, { letters, lines, cited }) {
  if (!letters || !cited) return [];
  const patterns = patternsOf(cited);
  const all = (written) => [...numbers(written, letters), ...citations(written, anchor, lines, patterns)];
  const known = new Set(all(before).map(String));
  const found = all(text);
  return found.filter((problem, at) => !known.has(String(problem)) && found.map(String).indexOf(String(problem)) === at);
}

function numbers(text, letters) {
  const found = [];
  let [number, letter, isHeaded] = [null, null, false];
  for (const line of text.normalize("NFC").split("\n")) {
    if (/^\s*#/.test(line)) [number, letter, isHeaded] = [null, null, true];
    const item = line.match(ITEM)?.groups;
    if (!item) continue;
    const mark = line.trim().split(/[\s\u00a0]/)[0];
    if (item.values) {
      const next = { values: item.values.split(".").map(Number), suffix: item.suffix, mark };
      if (number) found.push(...between(number, next));
      else if (isHeaded && next.values.at(-1) > 1) found.push(["first", mark, ""]);
      [number, letter] = [next, null];
    } else {
      const place = letters.indexOf(item.letter) + 1;
      if (!place) {
        found.push(["letter", mark, ""]);
        continue;
      }
      const next = { values: [place], suffix: item.more.padStart(2, "0"), mark };
      if (letter) found.push(...between(letter, next));
      else if (place > 1 && (isHeaded || number)) found.push(["first", mark, ""]);
      letter = next;
    }
  }
  return found;
}

function between(last, next) {
  const order = compared(last.values, next.values) || (last.suffix < next.suffix ? -1 : Number(last.suffix > next.suffix));
  if (order >= 0) return [["order", next.mark, last.mark]];
  return isNext(last.values, next.values) ? [] : [["gap", next.mark, last.mark]];
}

function compared(one, other) {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const by = (one[at] ?? -1) - (other[at] ?? -1);
    if (by) return by;
  }
  return 0;
}

// No number is missing between them: 5 or 4a after 4, 5.1 after 4, 1.3 after 1.2
function isNext(last, next) {
  let at = last.findIndex((value, place) => value !== next[place]);
  if (at < 0) at = last.length;
  if (at === last.length || at === next.length) return next.slice(at).every((value) => value === 1);
  return next[at] === last[at] + 1 && next.slice(at + 1).every((value) => value === 1);
}

// Places of this document that are cited and that it does not have; what stands in the provision itself is not looked up.
function citations(text, anchor, lines, patterns) {
  const outer = anchor.match(/^(.*?)dieu-/)?.[1] ?? "";
  const own = anchor.slice(outer.length).match(/^dieu-[^-]+/)?.[0];
  const has = (place) => [outer + place, place].some((one) => one in lines);
  const found = [];
  for (const line of text.normalize("NFC").split("\n").filter((each) => !/^\s*#/.test(each))) {
    for (const { 0: words, index, groups } of line.matchAll(patterns.cited)) {
      const article = `dieu-${key(groups.article)}`;
      const clause = groups.clause ? `-khoan-${key(groups.clause)}` : "";
      const point = groups.point ? `-diem-${key(groups.point)}` : "";
      const place = article === own ? article : article + clause + point;
      if (!has(place) && !patterns.ofAnother.test(line.slice(index + words.length))) found.push(["cited", words, ""]);
    }
  }
  return found;
}

const key = (number) => number.toLowerCase().replace("\u0111", "dd");
