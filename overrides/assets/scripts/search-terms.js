// The words of a search: as they are shown, as they are compared, and as they are written with their marks.

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

// Letter for letter as long: marks and case gone, all but letters and digits blank.
export function fold(text) {
  return [...text].map((letter) => foldLetter(letter).padEnd(letter.length)).join("");
}

// A field as shown and as compared, with a blank of its own on either side.
export function field(text) {
  const shown = text.normalize("NFC");
  return { shown, folded: ` ${fold(shown)} ` };
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

// A word with its marks, the tone taken off its letter: "uỷ" and "ủy" are one.
export function spelled(word) {
  const marks = word.normalize("NFD").toLowerCase();
  return marks.replace(TONES, "").normalize("NFC") + (marks.match(TONES) ?? []).join("");
}

export function termsOf(text) {
  const found = text.normalize("NFC").match(/[\p{L}\p{N}]+/gu) ?? [];
  return found.map((word) => termOf(word));
}

function termOf(word) {
  const folded = fold(word).trim();
  const own = spelled(word);
  return { word, folded, spelled: own, isMarked: own !== folded };
}

export const phraseOf = (terms) => terms.map(({ folded }) => folded).join(" ");

// Whether a place need not have a word: as it is marked, where marks were typed at all.
export function isOptional(term, terms, optional) {
  const how = terms.some(({ isMarked }) => isMarked) ? "spelled" : "folded";
  return optional[how].some((one) => one[how] === term[how]);
}

// Where one list of words stands in another; -1 for nowhere.
export function indexOfTerms(terms, wanted) {
  const last = terms.length - wanted.length;
  for (let at = 0; at <= last; at++) {
    if (wanted.every((word, next) => terms[at + next].folded === word)) return at;
  }
  return -1;
}

// All that one slip of the hand makes of a word: a letter left out, put in or put for another, two letters swapped.
export function slips(word) {
  const alphabet = "abcdefghijklmnopqrstuvwxyz0123456789";
  const found = new Set();
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const letter of alphabet) {
      found.add(before + letter + after);
      if (after) found.add(before + letter + after.slice(1));
    }
    if (after) found.add(before + after.slice(1));
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2));
  }
  found.delete(word);
  return found;
}
