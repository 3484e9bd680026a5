"""What is found wrong with numbers, characters, front matter and the register, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quyche.corpus import corpora
from quyche.labels import Labels
from quyche.pages.documents import document_markdown
from quyche.problems import Severity
from readings import problems_in, reading_of

LABELS = Labels.load("vi")
HEAD = "---\nkind: regulation\ntitle: T\nstatus: draft\n---\n# T\n\n"
BODY = "---\nkind: body\nname: {}\n{}---\n"


def found(files: dict[str, str], *, internal: bool = True) -> list[tuple[str, int, str]]:
    """Path, line and rule of every problem."""
    contents = {path: text.encode() for path, text in files.items()}
    documents = corpora.build(contents, internal=internal)
    problems = problems_in(documents)
    assert all(LABELS.line(problem).isprintable() for problem in problems)
    return [(problem.path, problem.line, problem.rule) for problem in problems]


def faults(text: str) -> list[tuple[int, str]]:
    """Line and rule of every problem of one regulation; its text begins at line 8."""
    return [(line, rule) for _, line, rule in found({"quy-che/x.md": HEAD + text})]


def numbered(*marks: str) -> str:
    return "### Điều 1. A\n" + "".join(f"{mark} Chữ.\n" for mark in marks)


@pytest.mark.parametrize(
    "marks",
    [
        ["1.", "2.", "3."],
        ["1.", "2.", "2a.", "2b.", "3."],
        ["1.", "1.1.", "1.2.", "2.", "2.1."],
        ["1.1.", "1.2.", "2.1."],
        ["4.", "5.1.", "5.2.", "6."],
        ["a)", "b)", "c)", "d)", "đ)", "e)", "g)", "h)", "i)", "k)"],
        ["a)", "a1)", "a2)", "b)"],
        ["1."] + [f"{number}." for number in range(2, 30)],
    ],
)
def test_numbers_in_their_order_are_fine(marks: list[str]) -> None:
    expected = [(9, "number-first")] if marks[0] == "4." else []
    assert faults(numbered(*marks)) == expected


@pytest.mark.parametrize(
    ("marks", "line", "rule"),
    [
        (["1.", "3."], 10, "number-gap"),
        (["2."], 9, "number-first"),
        (["1.", "3.", "2."], 11, "number-order"),
        (["1.", "2b.", "2a."], 11, "number-order"),
        (["1.", "1.2."], 10, "number-first"),
        (["1.1.", "1.3."], 10, "number-gap"),
        (["4.", "6.1."], 10, "number-gap"),
        (["1.", "1."], 10, "number-twice"),
        (["b)"], 9, "number-first"),
        (["a)", "c)"], 10, "number-gap"),
        (["a)", "b)", "c)", "đ)"], 12, "number-gap"),
        (["a)", "b)", "c)", "d)", "e)"], 13, "number-gap"),
        (["a)", "b)", "c)", "d)", "đ)", "g)"], 14, "number-gap"),
        (["a)", "b)", "c)", "đ)", "d)"], 13, "number-order"),
        (["a)", "ă)"], 10, "point-letter"),
        (["a)", "w)"], 10, "point-letter"),
        (["e)", "f)"], 10, "point-letter"),
    ],
)
def test_a_number_out_of_its_order_is_told_at_its_line(
    marks: list[str], line: int, rule: str
) -> None:
    assert (line, rule) in faults(numbered(*marks))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## Chương I. A\n### Điều 1. A\nA.\n## Chương II. B\n### Điều 2. B\nB.\n", []),
        ("## Chương I. A\n### Điều 1. A\nA.\n## Chương III. B\n### Điều 2. B\nB.\n", [(11, "number-gap")]),
        ("## Chương I. A\n### Điều 1. A\nA.\n## Chương II. B\n### Điều 3. B\nB.\n", [(12, "number-gap")]),
        ("### Điều 1. A\nA.\n# Phụ lục 1\n### Điều 1. A\nA.\n", []),  # counted anew
        ("## Phần thứ nhất. A\n## Chương I. A\n### Điều 1. A\nA.\n## Phần thứ hai. B\n## Chương I. B\n### Điều 2. B\nB.\n", []),
        ("## A. A\n### Điều 1. A\nA.\n## B. B\n### Điều 2. B\nB.\n", []),
        ("### Nhiệm vụ 1. A\n### Nhiệm vụ 3. B\n", [(9, "number-gap")]),
    ],
)  # fmt: skip
def test_articles_are_counted_through_chapters_and_anew_in_an_annex(
    text: str, expected: list[tuple[int, str]]
) -> None:
    assert faults(text) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Chu\u031bơng", "not-composed"),
        ("Ðiều", "eth"),
        ("179/NÐ-CP", "eth"),
        ("a\u200bb", "invisible"),
        ("a\u00adb", "invisible"),
        ("a\ufeffb", "invisible"),
        ("\ue003", "invisible"),
        ("a\x02b", "invisible"),
        ("\u202eđảo", "invisible"),  # shows a line backwards
        ("m\ufffdt", "invisible"),  # what a lost character leaves
        ("a\u2028b", "invisible"),
        ("☑ chọn", "unprintable"),  # the page would have no PDF
        ("ก", "unprintable"),
        ("###Dính liền", "heading-unknown"),
        ("“Điều 5. Trích\n<b>\nhết”", "raw-html"),
    ],
)
def test_damage_to_the_characters_is_told(text: str, rule: str) -> None:
    line = 9 if "\n" not in text else 10
    assert faults(f"### Điều 1. A\n{text}\n") == [(line, rule)]


@pytest.mark.parametrize("text", ["a\u00a0b", "–—…“”’", "x² ½ €", "a\tb", "Đ đ"])
def test_the_characters_of_a_typist_are_fine(text: str) -> None:
    assert faults(f"### Điều 1. A\n\n{text}\n") == []


@pytest.mark.parametrize(
    ("text", "is_empty"),
    [
        ("### Điều 1. A\n\n### Điều 2. B\n\nB.\n", True),
        ("### Điều 1. Điều một câu và không có tên.\n", False),
        ("### Điều 1.\n\nA.\n", False),
        ("### Điều 1. A\n\n1.\n", False),
        ("### Điều 1. A\n\n| a |\n", False),
        ("### Điều 1. A\n\n> a\n", False),
    ],
)
def test_an_article_without_anything_in_it_is_told(text: str, *, is_empty: bool) -> None:
    assert ((8, "article-empty") in faults(text)) == is_empty


ARTICLE = "### Điều 1. A\n\nA.\n"


def front(*lines: str, status: str = "draft") -> str:
    given = "".join(f"{line}\n" for line in lines)
    return f"---\nkind: regulation\ntitle: T\nstatus: {status}\n{given}---\n# T\n\n{ARTICLE}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (front("issuer: ai-do"), [(5, "register-id-unknown")]),
        (front("drafter: ai-do"), [(5, "register-id-unknown")]),
        (front("meeting: hop"), [(5, "meeting-unknown")]),
        (front("reasons:", "  dieu-1: A"), []),
        (front("draft: 2", "reasons:", "  dieu-1: A", "  dieu-9: B"), [(6, "reason-anchor")]),
        (front("draft: 2", status="superseded"), [(5, "draft-number")]),
        (front(status="adopted"), [(4, "adopted-without")] * 3),
        (
            front("number: 1-QC/TU", "adopted: 2021-01-18", "effective: 2021-01-18", status="adopted"),
            [],
        ),
        (front("number: 1-QC/TU", "adopted: 2021-01-18", status="adopted"), [(4, "adopted-without")]),
        (front("draft: 2"), []),
    ],
)  # fmt: skip
def test_front_matter_that_contradicts_itself_or_the_register_is_told(
    source: str, expected: list[tuple[int, str]]
) -> None:
    assert [(line, rule) for _, line, rule in found({"quy-che/x.md": source})] == expected


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("parent: ai-do", [("co-quan/a.md", 4, "register-id-unknown")]),
        ("formed_by: ai-do", [("co-quan/a.md", 4, "register-id-unknown")]),
        ("merged_into: ai-do", [("co-quan/a.md", 4, "register-id-unknown")]),
        ("renamed_to: ai-do", [("co-quan/a.md", 4, "register-id-unknown")]),
        ("member_of: [b]", [("co-quan/a.md", 4, "front-unknown")]),  # only roles are members
        ("expects: [bay]", [("co-quan/a.md", 4, "aspect-unknown")]),
        ("expects: [powers]", [("co-quan/a.md", 4, "aspect-missing")]),
        ("aliases: [Ban B]", [("co-quan/b.md", 3, "alias-twice")]),
        ("valid_to: 2019-12-31\naliases: [Ban B]\nrenamed_to: b", []),  # the name went on
        ("parent: b", []),
    ],
)
def test_a_register_entry_that_points_nowhere_is_told(
    entry: str, expected: list[tuple[str, int, str]]
) -> None:
    files = {
        "co-quan/a.md": BODY.format("Ban A", f"{entry}\n"),
        "co-quan/b.md": BODY.format("Ban B", "valid_from: 2020-01-01\n"),
        "quy-che/x.md": HEAD + ARTICLE,
    }
    assert found(files) == expected


def test_a_body_named_on_a_day_when_it_did_not_exist_is_told() -> None:
    text = front("submitted: 2021-01-18").replace("A.", "Ban Dân vận họp.")
    entry = BODY.format("Ban Dân vận", "valid_to: 2020-12-31\n")
    files = {"quy-che/x.md": text, "co-quan/a.md": entry}
    assert found(files) == [("quy-che/x.md", 11, "name-not-valid")]


def test_a_meeting_that_speaks_of_what_is_not_there_is_told() -> None:
    meeting = (
        "---\nkind: meeting\ntitle: H\nbody: b\ndate: 2021-01-18\nchair: c\npapers: [p]\n---\n"
    )
    assert found({"hoi-nghi/m.md": meeting}) == [
        ("hoi-nghi/m.md", 4, "register-id-unknown"),
        ("hoi-nghi/m.md", 6, "register-id-unknown"),
        ("hoi-nghi/m.md", 7, "paper-unknown"),
    ]


def test_a_meeting_may_speak_of_a_paper_that_is_internal() -> None:
    files = {
        "hoi-nghi/m.md": "---\nkind: meeting\ntitle: H\nbody: b\ndate: 2021-01-18\npapers: [x]\n---\n",
        "co-quan/b.md": BODY.format("Ban B", ""),
        "quy-che/x.md": front("visibility: internal"),
    }
    assert found(files, internal=False) == []


def test_two_documents_of_one_name_are_told() -> None:
    files = {"quy-che/x.md": HEAD + ARTICLE, "quy-che/cu/x.md": HEAD + ARTICLE}
    assert found(files) == [("quy-che/cu/x.md", 1, "id-twice")]


def test_problems_come_in_the_order_of_files_and_lines() -> None:
    files = {
        "quy-che/b.md": HEAD + numbered("1.", "3.", "2.") + "\nÐ\n",
        "quy-che/a.md": HEAD + "### Điều 1. A\n",
    }
    problems = found(files)
    assert problems == sorted(problems)
    assert next(path for path, _, _ in problems) == "quy-che/a.md"


def test_only_errors_keep_a_text_from_being_published() -> None:
    contents = {"quy-che/x.md": (HEAD + numbered("1.", "3.", "2.")).encode()}
    documents = corpora.build(contents)
    problems = problems_in(documents)
    severities = {problem.rule: problem.severity for problem in problems}
    assert severities == {"number-gap": Severity.WARNING, "number-order": Severity.ERROR}


PIECES = [
    "### Điều 1. A", "## Chương I. B", "# Phụ lục I", "# Bảng \ue003", "1. Một", "    a) A", "đ. Đ", "1.1. x",
    "- x", "(i) y", "> z", "[^1]: A", "a[^1]", "[^1] B", "**c[^2]** d", "| a | b |", "|---|", "---", "“Điều 5a. x", "hết”", '"1. x', "<b>", "**đậm**", "[a](b",
    "[a](http://x)", "Ban A quyết định theo khoản 1 Điều 1", "các khoản 1, 2 và 4 Điều 6 Quy chế này", "điểm a",
    '{governs="a"}', '{governs="x y"}', "(sau đây gọi tắt là Ban)", "Đİều 5", "ṏa각ᄀ", "²", "٣. x", "\r", "\t",
    "\u00a0", "\u2028", "\x85", "Nhiệm vụ 3. X", "- Chủ trì: Ban A", "số 10-QĐ/TU", "I- A",
]  # fmt: skip
TEXTS = st.lists(
    st.tuples(
        st.one_of(st.sampled_from(PIECES), st.text(max_size=8)),
        st.sampled_from(["\n", "\n\n", " ", "", "\r\n"]),
    ).map("".join),
    max_size=20,
).map("".join)


@given(TEXTS, st.sampled_from(["", HEAD, HEAD.replace("regulation", "programme")]))
def test_no_text_is_too_odd_to_be_checked_and_shown(text: str, head: str) -> None:
    files = {
        "quy-che/x.md": (head + text).encode(),
        "co-quan/a.md": BODY.format("Ban A", "").encode(),
    }
    documents = corpora.build(files)
    for problem in problems_in(documents):
        assert LABELS.line(problem)
    library = reading_of(documents)
    for document in documents.texts:
        assert document_markdown(library, document)


def test_what_would_be_a_picture_elsewhere_is_not_left_out_in_silence() -> None:
    text = "### Điều 1. A\n\n1. Chữ.\n\n![Sơ đồ](so-do.png)\n"
    assert faults(text) == [(12, "image-in-text")]
    assert faults(text.replace("![", "[")) == []


NOTED = "### Điều 1.[^1] A\n\n1. Chữ[^8].\n\n[^1]: Một.\n\n[^8]: Điều 99 “khoản 7 Điều 1”.\n"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("Chữ[^8]", "Chữ", [(14, "footnote-unused")]),
        ("[^8]: Điều 99 “khoản 7 Điều 1”.", "Hai.", [(10, "footnote-untold")]),
        ("[^1]: Một", "[^8]: Một", [(8, "footnote-untold"), (14, "footnote-twice")]),
        ("[^1]: Một.", "[^1]:", [(12, "footnote-empty")]),
        ("Chữ[^8]", r"Chữ\[^8]", [(14, "footnote-unused")]),
    ],
)
def test_a_footnote_is_told_once_and_referred_to(
    old: str, new: str, found: list[tuple[int, str]]
) -> None:
    assert faults(NOTED.replace(old, new)) == found


@pytest.mark.parametrize(
    ("word", "is_told"),
    [
        ("QĐ/\u0422\u0423", True),
        ("S\u043e", True),
        ("Москва", False),
        ("α-β", False),
        ("QĐ/TU", False),
    ],
)
def test_letters_that_only_look_like_ours_are_told(word: str, *, is_told: bool) -> None:
    found = faults(f"### Điều 1. A\n\n1. Theo {word}.\n")
    assert found == ([(10, "letter-foreign")] if is_told else [])
