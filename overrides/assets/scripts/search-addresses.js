// Places by their numbers, in the documents that the words beside an address name.

import { answerOf, asker } from "./search-answers.js";
import { pagesWith, recordsOf } from "./search-index.js";
import { isAsked } from "./search-names.js";
import { isAt, queryOf } from "./search-queries.js";
import { worthOf } from "./search-ranking.js";
import { fold, termsOf } from "./search-terms.js";

const NUMBERED = ["regulation", "programme", "meeting"]; // what has places with numbers

export async function atAddress(context, { steps, rest }) {
  const { index, pages } = context;
  const names = termsOf(rest).filter(({ folded }) => !index.optional.includes(folded));
  const documents = index.units.filter((unit) => isAsked(unit, context.filters) && NUMBERED.includes(unit.kind));
  const worth = new Map(documents.map((unit) => [unit, ofNames(unit, names, index)]));
  const likely = await having(index, steps);
  const chosen = documents.filter((unit) => worth.get(unit) > 0 && (!likely || likely.has(unit.at)));
  chosen.sort((one, other) => worth.get(other) - worth.get(one) || one.at - other.at);
  const found = [];
  for (const unit of chosen.slice(0, pages)) {
    const records = await recordsOf(index, unit);
    // The document that somebody is reading comes first.
    const share = worth.get(unit) * (asker.base + unit.address === asker.page ? 2 : 1);
    for (const record of records) {
      const fit = isAt(record, steps, index);
      if (fit > 0) found.push({ record, unit, score: 100 * fit * share, places: { title: [], text: [] } });
    }
  }
  return answerOf(context, found, chosen.length > pages);
}

// The pages that may have a numbered place at all; null where the words of its number do not tell.
async function having(index, steps) {
  const own = steps.findLast(({ kind }) => kind === "article");
  if (!own || !index.article) return null;
  return pagesWith(index, `${index.article} ${fold(String(own.number)).trim()}`);
}

// How well the words beside an address name a document
function ofNames(unit, names, index) {
  if (!names.length) return worthOf(unit);
  const own = termsOf([unit.title, unit.number, unit.term, ...unit.aliases].join(" ")).map(({ folded }) => folded);
  const ways = queryOf(names.map(({ folded }) => folded).join(" "), index).ways;
  const shares = ways.map(({ terms }) => terms.filter(({ folded }) => own.includes(folded)).length / terms.length);
  const share = Math.max(...shares);
  return share >= 0.5 ? share * worthOf(unit) : 0;
}
