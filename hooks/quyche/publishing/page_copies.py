"""A page as somebody saved it, held to Git and to what was published."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from quyche import urls
from quyche.comparing.located import Stream, one_line, words_of
from quyche.comparing.matching.likeness import alike
from quyche.editions import history
from quyche.editions.history import Standing
from quyche.language.kinds import Kind
from quyche.pages.heads import head_of
from quyche.problems import error, warning
from quyche.publishing.copies import (
    OF_PAGE,
    OF_TEXT,
    VerifiedCopy,
    cited,
    concluded,
    stream_of,
    summed,
    told,
)
from quyche.reading.reading import Reading
from quyche.texts.shown_pages import Claim, ShownPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.corpus.texts import Text
    from quyche.editions.ledgers import Edition
    from quyche.pages.heads import Head
    from quyche.problems import Problem
    from quyche.publishing.copies import Editions
    from quyche.settings import Settings

UNPROVED = "copy-unproved"
"""The rule of a page that nothing here can be held to."""
_HYPHENED_DAY_RE = re.compile(r"\b\d{1,2}-\d{1,2}-\d{4}\b")
_ALIKE = 0.5
"""From which likeness on a text that names no edition is one of ours that was changed."""
_COUNTED = frozenset({Kind.ARTICLE, Kind.TASK})


@dataclass(frozen=True)
class PageCopy:
    """A saved page."""

    path: str
    page: ShownPage
    editions: Editions
    settings: Settings

    @cached_property
    def claim(self) -> Claim | None:
        """What the page says it is; where its data is gone, what its bar and its address say."""
        return self.page.claim or self._shown_claim()

    def _shown_claim(self) -> Claim | None:
        title, path = self.page.edition_title, urlsplit(self.page.address).path
        ledger = self.editions.archive.ledger
        named = next((one.name for one in ledger.editions if one.title == title), "")
        for start in (named, *urls.STAND_INS):
            _, found, page = path.partition(f"/{start}/")
            if named and found:
                return Claim(named, page.removesuffix(urls.INDEX_PAGE), "")
        return None

    def verified(self) -> VerifiedCopy:
        """What it is, and what of it is not what Git holds."""
        claim = self.claim
        if claim is None:
            return self._unnamed()
        if claim.edition != urls.WORK and claim.edition not in self.editions.archive.commits:
            known = ", ".join(self.editions.archive.commits)
            found = error(self.path, 0, "copy-no-edition", name=claim.edition, known=known)
            return VerifiedCopy(self.path, problems=(found,))
        text = self._claimed
        copy = self._of(claim.edition, text) if text else self._other_page()
        return concluded(copy, (*self._problems(text), *self._disguises()))

    @cached_property
    def _claimed(self) -> Text | None:
        """The document that it says it shows."""
        claim = self.claim
        texts = self.editions.corpus(claim.edition).texts if claim else ()
        return next((one for one in texts if claim and _is_page_of(one, claim.page)), None)

    def _of(self, edition: str, text: Text) -> VerifiedCopy:
        numbered = (one.mark for one in text.document.walk() if one.kind in _COUNTED)
        commit = self.editions.commit(edition)
        provisions = summed(map(_bare, numbered))
        return VerifiedCopy(self.path, edition, commit, text.title, provisions)

    def _other_page(self) -> VerifiedCopy:
        claim = self.claim
        edition = claim.edition if claim else ""
        title = self.page.title
        return VerifiedCopy(self.path, edition, self.editions.commit(edition), title)

    # What is wrong

    def _problems(self, text: Text | None) -> Iterator[Problem]:
        claim, shown = self.claim, self.page.document_text
        if claim is None:
            return
        is_of_document = claim.page.partition("/")[0] in urls.DOCUMENTS or claim.document
        if text is None and shown is not None and is_of_document:
            yield error(self.path, 0, "copy-no-text", page=claim.page, name=claim.edition)
        elif text is not None and shown is None:
            yield error(self.path, 0, "copy-empty", name=claim.edition, title=text.title)
        elif text is not None:
            changes = Stream.of(text).changes(shown or "")
            yield from told(self.path, OF_TEXT, changes, cited)
            if changes:
                yield from self._other_edition(shown or "")
            else:
                yield from self._of_head(text)
                yield from self._as_published(is_proved=True)
        else:
            yield from self._as_published(is_proved=False)

    def _other_edition(self, shown: str) -> Iterator[Problem]:
        """That the text is that of another edition than the page names."""
        claim = self.claim
        document = self._claimed.id if self._claimed else ""
        for edition in self.editions.newest_first:
            text = self.editions.corpus(edition.name).by_id.get(document)
            if text and claim and edition.name != claim.edition and _same(text, shown):
                yield error(
                    self.path, 0, "copy-other-edition", name=claim.edition, other=edition.name
                )
                return

    def _of_head(self, text: Text) -> Iterator[Problem]:
        """What stands above the text and is not what the edition says of it."""
        claim = self.claim
        if claim is None or claim.edition == urls.WORK:
            return
        head = self._head(text, self.editions.archive.ledger[claim.edition])
        for cls, text_there in _parts(head).items():
            expected, found = one_line(text_there), self.page.part(cls).lstrip("*").strip()
            if _dated(found) != _dated(expected) and not self.page.is_told_today(cls):
                yield error(self.path, 0, "copy-head", found=found, wanted=expected)

    def _head(self, text: Text, edition: Edition) -> Head:
        corpus, ledger = self.editions.corpus(edition.name), self.editions.archive.ledger
        reading = Reading(corpus, self.settings, edition, ledger)
        archive, internal = self.editions.archive, self.editions.internal
        known = history.of_archive(archive, edition.name, internal=internal)
        return head_of(reading, text, Standing(edition.name, known))

    def _as_published(self, *, is_proved: bool) -> Iterator[Problem]:
        """What else the page says otherwise than when it was published."""
        claim = self.claim
        path = f"{claim.edition}/{claim.page}{urls.INDEX_PAGE}" if claim else ""
        content = self.editions.published(path)
        published = ShownPage.of(content) if content else None
        if published:
            lines = stream_of(("", line) for line in published.lines)
            yield from told(self.path, OF_PAGE, lines.changes("\n".join(self.page.lines)), cited)
            for style in sorted(published.own_styles - self.page.own_styles):
                yield error(self.path, 0, "copy-foot", wanted=style)
        elif is_proved:
            yield warning(self.path, 0, "copy-text-only")
        else:
            yield error(self.path, 0, UNPROVED, name=claim.edition if claim else "")

    def _disguises(self) -> Iterator[Problem]:
        for text in self.page.hidden:
            yield error(self.path, 0, "copy-hidden", found=text)
        for source in self.page.foreign:
            yield error(self.path, 0, "copy-foreign", found=source)

    # A page that does not say what it is

    def _unnamed(self) -> VerifiedCopy:
        shown = self.page.document_text
        nearest = self._nearest(shown) if shown else None
        if shown is None or nearest is None:
            return VerifiedCopy(self.path, problems=(error(self.path, 0, "copy-unknown"),))
        edition, text = nearest
        changes = Stream.of(text).changes(shown)
        found = [*told(self.path, OF_TEXT, changes, cited), *self._disguises()]
        if not changes:
            same = ", ".join(self._editions_with(text.id, shown))
            found.append(warning(self.path, 0, "copy-unnamed", names=same))
        return concluded(self._of(edition, text), found)

    def _nearest(self, shown: str) -> tuple[str, Text] | None:
        """The text that is most like it, and the newest edition that has it."""
        words = words_of(shown)
        best: tuple[float, str, Text] | None = None
        for edition, text in self._revisions():
            likeness = alike(words_of(Stream.of(text).text), words)
            if likeness >= _ALIKE and (best is None or likeness > best[0]):
                best = (likeness, edition, text)
        return best[1:] if best else None

    def _revisions(self) -> Iterator[tuple[str, Text]]:
        """Each distinct text with the newest edition that has it."""
        known = set()
        for edition in self.editions.newest_first:
            for text in self.editions.corpus(edition.name).texts:
                if text.document.source not in known:
                    known.add(text.document.source)
                    yield edition.name, text

    def _editions_with(self, document: str, shown: str) -> Sequence[str]:
        held = (
            (edition.name, self.editions.corpus(edition.name).by_id.get(document))
            for edition in self.editions.newest_first
        )
        return [name for name, text in held if text and _same(text, shown)]


def _parts(head: Head) -> dict[str, str]:
    """What the head of a document's page says, by the class of each element."""
    letter = head.letter
    return {
        "q-party": f"{letter.banner} {letter.motto}".strip(),
        "q-issuer": letter.issuer,
        "q-serial": letter.number,
        "q-dated": letter.dated,
        "q-state": head.state,
    }


def _dated(said: str) -> str:
    """The same with days as pages write them now: older ones had hyphens where slashes stand."""
    return _HYPHENED_DAY_RE.sub(lambda day: day[0].replace("-", "/"), said)


def _is_page_of(text: Text, page: str) -> bool:
    return urls.address_of(text.path) == page


def _same(text: Text, shown: str) -> bool:
    return not Stream.of(text).changes(shown)


def _bare(mark: str) -> str:
    return mark.rstrip(" .:)-/")
