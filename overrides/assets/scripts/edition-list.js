// The list of editions: completed by those that came later, and each of them opened at the article being read.

import { address } from "./counterparts.js";
import { reading } from "./reading.js";
import { dateOf, here, inForceOf, listed, root, TEXTS } from "./records.js";

const pick = here && document.querySelector(".q-pick");
const list = pick?.querySelector("ol");

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
    span.textContent = text;
    link.append(" ");
  }
  return item;
}

async function complete() {
  const versions = await listed();
  const known = new Map([...list.children].map((item) => [item.dataset.qName, item]));
  list.replaceChildren(...versions.map((version) => known.get(version.version) ?? row(version)));
  const inForce = versions[inForceOf(versions)];
  for (const version of versions) {
    const item = list.querySelector(`[data-q-name="${CSS.escape(version.version)}"]`);
    if (!item.classList.contains("q-adopted")) continue;
    item.classList.add(version === inForce ? "q-in-force" : "q-replaced");
    const kind = TEXTS[version === inForce ? "status.in_force" : "status.replaced"];
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
  list.addEventListener("click", open);
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
