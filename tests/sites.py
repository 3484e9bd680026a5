"""The published site for tests: all editions as `make build` writes them, and a server for them."""

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
WORK = "dang-soan"


@dataclass(frozen=True)
class Site:
    """A published site: its folder and where it is served."""

    folder: Path
    url: str

    def page(self, path: str, edition: str = WORK) -> str:
        """The address of the page made from a file of docs/, in an edition."""
        return f"{self.url}{edition}/{address_of(path)}"

    def html(self, path: str, edition: str = WORK) -> str:
        """What was written for that page."""
        file = self.folder / edition / address_of(path) / "index.html"
        return file.read_text(encoding="utf-8")


def address_of(path: str) -> str:
    """The address of a page within its edition."""
    return path.removesuffix("index.md").removesuffix(".md") + ("" if path == "index.md" else "/")


def publish(folder: Path, *options: str | Path, **variables: str) -> None:
    """Write the site with all editions, of the project unless told otherwise, into a folder."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "publish.py", "--site", folder, *options],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is upstream's
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which the files of a folder are served."""
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
