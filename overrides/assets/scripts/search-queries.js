// What somebody means by what was typed: words and what stands for them, the number of a provision, an edition.

import { fold, indexOfTerms, isOptional, phraseOf, termsOf } from "./search-terms.js";
import { findAddress, readAddress, readings, valueOf } from "./typed-addresses.js";
import { readList } from "./typed-lists.js";

const MOST_WAYS = 12; // in which one query is put

// A query: its terms, which of them must be there, and other ways to say the same.
export function queryOf(typed, index) {
  const terms = termsOf(typed);
  const isQuoted = /^\s*["“”].+["“”]\s*$/su.test(typed);
  const isOpen = !isQuoted && !/\s$/.test(typed);
  const ways = isQuoted ? [{ terms, worth: 1 }] : waysOf(typed, terms, index);
  const needed = ways.map((way) => ({ ...way, needed: neededOf(way.terms, index) }));
  return { typed, terms, isQuoted, isOpen, ways: needed, longer: longerNames(terms, index), isHow: isHow(terms, index) };
}

// Whether it asks how something is done here
const isHow = (terms, { how = [] }) => how.some((phrase) => indexOfTerms(terms, phrase.split(" ")) >= 0);

// The names of a query, each with the longer ones of somebody else that end like it.
function longerNames(terms, index) {
  const typed = ` ${phraseOf(terms)} `;
  const all = [...new Set(index.phrases.flat())];
  const found = all.filter((name) => typed.includes(` ${name} `));
  return found.map((name) => [name, all.filter((other) => other.endsWith(` ${name}`) && !typed.includes(` ${other} `))]);
}

function neededOf(terms, index) {
  const needed = terms.filter((term) => !isOptional(term, terms, index.optional));
  return needed.length ? needed : terms;
}

// The same with abbreviations, names and words in the place of others that mean as much.
function waysOf(typed, terms, index) {
  const groups = [
    ...index.synonyms.map((phrases) => ({ phrases, worth: 0.9 })),
    ...index.phrases.map((phrases) => ({ phrases, worth: 0.95, vague: index.vague })),
  ];
  const ways = [{ terms, worth: 1 }, ...renumbered(terms, index), ...dayed(typed, terms, index)];
  for (const { phrases, worth, vague } of groups) {
    for (const way of [...ways]) {
      const name = longest(phrases.filter((phrase) => indexOfTerms(way.terms, phrase.split(" ")) >= 0));
      if (name.length < 2) continue;
      for (const phrase of phrases) {
        if (vague?.has(phrase) || /^[\d ]+$/.test(phrase) || ` ${phrase} `.includes(` ${name} `) || ways.length >= MOST_WAYS) continue;
        const put = replaced(way.terms, name.split(" "), index.written.get(phrase));
        if (ways.every((other) => phraseOf(other.terms) !== phraseOf(put))) ways.push({ terms: put, worth: way.worth * worth });
      }
    }
  }
  return ways;
}

const longest = (phrases) => phrases.reduce((best, phrase) => (phrase.length > best.length ? phrase : best), "");

// Each of the other words stands for what was typed.
function replaced(terms, typed, others) {
  const at = indexOfTerms(terms, typed);
  const word = terms.slice(at, at + typed.length).map((term) => term.word).join(" ");
  return [...terms.slice(0, at), ...others.map((term) => ({ ...term, word, isBare: true })), ...terms.slice(at + typed.length)];
}

// "30 tháng 11" for "30/11"
function dayed(typed, terms, { day }) {
  const spelled = day && typed.replace(/(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})(?![\d/.-])/gu, (_, own, month) => day.replace("{day}", own).replace("{month}", month));
  return day && phraseOf(termsOf(spelled)) !== phraseOf(terms) ? [{ terms: termsOf(spelled).map((term) => ({ ...term, isBare: true })), worth: 0.95 }] : [];
}

// "khóa 17" for "khóa XVII"
function renumbered(terms, index) {
  const found = terms.map((term, at) => {
    const own = at && index.counted.has(terms[at - 1].folded) ? valueOf(term.folded) : null;
    return own && own < 400 ? { ...termsOf(term.folded === String(own) ? roman(own) : String(own))[0], word: term.word } : term;
  });
  return found.some((term, at) => term !== terms[at]) ? [{ terms: found, worth: 1 }] : [];
}

const ROMAN = { c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 };
const roman = (number) =>
  Object.entries(ROMAN).reduce(([text, left], [sign, value]) => [text + sign.repeat(left / value), left % value], ["", number])[0];

// The numbers of provisions among what was typed, and the words beside them, in each way that this may be read.
export function addressesIn(typed, index) {
  const list = readList(typed, index.structures);
  const whole = readings(typed, index.structures).map(({ address, word }) => ({ places: [{ steps: address }], rest: "", word }));
  if (list) return [list, ...whole];
  if (whole.length) return whole;
  const found = findAddress(typed, index.structures);
  return found ? [{ places: [{ steps: found.address }], rest: found.rest }] : [];
}

// The steps by which a record is cited, large to small; none for what is no provision.
export function stepsOf(record, index) {
  record.steps ??= (record.label && readAddress(record.label, index.structures)) || [];
  return record.steps;
}

const isRoman = (kind) => ["part", "chapter", "section"].includes(kind);

function numberOf({ kind, number }) {
  const plain = String(number).toLowerCase().normalize("NFC");
  return isRoman(kind) ? String(valueOf(plain) ?? plain) : plain;
}

const signOf = ({ kind, number }) => (isRoman(kind) ? "" : ` ${fold(String(number)).trim().replace(/^dd$/, "d")} `);

// How well a record is at an address that was typed: 0 for not at all, less for a letter whose mark was left out.
export function isAt(record, steps, index) {
  if (!record.title.folded.includes(signOf(steps.at(-1)))) return 0; // most are not, and need not be read
  const own = stepsOf(record, index);
  if (own.length < steps.length || own.at(-1).kind !== steps.at(-1).kind) return 0;
  let worth = 1;
  let at = own.length - 1;
  for (let wanted = steps.length - 1; wanted >= 0; wanted--) {
    while (at >= 0 && own[at].kind !== steps[wanted].kind) at--;
    if (at < 0) return 0;
    const [one, other] = [numberOf(own[at]), numberOf(steps[wanted])];
    if (one !== other) {
      if (other !== "d" || one !== "đ") return 0;
      worth *= 0.9;
    }
    at--;
  }
  return worth - 0.01 * (own.length - steps.length);
}

// The editions that a query speaks of, as their titles do ("khóa XVI", "dự thảo lần 2"), and the words beside it.
export function editionsIn(typed, list) {
  const asked = numbered(termsOf(typed).map(({ folded }) => folded));
  let best = { count: 1, editions: [], rest: typed };
  for (const edition of list) {
    for (const name of [edition.title, edition.version]) {
      const told = numbered(termsOf(name).map(({ folded }) => folded));
      const { start, count } = commonRun(asked, told);
      const isNumber = /\d/.test(asked.slice(start, start + count).join(""));
      if (count < 2 || !isNumber || count < best.count) continue;
      const words = typed.normalize("NFC").match(/[\p{L}\p{N}]+/gu);
      const rest = [...words.slice(0, start), ...words.slice(start + count)].join(" ");
      if (count > best.count) best = { count, editions: [], rest };
      if (!best.editions.includes(edition)) best.editions.push(edition);
    }
  }
  return best;
}

const numbered = (words) => words.map((word) => String(valueOf(word) ?? word));

// The longest run of words that two lists have in common
function commonRun(words, others) {
  let best = { start: 0, count: 0 };
  for (let start = 0; start < words.length; start++) {
    for (let other = 0; other < others.length; other++) {
      let count = 0;
      while (start + count < words.length && words[start + count] === others[other + count]) count++;
      if (count > best.count) best = { start, count };
    }
  }
  return best;
}
