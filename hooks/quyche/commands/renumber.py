"""Put the numbers of a document into order after an insertion, with all that cites them."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from quyche import command_lines, schemas
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.editions.archives import Archive
from quyche.editions.document_files import id_named
from quyche.file_writes import write_all
from quyche.labels import Labels
from quyche.lifecycle.number_edits import LeftOver, RenumberPlan, ShownEdit
from quyche.lifecycle.renumbering import renumbering
from quyche.reading import folders
from quyche.reading.memories import Memory
from quyche.reading.reading import Reading


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("document")
    parser.add_argument("--letters", action="store_true")
    parser.add_argument("--write", action="store_true")
    command_lines.add_json(parser)
    command_lines.add_docs(parser, project)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Show what would be written, and write it where that was asked for."""
    docs: Path = arguments.docs
    corpora.refuse_missing(docs)
    Archive.committed(docs)  # without a history nobody can tell which number was whose
    memory = Memory()

    def again(files: Mapping[str, bytes]) -> Reading:
        return folders.in_folder(docs, files=files, memory=memory)

    reading = folders.in_folder(docs, memory=memory)
    name = PurePosixPath(arguments.document.replace("\\", "/")).stem
    document = id_named(docs, name)
    found = renumbering(reading, document, again, letters=arguments.letters)
    if arguments.write:
        write_all({docs / path: content for path, content in found.files().items()})
    shown = _as_json if arguments.json else _as_text
    print(shown(found, docs, labels, is_written=arguments.write), end="")
    return command_lines.PROBLEMS if found.left else command_lines.FINE


def _as_text(found: RenumberPlan, docs: Path, labels: Labels, *, is_written: bool) -> str:
    edits = found.edits
    lines = [_edit(one, docs, labels) for one in edits]
    lines.extend(_left(one, docs, labels) for one in found.left)
    said = ("written" if is_written else "would") if edits else "nothing"
    files = len(found.files())
    counts = {"count": len(edits), "files": files, "left": len(found.left)}
    lines.append(labels(f"renumber.{said}", **counts))
    return "".join(f"{line}\n" for line in lines)


def _edit(shown: ShownEdit, docs: Path, labels: Labels) -> str:
    one = shown.edit
    guess = labels("renumber.guess") if one.is_guess else ""
    kind = labels(f"renumber.kinds.{one.kind.value}")
    told = {"path": docs / one.path, "line": one.line, "kind": kind, "guess": guess}
    words = {"before": shown.before, "old": one.old, "new": one.new, "after": shown.after}
    return labels("renumber.edit", **told, **words)


def _left(one: LeftOver, docs: Path, labels: Labels) -> str:
    reason = labels(f"renumber.reasons.{one.reason.value}", candidates="; ".join(one.candidates))
    told = {"path": docs / one.path, "line": one.line, "text": one.text, "reason": reason}
    return labels("renumber.left", **told)


def _as_json(found: RenumberPlan, docs: Path, labels: Labels, *, is_written: bool) -> str:
    del labels
    edits = [
        {
            "path": str(docs / shown.edit.path),
            "line": shown.edit.line,
            "kind": shown.edit.kind.value,
            "before": shown.before,
            "old": shown.edit.old,
            "new": shown.edit.new,
            "after": shown.after,
            "target": shown.edit.target,
            "guess": shown.edit.is_guess,
        }
        for shown in found.edits
    ]
    left = [
        {
            "path": str(docs / one.path),
            "line": one.line,
            "text": one.text,
            "reason": one.reason.value,
            "candidates": list(one.candidates),
        }
        for one in found.left
    ]
    return schemas.as_json("renumber", {"written": is_written, "edits": edits, "left": left})


COMMAND = Command("renumber", _arguments, _work)
