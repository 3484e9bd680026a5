// The list of editions: completed by those that came later, and each of them opened at the article being read.

import { address } from "./counterparts.js";
import { reading } from "./reading.js";
import { here, inForceOf, listed, moves, root, TEXTS } from "./records.js";
import { capital } from "./telling.js";
import { dateOf, unbroken } from "./words.js";

const pick = here && document.querySelector(".q-pick");
const list = pick?.querySelector(".q-lists > ol");

function row(version) {
  const item = document.createElement("li");
  const { status } = version.properties;
  item.className = `q-${status}`;
  item.dataset.qName = version.version;
  const link = item.appendChild(document.createElement("a"));
  link.href = new URL(`${version.version}/${here.page}`, root);
  const spans = { title: version.title, date: dateOf(version), kind: TEXTS[`status.${status}`] };
  for (const [name, text] of Object.entries(spans)) {
    const span = link.appendChild(document.createElement("span"));
    span.className = `q-${name}`;
    span.append(...unbroken(text));
    link.append(" ");
  }
  return item;
}

// Editions that brought another text of the document than this page's are folded: in them it stands as it stood.
const isListed = (version) => moves(version) || [here.name, "{{ paths.work }}"].includes(version.version);

function folded(items) {
  const others = pick.querySelector(".q-others") ?? document.createElement("details");
  others.className = "q-others";
  const summary = others.querySelector("summary") ?? document.createElement("summary");
  summary.textContent = TEXTS.others;
  const rest = document.createElement("ol");
  rest.append(...items);
  others.replaceChildren(summary, rest);
  if (items.length) list.after(others);
  else others.remove();
}

const STATES = {
  in_force: "status.in_force",
  corrected: "over.corrected",
  replaced: "status.replaced",
  repealed: "status.repealed",
  ended: "over.ended",
};

// Of an adopted edition, where one brought what is in force: a document stands in all that came after as that one has it.
function stateOf(version, inForce, versions) {
  if (version.properties.repeals) return "repealed";
  if (here.document && inForce?.properties.repeals) return isLastBefore(version, inForce, versions) ? "ended" : "replaced";
  if (version === inForce) return "in_force";
  if (here.document && inForce && versions.indexOf(version) < versions.indexOf(inForce)) return "in_force";
  const isCorrected = inForce?.properties.corrects && inForce.properties.corrects === version.properties.round;
  return isCorrected ? "corrected" : "replaced";
}

// Whether a text stands in an edition as it was repealed, or as it was in force until then.
function isLastBefore(version, repeal, versions) {
  const older = versions.slice(versions.indexOf(repeal) + 1).find((one) => one.properties.status === "adopted" && moves(one));
  return version === older || versions.indexOf(version) < versions.indexOf(repeal);
}

async function complete() {
  const versions = await listed();
  const known = new Map([...pick.querySelectorAll("li")].map((item) => [item.dataset.qName, item]));
  const items = new Map(versions.map((version) => [version, known.get(version.version) ?? row(version)]));
  const itemsOf = (some) => some.map((version) => items.get(version));
  list.replaceChildren(...itemsOf(versions.filter(isListed)));
  folded(itemsOf(versions.filter((version) => !isListed(version))));
  const adopted = versions.filter(({ properties }) => properties.status === "adopted");
  const inForce = here.document ? adopted.find(moves) : versions[inForceOf(versions)];
  for (const version of adopted.filter(isListed)) {
    const item = items.get(version);
    const state = stateOf(version, inForce, versions);
    item.classList.add(state === "in_force" ? "q-in-force" : "q-replaced");
    const kind = capital(TEXTS[STATES[state]]);
    item.querySelector(".q-kind").textContent = version.version === here.name ? `${kind} · ${TEXTS.current}` : kind;
  }
}

async function open(event) {
  const item = event.target.closest("li");
  if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (item.dataset.qName === here.name) pick.open = false;
  else location.assign((await address(item.dataset.qName, reading())).url);
}

if (list) {
  pick.addEventListener("click", open);
  document.addEventListener("click", (event) => {
    if (pick.open && !pick.contains(event.target)) pick.open = false;
  });
  pick.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pick.open = false;
    pick.querySelector("summary").focus();
  });
  complete();
}
