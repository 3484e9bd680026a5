"""Small texts of one kind each, beside what a careful reader makes of them: `x.txt` and `x.json`."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from quyche.exports import outlines
from quyche.imports.documents.conversion import convert_file
from quyche.imports.documents.homes import Home
from quyche.labels import Labels
from quyche.texts import frontmatter

_ENDINGS = frozenset({".txt", ".html", ".md"})
_NOTE_RE = re.compile(r"^\[\^\d+\]:", re.MULTILINE)


def cases_in(folder: Path) -> list[Path]:
    """The inputs of a folder, each with a JSON file of its name."""
    return sorted(
        each
        for each in folder.glob("*")
        if each.suffix in _ENDINGS and each.with_suffix(".json").is_file()
    )


def wrong_in(case: Path, folder: Path) -> list[str]:
    """What is read in another way than the JSON file beside the text has it."""
    wanted = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
    target = folder / "docs" / "quy-che" / "out.md"
    target.parent.mkdir(parents=True)
    if case.suffix == ".md":
        target.write_bytes(case.read_bytes())
    else:
        kind = "programme" if "tasks" in wanted else "regulation"
        target.write_text(convert_file(case, kind, home=Home.of(target)).source, encoding="utf-8")
    source = target.read_text(encoding="utf-8")
    outline = outlines.of_file(target, folder / "docs", Labels.load("vi"))
    found = _read(source, outline)
    return list(_differences(wanted, found, source))


def _read(source: str, outline: outlines.Outline) -> dict[str, Any]:
    walked = list(_walk(outline["provisions"]))
    tasks = [each for each in walked if each["kind"] == "task"]
    errors = [each["message"] for each in outline["problems"] if each["severity"] == "error"]
    return {
        "counts": outline["counts"],
        "anchors": [each["anchor"] for each in walked],
        "top": [each["anchor"] for each in outline["provisions"]],
        "front": dict(_front(source)),
        "title": outline["title"],
        "footnotes": len(_NOTE_RE.findall(source)),
        "tasks": len(tasks),
        "tasks_with_lead": sum("lead" in _fields(each) for each in tasks),
        "tasks_with_time": sum("time" in _fields(each) for each in tasks),
        "errors": errors,
    }


def _fields(task: outlines.Item) -> dict[str, Any]:
    fields: dict[str, Any] = dict(task).get("fields", {})  # type: ignore[assignment]  # not yet
    return fields


def _front(source: str) -> Iterator[tuple[str, str]]:
    for line in frontmatter.split(source)[0].splitlines():
        key, colon, value = line.partition(": ")
        if colon:
            yield key, value.strip("'\"")


def _walk(items: Sequence[outlines.Item]) -> Iterator[outlines.Item]:
    for item in items:
        yield item
        yield from _walk(item["children"])


def _differences(wanted: dict[str, Any], found: dict[str, Any], source: str) -> Iterator[str]:
    for name in ("counts", "front"):
        for key, value in wanted.get(name, {}).items():
            if found[name].get(key) != value:
                yield f"{key}: {found[name].get(key)}, not {value}"
    yield from (f"no {one}" for one in wanted.get("anchors", ()) if one not in found["anchors"])
    for key in ("top", "footnotes", "tasks", "tasks_with_lead", "tasks_with_time"):
        if key in wanted and wanted[key] != found[key]:
            yield f"{key}: {found[key]}, not {wanted[key]}"
    if not found["title"].endswith(wanted.get("title_ends", "")):
        yield f"title: {found['title']}"
    yield from (f"still there: {word}" for word in wanted.get("absent_words", ()) if word in source)
    if "check_errors" in wanted and len(found["errors"]) != wanted["check_errors"]:
        yield f"errors: {found['errors']}"
