// What a page cannot know when it is published, because it came later: that its text is no longer the one in force, what
// became of the article somebody came from, and remarks on its articles. Texts come from the page.

import { cited } from "./anchors.js";
import { address, counterparts } from "./counterparts.js";
import { namedProvision } from "./reading.js";
import { here, inForceOf, listed, moves, read, record, root, TEXTS } from "./records.js";
import { arrived, atArticle, capital, linkTo, notice } from "./telling.js";
import { dateOf, fill, unbroken } from "./words.js";

const documentIn = (edition) => edition?.documents.find((document) => document.id === here.document);

// What the newer of two editions made of this page: nothing to say, or which text and where to go on.
async function later(versions) {
  const own = versions.find(({ version }) => version === here.name);
  if (!own || here.name === "{{ paths.work }}") return null;
  const told = await record(here.name);
  const was = documentIn(told);
  const isDraft = (was ?? own.properties).status === "draft";
  const newer = versions.slice(0, versions.indexOf(own)).filter(({ properties }) => properties.round);
  const origin = moves(own) ? here.name : (told?.bases?.[here.document] ?? told?.previous);
  const source = versions.find(({ version }) => version === origin) ?? own; // of the text that stands here
  const target = isDraft ? ofDraft(newer, own, versions) : ofAdopted(newer, source, versions);
  if (!target) return null;
  const is = documentIn(await record(target.version));
  const isCorrected = !isDraft && isCorrectionOf(source)(target);
  return { target, title: is?.title, reason: isCorrected ? corrected(was, is) : reasonOf(isDraft, target, was, is) };
}

const isAdopted = ({ properties }) => properties.status === "adopted";
const isSame = (edition, other) => edition.properties.round === other.properties.round;
const isOf = (own) => (version) => (here.document ? moves(version) : isSame(version, own));

const isCorrectionOf = (source) => ({ properties }) => properties.corrects === source.properties.round;
const corrected = (was, is) => (was && was.text === is?.text ? "same" : "corrected");

// What became of a draft: what its round, or a later one, adopted; else the newest draft of it.
function ofDraft(newer, own, versions) {
  const following = newer.filter(isOf(own));
  const adopted = following.filter(isAdopted);
  if (adopted.every(({ properties }) => properties.corrects)) return following.find((version) => !isAdopted(version));
  return here.document ? adopted[0] : versions[inForceOf(versions)];
}

// What became of a text in force: corrections of it, or what was adopted since; else what is in force as a whole.
function ofAdopted(newer, source, versions) {
  const following = newer.filter(isAdopted).filter(moves);
  const isWhole = !here.document && !following.every(isCorrectionOf(source));
  return isWhole || !following.length ? newer.find((version) => version === versions[inForceOf(versions)]) : following[0];
}

function reasonOf(isDraft, target, was, is) {
  const adopted = isAdopted(target) ? "adopted" : "redrafted";
  if (!here.document) return isDraft ? adopted : "newer";
  if (!is) return "repealed";
  if (was?.text === is.text && was?.status === is.status) return "same";
  if (is.status === "repealed") return "ended";
  return was?.status === "draft" ? adopted : "replaced";
}

async function tellLater() {
  const found = await later(await listed());
  if (!found) return;
  const { target, title, reason } = found;
  const text = fill(TEXTS[`later.${reason}`], { title, edition: target.title, date: dateOf(target) });
  const link = linkTo("", TEXTS["later.page"]);
  const update = async () => {
    const to = await address(target.version, namedProvision()?.id ?? "");
    link.href = to.url;
    const isArticle = to.anchor && to.sure && here.document;
    const article = cited(to.anchor);
    const said = isArticle ? fill(TEXTS["later.article"], { article }) : TEXTS["later.page"];
    link.replaceChildren(...unbroken(said));
  };
  await update();
  addEventListener("hashchange", update);
  notice(text, link);
  if (reason !== "same") markReplaced(text, TEXTS[`over.${reason}`], reason !== "corrected");
}

function markReplaced(text, word, isOver) {
  const bar = document.querySelector(".q-edition");
  bar.classList.add("q-superseded");
  const mark = document.createElement("span");
  mark.className = "q-outdated";
  mark.textContent = word;
  bar.querySelector("summary .q-title").after(mark);
  printAtFoot(text);
  const state = document.querySelector(".q-standing > .q-state.q-adopted");
  if (!state || !isOver) return; // what was corrected was in force from the day that it says
  if (!here.document) return state.remove();
  state.className = "q-state q-superseded";
  state.textContent = text;
  state.hidden = true; // the notice below says the same, and where to go on
}

// What each printed sheet says at its foot, before what it said when it was published. A rule is added to the styles that
// are there: a new element of styles would be one that the page's own policy does not know.
function printAtFoot(text) {
  const styles = [...document.querySelectorAll("style")].map((style) => style.textContent).join("");
  const [, said = ""] = styles.match(/@bottom-center\{content:"((?:[^"\\]|\\.)*)"\}/) ?? [];
  const foot = `${JSON.stringify(text.replace(/\.$/, ""))} "${said && ` · ${said}`}"`;
  const paper = [...document.styleSheets].at(-1);
  paper.insertRule(`@page{@bottom-center{content:${foot}}}`, paper.cssRules.length);
}

// The same article in what is in force, among the tools of a provision
async function offerToday({ detail: { provision, tools } }) {
  tools.querySelector("a")?.remove();
  const versions = await listed();
  const inForce = versions[inForceOf(versions)];
  if (!inForce || inForce.version === here.name) return;
  const to = await address(inForce.version, provision.id);
  if (to.hasPage && to.anchor && tools.isConnected && !tools.querySelector("a")) {
    tools.append(linkTo(to.url, TEXTS["later.today"]));
  }
}

// Where the reader came from, and what became of the article there. The address only says which article it was: what
// became of it is found anew, so that nobody can have a page say what is not so.
async function tellArrival() {
  const query = new URLSearchParams(location.search);
  const [from, anchor] = [query.get("tu"), query.get("o")];
  if (!from) return;
  history.replaceState(history.state, "", location.pathname + location.hash);
  const versions = await listed();
  const edition = versions.find(({ version }) => version === from);
  if (!edition) return;
  const old = capital(cited(anchor ?? ""));
  const blanks = { edition: edition.title, old };
  if (anchor === null) return arrived(fill(TEXTS["later.no_page"], blanks));
  const { anchors, sure } = await counterparts(anchor, from, here.name);
  if (!old || (sure && anchors.join() === anchor)) return;
  const isOlder = versions.indexOf(edition) < versions.findIndex(({ version }) => version === here.name);
  const places = anchors.map(cited).join(TEXTS["later.and"]);
  const rule = anchors.length ? (sure ? "renumbered" : "unsure") : isOlder ? "new" : "gone";
  arrived(fill(TEXTS[`later.${rule}`], { ...blanks, new: places }));
}

// Remarks on this edition, which nobody had made when it was published: how many, at each article
async function tellRemarks() {
  const { name, document: which } = here;
  if (!which || name === "{{ paths.work }}") return;
  const counts = (await read(`{{ paths.work }}/{{ paths.remark_counts }}`))?.[name]?.[which] ?? {};
  for (const [anchor, remarks] of Object.entries(counts)) {
    const page = new URL(`{{ paths.work }}/{{ paths.remarks }}/${which}/#${name}-${anchor}`, root);
    const link = linkTo(page, fill(TEXTS.remarks, { count: remarks.length }));
    atArticle(anchor, "q-remarks", link);
  }
}

if (here) {
  document.addEventListener("q-tools", offerToday);
  tellLater();
  tellArrival();
  tellRemarks();
}
