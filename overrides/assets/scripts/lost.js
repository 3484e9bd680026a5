// What is shown for an address that leads nowhere: that of a comparison kept elsewhere leads on.

import { comparedAt } from "./compared-places.js";

const { base } = JSON.parse(document.getElementById("q-search").textContent);
const root = new URL(`${base.replace(/\/+$/, "")}/../`, location.href);

async function read(path) {
  const answer = await fetch(new URL(path, root)).catch(() => null);
  return answer?.ok ? answer.json().catch(() => null) : null;
}

async function lead() {
  if (!location.pathname.startsWith(root.pathname)) return;
  const parts = location.pathname.slice(root.pathname.length).split("/").map(decodeURIComponent).filter(Boolean);
  const [newer, folder, id, older = "", table] = parts;
  if (folder !== "{{ paths.comparisons }}" || !id) return;
  const found = await comparedAt(read, id, newer, older);
  if (!found?.address) return;
  const there = new URL(found.address + (found.whole && table === "{{ paths.table }}" ? `${table}/` : ""), root);
  if (there.pathname === location.pathname) return;
  there.hash ||= location.hash;
  location.replace(there);
}

lead();
