// Texts as label files have them: with blanks, "{name}", and words that go with a count, "{count|page|pages}".

const DATES = {{ texts.dates }};
const BLANK = /\{(\w+)(?:\|([^{}]*))?\}/g;

export const fill = (text, blanks) =>
  text.replace(BLANK, (_, name, forms) => (forms === undefined ? (blanks[name] ?? "") : form(forms, blanks[name])));

const form = (forms, count) => forms.split("|").at(count === 1 ? 0 : -1);

// "2021-02-05" as it is written here: "5/2/2021"
export function dateOf({ properties }) {
  const [year, month, day] = properties.date.split("-").map(Number);
  return fill(DATES.day, { year, month: DATES[`month-${month}`], day });
}
