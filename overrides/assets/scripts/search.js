// The worker that searches. It is sent what was typed and answers with the places that have it, the best first.

import { atAddress } from "./search-addresses.js";
import { NOTHING, asker } from "./search-answers.js";
import { governedIn, indexAt, listOf } from "./search-index.js";
import { addressesIn, editionsIn } from "./search-queries.js";
import { LOOSE, STRICT } from "./search-ranking.js";
import { termsOf } from "./search-terms.js";
import { byWords } from "./search-words.js";

const MOST_LETTERS = 400; // of what was typed
const PAGES = 6; // whose records are looked through for one answer
const EDITIONS = 12; // how many others are looked through, the newest first
const TOLD = 3; // how many of them are named

const isWorker = !globalThis.document; // joined into the file of a whole edition it is none
const [place, isPublished] = isWorker ? [self.location.hash.slice(1), self.location.hash.length > 1] : ["", false];
const home = new URL(place || "../", isWorker ? self.location : "file:///").href;
asker.home = home; // said where editions share this file

async function answer({ data: asked }) {
  try {
    postMessage({ id: asked.id, ...(await answered(asked)) });
  } catch (fault) {
    postMessage({ id: asked.id, failed: String(fault) }); // whoever asks again tries again
  }
}

if (isWorker) addEventListener("message", answer);

export async function answered({ base, page, names, typed, ...how }) {
  Object.assign(asker, { base, page });
  if (names) return choices(await indexAt(home));
  if (typed.length <= MOST_LETTERS) return searched(typed, how);
  return { ...(await searched(typed.slice(0, MOST_LETTERS), how)), isCut: MOST_LETTERS };
}

async function searched(typed, { isEverywhere, filters, pages = PAGES }) {
  if (!termsOf(typed).length) return NOTHING;
  if (isEverywhere) return everywhere(typed, filters, pages);
  const index = await indexAt(home);
  const list = isPublished ? await listOf(home).catch(() => []) : [];
  const named = editionsIn(typed, list);
  const other = named.editions.filter(({ version }) => version !== index.edition);
  if (named.count > 1 && other.length === named.editions.length && named.rest.trim()) {
    return inEdition(index, other, named.rest, filters, pages);
  }
  const found = await inIndex(index, typed, filters, pages);
  if (!list.length || (!found.isOther && found.results.some(({ lacks }) => !lacks))) return found;
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
  const [best] = editions.toSorted(
    (one, other) =>
      isDraft(one) - isDraft(other) ||
      nearness(other) - nearness(one) ||
      one.version.length - other.version.length,
  );
  const other = await indexAt(new URL(`../${best.version}/`, index.home).href);
  return { ...(await inIndex(other, rest, filters, pages)), edition: other.title };
}

// The places that other editions have, each in the edition that brought its text, the newest first
async function elsewhere(index, list, typed, filters) {
  const told = new Map();
  for (const { version } of list.filter((one) => one.version !== index.edition).slice(0, EDITIONS)) {
    const other = await indexAt(new URL(`../${version}/`, index.home).href).catch(() => null);
    const found = other && (await inIndex(other, typed, filters, PAGES, STRICT));
    if (found?.isOther) continue;
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
  let isPartial = isPublished && !list.length; // as without a network: this edition alone
  for (const place of versions.slice(0, pages)) {
    const index = await indexAt(place).catch(() => null);
    isPartial ||= !index; // published before there was such a search
    if (!index) continue;
    const found = await inIndex(index, typed, filters, PAGES, STRICT, seen);
    hasMore ||= found.hasMore;
    const share = index.kind === "adopted" ? 1 : 0.95;
    results.push(...found.results.map((result) => ({ ...result, score: result.score * share })));
  }
  results.sort((one, other) => other.score - one.score);
  return { results, count: results.length, hasMore, isPartial };
}

async function inIndex(index, typed, filters, pages, marks = LOOSE, seen = null) {
  const context = { index, filters: await filtersOf(index, filters), pages, seen };
  const addresses = addressesIn(typed, index);
  for (const [at, address] of addresses.entries()) {
    const found = await atAddress(context, address);
    if (found.results.length) return at && !addresses[0].isOne ? { ...found, isOther: true } : found; // read otherwise than is likeliest
  }
  if (addresses.length && addresses.every(({ rest, word }) => !rest.trim() && word)) return NOTHING;
  return byWords(context, typed, marks);
}

async function filtersOf(index, filters = {}) {
  const governed = filters.governs ? await governedIn(index, filters.governs) : null;
  return { ...filters, governed };
}
