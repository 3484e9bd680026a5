// What must be settled before anything is painted: that scripts run, whether the page is light or dark, and how else the
// reader wants it. Until a reader chooses, the page follows the device, and it does so again once the choice is what the
// device says anyway.

const KEY = "quyche.scheme"; // one for the whole site: the choice holds in every edition
const LOOK = "quyche.look";
const OTHERS = ["size", "width", "font"];
const page = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");
page.classList.remove("no-js");

// Whoever forbids a site to store anything can still choose, for the page at hand.
const kept = {};
const stored = (key) => {
  try {
    return localStorage.getItem(key);
  } catch {
    return kept[key] ?? null;
  }
};
const store = (key, value) => {
  kept[key] = value;
  try {
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    // Kept all the same.
  }
};
const ofDevice = () => (device.matches ? "dark" : "light");
function looks() {
  try {
    return JSON.parse(stored(LOOK)) ?? {};
  } catch {
    return {};
  }
}

function apply() {
  const scheme = stored(KEY);
  page.dataset.qScheme = ["light", "dark", "paper"].includes(scheme) ? scheme : ofDevice();
  const look = looks();
  for (const name of OTHERS) page.setAttribute(`data-q-${name}`, look[name] ?? "");
  document.querySelector(".q-scheme")?.setAttribute("aria-pressed", page.dataset.qScheme === "dark");
}
apply();
document.addEventListener("DOMContentLoaded", apply); // the button is there now
device.addEventListener("change", apply);
addEventListener("storage", apply); // chosen in another tab
addEventListener("pageshow", apply); // chosen on a page from which the reader came back

document.addEventListener("click", (event) => {
  if (!event.target.closest(".q-scheme")) return;
  const wanted = page.dataset.qScheme === "dark" ? "light" : "dark";
  store(KEY, wanted === ofDevice() ? null : wanted);
  apply();
});
// Asked what is chosen, or told what is chosen now
document.addEventListener("q-look", ({ detail: { chosen, change } }) => {
  if (chosen) Object.assign(chosen, looks(), { scheme: stored(KEY) ?? "" });
  if (!change) return;
  const { scheme, ...others } = { ...looks(), scheme: stored(KEY), ...change };
  store(KEY, scheme);
  store(LOOK, OTHERS.some((name) => others[name]) ? JSON.stringify(others) : null);
  apply();
});
