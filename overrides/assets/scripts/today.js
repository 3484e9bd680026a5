// What holds today of a text that was adopted: a page keeps only its first and its last day, which stay true.

import { here, inForceOf, listed, record, TEXTS } from "./records.js";

const today = () => new Date().toLocaleDateString("sv"); // as dates stand in data: 2021-02-05

// In force is what the newest adopted edition has, from its first day to its last; of others only that they ended.
function said({ qFirst, qLast }, isInForce) {
  if (qLast && qLast < today()) return "expired";
  if (!isInForce || !qFirst) return "";
  return qFirst <= today() ? "in_force" : "ahead";
}

// Other texts may have moved since: a document is in force in every edition that has its text of today.
async function holdsInForce(newest) {
  if (!newest || newest.version === here.name) return Boolean(newest);
  if (!here.document) return false;
  const [own, now] = await Promise.all([record(here.name), record(newest.version)]);
  const [was, is] = [own, now].map((told) => told?.documents.find(({ id }) => id === here.document));
  return Boolean(was && is && was.text === is.text && was.status === is.status);
}

// For machines: what holds today, of a text that was adopted; of others the page says itself that they do not.
function tellMachines(isInForce) {
  const data = document.getElementById("q-legislation");
  const told = data && JSON.parse(data.textContent);
  if (!told || told.legislationLegalForce) return;
  told.legislationLegalForce = `https://schema.org/${isInForce ? "InForce" : "NotInForce"}`;
  data.textContent = JSON.stringify(told);
}

async function tellToday() {
  const versions = await listed();
  const isInForce = await holdsInForce(versions[inForceOf(versions)]);
  for (const state of document.querySelectorAll(".q-state.q-adopted[data-q-first]")) {
    const now = said(state.dataset, isInForce);
    tellMachines(now === "in_force");
    if (!now) continue;
    if (now === "expired") state.classList.replace("q-adopted", "q-expired");
    const note = document.createElement("span");
    note.className = "q-nb";
    note.textContent = `· ${TEXTS[`now.${now}`]}`;
    state.append(" ", note);
  }
}

if (here) tellToday();
