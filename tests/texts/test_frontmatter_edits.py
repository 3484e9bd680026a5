"""Changing keys of a front matter: those keys and nothing else, to the character."""

import datetime
from dataclasses import dataclass

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quyche.texts.frontmatter_edits import edited
from quyche.texts.metadata import SCHEMAS
from quyche.texts.yaml_edits import Scalar, written

ORDER = list(SCHEMAS["regulation"])
DATE = datetime.date(2021, 3, 15)


@pytest.mark.parametrize(
    ("before", "changes", "after"),
    [
        ("status: draft\n", {"status": "adopted"}, "status: adopted\n"),
        ("status: draft   # trạng thái\n", {"status": "adopted"}, "status: adopted   # trạng thái\n"),
        ('status: "draft"\n', {"status": "adopted"}, 'status: "adopted"\n'),
        ("status: 'draft' # x\n", {"status": "it's"}, "status: 'it''s' # x\n"),
        ("status:   draft\n", {"status": "adopted"}, "status:   adopted\n"),
        ("status:\n", {"status": "draft"}, "status: draft\n"),
        ("status: # chưa rõ\n", {"status": "draft"}, "status: draft # chưa rõ\n"),
        ("status:\n  draft\n", {"status": "adopted"}, "status:\n  adopted\n"),
        ("status: &s draft\n", {"status": "adopted"}, "status: adopted\n"),
        ("title: a\n  b\nstatus: c\n", {"title": "d"}, "title: d\nstatus: c\n"),
        ("title: >\n  a\n  b\n\n# c\nstatus: c\n", {"title": "d"}, "title: d\n\n# c\nstatus: c\n"),
        ("status: draft\r\ndraft: 1\r\n", {"draft": 2}, "status: draft\r\ndraft: 2\r\n"),
        ("status: draft\n", {"number": "16"}, "status: draft\nnumber: '16'\n"),
        ("status: draft\n", {"number": "a: b # c"}, "status: draft\nnumber: 'a: b # c'\n"),
        ("status: draft\n", {"adopted": DATE}, "status: draft\nadopted: 2021-03-15\n"),
        ("draft: 1\n", {"draft": 1}, "draft: 1\n"),
        ("kind:\n- a\n- b\nterm: c\n", {"kind": "d"}, "kind: d\nterm: c\n"),
        ("status: a\ndraft: 1 # một\n# hai\nterm: b\n", {"draft": None}, "status: a\n# hai\nterm: b\n"),
        ("aliases:\n  - a\n  - b # c\n\n# d\nterm: e\n", {"aliases": None}, "\n# d\nterm: e\n"),
        ("aliases: [a,\n  b] # c\nterm: e\n", {"aliases": None}, "term: e\n"),
        ("title: |\n  a\n\n  b\n\nterm: e\n", {"title": None}, "\nterm: e\n"),
        ("term: e\n", {"draft": None}, "term: e\n"),
        ("status: a\r\nterm: b\r\n", {"status": None}, "term: b\r\n"),
        ("kind: a\nstatus: b # c\n# d\ndrafter: e\n", {"draft": 1}, "kind: a\nstatus: b # c\ndraft: 1\n# d\ndrafter: e\n"),
        ("kind: a\naliases:\n  - b\n\n# c\nsample: true\n", {"expires": DATE, "meeting": "m"}, "kind: a\nexpires: 2021-03-15\nmeeting: m\naliases:\n  - b\n\n# c\nsample: true\n"),
        ("sample: true\n", {"status": "draft"}, "sample: true\nstatus: draft\n"),
        ("  kind: a\n  sample: true\n", {"status": "draft"}, "  kind: a\n  status: draft\n  sample: true\n"),
        ("status: a\r\nsample: true\n", {"draft": 1}, "status: a\r\ndraft: 1\r\nsample: true\n"),
        ('"status": draft\n', {"status": "adopted"}, '"status": adopted\n'),
    ],
)  # fmt: skip
def test_a_key_is_set_or_taken_out_and_the_rest_stays(
    before: str, changes: dict[str, Scalar | None], after: str
) -> None:
    body = "# Quy chế\n\n---\nstatus: không phải khóa\n"
    assert edited(f"---\n{before}---\n{body}", changes, ORDER) == f"---\n{after}---\n{body}"


def test_bytes_that_are_not_part_of_the_key_stay() -> None:
    source = b"\xef\xbb\xbf---  \r\nkind: regulation\r\nstatus: 'draft'  # x\r\ndraft:  1\r\n---\t\r\nA\rB\n\r\n"
    result = edited(source.decode(), {"status": "adopted", "draft": 2}, ORDER).encode()
    assert result == source.replace(b"'draft'", b"'adopted'").replace(b"draft:  1", b"draft:  2")


@pytest.mark.parametrize(
    "front",
    [
        "{status: draft}\n",
        "? status\n: draft\n",
        "- status\n",
        "status: [\n",
        "status: &s draft\nterm: *s\n",
        "title: &t x\nstatus: *t\n",
        "",
    ],
)
def test_a_front_matter_that_cannot_be_edited_is_refused(front: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  # whatever YAML or we say of it
        edited(f"---\n{front}---\n", {"status": "adopted", "title": None}, ORDER)


def test_a_file_without_front_matter_is_refused() -> None:
    with pytest.raises(ValueError, match="no front matter"):
        edited("# Quy chế\n", {"status": "adopted"}, ORDER)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40), st.sampled_from([None, "'", '"']))  # fmt: skip
def test_a_text_is_written_on_one_line_and_read_back(text: str, quote: str | None) -> None:
    line = written(text, quote)
    assert "\n" not in line
    assert yaml.safe_load(f"key: {line}\n") == {"key": text}


@dataclass(frozen=True)
class Chunk:
    """A key with its value as somebody wrote it, or lines between keys."""

    key: str
    text: str


WORDS = st.sampled_from(["draft", "Quy chế: làm việc", "16", "2021-01-18", "a # b", "it's", "“x”"])
PLAIN = st.sampled_from(["draft", "Quy chế làm việc", "16", "2021-01-18", "a#b", "true", "XVII (2020)"])  # fmt: skip


@st.composite
def chunks(draw: st.DrawFn, key: str) -> Chunk:
    word, plain = draw(WORDS), draw(PLAIN)
    spelled = draw(
        st.sampled_from(
            [
                f" {plain}",
                f"   {plain}",
                f" {written(word, chr(39))}",
                f" {written(word, chr(34))}",
                "",
                f"\n  {plain}",
                f" {plain}\n    {plain}",
                f" [{plain}, {plain}]",
                f"\n  - {plain}\n  - {written(word, chr(34))}",
                f"\n- {plain}\n- {plain}",
                f" |\n  {plain}\n\n  {plain}",
                f" >-\n  {plain}",
            ]
        )
    )
    comment = draw(st.sampled_from(["", " # ghi chú", "   # status: cũ"])) if "|" not in spelled and ">" not in spelled else ""  # fmt: skip
    return Chunk(key, f"{key}:{spelled}{comment}\n")


@st.composite
def front_matters(draw: st.DrawFn) -> list[Chunk]:
    keys = draw(st.permutations(ORDER).map(lambda keys: keys[:6]))
    parts: list[Chunk] = []
    for number, key in enumerate(keys[: draw(st.integers(1, 6))]):
        between = draw(st.sampled_from(["", "# {}\n", "\n# status: {}\n\n"]))
        parts.append(Chunk("", between.format(number)))
        parts.append(draw(chunks(key)))
    return parts


VALUES: st.SearchStrategy[Scalar | None] = st.one_of(
    st.none(), WORDS, st.integers(1, 99), st.dates()
)


@given(
    front_matters(),
    st.dictionaries(st.sampled_from(ORDER), VALUES, max_size=4),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\ufeff"]),
    st.text(max_size=20),
)
def test_only_the_named_keys_change_and_every_other_character_stays(
    parts: list[Chunk], changes: dict[str, Scalar | None], end: str, mark: str, body: str
) -> None:
    parts = [Chunk(part.key, part.text.replace("\n", end)) for part in parts]
    head, tail = f"{mark}---{end}", f"---{end}{body}"
    result = edited(head + "".join(part.text for part in parts) + tail, changes, ORDER)
    assert result.startswith(head)
    assert result.endswith(tail)
    rest, named = result[len(head) : len(result) - len(tail)], ""
    for part in parts:
        if part.text and part.key not in changes:
            before, found, rest = rest.partition(part.text)
            assert found == part.text
            named += before
    wanted = {key: value for key, value in changes.items() if value is not None}
    assert (yaml.safe_load(named + rest) or {}) == wanted
    assert not [line for line in (named + rest).splitlines() if not line or line[0] == "#"]
