// Pages by what they are called: bodies and roles, documents by their numbers, overviews by their titles.

import { worthOf } from "./search-ranking.js";
import { field, isOptional, phraseOf, termsOf } from "./search-terms.js";

export function isAsked(unit, { kind, status, document }) {
  const isOfKind = (!kind || unit.kind === kind) && (!status || unit.status === status);
  return isOfKind && (!document || unit.address === document);
}

export const byNames = (context, query) => [named, numbered, titled].flatMap((found) => found(context, query));

// Bodies and roles by their names: one that was typed whole, or with what it has to do.
function named({ index, filters }, query) {
  if (isNarrowed(filters)) return [];
  const found = [];
  for (const [at, [address, kind, ...names]] of index.names.entries()) {
    const score = Math.max(
      ...query.ways.flatMap(({ terms, worth }) => index.phrases[at].map((own) => worth * ofName(own, terms, query, index))),
    );
    if (score > 0) found.push(ofPage({ address, kind, title: names[0], status: "" }, score));
  }
  const isMeant = found.some(({ score }) => score > BEGUN);
  return isMeant ? found.filter(({ score }) => score > BEGUN) : found;
}

// What somebody has to do stands in an article with that name in its heading first, then on their page.
const WHOLE = 31;
const BEGUN = 29; // of a name that was typed in part

const isNarrowed = ({ kind, status, document, governed }) => Boolean(kind || status || document || governed);

function ofName(own, terms, query, index) {
  const typed = phraseOf(terms);
  if (own === typed) return 70;
  if (query.isOpen && typed.length > 2 && own.startsWith(typed)) return 40 + (10 * typed.length) / own.length;
  const words = terms.filter((term) => !isOptional(term, terms, index.optional));
  for (let count = 1; count < words.length; count++) {
    if (!index.aspects.includes(phraseOf(words.slice(0, count)))) continue;
    const rest = phraseOf(words.slice(count));
    if (own === rest) return WHOLE;
    if (`${own} `.startsWith(`${rest} `)) return BEGUN - 1 + rest.length / own.length;
  }
  return 0;
}

// Documents by their numbers, in any spelling
function numbered({ index, filters }, query) {
  const typed = ` ${phraseOf(query.terms)} `;
  const isNumbered = ({ number }) => number && typed.includes(` ${phraseOf(termsOf(number))} `);
  const units = index.units.filter((unit) => isNumbered(unit) && isAsked(unit, filters));
  return units.map((unit) => ofPage(unit, 80 * worthOf(unit)));
}

// Pages that are found by their titles: the calendar, the history.
function titled({ index, filters }, query) {
  if (isNarrowed(filters)) return [];
  const typed = phraseOf(query.terms);
  return index.others.flatMap(([address, title]) => {
    const own = phraseOf(termsOf(title));
    const isTitle = ` ${typed} `.startsWith(` ${own} `) || (typed.length > 2 && own.startsWith(typed));
    return isTitle ? [ofPage({ address, kind: "page", title, status: "" }, 60)] : [];
  });
}

function ofPage(unit, score) {
  const title = field(unit.title);
  const record = { anchor: "", kind: "page", label: "", title, heading: title, text: field("") };
  return { record, unit, score, places: { title: [], text: [] } };
}
