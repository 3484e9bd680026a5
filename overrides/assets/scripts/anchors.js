// What an anchor says of where its provision stands: a chain of steps, each a word and a key ("dieu-5-khoan-2-diem-dd"),
// after what names the attachment it lies in ("phu-luc-1-dieu-2"). The library's addresses are read by the same rule.

import { here } from "./records.js";

const CLAUSE = "khoan"; // its numbers nest: clause 1.2 lies in clause 1, while article 5.1 stands beside article 5
const POINT = "diem";
const KINDS = here?.kinds ?? {}; // what citations call each word
const WORD = Object.keys(KINDS).join("|");
const KEY = "[0-9]+[a-z]*(?:-[0-9]+[a-z]*)*|[a-z]|[ivxlc]{2,}[a-z]{0,2}";
const LETTERS = "[a-z]{1,2}[0-9]*"; // of a point: "dd", "a1"
const STEP = new RegExp(`(^|-)(?:(${WORD})-(${KEY})|${POINT}-(${LETTERS}))(?:--[0-9]+)?(?=-|$)`, "g");

// Its steps, from the outside in: the word and the key of each, what stands before it, and the anchor up to its end.
function steps(anchor) {
  return [...anchor.matchAll(STEP)].map(({ index, 0: found, 1: joint, 2: word = POINT, 3: key, 4: letters }) => ({
    word,
    key: key ?? letters,
    before: anchor.slice(0, index + joint.length),
    upTo: anchor.slice(0, index + found.length),
  }));
}

// An anchor and all that its numbers say it lies in, the innermost first.
export function around(anchor) {
  const found = steps(anchor).flatMap(({ word, key, upTo, before }) => {
    const numbers = word === CLAUSE ? key.split("-") : [];
    const outer = numbers.slice(1).map((_, at) => `${before}${word}-${numbers.slice(0, at + 1).join("-")}`);
    return [...outer, upTo];
  });
  const attachment = (steps(anchor)[0]?.before ?? anchor).replace(/-$/, "");
  return [...(attachment ? [attachment] : []), ...found].reverse();
}

// The article, or whatever else has a heading, that a clause or a point lies in; nothing where it has a heading itself.
export function headingAround(anchor) {
  const isInText = (part) => [CLAUSE, POINT].includes(steps(part).at(-1)?.word);
  return isInText(anchor) ? around(anchor).find((part) => !isInText(part)) : undefined;
}

// As it is cited, small parts first: "điểm đ khoản 2 Điều 5".
export function cited(anchor) {
  const number = (key) => key.replace("dd", "đ").replaceAll("-", ".");
  return steps(anchor).reverse().map(({ word, key }) => `${KINDS[word]} ${number(key)}`).join(" ");
}
