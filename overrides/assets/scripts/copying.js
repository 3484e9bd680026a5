// A text on the clipboard.

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard without https or permission: the old way, inside whatever window is open.
    const area = document.createElement("textarea");
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.value = text;
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}
