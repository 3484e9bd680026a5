"""Everything read for one build: the documents, what is wrong with them, what is compared."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import checks, comment_checks, comments, corpus, editions, history, urls
from quyche.archives import Past
from quyche.assets import SharedAssets
from quyche.checks import Measure
from quyche.comment_pages import CommentPages
from quyche.comment_reasons import with_remarks
from quyche.comment_traces import Tracer, no_text
from quyche.comparison_pages import ComparisonPages
from quyche.comparison_papers import Letterhead
from quyche.frames import Framing
from quyche.governance import Governance
from quyche.labels import Labels
from quyche.libraries import Library
from quyche.links import Links
from quyche.pairs import Pairs
from quyche.settings import Settings
from quyche.task_checks import Clarity

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig

    from quyche.comments import Comment
    from quyche.corpus import Corpus, TextOf
    from quyche.editions import Ledger
    from quyche.history import Standing
    from quyche.problems import Problem

GENERATED = {
    urls.AGENDA: "agenda",
    urls.STRUCTURE: "structure",
    urls.MATRIX: "matrix",
    urls.ALL_MEETINGS: "meetings",
    urls.HISTORY: "history",
    urls.ALL_COMPARISONS: "comparison",
}
"""The pages that nobody writes, with the labels that name them."""


@dataclass(frozen=True)
class Site:
    """Everything read for one build.

    Lives in `config.extra["site"]`, so that a rebuild starts afresh.
    """

    library: Library
    ledger: Ledger
    problems: tuple[Problem, ...]
    standing: Standing
    pairs: Pairs = field(default_factory=Pairs)
    """What is compared in this edition."""
    tracer: Tracer = field(default_factory=lambda: Tracer(no_text))
    """Follows remarks through the editions that are at hand."""
    assets: SharedAssets = field(default_factory=SharedAssets)
    """What is shared with other editions; nothing where the site stands alone."""

    @property
    def paths(self) -> dict[str, str]:
        """What templates and scripts call the folders and files of the site."""
        return urls.paths()

    @property
    def framing(self) -> Framing:
        """What frames its pages."""
        return Framing(self.standing, self.library.labels, frozenset(GENERATED))

    @cached_property
    def commenting(self) -> CommentPages:
        """The pages of the remarks on its documents."""
        library = self.library
        known = (self.tracer, self.standing, library.corpus, library.labels)
        return CommentPages(library.comments, *known)

    @cached_property
    def comparing(self) -> ComparisonPages:
        """The pages of its comparisons."""
        register, settings = self.library.corpus.register, self.library.settings
        issuers = {entry.id: entry.name for entry in register.entries}
        letterhead = Letterhead(settings.organisation, settings.place, issuers)
        return ComparisonPages(self.pairs, self.standing, self.library.labels, register, letterhead)


def read(config: MkDocsConfig) -> Site:
    """Read all documents below the folder of the settings, and check them."""
    settings = Settings.read(config.extra.get("quyche"))
    folder = Path(config.docs_dir)
    documents = corpus.read_folder(folder, internal=settings.internal)
    links = Links.of(documents)
    governance = Governance.of(documents, links)
    ledger, ledger_problems = editions.read_file(folder / editions.FILE)
    standing = config.extra.get("standing") or history.alone(ledger, urls.WORK)
    if standing.edition:  # the text of an edition stays as it is; work on it goes on elsewhere
        settings = replace(settings, edit_url="")
    edition = standing.edition or ledger.newest
    date = edition.date if edition else None
    known = tuple(edition.name for edition in ledger.editions)
    past = Past(known, config.extra["past"]) if "past" in config.extra else Past(known)
    labels = Labels.load(settings.language)
    remarks = comments.read_folder(folder).on(text.id for text in documents.texts)
    library = Library(documents, links, governance, labels, settings, date, past, remarks)
    of_edition = date if standing.edition else None  # work on the next one may know later days
    measure = Measure(Clarity.of(settings), past, of_edition)
    found_problems = checks.check(documents, links, governance, measure)
    text_of = _texts(documents, standing, past)
    doubts = comment_checks.check(remarks, documents, ledger, text_of)
    problems = (*found_problems, *ledger_problems, *doubts)
    found = config.extra.get("pairs") or Pairs()
    tracer = Tracer(text_of, work_follows=standing.edition is None)
    found = with_remarks(found, remarks, tracer, standing.history, _reasons_of(library))
    return Site(library, ledger, problems, standing, found, tracer)


def _reasons_of(library: Library) -> Callable[[Comment], str]:
    """What a remark that was taken in is as the reason for a change."""

    def told(comment: Comment) -> str:
        entry = library.corpus.register.by_id.get(comment.sender)
        sender = entry.name if entry else comment.sender
        rule = f"comment.reason.{comment.answer.value}" if comment.answer else ""
        remark = " ".join((comment.explanation or comment.remark).split())
        return library.labels(rule, sender=sender, remark=remark)

    return told


def _texts(documents: Corpus, standing: Standing, past: Past) -> TextOf:
    """The texts of what is built, and of the editions before it as far as they are at hand."""
    own = standing.name
    return lambda edition, name: (
        documents.by_id.get(name) if edition == own else past.text(edition, name)
    )
