// At a provision, among its tools: to remark on it, and to propose other words for it in the work in progress. What that
// takes is loaded when somebody does it.

import { address } from "./counterparts.js";
import { hash, reading } from "./reading.js";
import { here } from "./records.js";
import { arrived } from "./telling.js";
import { fill } from "./words.js";

const TEXTS = {{ texts.offering }};
const own = document.currentScript.src;
const isWork = !here || here.name === "{{ paths.work }}";
const asked = new URLSearchParams(location.search); // before anybody takes it away
const FROM = "sua"; // from which edition somebody comes to propose something

let loaded;
async function open(kind, provision, from = null) {
  try {
    loaded ??= import(new URL("proposing.js", own).href);
    await loaded;
  } catch {
    loaded = undefined;
    return arrived(TEXTS.failed);
  }
  document.dispatchEvent(new CustomEvent("q-propose", { detail: { kind, provision, from, own } }));
}

async function edit(provision) {
  if (isWork) return open("edit", provision);
  const { url } = await address("{{ paths.work }}", provision.id);
  url.searchParams.set(FROM, here.name);
  url.searchParams.set("o", provision.id);
  location.assign(url);
}

function offer({ detail: { provision, tools } }) {
  for (const old of tools.querySelectorAll(".q-propose")) old.remove();
  const place = provision.dataset.cite;
  const button = (label, whole, done) => {
    const element = tools.appendChild(document.createElement("button"));
    element.type = "button";
    element.className = "q-propose";
    element.textContent = label;
    element.setAttribute("aria-label", fill(whole, { place }));
    element.addEventListener("click", done);
  };
  button(TEXTS.remark, TEXTS.remark_on, () => open("remark", provision));
  button(TEXTS.edit, TEXTS.edit_on, () => edit(provision));
}

// From the head of a frozen page to the provision that is read, as it stands in the work.
const toWork = document.querySelector("[data-q-to-work]");
async function lead() {
  const { url } = await address("{{ paths.work }}", reading());
  toWork.href = url;
}
for (const kind of ["pointerenter", "touchstart", "focus"]) toWork?.addEventListener(kind, lead, { passive: true });
toWork?.addEventListener("click", async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  await lead().catch(() => {});
  location.assign(toWork.href);
});

if (document.querySelector(".q-document:is(.q-regulation, .q-programme)")) {
  document.addEventListener("q-tools", offer);
  const provision = asked.has(FROM) && isWork ? document.getElementById(hash()) : null;
  if (provision?.dataset.cite) {
    open("edit", provision, { edition: asked.get(FROM), anchor: asked.get("o") ?? provision.id });
  }
  if (asked.has(FROM) && !asked.has("tu")) {
    history.replaceState(history.state, "", location.pathname + location.hash);
  }
}
