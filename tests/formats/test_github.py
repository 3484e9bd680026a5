"""What is shown on GitHub: read as it was written, marked where it changed, and harmless."""

import html
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from markdown_samples import TEXTS
from quyche.comparing.operations import operations
from quyche.formats.github import CUT, LONGEST_CHANGED, escaped, shortened
from quyche.reviews.redlines import redline


def read(markdown: str) -> str:
    """The characters that a reader sees of escaped text."""
    return html.unescape(markdown.replace("<span>$</span>", "$")).replace("\u200b", "")


def words(text: str) -> str:
    return " ".join(text.split())


@given(TEXTS)
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    assert words(read(escaped(text))) == words(text)


@given(TEXTS)
def test_no_sign_of_a_text_is_markup(text: str) -> None:
    shown = escaped(text).replace("<span>$</span>", "¤")
    assert not re.search(r"[\\`*_\[\]|~<>$\n]|@(?!\u200b)|:(?=\S)(?!\u200b)|(?<!&)#", shown)
    assert not re.match(r"\s*(?:[+=-]|\d+[.)])", shown)
    assert "&#35;" not in re.sub(r"&#35;(?!\w)", "", shown)


def is_blank(char: str) -> bool:
    return not char or char.isspace()


def is_sign(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def opens(before: str, after: str) -> bool:
    """Whether a run of delimiters between these is left-flanking (CommonMark 0.31, 6.2)."""
    return not is_blank(after) and (not is_sign(after) or is_blank(before) or is_sign(before))


@given(TEXTS, TEXTS)
def test_every_mark_is_one_to_github_and_what_it_marks_is_right(old: str, new: str) -> None:
    inserted: list[str] = []
    deleted: list[str] = []
    for paragraph in redline(operations(old, new)):
        marks = list(re.finditer(r"~~|\*\*", paragraph))
        assert len(marks) % 2 == 0
        for start, end in zip(marks[::2], marks[1::2], strict=True):
            assert start.group() == end.group()
            edges = paragraph[: start.start()][-1:], paragraph[start.end() :][:1]
            assert opens(*edges), paragraph
            edges = paragraph[end.end() :][:1], paragraph[: end.start()][-1:]
            assert opens(*edges), paragraph
        deleted.append(read(re.sub(r"\*\*.*?\*\*", "", paragraph)).replace("~~", ""))
        inserted.append(read(re.sub(r"~~.*?~~", "", paragraph)).replace("**", ""))
    if CUT not in "".join(inserted):
        marked = re.sub(r"[*~]", "", "".join(new.split()))
        assert re.sub(r"[*~\s]", "", "".join(inserted)) == marked
        marked = re.sub(r"[*~]", "", "".join(old.split()))
        assert re.sub(r"[*~\s]", "", "".join(deleted)) == marked


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("Ban A họp.", "Ban A họp thường kỳ.", "Ban A họp **thường kỳ**."),
        ("mỗi quý một lần", "mỗi tháng một lần", "mỗi ~~quý~~ **tháng** một lần"),
        ("Quý III/2021", "Quý IV/2021", "Quý ~~III~~ **IV**/2021"),
        ("họp định kỳ", "họp, định kỳ", "~~họp~~ **họp,** định kỳ"),
        ("a", "", "~~a~~"),
        ("a  b", "a b", "a b"),
    ],
)
def test_a_change_is_shown_by_whole_words(old: str, new: str, shown: str) -> None:
    assert redline(operations(old, new)) == [shown]


def test_of_what_stays_only_the_beginning_and_what_is_beside_a_change_is_told() -> None:
    old = "Tên\nmột\nhai\nba bốn\nnăm"
    assert redline(operations(old, old.replace("ba", "3"))) == [
        "Tên",
        escaped(CUT),
        "~~ba~~ **3** bốn",
        escaped(CUT),
    ]


def test_a_long_text_is_cut_between_words_with_a_sign() -> None:
    shown = redline(operations("", "từ " * 1000))
    assert shown == [f"**{escaped(shortened('từ ' * 1000, LONGEST_CHANGED))}**"]
    assert len(shown[0]) < LONGEST_CHANGED + 40


@given(st.text(alphabet="aeo\u0301\u0302\u0323", min_size=200, max_size=300))
def test_a_text_is_not_cut_inside_a_letter(text: str) -> None:
    kept = shortened(text, 100).removesuffix(f" {CUT}")
    following = text[len(kept) :][:1]
    runs = re.search(r"[\u0301\u0302\u0323]{40}", text)
    assert runs or not unicodedata.combining(following)
