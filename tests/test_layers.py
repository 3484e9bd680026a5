"""Imports only ever point down."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "hooks"
LIBRARY = HOOKS / "quyche"

# A module or package imports only from the lines above its own.
LAYERS = [
    line.split()
    for line in """
        __init__
        errors problems urls text templates file_writes calendars
        addresses asset_bundles assets markup times
        provisions settings repository labels markers markdown_extension
        matching quotations frontmatter inline_markdown
        operations frontmatter_edits parser register citations aspects
        changes metadata minutes phrases github_markdown
        corpus
        lookups
        links editions comparison comments page_texts word_files
        archives concordances subjects ledger_edits comment_edits adjustments progress task_fields
        field_readings governance records
        tasks
        feeds task_checks duties task_tables progress_checks power_checks conclusions
        task_states conclusion_checks libraries
        checks conclusion_states history exports imports page_links redlines roots synopses verification
        task_sentences annotations
        change_sentences comment_traces pairs rendering reviews strips
        article_histories effects
        comment_checks comment_reasons comparison_tables task_comparisons page_writers edition_links reasons states branches lifecycles task_calendars task_filters clarity_reports plan_reports timelines
        comparison_papers comment_tables meeting_lists
        comparison_pages markdown_tables word_tables task_pages
        comment_pages comment_words
        minutes_rendering
        meeting_pages
        article_notes comment_files frames home_pages outlines register_pages transitions
        navigation edition_plans comparison_files
        page_heads
        offline_pages
        offline_tables offline_remarks
        bundles site
        workshops
        publishing
    """.strip().splitlines()
]

# The one module or package that knows a thing of the outside world.
SOLE_USERS = {"mike": "branches", "mkdocs": "site", "subprocess": "repository"}

MODULES = sorted(LIBRARY.rglob("*.py"))
EVENT_MODULES = sorted(HOOKS.glob("*.py"))


def name(path: Path) -> str:
    """The part of the library a file belongs to, as the layers call it."""
    return path.relative_to(LIBRARY).parts[0].removesuffix(".py")


def relative(path: Path) -> str:
    return path.relative_to(HOOKS).as_posix()


def nodes(path: Path) -> Iterator[ast.AST]:
    return ast.walk(ast.parse(path.read_text(encoding="utf-8"), path))


def imports(path: Path) -> Iterator[str]:
    """The dotted name of everything a file imports; a relative import keeps its leading dots."""
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield from (f"{source}.{alias.name}" for alias in node.names)


def layer(part: str) -> int:
    found = [number for number, parts in enumerate(LAYERS) if part in parts]
    assert len(found) == 1, f"quyche.{part} stands in {len(found)} layers; expected exactly one"
    return found[0]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_every_module_has_one_layer(path: Path) -> None:
    layer(name(path))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_point_down(path: Path) -> None:
    own = name(path)
    used = {target.split(".")[1] for target in imports(path) if target.startswith("quyche.")}
    level_or_above = [part for part in used - {own} if layer(part) >= layer(own)]
    assert not level_or_above, f"quyche.{own} may import only from the layers below it"


@pytest.mark.parametrize("path", [*MODULES, *EVENT_MODULES], ids=relative)
def test_no_import_is_relative(path: Path) -> None:
    assert not [target for target in imports(path) if target.startswith(".")]


@pytest.mark.parametrize(("package", "user"), SOLE_USERS.items())
def test_one_module_knows_each_outside_thing(package: str, user: str) -> None:
    users = {
        name(path)
        for path in MODULES
        if package in {target.split(".")[0] for target in imports(path)}
    }
    assert users <= {user}


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_no_library_function_looks_like_an_event(path: Path) -> None:
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
    assert not [node.name for node in functions if node.name.startswith("on_")]


@pytest.mark.parametrize("path", EVENT_MODULES, ids=relative)
def test_an_event_module_defines_only_events(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8"), path).body
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert not [node.name for node in defined if not node.name.startswith("on_")]


@pytest.mark.parametrize("path", EVENT_MODULES, ids=relative)
def test_an_event_module_keeps_no_state(path: Path) -> None:
    body = ast.parse(path.read_text(encoding="utf-8"), path).body
    assigned = [ast.unparse(node) for node in body if isinstance(node, ast.Assign | ast.AnnAssign)]
    assert not [line for line in assigned if not line.startswith("log = ")]


@pytest.mark.parametrize("folder", ["hooks", "scripts"])
def test_no_module_hides_another(folder: str) -> None:
    taken = {*sys.stdlib_module_names, "mkdocs", "mike", "markdown", "yaml"}
    assert not {path.stem for path in (ROOT / folder).iterdir()} & taken
