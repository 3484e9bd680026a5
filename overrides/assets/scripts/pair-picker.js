// Any document in any two editions that have it. The pair at hand, or the newest one, is chosen already.

import { comparedAt } from "./compared-places.js";
import { here, listed, read, record, root } from "./records.js";

for (const form of document.querySelectorAll("form.q-pair")) offer(form);

async function offer(form) {
  const folder = "{{ paths.comparisons }}";
  const versions = await listed();
  form.hidden = !versions.length;
  if (form.hidden) return;
  const records = await Promise.all(versions.map(({ version }) => record(version)));
  const editions = records.filter(Boolean);
  const { document: which, older, newer } = form.elements;
  const titles = new Map();
  for (const edition of editions) {
    for (const each of edition.documents) if (!titles.has(each.id)) titles.set(each.id, each.title);
  }
  const fill = (select, options, chosen) => {
    select.replaceChildren(...options.map(([value, text]) => new Option(text, value, false, value === chosen)));
  };
  const against = here.page.startsWith(`${folder}/`) ? here.page.split("/")[2] : "";
  // Of editions with one text only that which brought it, and those of the page.
  const brings = ({ name, moves = [] }) =>
    !moves.length || moves.includes(which.value) || [here.name, against].includes(name);
  const having = () =>
    editions.filter((edition) => brings(edition) && edition.documents.some((each) => each.id === which.value));
  const named = (edition) => [edition.name, edition.title];
  const fillOlder = () => {
    const known = having();
    const before = known.slice(known.findIndex((edition) => edition.name === newer.value) + 1);
    fill(older, before.map(named), older.value || against);
    form.querySelector("button").disabled = !before.length;
  };
  const fillEditions = () => {
    fill(newer, having().slice(0, -1).map(named), newer.value || here.name);
    fillOlder();
  };
  fill(which, [...titles], form.dataset.document);
  fillEditions();
  which.addEventListener("change", fillEditions);
  newer.addEventListener("change", fillOlder);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const status = form.querySelector("[role=status]");
    const found = await comparedAt(read, which.value, newer.value, older.value);
    status.textContent = found?.same ? status.dataset.same : "";
    if (found?.address && !found.same) location.assign(new URL(found.address, root));
  });
}
