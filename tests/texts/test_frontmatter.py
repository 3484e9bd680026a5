"""Front matter: what it holds, at which line, and what is wrong with it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.labels import Labels
from quyche.problems import Problem
from quyche.texts.frontmatter import Field, FrontMatter, misread, read, split

LABELS = Labels.load("vi")
SCHEMAS = {
    "law": {
        "kind": Field("text", required=True),
        "title": Field("text", required=True),
        "status": Field("one of: draft adopted"),
        "draft": Field("number"),
        "adopted": Field("date"),
        "aliases": Field("texts"),
        "sample": Field("flag"),
    }
}


def read_lines(*lines: str) -> tuple[FrontMatter, tuple[Problem, ...]]:
    return read("---\n" + "".join(f"{line}\n" for line in lines) + "---\n", "x.md", SCHEMAS)


def test_values_come_with_their_types_and_lines() -> None:
    front, problems = read_lines(
        "kind: law", "title: Luật", "status: draft", "draft: 2", "adopted: 2021-01-18",
        "aliases: [Luật này, 16]", "sample: true",
    )  # fmt: skip
    assert problems == ()
    assert (front.text("title"), front.text("status"), front.number("draft")) == (
        "Luật",
        "draft",
        2,
    )
    assert front.date("adopted") == datetime.date(2021, 1, 18)
    assert front.texts("aliases") == ("Luật này", "16")
    assert front.flag("sample")
    assert (front.line("kind"), front.line("sample"), front.line("missing")) == (2, 8, 1)


def test_a_number_may_stand_where_text_is_wanted() -> None:
    front, problems = read_lines("kind: law", "title: 2013")
    assert (front.text("title"), problems) == ("2013", ())


@pytest.mark.parametrize("written", ["01", "1.10", "1_000", "0x1F", "12:30", "1.5e+3", "0017"])
def test_a_number_where_text_is_wanted_is_the_text_that_was_written(written: str) -> None:
    front, problems = read_lines(
        "kind: law", f"title: {written}", "draft: 02", f"aliases: [{written}]"
    )
    assert problems == ()
    assert (front.text("title"), front.texts("aliases")) == (written, (written,))
    assert front.number("draft") == 2


def test_a_folded_text_is_one_line() -> None:
    front, _ = read_lines("kind: law", "title: |", "  Luật", "  Đất đai")
    assert front.text("title") == "Luật Đất đai"


@pytest.mark.parametrize(
    ("lines", "line", "rule", "found"),
    [
        (["kind: law"], 1, "front-missing", ("key", "title")),
        (["kind: law", "title: ''"], 1, "front-missing", ("key", "title")),
        (["title: Luật"], 1, "front-missing", ("key", "kind")),
        (["title: Luật", "kind: lau"], 3, "front-kind-unknown", ("found", "lau")),
        (["kind: [law]"], 2, "front-kind-unknown", ("found", "['law']")),
        (["kind: law", "title: A", "titel: B"], 4, "front-unknown", ("known", "title")),
        (["kind: law", "title: A", "title: B"], 4, "front-twice", ("key", "title")),
        (["kind: law", "title: A", "status: nháp"], 4, "front-type", ("found", "nháp")),
        (["kind: law", "title: [A]"], 3, "front-type", ("found", "['A']")),
        (["kind: law", "title: true"], 3, "front-type", ("type", "text")),
        (["kind: law", "title: A", "draft: hai"], 4, "front-type", ("type", "number")),
        (["kind: law", "title: A", "draft: true"], 4, "front-type", ("type", "number")),
        (["kind: law", "title: A", "adopted: 18/1/2021"], 4, "front-type", ("type", "date")),
        (["kind: law", "title: A", "adopted: 2021-01-18 10:00:00"], 4, "front-type", ("type", "date")),
        (["kind: law", "title: A", "sample: 'yes'"], 4, "front-type", ("type", "flag")),
        (["kind: law", "title: A", "aliases: B"], 4, "front-type", ("type", "texts")),
        (["kind: law", "title: A", "aliases: [{a: b}]"], 4, "front-type", ("type", "texts")),
        (["kind: law", "title: A", "adopted: 2021-02-30"], 4, "front-type", ("key", "adopted")),
        (["kind: law", "title: [A"], 3, "front-yaml", ("fault", "bracket")),
        (["kind: law", "\ttitle: A"], 3, "front-yaml", ("fault", "tab")),
        (["- kind", "- law"], 2, "front-yaml", None),
        (["law"], 2, "front-yaml", ("found", "law")),
        (["kind: law", "title: A", "true: B"], 1, "front-unknown", ("key", "True")),
        (["kind: law", "title: A", "0x10: B"], 4, "front-unknown", ("key", "0x10")),
        (["kind: law", "? [a]", ": b"], 3, "front-yaml", None),
        (["kind: law", 'title: "\\ud800"'], 3, "front-type", ("type", "text")),
        (["kind: law", "title: A", "status: 'a\n\n  b'"], 4, "front-type", ("key", "status")),
        (["kind: law", "title: \x00"], 3, "front-yaml", ("fault", "unprintable")),
        (["kind: " + "[" * 5000], 2, "front-yaml", ("fault", "deep")),
        (["kind: law", "title: A", "draft: " + "1" * 5000], 4, "front-type", ("key", "draft")),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line(
    lines: list[str], line: int, rule: str, found: tuple[str, str] | None
) -> None:
    _, problems = read_lines(*lines)
    assert [(problem.line, problem.rule) for problem in problems] == [(line, rule)]
    assert found is None or found in problems[0].details
    assert LABELS.line(problems[0]).startswith(f"x.md:{line}: ")
    assert "\n" not in LABELS.line(problems[0])


def test_a_value_that_nests_without_end_makes_a_short_message() -> None:
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    _, problems = read_lines(*lines, "kind: *a39")
    assert all(len(dict(problem.details)["found"]) < 200 for problem in problems)


def test_what_can_be_read_is_kept_beside_a_fault() -> None:
    front, _ = read_lines("kind: law", "title: A", "status: nháp")
    assert (front.text("title"), front.text("status")) == ("A", "")


@pytest.mark.parametrize(
    ("source", "front", "first_line"),
    [
        ("---\nkind: a\n---\n# A\n", "---\nkind: a\n---\n", 4),
        ("\ufeff---\r\nkind: a\r\n---\r\n# A\r\n", "\ufeff---\r\nkind: a\r\n---\r\n", 4),
        ("---\n---\nA", "---\n---\n", 3),
        ("---\nkind: a\n---", "---\nkind: a\n---", 3),
        ("# A\n---\nb\n---\n", "", 1),
        ("---\nkind: a\n", "", 1),
        (" ---\nkind: a\n---\n", "", 1),
        ("---\na: '---'\n---\n---\n", "---\na: '---'\n---\n", 4),
        ("", "", 1),
    ],
)
def test_front_matter_is_cut_off_with_its_fences(source: str, front: str, first_line: int) -> None:
    found, body, line = split(source)
    assert (found, line) == (front, first_line)
    assert found + body == source


YAML = st.lists(
    st.one_of(
        st.sampled_from(["kind: law", "title: A", "- a", "&a", "*a", "? a", "<<: {kind: law}", "}"]),
        st.sampled_from(["adopted: 2021-13-01", "a: !!set {x}", "1: 2", "...", "kind: [", "\ttitle"]),
        st.text(max_size=8),
    ),
    max_size=5,
)  # fmt: skip


@given(YAML)
def test_whatever_stands_in_it_is_read_or_told(lines: list[str]) -> None:
    front, _, _ = split("---\n" + "\n".join(lines) + "\n---\n")
    values, problems = read(front, "x.md", SCHEMAS)
    assert problems or values.text("kind") == "law"


@pytest.mark.parametrize(
    ("source", "line", "rule", "found"),
    [
        ("---\ntitle: A\n...\n# A\n", 1, "front-fence", "---"),
        ("---\ntitle: A\n# A\n", 1, "front-fence", "---"),
        ("---\rtitle: A\r---\r# A\r", 1, "front-fence", "---"),
        ("\n\n---\ntitle: A\n---\n# A\n", 3, "front-fence", "---"),
        (" ---\ntitle: A\n---\n# A\n", 1, "front-fence", "---"),
        ("\ufeff\ufeff---\ntitle: A\n---\n# A\n", 1, "front-fence", "---"),
        ("\u200b---\ntitle: A\n---\n# A\n", 1, "front-fence", "---"),
        ("----\ntitle: A\n----\n", 1, "front-fence", "----"),
        ("—-\ntitle: A\n—-\n", 1, "front-fence", "—-"),
        ("+++\ntitle = 'A'\n+++\n", 1, "front-fence", "+++"),
        ("```yaml\ntitle: A\n```\n", 1, "front-fence", "```yaml"),
        ("title: A\ntemplate: b.html\n\n# A\n", 1, "front-unfenced", "title"),
        ("\ufefftitle: A\n", 1, "front-unfenced", "title"),
        ("  hide:\n    - toc\n", 1, "front-unfenced", "hide"),
        ("Git-Revision_date : A\r\n", 1, "front-unfenced", "Git-Revision_date"),
    ],
)
def test_what_another_program_would_take_for_front_matter_is_a_problem(
    source: str, line: int, rule: str, found: str
) -> None:
    (problem,) = misread(source, "x.md")
    assert (problem.line, problem.rule, dict(problem.details).popitem()[1]) == (line, rule, found)
    assert LABELS.line(problem).startswith(f"x.md:{line}: ")


@pytest.mark.parametrize(
    "source",
    [
        "", "\n", "# A\n", "Chú ý: đọc kỹ.\n", "Xem https://a.vn: hay.\n", "- A: b\n", "> a: b\n",
        "1. a\n\n---\n", "---\ntitle: A\n---\nb: c\n", "\ufeff---\n---\n---\n", "|a: |b|\n",
        "http://a.vn/\n",
    ],
)  # fmt: skip
def test_a_page_that_begins_with_its_text_has_no_such_problem(source: str) -> None:
    assert misread(source, "x.md") == ()
