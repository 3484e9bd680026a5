// What is said of an answer: how much was found, and what of a query was not.

import { fill } from "./words.js";

const TEXTS = {{ texts.search }};

export function told(found) {
  const { results, hasMore, elsewhere, instead, absent, isPartial, isCut } = found;
  const notes = [isCut && fill(TEXTS.cut, { count: isCut }), absent && fill(TEXTS.absent, { places: absent }), isPartial && TEXTS.partial];
  const fewer = (count) => count > 0 && fill(TEXTS.fewer, { count });
  if (elsewhere?.length) return said([fill(TEXTS.elsewhere, { edition: elsewhere[0].edition }), fewer(results.filter(({ lacks }) => lacks).length)]);
  if (!results.length) return said([TEXTS.none, ...notes]);
  const whole = results.filter(({ lacks }) => !lacks).length;
  const size = (count) => fill(TEXTS[hasMore ? "found_more" : "found"], { count });
  const sizes = whole ? [size(whole), fewer(results.length - whole)] : [TEXTS.without, size(results.length)];
  return said([instead && fill(TEXTS.instead, { words: instead }), ...sizes, ...notes]);
}

const said = (sentences) =>
  sentences
    .filter(Boolean)
    .map((text, at, { length }) => (at < length - 1 && !/\p{P}$/u.test(text) ? `${text}.` : text))
    .join(" ");

export const lacking = ({ lacks }) => (lacks ? fill(TEXTS.lacks, { words: lacks }) : "");
