"""Check documents: one line for each problem, `path:line: what is wrong; what was expected`."""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from quyche import command_lines, projects, schemas, terminals
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import UnreadableFileError
from quyche.labels import Labels
from quyche.problems import Problem, Severity, errors_among
from quyche.reading import folders
from quyche.reading.reading import Reading
from quyche.site import builds


def _arguments(parser: Parser, project: Path) -> None:
    docs = projects.docs_of(project)
    parser.add_argument("paths", nargs="*", type=Path, default=[docs])
    command_lines.add_formats(parser, list(_FORMATS))
    parser.add_argument("--base", default="")
    parser.add_argument("--strict", action="store_true")


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print the problems."""
    problems = [problem for path in arguments.paths for problem in check(path, arguments.base)]
    print(_FORMATS[arguments.format](problems, labels), end="")
    for folder in filter(Path.is_dir, arguments.paths):
        builds.refuse_settings(projects.config_of(folder))
    if problems if arguments.strict else errors_among(problems):
        return command_lines.PROBLEMS
    if arguments.format == "text" and terminals.is_terminal(sys.stdout):  # programs read no more
        print(labels("check.warned", count=len(problems)) if problems else labels("check.fine"))
    return command_lines.FINE


def check(path: Path, base: str = "") -> list[Problem]:
    """The problems of a folder of documents, or of one file among the documents it belongs to."""
    if path.is_dir():
        return [_placed(problem, path) for problem in _problems_in(path, base)]
    if not path.is_file() and not path.is_symlink():
        raise UnreadableFileError("command.no_path", path=path)
    folder = corpora.folder_of(path)
    if folder is None:
        alone = Reading.of({path.name: path.read_bytes()})
        return [_placed(problem, path.parent) for problem in alone.problems]
    wanted = Path(os.path.abspath(path)).relative_to(os.path.abspath(folder)).as_posix()  # noqa: PTH100  # a link is checked, not what it leads to
    found = (problem for problem in _problems_in(folder, base) if problem.path == wanted)
    return [_placed(problem, folder) for problem in found]


def _problems_in(folder: Path, base: str) -> tuple[Problem, ...]:
    reading = folders.in_folder(folder, base=base)
    Labels.load(reading.settings.language).with_own(reading.settings.labels)  # or it is refused
    return reading.problems


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with its path as seen from where the command runs."""
    path = folder / problem.path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return problem.at(shown.as_posix())


def _as_text(problems: Iterable[Problem], labels: Labels) -> str:
    return "".join(f"{terminals.line_of(problem, labels)}\n" for problem in problems)


def _as_github(problems: Iterable[Problem], labels: Labels) -> str:
    """Annotations that GitHub shows beside the line."""
    return "".join(
        f"::{problem.severity.value} file={problem.path},line={max(problem.line, 1)}::"
        f"{_escaped(labels.found(problem))}; {_escaped(labels.expected(problem))}\n"
        for problem in problems
    )


def _as_gitlab(problems: Iterable[Problem], labels: Labels) -> str:
    """A report of code quality, which GitLab shows beside the line."""
    counted: Counter[str] = Counter()
    rows = []
    for problem in problems:
        told = f"{labels.found(problem)}; {labels.expected(problem)}"
        key = f"{problem.path}\0{problem.rule}\0{told}"  # no line, which moves
        counted[key] += 1
        digest = hashlib.sha256(f"{key}\0{counted[key]}".encode("utf-8", "surrogateescape"))
        rows.append(
            {
                "description": told,
                "check_name": problem.rule,
                "fingerprint": digest.hexdigest(),
                "severity": "major" if problem.severity is Severity.ERROR else "minor",
                "location": {"path": problem.path, "lines": {"begin": max(problem.line, 1)}},
            }
        )
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_json(problems: Iterable[Problem], labels: Labels) -> str:
    return schemas.as_json("check", list(map(labels.row, problems)))


_FORMATS = {"text": _as_text, "github": _as_github, "gitlab": _as_gitlab, "json": _as_json}
COMMAND = Command("check", _arguments, _work)
