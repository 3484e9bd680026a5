"""Convert a Word, HTML or text file to the source format, or take back one that went out."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from quyche import command_lines, schemas, terminals, urls
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.file_writes import write_all
from quyche.imports import backups, findings
from quyche.imports.confinement import confined
from quyche.imports.documents.conversion import Converted, convert_file
from quyche.imports.documents.homes import Home
from quyche.imports.merged import fronts, second_imports
from quyche.imports.merged.reports import MergeReport, difference_words
from quyche.imports.returned.desks import Target
from quyche.imports.returned.reports import ReturnReport
from quyche.imports.returned.returning import ReturnWish, returning
from quyche.labels import Labels
from quyche.language import structures
from quyche.language.grammars import Grammar
from quyche.language.kinds import Kind
from quyche.problems import Problem
from quyche.reading.reading import Reading
from quyche.settings import STRUCTURES
from quyche.terminals import WorkStage
from quyche.texts.parser import parse

_FOLDERS = frozenset({urls.REGULATIONS, urls.PROGRAMMES, urls.REMARKS})
"""Where documents are, and Git keeps no folder as long as there is none."""


def _arguments(parser: Parser, _: Path) -> None:
    parser.add_argument("input", type=Path, nargs="+")
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--kind", choices=("regulation", "programme"), default="")
    parser.add_argument("--title", default="")
    command_lines.add_structure(parser, STRUCTURES)
    parser.add_argument("--onto", type=Path)
    parser.add_argument("--accept", action="append", default=[])
    parser.add_argument("--reject", action="append", default=[])
    parser.add_argument("--office", action="append", default=[])
    parser.add_argument("--by-text", action="store_true")
    parser.add_argument("--take", action="append", default=[])
    parser.add_argument("--replace", action="store_true")
    parser.add_argument("--dry-run", action="store_true")
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write what the files say: into a file of its own, or into the text that went out."""
    if arguments.onto:
        _refuse_of_merging(arguments)
        return _take_back(arguments, labels)
    _refuse_misplaced(arguments)
    arguments.input = arguments.input[0]
    return _convert(arguments, labels)


def _refuse_of_merging(arguments: argparse.Namespace) -> None:
    """What is asked for of a second import has no meaning for what came back."""
    wishes = {"--take": arguments.take, "--replace": arguments.replace}
    if named := [name for name, wish in wishes.items() if wish]:
        raise QuycheError("convert.with_onto", names=", ".join(named))


def _refuse_misplaced(arguments: argparse.Namespace) -> None:
    """What is asked for of returned files has no meaning for others."""
    if arguments.output is None:
        raise QuycheError("convert.no_output")
    if len(arguments.input) > 1:
        raise QuycheError("convert.several", found=len(arguments.input))
    wishes = {
        "--accept": arguments.accept,
        "--reject": arguments.reject,
        "--office": arguments.office,
        "--by-text": arguments.by_text,
    }
    if named := [name for name, wish in wishes.items() if wish]:
        raise QuycheError("convert.without_onto", names=", ".join(named))


# What came back


def _take_back(arguments: argparse.Namespace, labels: Labels) -> int:
    """Take over what was changed in files that went out, and say who changed what."""
    wish = ReturnWish(
        arguments.input,
        arguments.accept,
        arguments.reject,
        arguments.office,
        arguments.by_text,
    )
    target = Target.of(arguments.onto, arguments.structure)
    with terminals.progress(labels, is_told=not arguments.json) as progress:
        came = returning(wish, target, labels, progress)
    output = arguments.output or arguments.onto
    wanted = {output: came.taking.source.encode(), **came.remarks}
    contents = {path: new for path, new in wanted.items() if _changes(path, new)}
    if not arguments.dry_run:
        for copy in _write_all(contents, labels):
            print(labels("convert.kept", path=copy), file=sys.stderr)
    report = ReturnReport(came, output, target.text.id, tuple(contents), arguments.dry_run)
    print(report.as_json(labels) if arguments.json else report.as_text(labels), end="")
    return command_lines.FINE if came.is_whole else command_lines.PROBLEMS


def _changes(path: Path, new: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != new


# What comes from elsewhere


def _convert(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the converted file, or what it brings to a document; say what was unclear."""
    output: Path = arguments.output
    _refuse_its_input(arguments.input, output, labels)
    target = None if arguments.replace else second_imports.target_of(output, arguments.structure)
    if arguments.take and target is None:
        raise QuycheError("merge.nothing_there", path=output)
    converted, structure = _read(arguments, target, labels)
    merge = _merge(arguments, target, converted, labels) if target else None
    source = merge.came.written(merge.taken) if merge else converted.source
    is_new = _changes(output, source.encode())
    if not arguments.dry_run and is_new:
        for copy in _write(output, source, labels):
            print(labels("convert.kept", path=copy), file=sys.stderr)
    counts = _counts(source, output, structures.named(structure))
    tasks = _tasks(source, output)
    written = _Written(output, counts, tasks, merge, is_new=is_new, is_trial=arguments.dry_run)
    shown = _as_json if arguments.json else _as_text
    print(shown(converted, written, labels), end="")
    lost = findings.has_losses(converted.problems)
    return command_lines.PROBLEMS if lost else command_lines.FINE


@dataclass(frozen=True)
class _Written:
    """What was written, or would be."""

    path: Path
    counts: Mapping[str, int]
    tasks: int | None
    """Of a programme."""
    merge: MergeReport | None
    is_new: bool
    """Whether it says anything else than what stood there."""
    is_trial: bool

    @property
    def rule(self) -> str:
        """How it is told."""
        if not self.is_new:
            return "convert.same"
        return "convert.would" if self.is_trial else "convert.written"


def _read(
    arguments: argparse.Namespace, target: Target | None, labels: Labels
) -> tuple[Converted, str]:
    """The converted file, and the name of how it is written; as the document is that is there."""
    home = Home.of(arguments.output)
    structure = arguments.structure or home.structure
    kind = arguments.kind
    if target:
        _refuse_of_new(arguments)
        structure, kind = target.text.grammar.name, target.text.metadata.kind
        known = frozenset(unit.text for unit in target.current.units)
        home = replace(home, known=known)
    told = (arguments.input, kind, arguments.title, home, structure)
    with terminals.progress(labels, is_told=not arguments.json) as progress:
        progress(WorkStage(1, 1, labels("working.reading", path=arguments.input)))
        return confined(arguments.input, convert_file, *told), structure


def _refuse_of_new(arguments: argparse.Namespace) -> None:
    """What is told of a text that is to be written has no meaning for one that stays."""
    wishes = {"--title": arguments.title, "--kind": arguments.kind}
    if named := [name for name, wish in wishes.items() if wish]:
        names = ", ".join(named)
        raise QuycheError("merge.only_new", path=arguments.output, names=names)


def _merge(
    arguments: argparse.Namespace, target: Target, converted: Converted, labels: Labels
) -> MergeReport:
    """What the file brings, with those keys of its head that were named or are asked for."""
    came = second_imports.SecondImport.of(target, converted)
    taken = fronts.chosen(came.differences, arguments.take)
    may_ask = not (arguments.json or arguments.take or arguments.dry_run)
    if may_ask and terminals.is_terminal(sys.stdin) and terminals.is_terminal(sys.stdout):
        taken = tuple(one for one in came.differences if _is_wanted(one, labels))
    return MergeReport(came, taken)


def _is_wanted(one: fronts.HeadDifference, labels: Labels) -> bool:
    """Ask whether a key is to be taken over; no answer is no."""
    print(labels("merge.asked", **difference_words(one, labels)), end=" ", flush=True)
    answer = sys.stdin.readline().strip().casefold()
    return answer in labels("merge.yes").split()


def _refuse_its_input(source: Path, target: Path, labels: Labels) -> None:
    if target.exists() and source.exists() and target.samefile(source):
        raise QuycheError(labels("convert.exists", path=target))


def _write(target: Path, text: str, labels: Labels) -> tuple[Path, ...]:
    """Write all of the file or nothing; the copies that were made of what it held before."""
    return _write_all({target: text.encode()}, labels)


def _write_all(contents: Mapping[Path, bytes], labels: Labels) -> tuple[Path, ...]:
    """Write all files or none; a copy is made of each that held something else."""
    kept: dict[Path, bytes] = {}
    try:
        for target, new in contents.items():
            old = target.read_bytes() if target.is_file() else new
            kept |= {} if old == new else {backups.place_for(target, old): old}
            if target.parent.name in _FOLDERS and target.parent.parent.is_dir():
                target.parent.mkdir(exist_ok=True)
        for copy in kept:
            copy.parent.mkdir(parents=True, exist_ok=True)
        write_all({**kept, **contents})
    except OSError as fault:
        path = fault.filename or next(iter(contents))
        message = labels("convert.unwritable", path=path, reason=labels.reason(fault))
        raise QuycheError(message) from fault
    return tuple(kept)


def _counts(source: str, target: Path, grammar: Grammar) -> dict[str, int]:
    document = parse(source, target.name, grammar).document
    kinds = Counter(provision.kind for provision in document.walk())
    wanted = {
        "articles": Kind.ARTICLE,
        "clauses": Kind.CLAUSE,
        "points": Kind.POINT,
        "subpoints": Kind.SUBPOINT,
    }
    return {name: kinds[kind] for name, kind in wanted.items()}


def _tasks(source: str, target: Path) -> int | None:
    """How many tasks a programme has, whatever they are written as; None of another document."""
    corpus = corpora.build({f"{urls.PROGRAMMES}/{target.name}": source.encode()})
    is_programme = any(text.metadata.kind == "programme" for text in corpus.texts)
    return len(Reading(corpus).tasks.all) if is_programme else None


def _as_text(converted: Converted, written: _Written, labels: Labels) -> str:
    """One line for each finding, what came to a document that was there, then what was written."""
    own = _told_otherwise(converted.problems, written)
    lines = [terminals.line_of(problem, labels) for problem in own]
    if any(problem.path.lower().endswith((".docx", ".docm")) for problem in own):
        lines.append(labels("convert.unit"))
    lines.extend(written.merge.lines(labels) if written.merge else ())
    counted = "convert.counted" if written.tasks is None else "convert.counted_tasks"
    counts = labels(counted, tasks=written.tasks, **written.counts)
    lines.append(labels(written.rule, path=written.path, counts=counts))
    return "".join(f"{line}\n" for line in lines)


def _told_otherwise(problems: Sequence[Problem], written: _Written) -> Sequence[Problem]:
    """The findings; those on the head alone are told with it where a document was there."""
    return [one for one in problems if not (written.merge and one.rule in _OF_HEAD)]


_OF_HEAD = frozenset(
    {  # a head that stays needs none of it
        *("import-front-missing", "import-front-assumed", "import-front-read"),
        *("import-front-counted", "import-head", "import-head-kept", "import-issuer-unknown"),
    }
)


def _as_json(converted: Converted, written: _Written, labels: Labels) -> str:
    own = _told_otherwise(converted.problems, written)
    report: dict[str, object] = {
        "output": str(written.path),
        "counts": written.counts,
        "problems": list(map(labels.row, own)),
    }
    if written.tasks is not None:
        report["tasks"] = written.tasks
    if written.merge:
        report["merged"] = written.merge.as_json(labels)
    return schemas.as_json("convert", report)


COMMAND = Command("convert", _arguments, _work)
