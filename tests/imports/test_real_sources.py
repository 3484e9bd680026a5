"""What the importer reaches on real texts; skipped where they are missing."""

import json
import re
import textwrap
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from lxml import etree

from quyche.imports import findings
from quyche.imports.documents.conversion import convert, convert_file
from quyche.imports.files import plain_text
from quyche.language.kinds import Kind
from quyche.texts.notes import notes, references
from quyche.texts.parser import parse
from quyche.texts.provisions import Block, Document, Provision

CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus"
TEXTS = sorted([*CORPUS.glob("txt/*.txt"), *CORPUS.glob("pairs/*/*.txt")])
WORD_FILES = sorted(CORPUS.glob("docx/*.docx"))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FURNITURE_RE = re.compile(
    r"\s*(?:CÔNG BÁO/Số.*|\d{1,3}|(?:Ký bởi|Người ký|Email|Cơ quan|Ngày ký|Thời gian ký):.*)\s*"
)
Law = dict[str, list[dict[str, object]]]

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.slow,
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"no real texts at {CORPUS}"),
]


def laws() -> list[Law]:
    lines = (CORPUS / "laws" / "laws.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def flattened(law: Law, mark: str = ". ", end: str = "\n") -> str:
    lines: list[object] = []
    for article in law["articles"]:
        title = f"Điều {article['number']}{mark}{article['title']}"
        lines += [*_texts(article["before"]), title, *_texts(article["lines"])]
    return end.join(map(str, lines)) + "\n"


def _texts(value: object) -> list[str]:
    assert isinstance(value, list)
    return value


def printed(text: str, width: int = 75, every: int = 45, start: str = "", blank: str = " ") -> str:
    """A text as a gazette prints it: broken lines, a header on every page."""
    broken = [line for part in text.splitlines() for line in textwrap.wrap(part, width)]
    lines: list[str] = []
    for page, at in enumerate(range(0, len(broken), every), start=12):
        header = ["CÔNG BÁO/Số 12 + 13/Ngày 01-02-2020", str(page)]
        lines += [f"{start}{blank}", *(header if page % 2 else reversed(header)), blank]
        lines += [f"{line} " if at % 3 else line for line in broken[at : at + every]]
    return "\n".join(lines) + "\n"


def read(text: str) -> Document:
    pieces, problems = plain_text.read(text, "x.txt")
    parsed = parse(convert(pieces, problems, "x.txt", "regulation", "").source, "x.md")
    assert not parsed.problems
    return parsed.document


def spaceless(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text))


def shown(parts: Sequence[Block | Provision]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            yield part.text
        else:
            yield f"{part.mark} {part.heading}"
            yield from shown(part.content)


def unlike(law: Law, document: Document) -> list[str]:
    """The articles of a law that came back with another number, title or text."""
    found = [
        (article.number, spaceless(article.heading), spaceless("\n".join(shown(article.content))))
        for article in document.articles()
    ]
    wanted = [
        (
            str(article["number"]),
            *map(spaceless, _head_and_text(str(article["title"]), _texts(article["lines"]))),
        )
        for article in law["articles"]
    ]
    assert len(found) == len(wanted)
    return [number for number, *rest in wanted if (number, *rest) not in found]


def _head_and_text(title: str, lines: list[str]) -> tuple[str, str]:
    """The first clause is no title, though it stands on the line of the article's number."""
    if title.startswith("1. "):
        return "", "\n".join([title, *lines])
    return title, "\n".join(lines)


@pytest.mark.parametrize(
    "flatten",
    [flattened, lambda law: flattened(law, ": "), lambda law: flattened(law, end="\n\n")],
    ids=["lines", "colon", "blank lines"],
)
def test_every_article_of_the_laws_comes_back(flatten: Callable[[Law], str]) -> None:
    assert [number for law in laws() for number in unlike(law, read(flatten(law)))] == []


@pytest.mark.parametrize(
    "layout",
    [
        {},
        {"width": 70, "every": 50, "start": "\f"},
        {"width": 72, "blank": ""},
        {"width": 80, "every": 40},
    ],
    ids=str,
)
def test_nearly_every_article_comes_back_from_a_gazette(layout: dict[str, int]) -> None:
    wrong = [
        (law["id"], number)
        for law in laws()
        for number in unlike(law, read(printed(flattened(law), **layout)))  # type: ignore[arg-type]
    ]
    assert len(wrong) <= 4, wrong


def words(text: str) -> Counter[str]:
    """Letters and digits apart: the number of a footnote is glued to a word on paper."""
    return Counter(re.findall(r"[^\W\d]+|\d+", unicodedata.normalize("NFC", text)))


def lost(source: str, path: Path) -> Counter[str]:
    document = parse(convert_file(path).source, "x.md").document
    told = (text for note in notes(document) for text in (note.label, note.text))
    referred = (reference.label for reference in references(document))
    return words(source) - words("\n".join([*shown(document.content), *told, *referred]))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_no_word_of_a_text_is_lost(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    source = "\n".join(line for line in lines if not FURNITURE_RE.fullmatch(line))
    assert lost(source, path) == Counter()


@pytest.mark.parametrize("path", WORD_FILES, ids=lambda path: path.name)
def test_no_word_of_a_word_file_is_lost(path: Path) -> None:
    assert lost(raw_text(path), path) == Counter()


def raw_text(path: Path) -> str:
    """All text of a Word file, taken from it in another way than the importer's."""
    found = []
    with zipfile.ZipFile(path) as archive:
        for name in ("document", "footnotes", "endnotes"):
            if f"word/{name}.xml" in archive.namelist():
                root = etree.fromstring(archive.read(f"word/{name}.xml"))
                for fallback in list(root.iter(FALLBACK)):
                    fallback.clear()
                texts = root.iter(*(WORD + tag for tag in ("t", "p", "tab", "br")))
                found += [part.text or "" if part.tag == f"{WORD}t" else "\n" for part in texts]
    return "".join(found)


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("txt/nd-191-2026-quy-che-lam-viec-cua-chinh-phu.txt", [3, 46]),
        ("txt/nd-162-2004-quy-che-tam-giu.txt", [3, 21]),
        ("docx/quy-che-lam-viec-dang-bo-xa-lung-cu-2025-2030.docx", [25]),
        ("docx/luat-61-2024-qh15.docx", [81]),
        ("pairs/lao-dong-2012-2019/old.txt", [242]),
        ("pairs/lao-dong-2012-2019/new.txt", [220]),
    ],
)
def test_articles_and_clauses_are_counted_without_gaps(name: str, articles: list[int]) -> None:
    result = convert_file(CORPUS / name)
    parsed = parse(result.source, "x.md")
    assert not parsed.problems
    assert not findings.has_losses(result.problems)
    wanted = [str(number) for count in articles for number in range(1, count + 1)]
    assert [article.number for article in parsed.document.articles()] == wanted
    for article in parsed.document.articles():
        clauses = [part.number for part in article.children if part.kind is Kind.CLAUSE]
        assert clauses == [str(number) for number in range(1, len(clauses) + 1)], article.anchor
