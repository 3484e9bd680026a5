"""Links from one page to another, relative to it, and where those in its texts lead."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from quyche import urls
from quyche.markup.markdown import Destination, escape, with_links
from quyche.markup.notation import note_mark, span
from quyche.pages.edition_links import EditionLinks, page_of
from quyche.pages.remark_pages import page_of as remark_page_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from quyche.corpus.definitions import Use
    from quyche.corpus.links import Citing, Linked, Mention
    from quyche.corpus.texts import Corpus
    from quyche.markup.runs import Run
    from quyche.meetings.conclusions import Conclusion
    from quyche.reading.reading import Reading
    from quyche.remarks.remarks import Remark
    from quyche.texts.addresses import Address

_KEPT = 4096  # ways from one file to another: pages of a folder have hundreds of links each way


@dataclass(frozen=True)
class PageWriter:
    """Writes what a page shows, with links relative to it that the site builder can check."""

    reading: Reading
    path: str
    """The page's own file, relative to the folder of documents."""

    def href(self, address: Address) -> str:
        """The link from this page to a provision or a document."""
        path = self.reading.corpus.by_id[address.document].path
        page = "" if path == self.path else self.relative(path)
        return f"{page}#{address.anchor}" if address.steps else page or "#"

    def minuted(self, conclusion: Conclusion) -> str:
        """The link from this page to a conclusion in the minutes of its meeting."""
        return f"{self.relative(conclusion.meeting.path)}#{conclusion.address.anchor}"

    def relative(self, path: str) -> str:
        """The link from this page to another file."""
        return _relative(path, posixpath.dirname(self.path) or ".")

    def link(self, text: str, href: str) -> str:
        """An inline link."""
        return Destination(href).around(escape(text))

    def _label(self, name: str, **blanks: object) -> str:
        return escape(self.reading.labels(name, **blanks))


@lru_cache(_KEPT)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder)


class LinkPolicy(Protocol):
    """Where links lead from one page; None for what is nothing but text there."""

    def written(self, href: str) -> str:
        """A link as somebody wrote it into the text; empty where it leads nowhere."""

    def provision(self, address: Address) -> Destination | None:
        """To a provision or a document."""

    def entry(self, name: str) -> Destination | None:
        """To a body or a role, by its id."""

    def edition(self, name: str, target: Address | None) -> Destination | None:
        """To an edition, or to a provision as that has it; without a name, as the page's has it."""

    def remark(self, remark: Remark) -> Destination | None:
        """To a remark, in the table of those on its document."""


@dataclass(frozen=True)
class SiteLinks:
    """From a page of the site to the others, and to those of other editions."""

    page: PageWriter
    editions: EditionLinks = field(default_factory=EditionLinks)
    own: str = ""
    """The name of the edition that the page is in."""
    known: frozenset[str] = frozenset()
    """The editions that pages can lead to."""

    def written(self, href: str) -> str:
        """A link as it was written: the site builder checks it."""
        return href

    def provision(self, address: Address) -> Destination | None:
        """To a provision or a document of the page's own edition."""
        return Destination(self.page.href(address))

    def entry(self, name: str) -> Destination | None:
        """To the page of a body or a role."""
        path = self.page.reading.corpus.register.by_id[name].path
        return Destination(self.page.relative(path))

    def edition(self, name: str, target: Address | None) -> Destination | None:
        """To the page of a provision in an edition; this one has no page of its own."""
        if name in {"", self.own}:
            return self.provision(target) if target else None
        if name not in self.known:
            return None
        if target is None:
            return self.editions.to(page_of(name, urls.HOME))
        documents = self.page.reading.past.documents(name)
        return self.provision_of(name, documents, target) if documents else None

    def provision_of(self, edition: str, documents: Corpus, target: Address) -> Destination | None:
        """To a provision or a document of an edition that has these."""
        path = documents.by_id[target.document].path
        return self.editions.to(page_of(edition, path, target.anchor))

    def remark(self, remark: Remark) -> Destination | None:
        """To a remark on the page of those on its document."""
        page = page_of(self.own, remark_page_of(remark.document), remark.anchor)
        return self.editions.to(page)


@dataclass(frozen=True)
class EarlierDayLinks:
    """From a page of the site that speaks of the provisions of an earlier edition."""

    site: SiteLinks
    day: str
    """The name of that edition."""
    documents: Corpus
    """What it has."""

    def written(self, href: str) -> str:
        """A link as it was written."""
        return self.site.written(href)

    def provision(self, address: Address) -> Destination | None:
        """To a provision or a document as it was then, whatever number it has now."""
        return self.site.provision_of(self.day, self.documents, address)

    def entry(self, name: str) -> Destination | None:
        """To the page of a body or a role, as it is now."""
        return self.site.entry(name)

    def edition(self, name: str, target: Address | None) -> Destination | None:
        """To what the text names itself, which is this edition where it names none."""
        return self.site.edition(name, target)

    def remark(self, remark: Remark) -> Destination | None:
        """To a remark on the page of those on its document."""
        return self.site.remark(remark)


@dataclass(frozen=True)
class DetachedLinks:
    """From a text apart from its place on the site, only to the web and to what lies beside it."""

    beside: Mapping[str, str] = field(default_factory=dict)
    """The way to each document that lies beside the page, by its id; empty to the page itself."""
    own: str = ""
    """The name of the edition that the text is taken from."""

    def written(self, href: str) -> str:
        """A link to the web; one to a place within the site leads nowhere here."""
        return href if ":" in href else ""

    def provision(self, address: Address) -> Destination | None:
        """To a provision or a document that lies beside the page."""
        page = self.beside.get(address.document)
        if page is None:
            return None
        return Destination(f"{page}#{address.anchor}" if address.steps else page or "#")

    def entry(self, name: str) -> Destination | None:  # noqa: ARG002  # the protocol's
        """Bodies and roles have no pages beside it."""
        return None

    def edition(self, name: str, target: Address | None) -> Destination | None:
        """To what lies beside the page, which is of its own edition."""
        return self.provision(target) if target and name in {"", self.own} else None

    def remark(self, remark: Remark) -> Destination | None:  # noqa: ARG002  # the protocol's
        """Remarks have no anchors beside it."""
        return None


@dataclass(frozen=True)
class TermLink(Destination):
    """From a defined term to what defines it: no citation, and shown as none."""

    def around(self, text: str) -> str:
        """The inline Markdown as a link there."""
        return span("q-term", Destination.around(self, text))


def inline(
    text: Iterable[Run],
    linked: Linked | None,
    links: LinkPolicy,
    noted: Callable[[str], str] = note_mark,
    uses: Iterable[Use] = (),
) -> str:
    """Runs of text as inline Markdown, with links on what the text points to.

    What refers to a footnote is written by `noted`. Uses of defined terms that stand in no other
    link lead to what defines them.
    """
    shown = [replace(run, href=links.written(run.href)) if run.href else run for run in text]
    spans = _spans(linked, links) if linked else []
    terms = [
        (use.start, use.end, TermLink(there.href, there.is_checked))
        for use in uses
        if not any(use.start < end and start < use.end for start, end, _ in spans)
        if (there := links.provision(use.definition.address))
    ]
    return "".join(with_links(shown, sorted([*spans, *terms], key=lambda span: span[:2]), noted))


def _spans(linked: Linked, links: LinkPolicy) -> list[tuple[int, int, Destination]]:
    """The places of a text that are links, in their order."""
    leading: list[tuple[Citing | Mention, Destination | None]] = [
        (citing, links.provision(citing.target)) for citing in linked.citations if citing.target
    ]
    leading += [(mention, links.entry(mention.target)) for mention in linked.mentions]
    spans = [(place.start, place.end, there) for place, there in leading if there]
    return sorted(spans, key=lambda span: span[:2])
