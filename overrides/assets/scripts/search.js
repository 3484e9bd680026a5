// The worker that searches. It is sent what was typed and answers with the places that have it, the best first.

import { addressIn, editionsIn, isAt, queryOf } from "./search-queries.js";
import { LOOSE, STRICT, matched, patternsOf, worthOf } from "./search-ranking.js";
import { bare, field, fold, phraseOf, slips, termsOf } from "./search-terms.js";
import { governedIn, indexAt, isKnown, listOf, pagesWith, recordsOf } from "./search-index.js";

const MENDED = 2; // words of a query that are mended
const PAGES = 6; // whose records are looked through for one answer
const NUMBERED = ["regulation", "programme", "meeting"]; // what has places with numbers
const AROUND = 90; // letters of text on either side of what was found
const EDITIONS = 12; // how many others are looked through, the newest first
const TOLD = 3; // how many of them are named

const isWorker = !globalThis.document; // joined into the file of a whole edition it is none
const [place, isPublished] = isWorker ? [self.location.hash.slice(1), self.location.hash.length > 1] : ["", false];
const home = new URL(place || "../", isWorker ? self.location : "file:///").href; // said where editions share this file

let page = ""; // that asks
let pageHome = home; // where the edition begins for the page that asks: it may go by another name

async function answer({ data: asked }) {
  try {
    postMessage({ id: asked.id, ...(await answered(asked)) });
  } catch (fault) {
    postMessage({ id: asked.id, failed: String(fault) }); // whoever asks again tries again
  }
}

if (isWorker) addEventListener("message", answer);

export async function answered({ base, page: reading, names, typed, isEverywhere, filters, pages = PAGES }) {
  pageHome = base;
  page = reading;
  if (names) return choices(await indexAt(home));
  if (!termsOf(typed).length) return { results: [], count: 0 };
  if (isEverywhere) return everywhere(typed, filters, pages);
  const index = await indexAt(home);
  const list = isPublished ? await listOf(home).catch(() => []) : [];
  const named = editionsIn(typed, list);
  const other = named.editions.filter(({ version }) => version !== index.edition);
  if (named.count > 1 && other.length === named.editions.length && named.rest.trim()) {
    return inEdition(index, other, named.rest, filters, pages);
  }
  const found = await inIndex(index, typed, filters, pages);
  if (found.count || !list.length) return found;
  return { ...found, elsewhere: await elsewhere(index, list, typed, filters) };
}

// What answers can be narrowed to
function choices({ units, names }) {
  const documents = units.filter(({ kind }) => ["regulation", "programme"].includes(kind));
  return {
    documents: documents.map(({ address, title }) => [address, title]),
    names: names.map(([address, , name]) => [address, name]),
  };
}

// The one of those that a query names which is nearest to what is being read, an adopted one before drafts.
async function inEdition(index, editions, rest, filters, pages) {
  const nearness = ({ version }) => [...version].findIndex((letter, at) => letter !== index.edition[at]);
  const isDraft = ({ properties }) => Number(properties?.status === "draft");
  const [best] = editions.toSorted((one, other) => isDraft(one) - isDraft(other) || nearness(other) - nearness(one) || one.version.length - other.version.length);
  const other = await indexAt(new URL(`../${best.version}/`, index.home).href);
  return { ...(await inIndex(other, rest, filters, pages)), edition: other.title };
}

// The places that other editions have, each in the edition that brought its text, the newest first
async function elsewhere(index, list, typed, filters) {
  const told = new Map();
  for (const { version } of list.filter((one) => one.version !== index.edition).slice(0, EDITIONS)) {
    const other = await indexAt(new URL(`../${version}/`, index.home).href).catch(() => null);
    const found = other && (await inIndex(other, typed, filters, PAGES, STRICT));
    for (const result of found?.results.slice(0, TOLD) ?? []) told.set(result.key, result);
  }
  return [...told.values()].slice(0, TOLD);
}

// In all editions: a text that several have is found in the one in force, else in the newest.
async function everywhere(typed, filters, pages) {
  const list = isPublished ? await listOf(home).catch(() => []) : [];
  const order = ({ aliases, version }) => (aliases.includes("{{ paths.in_force }}") ? 0 : version === "{{ paths.work }}" ? 2 : 1);
  const sorted = list.toSorted((one, other) => order(one) - order(other));
  const versions = sorted.length ? sorted.map(({ version }) => new URL(`../${version}/`, home).href) : [home];
  const seen = new Set();
  const results = [];
  let hasMore = versions.length > pages;
  for (const place of versions.slice(0, pages)) {
    const index = await indexAt(place).catch(() => null);
    if (!index) continue;
    const found = await inIndex(index, typed, filters, PAGES, STRICT, seen);
    hasMore ||= found.hasMore;
    const share = index.kind === "adopted" ? 1 : 0.95;
    results.push(...found.results.map((result) => ({ ...result, score: result.score * share })));
  }
  results.sort((one, other) => other.score - one.score);
  return { results, count: results.length, hasMore };
}

async function inIndex(index, typed, filters, pages, marks = LOOSE, seen = null) {
  const context = { index, filters: await filtersOf(index, filters), pages, seen };
  const address = addressIn(typed, index);
  if (address) {
    const found = await atAddress(context, address);
    if (found.results.length) return found;
    if (address.steps.length && !address.rest.trim()) return { results: [], count: 0 };
  }
  return byWords(context, typed, marks);
}

async function filtersOf(index, filters = {}) {
  const governed = filters.governs ? (await governedIn(index))[filters.governs] ?? {} : null;
  return { ...filters, governed };
}

function isAsked(unit, { kind, status, document }) {
  return (!kind || unit.kind === kind) && (!status || unit.status === status) && (!document || unit.address === document);
}

// Addresses

async function atAddress(context, { steps, rest }) {
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
    const share = worth.get(unit) * (pageHome + unit.address === page ? 2 : 1);
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

// Words

async function byWords(context, typed, marks) {
  const { index } = context;
  const query = queryOf(typed, index);
  for (const how of marks === STRICT ? [STRICT] : [STRICT, LOOSE]) {
    const found = await looked(context, query, how);
    if (found.results.length) return found;
  }
  if (marks === STRICT) return { results: [], count: 0 };
  const mended = await withoutSlips(index, query);
  if (mended) {
    const found = await looked(context, queryOf(mended, index), LOOSE);
    if (found.results.length) return { ...found, instead: mended };
  }
  return partly(context, query);
}

async function looked(context, query, marks) {
  const { index, pages } = context;
  const ranked = await rankedPages(index, query, context);
  const patterns = patternsOf(query, marks);
  const found = [...named(context, query), ...numbered(context, query), ...titled(context, query)];
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
  const words = terms.filter(({ folded }) => !index.optional.includes(folded));
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
  const units = index.units.filter((unit) => unit.number && isAsked(unit, filters) && typed.includes(` ${phraseOf(termsOf(unit.number))} `));
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
  const record = { anchor: "", kind: "page", label: "", title: field(unit.title), heading: field(unit.title), text: field("") };
  return { record, unit, score, places: { title: [], text: [] } };
}

// A query in which a word is one slip away from what was typed, so that more of its words stand beside each other.
async function withoutSlips(index, query) {
  let words = query.terms.map(({ folded }) => folded);
  let best = await fitness(index, words);
  for (let round = 0; round < MENDED; round++) {
    const others = [];
    for (const [at, word] of words.entries()) {
      if (word.length < 4 || /\d/.test(word)) continue;
      for (const other of slips(word)) if (await isKnown(index, other)) others.push(words.with(at, other));
    }
    const fits = await Promise.all(others.map((one) => fitness(index, one)));
    const most = Math.max(0, ...fits);
    if (most <= best) break;
    [words, best] = [others[fits.indexOf(most)], most];
  }
  const mended = words.join(" ");
  return mended === phraseOf(query.terms) ? null : mended;
}

// How many of the words stand beside the next one somewhere; by how many pages decides where that is the same.
async function fitness(index, words) {
  const pairs = words.length > 1 ? words.slice(1).map((word, at) => `${words[at]} ${word}`) : words;
  const counts = (await Promise.all(pairs.map((pair) => pagesWith(index, pair)))).map(({ size }) => size);
  return counts.filter(Boolean).length + counts.reduce((sum, size) => sum + size, 0) / 1e6;
}

// One word that may be missing, the last first; of a longer query two that stand together.
function skips(needed) {
  const alone = needed.map((term) => [term]).reverse();
  const pairs = needed.length < 4 ? [] : needed.slice(1).map((term, at) => [needed[at], term]);
  return [...alone, ...pairs];
}

// Where no place has all words: those that have the most of a long query, and which are missing.
async function partly(context, query) {
  const needed = query.ways[0].needed;
  if (needed.length < 3 || query.isQuoted) return { results: [], count: 0 };
  for (const skipped of skips(needed)) {
    const left = query.terms.filter((term) => !skipped.includes(term));
    const way = { terms: left, needed: needed.filter((term) => !skipped.includes(term)), worth: 1 };
    const found = await looked(context, { ...query, terms: left, ways: [way] }, STRICT);
    if (found.results.length) return { ...found, without: skipped.map(({ word }) => word).join(" ") };
  }
  return { results: [], count: 0 };
}

// Answers

const MOST = 60; // results of one answer

function answerOf({ index, filters, seen }, found, hasMore) {
  const isFit = ({ record, unit }) => {
    const key = `${unit.piece ?? unit.address} ${record.anchor}`;
    if (seen?.has(key)) return false;
    seen?.add(key);
    return !filters.governed || filters.governed[unit.address]?.includes(record.anchor);
  };
  const best = new Map();
  for (const match of found.sort((one, other) => other.score - one.score)) {
    const key = `${match.unit.address}#${match.record.anchor}`;
    if (!best.has(key)) best.set(key, match);
  }
  const fit = [...best.values()].filter(isFit);
  return { results: fit.slice(0, MOST).map((match) => shown(match, index)), count: fit.length, hasMore: hasMore || fit.length > MOST };
}

// Texts are in pieces: every other one, beginning with the second, is what was searched for.
function shown({ record, unit, score, places }, index) {
  const { title, head } = record;
  const around = head && !record.heading.shown ? head.heading.shown : "";
  return {
    key: `${unit.piece} ${record.anchor}`,
    href: new URL(unit.address + (record.anchor && `#${record.anchor}`), index.home === home ? pageHome : index.home).href,
    title: title.shown ? pieces(title.shown, places.title, 0, title.shown.length) : [unit.title],
    around,
    page: record.anchor || unit.title !== title.shown ? unit.title : "",
    kind: unit.kind,
    status: unit.status,
    edition: index.title,
    text: excerpt(record.text.shown || record.first, places.text),
    score,
  };
}

function excerpt(text, places) {
  if (!text) return [];
  const first = places[0] ?? { start: 0, end: 0 };
  const start = Math.max(0, text.lastIndexOf(" ", Math.max(0, first.start - AROUND)));
  const after = text.indexOf(" ", first.end + AROUND);
  const end = after < 0 ? text.length : after;
  const found = pieces(text, places, start, end);
  if (start > 0) found[0] = `…${found[0]}`;
  if (end < text.length) found.push(`${found.pop()} …`);
  return found;
}

function pieces(text, places, start, end) {
  const found = [];
  let at = start;
  for (const hit of places) {
    if (hit.start < at || hit.end > end) continue;
    found.push(text.slice(at, hit.start), text.slice(hit.start, hit.end));
    at = hit.end;
  }
  return [...found, text.slice(at, end)];
}
