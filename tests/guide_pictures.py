"""The pictures of the guides, taken from the site itself: `make pictures` after `make build`.

A picture that no longer shows what the site shows is found by `make pictures CHECK=1`, which takes
each anew and compares; what words of ours it shows is written down beside, so that any run of the
tests finds one whose words were changed since.
"""

import argparse
import base64
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from quyche.labels import Labels
from sites import Site, served
from visits import visit

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "dinh-kem" / "huong-dan"
WORDS = Path(__file__).parent / "data" / "guide-pictures.json"
"""The labels that each picture shows, with their words when it was taken."""
PHONE, DESK = 390, 1100
_MARGIN = 12  # pixels around what is pictured
_LEAST = 12  # letters of a label that is looked for: shorter ones stand in any text
_DIFFERENT = 0.01  # share of a picture that may differ, as letters do between two browsers
_COMPARE = """async ([one, other]) => {
  const load = (data) => createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]));
  const [a, b] = [await load(one), await load(other)];
  if (Math.abs(a.width - b.width) > 4 || Math.abs(a.height - b.height) > 4) return 1;
  const [width, height] = [Math.ceil(a.width / 4), Math.ceil(a.height / 4)];
  const pixels = (image) => {
    const context = new OffscreenCanvas(width, height).getContext("2d");
    context.drawImage(image, 0, 0, width, height);
    return context.getImageData(0, 0, width, height).data;
  };
  const [p, q] = [pixels(a), pixels(b)];
  return p.filter((value, place) => Math.abs(value - q[place]) > 64).length / p.length;
}"""
"""How much of two pictures differs, from 0 to 1; seen from afar, for letters are never quite alike."""


@dataclass(frozen=True)
class Scene:
    """One picture: where it is taken, what of the page it shows, and what is done before."""

    name: str
    page: str
    """The address below the root of the site."""
    shown: str
    """What is pictured, as a selector; the first that is there."""
    width: int
    """Of the window: `PHONE` or `DESK`."""
    prepare: Callable[[Page], None] = lambda _: None
    height: int = 0
    """How much of it, from its top, in pixels; all of it where 0."""


REGULATION = "quy-che/quy-che-lam-viec"
COMMITTEE = "quy-che/quy-che-lam-viec-uy-ban-kiem-tra"


def _remarking(page: Page) -> None:
    page.locator("#dieu-14-khoan-1 > .q-number a").click()
    page.locator(".q-tools .q-propose").first.click()
    page.locator("dialog textarea").first.fill("Đề nghị ghi rõ báo cáo vào lúc nào.")


def _proposing(page: Page) -> None:
    page.locator("#dieu-14-khoan-1 > .q-number a").click()
    page.locator(".q-tools .q-propose").last.click()
    text = page.locator("dialog textarea").first
    text.fill(text.input_value().replace("và báo cáo theo", "và báo cáo hằng quý theo"))
    page.locator("dialog input").last.fill("Để biết phải báo cáo khi nào.")
    page.locator("dialog ins").first.wait_for()


def _pointing(page: Page) -> None:
    page.locator("#dieu-14-khoan-1 > .q-number a").click()
    page.locator(".q-tools .q-propose").first.wait_for()


WINDOW = "body"
"""What a window shows, with all that lies over the page."""
DRAFT = f"17.1-du-thao-2/{REGULATION}/"
COMPARED = "17.1-du-thao-2/so-sanh/quy-che-lam-viec"
SCENES: Sequence[Scene] = (
    Scene("chi-vao-khoan", f"{DRAFT}#dieu-14", WINDOW, PHONE, _pointing),
    Scene("gop-y", f"{DRAFT}#dieu-14", "dialog[open]", PHONE, _remarking),
    Scene("de-nghi-sua", f"dang-soan/{REGULATION}/#dieu-14", "dialog[open]", DESK, _proposing),
    Scene("tai-ve", DRAFT, ".q-particulars", DESK),
    Scene("tra-loi", "17.1-du-thao-2/gop-y/quy-che-lam-viec/", "article", DESK, height=1000),
    Scene("so-sanh", f"{COMPARED}/17.1-du-thao-1/", "article", DESK, height=760),
    Scene("bang", f"{COMPARED}/17/bang/", "article", DESK, height=760),
    Scene("ban-hanh", f"17/{REGULATION}/", "article", DESK, height=420),
    Scene("dinh-chinh", f"17.2-dinh-chinh-1/{COMMITTEE}/", ".q-correction", DESK),
)


def taken(scene: Scene, site: Site, browser: Browser) -> tuple[bytes, str]:
    """The picture, and the words that it shows."""
    size = {"width": scene.width, "height": 844}
    page = browser.new_page(viewport=size, device_scale_factor=1.5)  # type: ignore[arg-type]
    try:
        visit(page, f"{site.url}{scene.page}")
        scene.prepare(page)
        shown = page.locator(scene.shown).first
        return _picture(
            page, shown, scene.height
        ), "" if scene.shown == WINDOW else shown.inner_text()
    finally:
        page.close()


def _picture(page: Page, shown: Locator, height: int) -> bytes:
    """What is pictured, with a little of what lies around it, from its top."""
    kind = shown.evaluate("(part) => part.localName")
    if kind == WINDOW:
        return page.screenshot(animations="disabled")
    if kind == "dialog":
        return shown.screenshot(animations="disabled")
    box = shown.bounding_box()
    assert box
    left, top = max(box["x"] - _MARGIN, 0), box["y"] + page.evaluate("scrollY") - _MARGIN
    size = (box["width"] + 2 * _MARGIN, min(height or box["height"], box["height"]) + 2 * _MARGIN)
    clip = {"x": left, "y": max(top, 0), "width": size[0], "height": size[1]}
    return page.screenshot(clip=clip, full_page=True, animations="disabled")  # type: ignore[arg-type]


def labels_in(text: str, labels: Labels) -> dict[str, str]:
    """The labels without blanks that stand in a text, by their names."""
    shown = " ".join(text.split()).lower()
    found = {name: said for name, said in labels.texts.items() if "{" not in said}
    return {
        name: said for name, said in found.items() if len(said) >= _LEAST and said.lower() in shown
    }


def stale(labels: Labels) -> list[str]:
    """The pictures whose words are others by now, or that are missing."""
    written: dict[str, dict[str, str]] = json.loads(WORDS.read_text("utf-8"))
    changed = {name for name, words in written.items() if words.items() - labels.texts.items()}
    missing = {one.name for one in SCENES} ^ {file.stem for file in FOLDER.glob("*.png")}
    return sorted(changed | missing | ({one.name for one in SCENES} ^ set(written)))


def main(arguments: Sequence[str] | None = None) -> int:
    """Take every picture, or say which no longer shows what the site does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("--check", action="store_true")
    told = parser.parse_args(arguments)
    labels, words, changed = Labels.load("vi"), {}, []
    FOLDER.mkdir(parents=True, exist_ok=True)
    with opened(told.site) as (site, browser):
        for scene in SCENES:
            file = FOLDER / f"{scene.name}.png"
            picture, text = taken(scene, site, browser)
            words[scene.name] = labels_in(text, labels)
            if file.exists() and differs(file.read_bytes(), picture, browser) <= _DIFFERENT:
                continue
            changed.append(scene.name)
            if not told.check:
                file.write_bytes(picture)
    if not told.check:
        WORDS.write_text(
            json.dumps(words, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8"
        )
    sys.stdout.write("".join(f"{name}\n" for name in changed))
    return int(told.check and bool(changed))


def differs(one: bytes, other: bytes, browser: Browser) -> float:
    """How much of two pictures differs, from 0 to 1."""
    page = browser.new_page()
    pair = [base64.b64encode(each).decode() for each in (one, other)]
    share: float = page.evaluate(_COMPARE, pair)
    page.close()
    return share


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Site, Browser]]:
    """A site, served, and a browser to look at it."""
    found = subprocess.run(
        [sys.executable, ROOT / "scripts" / "find_browser.py"],
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    with served(folder) as url, sync_playwright() as playwright:
        path = found.stdout.strip()
        browser = playwright.chromium.launch(args=["--no-sandbox"], executable_path=path)
        yield Site(folder, url), browser
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
