// How scripts say something on a page: above it, at an article, or where the reader is.

import { TEXTS } from "./records.js";
import { unbroken } from "./words.js";

export const capital = (text) => text.slice(0, 1).toUpperCase() + text.slice(1);

export function linkTo(url, text) {
  const link = document.createElement("a");
  link.href = url;
  link.append(...unbroken(text));
  return link;
}

// Below the title, in the place that is kept free for it
export function notice(text, link) {
  const notices = document.querySelector(".q-standing > .q-later");
  const paragraph = notices.appendChild(document.createElement("p"));
  paragraph.append(...unbroken(text), " ", link);
  notices.hidden = false;
}

// Where the reader is, not at the head of the page; gone when it is read or left behind.
export function arrived(text, links = []) {
  document.querySelector(".q-arrived")?.remove();
  const note = document.createElement("div");
  note.className = "q-arrived";
  note.setAttribute("role", "status");
  const paragraph = note.appendChild(document.createElement("p"));
  paragraph.append(...unbroken(text));
  for (const link of links) paragraph.append(" ", link);
  const close = note.appendChild(document.createElement("button"));
  close.type = "button";
  close.textContent = TEXTS["later.close"];
  close.addEventListener("click", () => note.remove());
  document.body.append(note);
}

// Below an article, or beside a task; nothing where there is no such place.
export function atArticle(anchor, kind, ...content) {
  const note = document.createElement("p");
  note.className = kind;
  note.append(...content.flatMap((one) => (one.nodeType ? one : unbroken(one))));
  about(document.getElementById(anchor))?.append(note);
}

function about(heading) {
  let found = heading?.closest(".q-task")?.querySelector(".q-about") ?? heading;
  while (found && !found.matches(".q-about")) found = found.nextElementSibling;
  return found;
}
