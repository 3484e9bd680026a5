// Remarks on a provision: written here, handed in where the office takes them.

import { copy, copyAtOnce } from "./copying.js";
import { addressOf, button, desk, download, element, field, openDesk, SAID, textOf, wayOut } from "./desks.js";
import { draftOf } from "./drafts.js";
import { here, root } from "./records.js";
import { asFile, issueOf, mailOf, slip } from "./remark-slips.js";
import { fill } from "./words.js";

const page = JSON.parse(document.getElementById("q-texts").textContent);

async function remarkOn({ provision, own }) {
  const given = await desk();
  const place = provision.dataset.cite;
  const known = {
    document: here?.document ?? given?.document ?? "",
    edition: here?.name ?? "",
    title: here?.title ?? "",
    name: page.name,
    place: here ? `${place}\n${addressOf(provision)}` : place,
    quoted: textOf(provision),
    date: today(),
  };
  const draft = draftOf(`${root?.pathname ?? location.pathname}${known.document}/${known.edition}#${provision.id}:{{ paths.remarks }}`);
  const kept = draft.read() ?? {};
  const written = {
    remark: element("textarea", { rows: 5, value: kept.remark ?? "" }),
    proposal: element("textarea", { rows: 3, value: kept.proposal ?? "" }),
    sender: element("input", { value: kept.sender ?? "", autocomplete: "organization" }),
  };
  const status = element("p", { className: "q-status", role: "status" });
  const all = () => ({ ...known, ...Object.fromEntries(Object.entries(written).map(([name, { value }]) => [name, value])) });
  const file = () => download(`{{ paths.remarks }}-${known.document}-${provision.id}.txt`, asFile(all()));
  const ways = waysFor(given, all, file, (text) => (status.textContent = text));
  const hint = element("p", { className: "q-hint", textContent: SAID.remark_kept });
  const update = () => {
    const { remark, proposal, sender } = all();
    const isKept = draft.save({ remark, proposal, sender });
    hint.textContent = isKept ? SAID.remark_kept : SAID.not_kept;
    ways.update();
  };
  for (const input of Object.values(written)) input.addEventListener("input", update);
  ways.update();
  const quoted = element("blockquote", { className: "q-quoted-text", textContent: known.quoted, tabIndex: 0 });
  const opened = openDesk(fill(SAID.remark_title, { place }), provision, own, [
    element("p", { className: "q-desk-where", textContent: page.citeAs }),
    quoted,
    field(SAID["field.remark"], written.remark),
    field(SAID["field.proposal"], written.proposal, SAID.optional),
    field(SAID["field.sender"], written.sender, SAID.sender_hint),
    element("div", { className: "q-ways" }, ...ways.elements),
    status,
    hint,
    button(SAID.forget, () => {
      draft.forget();
      opened.close();
    }, "q-forget"),
  ]);
  written.remark.focus();
}

// What takes the remark at this office, the usual way first.
function waysFor(given, all, file, say) {
  const taker = given?.taker ?? "file";
  const address = taker === "issues" ? given.issue : "";
  const made = () => (address ? issueOf(address, all()) : taker.includes("@") ? mailOf(taker, all()) : null);
  const save = button(SAID.slip_file, () => {
    file();
    say(SAID.slip_saved);
  });
  if (!made()) return { elements: [save], update: () => (save.disabled = !all().remark.trim()) };
  const label = address ? fill(SAID.issue, { host: new URL(address.replace(/[{}]/g, ""), location.href).hostname }) : SAID.mail;
  const link = wayOut(label, "");
  link.addEventListener("click", () => {
    const { isPasted } = made();
    const written = slip(all(), ["remark", "proposal"]);
    if (isPasted && !copyAtOnce(written)) copy(written);
    say(isPasted ? SAID.pasted : address ? SAID.issue_open : SAID.mail_open);
  });
  const update = () => {
    const isEmpty = !all().remark.trim();
    save.disabled = isEmpty;
    if (isEmpty) link.removeAttribute("href");
    else link.href = made().href;
    link.setAttribute("aria-disabled", isEmpty);
  };
  return { elements: [link, save], update };
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

document.addEventListener("q-propose", ({ detail }) => detail.kind === "remark" && remarkOn(detail));
