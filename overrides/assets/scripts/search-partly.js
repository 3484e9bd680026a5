// Places that have most of a query: which of its words may be missing is for their weight to say, the rarest weigh most.

import { answerOf } from "./search-answers.js";
import { pagesWith, recordsOf } from "./search-index.js";
import { isAsked } from "./search-names.js";
import { STRICT, isSaid, matched, patternsOf, worthOf } from "./search-ranking.js";

const LEAST = 0.4; // of the weight of a query
const MOST_WORDS = 12; // that are looked for, the rarest
const MOST = 40; // places that are looked at closely
const SHOWN = 20;
const SAMPLE = 40; // records that say how often a word is written with its marks

export async function partly(context, query) {
  const { index, pages } = context;
  const isMarked = query.terms.some((term) => term.isMarked);
  const ways = await Promise.all(
    query.ways.map(async (way) => {
      const last = way.terms.at(-1);
      const open = query.isOpen && !last.isBare ? last : null; // perhaps not typed to its end
      return { ...way, open, isMarked, all: way.needed, needed: await rarest(index, way.needed, open) };
    }),
  );
  if (ways[0].needed.length < 3) return answerOf(context, [], false);
  const known = query.ranked ?? []; // have all words somewhere, and are read already
  const units = known.length < pages ? [...new Set([...known, ...(await likeliest(context, ways))])] : known;
  const read = await Promise.all(units.slice(0, pages).map(async (unit) => [unit, await recordsOf(index, unit)]));
  const counts = new Map(); // in how many places each word is
  const found = ways.flatMap((way) => close(way, read, counts));
  const answer = answerOf(context, best(found, query), false);
  return { ...answer, results: answer.results.slice(0, SHOWN) };
}

async function rarest(index, needed, open) {
  const own = [...new Map(needed.map((term) => [term.folded, term])).values()];
  const sizes = await Promise.all(own.map(async (term) => (await pagesWith(index, term.folded, term === open)).size));
  const kept = [...own.keys()].sort((one, other) => sizes[one] - sizes[other]).slice(0, MOST_WORDS);
  return own.filter((_, at) => kept.includes(at));
}

// Pages by the weight of what they have, words and pairs
async function likeliest({ index, filters }, ways) {
  const scores = new Float64Array(index.units.length);
  for (const { terms, needed } of ways) {
    const pairs = terms.slice(1).map(({ folded }, at) => `${terms[at].folded} ${folded}`);
    const having = await Promise.all([...needed.map(({ folded }) => folded), ...pairs].map((one) => pagesWith(index, one)));
    const own = new Float64Array(index.units.length);
    for (const pages of having) for (const [at, weight] of weighed(index, pages)) own[at] += weight;
    for (const [at, score] of own.entries()) scores[at] = Math.max(scores[at], score);
  }
  for (const [at, unit] of index.units.entries()) scores[at] *= worthOf(unit);
  const units = index.units.filter((unit) => scores[unit.at] > 0 && isAsked(unit, filters));
  return units.sort((one, other) => scores[other.at] - scores[one.at] || one.at - other.at);
}

const weights = new WeakMap(); // of each page that has a word

function weighed(index, pages) {
  if (!weights.has(pages)) {
    const weight = Math.log(1 + index.units.length / (1 + pages.size));
    weights.set(pages, [...pages].map(([at, how]) => [at, weight * how]));
  }
  return weights.get(pages);
}

// Records with the share of a query's weight that each has, the fullest first
function close(way, read, counts) {
  const rows = read.flatMap(([unit, records]) => records.map((record) => ({ unit, record })));
  const weights = way.needed.map((term) => {
    const key = `${term.spelled}${term === way.open}`;
    if (!counts.has(key)) counts.set(key, countOf(rows, term, way));
    return Math.log(1 + rows.length / (0.5 + counts.get(key)));
  });
  const found = [];
  for (const row of rows) {
    const share = shareOf(way.needed.filter((term) => has(row.record, term, way)), way, weights);
    if (share >= LEAST) found.push({ ...row, way, share });
  }
  const fullest = found.sort((one, other) => other.share - one.share).slice(0, MOST);
  return fullest.flatMap((row) => {
    const kept = way.needed.filter((term) => says(row.record, term, way));
    const share = shareOf(kept, way, weights);
    return share < LEAST || (kept.length === way.needed.length && way.needed.length === way.all.length) ? [] : [{ ...row, kept, share }];
  });
}

// How many records have a word; as it was marked, in as many of them as in the first.
function countOf(rows, term, way) {
  const having = rows.filter(({ record }) => has(record, term, way));
  const first = having.slice(0, SAMPLE);
  return way.isMarked && first.length ? (having.length * first.filter(({ record }) => says(record, term, way)).length) / first.length : having.length;
}

function shareOf(kept, { needed }, weights) {
  if (kept.length < 2) return 0;
  const sum = (terms) => needed.reduce((total, term, at) => total + (terms.includes(term) ? weights[at] : 0), 0);
  return sum(kept) / sum(needed);
}

const has = ({ whole }, term, { open }) => whole.includes(` ${term.folded}${term === open ? "" : " "}`);
const says = (record, term, { open, isMarked }) => isSaid(record, term, isMarked, term === open);

function best(found, query) {
  const known = new Map();
  return found.flatMap(({ unit, record, way, kept, share }) => {
    const key = `${query.ways.length} ${way.worth} ${kept.map(({ folded }) => folded).join(" ")}`;
    const patterns = known.get(key) ?? patternsOf(part(query, way, kept), STRICT);
    known.set(key, patterns);
    const match = matched(record, unit, patterns);
    return match ? [{ ...match, score: match.score * share ** 3, lacks: lacking(record, way) }] : [];
  });
}

function part(query, way, kept) {
  const terms = way.terms.filter((term) => kept.includes(term) || !way.all.includes(term));
  return { ...query, isOpen: kept.includes(way.open), terms, ways: [{ terms, needed: kept, worth: way.worth }] };
}

// As they were typed
function lacking(record, way) {
  const missing = way.all.filter((term) => !says(record, term, way));
  return [...new Set(missing.map(({ word }) => word))].join(" ");
}
