// Places by their words: the likeliest pages by the index, then their places by their whole text.

import { NOTHING, answerOf } from "./search-answers.js";
import { pagesWith, recordsOf } from "./search-index.js";
import { byNames, isAsked } from "./search-names.js";
import { partly } from "./search-partly.js";
import { queryOf } from "./search-queries.js";
import { LOOSE, STRICT, matched, patternsOf, worthOf } from "./search-ranking.js";
import { withoutSlips } from "./search-slips.js";
import { phraseOf } from "./search-terms.js";

const LONGEST = 12; // words of a query in which slips are looked for
const ENOUGH = 3; // places with all words; where there are fewer, those with most of them follow

export async function byWords(context, typed, marks) {
  const { index } = context;
  const query = queryOf(typed, index);
  const found = await wholly(context, query, marks);
  if (marks === STRICT || query.isQuoted || found.count >= ENOUGH) return found;
  const more = await partly(context, found.instead ? queryOf(found.instead, index) : query);
  return joined(found, more);
}

async function wholly(context, query, marks) {
  const isMarked = query.terms.some((term) => term.isMarked);
  for (const how of marks === STRICT || !isMarked ? [STRICT] : [STRICT, LOOSE]) {
    const found = await looked(context, query, how);
    if (found.results.length || marks === STRICT) return found;
  }
  const mended = query.terms.length > LONGEST ? null : await withoutSlips(context.index, query);
  if (!mended) return NOTHING;
  const found = await looked(context, queryOf(mended, context.index), LOOSE);
  return found.results.length ? { ...found, instead: mended } : NOTHING;
}

// The best first; of places with all words and those with most of them, each once.
function joined(found, more) {
  const held = new Set(found.results.map(({ href }) => href));
  const others = more.results.filter(({ href }) => !held.has(href));
  const results = [...found.results, ...others].sort((one, other) => other.score - one.score);
  return { ...found, results, count: results.length };
}

async function looked(context, query, marks) {
  const { index, pages } = context;
  const ranked = (query.ranked ??= await rankedPages(index, query, context));
  const patterns = patternsOf(query, marks);
  const found = byNames(context, query);
  const read = await Promise.all(ranked.slice(0, pages).map(async (unit) => [unit, await recordsOf(index, unit)]));
  for (const [unit, records] of read) {
    for (const record of records) {
      const match = matched(record, unit, patterns);
      if (match) found.push(match);
    }
  }
  return answerOf(context, found, ranked.length > pages);
}

// Pages with all words of a way to put the query, the likeliest first
async function rankedPages(index, query, { filters }) {
  const scores = new Map();
  for (const { terms, needed, worth } of query.ways) {
    const last = terms.at(-1);
    const isOpen = (term) => query.isOpen && term === last && !last.isBare;
    const having = await Promise.all(needed.map((term) => pagesWith(index, term.folded, isOpen(term))));
    const pairs = terms.slice(1).map((term, at) => [phraseOf([terms[at], term]), isOpen(term)]);
    const beside = await Promise.all(pairs.map(([pair, open]) => pagesWith(index, pair, open)));
    for (const [at] of having[0] ?? []) {
      if (!having.every((pages) => pages.has(at))) continue;
      const own = sum(having, at, index, 1) + sum(beside, at, index, 2);
      scores.set(at, Math.max(scores.get(at) ?? 0, worth * own * worthOf(index.units[at])));
    }
  }
  const units = [...scores.keys()].map((at) => index.units[at]).filter((unit) => isAsked(unit, filters));
  return units.sort((one, other) => scores.get(other.at) - scores.get(one.at) || one.at - other.at);
}

function sum(lists, at, index, weight) {
  let total = 0;
  for (const pages of lists) {
    if (pages.has(at)) total += weight * pages.get(at) ** 2 * Math.log(1 + index.units.length / pages.size);
  }
  return total;
}
