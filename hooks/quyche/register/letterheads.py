"""What stands above a text or a paper: who issues it, by which rules, its number, place and day."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche.formats.sheets import SheetHead, SheetOrnament
from quyche.language.spelling import spelling
from quyche.register.profiles import PROFILES, Ornament, System, profile_of
from quyche.register.register import Register
from quyche.texts.states import spelled_date

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping

    from quyche.labels import Labels
    from quyche.settings import Settings
    from quyche.texts.metadata import Metadata


def titles(labels: Labels) -> Mapping[str, System]:
    """Every title that stands above texts for a system, and every motto, by their keys."""
    found = ((label, one.system) for one in PROFILES for label in (one.banner, one.motto) if label)
    return {title_key(labels(label)): system for label, system in found}


def title_key(text: str) -> str:
    """A key that is equal for one title in any capitals, spacing, spelling and dashes."""
    words = re.sub(r"[-\u2013\u2014]", " - ", spelling(text).lower()).split()
    return " ".join(words)


_ORNAMENTS = {
    Ornament.NONE: SheetOrnament.NONE,
    Ornament.STAR: SheetOrnament.STAR,
    Ornament.RULE: SheetOrnament.RULE,
}


@dataclass(frozen=True)
class Letterhead:
    """What stands above every paper of a site, and who may speak there."""

    organisation: str = ""
    place: str = ""
    register: Register = field(default_factory=Register)
    today: str = ""
    """Where what is so today is to be read."""
    system: str = System.PLAIN
    """Whose rules hold for whom the register says nothing of."""

    @classmethod
    def of(cls, settings: Settings, register: Register, today: str = "") -> Letterhead:
        """As an organisation set it."""
        return cls(settings.organisation, settings.place, register, today, settings.system)

    def issuer_of(self, metadata: Metadata) -> str:
        """Who issues a document; the organisation itself where it names nobody.

        Whom the register does not know is named as the document does: it is nobody else.
        """
        entry = self.register.by_id.get(metadata.issuer)
        return entry.name if entry else metadata.issuer or self.organisation

    def system_of(self, metadata: Metadata) -> str:
        """Whose rules a document follows: its own word, its issuer's, the site's."""
        if metadata.issuer and metadata.issuer not in self.register.by_id:
            return metadata.system or System.PLAIN  # nothing is claimed of somebody unknown
        return metadata.system or self.register.system_of(metadata.issuer) or self.system

    def of_text(
        self, metadata: Metadata, date: datetime.date | None, dated: str, labels: Labels
    ) -> SheetHead:
        """The head of a document; `date` is the day for one that tells none."""
        day = metadata.date or date
        number = profile_of(self.system_of(metadata), day).number
        serial = labels(number, number=metadata.number) if metadata.number else ""
        return self._head(self.issuer_of(metadata), metadata, day, (serial, dated), labels)

    def of_paper(
        self, metadata: Metadata, date: datetime.date | None, labels: Labels
    ) -> SheetHead | None:
        """The head of a paper about a document, of a day; None where nobody is known to speak."""
        dated = spelled_date(labels, self.place_of(metadata), date) if date else ""
        return self._paper(self.issuer_of(metadata), metadata, date, dated, labels)

    def of_answers(self, metadata: Metadata, labels: Labels) -> SheetHead | None:
        """The head of the answers to remarks on a document, which bear no day.

        The organisation is named as it names itself where the issuer is called so too.
        """
        issuer = self.issuer_of(metadata)
        entry = self.register.by_id.get(metadata.issuer)
        names = {spelling(name) for name in entry.names} if entry else set()
        named = self.organisation if spelling(self.organisation) in names else issuer
        return self._paper(named, metadata, metadata.date, self.place_of(metadata), labels)

    def place_of(self, metadata: Metadata) -> str:
        """Where a document is issued."""
        return metadata.place or self.place

    def _paper(
        self,
        issuer: str,
        metadata: Metadata,
        date: datetime.date | None,
        dated: str,
        labels: Labels,
    ) -> SheetHead | None:
        if not issuer:
            return None
        return self._head(issuer, metadata, date, ("", dated), labels)

    def _head(
        self,
        issuer: str,
        metadata: Metadata,
        date: datetime.date | None,
        told: tuple[str, str],
        labels: Labels,
    ) -> SheetHead:
        profile = profile_of(self.system_of(metadata), date)
        number, dated = told
        return SheetHead(
            issuer,
            labels(profile.banner) if profile.banner else "",
            dated,
            motto=labels(profile.motto) if profile.motto else "",
            number=number,
            ornament=_ORNAMENTS[profile.ornament],
            superior=self._superior_of(metadata, issuer),
        )

    def _superior_of(self, metadata: Metadata, issuer: str) -> str:
        """Whom the register names above the issuer, where that is who speaks."""
        entry = self.register.by_id.get(metadata.issuer)
        return entry.superior if entry and entry.name == issuer else ""
