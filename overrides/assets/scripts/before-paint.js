// What must be settled before anything is painted: that scripts run, and whether the page is light or dark. Until a
// reader chooses, the page follows the device, and it does so again once the choice is what the device says anyway.

const KEY = "quyche.scheme"; // one for the whole site: the choice holds in every edition
const page = document.documentElement;
const device = matchMedia("(prefers-color-scheme: dark)");
page.classList.remove("no-js");

// Whoever forbids a site to store anything can still choose, for the page at hand.
let chosen = null;
const stored = () => {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return chosen;
  }
};
const store = (scheme) => {
  chosen = scheme;
  try {
    if (scheme) localStorage.setItem(KEY, scheme);
    else localStorage.removeItem(KEY);
  } catch {
    // Kept in `chosen` all the same.
  }
};
const ofDevice = () => (device.matches ? "dark" : "light");

function apply() {
  const scheme = stored();
  page.dataset.qScheme = ["light", "dark"].includes(scheme) ? scheme : ofDevice();
  const isDark = page.dataset.qScheme === "dark";
  document.querySelector(".q-scheme")?.setAttribute("aria-pressed", isDark);
}
apply();
document.addEventListener("DOMContentLoaded", apply); // the button is there now
device.addEventListener("change", apply);
addEventListener("storage", apply); // chosen in another tab
addEventListener("pageshow", apply); // chosen on a page from which the reader came back

document.addEventListener("click", (event) => {
  if (!event.target.closest(".q-scheme")) return;
  const wanted = page.dataset.qScheme === "dark" ? "light" : "dark";
  store(wanted === ofDevice() ? null : wanted);
  apply();
});
