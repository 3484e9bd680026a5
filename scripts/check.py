"""Check documents: one line for each problem, `path:line: what is wrong; what was expected`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from quyche import archives, checks, comment_checks, comments, corpus, editions
from quyche.checks import Measure
from quyche.errors import HistoryError, QuycheError, UnreadableFileError
from quyche.governance import Governance
from quyche.labels import Labels
from quyche.links import Links
from quyche.problems import Problem, errors_among
from quyche.settings import Settings
from quyche.task_checks import Clarity

CONFIG = "mkdocs.yml"
"""The site's configuration, beside the folder of documents."""
DOCS = Path(__file__).parent.parent / "docs"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the problems; return 1 if one of them keeps a text from being published."""
    arguments = _arguments().parse_args(argv)
    labels = Labels.load("vi")
    try:
        paths = [Path(path) for path in arguments.paths]
        problems = [problem for path in paths for problem in check(path, arguments.base)]
    except HistoryError as fault:
        print(labels.refusal(fault), file=sys.stderr)
        return 2
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    print(_FORMATS[arguments.format](problems, labels), end="")
    failing = problems if arguments.strict else errors_among(problems)
    return 1 if failing else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", default=[str(DOCS)], help="folders or files (docs)")
    parser.add_argument("--format", choices=list(_FORMATS), default="text")
    parser.add_argument(
        "--json",
        dest="format",
        action="store_const",
        const="json",
        help="the same as --format json",
    )
    parser.add_argument(
        "--base", default="", help="the revision whose ledger must be kept (the remote's main)"
    )
    parser.add_argument("--strict", action="store_true", help="warnings fail as well")
    return parser


def check(path: Path, base: str = "") -> list[Problem]:
    """The problems of a folder of documents, or of one file among the documents it belongs to."""
    if path.is_dir():
        return [_placed(problem, path) for problem in _check_folder(path, base)]
    if not path.is_file():
        raise UnreadableFileError(f"{path}: no such file or folder")
    folder = corpus.folder_of(path)
    if folder is None:
        return [_placed(problem, path.parent) for problem in _check_files({path.name: path})]
    wanted = path.resolve().relative_to(folder.resolve()).as_posix()
    found = (problem for problem in _check_folder(folder, base) if problem.path == wanted)
    return [_placed(problem, folder) for problem in found]


def _check_folder(folder: Path, base: str) -> tuple[Problem, ...]:
    documents = corpus.read_folder(folder)
    ledger, ledger_problems = editions.read_file(folder / editions.FILE)
    changed = archives.changed_since(folder, base)
    entered = checks.entry_problems(documents, archives.added_since(folder, base))
    clarity = Clarity.of(Settings.of_file(folder.parent / CONFIG))
    past = archives.past_of(folder, documents, ledger)
    remarks = comment_checks.check(comments.read_folder(folder), documents, ledger, past.text)
    found = _check_corpus(documents, Measure(clarity, past))
    return (*found, *ledger_problems, *changed, *entered, *remarks)


def _check_files(files: dict[str, Path]) -> tuple[Problem, ...]:
    contents = {name: path.read_bytes() for name, path in files.items()}
    return _check_corpus(corpus.build(contents))


def _check_corpus(documents: corpus.Corpus, measure: Measure | None = None) -> tuple[Problem, ...]:
    links = Links.of(documents)
    return checks.check(documents, links, Governance.of(documents, links), measure)


def _placed(problem: Problem, folder: Path) -> Problem:
    """The problem with its path as seen from where the command runs."""
    path = folder / problem.path
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return problem.at(shown.as_posix())


def _as_text(problems: Iterable[Problem], labels: Labels) -> str:
    return "".join(f"{labels.line(problem)}\n" for problem in problems)


def _as_github(problems: Iterable[Problem], labels: Labels) -> str:
    """Annotations that GitHub shows beside the line."""
    return "".join(
        f"::{problem.severity.value} file={problem.path},line={max(problem.line, 1)}::"
        f"{_escaped(labels.found(problem))}; {_escaped(labels.expected(problem))}\n"
        for problem in problems
    )


def _escaped(message: str) -> str:
    return message.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _as_json(problems: Iterable[Problem], labels: Labels) -> str:
    rows = list(map(labels.row, problems))
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


_FORMATS = {"text": _as_text, "github": _as_github, "json": _as_json}


if __name__ == "__main__":
    sys.exit(main())
