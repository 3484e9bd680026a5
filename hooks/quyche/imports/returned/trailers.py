"""What the message of a commit says of returned files: which office changed what on which day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import corpora
from quyche.imports.remarks.senders import entry_named, is_office
from quyche.imports.returned.claims import ClaimState
from quyche.register.register import Register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quyche.imports.returned.takings import Taking

TRAILER, DOCUMENT_TRAILER = "Sua-doi", "Van-ban"
"""Beside `Ly-do` and `Dieu` in the message of a commit: who changed what on which day."""


@dataclass(frozen=True)
class OfficeNames:
    """What those who changed something are called in what is committed, where no person is."""

    register: Register
    unnamed: str
    """What stands for whoever no office is known of."""

    @classmethod
    def around(cls, target: Path, unnamed: str) -> OfficeNames:
        """With the register of the documents beside a file; with none for one from elsewhere."""
        docs = corpora.folder_of(target)
        kept = (urls.BODIES, urls.ROLES)
        found = corpora.files_in(docs).items() if docs and docs.is_dir() else ()
        files = {path: content for path, content in found if path.partition("/")[0] in kept}
        return cls(corpora.build(files).register, unnamed)

    def named(self, author: str, office: str) -> str:
        """The office that was given for a file, else the body or role that its author is named as.

        A name that may be a person's gives none.
        """
        names = self.register.names()
        known = entry_named(office or author, self.register, names)
        if known:
            return self.register.by_id[known].name
        return office if office and is_office(office) else self.unnamed


def trailers(taking: Taking, document: str, names: OfficeNames) -> tuple[str, ...]:
    """Lines for the message of the commit: who changed what, as far as it was recorded."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for one in taking.decided:
        if one.state is not ClaimState.TAKEN:
            continue
        office = taking.read[one.claim.copy].copy.office
        for doing in one.claim.doings:
            if doing.is_recorded:
                who = names.named(doing.author, office).replace(";", ",")
                cited = one.address.citation if one.address else ""
                places.setdefault((who, doing.date), {})[cited] = None
    lines = [_line(*told, list(cited)) for told, cited in places.items()]
    return (*lines, f"{DOCUMENT_TRAILER}: {document}") if lines else ()


def _line(who: str, date: str, cited: Sequence[str]) -> str:
    return f"{TRAILER}: {'; '.join((who, date, ', '.join(filter(None, cited))))}"
