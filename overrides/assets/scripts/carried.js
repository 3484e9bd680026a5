// Puts a page in its place that an older edition shows already. Where that cannot be done, the way to it stays.

import { whole } from "./whole-pages.js";

const page = document.documentElement;
const told = JSON.parse(document.getElementById("q-carried").textContent);
// While a page is still loading, what another one that is put in its place asks for may be taken for its own, and ended.
const isLoaded = new Promise((done) => addEventListener("load", done, { once: true }));
page.hidden = true;

async function show() {
  const [made] = await Promise.all([whole(told, location.href).catch(() => null), isLoaded]);
  if (made === null) {
    page.hidden = false;
    return;
  }
  // What a copy without a network says above everything
  const notes = [...document.querySelectorAll("body > .q-later")];
  document.open();
  addEventListener("DOMContentLoaded", () => {
    document.body.prepend(...notes.map((note) => document.importNode(note, true)));
    const { top } = history.state ?? {};
    if (location.hash) location.replace(location.hash);
    if (top !== undefined) scrollTo(0, top);
  });
  // A browser puts whoever comes back where they were, but not on what was not there when it looked.
  addEventListener("pagehide", () => history.replaceState({ ...history.state, top: scrollY }, ""));
  document.write(made);
  document.close();
}
show();
