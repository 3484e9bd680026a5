// The article being read. Whoever scrolls up to pick another edition is still at the article that was read before.

const PAUSE = 1200; // milliseconds: who stays that long reads
let lastRead = "";
let waiting = 0;
addEventListener(
  "scroll",
  () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (lastRead = isAtTop() ? lastRead : inSight()), PAUSE);
  },
  { passive: true },
);
const isAtTop = () => scrollY < innerHeight / 4;

// The provision named in the address while it can be seen, else the last article that began above mid-screen.
function inSight() {
  const named = namedProvision();
  const place = named?.getBoundingClientRect();
  if (place && place.bottom > 0 && place.top < innerHeight) return named.id;
  const begun = [...document.querySelectorAll("h2[data-cite], h3[data-cite]")].filter(
    (heading) => heading.getBoundingClientRect().top < innerHeight / 2,
  );
  return begun.pop()?.id ?? "";
}

// What the address names; whatever somebody typed there, it is no more than a name.
export function hash() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

export function namedProvision() {
  const named = document.getElementById(hash());
  return named?.dataset.cite ? named : null;
}

export const reading = () => (isAtTop() ? lastRead || (namedProvision()?.id ?? "") : inSight());
