"""English texts become a tree whatever they are numbered by, and keep every character."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comparisons import FRONT
from outlines import outline_of
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus, Text
from quyche.corpus.written_places import provisions_in
from quyche.language import structures
from quyche.language.english import EN
from quyche.language.grammars import Grammar
from quyche.language.vietnamese import VN
from quyche.settings import STRUCTURES, Settings
from quyche.texts.addresses import Address
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

DATA = Path(__file__).parents[1] / "data"
ENGLISH = sorted((DATA / "english").glob("*.md"))
VIETNAMESE = sorted((DATA / "parser").glob("*.md"))
LINES = [
    "# Rules", "## Part I. One", "## PART TWO — TWO", "### Division 1", "## Article III. Members",
    "### Section 1. Fees", "### Section 2", "## 3 Members", "### 3.1 Admission", "#### 3.1.1 More",
    "## Rule 3: Kites", "# Schedule 1. Fees", "# Annex", "## Schedule of meetings", "## A. Letters",
    "(1) One", "(2) Two", "(a) A", "(b) B", "    (i) one", "    (ii) two", "(h) H", "(i) I", "(A) A",
    "1. One", "2. Two", "1) One", "a) A", "a. A", "A. A", "3.1 text", "3.1.1. text", "3a) text",
    "- 3a1) text", "* 3.1.a text", "- A1) x", "(1) (a) Both", "4A. Four", "2.5 million", "i.e. so",
    "Words go on", "", " ", "> Quote", "| a | b |", "|---|---|", "“Section 5. Old", "words.”", "---",
    "- dash", "Section 5. No hashes", "### Notes", "\t(a) tab", "\u00a0", "line\r", "x\x0b\x0cy", "(x)",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=20)), max_size=40).map(
    "\n".join
)
NUMBERED = st.lists(st.sampled_from([line for line in LINES if line]), max_size=25).map("\n\n".join)


def text_of(document: Document) -> Text:
    (text,) = corpora.build({"quy-che/a.md": FRONT.encode()}).texts
    return replace(text, document=document)


def cited_in(document: Document) -> list[str]:
    """Every citation, the line it stands at, and where it leads."""
    links = Links.of(Corpus(texts=(text_of(document),)))
    return [
        f"{citing.line} {citing.text} -> {citing.target.anchor if citing.target else citing.state.value}"
        for linked in links
        for citing in linked.citations
    ]


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_a_text_is_understood_as_its_outline_says(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    document = parse(source, "quy-che/van-ban.md", EN).document
    shown = outline_of(source, EN) + "".join(f"cites: {one}\n" for one in cited_in(document))
    assert shown == path.with_suffix(".outline").read_text(encoding="utf-8")


@given(TEXTS)
def test_joining_gives_every_generated_text_back(text: str) -> None:
    assert parse(text, "quy-che/x.md", EN).document.source == text


@given(TEXTS)
def test_no_anchor_stands_twice_and_each_reads_back(text: str) -> None:
    document = parse(text, "quy-che/x.md", EN).document
    addresses = [provision.address for provision in document.walk()]
    assert len({address.anchor for address in addresses}) == len(addresses)
    for address in addresses:
        if address.steps[0].form.slug:
            assert Address.parse(str(address)) == address


@given(TEXTS)
def test_every_number_is_one_that_stands_in_the_text(text: str) -> None:
    for provision in parse(text, "quy-che/x.md", EN).document.walk():
        assert provision.number in text
        assert provision.mark in text


@settings(max_examples=60)
@given(NUMBERED)
def test_an_address_contains_only_what_lies_inside_it(source: str) -> None:
    """Or what comes before it, as 3.1 before 3, which checks tell."""
    parsed = parse(source, "quy-che/a.md", EN)
    document = parsed.document
    assume(all(problem.rule != "number-twice" for problem in parsed.problems))
    known = {provision.anchor: provision for provision in document.walk()}
    for provision in known.values():
        inside = {one.anchor for one in provision.walk()}
        for other in known.values():
            comes_later = other.line >= provision.line
            if comes_later and provision.address.contains(other.address):
                assert other.anchor in inside


@pytest.mark.parametrize(
    ("path", "grammar"),
    [*((path, EN) for path in ENGLISH), *((path, VN) for path in VIETNAMESE)],
    ids=lambda value: value.stem if isinstance(value, Path) else value.name,
)
def test_what_a_provision_is_cited_by_leads_to_it(path: Path, grammar: Grammar) -> None:
    parsed = parse(path.read_text(encoding="utf-8"), "quy-che/a.md", grammar)
    text = text_of(parsed.document)
    held = 0
    for provision in parsed.document.walk():
        address = provision.address
        is_twin = "--" in provision.anchor
        if is_twin or (address.attachment and grammar is VN) or not address.citation:
            continue
        assert provision_cited(text, address.citation) == provision.anchor
        held += 1
    assert held or grammar is VN


def provision_cited(text: Text, citation: str) -> str:
    return ", ".join(one.anchor for one in provisions_in(text, citation))


def test_the_structures_that_settings_know_are_those_there_are() -> None:
    assert structures.names() == STRUCTURES
    assert structures.named(Settings().structure) is structures.USUAL


def test_no_two_structures_call_different_things_by_one_name() -> None:
    forms = [form for grammar in structures.KNOWN for form in grammar.forms]
    annexes = [form for grammar in structures.KNOWN for form in grammar.annex_forms]
    slugs = [form.slug for form in (*forms, *annexes)]
    assert len(set(slugs)) == len(slugs)
