// A text on the clipboard.

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyAtOnce(text); // no clipboard without https or permission
  }
}

// The old way, which is done when it returns: another window may take the focus right then. In whatever window is open.
export function copyAtOnce(text) {
  const area = document.createElement("textarea");
  const focused = document.activeElement;
  (document.querySelector("dialog[open]") ?? document.body).append(area);
  area.value = text;
  area.select();
  const isDone = document.execCommand("copy");
  area.remove();
  focused?.focus({ preventScroll: true });
  return isDone;
}
