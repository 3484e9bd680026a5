// Places by their numbers, in the documents that the words beside an address name.

import { answerOf, asker } from "./search-answers.js";
import { pagesWith, recordsOf } from "./search-index.js";
import { isAsked } from "./search-names.js";
import { isAt, queryOf, stepsOf } from "./search-queries.js";
import { worthOf } from "./search-ranking.js";
import { fold, isOptional, termsOf } from "./search-terms.js";

const NUMBERED = ["regulation", "programme", "meeting"]; // what has places with numbers
const MOST = 60; // places of one list

// Each place in its order, as the first of the ways to read it has one; what is nowhere is told.
export async function atAddress(context, { places, rest }) {
  const { index, pages } = context;
  const names = termsOf(rest).filter((term, at, terms) => !isOptional(term, terms, index.optional));
  const documents = index.units.filter((unit) => isAsked(unit, context.filters) && NUMBERED.includes(unit.kind));
  const ways = names.length ? queryOf(names.map(({ word }) => word).join(" "), index).ways : [];
  const worth = new Map(documents.map((unit) => [unit, ofNames(unit, ways)]));
  const likely = await having(index, places);
  const chosen = documents.filter((unit) => worth.get(unit) > 0 && (!likely || likely.has(unit.at)));
  chosen.sort((one, other) => worth.get(other) - worth.get(one) || one.at - other.at);
  const found = [];
  const held = new Set();
  const read = await Promise.all(chosen.slice(0, pages).map((unit) => recordsOf(index, unit)));
  for (const [at, records] of read.entries()) {
    const unit = chosen[at];
    // The document that somebody is reading comes first.
    const share = worth.get(unit) * (asker.base + unit.address === asker.page ? 2 : 1) - (places.length > 1 ? at / 1e3 : 0);
    const own = places.length > 1 ? inOrder(records, places, index, held) : fitting(records, places[0].steps, index);
    for (const [record, fit] of own) found.push({ record, unit, score: 100 * fit * share, places: { title: [], text: [] } });
  }
  const answer = answerOf(context, found, chosen.length > pages);
  const absent = places.filter((place) => !held.has(place)).map(({ typed }) => typed);
  return { ...answer, absent: places.length > 1 ? absent.join(", ") : "" };
}

const fitting = (records, steps, index) => records.map((record) => [record, isAt(record, steps, index)]).filter(([, fit]) => fit > 0);

function inOrder(records, places, index, held) {
  const found = [];
  for (const place of places) {
    const ways = [place.steps, ...(place.others ?? [])].map((steps) => fitting(records, steps, index));
    const own = ways.find((way) => way.length) ?? [];
    if (!own.length) continue;
    held.add(place);
    const best = own.reduce((one, other) => (other[1] > one[1] ? other : one))[0];
    const last = found.at(-1);
    if (place.isTo && last) found.push(...records.slice(last.at + 1, best.at).filter((record) => isBetween(record, last, best, index)));
    found.push(best);
  }
  return [...new Set(found)].slice(0, MOST).map((record, at) => [record, 1 - at / 1e6]);
}

// Of the same kind, in the same article where that is none itself
function isBetween(record, first, last, index) {
  const [own, one, other] = [record, first, last].map((each) => stepsOf(each, index));
  return own.length === one.length && own.at(-1)?.kind === other.at(-1).kind;
}

// The pages that may have a numbered place at all; null where the words of its number do not tell.
async function having(index, places) {
  const owns = places.map(({ steps }) => steps.findLast(({ kind }) => kind === "article"));
  if (!index.article || owns.some((own) => !own)) return null;
  const words = owns.map(({ number }) => `${index.article} ${fold(String(number)).trim()}`);
  const found = await Promise.all([...new Set(words)].map((word) => pagesWith(index, word)));
  return new Map(found.flatMap((pages) => [...pages]));
}

// How well the words beside an address name a document
function ofNames(unit, ways) {
  if (!ways.length) return worthOf(unit);
  unit.words ??= new Set(termsOf([unit.title, unit.number, unit.term, ...unit.aliases].join(" ")).map(({ folded }) => folded));
  const shares = ways.map(({ terms }) => terms.filter(({ folded }) => unit.words.has(folded)).length / terms.length);
  const share = Math.max(...shares);
  return share >= 0.5 ? share * worthOf(unit) : 0;
}
