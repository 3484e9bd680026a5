"""The commands in scripts/, run in this process: what each prints, and how it ends."""

import contextlib
import io
import runpy
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

SCRIPTS = Path(__file__).parent.parent / "scripts"


def run(script: str, *arguments: str, folder: Path) -> tuple[int, str, str]:
    """Run a command in a folder: its exit code, and what it printed on both channels."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code = _main(script)(arguments)
    return code, out.getvalue(), err.getvalue()


@cache
def _main(script: str) -> Callable[[Sequence[str]], int]:
    found: Callable[[Sequence[str]], int] = runpy.run_path(str(SCRIPTS / script))["main"]
    return found
