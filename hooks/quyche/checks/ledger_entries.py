"""What is wrong with the ledger, by what it was and by what the documents are."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from quyche.editions.ledgers import FILE as LEDGER
from quyche.editions.ledgers import changed_entries
from quyche.problems import Problem, error, warning
from quyche.texts.metadata import DocumentStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.archives import Past
    from quyche.editions.ledgers import Edition, Ledger

    TextId = Callable[[str], str]
    """The Git object id of a file below the folder of documents; empty where nobody knows it."""
    Held = Callable[[Iterable[str]], frozenset[str]]
    """Which of these Git objects the repository holds."""


def ledger_problems(
    corpus: Corpus, ledger: Ledger, base: Ledger, text_id: TextId
) -> Iterator[Problem]:
    """What the ledger says otherwise than where the work on it began, and what it adds wrongly."""
    yield from changed_entries(base, ledger, LEDGER)
    added = [edition for edition in ledger.editions if edition.name not in base.names]
    yield from entry_problems(corpus, added)
    yield from text_problems(corpus, added, text_id)


def text_problems(corpus: Corpus, added: Sequence[Edition], text_id: TextId) -> Iterator[Problem]:
    """That a new entry does not name the texts that the documents have now.

    What it names is what will be published, and what is read in the review is what they are now.
    Of a document that several new entries name only the last can name its text of now.
    """
    newest = {one: edition.name for edition in added for one, _ in edition.documents}
    for edition in added:
        if not edition.documents:
            yield warning(LEDGER, edition.line, "ledger-without-texts", name=edition.name)
        for document, text in edition.documents:
            if document in corpus.withheld_ids:
                continue  # what is internal is held to it where it is read
            if newest[document] == edition.name:
                yield from _other_text(corpus, edition, document, text, text_id)
            else:
                yield error(
                    LEDGER,
                    edition.line,
                    "ledger-text-twice",
                    name=edition.name,
                    id=document,
                    later=newest[document],
                )


def lost_documents(corpus: Corpus, ledger: Ledger, past: Past) -> Iterator[Problem]:
    """What is in force by the newest edition, and has no file any more: nobody repealed it.

    A text that is in draft again stays in force until that is adopted.
    """
    newest, in_force = ledger.newest, ledger.in_force
    held = past.documents(newest.name) if newest and in_force else None
    adopted = past.documents(in_force.name) if in_force and held else None
    for text in adopted.texts if adopted else ():
        is_held = held is not None and text.id in held.by_id
        is_there = text.id in corpus.by_id or text.id in corpus.withheld_ids
        if is_held and not is_there and text.metadata.status is DocumentStatus.ADOPTED:
            name = in_force.name if in_force else ""
            yield warning(text.path, 1, "document-lost", id=text.id, edition=name)


def lost_texts(ledger: Ledger, text_id: TextId, corpus: Corpus, held: Held) -> Iterator[Problem]:
    """Texts that entries name and the repository does not hold: their editions cannot be built.

    A text of now may not be committed yet.
    """
    named = {text for edition in ledger.editions for _, text in edition.documents}
    lost = named - held(named) if named else set()
    for edition in ledger.editions if lost else ():
        for document, text in edition.documents:
            now = corpus.by_id.get(document)
            is_read = document not in corpus.withheld_ids
            if text in lost and is_read and not (now and text_id(now.path) == text):
                yield error(
                    LEDGER, edition.line, "ledger-text-lost", name=edition.name, id=document
                )


def _other_text(
    corpus: Corpus, edition: Edition, document: str, text: str, text_id: TextId
) -> Iterator[Problem]:
    line, name, held = edition.line, edition.name, corpus.by_id.get(document)
    if held is None:
        near = difflib.get_close_matches(document, corpus.by_id, 3) or sorted(corpus.by_id)
        known = ", ".join(near)
        yield error(LEDGER, line, "ledger-text-unknown", name=name, id=document, known=known)
    elif text_id(held.path) not in {text, ""}:
        yield error(LEDGER, line, "ledger-text", name=name, id=document, file=held.path)


_KEPT = ("status", "number", "adopted", "effective", "expires")
"""What a correction leaves as the text that it corrects has it."""


def correction_problems(
    corpus: Corpus, ledger: Ledger, base: Ledger, past: Past
) -> Iterator[Problem]:
    """That a correction which is new changes what was adopted, and when: that is an amendment."""
    for edition in ledger.editions:
        if not edition.corrects or edition.name in base.names:
            continue
        for document, _ in edition.documents:
            was, now = past.text(edition.corrects, document), corpus.by_id.get(document)
            if was and now:
                yield from _changed_standing(edition, was, now)


def _changed_standing(edition: Edition, was: Text, now: Text) -> Iterator[Problem]:
    for key in _KEPT:
        before, found = getattr(was.metadata, key), getattr(now.metadata, key)
        if before != found:
            line = now.metadata.lines.get(key, 1)
            yield error(
                now.path,
                line,
                "correction-standing",
                name=edition.name,
                key=key,
                found=found or "—",
                was=before or "—",
            )


def entry_problems(corpus: Corpus, added: Iterable[Edition]) -> Iterator[Problem]:
    """That an entry which is new in the ledger is not what the documents are.

    What it adopts must not be a draft, and a draft must be one. Of a document that several new
    entries name only the last can be held to that: for the others it is what it is no longer.
    """
    new = list(added)
    last = {document: edition.name for edition in new for document, _ in edition.documents}
    for edition in new:
        if edition.meeting and edition.meeting not in corpus.meetings_by_id:
            yield error(LEDGER, edition.line, "meeting-unknown", found=edition.meeting)
        named = [document for document, _ in edition.documents if last[document] == edition.name]
        texts = [corpus.by_id[document] for document in named if document in corpus.by_id]
        if edition is new[-1] and not edition.documents:  # everything moves in it
            yield from _state_problems(edition, corpus.texts, is_all=not corpus.withheld)
        elif texts:
            is_all = corpus.withheld_ids.isdisjoint(named)
            yield from _state_problems(edition, texts, is_all=is_all)


def _state_problems(edition: Edition, texts: Sequence[Text], *, is_all: bool) -> Iterator[Problem]:
    """What is wrong with texts that move; where not all are seen, one may be the draft."""
    drafts = [text for text in texts if text.metadata.status is DocumentStatus.DRAFT]
    if not edition.is_draft:
        for text in drafts:
            line, name, path = edition.line, edition.name, text.path
            yield error(LEDGER, line, "ledger-draft-left", name=name, document=path)
    elif is_all and not drafts:
        yield error(LEDGER, edition.line, "ledger-no-draft", name=edition.name)
