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

  // Each step leads from one anchor to all it became or came from, and says whether that is certain.

  function forward(anchor, { moved, lost, unsure }) {
    const within = parts(anchor).find((part) => part in moved || part in lost);
    const sure = !parts(anchor).some((part) => unsure.includes(part));
    if (within === undefined) return { anchors: [anchor], sure };
    const rest = anchor.slice(within.length);
    if (within in moved) return { anchors: moved[within].map((target) => target + rest), sure };
    return { anchors: lost[within], sure: false };
  }

  function backward(anchor, { moved, added, unsure }) {
    const origins = new Map();
    for (const [old, targets] of Object.entries(moved)) {
      for (const target of targets) origins.set(target, [...(origins.get(target) ?? []), old]);
    }
    const within = parts(anchor).find((part) => origins.has(part) || added.includes(part));
    if (within === undefined) return { anchors: [anchor], sure: !parts(anchor).some((part) => unsure.includes(part)) };
    if (!added.includes(within)) {
      const rest = anchor.slice(within.length);
      // A provision that went into another one comes after the one that it is.
      const olds = origins.get(within).filter((old, _, all) => !all.some((other) => old.startsWith(`${other}-`)));
      return { anchors: olds.map((old) => old + rest), sure: !olds.some((old) => unsure.includes(old)) };
    }
    const around = within.includes("-khoan-") ? within.slice(0, within.lastIndexOf("-khoan-")) : "";
    return around ? { ...backward(around, { moved, added, unsure }), sure: false } : { anchors: [], sure: false };
  }

  // Where an anchor of one edition stands in another; no anchors where it has no counterpart there.
  async function counterparts(anchor, from, to) {
    const versions = (await read("versions.json")) ?? [];
    const [start, end] = [from, to].map((name) => versions.findIndex(({ version }) => version === name));
    let found = { anchors: [anchor], sure: true };
    if (start < 0 || end < 0) return found;
    const isNewer = end < start;
    const between = versions.slice(Math.min(start, end), Math.max(start, end)).map(({ version }) => version);
    const records = await Promise.all(between.map(record));
    for (const step of isNewer ? records.reverse() : records) {
      const renumbering = step?.concordance[here.document];
      if (!renumbering) continue;
      const next = found.anchors.map((each) => (isNewer ? forward : backward)(each, renumbering));
      const anchors = [...new Set(next.flatMap((each) => each.anchors))];
      found = { anchors, sure: found.sure && next.every((each) => each.sure) };
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

  // What the address names; whatever somebody typed there, it is no more than a name.
  function hash() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  function namedProvision() {
    const named = document.getElementById(hash());
    return named?.dataset.cite ? named : null;
  }

  const reading = () => (isAtTop() ? lastRead || (namedProvision()?.id ?? "") : inSight());

  // The address in another edition: the same page at the same article, or its first page where it has no such page.
  async function address(target, anchor) {
    const hasPage = (await record(target))?.pages.includes(here.page) ?? true;
    const url = new URL(`${target}/${hasPage ? here.page : ""}`, root);
    const isPlaced = hasPage && anchor;
    const { anchors, sure } = isPlaced ? await counterparts(anchor, here.name, target) : { anchors: [], sure: true };
    if (!hasPage || (anchor && (!sure || anchors.join() !== anchor))) url.searchParams.set("tu", here.name);
    if (url.search && hasPage) url.searchParams.set("o", anchor);
    url.hash = anchors[0] ?? "";
    return { url, anchor: anchors[0] ?? "", sure, hasPage };
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
      if (!item.classList.contains("q-adopted")) continue;
      const isInForce = aliases.includes("hien-hanh");
      item.classList.add(isInForce ? "q-in-force" : "q-replaced");
      const kind = texts[isInForce ? "status.in_force" : "status.replaced"];
      item.querySelector(".q-kind").textContent = version === here.name ? `${kind} · ${texts.current}` : kind;
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
    const bar = document.querySelector(".q-edition");
    bar.classList.add("q-superseded");
    const mark = document.createElement("span");
    mark.className = "q-outdated";
    mark.textContent = texts[`over.${reason}`];
    bar.querySelector("summary .q-title").after(mark);
    const state = document.querySelector(":not(li) > .q-state.q-adopted");
    if (!state) return;
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

  // Where the reader came from, and what became of the article there. The address only says which article it was: what
  // became of it is found anew, so that nobody can have a page say what is not so.
  async function tellArrival() {
    const query = new URLSearchParams(location.search);
    const [from, anchor] = [query.get("tu"), query.get("o")];
    if (!from) return;
    history.replaceState(history.state, "", location.pathname + location.hash);
    const versions = (await read("versions.json")) ?? [];
    const edition = versions.find(({ version }) => version === from);
    if (!edition) return;
    const old = capital(cited(anchor ?? ""));
    const blanks = { edition: edition.title, old };
    if (anchor === null) return arrived(fill(texts["later.no_page"], blanks));
    const { anchors, sure } = await counterparts(anchor, from, here.name);
    if (!old || (sure && anchors.join() === anchor)) return;
    const isOlder = versions.indexOf(edition) < versions.findIndex(({ version }) => version === here.name);
    const places = anchors.map(cited).join(texts["later.and"]);
    const rule = anchors.length ? (sure ? "renumbered" : "unsure") : isOlder ? "new" : "gone";
    arrived(fill(texts[`later.${rule}`], { ...blanks, new: places }));
  }

  // Said where the reader is, not at the head of the page; gone when it is read or left behind.
  function arrived(text) {
    const note = document.createElement("div");
    note.className = "q-arrived";
    note.setAttribute("role", "status");
    note.appendChild(document.createElement("p")).textContent = text;
    const close = note.appendChild(document.createElement("button"));
    close.type = "button";
    close.textContent = texts["later.close"];
    close.addEventListener("click", () => note.remove());
    document.body.append(note);
  }

  // Remarks on this edition, which nobody had made when it was published: how many, at each article
  async function tellRemarks() {
    if (!here.document || here.name === "dang-soan") return;
    const counts = (await read("dang-soan/gop-y.json"))?.[here.name]?.[here.document] ?? {};
    for (const [anchor, remarks] of Object.entries(counts)) {
      const note = document.createElement("p");
      note.className = "q-remarks";
      const page = new URL(`dang-soan/gop-y/${here.document}/#${here.name}-${anchor}`, root);
      note.append(linkTo(page, fill(texts.remarks, { count: remarks.length })));
      about(document.getElementById(anchor))?.append(note);
    }
  }

  // What stands below an article, or beside a task
  function about(heading) {
    let found = heading?.closest(".q-task")?.querySelector(".q-about") ?? heading;
    while (found && !found.matches(".q-about")) found = found.nextElementSibling;
    return found;
  }

  if (list) completeList();
  tellLater();
  tellArrival();
  tellRemarks();
})();
