// Serves what a reader chose to keep of the site: without a network, and never as the newest. Only the page where one
// chooses registers it; while nothing is kept it changes nothing.

const TEXTS = {{ texts }};
const scope = self.registration.scope;
const NAME = `quyche ${scope}`;
const COPY = new URL("{{ paths.offline }}/{{ paths.copy }}", scope).href; // what is kept, by the page that keeps it
const WAIT = 3000; // milliseconds until what is newest is no longer waited for
const PATIENCE = 10000; // until a page is not

addEventListener("install", () => self.skipWaiting());
addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(scope)) return;
  event.respondWith(answer(request));
});

async function answer(request) {
  const copy = await kept();
  if (!copy) return fetch(request);
  const path = request.url.slice(scope.length).split(/[?#]/)[0];
  // What is named by its content is never another.
  const isForEver = path.startsWith("{{ paths.shared }}/") || path.startsWith("{{ paths.search }}/");
  const held = isForEver && (await heldAt(copy, path));
  if (held) return held;
  const isPage = request.mode === "navigate";
  try {
    // What a browser holds of a page may be older than what the network has.
    const asked = isPage ? within(PATIENCE, fetch(request, { cache: "no-cache" })) : fetch(request);
    const [response, newer] = await Promise.all([asked, isPage ? newest(copy) : null]);
    return newer && isTold(path, response) ? await told(response, online(copy, newer)) : response;
  } catch {
    return offline(copy, path, isPage);
  }
}

async function kept() {
  const found = await caches.match(COPY, { cacheName: NAME });
  return found ? found.json() : null;
}

// As if it had no address of its own: one that was fetched takes from a worker what stands behind the "#" of its address.
async function heldAt(copy, path) {
  const held = await caches.match(new URL(path, scope).href, { cacheName: copy.cache });
  return held && new Response(held.body, { headers: held.headers });
}

function within(time, promise) {
  return new Promise((done, failed) => {
    const timer = setTimeout(() => failed(new Error("slow")), time);
    promise.then(done, failed).finally(() => clearTimeout(timer));
  });
}

// What is in force by now, where that is another edition than the kept one; null where nobody knows.
async function newest(copy) {
  try {
    const response = await within(WAIT, fetch(new URL("{{ paths.versions }}", scope), { cache: "no-cache" }));
    const found = (await response.json()).find(({ aliases }) => aliases.includes("{{ paths.in_force }}"));
    const newer = found && found.version !== copy.edition ? found.title : "";
    if (newer !== copy.newer) await note({ ...copy, newer });
    return newer;
  } catch {
    return null;
  }
}

// Unless another copy took its place meanwhile
async function note(copy) {
  const now = await kept();
  if (now?.cache !== copy.cache) return;
  const cache = await caches.open(NAME);
  await cache.put(COPY, new Response(JSON.stringify(copy), { headers: { "Content-Type": "application/json" } }));
}

async function offline(copy, path, isPage) {
  if (path === "") return Response.redirect(new URL("{{ paths.in_force }}/", scope), 302);
  // What is in force today nobody knows here.
  if (path === "{{ paths.versions }}") return Response.error();
  const own = path.startsWith("{{ paths.in_force }}/") ? path.replace("{{ paths.in_force }}", copy.edition) : path;
  const held = await heldAt(copy, own.replace(/(^|\/){{ paths.index }}$/, "$1"));
  if (held) return isPage && isTold(path, held) ? told(held, withoutNetwork(copy)) : held;
  if (!isPage) return Response.error();
  if (await heldAt(copy, `${own}/`)) return Response.redirect(new URL(`${path}/`, scope), 302);
  return missing();
}

const fill = (text, blanks) => text.replace(/\{(\w+)\}/g, (_, name) => blanks[name] ?? "");
const escaped = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const withoutNetwork = (copy) => fill(copy.newer ? TEXTS.reading_old : TEXTS.reading, { title: copy.title, day: copy.day, newer: copy.newer });
const online = (copy, newer) => fill(TEXTS.outdated, { title: copy.title, day: copy.day, newer });

// The page where a reader chooses says it all itself.
function isTold(path, response) {
  const isHtml = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  return response.ok && isHtml && !path.startsWith("{{ paths.offline }}/");
}

// A page with what is to be known of it above everything, as scripts of the site say such things.
async function told(response, text) {
  const html = await response.text();
  const note = `<div class="q-later md-grid" role="status"><p>${escaped(text)} <a href="${escaped(scope)}{{ paths.offline }}/">${escaped(TEXTS.link)}</a></p></div>`;
  const at = /(?<=<body\b[^>]*>)/.exec(html)?.index ?? 0;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Length", "Content-Encoding"]) headers.delete(name);
  return new Response(html.slice(0, at) + note + html.slice(at), { headers });
}

const STYLE =
  "html{color-scheme:light dark;border-top:3px solid #8f1d1d}body{max-width:40rem;margin:2rem auto;padding:0 1.125rem;" +
  "font:1.0625rem/1.65 'Noto Serif',Georgia,serif}h1{font-size:1.5rem}a{color:light-dark(#8f1d1d,#f19a8e)}";

function missing() {
  const html = `<!doctype html><html lang="{{ paths.language }}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escaped(TEXTS.title)}</title><style>${STYLE}</style><h1>${escaped(TEXTS.title)}</h1><p>${escaped(TEXTS.missing)} <a href="${escaped(scope)}{{ paths.in_force }}/">${escaped(TEXTS.back)}</a></p>`;
  const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'" };
  return new Response(html, { status: 503, headers });
}
