// A page that an older edition shows already is published as what makes it of that one: its edits, in units of UTF-16,
// how many are kept, how many of the next are left out, and what stands there instead.

const CARRIED = /^<!doctype html>\n<!-- q-carried -->.*?<script type="application\/json" id="q-carried">(.*?)<\/script>/s;

function edited(text, edits) {
  let [made, at] = ["", 0];
  for (let each = 0; each < edits.length; each += 3) {
    const [kept, left, put] = edits.slice(each, each + 3);
    made += text.slice(at, at + kept) + put;
    at += kept + left;
  }
  return at === text.length ? made : null;
}

// Where the browser can tell: it cannot on a site without encryption.
async function isPublished(text, sha256) {
  if (!globalThis.crypto?.subtle) return true;
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return sha256 === [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function fetched(address) {
  const answer = await fetch(address).catch(() => null);
  return answer?.ok ? answer.text() : null;
}

// What a page that is published so is when it is whole; null where it cannot be made.
export async function whole({ from, edits, sha256 }, address) {
  const older = await fetched(new URL(from, address));
  const made = older === null ? null : edited(older, edits);
  return made !== null && (await isPublished(made, sha256)) ? made : null;
}

// The text of a page of the site; null where it cannot be had.
export async function pageText(address) {
  const text = await fetched(address);
  const told = text && CARRIED.exec(text);
  return told ? whole(JSON.parse(told[1]), address) : text;
}
