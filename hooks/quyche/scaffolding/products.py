"""The product as one file that a repository carries, so that nobody needs a place to fetch it."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import zipfile
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING

import quyche
from quyche.errors import QuycheError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.resources.abc import Traversable

    from quyche.labels import Labels

FOLDER = ".quyche"
"""Where a repository has the product."""
LOCK = "quyche/scaffolding/requirements.lock"
"""What the product needs, in the versions that it was tried with."""
_NAME_RE = re.compile(r"quyche-([\w.+]+)-py3-none-any\.whl")
_TOP = "quyche/scaffolding/"
_SOURCES = ("templates", "translations")
"""The folders below that of which files are made."""
_OF_THIS_MACHINE = frozenset({"INSTALLER", "REQUESTED", "direct_url.json", "RECORD"})
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Wheel:
    """A wheel of this product."""

    name: str
    """Of the file, which installers read."""
    content: bytes

    @property
    def version(self) -> str:
        """As its name has it."""
        return version_of(self.name)

    @classmethod
    def of(cls, path: Path, labels: Labels) -> Wheel:
        """The wheel in a file; raises QuycheError for a file that is no wheel of this product."""
        content = path.read_bytes()
        try:
            held = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
        except zipfile.BadZipFile:
            held = set()
        if LOCK not in held or not _NAME_RE.fullmatch(path.name):
            raise QuycheError(labels("new.no_product", path=path))
        return cls(path.name, content)

    @classmethod
    def installed(cls, labels: Labels) -> Wheel:
        """The wheel of what is installed and running.

        Raises QuycheError where that runs from the folder of its sources, which is no wheel.
        """
        try:
            known = metadata.distribution("quyche")
        except metadata.PackageNotFoundError:
            raise QuycheError(labels("new.not_installed")) from None
        own = Path(str(known.locate_file("quyche/__init__.py")))
        if own.resolve() != Path(quyche.__file__).resolve():
            raise QuycheError(labels("new.not_installed"))
        info = f"quyche-{known.version}.dist-info"
        files = {
            str(path): Path(str(path.locate())).read_bytes()
            for path in known.files or ()
            if path.parts[0] in {"quyche", info}
            and path.name not in _OF_THIS_MACHINE
            and path.suffix != ".pyc"
        }
        return cls(f"quyche-{known.version}-py3-none-any.whl", _packed(files, f"{info}/RECORD"))


def version(text: str) -> tuple[int, ...]:
    """A version of ours, to be compared with another; raises ValueError for what is none."""
    if not re.fullmatch(r"[0-9]{1,6}(?:\.[0-9]{1,6})*", text):
        raise ValueError(text)
    return tuple(map(int, text.split(".")))


def version_of(name: str) -> str:
    """The version in the name of a wheel; raises ValueError where it has none."""
    found = _NAME_RE.fullmatch(name)
    if found is None:
        raise ValueError(name)
    return found[1]


def refuse_other(product: Wheel, labels: Labels) -> None:
    """Refuse a product that is not the one that runs: its files would be those of another."""
    with zipfile.ZipFile(io.BytesIO(product.content)) as archive:
        starts = tuple(f"{_TOP}{name}/" for name in _SOURCES)
        there = {
            name.removeprefix(_TOP): archive.read(name)
            for name in archive.namelist()
            if name.startswith(starts) and not name.endswith("/")
        }
    top = resources.files("quyche.scaffolding")
    if there != dict(one for name in _SOURCES for one in _contents(top / name, f"{name}/")):
        raise RefusedError(labels("update.other", name=product.name))


def _contents(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    for item in folder.iterdir():
        if item.is_dir():
            yield from _contents(item, f"{above}{item.name}/")
        else:
            yield f"{above}{item.name}", item.read_bytes()


def _packed(files: Mapping[str, bytes], record: str) -> bytes:
    """A wheel of some files; the same files give the same bytes."""
    listed = "".join(
        f"{name},{_digest(files[name])},{len(files[name])}\n" for name in sorted(files)
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (*sorted(files.items()), (record, f"{listed}{record},,\n".encode())):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _digest(content: bytes) -> str:
    value = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=")
    return f"sha256={value.decode()}"
