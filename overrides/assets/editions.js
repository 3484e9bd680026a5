// What a page cannot know when it is published: the editions that came later. It keeps the reader at the same article
// when the edition changes, and says where a text is no longer the one in force. Texts come from the page.
(() => {
  "use strict";
  const source = document.getElementById("q-edition");
  if (!source) return;
  const here = JSON.parse(source.textContent);
  const texts = here.texts;
  const root = new URL(`${here.root}/`, location.href);
  const list = document.querySelector(".q-pick ol");
  const notices = document.querySelector("div.q-later");

  const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
  const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);
  const written = (date) => date.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$3-$2-$1");

  const asked = new Map();
  function read(path) {
    if (!asked.has(path)) {
      const answer = fetch(new URL(path, root), { cache: "no-cache" });
      asked.set(path, answer.then((response) => (response.ok ? response.json() : null)).catch(() => null));
    }
    return asked.get(path);
  }
  const record = (name) => read(`${name}/edition.json`);
  const documentIn = (edition) => edition?.documents.find((document) => document.id === here.document);

  // Anchors from one edition to another, along the editions between them

  const parts = (anchor) => {
    const found = [anchor];
    while (anchor.includes("-")) found.push((anchor = anchor.slice(0, anchor.lastIndexOf("-"))));
    return found;
  };

  function forward(anchor, { moved, lost }) {
    const within = parts(anchor).find((part) => part in moved || part in lost);
    if (within === undefined) return { anchor, sure: true };
    const rest = anchor.slice(within.length);
    const [target, ...others] = moved[within] ?? [];
    if (target) return { anchor: target + rest, others: others.map((other) => other + rest), sure: true };
    return { anchor: lost[within]?.[0] ?? "", sure: false };
  }

  function backward(anchor, { moved, added }) {
    const origins = new Map();
    for (const [old, targets] of Object.entries(moved)) {
      for (const target of targets) if (!origins.has(target)) origins.set(target, old);
    }
    const isNew = (part) => added.includes(part);
    const within = parts(anchor).find((part) => origins.has(part) || isNew(part));
    if (within === undefined) return { anchor, sure: true };
    if (!isNew(within)) return { anchor: origins.get(within) + anchor.slice(within.length), sure: true };
    const around = within.includes("-khoan-") ? within.slice(0, within.lastIndexOf("-khoan-")) : "";
    return around ? { ...backward(around, { moved, added }), sure: false } : { anchor: "", sure: false };
  }

  // Where an anchor of this page stands in another edition; no anchor where it has no counterpart there.
  async function counterpart(anchor, target) {
    const versions = (await read("versions.json")) ?? [];
    const [from, to] = [here.name, target].map((name) => versions.findIndex(({ version }) => version === name));
    let found = { anchor, sure: true };
    if (!anchor || from < 0 || to < 0) return found;
    const isNewer = to < from;
    const steps = versions.slice(Math.min(from, to), Math.max(from, to));
    for (const { version } of isNewer ? steps.reverse() : steps) {
      const renumbering = (await record(version))?.concordance[here.document];
      if (!renumbering || !found.anchor) continue;
      const next = isNewer ? forward(found.anchor, renumbering) : backward(found.anchor, renumbering);
      found = { ...next, sure: found.sure && next.sure };
    }
    return found;
  }

  // The article being read. Whoever scrolls up to pick another edition is still at the article that was read before.

  const PAUSE = 1200; // milliseconds: who stays that long reads
  let lastRead = "";
  let waiting = 0;
  addEventListener(
    "scroll",
    () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => (lastRead = isAtTop() ? lastRead : inSight()), PAUSE);
    },
    { passive: true },
  );
  const isAtTop = () => scrollY < innerHeight / 4;

  // The provision named in the address while it can be seen, else the last article that began above mid-screen.
  function inSight() {
    const named = namedProvision();
    const place = named?.getBoundingClientRect();
    if (place && place.bottom > 0 && place.top < innerHeight) return named.id;
    const begun = [...document.querySelectorAll("h2[data-cite], h3[data-cite]")].filter(
      (heading) => heading.getBoundingClientRect().top < innerHeight / 2,
    );
    return begun.pop()?.id ?? "";
  }

  function namedProvision() {
    const named = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return named?.dataset.cite ? named : null;
  }

  const reading = () => (isAtTop() ? lastRead || (namedProvision()?.id ?? "") : inSight());

  // The address in another edition: the same page at the same article, or its first page where it has no such page.
  async function address(target, anchor) {
    const edition = await record(target);
    const hasPage = edition?.pages.includes(here.page) ?? true;
    const found = hasPage ? await counterpart(anchor, target) : { anchor: "", sure: false };
    const url = new URL(`${target}/${hasPage ? here.page : ""}`, root);
    const isWorthSaying = !hasPage || (anchor && (found.anchor !== anchor || !found.sure));
    if (isWorthSaying) url.searchParams.set("tu", here.name);
    if (isWorthSaying && hasPage) url.searchParams.set("o", anchor);
    for (const other of isWorthSaying ? (found.others ?? []) : []) url.searchParams.append("va", other);
    url.hash = found.anchor;
    return { url, ...found, hasPage };
  }

  // The list of editions

  function row({ version, title, properties }) {
    const item = document.createElement("li");
    item.className = `q-${properties.status}`;
    item.dataset.qName = version;
    const link = item.appendChild(document.createElement("a"));
    link.href = new URL(`${version}/${here.page}`, root);
    const spans = { title, date: written(properties.date), kind: texts[`status.${properties.status}`] };
    for (const [name, text] of Object.entries(spans)) {
      const span = link.appendChild(document.createElement("span"));
      span.className = `q-${name}`;
      span.textContent = text;
      link.append(" ");
    }
    return item;
  }

  async function completeList() {
    const versions = (await read("versions.json")) ?? [];
    const known = new Map([...list.children].map((item) => [item.dataset.qName, item]));
    list.replaceChildren(...versions.map((version) => known.get(version.version) ?? row(version)));
    for (const { version, aliases } of versions) {
      const item = list.querySelector(`[data-q-name="${CSS.escape(version)}"]`);
      item.classList.toggle("q-in-force", aliases.includes("hien-hanh"));
    }
  }

  list?.addEventListener("click", async (event) => {
    const item = event.target.closest("li");
    if (!item || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (item.dataset.qName === here.name) item.closest("details").open = false;
    else location.assign((await address(item.dataset.qName, reading())).url);
  });
  const pick = document.querySelector(".q-pick");
  document.addEventListener("click", (event) => {
    if (pick?.open && !pick.contains(event.target)) pick.open = false;
  });
  pick?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    pick.open = false;
    pick.querySelector("summary").focus();
  });

  // Notices

  function notice(text, link) {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    if (link) paragraph.append(" ", link);
    notices.hidden = false;
    notices.append(paragraph);
    return paragraph;
  }

  function linkTo(url, text) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = text;
    return link;
  }

  // "dieu-5-khoan-2-diem-dd" as it is cited: "điểm đ khoản 2 Điều 5"
  const step = new RegExp(`(${Object.keys(here.kinds).join("|")})-([a-z0-9]+(?:-[0-9]+)*)`, "g");
  function cited(anchor) {
    const steps = [...anchor.matchAll(step)].reverse();
    return steps.map(([, kind, key]) => `${here.kinds[kind]} ${key.replace("dd", "đ").replaceAll("-", ".")}`).join(" ");
  }

  // What the newer of two editions made of this page: nothing to say, or which text and where to go on.
  async function later(versions) {
    const own = versions.findIndex(({ version }) => version === here.name);
    const inForce = versions.findIndex(({ aliases }) => aliases.includes("hien-hanh"));
    const draft = versions.findIndex(({ aliases }) => aliases.includes("du-thao"));
    if (own < 0 || here.name === "dang-soan") return null;
    const isDraft = versions[own].properties.status === "draft";
    const newer = [inForce, isDraft ? draft : -1].filter((place) => place >= 0 && place < own);
    if (!newer.length) return null;
    const place = Math.max(...newer); // what came of it first
    const [was, is] = await Promise.all([record(here.name), record(versions[place].version)]);
    return { target: versions[place], reason: reasonOf(isDraft, place === inForce, documentIn(was), documentIn(is)) };
  }

  function reasonOf(isDraft, isInForce, was, is) {
    if (!here.document) return isDraft ? (isInForce ? "adopted" : "redrafted") : "replaced";
    if (!is) return "repealed";
    if (was?.text === is.text && was?.status === is.status) return "same";
    if (was?.status === "draft") return isInForce ? "adopted" : "redrafted";
    return "replaced";
  }

  async function tellLater() {
    const versions = (await read("versions.json")) ?? [];
    const found = await later(versions);
    if (!found) return;
    const { target, reason } = found;
    const text = fill(texts[`later.${reason}`], { edition: target.title, date: written(target.properties.date) });
    const link = linkTo("", texts["later.page"]);
    const update = async () => {
      const to = await address(target.version, namedProvision()?.id ?? "");
      link.href = to.url;
      const isArticle = to.anchor && to.sure && here.document;
      link.textContent = isArticle ? fill(texts["later.article"], { article: cited(to.anchor) }) : texts["later.page"];
    };
    await update();
    addEventListener("hashchange", update);
    notice(text, link);
    if (reason === "same") return;
    document.querySelector(".q-edition").classList.add("q-superseded");
    const state = document.querySelector(".q-state.q-adopted");
    if (!state || !here.document) return;
    state.className = "q-state q-superseded";
    state.textContent = text;
  }

  // The same article in what is in force, among the tools of a provision
  document.addEventListener("q-tools", async ({ detail: { provision, tools } }) => {
    tools.querySelector("a")?.remove();
    const versions = (await read("versions.json")) ?? [];
    const inForce = versions.find(({ aliases }) => aliases.includes("hien-hanh"));
    if (!inForce || inForce.version === here.name) return;
    const to = await address(inForce.version, provision.id);
    if (to.hasPage && to.anchor && tools.isConnected && !tools.querySelector("a")) {
      tools.append(linkTo(to.url, texts["later.today"]));
    }
  });

  // Where the reader came from, and what became of the article there
  async function tellArrival() {
    const query = new URLSearchParams(location.search);
    const from = query.get("tu");
    if (!from) return;
    const anchor = query.get("o");
    history.replaceState(history.state, "", location.pathname + location.hash);
    const versions = (await read("versions.json")) ?? [];
    const edition = versions.find(({ version }) => version === from);
    if (!edition) return;
    const now = decodeURIComponent(location.hash.slice(1));
    const places = [now, ...query.getAll("va")].map(cited);
    const blanks = { edition: edition.title, old: capital(cited(anchor ?? "")), new: places.join(texts["later.and"]) };
    const isOlder = versions.indexOf(edition) < versions.findIndex(({ version }) => version === here.name);
    if (anchor === null) notice(fill(texts["later.no_page"], blanks));
    else if (!now) notice(fill(texts[isOlder ? "later.new" : "later.gone"], blanks));
    else if (now !== anchor) notice(fill(texts["later.renumbered"], blanks));
    else notice(fill(texts["later.gone"], blanks));
  }

  if (list) completeList();
  tellLater();
  tellArrival();
})();
