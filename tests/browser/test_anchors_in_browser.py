"""Scripts of the site tell what an anchor lies in as the library does."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from quyche import urls
from quyche.language.kinds import Kind
from quyche.language.structures import words_by_slug
from quyche.texts.addresses import anchors_around, citation, parse_anchor
from sites import served

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "overrides" / "assets" / "scripts"
AROUND = json.loads((ROOT / "tests" / "data" / "anchors.json").read_text(encoding="utf-8"))
NEWER, OLDER = "17", "16"
RENUMBERING = {
    "moved": {"dieu-5": ["dieu-6"], "dieu-8": ["dieu-9"], "dieu-8-1": ["dieu-9"]},
    "lost": {},
    "added": ["dieu-7-khoan-2"],
    "unsure": ["dieu-3"],
}


def filled(address: str) -> str:
    """A script with its blanks filled, as bundles have it; of labels with none."""
    source = (SCRIPTS / address.rpartition("/")[2]).read_text("utf-8")
    for name, path in urls.paths().items():
        source = source.replace(f"{{{{ paths.{name} }}}}", path)
    return re.sub(r"\{\{ texts\.\w+ \}\}", "{}", source)


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page of the newer of two editions, without any script; the scripts lie beside it."""
    given = {
        "name": NEWER,
        "root": ".",
        "document": "a",
        "kinds": dict(words_by_slug()),
    }
    html = f'<script id="q-edition" type="application/json">{json.dumps(given)}</script>'
    versions = [{"version": name} for name in (NEWER, OLDER)]
    record = {"previous": OLDER, "concordance": {"a": RENUMBERING}}
    with served(SCRIPTS) as url, browser.new_page() as page:
        page.route("**/page", lambda route: route.fulfill(content_type="text/html", body=html))
        page.route(f"**/{urls.VERSIONS}", lambda route: route.fulfill(json=versions))
        page.route(f"**/{NEWER}/{urls.RECORD}", lambda route: route.fulfill(json=record))
        first = {"previous": "", "concordance": {}}
        page.route(f"**/{OLDER}/{urls.RECORD}", lambda route: route.fulfill(json=first))
        page.route(
            "**/*.js",
            lambda route: route.fulfill(
                content_type="text/javascript", body=filled(route.request.url)
            ),
        )
        page.goto(f"{url}page")
        yield page


@pytest.mark.parametrize("anchor", AROUND)
def test_the_library_knows_all_that_an_anchor_lies_in(anchor: str) -> None:
    assert list(anchors_around(anchor)) == AROUND[anchor]


def test_scripts_know_all_that_an_anchor_lies_in(page: Page) -> None:
    found = page.evaluate(
        """async (anchors) => {
            const { around } = await import("/anchors.js");
            return Object.fromEntries(anchors.map((anchor) => [anchor, around(anchor)]));
        }""",
        list(AROUND),
    )
    assert found == AROUND


def test_scripts_cite_as_the_library_does(page: Page) -> None:
    found = page.evaluate(
        """async (anchors) => {
            const { cited } = await import("/anchors.js");
            return Object.fromEntries(anchors.map((anchor) => [anchor, cited(anchor)]));
        }""",
        [anchor for anchor in AROUND if parse_anchor(anchor)[0].kind is not Kind.ATTACHMENT],
    )
    assert found == {anchor: citation(parse_anchor(anchor)) for anchor in found}


@pytest.mark.parametrize(
    ("anchor", "start", "expected"),
    [
        ("dieu-5-khoan-1-1", OLDER, {"anchors": ["dieu-6-khoan-1-1"], "sure": True}),
        ("dieu-5-1-khoan-2", OLDER, {"anchors": ["dieu-5-1-khoan-2"], "sure": True}),
        ("dieu-5--2", OLDER, {"anchors": ["dieu-5--2"], "sure": True}),
        ("dieu-3-khoan-1", OLDER, {"anchors": ["dieu-3-khoan-1"], "sure": False}),
        ("dieu-3-1", OLDER, {"anchors": ["dieu-3-1"], "sure": True}),
        ("dieu-6-khoan-2", NEWER, {"anchors": ["dieu-5-khoan-2"], "sure": True}),
        ("dieu-6-1", NEWER, {"anchors": ["dieu-6-1"], "sure": True}),
        ("dieu-9", NEWER, {"anchors": ["dieu-8", "dieu-8-1"], "sure": True}),
        ("dieu-7-khoan-2-diem-a", NEWER, {"anchors": ["dieu-7"], "sure": False}),
    ],
)
def test_an_article_whose_number_begins_like_another_goes_its_own_way(
    page: Page, anchor: str, start: str, expected: dict[str, object]
) -> None:
    end = OLDER if start == NEWER else NEWER
    found = page.evaluate(
        """async (way) => (await import("/counterparts.js")).counterparts(...way)""",
        [anchor, start, end],
    )
    assert found == expected
