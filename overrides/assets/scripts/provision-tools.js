// The tools at a provision: to copy its citation or its link; others may add theirs. Texts come from the page.

import { copy } from "./copying.js";
import { here, root } from "./records.js";

const shown = document.querySelector(".q-document");
const source = document.getElementById("q-texts");
if (shown && source) offer(shown, JSON.parse(source.textContent));

function offer(page, texts) {
  const live = document.createElement("p");
  live.className = "q-live";
  live.setAttribute("role", "status");
  document.body.append(live);

  const tools = document.createElement("div");
  tools.className = "q-tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", texts.tools);
  const name = tools.appendChild(document.createElement("span"));
  let provision = null;

  // The address of the edition itself: an alias leads to another text as soon as there is one.
  const address = () => (here ? new URL(`${here.name}/${here.page}`, root).href : location.href.split("#")[0]);
  const url = () => `${address()}#${provision.id}`;
  const citation = () => `${provision.dataset.cite} ${texts.citeAs}`;
  const button = (label, done, text) => {
    const element = tools.appendChild(document.createElement("button"));
    element.type = "button";
    element.textContent = label;
    element.addEventListener("click", async () => {
      await copy(text());
      live.textContent = "";
      element.textContent = done;
      setTimeout(() => (live.textContent = done), 50);
      setTimeout(() => (element.textContent = label), 2000);
    });
  };
  button(texts.copy, texts.copied, () => `${citation()}\n${url()}`);
  button(texts.link, texts.linkCopied, url);

  // The tools stand right after the number, so that Tab leads to them, and hang at the right of the first line.
  function show(element) {
    if (!element || element === provision) return;
    provision = element;
    name.textContent = `${provision.dataset.cite} ${texts.name}`;
    const heading = /^H\d$/.test(element.tagName);
    (heading ? element : element.querySelector(".q-number")).after(tools);
    page.dispatchEvent(new CustomEvent("q-tools", { bubbles: true, detail: { provision, tools } }));
    const [place, ground] = [element.getBoundingClientRect(), page.getBoundingClientRect()];
    const room = page.closest(".md-content").getBoundingClientRect().right - ground.right;
    const widest = Math.max(...[...tools.children].map((tool) => tool.offsetWidth));
    const isBeside = room > widest + 24;
    tools.classList.toggle("q-at-side", isBeside);
    tools.style.maxWidth = isBeside ? `${room - 16}px` : "none";
    tools.style.top = `${place.top - ground.top - (isBeside ? 4 : tools.offsetHeight)}px`;
    tools.style.left = isBeside ? `${ground.width + 12}px` : "auto";
    tools.style.right = isBeside ? "auto" : "0";
  }
  function hide() {
    provision = null;
    tools.remove();
  }

  const provisionAt = (target) => {
    if (!(target instanceof Element) || tools.contains(target)) return provision;
    const found = target.closest("[data-cite]");
    return found ?? target.closest("section")?.querySelector(":scope > [data-cite]") ?? null;
  };
  page.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse") show(provisionAt(event.target));
  });
  page.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !tools.contains(document.activeElement)) hide();
  });
  page.addEventListener("focusin", (event) => {
    if (event.target.closest(".q-number")) show(provisionAt(event.target));
  });
  document.addEventListener("click", (event) => {
    if (tools.contains(event.target)) return;
    const tapped = page.contains(event.target) && provisionAt(event.target);
    const isLink = event.target.closest("a") && !event.target.closest(".q-number");
    if (!tapped || isLink || !getSelection().isCollapsed) hide();
    else show(tapped);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
}
