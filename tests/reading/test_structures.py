"""A document says how it is written, or its site does; all that read an edition go by it."""

from pathlib import Path

import pytest

from quyche.corpus import corpora
from quyche.editions.archives import Archive
from quyche.exports import outlines
from quyche.labels import Labels
from quyche.language import structures
from quyche.language.english import EN
from quyche.language.vietnamese import VN
from quyche.pages.documents import document_markdown
from quyche.reading.reading import Reading
from quyche.settings import Settings
from repositories import commit, create, entry

LABELS = Labels.load("vi")
ENGLISH = (Path(__file__).parents[1] / "data" / "english" / "decimal-headings.md").read_text(
    "utf-8"
)
VIETNAMESE = "# Quy chế\n\n### Điều 1. Chung\n\n1. Theo khoản 1 Điều 1.\n"


def regulation(body: str, **told: str) -> bytes:
    keys = {"kind": "regulation", "title": "T", "status": "draft", "visibility": "public", **told}
    front = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\n{front}---\n{body}".encode()


def reading(settings: Settings | None = None, **texts: bytes) -> Reading:
    files = {f"quy-che/{name}.md": content for name, content in texts.items()}
    return Reading.of(files, settings=settings)


def test_texts_of_two_structures_stand_in_one_edition() -> None:
    read = reading(vi=regulation(VIETNAMESE), en=regulation(ENGLISH, structure="en"))
    known = read.corpus.by_id
    assert (known["vi"].grammar, known["en"].grammar) == (VN, EN)
    assert "section-2-1-2-point-b-subpoint-ii" in known["en"].by_anchor
    assert "dieu-1-khoan-1" in known["vi"].by_anchor
    assert read.grammars == structures.KNOWN
    assert not [one for one in read.problems if one.rule in {"citation-dangling", "number-twice"}]


def test_what_a_text_does_not_say_the_settings_do() -> None:
    read = reading(Settings.read({"structure": "en"}), vi=regulation(VIETNAMESE, structure="vn"), en=regulation(ENGLISH))  # fmt: skip
    assert [text.grammar.name for text in read.corpus.texts] == ["en", "vn"]
    assert reading(en=regulation(ENGLISH)).corpus.texts[0].grammar is VN


def test_minutes_are_read_by_what_they_say() -> None:
    minutes = (
        "---\nkind: meeting\ntitle: T\nbody: b\ndate: 2026-05-01\nstructure: en\n---\n"
        "# Minutes\n\n## Conclusions\n\n1. Article 5 stands.\n2. So does paragraph (a).\n"
    )
    read = Reading.of({"hoi-nghi/m.md": minutes.encode()})
    (text,) = read.corpus.minutes
    assert list(text.by_anchor) == ["conclusions-1", "conclusions-2"]


def test_an_unknown_structure_is_told_with_those_that_are_known() -> None:
    read = reading(en=regulation(ENGLISH, structure="dutch"))
    (problem,) = (one for one in read.problems if one.rule == "front-type")
    told = LABELS.line(problem)
    assert told.startswith("quy-che/en.md:6: ")
    assert all(word in told for word in ("structure", "dutch", "vn", "en"))


def test_a_page_shows_every_number_of_an_english_text_with_its_anchor_and_links() -> None:
    read = reading(en=regulation(ENGLISH, structure="en"))
    (text,) = read.corpus.texts
    page = document_markdown(read, text)
    for anchor, provision in text.by_anchor.items():
        assert f"(#{anchor})" in page
        assert provision.mark.rstrip(".:)") in page
    assert "(#section-2-1-2-point-b-subpoint-ii)" in page.split("2.2.1")[0]


def test_older_editions_are_read_as_their_site_writes(tmp_path: Path) -> None:
    create(tmp_path)
    commit(tmp_path, {"quy-che/a.md": regulation(ENGLISH).decode(), "editions.yml": entry("1")})
    (tmp_path / "mkdocs.yml").write_text("extra:\n  quyche:\n    structure: en\n", "utf-8")
    archive = Archive.open(tmp_path / "docs")
    (text,) = archive.corpus("1").texts
    assert text.grammar is EN
    assert corpora.text_of("quy-che/a.md", regulation(ENGLISH)).grammar is VN


@pytest.mark.parametrize("name", ["coded-items", "sections-in-articles"])
def test_a_file_alone_is_outlined_as_it_is_said_to_be_written(tmp_path: Path, name: str) -> None:
    source = (Path(__file__).parents[1] / "data" / "english" / f"{name}.md").read_text("utf-8")
    file = tmp_path / "a.md"
    file.write_text(source, "utf-8")
    outline = outlines.of_file(file, tmp_path / "docs", LABELS, "en")
    assert outline["counts"]["clauses"] > 5  # of the sample
    assert any(cited["target"] for cited in outline["citations"])
    assert outlines.of_file(file, tmp_path / "docs", LABELS)["counts"]["articles"] == 0
