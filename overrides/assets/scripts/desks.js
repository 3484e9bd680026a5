// The window in which somebody writes about a provision, and what it is given of the work in progress.

import { here, root } from "./records.js";

export const SAID = {{ texts.proposing }};
const EDITOR = "{{ paths.editor }}";

let given;
// What the work has of this page's document; nothing where it has no such document, or is out of reach.
export function desk() {
  const page = here && here.name !== "{{ paths.work }}" ? new URL(`{{ paths.work }}/${here.page}`, root) : location.href;
  const answer = fetch(new URL(EDITOR, page), { cache: "no-cache" });
  given ??= answer.then((response) => (response.ok ? response.json() : null)).catch(() => null);
  return given;
}

export function element(name, properties = {}, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

let count = 0;
// A field with its label above it, and what explains it below.
export function field(label, input, hint = "") {
  input.id = `q-field-${++count}`;
  const parts = [element("label", { htmlFor: input.id, textContent: label }), input];
  if (hint) {
    parts.push(element("p", { id: `${input.id}-hint`, className: "q-hint", textContent: hint }));
    input.setAttribute("aria-describedby", parts.at(-1).id);
  }
  return element("div", { className: "q-asked" }, ...parts);
}

export const button = (label, done, className = "") => {
  const made = element("button", { type: "button", textContent: label, className });
  made.addEventListener("click", done);
  return made;
};

// A link that leaves the site for where something is handed in.
export const wayOut = (label, href) =>
  element("a", { textContent: label, href, target: "_blank", rel: "noopener noreferrer" });

// A file of this text, offered to whoever reads the page.
export function download(name, text) {
  const href = URL.createObjectURL(new Blob([text], { type: "text/plain;charset=utf-8" }));
  const link = element("a", { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60000);
}

let styled = false;
// Opens the window; whoever closes it is back at the provision. Nothing that is written in it goes anywhere by itself.
export function openDesk(title, provision, own, content) {
  if (!styled) {
    document.head.append(element("link", { rel: "stylesheet", href: new URL("proposing.css", own).href }));
    styled = true;
  }
  const name = element("h2", { id: "q-desk-title", textContent: title, tabIndex: -1 });
  const close = button(SAID.close, () => window.close(), "q-desk-close");
  const window = element("dialog", { className: "q-desk" }, element("div", { className: "q-desk-head" }, name, close), ...content);
  window.setAttribute("aria-labelledby", name.id);
  window.addEventListener("close", () => {
    window.remove();
    const number = provision.querySelector(".q-number a, a");
    number?.focus({ preventScroll: true });
  });
  document.body.append(window);
  window.showModal();
  name.focus();
  return window;
}

const INNER = "p, h1, h2, h3, h4, h5, h6, td, th, li";
// What a page shows of a provision, a block a line, each number before what it numbers.
export function textOf(provision) {
  const isHeading = /^H\d$/.test(provision.tagName);
  const shown = (isHeading ? provision.closest("section") : provision).cloneNode(true);
  for (const aside of shown.querySelectorAll("[data-q-site], .q-tools, script, style")) aside.remove();
  let text = "";
  for (const block of shown.querySelectorAll(INNER)) {
    if (block.querySelector(INNER)) continue;
    const said = block.textContent.replace(/\s+/g, " ").trim();
    if (said) text += said + (block.matches("p.q-number") ? " " : "\n");
  }
  return text.trim();
}

// The address of a provision in the edition that is read, not in an alias that leads elsewhere tomorrow.
export const addressOf = (provision) => `${new URL(`${here.name}/${here.page}`, root).href}#${provision.id}`;
