"""What the readers refuse a schema refuses, and the other way round."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
import yaml

from quyche import schemas
from quyche.corpus import corpora
from quyche.editions import ledgers
from quyche.errors import SettingsError
from quyche.remarks import remark_files
from quyche.settings import Settings
from shapes import LABELS, as_data, faults

VALUES = (
    *("chữ", '"16"', "16", "-3", "1.5", "true", "yes", "''", '" "', "~", "|-\n    a\n\n    b"),
    *("2021-01-18", "2021-1-5", "18/1/2021", "2021-01-18 10:00:00", '"2021-01-18"'),
    *("[]", "[a, b]", "[1]", "[[a]]", "[{a: b}]", "[~]", "[duties, powers]", "[who, when]"),
    *("{}", "{a: b}", "{a: 1}", "{a: [b]}", "{a: ~}", "{1: b}"),
    *("draft", "adopted", "repealed", "party", "internal", "taken-in", "Draft", "a-1", "A b", "-a"),
    *("17", "17.1", "17.10", "0", "17-du-thao-1", "17-dinh-chinh-1", "17-du-thao-", "17-x"),
    *(f"{{a: {'a' * 40}}}", f"{{a: {'1' * 64}}}", f"{{a: {'a' * 41}}}", f"{{a: {'A' * 40}}}"),
    *("https://x/{path}#L{line}".join("''"), "'https://x/{foo}'", "'{{}} {path}'", "'{'", "'}'"),
)
"""Values as they are typed in YAML."""
DAYS_AS_TEXTS = {'"2021-01-18"', "2021-01-18", "2021-01-18 10:00:00"}
"""What only the readers can tell apart: JSON, and so a schema, knows no days, but texts alone."""

FEW = ("chữ", "16", "true", "[a]", "2021-01-18", "{a: b}", "~")

Faults = Callable[[str], list[str]]


def mapping(values: dict[str, str], key: str, value: str) -> str:
    """A mapping in YAML with another value under a key."""
    return "".join(f"{name}: {text}\n" for name, text in {**values, key: value}.items())


def entry_of(mapping: str) -> str:
    return "- " + mapping.replace("\n", "\n  ").rstrip(" ")


def differing(
    name: str,
    base: dict[str, str],
    shape: schemas.Shape,
    read: Faults,
    *,
    wrapped: Callable[[str], str] = str,
) -> Iterator[tuple[str, str, list[str]]]:
    """Where a reader and a schema do not agree: the key, its value and what the schema says.

    Each shape that a key may have is tried with every value, a further key of it with a few.
    """

    def told(source: str) -> list[str]:
        return faults(name, as_data(yaml.safe_load(source)))

    tried: list[object] = []
    for key, part in {**shape["properties"], "khong-co": {}}.items():
        for value in FEW if part in tried else VALUES:
            source = wrapped(mapping(base, key, value))
            if bool(told(source)) != bool(read(source)):
                yield key, value, told(source)
        tried.append(part)
    for key in base:
        rest = {other: value for other, value in base.items() if other != key}
        source = wrapped("".join(f"{other}: {value}\n" for other, value in rest.items()))
        if bool(told(source)) != bool(read(source)):
            yield key, "missing", told(source)


FRONTS: dict[str, tuple[str, dict[str, str]]] = {
    "regulation": ("quy-che/a.md", {"kind": "regulation", "title": "A", "status": "draft"}),
    "programme": ("chuong-trinh/a.md", {"kind": "programme", "title": "A", "status": "adopted"}),
    "meeting": ("hoi-nghi/a.md", {"kind": "meeting", "title": "A", "body": "b", "date": "2021-01-18"}),
    "page": ("a.md", {"kind": "page"}),
    "body": ("co-quan/a.md", {"kind": "body", "name": "A"}),
    "role": ("chuc-danh/a.md", {"kind": "role", "name": "A"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", schemas.kinds())
def test_front_matters_are_read_as_their_schema_has_it(kind: str) -> None:
    path, base = FRONTS[kind]

    @cache
    def read(front: str) -> list[str]:
        source = f"---\n{front}---\n# A\n".encode()
        rules = [problem.rule for problem in corpora.build({path: source}).problems]
        spoken_of = ("front-", "aspect-", "kind-in-folder")
        return [rule for rule in rules if rule.startswith(spoken_of)]

    shape = schemas.of_kind(kind)
    assert read(mapping(base, "kind", kind)) == []
    for name in (kind, schemas.FRONT_MATTER):
        found = list(differing(name, base, shape, read))
        if name == schemas.FRONT_MATTER:  # of another kind it would be right
            found = [one for one in found if one[0] != "kind"]
        assert {value for _, value, _ in found} <= DAYS_AS_TEXTS, found
        assert not [one for one in found if one[2]], "the schema refuses what is read"


SHAPE_OF_ENTRY = {
    *("ledger-yaml", "ledger-key", "ledger-missing", "ledger-type", "ledger-name"),
    *("ledger-kind", "ledger-date", "ledger-documents"),
}
"""The rules of an entry alone; all others speak of what else there is."""


def test_the_ledger_is_read_as_its_schema_has_it() -> None:
    base = {"name": "17-du-thao-1", "title": "A", "kind": "draft", "date": "2021-01-18"}

    def read(source: str) -> list[str]:
        _, problems = ledgers.read(source, "editions.yml")
        return [problem.rule for problem in problems if problem.rule in SHAPE_OF_ENTRY]

    shape = schemas.definition(schemas.EDITIONS, "edition")
    found = list(differing(schemas.EDITIONS, base, shape, read, wrapped=entry_of))
    assert {(key, value) for key, value, _ in found} == {("date", '"2021-01-18"')}
    for whole in ("", "[]", "{}", "chữ", "- chữ\n", "- [a]\n"):
        told = faults(schemas.EDITIONS, yaml.safe_load(whole))
        assert bool(told) == bool(read(whole)) or whole == "{}", whole


SHAPE_OF_REMARK = {"comment-yaml", "comment-key", "comment-type", "comment-missing", "comment-id"}


def test_remarks_are_read_as_their_schema_has_it() -> None:
    base = {"id": "a", "edition": "17", "from": "A", "remark": "B"}

    def read(source: str) -> list[str]:
        problems = remark_files.read(source.encode(), "gop-y/a.yml").problems
        return [problem.rule for problem in problems if problem.rule in SHAPE_OF_REMARK]

    shape = schemas.definition(schemas.REMARKS, "remark")
    found = list(differing(schemas.REMARKS, base, shape, read, wrapped=entry_of))
    unlike = {(key, value): told for key, value, told in found}
    assert unlike.keys() <= {("date", value) for value in DAYS_AS_TEXTS}, unlike
    assert not any(unlike.values()), "the schema refuses what is read"


def test_settings_are_read_as_their_schema_has_it() -> None:
    def read(source: str) -> list[str]:
        try:
            Settings.read(yaml.safe_load(source)["extra"]["quyche"])
        except SettingsError as fault:
            return [str(fault)]
        return []

    def wrapped(block: str) -> str:
        return "extra:\n  quyche:\n" + "".join(f"    {line}\n" for line in block.splitlines())

    shape = schemas.definition(schemas.SETTINGS, "settings")
    found = list(differing(schemas.SETTINGS, {}, shape, read, wrapped=wrapped))
    # which labels there are is told where they are read
    found = [one for one in found if one[0] != "language"]
    assert {value for _, value, _ in found} <= DAYS_AS_TEXTS, found
    assert not [one for one in found if one[2]], "the schema refuses what is read"


@pytest.mark.parametrize("block", [{}, {"extra": None}, {"extra": {"quyche": None}, "nav": []}])
def test_settings_of_others_are_left_to_others(block: dict[str, Any]) -> None:
    assert faults(schemas.SETTINGS, block) == []


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("title: [a]", '"title" là "[\'a\']"; một dòng chữ'),
        ("title:", '"title" là ""; một dòng chữ'),
        ("title: A\n  note: {a: b}", "\"note\" là \"{'a': 'b'}\"; một dòng chữ"),
    ],
)
def test_an_entry_with_a_list_for_a_text_is_left_out_and_told(source: str, line: str) -> None:
    entry = f'- name: "17"\n  kind: adopted\n  date: 2021-01-18\n  {source}\n'
    found, (problem,) = ledgers.read(entry, "editions.yml")
    assert found.editions == ()
    assert LABELS.line(problem) == f"editions.yml:1: giá trị của khóa {line}"
