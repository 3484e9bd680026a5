// A remark as what takes it needs it: an issue of the repository's host, a mail, or a slip to hand in. The command
// `import_comments` reads all of them back by the headings of their fields.

import { SAID } from "./desks.js";
import { fill } from "./words.js";

const FIELDS = ["document", "edition", "place", "quoted", "sender", "date", "remark", "proposal"];
const LONGEST_ISSUE = 7500; // letters of an address that hosts of repositories and browsers take
const LONGEST_MAIL = 1900; // and that programs for mail take
const CUT = " […]";

// Nothing that somebody wrote may look like the heading of another field.
const safe = (text) => text.trim().replace(/^(?=#)/gm, " ");

export function slip(remark, fields = FIELDS) {
  const parts = fields.filter((name) => remark[name]?.trim());
  return parts.map((name) => `### ${SAID[`field.${name}`]}\n\n${safe(remark[name])}\n`).join("\n");
}

export const asFile = (remark) => `${SAID.slip}\n\n${slip(remark)}`;

// The address of a new issue with all that a form for remarks asks.
export const issueOf = (template, remark) =>
  fitted(remark, LONGEST_ISSUE, (told) => {
    const fields = FIELDS.map((name) => [name, safe(told[name] ?? "")]);
    const blanks = [...fields, ["body", slip(told)], ["title", titleOf(told)]];
    const encoded = blanks.map(([name, text]) => [name, encodeURIComponent(text)]);
    return fill(template, Object.fromEntries(encoded));
  });

export const mailOf = (taker, remark) =>
  fitted(remark, LONGEST_MAIL, (told) => {
    const body = `${SAID.slip}\n\n${slip(told)}`.replace(/\n/g, "\r\n");
    return `mailto:${taker}?subject=${encodeURIComponent(titleOf(told))}&body=${encodeURIComponent(body)}`;
  });

const titleOf = ({ place, name, title }) => fill(SAID.subject, { place: place.split("\n")[0], name, title });

// An address that is short enough: first the text that is quoted is cut, so that one sees it; where that is not enough,
// what was written is to be pasted, and the address says so.
function fitted(remark, longest, made) {
  const whole = made(remark);
  if (whole.length <= longest) return { href: whole, isPasted: false };
  let [least, most] = [0, remark.quoted.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (made({ ...remark, quoted: cut(remark.quoted, middle) }).length <= longest) least = middle;
    else most = middle - 1;
  }
  const short = made({ ...remark, quoted: cut(remark.quoted, least) });
  if (short.length <= longest) return { href: short, isPasted: false };
  const paste = made({ ...remark, quoted: "", remark: SAID.paste, proposal: "" });
  return { href: paste, isPasted: true };
}

// Not through a letter of two units, which no address can hold half of
const cut = (text, length) => `${text.slice(0, length).replace(/[\ud800-\udbff]$/, "").trimEnd()}${CUT}`;
