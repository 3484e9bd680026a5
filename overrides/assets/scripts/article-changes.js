// What an edition did to an article is shown below it, taken from the page of the comparison.

import { parsed } from "./records.js";
import { pageText } from "./whole-pages.js";

for (const history of document.querySelectorAll("details.q-changes")) {
  if (history.open) show(history);
  else history.addEventListener("toggle", () => history.open && show(history), { once: true });
}
async function show(history) {
  for (const link of history.querySelectorAll("li a")) {
    const text = await pageText(link.href.split("#")[0]);
    if (text === null) continue;
    const page = parsed(text);
    const block = page.getElementById(decodeURIComponent(new URL(link.href).hash.slice(1)));
    if (!block) continue;
    const shown = document.createElement("div");
    shown.className = "q-redline";
    for (const line of block.querySelectorAll(".q-line:not(.q-same)")) {
      shown.append(document.importNode(line, true));
    }
    if (shown.childElementCount) link.closest("li").append(shown);
  }
}
