"""Every wording the code asks for exists, fits what it is given, and is asked for somewhere."""

import ast
import datetime
import itertools
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import source_trees
from languages import vietnamese_in
from quyche.corpus.corpora import SCHEMAS
from quyche.errors import SettingsError
from quyche.labels import Labels, languages
from quyche.problems import error, warning
from quyche.register.entries import ASPECTS
from quyche.texts.states import spelled_date
from refusals import refused

ROOT = Path(__file__).parent.parent
LABELS = Labels.load("vi")
MODULES = sorted(ROOT.glob("hooks/quyche/**/*.py")) + sorted(ROOT.glob("scripts/*.py"))
TEMPLATES = sorted(ROOT.glob("overrides/**/*.html"))
RULES = sorted({name.split(".")[1] for name in LABELS.texts if name.startswith("problems.")})
SCRIPT = "".join(
    path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("overrides/assets/scripts/*.js"))
)
"""The scripts that are given all labels below `edition`."""
FORMS_RE = re.compile(r"\{\w+\|([^{}]*)\}")
_IN_TEMPLATE_RE = re.compile(r"labels\(['\"](?P<name>[\w.-]+)['\"]")


def nodes() -> Iterator[ast.AST]:
    return itertools.chain.from_iterable(map(source_trees.nodes, MODULES))


def calls(*names: str) -> Iterator[ast.Call]:
    """The calls of functions and methods of these names."""
    for node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            if called in names:
                yield node


def patterns() -> set[str]:
    """What could name a label: every string of the code, with anything for a blank in it."""
    found = {re.escape(text) for node in nodes() if (text := _text(node)) is not None}
    for node in nodes():
        if isinstance(node, ast.JoinedStr):
            parts = [_text(part) for part in node.values]
            found.add("".join(r"[\w-]+" if part is None else re.escape(part) for part in parts))
    return found


def _text(node: ast.AST) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if isinstance(node, ast.Constant) and is_text else None


def asked_in_code() -> set[str]:
    return {
        text
        for call in calls("labels", "_label")
        if call.args and (text := _text(call.args[0])) is not None
    }


def asked_in_templates() -> set[str]:
    texts = (path.read_text(encoding="utf-8") for path in TEMPLATES)
    asked = {match["name"] for text in texts for match in _IN_TEMPLATE_RE.finditer(text)}
    beginnings = tuple(name for name in asked if name.endswith("."))  # the rest is put together
    composed = {name for name in LABELS.texts if name.startswith(beginnings)}
    return (asked - set(beginnings)) | composed


def is_asked_in_script(name: str) -> bool:
    *_, parent, last = name.split(".")
    is_property = re.search(rf"(?:SAID|TEXTS)\.{re.escape(last)}\b", SCRIPT)
    return bool(is_property) or f'"{last}"' in SCRIPT or f'"{parent}.{last}"' in SCRIPT


def blanks(text: str) -> set[str]:
    """What a text is to be given, be it shown or to choose the form of a word."""
    named = (name for _, name, _, _ in string.Formatter().parse(text) if name)
    return {name.partition("|")[0] for name in named}


def test_every_label_that_is_asked_for_exists() -> None:
    asked = asked_in_code() | asked_in_templates()
    assert len(asked) > 300
    assert asked - LABELS.texts.keys() == set()


@pytest.mark.parametrize(
    "name",
    [
        *(f"aspects.{aspect}" for aspect in ASPECTS),
        *(f"nav.{kind}" for kind in SCHEMAS if kind != "page"),
        *(f"document.{status}" for status in ("adopted", "superseded", "repealed", "unknown")),
    ],
)
def test_every_kind_status_and_aspect_has_a_name(name: str) -> None:
    assert LABELS.texts[name]


def test_every_label_is_asked_for() -> None:
    known = re.compile("|".join(sorted(patterns())))
    names = {name for name in LABELS.texts if not name.startswith("problems.")}
    unused = {name for name in names - asked_in_templates() if not known.fullmatch(name)}
    unused = {name for name in unused if not is_asked_in_script(name)}
    assert unused == set()


@pytest.mark.parametrize("rule", RULES)
def test_every_problem_says_what_was_found_and_what_was_expected(rule: str) -> None:
    assert LABELS.texts[f"problems.{rule}.found"]
    assert LABELS.texts[f"problems.{rule}.expected"]


def test_every_wording_of_a_problem_belongs_to_one_that_the_code_finds() -> None:
    assert set(RULES) <= {node.value for node in nodes() if isinstance(node, ast.Constant)}


def test_every_problem_is_worded_and_gives_what_its_wording_asks_for() -> None:
    for call in calls("error", "warning"):
        rule = _text(call.args[2]) if len(call.args) > 2 else None
        if rule is not None:
            given = {keyword.arg for keyword in call.keywords}
            given |= {"found"} if None in given else set()  # worded of a YamlFault
            for part in ("found", "expected"):
                assert blanks(LABELS.texts[f"problems.{rule}.{part}"]) <= given, rule


def test_every_refusal_is_worded_and_gives_what_its_wording_asks_for() -> None:
    for call in calls("HistoryError"):
        rule = _text(call.args[0]) if call.args else None
        if rule is not None:
            given = {keyword.arg for keyword in call.keywords}
            assert blanks(LABELS.texts[f"refused.{rule}"]) <= given, rule


def test_every_wording_of_a_refusal_belongs_to_one_that_the_code_makes() -> None:
    rules = {name.split(".")[1] for name in LABELS.texts if name.startswith("refused.")}
    assert rules <= {node.value for node in nodes() if isinstance(node, ast.Constant)}


def test_a_problem_is_one_line_with_its_place_what_is_wrong_and_what_was_expected() -> None:
    problem = error("a.md", 7, "number-twice", found="Điều 5.", first=3)
    assert LABELS.line(problem) == (
        'a.md:7: số "Điều 5." đã có ở dòng 3; mỗi số chỉ đứng một lần trong cùng một phần'
    )


def test_a_warning_says_that_it_is_one() -> None:
    line = LABELS.line(warning("a.md", 7, "aspect-missing", name="Bí thư", aspect="powers"))
    assert line.startswith("a.md:7: lưu ý: Bí thư chưa có quy định về quyền hạn; ")


@pytest.mark.parametrize("found", ["a\nb", "a\x1b[31m", "a\u2028b", "a\ud800", "a" * 10_000])
def test_whatever_was_found_is_shown_in_one_short_line(found: str) -> None:
    line = LABELS.line(error("a.md", 1, "heading-unknown", found=found))
    assert len(line.splitlines()) == 1
    assert len(line) < 400
    assert line.isprintable()


@pytest.mark.parametrize("language", languages())
def test_every_language_has_the_same_labels_with_the_same_blanks(language: str) -> None:
    texts = Labels.load(language).texts
    assert sorted(texts) == sorted(LABELS.texts)
    assert {name: blanks(text) for name, text in texts.items()} == {
        name: blanks(text) for name, text in LABELS.texts.items()
    }


@pytest.mark.parametrize("language", languages())
def test_no_label_is_empty_and_each_language_names_itself(language: str) -> None:
    labels = Labels.load(language)
    assert [name for name, text in labels.texts.items() if not text.strip()] == []
    assert (labels.language, labels.locale[:3]) == (language, f"{language}-")


def test_nothing_in_another_language_is_left_in_vietnamese() -> None:
    texts = {
        name: text
        for language in languages()
        if language != "vi"
        for name, text in Labels.load(language).texts.items()
    }
    assert texts
    assert {name: text for name, text in texts.items() if vietnamese_in(text)} == {}


@pytest.mark.parametrize("language", languages())
def test_a_count_that_chooses_the_form_of_a_word_has_as_many_forms_as_its_language(
    language: str,
) -> None:
    forms = FORMS_RE.findall("\n".join(Labels.load(language).texts.values()))
    assert forms
    assert {form.count("|") + 1 for form in forms} == {{"vi": 1, "en": 2}[language]}


@pytest.mark.parametrize(
    ("name", "given", "expected"),
    [
        ("meetings.concluded", {"count": 1}, "1 conclusion"),
        ("meetings.concluded", {"count": 2}, "2 conclusions"),
        ("meetings.concluded", {"count": 0}, "0 conclusions"),
        ("meetings.concluded", {"count": 21}, "21 conclusions"),
        ("comparison.articles", {"count": 1}, "article"),
        ("comparison.words_deleted", {"count": 1}, "word removed"),
        ("comparison.words_deleted", {"count": 2}, "words removed"),
        ("remark.summary", {"count": 3, "senders": 1}, "3 remarks from 1 body or person."),
        ("compare.words", {"inserted": 1, "deleted": 7}, "1 word added, 7 words removed."),
    ],
)
def test_a_word_has_the_form_that_goes_with_its_count(
    name: str, given: dict[str, int], expected: str
) -> None:
    assert Labels.load("en")(name, **given) == expected


def test_a_problem_counts_in_words_too_and_its_rule_counts_nothing() -> None:
    labels = Labels.load("en")
    one, many = (error("a", 1, "copy-more", count=count) for count in ("1", "3"))
    assert [labels.found(one), labels.found(many), labels.rule_of(one)] == [
        "1 more difference",
        "3 more differences",
        "… more differences",
    ]


@pytest.mark.parametrize(
    ("language", "day", "cited", "spelled"),
    [
        ("vi", "5/2/2021", "5/2/2021", "Ngày 05 tháng 02 năm 2021"),
        ("en", "5 February 2021", "5 February 2021", "5 February 2021"),
    ],
)
def test_a_day_is_written_as_in_the_language(
    language: str, day: str, cited: str, spelled: str
) -> None:
    labels, date = Labels.load(language), datetime.date(2021, 2, 5)
    assert (labels.day(date), labels.cited_day(date)) == (day, cited)
    assert spelled_date(labels, "", date) == spelled
    assert (labels.day(None), labels.cited_day(None)) == ("", "")


def test_a_problem_says_days_as_in_the_language() -> None:
    problem = warning("a", 1, "task-progress-order", day="2021-02-05", day_before="2021-12-31")
    assert LABELS.found(problem) == "tiến độ ngày 5/2/2021 đứng sau tiến độ ngày 31/12/2021"
    assert Labels.load("en").found(problem) == (
        "the progress of 5 February 2021 stands after the progress of 31 December 2021"
    )


def test_a_language_without_labels_is_refused() -> None:
    with refused(
        SettingsError, "language là xx, chưa có lời văn cho ngôn ngữ ấy; hãy ghi một trong: "
    ):
        Labels.load("xx")


@pytest.mark.parametrize("language", languages())
def test_the_legend_of_the_matrix_names_both_kinds_of_empty_cells(language: str) -> None:
    labels = Labels.load(language)
    assert f"“{labels('matrix.missing')}”" in labels("matrix.intro")
    assert f"“{labels('matrix.nothing')}”" in labels("matrix.intro")
