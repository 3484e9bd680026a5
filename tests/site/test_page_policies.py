"""Every page that is published says what a browser may do on it, before it could do anything."""

import base64
import hashlib
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from sites import Site

_METAS_RE = re.compile(
    r'\s*<!doctype html>\s*<html lang="vi"[^>]*>\s*<head>\s*<meta charset="utf-8">\s*'
    r'<meta http-equiv="Content-Security-Policy" content="(?P<policy>[^"]+)">\s*'
    r'<meta name="referrer" content="no-referrer">'
)
_LOADED = "not(@rel='canonical' or starts-with(@rel, 'schema.'))"
"""The links that a browser follows by itself."""
_CLOSED = {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'"}


def pages_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Every page of a site, those in archives too, each of several that are the same once."""
    seen = set()
    for path in sorted(folder.rglob("*.html")):
        text = path.read_text("utf-8")
        if text not in seen:
            seen.add(text)
            yield path.relative_to(folder).as_posix(), text
    for path in sorted(folder.glob("[0-9]*/**/*.zip")):
        with zipfile.ZipFile(path) as archive:
            names = [name for name in archive.namelist() if name.endswith(".html")]
            yield from ((name, archive.read(name).decode()) for name in names)


@pytest.fixture(name="pages", scope="module")
def _pages(site: Site) -> dict[str, str]:
    found = dict(pages_in(site.folder))
    assert {"index.html", "2/index.html", "1/404.html", "dang-soan/so-sanh/index.html"} <= set(
        found
    )
    assert any("/van-ban/" in name for name in found), "the pages of a conference file"
    return found


def policy_of(page: str) -> dict[str, list[str]]:
    """What a page allows, by kind."""
    found = _METAS_RE.match(page)
    assert found, page[:200]
    kinds = (directive.split() for directive in found["policy"].split("; "))
    return {kind: sources for kind, *sources in kinds}


def digest(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def test_every_page_has_a_policy_before_anything_else(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        policy = policy_of(page)
        told = {f"{kind} {' '.join(sources)}" for kind, sources in policy.items()}
        assert told >= _CLOSED, name
        listed = {source for sources in policy.values() for source in sources}
        assert {one for one in listed if not one.startswith("'sha256-")} <= {"'self'", "'none'"}, (
            name
        )


def test_a_page_holds_no_script_or_style_that_its_policy_does_not_name(
    pages: dict[str, str],
) -> None:
    for name, page in pages.items():
        policy, tree = policy_of(page), html.fromstring(page)
        scripts = tree.xpath("//script[not(@src) and not(contains(@type, 'json'))]/text()")
        assert {digest(text) for text in scripts} <= set(policy.get("script-src", [])), name
        styles = [digest(text) for text in tree.xpath("//style/text()")]
        assert set(styles) == {one for one in policy.get("style-src", []) if "sha256" in one}, name
        assert tree.xpath("//@style | //@*[starts-with(name(), 'on')]") == [], name


def test_no_page_loads_anything_from_another_host(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        loaded = html.fromstring(page).xpath(f"//@src | //link[{_LOADED}]/@href")
        assert [
            address for address in loaded if ":" in address or address.startswith("//")
        ] == [], name
