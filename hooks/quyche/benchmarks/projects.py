"""Repositories of made-up collections, with an edition for every round of changes."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import projects, urls
from quyche.benchmarks import collections

if TYPE_CHECKING:
    from pathlib import Path

_CHANGED = 3  # documents in each edition but the first
_PLACES = 4  # in each of those
_CLAUSE_RE = re.compile(r"(?m)^[0-9]+\. .*?(?= \w+\b)")
_SETTINGS = """\
site_name: Quyche
site_url: https://example.org/
theme: quyche
plugins: [quyche]
extra:
  quyche: {organisation: Quyche, system: plain, place: …}
"""
_PLAIN = """\
site_name: Quyche
site_url: https://example.org/
theme: {name: material, language: vi, font: false}
plugins: [search]
markdown_extensions: [tables, toc, pymdownx.superfences]
"""
PLAIN = "plain.yml"


@dataclass(frozen=True)
class MadeUp:
    """A repository to measure with."""

    folder: Path

    @classmethod
    def of(cls, folder: Path, count: int) -> MadeUp:
        """One of that many regulations, in a folder that is made for it."""
        folder.mkdir(parents=True)
        for path, source in collections.files(count).items():
            target = folder / projects.DOCS / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source, "utf-8")
        (folder / projects.CONFIG).write_text(_SETTINGS, "utf-8")
        (folder / PLAIN).write_text(_PLAIN, "utf-8")
        made = cls(folder)
        made._git("init", "--quiet")
        made.commit()
        return made

    @property
    def regulations(self) -> list[Path]:
        """Their files, in order."""
        return sorted((self.folder / projects.DOCS / urls.REGULATIONS).glob("*.md"))

    def edition(self, number: int) -> None:
        """Write another edition: but for the first, a few places of a few documents change."""
        chosen = random.Random(number)  # noqa: S311  # the same ones every time
        if number > 1:
            for path in chosen.sample(self.regulations, min(_CHANGED, len(self.regulations))):
                change(path, chosen, number)
        ledger = self.folder / projects.DOCS / urls.LEDGER
        before = ledger.read_text("utf-8") if ledger.exists() else ""
        year, month = divmod(number, 12)
        date = f"{2020 + year}-{month + 1:02d}-01"
        entry = f'- name: "{number}"\n  title: "{number}"\n  kind: adopted\n  date: {date}\n'
        ledger.write_text(f"{before}{entry}\n", "utf-8")
        self.commit()

    def commit(self) -> None:
        """Keep all that is there."""
        self._git("add", "--all")
        self._git("commit", "--quiet", "--message", "Change the collection")

    def _git(self, *arguments: str) -> None:
        named = ("-c", "user.name=Quyche", "-c", "user.email=quyche@example.org")
        subprocess.run(("git", *named, *arguments), cwd=self.folder, check=True)


def change(path: Path, chosen: random.Random, number: int) -> None:
    """Put a word into a few clauses of a document."""
    source = path.read_text("utf-8")
    places = sorted(found.end() for found in _CLAUSE_RE.finditer(source))
    for place in sorted(chosen.sample(places, _PLACES), reverse=True):
        source = f"{source[:place]} ({number}){source[place:]}"
    path.write_text(source, "utf-8")
