// On the list of what a document is compared with: what has no page of its own is shown here, from compact data.

let asked; // the data, read at most once
const place = document.querySelector(".q-shown-here");
if (place) {
  show();
  addEventListener("hashchange", show);
}

function read() {
  asked ??= fetch("{{ paths.other_changes }}").then((answer) => (answer.ok ? answer.json() : null));
  return asked.catch(() => null);
}

async function show() {
  const link = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector(".q-choices a");
  const name = decodeURIComponent(location.hash).replace("#voi-", "");
  const told = link && (await read());
  const changes = told?.comparisons[name];
  place.hidden = !changes;
  if (!changes) return;
  const pages = { new: `../../${told.page}`, old: `../../../${name}/${changes.page}` };
  const title = document.createElement("h2");
  title.textContent = link.textContent;
  const date = link.closest("li").querySelector(".q-date").cloneNode(true);
  title.append(" ", date);
  const shown = element("div", "q-comparison", changes.articles.map((each) => article(each, told.paragraphs, pages)));
  place.replaceChildren(title, element("p", "q-summary", [changes.summary]), shown);
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

function element(tag, name, parts = []) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...parts);
  return made;
}

function article(told, paragraphs, pages) {
  if ("kept" in told) return element("p", "q-folded", [told.kept]);
  const head = element("h2", "", [numbered(told, pages), ...redline(told.heading, paragraphs), ...chip(told)]);
  return element("section", `q-block q-${told.status}`, [head, ...told.lines.map((each) => line(each, paragraphs))]);
}

// Its number leads to the text that has it: beside this list in the same edition, or in the older one.
function numbered({ number, place: where }, pages) {
  if (!number) return "";
  const [side, anchor] = where.split("#");
  const link = element("a", "", [number]);
  link.href = `${pages[side]}#${anchor}`;
  return element("span", "q-number", [link, ". "]);
}

function chip({ said, status }) {
  return said ? [" ", element("span", `q-chip q-${status === "unchanged" ? "moved" : status}`, [said])] : [];
}

function line(told, paragraphs) {
  if ("kept" in told) return element("p", "q-folded", [told.kept]);
  const text = told.paragraphs.map((each) => element("p", "", redline(each, paragraphs)));
  const mark = element("p", "q-mark", [told.number, ...chip(told)]);
  return element("div", `q-line q-${told.kind} q-${told.status}`, [mark, element("div", "q-text", text)]);
}

// What was done to a paragraph: numbers take so many characters of the new text, negative ones insert them.
export function pieces([at, ...ops], paragraphs) {
  const letters = [...(paragraphs[at] ?? "")];
  return ops.map((op) => {
    const spelling = Array.isArray(op);
    const done = spelling ? op[0] : op;
    if (typeof done === "string") return { sign: "-", text: done, spelling };
    return { sign: done < 0 ? "+" : "=", text: letters.splice(0, Math.abs(done)).join(""), spelling };
  });
}

function redline(told, paragraphs) {
  return pieces(told, paragraphs).map(({ sign, text, spelling }) => {
    if (sign === "=") return text;
    const made = element(sign === "-" ? "del" : "ins", spelling ? "q-spelling" : "", [text]);
    made.dataset.qSays = sign === "-" ? place.dataset.deleted : place.dataset.inserted;
    return made;
  });
}
