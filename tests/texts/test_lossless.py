"""Joining a parsed text gives it back, whatever the text."""

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quyche.texts.parser import parse

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
LINES = [
    "---", "kind: regulation", "# Quy chế", "# Phụ lục 1. Mẫu", "## Chương I. Chung", "## Phần thứ hai",
    "### Mục 1. Một", "## I- CHUNG", "### Điều 1. Một", "### Điều 4a.", "### Điều 5: Năm", "### Ghi chú",
    '### Điều 2. Hai {governs="bi-thu"}', "1. Một", "1- Một", "1/ Một", "1.1. Một", "2) Hai", "4a. Bốn",
    "    a) A", "a. A", "đ) Đ", "    a1) A", "2. a) Hai", "1.", "a)", "- Dấu", "(i) Một", "> Trích",
    "| a | b |", "|---|---|", "“Điều 5a. Trích", "hết trích”.", '"1. Trích', 'hết".', "Đoạn văn.",
    "    Đoạn lùi", "\tTab", "", " ", "\ufeff", "Chư\u0303 rời", "\u00a0", "dòng\r", "\x0b\x0c\u2028x",
    "Nhiệm vụ 1. X", "### Nhiệm vụ 2. Việc", "- Chủ trì: Ban", "Điều 3 của Bộ luật này",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=40).map(
    "\n".join
)


@example("---\n---\n\ufeff")
@given(TEXTS)
def test_joining_gives_every_generated_text_back(text: str) -> None:
    assert parse(text, "quy-che/x.md").document.source == text


@given(TEXTS)
def test_no_anchor_stands_twice(text: str) -> None:
    anchors = [provision.anchor for provision in parse(text, "quy-che/x.md").document.walk()]
    assert len(anchors) == len(set(anchors))


@given(TEXTS)
def test_every_number_is_one_that_stands_in_the_text(text: str) -> None:
    for provision in parse(text, "quy-che/x.md").document.walk():
        assert provision.number in text
        assert provision.mark in text


@pytest.mark.corpus
@pytest.mark.parametrize(
    "path", sorted(CORPUS.rglob("*.txt")) or [None], ids=lambda path: path and path.name
)
def test_joining_gives_every_real_text_back(path: Path | None) -> None:
    if path is None:
        pytest.skip("the real texts are kept beside the repository and are not here")
    source = path.read_bytes().decode("utf-8")
    headed = re.sub(r"(?m)^(Điều \d+\.|Chương|Mục)", r"### \1", source)
    for text in (source, headed):
        assert parse(text, path.name).document.source == text
