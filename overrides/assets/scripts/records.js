// What the site says of its editions, each file read at most once for a page: the list of all, and the record of one.

const source = document.getElementById("q-edition");
// What this page knows of its own edition; nothing where no editions stand beside each other.
export const here = source ? JSON.parse(source.textContent) : null;
// What scripts say of editions. It stands here and in no page: a page keeps only what time does not make false.
export const TEXTS = {{ texts.edition }};
export const root = here && new URL(`${here.root}/`, location.href);

const asked = new Map();
export function read(path) {
  if (!asked.has(path)) {
    const answer = fetch(new URL(path, root), { cache: "no-cache" });
    asked.set(path, answer.then((response) => (response.ok ? response.json() : null)).catch(() => null));
  }
  return asked.get(path);
}
// A page that was fetched, as a document; without its styles, which the policy of this page does not allow.
export const parsed = (html) =>
  new DOMParser().parseFromString(html.replace(/<style\b.*?<\/style>/gis, ""), "text/html");
export const listed = async () => (await read("{{ paths.versions }}")) ?? [];
export const record = (name) => read(`${name}/{{ paths.record }}`);
export const inForceOf = (versions) => versions.findIndex(({ aliases }) => aliases.includes("{{ paths.in_force }}"));
// Whether an edition brought a text of this page's document; every edition may have changed any other page.
export const moves = ({ properties }) => !here.document || (properties.documents ?? []).includes(here.document);
// The newest draft of this page's document that waits for its adoption: each document goes at its own pace.
export const openDraftOf = (versions) => versions.find((version) => version.properties.open && moves(version));
