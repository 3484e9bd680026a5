"""What somebody says of an organisation when its repository is made."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import hosts
from quyche.errors import QuycheError
from quyche.labels import Labels

if TYPE_CHECKING:
    from quyche.scaffolding.kinds import OrganisationKind

LANGUAGES = ("vi",)
"""In which a repository can be made."""
LOOPBACK = "http://127.0.0.1:8000/"
"""The address of a site as long as nobody says where readers will find it."""
_ADDRESS_RE = re.compile(r"https?://[^\s/{}\"'<>]+(?:/[^\s{}\"'<>]*)?")


@dataclass(frozen=True)
class Organisation:
    """Whose repository is made."""

    kind: OrganisationKind
    name: str
    place: str
    """Where its documents are issued; empty where that is not said."""
    site_url: str
    repo_url: str
    """Empty where that is not known yet."""
    date: datetime.date
    """The day of the first edition."""
    has_sample: bool = True
    """Whether its repository starts with a sample, which is the first edition."""
    host: str = hosts.GITHUB.name
    """Where the repository is."""
    language: str = LANGUAGES[0]


def line(value: str, what: str, labels: Labels) -> str:
    """A value of one line; raises QuycheError for more than one or for signs that do not show."""
    text = value.strip()
    if not text.isprintable():
        raise QuycheError(labels("new.unprintable", what=what, found=text))
    return text


def filled(value: str, what: str, labels: Labels) -> str:
    """The same, where there must be something."""
    text = line(value, what, labels)
    if not text:
        raise QuycheError(labels("new.empty", what=what))
    return text


def site_address(value: str, what: str, labels: Labels) -> str:
    """The address of a site, with the slash at its end that it needs."""
    return f"{_address(value, what, labels).rstrip('/')}/"


def repository_address(value: str, what: str, labels: Labels) -> str:
    """The address of a repository as readers open it; empty where there is none yet."""
    return _address(value, what, labels).rstrip("/") if value.strip() else ""


def remote(value: str, labels: Labels) -> str:
    """Where a repository is pushed to, as Git takes it; a folder by its whole path.

    Raises QuycheError for what Git would take for an option, or what does not show.
    """
    text = line(value, "--remote", labels)
    if text.startswith("-"):
        raise QuycheError(labels("new.no_address", what="--remote", found=text))
    return str(Path(text).resolve()) if text and Path(text).is_dir() else text


def _address(value: str, what: str, labels: Labels) -> str:
    text = value.strip()
    if not _ADDRESS_RE.fullmatch(text):
        raise QuycheError(labels("new.no_address", what=what, found=text))
    return text
