"""How Akoma Ntoso identifies a document and what is in it: works by URI, provisions by eId."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.language.spelling import slug
from quyche.texts.metadata import DocumentKind, DocumentStatus

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.editions.ledgers import Edition
    from quyche.reading.reading import Reading
    from quyche.texts.addresses import Address
    from quyche.texts.metadata import Metadata

_LANGUAGES = {"vi": "vie", "en": "eng"}
"""As ISO 639-2 names them, by what labels call them."""
_COUNTRIES = {"vi": "vn"}
"""The countries of languages that are those of one alone."""
_NO_COUNTRY = "zz"
"""As ISO 3166 lets users name what has no code."""
UNKNOWN_DAY = datetime.date.min
"""What stands for a day that nothing tells, since the format must have one."""


def eids(text: Text) -> Mapping[str, str]:
    """The eId of every provision by its anchor, each another one.

    It is `Address.eid`; where two words are of one kind (Rule 5 and Article 5), the later of two
    that would be alike tells its anchor too.
    """
    found: dict[str, str] = {}
    taken: set[str] = set()
    for anchor, provision in text.by_anchor.items():
        eid = provision.address.eid
        found[anchor] = f"{eid}-{anchor}" if eid in taken else eid
        taken.add(found[anchor])
    return found


@dataclass(frozen=True)
class AknIdentities:
    """The names that the documents of a reading go by elsewhere."""

    reading: Reading

    @property
    def country(self) -> str:
        """The country of the site, as ISO 3166 has it: `vn`; `zz` where nothing tells it."""
        named = self.reading.settings.country
        return named or _COUNTRIES.get(self.reading.labels.language, _NO_COUNTRY)

    @property
    def language(self) -> str:
        """The language of the site, as ISO 639-2 has it: `vie`."""
        language = self.reading.labels.language
        return _LANGUAGES.get(language, language)

    def work(self, text: Text) -> str:
        """The URI of a work."""
        return self.work_of(text.id, text.metadata, self.reading.edition)

    def work_of(self, document: str, metadata: Metadata, edition: Edition | None) -> str:
        """The URI of the work that an edition has of a document; in the work for no edition.

        An act is named by its issuer, the day and the number it was given: corrections keep it, and
        what is adopted anew is another. The drafts of a round are one bill, named by the day of the
        first one and the id of the document.
        """
        is_draft = metadata.status is DocumentStatus.DRAFT
        name = slug("" if is_draft else metadata.number) or document
        began = self.began(document, metadata, edition) or UNKNOWN_DAY
        parts = (
            *("akn", self.country, self.type_of(metadata), self.subtype(metadata)),
            *(slug(metadata.issuer), str(began), name),
        )
        return "".join(f"/{part}" for part in parts if part)

    @staticmethod
    def type_of(metadata: Metadata) -> str:
        """What it is to the format: a `bill` while it is a draft, an `act` otherwise."""
        return "bill" if metadata.status is DocumentStatus.DRAFT else "act"

    @staticmethod
    def subtype(metadata: Metadata) -> str:
        """Its kind, as data has it."""
        return metadata.kind or DocumentKind.REGULATION

    def began(
        self, document: str, metadata: Metadata, edition: Edition | None
    ) -> datetime.date | None:
        """The day of the act, or of the first draft of the bill; None where nothing tells it."""
        if metadata.status is not DocumentStatus.DRAFT:
            return metadata.adopted or metadata.effective
        whole = self.reading.ledger
        known = whole.until(edition.name) if edition else whole
        drafts = [one for one in known.editions if one.is_draft and one.moves(document)]
        firsts = {one.round: one for one in reversed(drafts)}
        return firsts[drafts[-1].round].date if drafts else metadata.submitted

    def of_provision(self, target: Address, own: Text) -> str:
        """How a text refers to a document or a provision of it; empty for none that is there."""
        other = self.reading.corpus.by_id.get(target.document)
        if other is None:
            return ""
        eid = self._eids_of(other).get(target.anchor, "") if target.steps else ""
        if other.id == own.id:
            return f"#{eid}" if eid else self.work(other)
        return f"{self.work(other)}/~{eid}" if eid else self.work(other)

    def _eids_of(self, text: Text) -> Mapping[str, str]:
        if text.id not in self._known:
            self._known[text.id] = eids(text)
        return self._known[text.id]

    @cached_property
    def _known(self) -> dict[str, Mapping[str, str]]:
        return {}
