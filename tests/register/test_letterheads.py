"""The head of a text: which parts it has, by the system of who issues it and by its day."""

import datetime
from dataclasses import replace

import pytest

import wards
from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.editions.history import History, Standing
from quyche.formats.sheets import SheetHead, SheetOrnament
from quyche.labels import Labels
from quyche.pages.heads import head_of
from quyche.problems import Severity
from quyche.register.entries import Entry
from quyche.register.letterheads import Letterhead
from quyche.register.profiles import PROFILES, System, profile_of
from quyche.register.register import Register
from quyche.settings import SYSTEMS, Settings
from quyche.texts.metadata import Metadata
from readings import problems_in, reading_of

LABELS = Labels.load("vi")
SETTINGS = Settings("Phường Bến Gỗ", place="Bến Gỗ", system="state")
PARTY = ("Đảng Cộng sản Việt Nam", "", SheetOrnament.STAR)
STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", SheetOrnament.RULE)
PLAIN = ("", "", SheetOrnament.NONE)


def ward(**more: str) -> Corpus:
    """The documents of the ward, and what a test adds to them or puts in their place."""
    files = {**wards.REGISTER, **wards.SECOND, **more}
    return corpora.build({path: str(text).encode() for path, text in files.items()})


def metadata_of(documents: Corpus, name: str) -> Metadata:
    return documents.by_id[name].metadata


def parts(head: SheetHead | None) -> tuple[str, str, SheetOrnament]:
    assert head is not None
    return head.banner, head.motto, head.ornament


@pytest.mark.parametrize("day", ["2015-12-15", "2018-04-03", "2020-03-05", "2026-01-09", ""])
@pytest.mark.parametrize(
    ("system", "expected", "number"),
    [("party", PARTY, "Số 1"), ("state", STATE, "Số: 1"), ("plain", PLAIN, "Số 1")],
)
def test_a_head_has_the_parts_of_its_system_on_its_day(
    system: str, day: str, expected: tuple[str, str, SheetOrnament], number: str
) -> None:
    date = datetime.date.fromisoformat(day) if day else None
    metadata = replace(metadata_of(ward(), wards.NOBODY), adopted=date, effective=None, number="1")
    letterhead = Letterhead("A", system=system)
    head = letterhead.of_text(metadata, date, "", LABELS)
    assert parts(head) == expected
    assert head.number == number


def test_above_the_issuer_stands_what_its_entry_says_and_nobody_else() -> None:
    path = wards.ISSUERS[wards.COUNCIL]
    entry = str(wards.REGISTER[f"co-quan/{path}.md"]).replace(
        "kind: body\n", "kind: body\nsuperior: Tỉnh A\n"
    )
    documents = ward(**{f"co-quan/{path}.md": entry})
    letterhead = Letterhead.of(SETTINGS, documents.register)
    heads = {
        name: letterhead.of_text(metadata_of(documents, name), None, "", LABELS).superior
        for name in wards.ISSUERS
    }
    assert heads == {name: "Tỉnh A" if name == wards.COUNCIL else "" for name in wards.ISSUERS}


def test_of_each_system_there_is_a_profile_for_every_day() -> None:
    assert {one.value for one in System} == set(SYSTEMS)
    for system in SYSTEMS:
        assert profile_of(system, datetime.date.min).system == system
        newest = [one for one in PROFILES if one.system == system][-1]
        assert profile_of(system, None) is newest
    with pytest.raises(ValueError, match="guild"):
        profile_of("guild", None)


@pytest.mark.parametrize(
    ("name", "issuer", "number", "expected"),
    [
        (wards.COUNCIL, "Hội đồng nhân dân phường Bến Gỗ", "Số: 05/2026/NQ-HĐND", STATE),
        (wards.PARTY, "Đảng ủy phường Bến Gỗ", "Số 05-QC/ĐU", PARTY),
        (wards.CLUB, "Hội Người cao tuổi phường Bến Gỗ", "Số 12/HCT", PLAIN),
        # a member of the Party committee too, but of the People's Committee first
        (wards.CHAIRMAN, "Chủ tịch Ủy ban nhân dân phường Bến Gỗ", "Số: 09/QĐ-UBND", STATE),
        (wards.NOBODY, "Phường Bến Gỗ", "Số: 03/QC-P", STATE),
    ],
)
def test_each_document_of_a_ward_has_the_head_of_its_issuer(
    name: str, issuer: str, number: str, expected: tuple[str, str, SheetOrnament]
) -> None:
    reading = reading_of(ward(), settings=SETTINGS)
    standing = Standing("1", History())
    letter = head_of(reading, reading.corpus.by_id[name], standing).letter
    assert parts(letter) == expected
    assert (letter.issuer, letter.number) == (issuer, number)
    assert letter.dated == "Bến Gỗ, ngày 03 tháng 02 năm 2026"
    day = datetime.date(2026, 2, 3)
    letterhead = Letterhead.of(SETTINGS, reading.corpus.register)
    metadata = metadata_of(reading.corpus, name)
    for paper in (
        letterhead.of_paper(metadata, day, LABELS),
        letterhead.of_answers(metadata, LABELS),
    ):
        assert parts(paper) == expected
        assert paper is not None
        assert paper.issuer == issuer


def test_a_document_may_say_itself_whose_rules_it_follows_and_where_it_was_issued() -> None:
    text = wards.adopted(wards.PARTY, "hằng tháng", "2026-02-03")
    told = text.replace("visibility", "system: plain\nplace: Huế\nvisibility")
    documents = ward(**{"quy-che/dang-uy.md": told})
    letterhead = Letterhead.of(SETTINGS, documents.register)
    head = letterhead.of_paper(
        metadata_of(documents, wards.PARTY), datetime.date(2026, 2, 3), LABELS
    )
    assert parts(head) == PLAIN
    assert head is not None
    assert head.dated == "Huế, ngày 03 tháng 02 năm 2026"


def test_whom_nobody_knows_is_an_error_and_never_the_owner_of_the_site() -> None:
    text = wards.adopted(wards.PARTY, "hằng tháng", "2026-02-03")
    documents = ward(**{"quy-che/dang-uy.md": text.replace("issuer: dang-uy", "issuer: dang-bo")})
    (problem,) = problems_in(documents)
    assert (problem.rule, problem.line, problem.severity) == (
        "register-id-unknown",
        4,
        Severity.ERROR,
    )
    letterhead = Letterhead.of(SETTINGS, documents.register)
    head = letterhead.of_paper(metadata_of(documents, wards.PARTY), None, LABELS)
    assert parts(head) == PLAIN
    assert head is not None
    assert head.issuer == "dang-bo"


def test_a_site_that_says_nothing_claims_nothing() -> None:
    metadata = metadata_of(ward(), wards.NOBODY)
    assert Letterhead().of_paper(metadata, None, LABELS) is None
    assert parts(Letterhead("Công ty A").of_paper(metadata, None, LABELS)) == PLAIN
    assert Settings().system == "plain"


def test_answers_name_the_organisation_as_it_names_itself() -> None:
    entry = Entry("dang-uy", "body", "Ban Chấp hành Đảng bộ phường", "a.md", ("Đảng ủy phường",))
    letterhead = Letterhead("Đảng uỷ phường", register=Register((entry,)), system="party")
    head = letterhead.of_answers(metadata_of(ward(), wards.PARTY), LABELS)
    assert head is not None
    assert head.issuer == "Đảng uỷ phường"


SYSTEM_TREE = Register(
    (
        Entry("a", "body", "A", "a.md", system="party"),
        Entry("b", "body", "B", "b.md", parent="a"),
        Entry("c", "role", "C", "c.md", parent="b", member_of=("d",)),
        Entry("d", "body", "D", "d.md", system="state"),
        Entry("e", "role", "E", "e.md", member_of=("x", "d", "a")),
        Entry("f", "body", "F", "f.md", parent="g"),
        Entry("g", "body", "G", "g.md", parent="f"),
        Entry("h", "body", "H", "h.md", parent="a", system="plain"),
    )
)


@pytest.mark.parametrize(
    ("entry", "system"),
    [
        *(("a", "party"), ("b", "party"), ("c", "party"), ("d", "state"), ("e", "state")),
        *(("f", ""), ("g", ""), ("h", "plain"), ("nobody", ""), ("", "")),
    ],
)
def test_a_body_follows_its_own_rules_or_those_of_what_it_belongs_to(
    entry: str, system: str
) -> None:
    assert SYSTEM_TREE.system_of(entry) == system


@pytest.mark.parametrize(
    ("name", "number", "rule"),
    [
        *((wards.PARTY, number, "") for number in ("05-QC/ĐU", "127-QĐ/TW", "555-KL/TUHP-TUHD")),
        *((wards.PARTY, number, "number-party") for number in ("05/QC-ĐU", "QC-05", "5-QC")),
        *(
            (wards.COUNCIL, number, "")
            for number in ("05/QC-UBND", "5/2026/NQ-HĐND", "1/2025/QH15")
        ),
        *((wards.COUNCIL, number, "number-state") for number in ("05-QC/UBND", "QC 05", "05")),
        *((wards.CLUB, number, "") for number in ("12", "A/b c", "05-QC/TU")),
        (wards.NOBODY, "12", ""),
    ],
)
def test_a_number_unlike_those_of_its_system_is_told(name: str, number: str, rule: str) -> None:
    text = wards.adopted(name, "hằng tháng", "2026-02-03")
    told = text.replace(f"number: {wards.NUMBERS[name]}", f'number: "{number}"')
    problems = problems_in(ward(**{f"quy-che/{name}.md": told}))
    assert [problem.rule for problem in problems] == ([rule] if rule else [])


def test_a_title_that_stands_in_the_text_too_is_told_with_its_line() -> None:
    text = wards.adopted(wards.COUNCIL, "hằng tháng", "2026-02-03")
    above = "**CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n\nĐộc lập – Tự do – Hạnh phúc\n\n# Quy chế"
    told = text.replace("# Quy chế", above)
    problems = problems_in(ward(**{"quy-che/hdnd.md": told}))
    assert [(one.rule, one.line) for one in problems] == [
        ("head-repeated", 11),
        ("head-repeated", 13),
    ]
