// How pages look, as the reader wants them: the size of the text, how wide it runs, its letters, and its ground. What is
// chosen stays on the device, and scripts that run before anything is painted apply it to every page.

const SAID = {{ texts.look }};
const CHOICES = {
  size: ["s", "", "l", "xl", "xxl"],
  width: ["narrow", "", "wide"],
  font: ["", "sans"],
  scheme: ["", "light", "dark", "paper"],
};

let opener = null;
let panel = null;

function element(name, properties = {}, ...content) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...content);
  return made;
}

const ask = () => {
  const chosen = {};
  document.dispatchEvent(new CustomEvent("q-look", { detail: { chosen } })); // filled in by who applies it
  return chosen;
};
// What is read stays where it is, however the text runs then.
function choose(change) {
  const read = document.elementFromPoint(innerWidth / 3, innerHeight / 3)?.closest("article *");
  const before = read?.getBoundingClientRect().top;
  document.dispatchEvent(new CustomEvent("q-look", { detail: { change } }));
  if (read) scrollBy(0, read.getBoundingClientRect().top - before);
}

function group(name, chosen) {
  const choices = CHOICES[name].map((value) => {
    const input = element("input", { type: "radio", name: `q-${name}`, value, checked: (chosen[name] ?? "") === value });
    input.addEventListener("change", () => choose({ [name]: value }));
    return element("label", {}, input, SAID[`${name}.${value || "usual"}`]);
  });
  return element("fieldset", {}, element("legend", { textContent: SAID[`${name}.legend`] }), ...choices);
}

function open() {
  const chosen = ask();
  const reset = element("button", { type: "button", textContent: SAID.reset });
  reset.addEventListener("click", () => {
    choose({ size: "", width: "", font: "", scheme: "" });
    for (const input of panel.querySelectorAll("input")) input.checked = input.value === "";
  });
  const shut = element("button", { type: "button", textContent: SAID.close });
  shut.addEventListener("click", close);
  panel = element(
    "div",
    { className: "q-look", tabIndex: -1 },
    ...Object.keys(CHOICES).map((name) => group(name, chosen)),
    element("p", {}, reset, shut),
  );
  panel.setAttribute("role", "dialog");
  panel.setAttribute("aria-label", SAID.name);
  document.body.append(panel);
  panel.focus({ preventScroll: true });
}

function close() {
  panel?.remove();
  panel = null;
  opener?.setAttribute("aria-expanded", false);
  opener?.focus({ preventScroll: true });
}

document.addEventListener("q-pressed", ({ target }) => {
  if (!target.matches("[data-q-look]")) return;
  if (panel) return close();
  opener = target;
  opener.setAttribute("aria-expanded", true);
  const drawer = document.getElementById("q-contents");
  if (drawer) drawer.checked = false;
  open();
});
document.addEventListener("keydown", ({ key }) => {
  if (key === "Escape" && panel) close();
});
document.addEventListener("pointerdown", ({ target }) => {
  if (panel && !panel.contains(target) && !target.closest("[data-q-look]")) close();
});
