"""The editor in the browser compares two texts as the library does, to the character."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from quyche.comparing.operations import operations

SOURCE = Path(__file__).parents[2] / "overrides" / "assets" / "scripts" / "operations.js"
WORDS = (
    *("Ủy ban", "Uỷ ban", "hoà", "hòa", "HOÀ", "quý", "quỹ", "thuý", "khoản", "Điều", "Ðiều", "4a"),
    *(
        "uỷ1",
        "uỷ_",
        "oả²",
        "hoà\u0301",
        "Ⅷ",
        "½",
        "đ",
        "soft\u00adword",
        "a\u200db",
        "😀",
        "😀😀",
        "中文",
    ),
)
GAPS = (" ", "\n", "\n\n", "  ", "\u00a0", "\t", "\u200b", "\ufeff", "\x1c", "\x85", "")
SIGNS = (",", ".", ";", "...", "“", "”", "(", ")", "1.", "a)", "**", "—")
KNOWN = (
    ("", ""),
    ("", "a"),
    ("a", ""),
    (" ", "  "),
    ("a b, c.", "a b, c. a d, c."),
    ("a b c", "c b a"),
    ("1. Họp mỗi quý.\n\n2. Ký văn bản.\n", "1. Họp mỗi tháng.\n\n2. Ký văn bản.\n"),
    ("ủy ban", "uỷ ban"),
    ("u\u0309y ban", "ủy  ban"),
    ("x", "𝒳"),
    ("\U0001d4b3", "\uffff"),
)
TEXTS = st.one_of(
    st.lists(st.sampled_from((*WORDS, *GAPS, *SIGNS)), max_size=30).map("".join),
    st.lists(st.sampled_from("ab c,.\n"), max_size=24).map("".join),
    st.text(
        st.characters(codec="utf-8", max_codepoint=0x1FFFF, exclude_categories=["Cn"]), max_size=20
    ),
)


def generated() -> list[tuple[str, str]]:
    """Pairs of texts, many of them one edited into the other; the same every time."""
    found: list[tuple[str, str]] = []

    @seed(14)
    @settings(
        max_examples=300,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(TEXTS, TEXTS, TEXTS, TEXTS)
    def collect(start: str, old: str, new: str, end: str) -> None:
        found.append((start + old + end, start + new + end))

    collect()
    return found


@pytest.fixture(scope="module", name="page")
def _page(browser: Browser) -> Page:
    return browser.new_context().new_page()


def test_the_editor_marks_just_what_the_library_marks(page: Page) -> None:
    cases = [*KNOWN, *generated(), ("Điều. " * 900, "Điều. khoản " * 500)]
    script = SOURCE.read_text("utf-8").replace("export ", "")
    shown = page.evaluate(f"cases => {{\n{script}\nreturn cases.map(([a, b]) => operations(a, b))}}", cases)  # fmt: skip
    expected = [
        [[op.sign.value, op.text, op.is_spelling] for op in operations(old, new)]
        for old, new in cases
    ]
    assert len(cases) > 300
    for case, found, wanted in zip(cases, shown, expected, strict=True):
        assert found == wanted, case


def test_the_editor_counts_the_words_that_the_library_counts(page: Page) -> None:
    cases = [(one, other) for one in WORDS for other in ("", "Điều 5, khoản 2.", one * 2)]
    script = SOURCE.read_text("utf-8").replace("export ", "")
    count = "operations(a, b).map(wordCount)"
    shown = page.evaluate(f"cases => {{\n{script}\nreturn cases.map(([a, b]) => {count})}}", cases)
    assert shown == [[op.words for op in operations(old, new)] for old, new in cases]
