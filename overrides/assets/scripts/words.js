// Texts as label files have them: with blanks, "{name}", and words that go with a count, "{count|page|pages}".

const DATES = {{ texts.dates }};
const BLANK = /\{(\w+)(?:\|([^{}]*))?\}/g;

export const fill = (text, blanks) =>
  text.replace(BLANK, (_, name, forms) => (forms === undefined ? (blanks[name] ?? "") : form(forms, blanks[name])));

const form = (forms, count) => forms.split("|").at(count === 1 ? 0 : -1);

// A number with the word before it, a point with its letter, a day in English: "Điều 5", "lần 2", "on 15 March 2021".
const WHOLE = /(\S+ \(?(?:[IVXLC]+|[a-zđ])(?![\p{L}\d])\S*|(?:\S+ )?\(?\d\S*(?: \p{Lu}\p{L}+ \d{4}\S*)?)/u;
const LONGEST = 24; // characters; what is longer may have to break on a narrow screen

// A text as nodes in which no line breaks inside of one of them, as in what stands on a page when it is published.
export const unbroken = (text) =>
  text.split(WHOLE).map((part, at) => {
    if (at % 2 === 0 || part.length > LONGEST) return part;
    const kept = document.createElement("span");
    kept.className = "q-nb";
    kept.textContent = part;
    return kept;
  });

// "2021-02-05" as it is written here: "5/2/2021"
export function dateOf({ properties }) {
  const [year, month, day] = properties.date.split("-").map(Number);
  return fill(DATES.day, { year, month: DATES[`month-${month}`], day });
}
