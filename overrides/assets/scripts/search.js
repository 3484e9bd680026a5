// The worker that searches. It is sent what was typed and answers with the places that have it, the best first.

import { addressIn, editionsIn, isAt, queryOf } from "./search-queries.js";
import { LOOSE, STRICT, matched, patternsOf, worthOf } from "./search-ranking.js";
import { bare, field, fold, phraseOf, slips, termsOf } from "./search-terms.js";
import { governedIn, indexAt, isKnown, listOf, pagesWith, recordsOf } from "./search-index.js";

const PAGES = 8; // whose records are looked through for one answer
const NUMBERED = ["regulation", "programme", "meeting"]; // what has places with numbers
const AROUND = 90; // letters of text on either side of what was found
const EDITIONS = 12; // how many others are looked through, the newest first
const TOLD = 3; // how many of them are named

const [place, isPublished] = [self.location.hash.slice(1), self.location.hash.length > 1];
const home = new URL(place || "../", self.location).href; // said where editions share this file

let pageHome = home; // where the edition begins for the page that asks: it may go by another name

addEventListener("message", async ({ data: asked }) => {
  try {
    postMessage({ id: asked.id, ...(await answered(asked)) });
  } catch (fault) {
    postMessage({ id: asked.id, failed: String(fault) }); // whoever asks again tries again
  }
});

async function answered({ base, names, typed, isEverywhere, filters, pages = PAGES }) {
  pageHome = base;
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

// The newest adopted one of those that a query names
async function inEdition(index, editions, rest, filters, pages) {
  const adopted = editions.filter(({ properties }) => properties?.status !== "draft");
  const { version } = (adopted.length ? adopted : editions)[0];
  const other = await indexAt(new URL(`../${version}/`, index.home).href);
  return { ...(await inIndex(other, rest, filters, pages)), edition: other.title };
}

async function elsewhere(index, list, typed, filters) {
  const told = [];
  for (const { version } of list.filter((one) => one.version !== index.edition).slice(0, EDITIONS)) {
    const other = await indexAt(new URL(`../${version}/`, index.home).href).catch(() => null);
    const found = other && (await inIndex(other, typed, filters, PAGES, STRICT));
    if (found?.count) told.push({ edition: other.title, ...found.results[0] });
    if (told.length >= TOLD) break;
  }
  return told;
}

// In all editions: a text that several have is found in the newest, what is in force before drafts.
async function everywhere(typed, filters, pages) {
  const list = isPublished ? await listOf(home).catch(() => []) : [];
  const versions = list.length ? list.map(({ version }) => new URL(`../${version}/`, home).href) : [home];
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
  for (const unit of chosen.slice(0, 2 * pages)) {
    for (const record of await recordsOf(index, unit)) {
      const share = isAt(record, steps, index);
      if (share > 0) found.push({ record, unit, score: 100 * share * worth.get(unit), places: { title: [], text: [] } });
    }
  }
  return answerOf(context, found, chosen.length > 2 * pages);
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
  const own = termsOf(`${unit.title} ${unit.number} ${unit.term}`).map(({ folded }) => folded);
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
  const found = [...named(context, query), ...titled(context, query)];
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
  if (filters.kind || filters.status || filters.document || filters.governed) return [];
  const typed = query.terms.map(({ folded }) => folded);
  const found = [];
  for (const [address, kind, ...names] of index.names) {
    for (const name of names) {
      const own = termsOf(name).map(({ folded }) => folded);
      const isWhole = own.join(" ") === typed.join(" ");
      const isEnd = !isWhole && typed.slice(-own.length).join(" ") === own.join(" ");
      const before = isEnd ? typed.slice(0, -own.length).filter((word) => !index.optional.includes(word)) : [];
      const isAspect = isEnd && index.aspects.includes(before.join(" "));
      const isBegun = query.isOpen && own.join(" ").startsWith(typed.join(" ")) && typed.join(" ").length > 2;
      if (!isWhole && !isAspect && !isBegun) continue;
      const score = isWhole ? 70 : isAspect ? 52 : 40;
      found.push(ofPage({ address, kind, title: names[0], status: "" }, score));
      break;
    }
  }
  return found;
}

// Pages that are found by their titles: the calendar, the history.
function titled({ index, filters }, query) {
  if (filters.kind || filters.status || filters.document || filters.governed) return [];
  const typed = query.terms.map(({ folded }) => folded).join(" ");
  return index.others.flatMap(([address, title]) => {
    const own = termsOf(title).map(({ folded }) => folded).join(" ");
    const isTitle = ` ${typed} `.startsWith(` ${own} `) || (typed.length > 2 && own.startsWith(typed));
    return isTitle ? [ofPage({ address, kind: "page", title, status: "" }, 60)] : [];
  });
}

function ofPage(unit, score) {
  const record = { anchor: "", kind: "page", label: "", title: field(unit.title), heading: field(unit.title), text: field("") };
  return { record, unit, score, places: { title: [], text: [] } };
}

// A query in which each unknown word, and each that never stands beside its neighbours, is one a slip away.
async function withoutSlips(index, query) {
  const words = query.terms.map(({ folded }) => folded);
  let isMended = false;
  for (const [at, word] of words.entries()) {
    if (word.length < 4 || /\d/.test(word) || (await isFitting(index, words, at, word))) continue;
    const known = [];
    for (const other of slips(word)) if (await isKnown(index, other)) known.push(other);
    const fits = await Promise.all(known.map((other) => fitness(index, words, at, other)));
    const most = Math.max(0, ...fits);
    if (!most) continue;
    words[at] = known[fits.indexOf(most)];
    isMended = true;
  }
  return isMended ? words.join(" ") : null;
}

async function isFitting(index, words, at, word) {
  if (words.length === 1) return isKnown(index, word);
  return (await fitness(index, words, at, word)) >= 1;
}

// How many pages have the word beside its neighbours; less than 1 where it stands only without them.
async function fitness(index, words, at, word) {
  const pairs = [at > 0 && `${words[at - 1]} ${word}`, at + 1 < words.length && `${word} ${words[at + 1]}`];
  const beside = await Promise.all(pairs.filter(Boolean).map((pair) => pagesWith(index, pair)));
  const count = beside.reduce((total, pages) => total + pages.size, 0);
  return count || (await pagesWith(index, word)).size / 1000;
}

// Where no place has all words: those that have the most of a long query, and which are missing.
async function partly(context, query) {
  const needed = query.ways[0].needed;
  if (needed.length < 3 || query.isQuoted) return { results: [], count: 0 };
  for (let skipped = needed.length - 1; skipped >= 0; skipped--) {
    const left = query.terms.filter((term) => term !== needed[skipped]);
    const way = { terms: left, needed: needed.filter((term) => term !== needed[skipped]), worth: 1 };
    const found = await looked(context, { ...query, terms: left, ways: [way] }, STRICT);
    if (found.results.length) return { ...found, without: needed[skipped].folded };
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
  const around = head?.heading.shown && head !== record ? head.heading.shown : "";
  return {
    href: new URL(unit.address + (record.anchor && `#${record.anchor}`), index.home === home ? pageHome : index.home).href,
    title: title.shown ? pieces(title.shown, places.title, 0, title.shown.length) : [unit.title],
    around,
    page: record.anchor || unit.title !== title.shown ? unit.title : "",
    kind: unit.kind,
    status: unit.status,
    edition: index.title,
    text: excerpt(record.text.shown, places.text),
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
