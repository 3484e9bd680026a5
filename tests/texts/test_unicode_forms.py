"""A text says the same in every Unicode form: letters composed, decomposed, or both mixed."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quyche.comparing.comparison import compare
from quyche.comparing.operations import operations
from quyche.comparing.phrases import edits
from quyche.comparing.synopses import synopsis
from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Citing, Linker, Links, Mention
from quyche.corpus.texts import Corpus
from quyche.editions.archives import Past
from quyche.governance.duties import Duties
from quyche.governance.governance import Governance
from quyche.imports.documents.conversion import convert_file
from quyche.language import markers
from quyche.language.spelling import Searchable, compose, is_composed, read_all, read_in, spelling
from quyche.language.vietnamese import VN
from quyche.meetings.conclusions import Conclusions
from quyche.problems import Problem
from quyche.programmes.adjustments import read as read_adjustment
from quyche.programmes.tasks import Tasks
from quyche.texts.parser import Parsed, parse
from readings import problems_in

DATA = Path(__file__).parents[1] / "data"
SHARED = Path(__file__).parents[2].parent / "shared"
OWN = sorted(DATA.rglob("*.md"))
OTHERS = [*sorted(SHARED.glob("cases/*.*")), *sorted(SHARED.glob("corpus/**/*.txt"))]
FOREIGN = sorted(path for path in DATA.glob("imports/*") if path.suffix in {".txt", ".html"})
OTHER_FOREIGN = [path for path in OTHERS if path.suffix in {".txt", ".html"}]
_LATE_RE = re.compile(
    "(?<![qQ])([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![\\w\u0302\u0306\u031b])"
)


LONGEST = 100_000
"""Characters of a text that are tried: what comes later is written as what came before."""


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def late(text: str) -> str:
    """With the tone on the second vowel: "hoà", "uỷ"."""
    return compose(_LATE_RE.sub(r"\1\3\2", decomposed(text)))


def mixed(text: str) -> str:
    """Every other word decomposed, with its tone on the other vowel."""
    words = iter(range(len(text)))
    return re.sub(
        r"\w+",
        lambda word: decomposed(late(word.group())) if next(words) % 2 else word.group(),
        compose(text),
    )


FORMS: tuple[Callable[[str], str], ...] = (decomposed, late, mixed)


def sources(path: Path) -> Iterator[str]:
    """A sample in composed form; of a text that is no source of ours, also one with headings."""
    source = compose(path.read_bytes().decode("utf-8"))[:LONGEST]
    yield source
    if path.suffix != ".md":
        yield re.sub(r"(?m)^(Phần|Chương|Mục|Điều|Phụ lục)(?= )", r"### \1", source)


def said(value: object) -> str:
    """What some data says: letters by their spelling key, positions aside."""
    return re.sub(r"\b(?:start|end|name_at)=\d+", "", spelling(repr(value)))


def outline(parsed: Parsed) -> list[tuple[object, ...]]:
    """Everything a reader of provisions can ask for."""
    return [
        (p.anchor, p.kind, *map(spelling, (p.number, p.mark, p.heading, p.text)), p.line, p.indent)
        for p in parsed.document.walk()
    ]


def told(problems: Iterable[Problem]) -> list[str]:
    """Problems, but for that of letters that are not composed."""
    return sorted(said(problem) for problem in problems if problem.rule != "not-composed")


def hold_the_same(path: Path, form: Callable[[str], str]) -> None:
    for source in sources(path):
        twin = form(source)
        one, other = parse(source, "quy-che/x.md"), parse(twin, "quy-che/x.md")
        assert other.document.source == twin
        assert outline(one) == outline(other)
        assert [(each.line, each.rule) for each in one.problems] == [
            (each.line, each.rule) for each in other.problems
        ]
        for provision in other.document.walk():
            assert provision.mark in twin
            assert provision.number in provision.mark
        held_unchanged(one, other)


def held_unchanged(one: Parsed, other: Parsed) -> None:
    compared = compare(one.document, other.document)
    numbers = compared.summary.as_json()
    assert {name for name, count in numbers.items() if count} <= {"unchanged", "spelling"}
    assert (numbers["spelling"] > 0) == (one.document.content != other.document.content)
    blocks = synopsis(compared, one.document, other.document).blocks
    assert not any(block.is_changed or block.is_renumbered for block in blocks)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", OWN, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_text_has_the_same_structure_in_every_form(
    path: Path, form: Callable[[str], str]
) -> None:
    hold_the_same(path, form)


@pytest.mark.corpus
@pytest.mark.parametrize("path", OTHERS or [None], ids=lambda path: path and path.name)
def test_a_real_text_has_the_same_structure_decomposed(path: Path | None) -> None:
    if path is None:
        pytest.skip("the real texts are kept beside the repository and are not here")
    hold_the_same(path, decomposed)


# One whole corpus


@cache
def documents(form: Callable[[str], str]) -> Corpus:
    files = corpora.files_in(DATA / "forms")
    files["quy-che/noi-quy.md"] = files.pop("decomposed.md")
    return corpora.build({path: form(text.decode()).encode() for path, text in files.items()})


def readings(found: Corpus) -> dict[str, Any]:
    """All that is read out of a corpus."""
    links = Links.of(found)
    governance = Governance.of(found, links)
    minutes = Linker().of(found, found.minutes)
    return {
        "links": links.by_document,
        "minutes": minutes.by_document,
        "governance": governance,
        "duties": Duties.of(found, links, governance),
        "tasks": Tasks.of(found, links),
        "conclusions": Conclusions.of(found, minutes, Past()),
        "problems": told(problems_in(found)),
    }


@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_out_of_a_corpus_is_the_same_in_every_form(
    form: Callable[[str], str],
) -> None:
    composed, twin = readings(documents(compose)), readings(documents(form))
    for name, found in composed.items():
        assert said(twin[name]) == said(found), name


def test_the_sample_has_something_of_everything_that_is_read() -> None:
    found = documents(compose)
    links = Links.of(found)
    governance = Governance.of(found, links)
    states = {citing.state for linked in links for citing in linked.citations}
    assert states == set(CitationState) - {CitationState.WITHHELD}  # nothing is internal here
    assert set(links.mentioning) == {"uy-ban", "to-hoa-giai", "chu-tich"}
    aspects = {
        each for all_ in governance.by_provision.values() for one in all_ for each in one.aspects
    }
    assert aspects == {"duties", "powers", "responsibilities", "meetings", "relations"}
    assert len(Duties.of(found, links, governance).all) == 2
    first, second = Tasks.of(found, links)
    assert [product.target is not None for product in first.progress[0].products] == [True, False]
    assert [change.change.value for change in second.adjustments] == ["time", "lead"]
    minutes = Linker().of(found, found.minutes)
    conclusion, _ = Conclusions.of(found, minutes, Past())
    assert [done.edition for done in conclusion.done] == ["", "17", "17"]


@pytest.mark.parametrize("form", FORMS)
def test_a_link_stands_on_the_words_as_they_are_written(form: Callable[[str], str]) -> None:
    found = documents(form)
    for linked in Links.of(found):
        spans: tuple[Citing | Mention, ...] = (*linked.citations, *linked.mentions)
        for each in spans:
            assert linked.text[each.start : each.end] == each.text
            assert not unicodedata.combining((linked.text + " ")[each.end])


def test_a_file_typed_with_decomposed_letters_keeps_them_and_has_its_structure() -> None:
    source = (DATA / "forms" / "decomposed.md").read_text("utf-8")
    assert not is_composed(source)
    document = parse(source, "quy-che/noi-quy.md").document
    assert document.source == source
    assert [provision.anchor for provision in document.walk()] == [
        "phan-1", "dieu-1", "dieu-1-khoan-1", "dieu-1-khoan-2",
        *(f"dieu-1-khoan-2-diem-{letter}" for letter in ("a", "b", "c", "d", "dd")),
        "dieu-2", "phu-luc-1",
    ]  # fmt: skip
    part, article, *_ = document.walk()
    assert (part.number, part.mark) == (decomposed("thứ nhất"), decomposed("Phần thứ nhất."))
    assert (article.mark, article.heading) == (decomposed("Điều 1."), decomposed("Ở ấp"))


# Smaller things


@pytest.mark.parametrize("letter", "abcdđeghiklmnopqrstuvxyăâêôơư")
def test_a_point_is_read_and_placed_in_either_form(letter: str) -> None:
    line = decomposed(f"    {letter}) Ở ấp")
    marker = markers.item(line, VN)
    assert marker is not None
    assert marker.number == decomposed(letter)
    assert line.endswith(marker.mark + " " + decomposed("Ở ấp"))
    assert marker.form.position(marker.number) == marker.form.position(letter)


@pytest.mark.parametrize(
    "heading",
    ["Phần thứ mười một. Tên", "CHƯƠNG IIa", "Tiểu mục 1", "Nhiệm vụ 4a. Tên", "Phụ lục Ia. Tên"],
)
def test_a_heading_is_read_in_either_form(heading: str) -> None:
    composed = markers.heading(heading, VN) or markers.annex(heading, VN)
    other = decomposed(heading)
    twin = markers.heading(other, VN) or markers.annex(other, VN)
    assert composed is not None
    assert twin is not None
    assert (twin.kind, twin.number) == (composed.kind, decomposed(composed.number))
    assert (twin.mark, twin.rest) == (decomposed(composed.mark), decomposed(composed.rest))


def test_a_document_is_found_by_its_name_in_any_form() -> None:
    text = decomposed("Theo Quy chế tiếp dân, mục 1")
    place = text.index("Quy")
    named = documents(compose).named_at(text, place)
    assert named is not None
    assert compose(text[place : named[1]]) == "Quy chế tiếp dân"


def test_what_was_adjusted_is_told_in_the_letters_of_the_source() -> None:
    text = "Chuyển cơ quan chủ trì từ Tổ hòa giải sang Ủy ban xã"
    change = read_adjustment(decomposed(text), "", 1)
    assert (change.before, change.after) == (decomposed("Tổ hòa giải"), decomposed("Ủy ban xã"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Theo khoản 2 và khoản 5 Điều 7.", "Theo khoản 2 và khoản 5 Điều 8."),
        ("Ủy ban họp thường kỳ", "Ủy ban họp đột xuất"),
    ],
)
def test_an_edit_is_told_alike_in_either_form(old: str, new: str) -> None:
    composed = edits(operations(old, new), VN)
    assert said(edits(operations(decomposed(old), decomposed(new)), VN)) == said(composed)


def test_what_a_pattern_finds_is_placed_in_the_text() -> None:
    text = decomposed("Điều lệ Đảng, điều lệ Đoàn")
    found = list(read_all(re.compile(r"(?P<word>điều) lệ (?P<none>x)?", re.IGNORECASE), text))
    assert [each["word"] for each in found] == [decomposed("Điều"), decomposed("điều")]
    assert [text[each.start() : each.end()] for each in found] == [each.group() for each in found]
    assert found[0]["none"] is None
    assert found[0].span("none") == (-1, -1)
    assert read_in(re.compile("lê"), text) is None


def test_what_is_composed_is_matched_as_it_is() -> None:
    assert isinstance(read_in(re.compile("lệ"), "Điều lệ"), re.Match)
    searchable = Searchable.of("Điều lệ")
    assert searchable.key is searchable.text


@pytest.mark.parametrize("path", FOREIGN, ids=lambda path: path.name)
def test_a_foreign_file_becomes_the_same_source_from_either_form(
    path: Path, tmp_path: Path
) -> None:
    convert_the_same(path, tmp_path)


@pytest.mark.corpus
@pytest.mark.parametrize("path", OTHER_FOREIGN or [None], ids=lambda path: path and path.name)
def test_a_real_foreign_file_becomes_the_same_source_from_either_form(
    path: Path | None, tmp_path: Path
) -> None:
    if path is None:
        pytest.skip("the real texts are kept beside the repository and are not here")
    convert_the_same(path, tmp_path)


def convert_the_same(path: Path, folder: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    found = []
    for form in (compose, decomposed):
        copy = folder / path.name
        copy.write_text(form(text), encoding="utf-8")
        converted = convert_file(copy)
        repaired = [each for each in converted.problems if each.rule != "import-composed"]
        found.append((converted.source, repaired))
    assert found[0] == found[1]
