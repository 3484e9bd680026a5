"""Where a converted file is to stand: whom the register there knows, and what the site assumes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import projects, urls
from quyche.corpus import corpora
from quyche.language.spelling import spelling
from quyche.register.register import Register
from quyche.settings import Settings

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

_CONFIG = "mkdocs.yml"


@dataclass(frozen=True)
class Home:
    """What is known there; nothing of a file that is to stand nowhere yet."""

    register: Register = field(default_factory=Register)
    organisation: str = ""
    place: str = ""
    system: str = ""
    """Whose rules of presentation hold where the register names none."""
    structure: str = Settings.structure
    """How texts are written there that do not say it."""
    known: frozenset[str] = frozenset()
    """What the text says already onto which another one comes, paragraph by paragraph."""

    @classmethod
    def of(cls, target: Path) -> Home:
        """What the folder of documents says in which a file is to be written.

        Raises SettingsError where the settings beside that folder cannot be read.
        """
        folder = corpora.folder_of(target)
        if folder is None:  # still written as the organisation writes that we are in
            return cls(structure=Settings.of_file(projects.here() / _CONFIG).structure)
        paths = (
            path for name in (urls.BODIES, urls.ROLES) for path in (folder / name).glob("*.md")
        )
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        settings = Settings.of_file(folder.parent / _CONFIG)
        register = corpora.build(files).register
        told = (settings.organisation, settings.place, settings.system, settings.structure)
        return cls(register, *told)

    def issuer(self, name: str, date: datetime.date | None) -> str | None:
        """The id of who is called so on that day; empty for the organisation itself.

        None for a name that nobody bears, or more than one.
        """
        key = spelling(name).lower()
        entries = [
            entry
            for entry in self.register.entries
            if key in {spelling(each).lower() for each in entry.names}
        ]
        valid = [entry for entry in entries if entry.is_valid_at(date)] or entries
        if len(valid) == 1:
            return valid[0].id
        is_own = bool(name) and key == spelling(self.organisation).lower()
        return "" if is_own and not valid else None

    def superior_of(self, issuer: str) -> str:
        """Whom its papers name above it; empty where nobody is."""
        entry = self.register.by_id.get(issuer)
        return entry.superior if entry else ""

    def system_of(self, issuer: str) -> str:
        """Whose rules hold for what it issues; empty where nothing says."""
        return self.register.system_of(issuer) or self.system
