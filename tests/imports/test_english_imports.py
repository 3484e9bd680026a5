"""English files become English texts, whatever their provisions are numbered by."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from quyche.imports.documents.conversion import convert, convert_file
from quyche.imports.documents.homes import Home
from quyche.imports.files import plain_text
from quyche.imports.files.paragraphs import Paragraph, Piece
from quyche.language.english import EN
from quyche.texts.parser import parse
from quyche.texts.provisions import Document

ENGLISH = sorted((Path(__file__).parents[1] / "data" / "english").glob("*.md"))


def converted(*lines: str) -> str:
    pieces = [Paragraph(line, number) for number, line in enumerate(lines, start=1)]
    return convert(pieces, (), "x.txt", "regulation", "", grammar=EN).source


def document(source: str) -> Document:
    parsed = parse(source, "x.md", EN)
    assert parsed.problems == ()
    return parsed.document


def anchors(*lines: str) -> list[str]:
    return [provision.anchor for provision in document(converted(*lines)).walk()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ["Rules", "PART I — GENERAL", "Section 1. Name", "(1) One:", "(a) two", "(i) three", "(2) Four"],
            ["part-1", "section-1", "section-1-paragraph-1", "section-1-paragraph-1-point-a", "section-1-paragraph-1-point-a-subpoint-i", "section-1-paragraph-2"],
        ),
        (
            ["Rules", "1. Name", "1.1 It is short.", "1.2 It is known:", "1.2.1 here;", "2. Members", "2.1 Admission", "2.1.1 Anyone may ask."],
            ["section-1", "section-1-1", "section-1-2", "section-1-2-1", "section-2", "section-2-1", "section-2-1-1"],
        ),
        (
            ["Rules", "Article 3: Kites", "3a) One.", "3a1) Two.", "3d) Three."],
            ["article-3", "article-3-a", "article-3-a-1", "article-3-d"],
        ),
        (
            ["Bylaws", "Article I. Name", "Section 1. Short", "(a) One.", "Article II. Seat", "Section 1. Town", "Section 5 applies to all of us.", "Schedule 1. Fees", "1. Ten."],
            ["article-1", "article-1-section-1", "article-1-section-1-paragraph-a", "article-2", "article-2-section-1", "schedule-1", "schedule-1-paragraph-1"],
        ),
    ],
)  # fmt: skip
def test_paragraphs_become_provisions(lines: list[str], expected: list[str]) -> None:
    assert anchors(*lines) == expected


def test_what_was_converted_says_how_it_is_written() -> None:
    assert "\nstructure: en\n" in converted("Rules", "Section 1. Name", "(1) One.")


def test_a_sentence_that_begins_like_a_provision_stays_one() -> None:
    source = converted(
        "Rules", "Section 1. Name", "Section 5. applies: to none", "3.5 metres are enough."
    )
    kept = document(source).source
    assert "metres are enough" in kept
    assert next(one.anchor for one in document(source).walk()) == "section-1"


PAPER = """RULES OF THE KITE CLUB

Section 1. Name
The club is called the Harbour Kite Club and has its seat in the old boat
house, where kites are kept that nobody took home.

(1) Whoever flies a kite after sunset needs a light, and asks the committee,
which answers within a week, as section 2 says.
(2) A light
(a) of oil, or
(b) of wax.
"""


def texts(pieces: Iterable[Piece]) -> list[str]:
    return [piece.text for piece in pieces if isinstance(piece, Paragraph)]


def test_lines_that_were_broken_for_paper_are_joined() -> None:
    pieces, problems = plain_text.read(PAPER, "x.txt", EN)
    assert texts(pieces) == [
        "RULES OF THE KITE CLUB",
        "Section 1. Name",
        "The club is called the Harbour Kite Club and has its seat in the old boat house, where kites are kept that nobody took home.",
        "(1) Whoever flies a kite after sunset needs a light, and asks the committee, which answers within a week, as section 2 says.",
        "(2) A light",
        "(a) of oil, or",
        "(b) of wax.",
    ]
    assert problems == ()


@pytest.mark.parametrize("path", ENGLISH, ids=lambda path: path.stem)
def test_a_text_that_lost_its_hashes_is_found_again(path: Path, tmp_path: Path) -> None:
    """All words stay; numbers are kept where the hashes alone did not tell the tree."""
    source = path.read_text("utf-8")
    bare = "\n\n".join(line.lstrip("# ").strip() for line in source.split("\n") if line.strip("- "))
    file = tmp_path / "a.txt"
    file.write_text(bare, "utf-8")
    made = convert_file(file, structure="en").source
    words = (
        "".join(made.split("---\n", 2)[2].split())
        .replace("\\", "")
        .replace("#", "")
        .replace(">", "")
    )
    assert words == "".join(bare.split()).replace("#", "")


def test_a_file_that_stands_nowhere_yet_is_written_as_the_organisation_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text("extra:\n  quyche:\n    structure: en\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert Home.of(Path("r.md")).structure == "en"


SHORT = """Rules about the clubhouse
The clubhouse is open to all
members on each day.
Rules about the kites
Kites are kept there.
"""


def test_a_heading_above_running_text_stays_a_line_of_its_own_in_a_short_text() -> None:
    pieces, _ = plain_text.read(SHORT, "x.txt", EN)
    assert texts(pieces) == [
        "Rules about the clubhouse",
        "The clubhouse is open to all members on each day.",
        "Rules about the kites",
        "Kites are kept there.",
    ]
    wider = "Who may open the old clubhouse\nThe committee opens it whenever a member asks.\n"
    assert texts(plain_text.read(wider, "x.txt", EN)[0]) == wider.splitlines()


@pytest.mark.parametrize(
    ("lines", "heading"),
    [
        (["SCHEDULE 1", "Fees", "1. Ten."], "# SCHEDULE 1 Fees"),
        (["Part II", "GENERAL", "Section 2. Seat", "It is here."], "## Part II GENERAL"),
        (["Section 2", "Seat", "It is here."], "### Section 2 Seat"),
        (["Section 2", "It is here.", "It stays here."], "### Section 2"),
        (["Section 2", "Here and there"], "### Section 2"),
        (["SCHEDULE 1", "1. Ten."], "# SCHEDULE 1"),
    ],
)
def test_a_title_in_the_line_below_its_number_stands_beside_it(
    lines: list[str], heading: str
) -> None:
    source = converted("Rules", "Section 1. Name", "The club.", *lines)
    assert heading in source.splitlines()
    assert "".join("".join(lines).split()) in "".join(source.replace("#", "").split())


@pytest.mark.parametrize(
    ("head", "told"),
    [
        (["No. 7 of 2026", "Adopted by the Board on 5 March 2026"], {"number": "7 of 2026", "adopted": "2026-03-05", "status": "adopted"}),
        (["By-law No. 12/2026", "Approved at the general meeting of March 5, 2026."], {"number": "12/2026", "adopted": "2026-03-05", "status": "adopted"}),
        (["Number: KC-12/2026", "Passed on the 5th day of March 2026", "Effective from 2026-04-01"], {"number": "KC-12/2026", "adopted": "2026-03-05", "effective": "2026-04-01", "status": "adopted"}),
        (["Second draft"], {"status": "draft", "draft": "2"}),
        (["DRAFT 3", "Adopted by the Board on 5 March 2026"], {"status": "draft", "draft": "3"}),
        (["Adopted by the Board on 31 February 2026"], {"status": "draft"}),
        (["The Board adopted no rules on 5 March 2026", "No. 7 and 8 of 2026 are void"], {"status": "draft"}),
    ],
)  # fmt: skip
def test_a_head_says_number_day_and_draft(head: list[str], told: dict[str, str]) -> None:
    front = converted("Rules", *head, "Section 1. Name", "The club.").split("---\n")[1]
    lines = dict(line.split(": ", 1) for line in front.splitlines())
    found = {key: value.strip("\"'") for key, value in lines.items()}
    known = {"number", "adopted", "effective", "status", "draft"}
    assert {key: found[key] for key in known & found.keys()} == told


def test_the_day_in_force_is_read_from_the_sentence_that_says_it() -> None:
    source = converted(
        "Rules", "Section 1. Force", "These rules come into force on 1 April 2026.", "Others."
    )
    assert "\neffective: 2026-04-01\n" in source
