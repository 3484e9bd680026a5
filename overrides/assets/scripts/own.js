// One's own roles and bodies: chosen once, remembered on the device and nowhere else, and shown first on the home page.
// And the drafts that are open for comments today, which no page can know when it is published.

import { here, inForceOf, listed, record, root } from "./records.js";
import { dateOf, fill, unbroken } from "./words.js";

const KEY = `quyche.own ${root ? root.pathname : ""}`; // several sites may share one host
let kept = []; // where a reader forbids a site to store anything, for the page at hand
const own = () => {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? kept;
  } catch {
    return kept;
  }
};
function remember(ids) {
  kept = ids;
  try {
    if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids));
    else localStorage.removeItem(KEY);
  } catch {
    // Kept in `kept` all the same.
  }
}
const add = (id) => remember([id, ...own().filter((other) => other !== id)]);
const leave = (id) => remember(own().filter((other) => other !== id));

// On the home page

const choices = document.getElementById("q-choices");
if (choices) choosing(document.querySelector(".q-own"));

function choosing(section) {
  const chosen = section.querySelector(".q-chosen");
  const button = section.querySelector(":scope > button");
  const first = button.textContent;

  function show() {
    const links = own().map((id) => choices.querySelector(`[data-q-entry="${CSS.escape(id)}"]`));
    chosen.replaceChildren(...links.filter(Boolean).map(item));
    chosen.hidden = !chosen.children.length;
    button.textContent = chosen.hidden ? first : button.dataset.qAgain;
  }

  function item(link) {
    const line = document.createElement("li");
    const way = line.appendChild(document.createElement("a"));
    way.href = link.href;
    way.textContent = fill(link.closest("ul").dataset.qNamed, { name: link.textContent });
    const out = line.appendChild(document.createElement("button"));
    out.type = "button";
    out.textContent = "×";
    out.setAttribute("aria-label", fill(chosen.dataset.qLeave, { name: link.textContent }));
    out.addEventListener("click", () => {
      leave(link.dataset.qEntry);
      show();
      button.focus();
    });
    return line;
  }

  button.addEventListener("click", () => {
    const isShown = choices.classList.toggle("q-shown-choices");
    button.setAttribute("aria-expanded", isShown);
  });
  choices.addEventListener("click", (event) => {
    const link = event.target.closest("[data-q-entry]");
    if (link) add(link.dataset.qEntry);
  });
  addEventListener("pageshow", show); // one was chosen on a page from which the reader came back
  show();
}

// What looks like the field of the search opens it.
document.querySelector(".q-find")?.addEventListener("click", () => document.getElementById("__search").click());

// On the page of a body or role

const button = document.querySelector(".q-keep");
if (button) keeping(button);

function keeping(button) {
  const { qEntry: id, qKept } = button.dataset;
  const first = button.textContent;
  const show = () => {
    const isOwn = own().includes(id);
    button.textContent = isOwn ? qKept : first;
  };
  button.addEventListener("click", () => {
    if (own().includes(id)) leave(id);
    else add(id);
    show();
  });
  show();
}

// Drafts that wait for their adoption, on the home page of any edition; those that the page lists itself are left out.

async function tellOpen(place) {
  const versions = await listed();
  const inForce = versions[inForceOf(versions)];
  const isNew = inForce?.version === here.name || here.name === "{{ paths.work }}";
  if (!isNew) return; // of an older edition something else is said above
  const told = new Set([...document.querySelectorAll("[data-q-draft]")].map(({ dataset }) => dataset.qDraft));
  const items = [];
  for (const version of versions.filter(({ properties }) => properties.open)) {
    const documents = (await record(version.version))?.documents ?? [];
    for (const { id, path, title, status } of documents) {
      if (status !== "draft" || !version.properties.documents.includes(id) || told.has(id)) continue;
      told.add(id);
      items.push(row(title, `${version.version}/${path.replace(/\.md$/, "/")}`, version));
    }
  }
  if (!items.length) return;
  const heading = document.createElement("h2");
  heading.textContent = place.dataset.qOpen;
  const list = document.createElement("ul");
  list.className = "q-documents";
  list.append(...items);
  place.append(heading, list);
}

function row(title, path, version) {
  const line = document.createElement("li");
  const name = line.appendChild(document.createElement("p"));
  name.className = "q-title";
  const link = name.appendChild(document.createElement("a"));
  link.href = new URL(path, root);
  link.append(...unbroken(title));
  const part = line.appendChild(document.createElement("p"));
  part.className = "q-part";
  part.append(...unbroken(`${version.title} (${dateOf(version)})`));
  return line;
}

const place = document.querySelector("[data-q-open]");
if (here && place) tellOpen(place);
