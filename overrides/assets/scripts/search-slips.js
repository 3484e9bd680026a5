// Queries that nothing answers as they were typed: with another word where a letter slipped.

import { isKnown, pagesWith } from "./search-index.js";
import { phraseOf, slips } from "./search-terms.js";

const MENDED = 2; // words of a query that are mended
const FEW = 3; // words of a query in which even one that there is may be meant for another
const MOST = 24; // other words that are looked at

// A query in which a word is one slip away from what was typed, so that more of its words stand beside each other.
export async function withoutSlips(index, query) {
  let words = query.terms.map(({ folded }) => folded);
  let best = await fitness(index, words);
  for (let round = 0; round < MENDED; round++) {
    const others = [];
    for (const [at, word] of words.entries()) {
      if (word.length < 4 || /\d/.test(word) || !(await isDoubtful(index, words, at))) continue;
      for (const other of slips(word)) if (await isKnown(index, other)) others.push(words.with(at, other));
    }
    const fits = await Promise.all(others.slice(0, MOST).map((one) => fitness(index, one)));
    const most = Math.max(0, ...fits);
    if (most <= best) break;
    [words, best] = [others[fits.indexOf(most)], most];
  }
  const mended = words.join(" ");
  return mended === phraseOf(query.terms) ? null : mended;
}

// A word that there is not; in a short query also one that stands nowhere beside those that it was typed with.
async function isDoubtful(index, words, at) {
  if (!(await isKnown(index, words[at]))) return true;
  if (words.length > FEW) return false;
  const pairs = [words.slice(at - 1, at + 1), words.slice(at, at + 2)].filter(({ length }) => length === 2);
  const found = await Promise.all(pairs.map((pair) => pagesWith(index, pair.join(" "))));
  return found.every(({ size }) => !size);
}

// How many of the words stand beside the next one somewhere; by how many pages decides where that is the same.
async function fitness(index, words) {
  const pairs = words.length > 1 ? words.slice(1).map((word, at) => `${words[at]} ${word}`) : words;
  const counts = (await Promise.all(pairs.map((pair) => pagesWith(index, pair)))).map(({ size }) => size);
  return counts.filter(Boolean).length + counts.reduce((sum, size) => sum + size, 0) / 1e6;
}
