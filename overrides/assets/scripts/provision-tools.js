// The tools at a provision: to copy its citation or its link; others may add theirs. Its number opens them; beside a
// wide text they stand at what the mouse points at, too. Texts come from the page.

import { copy } from "./copying.js";
import { here, root } from "./records.js";
import { unbroken } from "./words.js";

const BESIDE = 120; // pixels beside the text in which they cover nothing
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
  let isPressed = false; // by its number, and so until it is closed

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
  // When its article changed stands below that: this leads there.
  const past = () => provision.closest("section, .q-document").querySelector(":scope > .q-about details.q-changes");
  const toPast = document.createElement("button");
  toPast.type = "button";
  toPast.textContent = texts.history;
  toPast.addEventListener("click", () => {
    const history = past();
    hide();
    history.open = true;
    history.querySelector("summary").focus();
  });
  tools.append(toPast);

  const numberOf = (element) => (/^H\d$/.test(element.tagName) ? element : element.querySelector(".q-number"));
  const handle = () => (provision ? numberOf(provision).querySelector(".q-number a, a") : null);

  const roomBeside = () => page.closest(".md-content").getBoundingClientRect().right - page.getBoundingClientRect().right;

  // The tools stand right after the number, so that Tab leads to them, and hang at the right of the first line.
  function show(element) {
    if (!element || element === provision) return;
    handle()?.setAttribute("aria-expanded", false);
    provision = element;
    handle()?.setAttribute("aria-expanded", true);
    name.replaceChildren(...unbroken(`${provision.dataset.cite} ${texts.name}`));
    numberOf(element).after(tools);
    toPast.hidden = !texts.history || !past();
    page.dispatchEvent(new CustomEvent("q-tools", { bubbles: true, detail: { provision, tools } }));
    const [place, ground] = [element.getBoundingClientRect(), page.getBoundingClientRect()];
    const room = roomBeside();
    const isBeside = room > BESIDE;
    tools.classList.toggle("q-at-side", isBeside);
    tools.style.maxWidth = isBeside ? `${room - 16}px` : "none";
    tools.style.top = `${place.top - ground.top - (isBeside ? 4 : tools.offsetHeight)}px`;
    tools.style.left = isBeside ? `${ground.width + 12}px` : "auto";
    tools.style.right = isBeside ? "auto" : "0";
  }
  function hide() {
    const number = tools.contains(document.activeElement) ? handle() : null;
    handle()?.setAttribute("aria-expanded", false);
    provision = null;
    isPressed = false;
    tools.remove();
    number?.focus({ preventScroll: true });
  }

  const provisionAt = (target) => {
    if (!(target instanceof Element) || tools.contains(target)) return provision;
    const found = target.closest("[data-cite]");
    return found ?? target.closest("section")?.querySelector(":scope > [data-cite]") ?? null;
  };
  page.addEventListener("q-pressed", ({ target }) => {
    if (target.role !== "button") return;
    const pressed = target.closest("[data-cite]");
    if (isPressed && pressed === provision) return hide();
    show(pressed);
    isPressed = true;
  });
  page.addEventListener("pointerover", (event) => {
    if (event.pointerType === "mouse" && !isPressed && roomBeside() > BESIDE) show(provisionAt(event.target));
  });
  page.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse" && !isPressed && !tools.contains(document.activeElement)) hide();
  });
  document.addEventListener("click", (event) => {
    if (!tools.contains(event.target) && event.target.role !== "button" && provision) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && provision) hide();
  });
}
