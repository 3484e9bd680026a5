"""Published sites for tests: the settings they are built with, publishing, and a server for them."""

import contextlib
import functools
import gzip
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from playwright.sync_api import Page

from visits import visit

ROOT = Path(__file__).parent.parent
SETTINGS = Path(__file__).parent / "data" / "organisation" / "mkdocs.yml"
LOOPBACK = "http://127.0.0.1:8000/"
"""The address of a site for which none is set."""
WORK = "dang-soan"
_KEY_RE = re.compile(r"(?m)^(\w+):.*\n(?:(?:[ #-].*)?\n)*")


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


def settings(project: Path = ROOT) -> str:
    """What a site is built with: hooks and templates of a project, and the sample's own settings.

    So whatever an organisation sets for itself in its `mkdocs.yml` is not what tests see.
    """
    own = SETTINGS.read_text("utf-8")
    names = {block[1] for block in _KEY_RE.finditer(own)}
    whole = (ROOT / "mkdocs.yml").read_text("utf-8")
    others = _KEY_RE.sub(lambda block: "" if block[1] in names else block[0], whole)
    return re.sub(r"(?m)(?<= )(hooks|overrides)(?=/|$)", rf"{project}/\1", others) + own


def publish(folder: Path, *options: str | Path, **variables: str) -> None:
    """Write the site with all its editions into a folder; the options say of what."""
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "publish.py", "--site", folder, *options],
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def weights(page: Page, folder: Path, address: str) -> dict[str, int]:
    """How much each file weighs, compressed, that a first view of a page asks for, fonts aside."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, address)
    names = [urlsplit(url).path.lstrip("/") for url in asked if not url.endswith(".woff2")]
    files = [name + "index.html" if name.endswith("/") else name for name in names]
    return {name: len(gzip.compress((folder / name).read_bytes())) for name in files}


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    """So that a browser asks for all files of a page over few connections."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is upstream's
        pass

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Give a file to a browser, which may have gone on to another page."""
        with contextlib.suppress(ConnectionError):
            super().copyfile(source, outputfile)


class _Closing(_Handler):
    protocol_version = "HTTP/1.0"


@contextmanager
def served(folder: Path, port: int = 0, *, lasts: bool = True) -> Iterator[str]:
    """The address at which the files of a folder are served; at any port that is free, or at one.

    Connections outlast the server, unless they are told not to.
    """
    handler = functools.partial(_Handler if lasts else _Closing, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
