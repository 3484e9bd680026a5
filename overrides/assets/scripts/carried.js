// Puts a page in its place that an older edition shows already. Where that cannot be done, the way to it stays.

import { whole } from "./whole-pages.js";

const page = document.documentElement;
const told = JSON.parse(document.getElementById("q-carried").textContent);
const isRead = new Promise((done) => addEventListener("DOMContentLoaded", done, { once: true }));
page.hidden = true;

async function show() {
  const [made] = await Promise.all([whole(told, location.href).catch(() => null), isRead]);
  if (made === null) {
    page.hidden = false;
    return;
  }
  // What a copy without a network says above everything
  const notes = [...document.querySelectorAll("body > .q-later")];
  document.open();
  addEventListener("DOMContentLoaded", () => {
    document.body.prepend(...notes.map((note) => document.importNode(note, true)));
    if (location.hash) location.replace(location.hash);
  });
  document.write(made);
  document.close();
}
show();
