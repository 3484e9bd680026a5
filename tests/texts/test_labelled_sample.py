"""How well links and "governs" hold on a real text that was labelled by hand."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Links
from quyche.corpus.texts import Corpus
from quyche.governance.governance import Governance
from quyche.imports.documents import conversion

DATA = Path(__file__).parents[1] / "data" / "government"
SOURCE = (
    Path(__file__).parents[2].parent
    / "shared/corpus/txt/nd-191-2026-quy-che-lam-viec-cua-chinh-phu.txt"
)
Position = tuple[str, str, int, int, str | None]
NO_CORPUS = "the real texts are kept beside the repository and are not here"


@pytest.fixture(name="government", scope="module")
def _government() -> tuple[Corpus, Links, Governance]:
    """The decree, converted, with the register written for it."""
    if not SOURCE.is_file():
        pytest.skip(NO_CORPUS)
    files = corpora.files_in(DATA)
    files.pop("README.md")
    converted = conversion.convert_file(SOURCE).source
    documents = corpora.build({**files, "quy-che/nd191.md": converted.encode()})
    links = Links.of(documents)
    return documents, links, Governance.of(documents, links)


@pytest.fixture(name="labels", scope="module")
def _labels() -> dict[str, Any]:
    """The labels: positions in words, and what stands there."""
    return dict(json.loads((DATA / "labels.json").read_text("utf-8")))


def word_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The first word that a stretch of text touches, and how many it touches."""
    first = len(text[:start].split()) - (0 if start == 0 or text[start - 1].isspace() else 1)
    return max(first, 0), len(text[start:end].split())


def found_names(documents: Corpus, links: Links, scope: set[str]) -> Iterator[Position]:
    for linked, part, offset in stretches(documents, links):
        for mention in linked.mentions:
            if mention.source.anchor in scope:
                first, count = word_span(linked.text, mention.start, mention.end)
                yield mention.source.anchor, part, offset + first, count, mention.target


def found_citations(documents: Corpus, links: Links) -> Iterator[Position]:
    for linked, part, offset in stretches(documents, links):
        for citing in linked.citations:
            if citing.state is not CitationState.EXTERNAL or citing.target:
                first, count = word_span(linked.text, citing.start, citing.end)
                target = citing.target.anchor if citing.target else None
                yield citing.source.anchor, part, offset + first, count, target


def stretches(documents: Corpus, links: Links) -> Iterator[tuple[Any, str, int]]:
    """Every linked stretch of a provision, with the words of that provision before it."""
    text = documents.texts[0]
    offsets: dict[str, int] = {}
    for linked in links.by_document[text.id]:
        anchor = linked.source.anchor
        if not anchor:
            continue
        provision = text.by_anchor[anchor]
        if linked.is_heading:
            yield linked, "heading", 0
            continue
        offset = offsets.get(anchor, 0)
        if offset == 0:
            offset = skipped_words(provision, linked.line)
        yield linked, "text", offset
        offsets[anchor] = offset + len(linked.text.split())


def skipped_words(provision: Any, line: int) -> int:
    return sum(len(block.text.split()) for block in provision.blocks if block.line < line)


def scores(found: set[Any], expected: set[Any]) -> tuple[float, float]:
    """Precision and recall."""
    right = len(found & expected)
    return right / len(found), right / len(expected)


def test_names_are_found_with_precision_and_recall_of_the_aim(
    government: tuple[Corpus, Links, Governance], labels: dict[str, Any]
) -> None:
    documents, links, _ = government
    found = set(found_names(documents, links, set(labels["name_scope"])))
    expected = {tuple(row) for row in labels["names"]}
    precision, recall = scores(found, expected)
    assert precision >= 0.99, sorted(found - expected)
    assert recall >= 0.97, sorted(expected - found)


def test_citations_are_found_with_precision_and_recall_of_the_aim(
    government: tuple[Corpus, Links, Governance], labels: dict[str, Any]
) -> None:
    documents, links, _ = government
    found = set(found_citations(documents, links))
    expected = {tuple(row) for row in labels["citations"]}
    precision, recall = scores(found, expected)
    assert precision >= 0.99, sorted(found - expected, key=str)
    assert recall >= 0.97, sorted(expected - found, key=str)


def governed_pairs(documents: Corpus, governance: Governance, labels: dict[str, Any]) -> set[Any]:
    document = documents.texts[0].id
    return {
        (anchor, governing.target)
        for anchor in labels["governs"]
        for governing in governance.by_provision.get(f"{document}#{anchor}", ())
    }


def test_governed_bodies_and_roles_are_found_with_precision_and_recall_of_the_aim(
    government: tuple[Corpus, Links, Governance], labels: dict[str, Any]
) -> None:
    documents, _, governance = government
    found = governed_pairs(documents, governance, labels)
    expected = {(anchor, entry) for anchor, ids in labels["governs"].items() for entry in ids}
    precision, recall = scores(found, expected)
    assert precision >= 0.99, sorted(found - expected)
    assert recall >= 0.97, sorted(expected - found)


def test_aspects_agree_with_the_labels_in_most_places(
    government: tuple[Corpus, Links, Governance], labels: dict[str, Any]
) -> None:
    documents, _, governance = government
    document = documents.texts[0].id
    found = {
        (anchor, governing.target, aspect)
        for anchor in labels["governs"]
        for governing in governance.by_provision.get(f"{document}#{anchor}", ())
        for aspect in governing.aspects
    }
    expected = {
        (anchor, entry, aspect)
        for anchor, ids in labels["governs"].items()
        for entry, aspects in ids.items()
        for aspect in aspects
    }
    precision, recall = scores(found, expected)
    assert precision >= 0.8, sorted(found - expected)
    assert recall >= 0.55, sorted(expected - found)
