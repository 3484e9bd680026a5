"""Ten kinds of page as a phone and a desk show them, light and dark: `make screenshots` after `make build`.

They are there to be looked at one by one, in a folder that is not committed; with `--readme` those
that the README shows are taken anew, too.
"""

import argparse
import itertools
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from guide_pictures import ROOT, opened
from sites import Site
from visits import settled

Scheme = Literal["light", "dark"]
IN_FORCE, COMPARED, REGULATION = "hien-hanh", "17.1-du-thao-2", "quy-che-lam-viec"
PAGES: Mapping[str, str] = {
    "home": "{newest}/",
    "regulation": f"{{newest}}/quy-che/{REGULATION}/",
    "programme": "{newest}/chuong-trinh/chuong-trinh-lam-viec-2021/",
    "body": "{newest}/co-quan/van-phong/",
    "role": "{newest}/chuc-danh/bi-thu/",
    "matrix": "{newest}/bang-trach-nhiem/",
    "meeting": "{newest}/hoi-nghi/",
    "remarks": f"{COMPARED}/gop-y/{REGULATION}/",
    "comparison": f"{COMPARED}/so-sanh/{REGULATION}/17.1-du-thao-1/",
    "comparison-table": f"{COMPARED}/so-sanh/{REGULATION}/17/bang/",
}
"""Where each kind is; `{newest}` is the edition in force."""
WIDTHS = (390, 1440)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
SHOWN: Mapping[str, tuple[str, int, int]] = {
    "document": ("regulation", 1024, 640),
    "comparison": ("comparison", 1024, 640),
    "phone": ("home", 390, 640),
}
"""What the README shows, by the end of its file's name: a kind of page, how wide and how high."""
README = ROOT / ".github"


def picture(
    browser: Browser, site: Site, kind: str, size: tuple[int, int], scheme: Scheme
) -> bytes:
    """The first screen of a page, once all of it is there."""
    versions = json.loads((site.folder / "versions.json").read_text("utf-8"))
    name = next(one["version"] for one in versions if IN_FORCE in one["aliases"])
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    try:
        with settled(page):
            answer = page.goto(site.url + PAGES[kind].format(newest=name))
        assert answer
        assert answer.ok, answer.url
        return page.screenshot(animations="disabled")
    finally:
        page.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Take every picture; say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readme", action="store_true")
    told = parser.parse_args(arguments)
    told.folder.mkdir(parents=True, exist_ok=True)
    with opened(told.site) as (site, browser):
        for kind, width, scheme in itertools.product(PAGES, WIDTHS, SCHEMES):
            taken = picture(browser, site, kind, (width, 900), scheme)
            (told.folder / f"{kind}-{width}-{scheme}.png").write_bytes(taken)
        for name, (kind, *size) in SHOWN.items() if told.readme else ():
            taken = picture(browser, site, kind, (size[0], size[1]), "light")
            (README / f"screenshot-{name}.png").write_bytes(taken)
    sys.stdout.write(f"{told.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
