// A proposal as a patch that `git apply` takes: nothing but the lines of one provision changes, and the others keep the
// characters that they have, ends of lines included.

const CONTEXT = 3; // lines that stand before and after a change, as Git writes it

const plain = (text) => text.replace(/\r\n?/g, "\n");
const linesIn = (text) => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

// The source of the lines from one to another, as they stand in the file, and as a field for text holds it.
export function sourceOf({ source, first }, [from, to]) {
  return plain(linesIn(source).slice(from - first, to - first + 1).join("")).replace(/\n$/, "");
}

// A patch that puts a text in the place of these lines; nothing where it is the same. `above` is what it says of itself.
export function patchOf({ path, source, first }, [from, to], text, above) {
  const all = linesIn(source);
  const [start, end] = [from - first, to - first + 1];
  const old = all.slice(start, end);
  const written = plain(text).replace(/\n+$/, "");
  const wanted = written ? written.split("\n") : [];
  const bare = old.map((line) => plain(line).replace(/\n$/, ""));
  let before = 0;
  while (before < Math.min(bare.length, wanted.length) && bare[before] === wanted[before]) before++;
  let after = 0;
  const least = Math.min(bare.length, wanted.length) - before;
  while (after < least && bare.at(-1 - after) === wanted.at(-1 - after)) after++;
  const gone = old.slice(before, old.length - after);
  const come = ended(wanted.slice(before, wanted.length - after), all, end - after);
  if (!gone.length && !come.length) return "";
  const [top, bottom] = [start + before, end - after];
  const lead = all.slice(Math.max(0, top - CONTEXT), top);
  const tail = all.slice(bottom, bottom + CONTEXT);
  // What comes after the last line of a file without an end of its own gives it one.
  const openEnd = come.length > 0 && !gone.length && bottom === all.length && !lead.at(-1)?.endsWith("\n");
  const changed = openEnd
    ? [...marked(" ", lead.slice(0, -1)), ...marked("-", lead.slice(-1)), ...marked("+", [`${lead.at(-1)}\n`, ...come])]
    : [...marked(" ", lead), ...marked("-", gone), ...marked("+", come)];
  const size = lead.length + tail.length;
  const spans = [size + gone.length, size + come.length].map((count) => `${first + top - lead.length},${count}`);
  const head = `diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -${spans[0]} +${spans[1]} @@\n`;
  return `${above.map((line) => `${line.replace(/\s+/g, " ").trim()}\n`).join("")}\n${head}${[...changed, ...marked(" ", tail)].join("")}`;
}

// New lines with the ends that lines have there; the last of a file has one only where it had one.
function ended(lines, all, next) {
  const end = all.some((line) => line.endsWith("\r\n")) ? "\r\n" : "\n";
  const isLast = next >= all.length && !all.at(-1)?.endsWith("\n");
  return lines.map((line, at) => (isLast && at === lines.length - 1 ? line : line + end));
}

const marked = (sign, lines) =>
  lines.map((line) => (line.endsWith("\n") ? sign + line : `${sign}${line}\n\\ No newline at end of file\n`));
