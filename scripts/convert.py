"""Convert a Word, HTML or text file to the source format and say what was unclear."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from quyche.errors import QuycheError
from quyche.imports import findings
from quyche.imports.documents.conversion import Converted, convert_file
from quyche.imports.messages import labels
from quyche.language.kinds import Kind
from quyche.texts.parser import parse


def main(argv: Sequence[str] | None = None) -> int:
    """Write the converted file; return 1 if something could not be kept, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    try:
        _refuse_its_input(arguments.input, arguments.output)
        converted = convert_file(arguments.input, arguments.kind, arguments.title)
        _write(arguments.output, converted.source)
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    counts = _counts(converted.source, arguments.output)
    shown = _as_json if arguments.json else _as_text
    print(shown(converted, arguments.output, counts), end="")
    return 1 if findings.has_losses(converted.problems) else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("input", type=Path, help="a .docx, .html or .txt file")
    parser.add_argument("-o", "--output", type=Path, required=True, help="the Markdown file")
    parser.add_argument("--kind", choices=("regulation", "programme"), default="regulation")
    parser.add_argument("--title", default="", help="the title, where the text has none")
    parser.add_argument("--json", action="store_true", help="report as JSON")
    return parser


def _refuse_its_input(source: Path, target: Path) -> None:
    if target.exists() and source.exists() and target.samefile(source):
        raise QuycheError(labels()("convert.exists", path=target))


def _write(target: Path, text: str) -> None:
    """Write all of the file or nothing; what another text held before is kept beside it."""
    try:
        if target.is_file() and target.read_text("utf-8", "replace") != text:
            target.replace(target.with_name(f"{target.name}.bak"))
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as fault:
        message = labels()("convert.unwritable", path=target, reason=fault.strerror)
        raise QuycheError(message) from fault
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(target)
    except OSError as fault:
        Path(name).unlink(missing_ok=True)
        message = labels()("convert.unwritable", path=target, reason=fault.strerror)
        raise QuycheError(message) from fault


def _counts(source: str, target: Path) -> dict[str, int]:
    kinds = Counter(provision.kind for provision in parse(source, target.name).document.walk())
    wanted = {"articles": Kind.ARTICLE, "clauses": Kind.CLAUSE, "points": Kind.POINT}
    return {name: kinds[kind] for name, kind in wanted.items()}


def _as_text(converted: Converted, target: Path, counts: dict[str, int]) -> str:
    """One line for each finding, then what was written."""
    lines = [labels().line(problem) for problem in converted.problems]
    if any(problem.path.lower().endswith((".docx", ".docm")) for problem in converted.problems):
        lines.append(labels()("convert.unit"))
    lines.append(labels()("convert.written", path=target, **counts))
    return "".join(f"{line}\n" for line in lines)


def _as_json(converted: Converted, target: Path, counts: dict[str, int]) -> str:
    problems = list(map(labels().row, converted.problems))
    report = {"output": str(target), "counts": counts, "problems": problems}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.exit(main())
