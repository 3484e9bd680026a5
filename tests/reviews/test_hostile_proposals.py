"""What a proposal says stands enclosed in a review, inert, and never in what we counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from quyche.formats.github import escaped
from quyche.git import Repository
from quyche.labels import Labels
from quyche.problems import Problem
from quyche.reviews import comments, facts, posting
from repositories import commit, create, entry, git

LABELS = Labels.load("vi")
FINE = "Máy không thấy lỗi mới."
WORD = "zqzq"
"""Stands in every payload, and in nothing of ours."""
PAYLOADS = (
    f"{WORD} # {FINE}",
    f"## {FINE} {WORD}",
    f"{WORD} ### {FINE} ###",
    f"> [!NOTE] {FINE} {WORD}",
    f"> [!CAUTION]{WORD}",
    f"[!TIP] {WORD}",
    f"![{WORD}](https://a.example/x.png)",
    f"![{WORD}][x]",
    f"[{WORD}](https://a.example)",
    f"[{WORD}](javascript:alert(1))",
    f"[{WORD}][x] [x]: https://a.example",
    f"[^1] [^1]: {WORD}",
    f"https://a.example/{WORD}",
    f"www.a.example/{WORD}",
    f"<https://a.example/{WORD}>",
    f"{WORD}@a.example",
    f"@everyone {WORD}",
    f"@to-chuc/ban-a {WORD}",
    f"&#64;everyone {WORD}",
    f"#1 {WORD}",
    f"to-chuc/kho#1 {WORD}",
    f"GH-1 {WORD}",
    f"CVE-2021-44228 {WORD}",
    f"deadbeefdeadbeefdeadbeefdeadbeefdeadbeef {WORD}",
    f":tada: :white_check_mark: {WORD}",
    f"<b>{WORD}</b>",
    f"<h1>{FINE}</h1> {WORD}",
    f"<img src=https://a.example/x.png> {WORD}",
    f"<details open><summary>{WORD}</summary>",
    f"</details></blockquote> {FINE} {WORD}",
    f"<!-- {WORD}",
    f"<!-- quyche-review --> {WORD}",
    f"--> {FINE} {WORD}",
    f"<script>alert(1)</script> {WORD}",
    f"<picture><source srcset=//a.example/x> {WORD}",
    f"``` {WORD}",
    f"```suggestion {WORD}",
    f"~~~ {WORD}",
    f"` {WORD} ``",
    f"**{FINE}** {WORD}",
    f"~~{WORD}~~ __{WORD}__ *{WORD}*",
    f"- [x] {FINE} {WORD}",
    f"1. {WORD}",
    f"+ {WORD}",
    f"--- {WORD}",
    f"=== {WORD}",
    f"| {WORD} | a | |---|---|",
    f"$$\\text{{{WORD}}}$$",
    f"\\[{WORD}\\]",
    f"\\> {WORD} \\",
    f"{WORD}\u202e.iỗl gnôhk",
    f"{WORD}\u2066 {FINE}",
    f"\u200b@everyone {WORD}",
    f"&lt;b&gt;{WORD} &nbsp;&#x3c;",
    f"\x1b[31m{WORD}",
    f"{WORD}\u2028# {FINE}",
    f"{WORD}\x0b> {FINE}",
    f"_{WORD}_ Cần sửa trước khi nhập: 0 chỗ",
    f"“{WORD}” và {FINE}",
    f'{WORD}"; {FINE} "',
)
LINES = (
    f"\n\n# {FINE}\n\n{WORD}",
    f"\n\n{FINE}\n===\n{WORD}",
    f"\n\n> [!IMPORTANT]\n> {FINE} {WORD}",
    f"\n\n```\n{WORD}\n```\n{FINE}",
    f"\n\n<details>\n<summary>{WORD}</summary>\n\n{FINE}\n</details>",
    f"\n\n---\n\n{FINE} {WORD}",
    f"\n\n| {WORD} |\n|---|\n| {FINE} |",
    f"\r\r{FINE} {WORD}",
    f"\n\n<!--\n\n{WORD}",
    f"\n\n    {FINE} {WORD}",
)
TEXT = """---
kind: regulation
title: {title}
status: draft
visibility: public
---
# Văn bản {name}

### Điều 1. Phạm vi {heading}

1. Áp dụng cho Ban A theo {words}

2. Theo Điều 9 Quy chế này.
"""


def quoted(text: str) -> str:
    """A text as YAML has it in one line."""
    signs = "".join(max(sign, " ") for sign in text)
    return "'" + re.sub("[\u0080-\u009f\u2028\u2029]", " ", signs).replace("'", "''") + "'"


def line(text: str) -> str:
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text)


def proposed(payloads: Iterable[str], *, named: bool) -> dict[str, str | None]:
    """Documents with a payload each: in the title, a heading and a clause; and files of its name."""
    files: dict[str, str | None] = {}
    for number, payload in enumerate(payloads):
        one = line(payload)
        files[f"quy-che/a{number}.md"] = TEXT.format(
            title=quoted(payload), name=number, heading=one, words=payload
        )
        name = payload.replace("/", "∕").replace("\x00", "")[:80]
        files[f"huong-dan/{name if named else f'ten-{number}'}.txt"] = "x"
    return files


def told(folder: Path, files: dict[str, str | None]) -> tuple[str, str]:
    """What a review counted, and what it quotes."""
    git(folder, "switch", "--quiet", "--force-create", "proposal", "main")
    commit(folder, files)
    review = facts.review(facts_repository(folder), "docs", "main", "HEAD")
    text = comments.as_markdown(review, LABELS)
    footer = "\n---\nHết.\n"
    assert posting.disarmed(text, footer) == f"{text}{footer}"
    assert len(text) <= comments.LIMIT
    counted, _, rest = text.partition("\n> ")
    return counted, f"> {rest}"


def facts_repository(folder: Path) -> Repository:
    found = Repository.containing(folder / "docs")
    assert found
    return found


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = create(tmp_path_factory.mktemp("hostile") / "repository")
    plain = {
        path: text and text.replace("PAYLOAD", "x")
        for path, text in proposed(["PAYLOAD"] * 30, named=False).items()
    }
    commit(folder, {**plain, "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n", "editions.yml": entry("16", "2015-12-15")})  # fmt: skip
    return folder


GROUPS = [PAYLOADS[:30], PAYLOADS[30:], LINES]


@pytest.fixture(scope="module", name="reviews")
def _reviews(folder: Path) -> list[tuple[str, str]]:
    return [told(folder, proposed(group, named=True)) for group in GROUPS]


def test_nothing_that_a_proposal_says_stands_in_what_we_counted(
    reviews: list[tuple[str, str]],
) -> None:
    for counted, _ in reviews:
        assert WORD not in counted
        assert FINE not in counted
        assert "Cần sửa trước khi nhập: " in counted


def rules() -> set[str]:
    """How each rule is told with nothing in it that a document says."""
    names = {name for name in LABELS.texts if re.fullmatch(r"problems\.[\w-]+\.found", name)}
    return {escaped(re.sub(r"\{\w+\}", "…", LABELS.texts[name])) for name in names}


def numberless(text: str) -> set[str]:
    """The lines of a text with each number, and the commit, as nothing."""
    return {re.sub(r"`[0-9a-f]{40}`|\d+", "0", line) for line in text.split("\n")}


def test_what_we_counted_are_our_words_and_numbers(
    folder: Path, reviews: list[tuple[str, str]]
) -> None:
    harmless = [f"chữ {place}" for place, _ in enumerate(PAYLOADS[:30])]
    plain, _ = told(folder, proposed(harmless, named=False) | {"huong-dan/khac.txt": "x"})
    kinds = (
        LABELS("review.errors_of", count=0, rule=""),
        LABELS("review.warnings_of", count=0, rule=""),
    )
    known = numberless(plain)
    known |= numberless("\n".join(f"- {kind}{rule}" for kind in kinds for rule in rules()))
    known |= {escaped(LABELS(f"review.{name}", count=0)) for name in ("verdict", "warnings")}
    for counted, _ in reviews:
        assert sorted(numberless(counted) - known) == []


_INLINE_RE = re.compile(
    r"""
    [\\`\[\]|<>\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]
    | @(?!\u200b) | :(?=[/\w])(?!\u200b) | (?<!&)\# | &(?!\#\d+;) | ~~~ | (?i:www\.|gh-1|cve-2)
    | \$(?!</span>) | (?<![^\W_])[0-9a-f]{7}
    """,
    re.VERBOSE,
)
_BEGINNING_RE = re.compile(r"#{3,4} |(?:  )?- |(?:  ){1,2}")


def test_every_line_of_a_quotation_is_marked_and_says_nothing_to_markdown(
    reviews: list[tuple[str, str]],
) -> None:
    for _, quotation in reviews:
        lines = quotation.removesuffix("\n").split("\n")
        assert [line for line in lines if line != ">" and not line.startswith("> ")] == []
        for marked in lines:
            shown = marked.removeprefix(">").removeprefix(" ").replace("<span>$</span>", "")
            shown = _BEGINNING_RE.sub("", shown, count=1) if _BEGINNING_RE.match(shown) else shown
            assert not _INLINE_RE.search(shown), marked
            assert not re.match(r"\s{4}|[-+=]|\d+[.)]|#", shown), marked


def test_a_heading_in_a_quotation_is_one_of_ours(reviews: list[tuple[str, str]]) -> None:
    ours = {LABELS(f"review.{name}") for name in ("problems", "citations", "rest", "register", "ledger", "others")}  # fmt: skip
    for _, quotation in reviews:
        for heading in re.findall(r"(?m)^> #+ (.*)", quotation):
            assert heading in ours or re.match(r"Văn bản “.*”|“.*” \(", heading)


def test_every_payload_is_read_in_the_quotation(reviews: list[tuple[str, str]]) -> None:
    for group, (_, quotation) in zip(GROUPS, reviews, strict=True):
        assert quotation.count(WORD) >= len(group)


def test_a_line_in_the_name_of_a_file_does_not_begin_one_in_a_log() -> None:
    problem = Problem("docs/a\n::error::x.md", 1, "file-empty")
    assert "\n" not in LABELS.line(problem)
