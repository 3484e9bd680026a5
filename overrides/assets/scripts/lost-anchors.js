// An address may name a provision that this edition does not have: the page says so, and leads to where it is.

import { cited, headingAround } from "./anchors.js";
import { counterparts } from "./counterparts.js";
import { hash } from "./reading.js";
import { here, listed, parsed, record, root, TEXTS } from "./records.js";
import { arrived, capital, linkTo } from "./telling.js";
import { pageText } from "./whole-pages.js";
import { fill } from "./words.js";

const MOST = 6; // pages of other editions that are looked into where no record names the article

const pageIn = (version) => new URL(`${version}/${here.page}`, root);

// Other editions that may have it, the nearest first: those whose records name its article, or else the nearest few.
async function candidates(versions, anchor) {
  const own = versions.findIndex(({ version }) => version === here.name);
  const others = versions.map((version, at) => ({ ...version, far: Math.abs(at - own) })).filter(({ far }) => far);
  others.sort((one, other) => one.far - other.far);
  const records = await Promise.all(others.map(({ version }) => record(version)));
  const having = others.filter((_, at) => records[at]?.pages.includes(here.page));
  const article = headingAround(anchor) ?? anchor;
  const named = others.filter((_, at) => records[at]?.histories[here.document]?.[article]);
  return named.length ? named.filter((version) => having.includes(version)) : having.slice(0, MOST);
}

async function holds(version, anchor) {
  const text = await pageText(pageIn(version));
  return text !== null && Boolean(parsed(text).getElementById(anchor));
}

async function elsewhere(anchor) {
  for (const found of await candidates(await listed(), anchor)) {
    if (await holds(found.version, anchor)) return found;
  }
  return null;
}

async function tellLost() {
  const anchor = hash();
  const what = cited(anchor);
  if (!what || document.getElementById(anchor)) return;
  const found = await elsewhere(anchor);
  if (hash() !== anchor) return;
  const say = (rule, blanks) => capital(fill(TEXTS[`lost.${rule}`], { what, edition: found?.title, ...blanks }));
  if (!found) return arrived(say("nowhere"));
  const there = pageIn(found.version);
  there.hash = anchor;
  const links = [linkTo(there, say("there"))];
  const { anchors, sure } = await counterparts(anchor, found.version, here.name);
  const [now] = anchors.filter((each) => document.getElementById(each));
  if (!now || !sure) return arrived(say("nowhere"), links);
  const article = cited(now);
  arrived(say("renumbered", { new: article }), [linkTo(`#${now}`, say("here", { article })), ...links]);
}

if (here?.document) {
  tellLost();
  addEventListener("hashchange", tellLost);
}
