"""The schemas are whole, name nothing elsewhere, and are those that the code keeps to."""

import ast
import dataclasses
import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from commands import run
from quyche import schemas
from quyche.comparing.changes import Mark, Status
from quyche.corpus.corpora import SCHEMAS
from quyche.histories.citations_left import CitationOutcome
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.problems import Severity
from quyche.publishing import signatures
from quyche.register.entries import ASPECTS
from quyche.settings import CLEAR, SYSTEMS, Settings
from quyche.texts.metadata import DocumentStatus
from shapes import FOLDER, LABELS, parts
from source_trees import nodes

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "hooks" / "quyche"
MODULES = sorted(LIBRARY.rglob("*.py"))
PARTS = {"types", "parts"}
"""What several schemas are made of."""
WRITERS = {"json.dump", "json.dumps", "json.JSONEncoder"}
NO_DATA_OF_OURS = {
    "schemas.py": "the one place that writes what has a schema, and the schemas themselves",
    "markup/notation.py": "a mark within a page while it is built",
    "publishing/carried_pages.py": "what one of our scripts is told on a page of its own",
    "formats/pdf.py": "what the template of papers is given, which nobody else reads",
    "commands/check.py": "a report in the shape that GitLab reads",
    "reviews/forges.py": "what a host is asked, in the shape of its API",
    "scaffolding/answers.py": "a text between quotation marks, in YAML",
    "scaffolding/files.py": "a text between quotation marks, in YAML",
    "site/asset_bundles.py": "the texts within a script",
    "offline/browser_copies.py": "the same, and the manifest of an application as devices read it",
}
"""The modules that write JSON which is no data for others, with what it is."""


def published(name: str) -> dict[str, object]:
    shape: dict[str, object] = json.loads(schemas.text_of(name, LABELS))
    return shape


def test_every_file_is_one_that_is_named() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == {
        *schemas.READ,
        *schemas.WRITTEN,
        *PARTS,
    }


@pytest.mark.parametrize("path", sorted(FOLDER.iterdir()), ids=lambda path: path.stem)
def test_every_file_is_a_schema_whose_name_asks_no_network(path: Path) -> None:
    shape = json.loads(path.read_text("utf-8"))
    Draft7Validator.check_schema(shape)
    assert shape["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert shape["$id"] == f"urn:quyche:{path.stem}"


@pytest.mark.parametrize("name", schemas.names())
def test_a_published_schema_needs_no_other_file(name: str) -> None:
    shape = published(name)
    Draft7Validator.check_schema(shape)
    held = {f"#/definitions/{part}" for part in shape.get("definitions", {})}  # type: ignore[attr-defined]
    named = {part["$ref"] for _, part in parts(shape) if isinstance(part.get("$ref"), str)}
    assert named <= held
    assert shape["$id"] == f"urn:quyche:{name}"
    assert shape["title"]


@pytest.mark.parametrize("name", schemas.names())
def test_a_published_schema_says_what_each_key_is_for_and_knows_no_other(name: str) -> None:
    for place, part in parts(published(name)):
        if "properties" not in part:
            continue
        is_open = name in {schemas.FRONT_MATTER, schemas.SETTINGS} and "/definitions/" not in place
        assert is_open or part["additionalProperties"] is False, place
        for key, held in part["properties"].items():
            is_told = "description" in held or "description" in held.get("items", {})
            assert is_open or is_told or held.get("enum") == [name], f"{place}: {key}"


@pytest.mark.parametrize("name", schemas.WRITTEN)
def test_what_is_written_has_all_its_keys_or_says_which_are_rare(name: str) -> None:
    for place, part in parts(published(name)):
        if "properties" in part:
            rare = set(part["properties"]) - set(part["required"])
            assert rare <= {
                "certainty",
                "footnotes",
                "sentences",
                "round",
                "documents",
                "open",
                "corrects",
                "repeals",
                "moves",
                "bases",
                "told_in",
                "governs",
                "governed",
                "files",
                "collisions",
                "fields",
                "merged",
                "carried",
                "tasks",
            }, place


def test_each_key_that_people_write_has_a_label_and_no_other_has() -> None:
    files = [json.loads((FOLDER / f"{name}.json").read_text("utf-8")) for name in schemas.READ]
    groups = [part for file in files for part in file["definitions"].values()]
    keys = {f"{group['title']}.{key}" for group in groups for key in group["properties"]}
    titles = {group["title"] for group in groups}
    assert set(LABELS.below("schema")) == {
        *keys,
        *(f"names.{name}" for name in (*schemas.names(), *titles)),
    }


def test_a_role_may_say_all_that_a_body_may() -> None:
    body, role = ({**schemas.of_kind(kind)["properties"]} for kind in ("body", "role"))
    del body["kind"], role["kind"]
    assert role.pop("member_of")
    assert role == body


def test_every_kind_of_front_matter_is_read_by_its_schema() -> None:
    assert tuple(SCHEMAS) == schemas.kinds()


# The words are those of the code


def enums(name: str) -> set[frozenset[str]]:
    return {frozenset(part["enum"]) for _, part in parts(published(name)) if "enum" in part}


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("outline", [kind.value for kind in Kind]),
        ("outline", ASPECTS),
        ("compare", list(Status)),
        ("compare", list(Mark)),
        ("edition", list(Status)),
        ("edition", list(DocumentStatus)),
        ("check", [severity.value for severity in Severity]),
        ("review", [outcome.value for outcome in CitationOutcome]),
        ("review", CLEAR),
        ("verify-site", sorted({value for name, value in vars(signatures).items() if name[0].isupper() and name.isupper() and isinstance(value, str)})),
        ("role", ASPECTS),
        ("regulation", [status for status in DocumentStatus if status]),
        ("body", SYSTEMS),
        ("mkdocs", [path.stem for path in (LIBRARY / "labels").glob("*.yml")]),
    ],
)  # fmt: skip
def test_the_words_of_a_schema_are_those_of_the_code(name: str, words: list[str]) -> None:
    assert frozenset(map(str, words)) in enums(name)


def test_every_setting_is_in_the_schema_with_its_type() -> None:
    held = schemas.definition(schemas.SETTINGS, "settings")["properties"]
    types = {"string": str, "boolean": bool, "array": tuple}
    told = {key: types[part.get("type", "string")] for key, part in held.items()}
    set_ = (one for one in dataclasses.fields(Settings) if one.metadata.get("is_set", True))
    assert told == {one.name: type(one.default) for one in set_}


# Whoever writes JSON says by which schema


def test_no_json_is_written_without_a_schema() -> None:
    writing = {
        path.relative_to(LIBRARY).as_posix()
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WRITERS
    }
    assert writing == NO_DATA_OF_OURS.keys()
    for path in [*ROOT.glob("hooks/*.py"), *ROOT.glob("scripts/*.py")]:
        assert "json" not in path.read_text("utf-8"), path


def test_every_schema_of_what_is_written_is_named_by_whoever_writes_it() -> None:
    called = [
        node
        for path in MODULES
        for node in nodes(path)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "schemas.as_json"
    ]
    named = [ast.literal_eval(call.args[0]) for call in called]
    assert set(named) == set(schemas.WRITTEN)


def test_every_command_that_gives_data_has_a_schema() -> None:
    """A new `--json` comes with the name of its schema."""
    giving = {
        path.stem.replace("_", "-")
        for path in (LIBRARY / "commands").glob("*.py")
        if any(one in path.read_text("utf-8") for one in GIVING)
    }
    assert giving == {name.split("-site")[0] for name in schemas.WRITTEN[:9]}


GIVING = ("add_json(", "add_formats(", "document_files.WRITERS")
"""How a command lets data be asked for."""


# The command


def test_the_command_lists_every_schema_in_a_line(tmp_path: Path) -> None:
    code, printed, complaint = run("schema.py", folder=tmp_path)
    assert (code, complaint) == (0, "")
    assert [line.split()[0] for line in printed.splitlines()] == list(schemas.names())


def test_the_command_prints_one_schema_with_the_words_of_the_site(tmp_path: Path) -> None:
    code, printed, _ = run("schema.py", "meeting", folder=tmp_path)
    assert code == 0
    shape = json.loads(printed)
    assert shape["properties"]["kind"]["enum"] == ["meeting"]
    assert shape["properties"]["chair"]["description"] == LABELS("schema.meeting.chair")


def test_the_command_writes_what_editors_read_and_leaves_what_is_so_already(tmp_path: Path) -> None:
    assert run("schema.py", "--into", "a/b", folder=tmp_path) == (0, "", "")
    files = sorted((tmp_path / "a" / "b").iterdir())
    assert [path.stem for path in files] == sorted(schemas.READ)
    files[0].write_text("{}", "utf-8")
    before = [path.stat().st_ino for path in files]
    assert run("schema.py", "--into", "a/b", folder=tmp_path) == (0, "", "")
    assert json.loads(files[0].read_text("utf-8")) == published(files[0].stem)
    changed = [was != path.stat().st_ino for was, path in zip(before, files, strict=True)]
    assert changed == [True, False, False, False]


def test_words_are_in_the_language_of_the_labels() -> None:
    told = {name: f"<{name}>" for name in LABELS.texts}
    shape = schemas.published("editions", Labels(told))
    entry = shape["definitions"]["edition"]
    assert shape["title"] == "<schema.names.editions>"
    assert entry["properties"]["note"]["description"] == "<schema.ledger.note>"
