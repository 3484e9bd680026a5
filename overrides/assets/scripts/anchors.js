// What an anchor says of where its provision stands: a chain of steps, each a word and a key ("dieu-5-khoan-2-diem-dd"),
// after what names the attachment it lies in ("phu-luc-1-dieu-2"). The library's addresses are read by the same rule.

import { here } from "./records.js";

const CLAUSE = "khoan"; // its numbers nest: clause 1.2 lies in clause 1, while article 5.1 stands beside article 5
const POINT = "diem";
const KINDS = here?.kinds ?? {}; // what citations call each word, or how they write it where that is not all
const WORDS = Object.keys(KINDS).sort((one, other) => other.length - one.length);
const NESTED = WORDS.filter((word) => (word === CLAUSE || KINDS[word].is_nested));
const LETTERED = [POINT, ...WORDS.filter((word) => KINDS[word].is_item)]; // "dd", "a1"
const CODED = WORDS.filter((word) => KINDS[word].is_nested && !KINDS[word].is_item); // "3-a-1"
const CODE = "(?:[0-9]+[a-z]*|[a-z])(?:-(?:[0-9]+[a-z]*|[a-z]{1,2}|[ivx]{3,5}))+|[0-9]+(?:[a-z][0-9]+)+[a-z]?";
const KEY = "[0-9]+[a-z]*(?:-[0-9]+[a-z]*)*|[a-z]|[ivxlc]{2,}[a-z]{0,2}";
const LETTERS = "[a-z]{1,2}[0-9]*";
const any = (words) => (words.length ? words.join("|") : "(?!)");
const STEP = new RegExp(
  `(^|-)(?:(${any(CODED)})-(${CODE})|(${any(WORDS)})-(${KEY})|(${any(LETTERED)})-(${LETTERS}))(?:--[0-9]+)?(?=-|$)`,
  "g",
);

// Its steps, from the outside in: the word and the key of each, what stands before it, and the anchor up to its end.
function steps(anchor) {
  return [...anchor.matchAll(STEP)].map(({ index, 0: found, 1: joint, 2: coded, 3: code, 4: word, 5: key, 6: item, 7: letters }) => ({
    word: coded ?? word ?? item,
    key: code ?? key ?? letters,
    before: anchor.slice(0, index + joint.length),
    upTo: anchor.slice(0, index + found.length),
  }));
}

// An anchor and all that its numbers say it lies in, the innermost first.
export function around(anchor) {
  const found = steps(anchor).flatMap(({ word, key, upTo, before }) => {
    const numbers = NESTED.includes(word) ? key.split("-") : [];
    const outer = numbers.slice(1).map((_, at) => `${before}${word}-${numbers.slice(0, at + 1).join("-")}`);
    return [...outer, upTo];
  });
  const attachment = (steps(anchor)[0]?.before ?? anchor).replace(/-$/, "");
  return [...(attachment ? [attachment] : []), ...found].reverse();
}

// The article, or whatever else has a heading, that a clause or a point lies in; nothing where it has a heading itself.
export function headingAround(anchor) {
  const isInText = (part) => {
    const word = steps(part).at(-1)?.word;
    return [CLAUSE, POINT].includes(word) || Boolean(KINDS[word]?.is_item);
  };
  return isInText(anchor) ? around(anchor).find((part) => !isInText(part)) : undefined;
}

// As it is cited: "điểm đ khoản 2 Điều 5", small parts first, or "Section 5(2)(a)".
export function cited(anchor) {
  let whole = "";
  let outer;
  for (const { word, key } of steps(anchor)) {
    const own = named(word, key);
    const pattern = !outer ? "{own}" : typeof KINDS[word] === "string" ? "{own} {around}" : within(KINDS[word], KINDS[outer]);
    whole = filled(pattern, { own, around: whole, number: shown(word, key) });
    outer = word;
  }
  return whole;
}

function named(word, key) {
  const kind = KINDS[word];
  return typeof kind === "string" ? `${kind} ${shown(word, key)}` : filled(kind.cited, { number: shown(word, key) });
}

// An article, or what is inside one, takes the numbers in it right behind its own.
function within(kind, outer) {
  return outer?.is_item || outer?.is_nested ? kind.within : kind.apart;
}

function shown(word, key) {
  if (typeof KINDS[word] === "string") return key.replace("dd", "đ").replaceAll("-", ".");
  return key.replace(/(?<=[0-9])-(?=[a-z])|(?<=[a-z])-(?=[0-9])/g, "").replaceAll("-", ".");
}

function filled(pattern, blanks) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => blanks[name]);
}
