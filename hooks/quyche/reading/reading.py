"""One edition, or the work that is none yet, with all that is read from its documents."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche import urls
from quyche.checks.citations_left import left_problems
from quyche.checks.documents import text_problems
from quyche.checks.files import misplaced
from quyche.checks.ledger_entries import (
    correction_problems,
    ledger_problems,
    lost_documents,
    lost_texts,
)
from quyche.checks.links import governance_problems, link_problems
from quyche.checks.meetings import meeting_problems, minutes_problems
from quyche.checks.page_links import page_link_problems
from quyche.checks.powers import power_problems
from quyche.checks.programmes import task_problems
from quyche.checks.progress import progress_problems
from quyche.checks.remarks import remark_problems
from quyche.checks.visibility import visibility_problems
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus
from quyche.editions import ledgers
from quyche.editions.archives import Past, unread_past
from quyche.editions.baselines import baseline
from quyche.editions.ledgers import Edition, Ledger
from quyche.governance.duties import Duties
from quyche.governance.governance import Governance
from quyche.governance.places import places_of
from quyche.histories.departures import Departure
from quyche.histories.effects import GovernedText
from quyche.labels import Labels
from quyche.language import structures
from quyche.meetings.conclusions import Conclusions
from quyche.problems import Problem
from quyche.programmes.clarity import Clarity
from quyche.programmes.powers import Powers
from quyche.programmes.tasks import Tasks
from quyche.reading.memories import Memory
from quyche.remarks import remark_files
from quyche.remarks.remarks import Remarks
from quyche.settings import Settings

if TYPE_CHECKING:
    from quyche.corpus.listings import Listing
    from quyche.corpus.texts import Text
    from quyche.editions.archives import PastOf
    from quyche.governance.places import Places
    from quyche.language.grammars import Grammar
    from quyche.meetings.conclusions import Conclusion


def is_read(path: str) -> bool:
    """Whether a file, named by its path below the folder of documents, is part of an edition."""
    return path.endswith(".md") or path == ledgers.FILE or remark_files.is_inside(path)


def _written_pages(files: Mapping[str, bytes], documents: Corpus) -> dict[str, str]:
    meetings = {meeting.path for meeting in documents.meetings}
    made = {*documents.by_path, *documents.withheld, *meetings}
    return {
        path: content.decode("utf-8", "replace")
        for path, content in files.items()
        if path not in made
    }


def _no_id(path: str) -> str:
    del path
    return ""


@dataclass(frozen=True)
class Reading:
    """One edition as read: each thing at most once, and only when it is asked for.

    Pages, checks, reviews and commands take it, so that none of them reads an edition otherwise
    than the rest.
    """

    corpus: Corpus
    settings: Settings = field(default_factory=Settings)
    edition: Edition | None = None
    """Which edition it is; None for the work."""
    ledger: Ledger = field(default_factory=Ledger)
    base: Ledger | None = None
    """The ledger where the work began, which must be kept; None where nobody knows it."""
    past: Past = field(default_factory=Past)
    """The editions that conclusions and remarks may name."""
    all_remarks: Remarks = field(default_factory=Remarks)
    """All remarks, also on documents that are not there."""
    ledger_problems: tuple[Problem, ...] = ()
    """What was found wrong while reading the ledger."""
    text_id: Callable[[str], str] = _no_id
    """The Git object id of a file of it, by its path; empty where nobody knows it."""
    held: Callable[[Iterable[str]], frozenset[str]] = frozenset
    """Which Git objects its repository holds; all, where nobody knows."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    """What it was read from, what is internal included."""
    pages: Mapping[str, str] = field(default_factory=dict)
    """The pages that are shown as they are written, or begin so, by their paths."""
    listing: Listing = ()
    """All that lies in its folder; nothing where its files come from nowhere."""
    memory: Memory = field(default_factory=Memory, compare=False)
    """What it shares with other readings in the process."""

    @classmethod
    def of(  # noqa: PLR0913  # what an edition is read from, each by its name
        cls,
        files: Mapping[str, bytes],
        *,
        settings: Settings | None = None,
        edition: Edition | None = None,
        base: Ledger | None = None,
        past: PastOf | None = None,
        text_id: Callable[[str], str] | None = None,
        held: Callable[[Iterable[str]], frozenset[str]] = frozenset,
        internal: bool = True,
        assume: Mapping[str, str] | None = None,
        listing: Listing = (),
        memory: Memory | None = None,
    ) -> Reading:
        """The reading of these files, by their paths below the folder of documents.

        Files that are no part of an edition are left alone. `past` gives what earlier editions
        hold, for the documents and the ledger that were read, `text_id` the Git object id of a
        file, `held` which objects there are; `internal` and `assume` are those of `corpora.build`.
        `listing` is what else lies beside the files.
        """
        pages = {path: files[path] for path in sorted(files) if path.endswith(".md")}
        memory, given = memory or Memory(), settings or Settings()
        documents = memory.documents(
            pages, internal=internal, assume=assume, structure=given.structure
        ).sorted_as_in(given.language)
        source = files.get(ledgers.FILE, b"").decode("utf-8", "replace")
        ledger, problems = ledgers.read(source, ledgers.FILE)
        known = (past or unread_past)(documents, ledger)
        withheld = {remark_files.path_of(name) for name in documents.withheld_ids}
        remarks = remark_files.of_files(
            {path: files[path] for path in files if path not in withheld}
        )
        if not internal:
            remarks = remarks.without(lambda one: known.withholds(one.edition, one.document))
        read = (documents, given, edition, ledger, base, known, remarks, problems)
        written = _written_pages(pages, documents)
        return cls(*read, text_id or _no_id, held, files, written, listing, memory)

    # What it is

    @cached_property
    def labels(self) -> Labels:
        """The words of the site in its language."""
        return Labels.load(self.settings.language).with_own(self.settings.labels)

    @cached_property
    def grammars(self) -> tuple[Grammar, ...]:
        """How its texts are written, and others by default."""
        texts = (*self.corpus.texts, *self.corpus.minutes)
        used = {structures.named(self.settings.structure), *(text.grammar for text in texts)}
        return tuple(grammar for grammar in structures.KNOWN if grammar in used)

    @property
    def date(self) -> datetime.date | None:
        """The day from which on something is still to come: its own, or that of the newest."""
        edition = self.edition or self.ledger.newest
        return edition.date if edition else None

    @property
    def last_known_day(self) -> datetime.date | None:
        """The last day that its documents can know of; work on the next one may know later ones."""
        return self.edition.date if self.edition else None

    @property
    def clarity(self) -> Clarity:
        """What a task must say."""
        return Clarity.of(self.settings)

    # What was read

    @cached_property
    def links(self) -> Links:
        """What its documents point to."""
        return self.memory.linker.of(self.corpus, self.corpus.texts)

    @cached_property
    def governance(self) -> Governance:
        """Whom its documents govern."""
        return Governance.of(self.corpus, self.links, self.memory.store)

    @cached_property
    def places(self) -> Mapping[str, Places]:
        """Where each of its documents governs or names somebody, by its id."""
        known = (self.corpus, self.links, self.governance)
        return places_of(*known, self.memory.store)

    @cached_property
    def tasks(self) -> Tasks:
        """The tasks of its programmes."""
        return Tasks.of(self.corpus, self.links)

    @cached_property
    def powers(self) -> Powers:
        """Whom its regulations let decide."""
        return Powers.of(self.corpus, self.links, self.governance, self.memory.store)

    @cached_property
    def duties(self) -> Duties:
        """What its regulations ask for again and again."""
        return Duties.of(self.corpus, self.links, self.governance, self.memory.store)

    @cached_property
    def departure(self) -> Departure:
        """How it departed from what the newest editions have of its documents."""
        base = baseline(self.corpus, self.ledger, self.past)
        comparer = self.memory.comparer
        return Departure(
            base,
            self.corpus,
            self.links,
            comparer,
            lambda texts: self.memory.linker.of(base, texts),
        )

    @cached_property
    def minutes(self) -> Links:
        """What the minutes of its meetings point to."""
        return self.memory.linker.of(self.corpus, self.corpus.minutes)

    @cached_property
    def conclusions(self) -> Conclusions:
        """What its meetings concluded."""
        memory = self.memory
        known = (self.past, memory.comparer, memory.linker)
        return Conclusions.of(self.corpus, self.minutes, *known)

    @cached_property
    def remarks(self) -> Remarks:
        """The remarks on its documents."""
        return self.all_remarks.on(text.id for text in self.corpus.texts)

    def text(self, edition: str, document: str) -> Text | None:
        """What an edition has of a document, its own name being that of what is read here.

        None where it has none, or cannot be read here.
        """
        if edition == (self.edition.name if self.edition else urls.WORK):
            return self.corpus.by_id.get(document)
        return self.past.text(edition, document)

    def governed(self, text: Text) -> GovernedText:
        """Whom a text, of whatever edition, governs by the register of this one; read once."""
        key = (text.path, text.document.source)
        if key not in self._governed:
            alone = Reading(Corpus((text,), self.corpus.register))
            self._governed[key] = GovernedText.of(text, alone.links, alone.governance)
        return self._governed[key]

    @cached_property
    def _governed(self) -> dict[tuple[str, str], GovernedText]:
        return {}

    # What is wrong

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong with it, by file and line."""
        return _problems_of(self)

    def name_of(self, conclusion: Conclusion) -> str:
        """How a text speaks of it: `kết luận 2, hội nghị Ban Thường vụ Tỉnh ủy ngày 18/1/2021`."""
        meeting = conclusion.meeting
        body = self.corpus.register.by_id.get(meeting.body)
        name = conclusion.address.citation
        name = f"{name[:1].lower()}{name[1:]}"
        if not body or not meeting.date:
            return f"{name}, {meeting.title}"
        date = self.labels.day(meeting.date)
        return self.labels("article.conclusion", name=name, body=body.name, date=date)


def _problems_of(reading: Reading) -> tuple[Problem, ...]:
    """Every problem of an edition, by file and line, each once."""
    found = {*_of_texts(reading), *_of_programmes(reading), *_beside_texts(reading)}
    return tuple(sorted(found))


def _of_texts(reading: Reading) -> Iterator[Problem]:
    corpus = reading.corpus
    yield from corpus.problems
    yield from text_problems(corpus, reading.memory.store)
    misled = reading.departure.misled if reading.edition is None else ()
    yield from left_problems(corpus, misled)
    yield from link_problems(corpus, reading.links, (one.citing for one in misled))
    yield from governance_problems(corpus, reading.governance)


def _of_programmes(reading: Reading) -> Iterator[Problem]:
    corpus, tasks = reading.corpus, reading.tasks
    yield from task_problems(corpus, tasks, reading.clarity)
    yield from progress_problems(tasks, reading.last_known_day)
    yield from power_problems(corpus, tasks, reading.powers)


def _beside_texts(reading: Reading) -> Iterator[Problem]:
    """Of meetings, remarks and the ledger."""
    corpus, ledger, comparer = reading.corpus, reading.ledger, reading.memory.comparer
    is_part = reading.edition is not None and bool(reading.edition.documents)
    listed = {one.path for one in reading.listing}
    yield from page_link_problems(reading.pages, corpus, listed)
    yield from meeting_problems(corpus, holds_all_texts=not is_part)
    yield from minutes_problems(corpus, reading.conclusions, reading.past)
    yield from remark_problems(reading.all_remarks, corpus, ledger, reading.text, comparer)
    before = reading.base or ledger
    yield from visibility_problems(corpus, reading.files, before, reading.past)
    if reading.edition is None:
        yield from lost_documents(corpus, before, reading.past)
    yield from reading.ledger_problems
    if reading.edition is None:  # what was published before there were such rules stays as it is
        yield from misplaced(corpus, reading.listing)
    yield from lost_texts(ledger, reading.text_id, corpus, reading.held)
    if reading.base and not reading.ledger_problems:  # what they left out was not taken away
        yield from ledger_problems(corpus, ledger, reading.base, reading.text_id)
        yield from correction_problems(corpus, ledger, reading.base, reading.past)
