"""Two versions of an English text are compared, and what changed is said with its own words."""

from pathlib import Path

from quyche.comparing import synopses
from quyche.comparing.comparison import compare
from quyche.comparing.sentences import ChangeSentences
from quyche.comparing.tables import table
from quyche.labels import Labels
from quyche.language.english import EN
from quyche.texts.parser import parse

DATA = Path(__file__).parents[1] / "data" / "english"
LABELS = Labels.load("vi")


def said(name: str, *changes: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """What is said of each article of a sample, changed so; its table is made as well."""
    source = (DATA / f"{name}.md").read_text("utf-8")
    changed = source
    for old, new in changes:
        assert old in changed
        changed = changed.replace(old, new)
    before, after = (parse(each, "quy-che/a.md", EN).document for each in (source, changed))
    compared = compare(before, after)
    for side, document in (("old", before), ("new", after)):
        named = {anchor for change in compared.changes for anchor in getattr(change, side)}
        assert named >= {one.anchor for one in document.walk() if one.text}
    synopsis = synopses.synopsis(compared, before, after)
    assert table(synopsis, (before, after), LABELS, {}).rows
    sentences = ChangeSentences.of(synopsis.blocks, before, after, LABELS)
    told = ((block, sentences.sentences(block)) for block in synopsis.blocks)
    return {(block.new or block.old)[0].anchor: words for block, words in told if words}


def test_decimal_headings() -> None:
    told = said(
        "decimal-headings",
        ("under section 2.2", "under section 2.3"),
        ("### 2.2 Fees", "### 2.2 Guests\n\nGuests are welcome on any Sunday in summer.\n\n### 2.3 Fees"),
        ("#### 2.2.1", "#### 2.3.1"),
        ("  * 3.2.a buy kites;\n", ""),
    )  # fmt: skip
    assert told == {
        "section-2-1": ("Chỉ đổi số dẫn chiếu: “section 2.2” thành “section 2.3” tại Section 2.1.2(a).",),
        "section-2-2": ("Bổ sung Section 2.2.",),
        "section-2-3": ("Đổi số: Section 2.2 thành Section 2.3.",),
        "section-2-3-1": ("Đổi số: Section 2.2.1 thành Section 2.3.1.",),
        "section-3": ("Bỏ Section 3.2.a.",),
    }  # fmt: skip


def test_coded_items() -> None:
    told = said(
        "coded-items",
        ("    - 3a2)", "    - 3a2) It must have a tail of cloth or of paper.\n    - 3a3)"),
        ("see Rule 3d", "see Rule 3e"),
    )
    assert told == {
        "article-3": (
            "Bổ sung Article 3a2.",
            "Đổi số dẫn chiếu: “Rule 3d” thành “Rule 3e” tại Article 3a.",
            "Đổi số: Article 3a2 thành Article 3a3.",
        )
    }


def test_sections_in_articles() -> None:
    told = said(
        "sections-in-articles",
        ("mend kites", "mend and paint kites"),
        ("(c) Section 2(h) and Article III, Section 1 hold for both.\n", ""),
    )
    assert told == {
        "article-2-section-1": (
            "Bỏ paragraph (c).",
            "Bổ sung cụm từ “and paint” tại paragraph (b)(i).",
        )
    }
