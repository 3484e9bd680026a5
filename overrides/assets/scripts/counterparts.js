// Where an article of one edition stands in another, along the texts between them: rounds run beside each other, so that
// the text an edition goes on from may be an older one than that of the edition before it.

import { around, headingAround } from "./anchors.js";
import { here, listed, record, root } from "./records.js";

// Each step leads from one anchor to all it became or came from, and says whether that is certain.

function forward(anchor, { moved, lost, unsure }) {
  const within = around(anchor).find((part) => part in moved || part in lost);
  const sure = !around(anchor).some((part) => unsure.includes(part));
  if (within === undefined) return { anchors: [anchor], sure };
  const rest = anchor.slice(within.length);
  if (within in moved) return { anchors: moved[within].map((target) => target + rest), sure };
  return { anchors: lost[within], sure: false };
}

function backward(anchor, { moved, added, unsure }) {
  const origins = new Map();
  for (const [old, targets] of Object.entries(moved)) {
    for (const target of targets) origins.set(target, [...(origins.get(target) ?? []), old]);
  }
  const within = around(anchor).find((part) => origins.has(part) || added.includes(part));
  if (within === undefined) return { anchors: [anchor], sure: !around(anchor).some((part) => unsure.includes(part)) };
  if (!added.includes(within)) {
    const rest = anchor.slice(within.length);
    // A provision that went into another one comes after the one that it is.
    const olds = origins.get(within).filter((old, _, all) => !around(old).slice(1).some((part) => all.includes(part)));
    return { anchors: olds.map((old) => old + rest), sure: !olds.some((old) => unsure.includes(old)) };
  }
  const outer = headingAround(within);
  return outer ? { ...backward(outer, { moved, added, unsure }), sure: false } : { anchors: [], sure: false };
}

// An edition and all that its text of the document goes on from, the newest first.
async function lineOf(name) {
  const names = [];
  for (let each = name; each && !names.includes(each); ) {
    names.push(each);
    const told = await record(each);
    each = told?.bases?.[here.document] ?? told?.previous ?? "";
  }
  return names;
}

// The steps from one edition to another: back to the text that both go on from, and forward again.
async function way(from, to) {
  const [line, other] = await Promise.all([lineOf(from), lineOf(to)]);
  const shared = line.find((name) => other.includes(name));
  if (!shared) return [];
  const back = line.slice(0, line.indexOf(shared)).map((name) => [name, backward]);
  return [...back, ...other.slice(0, other.indexOf(shared)).reverse().map((name) => [name, forward])];
}

// Where an anchor of one edition stands in another; no anchors where it has no counterpart there.
export async function counterparts(anchor, from, to) {
  const versions = await listed();
  let found = { anchors: [anchor], sure: true };
  if (!here.document || ![from, to].every((name) => versions.some(({ version }) => version === name))) return found;
  for (const [name, step] of await way(from, to)) {
    const renumbering = (await record(name))?.concordance[here.document];
    if (!renumbering) continue;
    const next = found.anchors.map((each) => step(each, renumbering));
    const anchors = [...new Set(next.flatMap((each) => each.anchors))];
    found = { anchors, sure: found.sure && next.every((each) => each.sure) };
  }
  return found;
}

// Where a comparison stands in another edition. Where both have one text, its page there may only lead back to this one:
// then it is the list of what that text can be compared with. What was in force is compared with adopted texts apart.
async function comparisonIn(target) {
  const [folder, id, older] = here.page.split("/");
  if (folder !== "{{ paths.comparisons }}" || !older) return here.page;
  const textIn = async (name) => (await record(name))?.documents.find((document) => document.id === id);
  const [own, other, old] = await Promise.all([here.name, target, older].map(textIn));
  const isApart = old?.status === "adopted" && own?.status !== other?.status;
  return own && own.text === other?.text && !isApart ? `${folder}/${id}/` : here.page;
}

// The address in another edition: the same page at the same article, or its first page where it has no such page.
export async function address(target, anchor) {
  const page = await comparisonIn(target);
  const hasPage = (await record(target))?.pages.includes(page) ?? true;
  const url = new URL(`${target}/${hasPage ? page : ""}`, root);
  const isPlaced = hasPage && anchor && page === here.page;
  const { anchors, sure } = isPlaced ? await counterparts(anchor, here.name, target) : { anchors: [], sure: true };
  if (!hasPage || (isPlaced && (!sure || anchors.join() !== anchor))) url.searchParams.set("tu", here.name);
  if (url.search && hasPage) url.searchParams.set("o", anchor);
  url.hash = anchors[0] ?? "";
  return { url, anchor: anchors[0] ?? "", sure, hasPage };
}
