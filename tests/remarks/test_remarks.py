"""Remarks: how they are read, followed through editions, and held against what became of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from quyche import urls
from quyche.checks.remarks import remark_problems, unanswered
from quyche.corpus import corpora
from quyche.corpus.written_places import provisions_in
from quyche.editions import ledgers
from quyche.labels import Labels
from quyche.remarks import remark_files
from quyche.remarks.remarks import Answer
from quyche.remarks.traces import Tracer, of_round
from remark_samples import DOCUMENT, DRAFTS, PATH, documents, draft, only, read, remark, text_of
from repositories import ledger

LEDGER, _ = ledgers.read(ledger(*DRAFTS), ledgers.FILE)


# Reading


def test_a_remark_is_read_with_all_it_says() -> None:
    found = only(
        address="khoản 1 Điều 2", date="2021-01-25", proposal='"mỗi tháng"', answer="in-part",
        explanation="Đã sửa.", shown="1-du-thao-2", at="Điều 3", source="issue-7",
        meeting='"hop-1#ket-luan-2"',
    )  # fmt: skip
    assert (found.document, found.address, found.proposal) == (
        DOCUMENT,
        "khoản 1 Điều 2",
        "mỗi tháng",
    )
    assert found.answer is Answer.IN_PART
    assert found.is_accepted
    assert (found.path, found.line) == (PATH, 1)


def test_a_remark_keeps_its_paragraphs() -> None:
    found = only(remark="|-\n    Một.\n\n    Hai.")
    assert found.remark == "Một.\n\nHai."


def test_a_key_that_waits_for_its_value_is_as_good_as_none() -> None:
    (found,) = read(
        "- id: 1\n  edition: 1\n  from: ban-b\n  remark: Rõ.\n  answer:\n  shown: ''\n  at: null\n"
    )
    assert (found.answer, found.shown, found.at) == (None, "", "")


@pytest.mark.parametrize(
    ("source", "line", "rule"),
    [
        ("id: 1", 1, "comment-yaml"),
        ("một", 1, "comment-yaml"),
        ("- [", 1, "comment-yaml"),
        ("- một", 1, "comment-yaml"),
        (remark() + "- id: 2\n  edition: [\n", 6, "comment-yaml"),
        (remark() + "\n" + remark(), 6, "comment-twice"),
        (remark(answer="yes"), 5, "comment-type"),
        (remark(date="hôm qua"), 5, "comment-type"),
        (remark(remak="x"), 5, "comment-key"),
        (remark() + "  remark: Lại.\n", 5, "front-twice"),
        (remark(remark=""), 1, "comment-missing"),
        ("- id: Một\n  edition: 1\n  from: b\n  remark: R\n", 1, "comment-id"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(source: str, line: int, rule: str) -> None:
    found = read(source)
    assert [(problem.line, problem.rule) for problem in found.problems] == [(line, rule)]
    assert Labels.load("vi").line(found.problems[0]).startswith(f"{PATH}:{line}: ")


def test_bytes_that_are_no_text_are_told() -> None:
    (problem,) = remark_files.read(b"- id: \xff", PATH).problems
    assert problem.rule == "not-utf8"


def test_texts_are_read_as_they_are_typed() -> None:
    (found,) = read("- id: 010\n  edition: 1\n  from: ban-b\n  remark: yes\n  address: 3\n")
    assert (found.id, found.edition, found.remark, found.address) == ("010", "1", "yes", "3")


def test_a_file_that_nobody_would_read_is_told(tmp_path: Path) -> None:
    for name in ("quy-che-a.yml", "quy-che-b.yaml", "cu/quy-che-c.yml", ".gitkeep"):
        file = tmp_path / "gop-y" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(remark(), "utf-8")
    found = remark_files.read_folder(tmp_path)
    assert [problem.path for problem in found.problems] == [
        "gop-y/cu/quy-che-c.yml",
        "gop-y/quy-che-b.yaml",
    ]


def test_one_faulty_remark_does_not_take_the_others_with_it() -> None:
    found = read(remark(1), remark(2, answer="yes"), remark(3))
    assert [one.id for one in found] == ["1", "3"]


def test_only_the_files_of_remarks_are_read() -> None:
    files = {PATH: remark().encode(), "editions.yml": b"- x", "gop-y/cu/x.yml": b"- x"}
    assert [one.path for one in remark_files.of_files(files)] == [PATH]


# Following


@pytest.mark.parametrize(
    ("written", "anchors"),
    [
        ("dieu-2-khoan-1", ["dieu-2-khoan-1"]),
        ("khoản 1 Điều 2", ["dieu-2-khoan-1"]),
        ("Khoản 1, Điều 2", ["dieu-2-khoan-1"]),
        ("Điều 2 khoản 1", ["dieu-2-khoan-1"]),
        ("Điều 2, khoản 9", []),
        ("Điều 1, Điều 3", ["dieu-1", "dieu-3"]),
        ("Điều 9", []),
        ("Toàn văn", []),
    ],
)
def test_an_address_is_an_anchor_or_a_citation(written: str, anchors: list[str]) -> None:
    text = text_of("1-du-thao-1", DOCUMENT)
    assert text
    assert [provision.anchor for provision in provisions_in(text, written)] == anchors


def test_a_remark_is_followed_to_where_it_shows() -> None:
    trace = Tracer(text_of).trace(
        only(address="khoản 1 Điều 2", answer="taken-in", shown="1-du-thao-2")
    )
    assert [place.anchor for place in trace.shown] == ["dieu-3-khoan-1"]
    assert [block.id for block in trace.blocks] == ["moi-dieu-3"]
    assert trace.is_placed
    assert not trace.is_unchanged


def test_what_is_said_of_the_place_goes_before_what_the_comparison_finds() -> None:
    told = only(address="Điều 2", answer="taken-in", shown="1-du-thao-2", at="Điều 2")
    trace = Tracer(text_of).trace(told)
    assert [place.anchor for place in trace.shown] == ["dieu-2"]


def test_a_text_that_was_not_changed_there_is_told() -> None:
    told = only(address="Điều 3", answer="taken-in", shown="1-du-thao-2")
    assert Tracer(text_of).trace(told).is_unchanged


def test_another_clause_of_the_article_is_no_answer_unless_it_is_named() -> None:
    old, new = (
        corpora.text_of(
            "quy-che/q.md", draft(("Một", f"Ban A họp.\n\n2. Ban A báo cáo {how}.")).encode()
        )
        for how in ("hằng năm", "hằng quý")
    )
    tracer = Tracer(lambda edition, _: {"1-du-thao-1": old, "1-du-thao-2": new}.get(edition))
    asked = {"answer": "taken-in", "shown": "1-du-thao-2", "address": "khoản 1 Điều 1"}
    assert tracer.trace(only(**asked)).is_unchanged
    assert not tracer.trace(only(**asked, at="khoản 2 Điều 1")).is_unchanged
    assert tracer.trace(only(**asked, at="khoản 1 Điều 1")).is_unchanged


def test_the_change_where_it_shows_is_told_first() -> None:
    told = only(address="Điều 2", answer="taken-in", shown="1-du-thao-2", at="Điều 2")
    assert next(block.id for block in Tracer(text_of).trace(told).blocks) == "moi-dieu-2"


def test_a_remark_on_all_of_it_is_met_by_any_change() -> None:
    assert not Tracer(text_of).trace(only(answer="taken-in", shown="1-du-thao-2")).is_unchanged
    same = only(edition="1-du-thao-2", answer="taken-in", shown='"1"')
    assert Tracer(text_of).trace(same).is_unchanged


def test_what_was_taken_in_without_saying_where_shows_in_the_work() -> None:
    def work(edition: str, document: str) -> object:
        return text_of("1-du-thao-2" if edition == urls.WORK else edition, document)

    told = only(address="Điều 2", answer="taken-in")
    assert not Tracer(work).trace(told).new  # type: ignore[arg-type]
    assert Tracer(work, work_follows=True).trace(told).new  # type: ignore[arg-type]


def test_a_later_text_is_told_where_both_the_provision_and_its_answer_went() -> None:
    new = text_of("1", DOCUMENT)
    assert new
    told = only(address="Điều 2", answer="taken-in", shown="1-du-thao-2", at="Điều 2")
    assert Tracer(text_of).places(told, new) == ("dieu-3", "dieu-2")


@pytest.mark.parametrize(
    ("edition", "newest", "expected"),
    [
        ("1-du-thao-1", "1-du-thao-1", ["1-du-thao-1"]),
        ("1", "1", ["1-du-thao-1", "1-du-thao-2"]),
        ("1.1-du-thao-1", "1.1-du-thao-1", ["1.1-du-thao-1"]),
        (urls.WORK, "1.1-du-thao-1", ["1.1-du-thao-1"]),
        (urls.WORK, "1", []),
        ("khac", "khac", []),
    ],
)
def test_a_round_is_the_drafts_that_led_to_an_edition(
    edition: str, newest: str, expected: list[str]
) -> None:
    names = ["1-du-thao-1", "1-du-thao-2", "1.1-du-thao-1", "lạ"]
    found = read(*(remark(number, edition=name) for number, name in enumerate(names)))
    assert [one.edition for one in of_round(found, edition, newest)] == expected


# Checks

ANSWERED = {"answer": "not", "explanation": "Đã có."}


@pytest.mark.parametrize(
    ("keys", "rule"),
    [
        ({"edition": "2"}, "comment-edition"),
        ({**ANSWERED, "from": "ban-c"}, "comment-sender"),
        ({**ANSWERED, "meeting": "hop-2"}, "meeting-unknown"),
        ({**ANSWERED, "meeting": '"hop-1#ket-luan-1"'}, ""),
        ({**ANSWERED, "meeting": '"hop-1#ket-luan-2"'}, "comment-conclusion"),
        ({**ANSWERED, "address": "Điều 9"}, "comment-address"),
        ({**ANSWERED, "date": "2021-01-17"}, "comment-early"),
        ({**ANSWERED, "shown": "1-du-thao-2"}, "comment-shown-for-nothing"),
        ({**ANSWERED, "at": "Điều 3"}, "comment-shown-for-nothing"),
        ({**ANSWERED, "address": "Điều 2 khoản 1"}, ""),
        ({**ANSWERED, "address": "Điều 2 khoản 7"}, "comment-address"),
        ({**ANSWERED, "address": "Điều 1, Điều 2"}, ""),
        ({"edition": '"1"'}, ""),
        ({}, "comment-unanswered"),
        ({"edition": "1-du-thao-2"}, "comment-unanswered"),
        ({"answer": "not"}, "comment-unexplained"),
        (ANSWERED, ""),
        ({"answer": "taken-in", "shown": "3"}, "comment-shown"),
        ({"answer": "taken-in", "edition": "1-du-thao-2", "shown": "1-du-thao-1"}, "comment-shown"),
        ({"answer": "taken-in"}, "comment-nowhere"),
        ({"answer": "taken-in", "address": "Điều 2", "shown": "1-du-thao-2"}, ""),
        ({"answer": "taken-in", "address": "Điều 2", "shown": "1-du-thao-2", "at": "Điều 9"}, "comment-at"),
        ({"answer": "taken-in", "address": "Điều 3", "shown": "1-du-thao-2"}, "comment-unchanged"),
        ({"answer": "taken-in", "address": "Điều 2", "shown": "1-du-thao-2", "at": "Điều 1"}, "comment-unchanged"),
        ({"from": "Trường Chính trị tỉnh", "answer": "taken-in", "shown": "1-du-thao-2"}, ""),
    ],
)  # fmt: skip
def test_remarks_are_held_against_what_they_speak_of(keys: dict[str, str], rule: str) -> None:
    found = remark_problems(read(remark(**keys)), documents(), LEDGER, text_of)
    problems = list(found)
    assert [problem.rule for problem in problems] == ([rule] if rule else [])
    for problem in problems:
        assert PATH in Labels.load("vi").line(problem)


def test_an_edition_of_another_text_asks_for_no_answer() -> None:
    moved = replace(LEDGER.editions[1], documents=(("quy-che-b", ""),))
    beside = ledgers.Ledger((LEDGER.editions[0], moved))
    assert list(remark_problems(read(remark()), documents(), beside, text_of)) == []


def test_a_document_that_the_edition_does_not_have_is_told() -> None:
    told = remark_files.read(remark().encode(), "gop-y/quy-che-b.yml")
    found = remark_problems(told, documents(), LEDGER, text_of)
    assert [problem.rule for problem in found] == ["comment-document"]


def test_of_editions_that_are_not_at_hand_nothing_is_said_of_places() -> None:
    told = read(remark(address="Điều 99", answer="taken-in", shown="1-du-thao-2"))
    found = remark_problems(told, documents(), LEDGER, lambda edition, document: None)  # noqa: ARG005
    assert list(found) == []


def test_the_remarks_that_wait_for_an_answer_are_counted_by_edition() -> None:
    told = read(remark(1), remark(2, answer="not"), remark(3, edition="1-du-thao-2"))
    waiting = unanswered(told, DOCUMENT, "1-du-thao-1")
    assert [one.id for one in waiting] == ["1"]
