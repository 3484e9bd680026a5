// What a page says of its document, word by word with its provisions, as the command `verify.py` takes it: two texts are
// one where their words and signs are, whatever blanks stand between them.

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_\u00ad\u200c\u200d]*|([^\p{L}\p{N}_\s\u200b\u2060\ufeff])\1*/gu;
const UNSEEN = /[\u00ad\u200c\u200d]/g;
const INNER = "p, h1, h2, h3, h4, h5, h6, td, th, li, dt, dd, blockquote, pre";

export const wordsOf = (text) => (text.normalize("NFC").match(WORD) ?? []).map((word) => word.replace(UNSEEN, ""));

// The stretches of a page's document in reading order: their words, the provision they stand in, whether they number it.
export function stretchesOf(page) {
  const shown = page.querySelector(".q-document");
  if (!shown) return [];
  for (const aside of shown.querySelectorAll("[data-q-site], script, style")) aside.remove();
  const found = [];
  walk(shown, null, found);
  return found;
}

// A provision and all that it lies in, as the page nests them
export function around(owner) {
  return owner ? [owner, ...around(owner.around)] : [];
}

function walk(element, outer, found) {
  let owner = outer;
  for (const child of element.children) {
    const own = child.dataset.cite ? { id: child.id, cite: child.dataset.cite, around: owner } : owner;
    const isHeading = /^H\d$/.test(child.tagName);
    if (child.matches(INNER) && !child.querySelector(INNER)) say(child, own, found);
    else walk(child, own, found);
    if (isHeading) owner = own;
  }
}

// A block, its number apart where it has one
function say(block, owner, found) {
  const number = block.matches(".q-number") ? block : block.querySelector(".q-number");
  const isNamed = number?.matches(".q-named") ?? false;
  if (number) found.push({ words: wordsOf(number.textContent), owner, isMark: true, isNamed });
  if (number === block) return;
  number?.remove();
  found.push({ words: wordsOf(block.textContent), owner, isMark: false });
}

// What is done to the words of one text to make the other: [sign, word], kept words included; neither text is long.
export function steps(old, other) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(other.length + 1));
  for (let one = old.length - 1; one >= 0; one--) {
    for (let two = other.length - 1; two >= 0; two--) {
      const isSame = old[one] === other[two];
      const [below, beside] = [lengths[one + 1][two], lengths[one][two + 1]];
      lengths[one][two] = isSame ? lengths[one + 1][two + 1] + 1 : Math.max(below, beside);
    }
  }
  const done = [];
  let [one, two] = [0, 0];
  while (one < old.length || two < other.length) {
    if (one < old.length && two < other.length && old[one] === other[two]) {
      done.push(["=", old[one++]]);
      two++;
    } else if (two >= other.length || (one < old.length && lengths[one + 1][two] >= lengths[one][two + 1])) {
      done.push(["-", old[one++]]);
    } else {
      done.push(["+", other[two++]]);
    }
  }
  return done;
}
