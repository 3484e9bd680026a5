"""Policies of pages, and text that stands in styles."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from quyche.formats.policies import css_string, lone_metas, site_metas

# printf 'a{}' | openssl dgst -sha256 -binary | base64
DIGEST = "'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk='"


def policy(metas: str) -> str:
    return str(html.fromstring(f"<div>{metas}</div>")[0].get("content"))


def test_a_page_of_the_site_runs_only_files_of_the_site() -> None:
    assert policy(site_metas()) == (
        "default-src 'none'; img-src 'self'; font-src 'self'; connect-src 'self'; worker-src 'self'; "
        "script-src 'self'; style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )


def test_a_style_that_stands_on_a_page_is_named_by_its_digest() -> None:
    assert f"style-src 'self' {DIGEST};" in policy(site_metas(["a{}", "", "a{}"]))


def test_a_page_that_stands_alone_loads_nothing() -> None:
    assert policy(lone_metas()) == (
        "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"
    )
    assert f"script-src {DIGEST}; style-src {DIGEST};" in policy(lone_metas(["a{}"], ["a{}"]))


def test_no_page_tells_another_where_its_reader_came_from() -> None:
    for metas in (site_metas(), lone_metas()):
        assert metas.endswith('<meta name="referrer" content="no-referrer">')


@pytest.mark.parametrize(
    ("text", "string"),
    [("Điều 5", '"Điều 5"'), ('a"b', '"a\\22 b"'), ("a\\b", '"a\\5c b"'), ("a\nb", '"a\\a b"')],
)
def test_a_text_in_a_style_is_written_so_that_a_browser_reads_it(text: str, string: str) -> None:
    assert css_string(text) == string


@given(st.text())
def test_no_text_ends_the_string_or_the_style_that_it_stands_in(text: str) -> None:
    inside = css_string(text)[1:-1]
    assert not set(inside) & set('"<>&\n\r\f\x00')
    assert re.sub(r"\\([0-9a-f]+) ", lambda sign: chr(int(sign[1], 16)), inside) == text
