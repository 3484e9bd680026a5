"""Show the shape of what is written or read as data, as a JSON Schema for editors and programs."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, schemas
from quyche.command_lines import Command
from quyche.file_writes import write_all
from quyche.labels import Labels
from quyche.scaffolding import editors

_EXAMPLES = """examples:
  %(prog)s editions
  %(prog)s --into .vscode/quyche
"""


def _arguments(parser: argparse.ArgumentParser, _: Path) -> None:
    parser.add_argument(
        "name",
        nargs="?",
        choices=schemas.names(),
        metavar="NAME",
        help="which one (a list of all)",
    )
    parser.add_argument(
        "--into", type=Path, metavar="FOLDER", help="write those that editors read there"
    )


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print one, or which there are; or write files."""
    if arguments.into:
        _write(arguments.into, arguments.name, labels)
    elif arguments.name:
        print(schemas.text_of(arguments.name, labels), end="")
    else:
        width = max(map(len, schemas.names()))
        for name in schemas.names():
            print(f"{name:{width}}  {labels(f'schema.names.{name}')}")
    return command_lines.FINE


def _write(folder: Path, name: str | None, labels: Labels) -> None:
    """Write one or all that people's files are held to; what is the same already is left alone."""
    texts = editors.files(labels, str(folder), (name,) if name else schemas.READ)
    files = {Path(path): text.encode() for path, text in texts.items()}
    folder.mkdir(parents=True, exist_ok=True)
    held = {path: path.read_bytes() for path in files if path.is_file()}
    write_all({path: text for path, text in files.items() if held.get(path) != text})


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)
