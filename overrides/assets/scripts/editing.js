// Other words for a provision of the work in progress, written here: what changes is shown as one types, by the rules of the
// site's own comparison, and what comes of it is what the repository's host takes, or a patch.

import { cited } from "./anchors.js";
import { copy, copyAtOnce } from "./copying.js";
import { counterparts } from "./counterparts.js";
import { button, desk, download, element, field, openDesk, SAID, textOf, wayOut } from "./desks.js";
import { draftOf } from "./drafts.js";
import { operations, wordCount } from "./operations.js";
import { patchOf, sourceOf } from "./patches.js";
import { problemsIn } from "./provision-checks.js";
import { here, listed, parsed, root, TEXTS } from "./records.js";
import { pageText } from "./whole-pages.js";
import { linkTo } from "./telling.js";
import { fill } from "./words.js";

const PAUSE = 400; // milliseconds without a key after which a screen reader is told what changed
const SHOWN = 90; // letters of a stretch that stays, before and after a change
const page = JSON.parse(document.getElementById("q-texts").textContent);

async function edit({ provision, from, own }) {
  const given = await desk();
  const place = provision.dataset.cite;
  const title = fill(SAID.edit_title, { place });
  const where = element("p", { className: "q-desk-where", textContent: `${page.name}. ${SAID.work}` });
  const lines = given?.lines[provision.id];
  const old = lines ? sourceOf(given, lines) : "";
  if (!lines || old.includes("\r")) {
    return openDesk(title, provision, own, [where, element("p", { textContent: SAID.unreachable })]);
  }
  const draft = draftOf(`${root?.pathname ?? location.pathname}${given.document}#${provision.id}`);
  const kept = draft.read();
  const text = element("textarea", { value: kept?.text ?? old, rows: Math.min(16, old.length / 45 + 4), spellcheck: false });
  const reason = element("input", { value: kept?.reason ?? "" });
  const shown = element("div", { className: "q-redlined q-comparison", lang: document.documentElement.lang });
  const problems = element("ul", { className: "q-doubts" });
  const [counts, status] = [0, 1].map(() => element("p", { className: "q-status", role: "status" }));
  const changed = element("div", {}, element("h3", { textContent: SAID.changes }), shown, problems, counts);
  const keeping = element("p", { className: "q-hint", textContent: SAID.kept });
  const notes = element("div", { className: "q-notes" });
  if (kept && kept.base !== old) notes.append(element("p", { textContent: SAID.changed_since }));
  tellDifference(provision, from, notes);
  const proposal = { given, lines, old, place, anchor: provision.id, text: () => text.value, reason: () => reason.value };
  const ways = waysFor(proposal, (said) => (status.textContent = said));
  let waiting = 0;
  const show = () => {
    const done = operations(old, text.value);
    shown.replaceChildren(...redline(done));
    const wrong = problemsIn(text.value, old, provision.id, given);
    problems.replaceChildren(...wrong.map(said).map((textContent) => element("li", { textContent })));
    ways.update();
    clearTimeout(waiting);
    waiting = setTimeout(() => (counts.textContent = summary(done, wrong)), PAUSE);
  };
  const update = () => {
    const isSame = text.value === old && !reason.value;
    if (isSame) draft.forget();
    const isKept = isSame || draft.save({ text: text.value, reason: reason.value, base: old });
    keeping.textContent = isKept ? SAID.kept : SAID.not_kept;
    show();
  };
  text.addEventListener("input", update);
  reason.addEventListener("input", update);
  show();
  const opened = openDesk(title, provision, own, [
    where,
    notes,
    element("div", { className: "q-editor" }, field(SAID.text, text, SAID.text_hint), changed),
    field(SAID.reason, reason, SAID.reason_hint),
    element("div", { className: "q-ways" }, ...ways.elements),
    status,
    ways.steps,
    keeping,
    button(SAID.forget, () => {
      draft.forget();
      opened.close();
    }, "q-forget"),
  ]);
}

// What was read elsewhere and is otherwise here: other words, another number, or no certainty.
async function tellDifference(provision, from, notes) {
  if (!from || !here) return;
  const edition = (await listed()).find(({ version }) => version === from.edition);
  if (!edition) return;
  const text = await pageText(new URL(`${edition.version}/${here.page}`, root));
  const was = text === null ? null : parsed(text).getElementById(from.anchor);
  const { anchors, sure } = await counterparts(from.anchor, edition.version, here.name);
  const places = anchors.map(cited).join(TEXTS["later.and"]);
  const blanks = { edition: edition.title, old: cited(from.anchor), new: places };
  const say = (rule, ...more) => notes.append(element("p", {}, fill(SAID[rule], blanks), ...more));
  if (anchors.join() !== from.anchor) say(sure ? "renumbered" : "unsure");
  if (!was) return;
  if (bare(was) === bare(provision)) return say("as_read");
  const compared = new URL(`${here.name}/{{ paths.comparisons }}/${here.document}/${edition.version}/`, root);
  say("not_as_read", " ", linkTo(compared, SAID.compare));
}

const bare = (provision) => textOf(provision).replace(provision.dataset.cite, "").replace(/^\S*[.)]\s*/, "");

const said = ([rule, found, before]) => fill(SAID[`doubt.${rule}`], { found, before });

function summary(done, wrong) {
  if (done.every(([sign]) => sign === "=")) return SAID.same;
  const counted = (sign) => done.filter(([own]) => own === sign).reduce((sum, op) => sum + wordCount(op), 0);
  const words = fill(SAID.counted, { inserted: counted("+"), deleted: counted("-") });
  return wrong.length ? `${words} ${fill(SAID.doubts, { count: wrong.length })}` : words;
}

// What stays is cut where it is long; deletions and insertions are shown whole.
function redline(done) {
  if (done.every(([sign]) => sign === "=")) return [element("p", { className: "q-hint", textContent: SAID.same })];
  return done.map(([sign, text, spelt], at) => {
    if (sign === "=") return folded(text, at === 0, at === done.length - 1);
    const made = element(sign === "+" ? "ins" : "del", { textContent: text, className: spelt ? "q-spelling" : "" });
    made.dataset.qSays = sign === "+" ? SAID.inserted : SAID.deleted;
    return made;
  });
}

const cutAt = (text, most) => (text.length > most ? `${text.slice(0, most).trimEnd()}…` : text);

function folded(text, isFirst, isLast) {
  const letters = [...text];
  if (letters.length <= 2 * SHOWN + 20) return text;
  const [start, end] = [isFirst ? "" : letters.slice(0, SHOWN).join(""), isLast ? "" : letters.slice(-SHOWN).join("")];
  return `${start} […] ${end}`;
}

// How it is handed in here: the host's editor, where there is one, and a patch, which anybody can send.
function waysFor({ given, lines, old, place, anchor, text, reason }, say) {
  const article = anchor.match(/(?:^|-)dieu-([^-]+)/)?.[1].replace("dd", "đ");
  const trailers = () => [
    ...(article ? [`Dieu: ${article}`] : []),
    `Van-ban: ${given.document}`,
    ...(reason().trim() ? [`Ly-do: ${reason().replace(/\s+/g, " ").trim()}`] : []),
  ];
  const subject = fill(SAID.patch_title, { place, name: page.name });
  const patch = () => patchOf(given, lines, text(), [subject, "", ...trailers()]);
  const steps = element("ol", { className: "q-steps", hidden: true });
  const tell = (...told) => {
    steps.replaceChildren(...told.map((said) => element("li", {}, ...[said].flat())));
    steps.hidden = false;
  };
  const name = `de-nghi-${given.document}-${anchor}.patch`;
  const save = button(SAID.patch, () => {
    download(name, patch());
    say(fill(SAID.patch_saved, { name }));
  });
  const ways = []; // links, each with where it leads by what is written now
  if (given.edit) ways.push([editor(), () => given.edit.replaceAll("{line}", lines[0])]);
  if (given.taker.includes("@")) ways.push([mail(), mailed]);

  function editor() {
    const [first, last] = lines;
    const { hostname } = new URL(given.edit, location.href);
    const link = wayOut(fill(SAID.host, { host: hostname, line: first }), "");
    const beginning = cutAt(old.split("\n")[0].trim(), 60);
    link.addEventListener("click", () => {
      if (!copyAtOnce(text())) copy(text());
      say(SAID.copied);
      const told = [fill(SAID["step.lines"], { first, last, beginning }), SAID["step.paste"]];
      tell(...told, [SAID["step.reason"], element("pre", { textContent: trailers().join("\n") })]);
    });
    return link;
  }
  function mail() {
    const link = wayOut(SAID.patch_mail, "");
    link.addEventListener("click", () => {
      download(name, patch());
      say(fill(SAID.attach, { name }));
    });
    return link;
  }
  function mailed() {
    const body = [SAID.mail_body, ...trailers()].join("\r\n");
    return `mailto:${given.taker}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;
  }
  const update = () => {
    const isSame = text() === old;
    save.disabled = isSame;
    for (const [link, href] of ways) {
      if (isSame) link.removeAttribute("href");
      else link.href = href();
      link.setAttribute("aria-disabled", isSame);
    }
  };
  return { elements: [...ways.map(([link]) => link), save], steps, update };
}

document.addEventListener("q-propose", ({ detail }) => detail.kind === "edit" && edit(detail));
