"""What a search loads: every place of every page, its words in groups that editions hand on."""

import json
import re
from itertools import accumulate

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import organisation as sample
from quyche.searching import search_units
from quyche.searching.page_sections import sections_of
from quyche.searching.plain_lines import plain_line
from quyche.searching.search_segments import Segment, Segments
from quyche.searching.search_terms import terms_of
from quyche.searching.search_units import SearchRecord, SearchUnit
from quyche.searching.search_words import UnitTerms, word_files

REGULATION = sample.documents().by_path[sample.REGULATION]


def unit(address: str, text: str, heading: str = "") -> SearchUnit:
    records = (SearchRecord("", "page", "", heading, text),)
    return SearchUnit(address, "page", "", "", "", "", records)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Ban Thường vụ Tỉnh ủy", ["ban", "thuong", "vu", "tinh", "uy"]),
        ("Điều 7a, số 00-QC/TU", ["dieu", "7a", "so", "00", "qc", "tu"]),
        ("uỷ ban nhân dân".replace("ỷ", "y\u0309"), ["uy", "ban", "nhan", "dan"]),
        ("a_b — “c”", ["a", "b", "c"]),
        ("", []),
    ],
)
def test_words_are_compared_without_marks_and_case(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


def test_every_provision_is_a_place_with_its_own_text() -> None:
    found = search_units.of_text(REGULATION)
    assert [record.anchor for record in found.records] == ["", *REGULATION.by_anchor]
    for record in found.records[1:]:
        provision = REGULATION.by_anchor[record.anchor]
        assert record.heading == provision.heading
        assert record.text == re.sub("(?m)^- ", "", provision.text)
        assert record.label == provision.address.citation
    assert found.number == REGULATION.metadata.number


def test_the_name_of_a_file_says_its_content() -> None:
    one, same, other = unit("a/", "Một."), unit("b/", "Một."), unit("a/", "Hai.")
    assert one.piece == same.piece != other.piece


def test_a_page_is_taken_apart_by_its_headings() -> None:
    html = """<h1 id="_1">Hướng <em>dẫn</em></h1><p>Mở <b>đầu</b>.</p><script>x()</script>
    <h2 id="doc">Đọc<a class="headerlink" href="#doc">¶</a></h2>
    <ul><li>Một<sup><a class="footnote-ref">1</a></sup></li><li>Hai &amp; ba</li></ul><h2 id="rong"></h2>
    <h2 id="mau">Mẫu</h2><pre><code><b>##</b># Điều 9. Đi cơ sở {governs="bi-thu"}
- Thời gian: Quý I
---</code></pre>"""
    assert sections_of(html) == (
        SearchRecord("", "page", "", "Hướng dẫn", "Mở đầu."),
        SearchRecord("doc", "section", "", "Đọc", "Một\nHai & ba"),
        SearchRecord("mau", "section", "", "Mẫu", "Điều 9. Đi cơ sở\nThời gian: Quý I"),
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("- Thời gian: Quý I/2021", "Thời gian: Quý I/2021"),
        ("  * > Trích", "Trích"),
        ("### Điều 9. Đi cơ sở", "Điều 9. Đi cơ sở"),
        ("| Việc | Hạn |", "Việc · Hạn"),
        ("|---|:---:|", ""),
        ("-5 độ; số #1; a - b | c", "-5 độ; số #1; a - b | c"),
        ("a) Rõ người", "a) Rõ người"),
    ],
)
def test_an_excerpt_has_no_signs_of_markdown(line: str, said: str) -> None:
    assert plain_line(line) == said


def words_in(segments: Segments, written: dict[str, str], term: str) -> dict[str, int]:
    """The pages that a term leads to, as the script of the site finds them."""
    found: dict[str, int] = {}
    for segment in segments.all:
        at = max((at for at, first in enumerate(segment.words) if first <= term), default=-1)
        if at < 0:
            continue
        postings = json.loads(written[segment.files[at]])["words"].get(term, ([], []))
        for weight, distances in zip((2, 1), postings, strict=True):
            for number in accumulate(distances):
                if page := segment.pages[number]:
                    found[page[0]] = weight
    return found


WORDS = ("an", "ban", "hop", "khoan", "luat", "quy", "vu")
PAGES = st.dictionaries(
    st.sampled_from([f"{number}/" for number in range(12)]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(PAGES, min_size=1, max_size=8))
def test_an_edition_finds_its_pages_whatever_older_ones_wrote(
    editions: list[dict[str, str]],
) -> None:
    before: tuple[Segment, ...] = ()
    written: dict[str, str] = {}
    for pages in editions:
        units = [unit(address, text) for address, text in pages.items()]
        found = Segments.of(units, before)
        written |= found.written
        before = found.all
        held = [page for segment in found.all for page in segment.pages if page]
        assert sorted(held) == sorted((one.address, one.piece) for one in units)
        assert len(found.all) <= 1 + len(units).bit_length()
        for word in WORDS:
            having = {address: 1 for address, text in pages.items() if word in text.split()}
            assert words_in(found, written, word) == having


def test_an_edition_that_changes_nothing_writes_no_words() -> None:
    units = [unit(f"{number}/", f"trang {number}") for number in range(9)]
    first = Segments.of(units)
    assert first.written
    again = Segments.of(units, first.all)
    assert (again.all, again.written) == (first.all, {})


def test_what_one_page_changes_is_written_without_the_others() -> None:
    units = [unit(f"{number}/", f"trang{number} chung") for number in range(40)]
    first = Segments.of(units)
    changed = [*units[1:], unit("0/", "trang0 khac")]
    second = Segments.of(changed, first.all)
    assert [segment.live for segment in second.all] == [39, 1]
    assert not any("trang7" in content for content in second.written.values())


def test_words_of_headings_are_told_from_those_of_texts() -> None:
    (file,) = word_files([UnitTerms.of(unit("a/", "họp ban", heading="Hội nghị"))])
    postings = json.loads(file.content)["words"]
    assert postings["hop"] == [[], [0]]
    assert postings["hoi nghi"] == [[0], []]
    assert postings["hop ban"] == [[], [0]]


def test_files_of_words_are_cut_between_words() -> None:
    text = " ".join(f"chu{number} van{number}" for number in range(4000))
    files = word_files([UnitTerms.of(unit("a/", text))])
    assert len(files) > 3
    firsts = [file.first for file in files]
    assert firsts == sorted(firsts)
    for file, following in zip(files, [*firsts[1:], "\uffff"], strict=True):
        words = {term.split(" ")[0] for term in json.loads(file.content)["words"]}
        assert file.first in words
        assert all(file.first <= word < following for word in words)
