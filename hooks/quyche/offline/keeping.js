// On the page where a reader chooses what is kept: keeps the edition in force, replaces it, takes it away again.

const TEXTS = {{ texts }};
const scope = new URL("../", location.href.split(/[?#]/)[0]).href;
const NAME = `quyche ${scope}`;
const COPY = new URL("{{ paths.offline }}/{{ paths.copy }}", scope).href;
const OWN = ["{{ paths.offline }}/", "{{ paths.offline }}/{{ paths.script }}", "{{ paths.offline }}/{{ paths.app }}"];
const LANES = 6; // files that are fetched at a time
const status = document.querySelector("[role=status]");
const progress = document.querySelector("progress");
const [keeping, removing] = ["keep", "remove"].map((id) => document.getElementById(id));

const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
const number = (value) => value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

async function listed() {
  try {
    const response = await fetch("{{ paths.list }}", { cache: "no-cache" });
    return response.ok ? { list: await response.json() } : { isNone: response.status === 404 };
  } catch {
    return {};
  }
}

async function kept() {
  const found = await caches.match(COPY, { cacheName: NAME });
  return found ? found.json() : null;
}

async function show() {
  const [copy, { list, isNone }] = await Promise.all([kept(), listed()]);
  const isNewer = Boolean(copy && list && list.edition !== copy.edition);
  const size = list && Object.values(list.files).reduce((sum, bytes) => sum + bytes, 0);
  const blanks = {
    title: copy?.title,
    day: copy?.day,
    newer: list?.title,
    pages: list && number(Object.keys(list.files).filter((path) => path.endsWith(".html")).length),
    size: list && number(Math.max(0.1, size / 1e6)),
  };
  const text = isNewer ? "newer" : copy ? (list || isNone ? "kept" : "kept_offline") : list ? "offer" : isNone ? "nothing" : "no_network";
  status.textContent = fill(TEXTS[text], blanks);
  progress.hidden = true;
  keeping.textContent = isNewer ? TEXTS.replace : TEXTS.keep;
  keeping.hidden = !list || Boolean(copy && !isNewer);
  removing.hidden = !copy;
  keeping.onclick = () => keep(list);
}

const addressOf = (path) => new URL(path.replace(/(^|\/){{ paths.index }}$/, "$1"), scope).href;

async function keep(list) {
  keeping.hidden = removing.hidden = true;
  const own = `${NAME} ${list.edition} ${Date.now()}`;
  try {
    await navigator.serviceWorker.register(new URL("{{ paths.worker }}", scope), { scope, updateViaCache: "none" });
    navigator.storage?.persist?.();
    await fetched(own, [...OWN, ...Object.keys(list.files)]);
    const day = new Date().toLocaleDateString(document.documentElement.lang);
    const copy = { edition: list.edition, title: list.title, date: list.date, day, cache: own, newer: "" };
    const cache = await caches.open(NAME);
    await cache.put(COPY, new Response(JSON.stringify(copy), { headers: { "Content-Type": "application/json" } }));
    await forget((name) => name.startsWith(`${NAME} `) && name !== own);
    await show();
  } catch {
    await caches.delete(own);
    await show();
    status.textContent = `${TEXTS.failed} ${status.textContent}`;
  }
}

// All of them, or an error: nobody is to have a part of an edition.
async function fetched(own, paths) {
  const cache = await caches.open(own);
  const left = [...paths];
  Object.assign(progress, { hidden: false, max: paths.length, value: 0 });
  status.textContent = TEXTS.keeping;
  const lane = async () => {
    while (left.length) {
      const url = addressOf(left.shift());
      const response = await fetch(url, { cache: "no-cache" });
      if (!response.ok) throw new Error(`${response.status} ${url}`);
      await cache.put(url, response);
      progress.value += 1;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
}

async function forget(isMeant) {
  for (const name of await caches.keys()) if (isMeant(name)) await caches.delete(name);
}

removing.addEventListener("click", async () => {
  const registered = await navigator.serviceWorker.getRegistration(scope);
  if (registered?.scope === scope) await registered.unregister();
  await forget((name) => name === NAME || name.startsWith(`${NAME} `));
  await show();
});

if (navigator.serviceWorker && window.caches) show();
else status.textContent = TEXTS.unable;
