// A text in force of which a draft is open says so, above it and at each article that the newest draft touches, and the
// draft says what it would change: neither edition can know that of the other for ever.

import { cited } from "./anchors.js";
import { address, counterparts } from "./counterparts.js";
import { here, inForceOf, listed, moves, openDraftOf, record, TEXTS } from "./records.js";
import { atArticle, linkTo, notice } from "./telling.js";
import { dateOf, fill } from "./words.js";

const KIND = "q-open";
const has = (edition, status) =>
  edition?.documents.find((document) => document.id === here.document && document.status === status);

// The text in force and the open draft of it, where the page is one of them and their texts differ.
async function pairOf(versions) {
  const [adopted, draft] = [versions[inForceOf(versions)], openDraftOf(versions)];
  if (!here.document || !adopted || !draft) return null;
  if (![adopted.version, draft.version].includes(here.name)) return null;
  const records = await Promise.all([adopted, draft].map(({ version }) => record(version)));
  const [was, is] = [has(records[0], "adopted"), has(records[1], "draft")];
  const brought = versions.find((version) => version.properties.status === "adopted" && moves(version)) ?? adopted;
  return was && is && was.text !== is.text ? { adopted, brought, draft, records } : null;
}

// The articles of the draft that any draft of its round has changed.
function touched({ draft, records }, versions) {
  const round = versions.filter(({ properties }) => properties.round === draft.properties.round);
  const names = round.map(({ version }) => version);
  const articles = Object.entries(records[1].histories[here.document] ?? {});
  return articles.filter(([, events]) => events.some(({ edition }) => names.includes(edition))).map(([anchor]) => anchor);
}

async function tellInDraft({ adopted, brought }, anchors) {
  const edition = brought.title;
  for (const anchor of anchors) {
    const to = await address(adopted.version, anchor);
    const text = fill(TEXTS[to.anchor ? "open.changes" : "open.adds"], { article: cited(to.anchor), edition });
    atArticle(anchor, KIND, to.anchor ? linkTo(to.url, text) : text);
  }
}

async function tellInForce({ draft, records }, anchors) {
  const edition = draft.title;
  for (const anchor of anchors) {
    const from = await counterparts(anchor, draft.version, here.name);
    for (const own of from.anchors) {
      const { url } = await address(draft.version, own);
      url.hash = anchor;
      atArticle(own, KIND, linkTo(url, fill(TEXTS["open.changed"], { article: cited(anchor), edition })));
    }
  }
  const told = await record(records[0].told_in?.[here.document] ?? here.name);
  for (const own of Object.keys(told?.histories[here.document] ?? {})) {
    const to = await counterparts(own, here.name, draft.version);
    if (!to.anchors.length) atArticle(own, KIND, fill(TEXTS["open.dropped"], { edition }));
  }
}

async function tellOpenDraft() {
  const versions = await listed();
  const found = await pairOf(versions);
  if (!found) return;
  const isDraft = found.draft.version === here.name;
  const other = isDraft ? found.adopted : found.draft;
  const told = isDraft ? found.brought : found.draft; // what is in force may stand in editions of other documents
  const text = fill(TEXTS[isDraft ? "open.draft" : "open.adopted"], { edition: told.title, date: dateOf(told) });
  notice(text, linkTo((await address(other.version, "")).url, TEXTS["later.page"]));
  await (isDraft ? tellInDraft : tellInForce)(found, touched(found, versions));
}

if (here) tellOpenDraft();
