// Where an article of one edition stands in another, along the editions between them.

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

// Where an anchor of one edition stands in another; no anchors where it has no counterpart there.
export async function counterparts(anchor, from, to) {
  const versions = await listed();
  const [start, end] = [from, to].map((name) => versions.findIndex(({ version }) => version === name));
  let found = { anchors: [anchor], sure: true };
  if (start < 0 || end < 0) return found;
  const isNewer = end < start;
  const between = versions.slice(Math.min(start, end), Math.max(start, end)).map(({ version }) => version);
  const records = await Promise.all(between.map(record));
  for (const step of isNewer ? records.reverse() : records) {
    const renumbering = step?.concordance[here.document];
    if (!renumbering) continue;
    const next = found.anchors.map((each) => (isNewer ? forward : backward)(each, renumbering));
    const anchors = [...new Set(next.flatMap((each) => each.anchors))];
    found = { anchors, sure: found.sure && next.every((each) => each.sure) };
  }
  return found;
}

// The address in another edition: the same page at the same article, or its first page where it has no such page.
export async function address(target, anchor) {
  const hasPage = (await record(target))?.pages.includes(here.page) ?? true;
  const url = new URL(`${target}/${hasPage ? here.page : ""}`, root);
  const isPlaced = hasPage && anchor;
  const { anchors, sure } = isPlaced ? await counterparts(anchor, here.name, target) : { anchors: [], sure: true };
  if (!hasPage || (anchor && (!sure || anchors.join() !== anchor))) url.searchParams.set("tu", here.name);
  if (url.search && hasPage) url.searchParams.set("o", anchor);
  url.hash = anchors[0] ?? "";
  return { url, anchor: anchors[0] ?? "", sure, hasPage };
}
