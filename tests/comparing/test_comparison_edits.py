"""With one known edit, no more words are flagged than need be, and everything else is as it was."""

import json
import random
import time
from copy import deepcopy
from pathlib import Path

import pytest

from generated_texts import generated
from known_edits import EDITS, Case, Text, edited, flagged, found, usable
from quyche.comparing.comparison import compare
from quyche.imports.documents.conversion import convert
from quyche.imports.files import plain_text
from quyche.language.kinds import Kind
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
CASES = 9
MOST_WORDS = 12_000


def assert_found(case: Case) -> None:
    comparison = compare(case.old, case.new)
    assert flagged(comparison) <= case.least * 1.05
    assert found(comparison) == case.expected


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("seed", range(3))
def test_a_known_edit_of_a_generated_text_is_found(edit: str, seed: int) -> None:
    chance = random.Random(f"{edit}{seed}")
    assert_found(edited(generated(seed), edit, chance, generated(seed + 100)))


def real_texts() -> list[Text]:
    """The laws of at least 16 articles that are not too long to try many edits on."""
    if not CORPUS.is_dir():
        pytest.skip("the real texts are kept beside the repository and are not here")
    lines = (CORPUS / "laws" / "laws.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [Text.of(_document(json.loads(line)["articles"])) for line in lines]
    return [text for text in texts if _is_fit(text)]


def _document(articles: list[dict[str, object]]) -> Document:
    lines: list[object] = []
    for article in articles:
        lines += [*_lines(article["before"]), f"Điều {article['number']}. {article['title']}"]
        lines += _lines(article["lines"])
    pieces, problems = plain_text.read("\n".join(map(str, lines)) + "\n", "x.txt")
    return parse(convert(pieces, problems, "x.txt", "regulation", "").source, "x.md").document


def _lines(value: object) -> list[object]:
    assert isinstance(value, list)
    return value


def _is_fit(text: Text) -> bool:
    size = sum(len(part.text.split()) for part in text.walk())
    return len(text.articles()) > 15 and size < MOST_WORDS and usable(text)


@pytest.mark.corpus
@pytest.mark.slow
def test_known_edits_of_real_texts_are_found() -> None:
    texts = real_texts()
    assert len(texts) >= 10
    for edit in EDITS:
        assert_found_in_most(edit, texts)


def assert_found_in_most(edit: str, texts: list[Text]) -> None:
    tried = missed = 0
    for number in range(CASES):
        chance = random.Random(f"{edit}{number}")
        text, donor = texts[number % len(texts)], texts[(number * 7 + 3) % len(texts)]
        try:
            case = edited(text, edit, chance, donor)
        except IndexError:  # a law that the edit cannot be made on
            continue
        comparison = compare(case.old, case.new)
        assert flagged(comparison) <= case.least * 1.05, (edit, number)
        tried += 1
        missed += found(comparison) != case.expected
    assert tried >= CASES // 2, edit
    assert missed <= tried // 20, edit


def test_the_cost_grows_with_the_text_and_not_faster() -> None:
    parts = [part for seed in range(20) for part in generated(seed).articles()]

    def seconds(count: int) -> float:
        old = Text([deepcopy(part) for part in parts[:count]])
        new = Text([deepcopy(part) for part in parts[:count]])
        for place, part in enumerate(new.walk()):
            part.text += " được sửa" if place % 3 == 0 and part.kind is not Kind.ARTICLE else ""
        new.parts.pop(count // 2)
        old.renumber()
        new.renumber()
        before, after = old.document(), new.document()
        start = time.process_time()
        compare(before, after)
        return time.process_time() - start

    seconds(50)
    assert seconds(400) < 8 * 2.5 * seconds(50)
