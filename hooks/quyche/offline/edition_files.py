"""A whole edition as one page that needs no other file and no network, its search included.

The same edition always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche import urls
from quyche.exports import offline
from quyche.formats.html import HtmlFrame, notice, page
from quyche.formats.html_heads import head_of_page, style_of_head
from quyche.markup.markdown import Destination
from quyche.markup.runs import plain
from quyche.pages.documents import Renderer
from quyche.pages.edition_links import today_of
from quyche.pages.heads import head_of, notices_of
from quyche.searching import search_units
from quyche.searching.search_indexes import SearchIndex
from quyche.searching.search_units import SearchRecord, SearchUnit
from quyche.texts import frontmatter
from quyche.texts.metadata import DocumentKind

if TYPE_CHECKING:
    from quyche.corpus.texts import Text
    from quyche.editions.history import Standing
    from quyche.reading.reading import Reading
    from quyche.register.entries import Entry
    from quyche.remarks.remarks import Remark
    from quyche.texts.addresses import Address
    from quyche.texts.provisions import Provision

FILES = "q-files"
"""The id of the element that holds what the search of the site would load."""
_STYLE = """
html{scroll-padding-top:1rem}
article{margin-top:3rem;padding-top:1rem;border-top:2px solid var(--rule)}
header{padding-bottom:1rem}header p{text-align:center}nav ul{padding-left:1.25rem}
nav>details>ul,nav>details>details{margin:.5rem 0 1rem;padding-left:0}nav li{list-style:none}
summary{font-weight:700;cursor:pointer;min-height:1.5rem}
nav a{display:inline-block;padding:.125rem 0}
.entry h3{margin-bottom:0}.entry p{margin:.25rem 0}
form{margin:1.5rem 0}label{display:block;font-weight:700}
input{width:100%;min-height:2.75rem;padding:.375rem .625rem;border:1px solid var(--soft);
background:var(--paper);color:inherit;font:inherit}
button{min-height:2.75rem;padding:.375rem .875rem;border:1px solid var(--soft);
background:var(--paper);color:inherit;font:inherit;cursor:pointer}
[data-q-results]{padding:0;list-style:none}
[data-q-results] a{display:block;padding:.5rem 0;text-decoration:none}
[data-q-results] span:first-child{text-decoration:underline}
.q-document a[href$="/"]{color:inherit;text-decoration:underline dotted var(--soft)}
[data-q-results] span{display:block}[data-q-results] .text{color:var(--ink)}
[data-q-results] .place{color:var(--soft);font-size:.9375rem}
mark{background:var(--mark);color:inherit;font-weight:700}[hidden]{display:none}
:root[data-scheme=light]{color-scheme:light;--ink:#1d1b16;--soft:#5b574d;--rule:#d8d3c6;
--accent:#8f1414;--paper:#fffdf8;--mark:#f9ece6}
:root[data-scheme=dark]{color-scheme:dark;--ink:#ece8df;--soft:#b0aa9c;--rule:#45413a;
--accent:#f0a094;--paper:#191814;--mark:#3a2520}
@media print{form,.scheme,[role=status],[data-q-results]{display:none}
article{break-before:page;border:0}
:root[data-scheme]{color-scheme:light;--ink:#000;--soft:#000;--rule:#000;--accent:#000;--paper:#fff;
--mark:#fff}}
"""
_SCHEME = Markup(
    '<p class="scheme" hidden><button type="button" aria-pressed="false">{}</button></p>'
)
_ITEM = Markup('<li><a href="#{}">{}</a>{}</li>')


@dataclass(frozen=True)
class InnerLinks:
    """From a text to the others of the same file; of a link that was written, only to the web."""

    reading: Reading
    own: str
    """The name of the edition that the file holds."""

    def written(self, href: str) -> str:
        """A link to the web; one to a place within the site leads nowhere here."""
        return href if ":" in href else ""

    def provision(self, address: Address) -> Destination | None:
        """To a provision or a document, wherever in the file it stands."""
        place = place_of(self.reading.corpus.by_id[address.document].path)
        return Destination(f"#{place}{address.anchor if address.steps else ''}")

    def entry(self, name: str) -> Destination | None:
        """To a body or a role among those at the end of the file."""
        return Destination(f"#{place_of(self.reading.corpus.register.by_id[name].path)}")

    def edition(self, name: str, target: Address | None) -> Destination | None:
        """To a provision of the edition that the file holds; others are not in it."""
        return self.provision(target) if target and name in {"", self.own} else None

    def remark(self, remark: Remark) -> Destination | None:  # noqa: ARG002  # the protocol's
        """Remarks are not in the file."""
        return None


def place_of(path: str) -> str:
    """What the anchors begin with of what has that page on the site: its address there."""
    return urls.address_of(path)


@dataclass(frozen=True)
class EditionFile:
    """One edition, or the work, as a single page."""

    reading: Reading
    standing: Standing
    """Where it stands; its history tells of all documents."""
    script: str
    """What searches the page and turns it dark; without it everything can be read."""

    def html(self) -> bytes:
        """The page."""
        labels = self.reading.labels
        frame = HtmlFrame(self._name, labels("language"), self._foot)
        letters = [head_of(self.reading, text, self.standing).letter for text in self._texts]
        styles = dict.fromkeys(filter(None, map(style_of_head, letters)))
        body = [self._head(), self._search(), self._contents(), *map(self._document, self._texts)]
        return page(
            frame,
            [*body, *self._register()],
            _STYLE + "".join(styles),
            script=self.script,
            data=((FILES, self._files),),
        )

    @property
    def _texts(self) -> Sequence[Text]:
        """Regulations before programmes, as the home page has them."""
        programme = DocumentKind.PROGRAMME
        return sorted(self.reading.corpus.texts, key=lambda text: text.metadata.kind == programme)

    @property
    def _entries(self) -> Sequence[Entry]:
        return self.reading.corpus.register.entries

    @property
    def _title(self) -> str:
        edition = self.reading.edition
        return edition.title if edition else self.reading.labels("edition.work")

    @property
    def _name(self) -> str:
        return " · ".join(filter(None, (self.reading.settings.organisation, self._title)))

    @property
    def _told(self) -> str:
        """Which edition it is, and that it may not be the newest: words that stay true."""
        labels, edition = self.reading.labels, self.reading.edition
        if edition is None:
            return labels("offline_file.work")
        name = "draft" if edition.is_draft else "adopted"
        return labels(
            f"offline_file.{name}", edition=self.standing.name, date=labels.day(edition.date)
        )

    @property
    def _foot(self) -> str:
        """At the foot of each printed sheet."""
        return " · ".join(filter(None, (self._name, today_of(self.standing, self.reading.labels))))

    def _head(self) -> Markup:
        labels = self.reading.labels
        today = today_of(self.standing, labels)
        return Markup(
            '<header><h1>{}<br>{}</h1><p class="state">{}</p>{}<p>{}</p>{}</header>'
        ).format(
            self.reading.settings.organisation,
            self._title,
            self._told,
            notice(" ".join(filter(None, (labels("offline_file.later"), today)))),
            labels("offline_file.holds"),
            _SCHEME.format(labels("nav.dark")),
        )

    def _search(self) -> Markup:
        """Where somebody searches: shown by the script that can."""
        return Markup(
            '<form role="search" hidden><label>{}<input type="search" autocomplete="off"'
            ' autocapitalize="off" spellcheck="false" enterkeyhint="search"></label></form>\n'
            '<p role="status"></p>\n<ol data-q-results></ol>'
        ).format(self.reading.labels("offline_file.search"))

    # The contents

    def _contents(self) -> Markup:
        labels = self.reading.labels
        parts = [self._contents_of(text) for text in self._texts]
        if self._entries:
            items = (_ITEM.format(place_of(one.path), one.name, "") for one in self._entries)
            title = labels("offline_file.register")
            parts.append(_folded(title, _listed(items)))
        whole = Markup(
            '<nav aria-label="{0}"><details open><summary>{0}</summary>\n{1}\n</details></nav>'
        )
        return whole.format(labels("offline_file.contents"), Markup("\n").join(parts))

    def _contents_of(self, text: Text) -> Markup:
        place = place_of(text.path)
        first = _ITEM.format(place, text.title, "")
        items = [first, *self._headings(text.document.provisions, place)]
        return _folded(text.metadata.short_title or text.title, _listed(items))

    def _headings(self, provisions: Sequence[Provision], place: str) -> Iterator[Markup]:
        for provision in provisions:
            if provision.kind.is_headed:
                inner = _listed(self._headings(provision.children, place))
                name = " ".join(filter(None, (provision.mark, provision.heading)))
                yield _ITEM.format(f"{place}{provision.anchor}", name, inner)

    # What it holds

    def _document(self, text: Text) -> Markup:
        head, links = head_of(self.reading, text, self.standing), self._links
        place = place_of(text.path)
        renderer = Renderer(self.reading, links, text.id, self.reading.links, prefix=place)
        content = offline.titled(renderer.document(text))
        parts = [
            head_of_page(head.letter),
            content.title,
            Markup('<p class="state">{}</p>').format(head.state),
            *map(notice, notices_of(self.reading, text.path)),
            content.body,
        ]
        whole = Markup('<article id="{}">\n{}\n</article>')
        return whole.format(place, Markup("\n").join(parts))

    @property
    def _links(self) -> InnerLinks:
        return InnerLinks(self.reading, self.standing.name)

    def _register(self) -> Iterator[Markup]:
        """The bodies and roles, each in short."""
        if not self._entries:
            return
        yield Markup('<article>\n<h1 id="{}">{}</h1>').format(
            urls.BODIES, self.reading.labels("offline_file.register")
        )
        for entry in self._entries:
            yield Markup('<section class="entry">\n{}\n</section>').format(
                Markup("\n").join(self._entry(entry))
            )
        yield Markup("</article>")

    def _entry(self, entry: Entry) -> Iterator[Markup]:
        yield Markup('<h3 id="{}">{}</h3>').format(place_of(entry.path), entry.name)
        if entry.aliases:
            yield Markup("<p><small>{}</small></p>").format("; ".join(entry.aliases))
        for line in _lines(self.reading.pages.get(entry.path, "")):
            yield Markup("<p>{}</p>").format(line)
        if places := list(self._governing(entry)):
            label = self.reading.labels("offline_file.governed")
            yield Markup("<p>{} {}</p>").format(label, Markup("; ").join(places))

    def _governing(self, entry: Entry) -> Iterator[Markup]:
        """Where a body or role is spoken of, document by document."""
        found = self.reading.governance.of_target.get(entry.id, ())
        for document, governings in groupby(found, lambda one: one.provision.document):
            text = self.reading.corpus.by_id[document]
            place = place_of(text.path)
            links = (
                Markup('<a href="#{}{}">{}</a>').format(
                    place, one.provision.anchor, one.provision.citation
                )
                for one in governings
            )
            title = text.metadata.short_title or text.title
            yield Markup("{}: {}").format(title, Markup(", ").join(links))

    # The search

    @cached_property
    def _files(self) -> str:
        """What the search of the site would load, by the names of files, each as that has it."""
        index = SearchIndex(self.reading, self.standing, self._units, ())
        held = {urls.SEARCH_INDEX: index.content}
        held |= {f"{name}.json": content for name, content in index.files.items()}
        told = ",".join(f'"{name}":{held[name].strip()}' for name in sorted(held))
        return f"{{{told}}}"

    @property
    def _units(self) -> tuple[SearchUnit, ...]:
        texts = list(map(search_units.of_text, self._texts))
        texts.sort(key=lambda unit: (unit.kind == DocumentKind.PROGRAMME, -len(unit.records)))
        return (*texts, *map(self._unit, self._entries))

    def _unit(self, entry: Entry) -> SearchUnit:
        told = "\n".join(_lines(self.reading.pages.get(entry.path, "")))
        record = SearchRecord("", "page", "", entry.name, told)
        return SearchUnit(place_of(entry.path), entry.kind, entry.name, "", "", "", (record,))


def _lines(source: str) -> Iterator[str]:
    """What somebody wrote on the page of a body or role, below its title."""
    _, body, _ = frontmatter.split(source)
    for line in map(str.strip, body.splitlines()):
        if line and not line.startswith("#"):
            yield plain(line)


def _folded(title: str, content: Markup) -> Markup:
    return Markup("<details><summary>{}</summary>{}</details>").format(title, content)


def _listed(items: Iterator[Markup] | Sequence[Markup]) -> Markup:
    found = Markup("").join(items)
    return Markup("<ul>{}</ul>").format(found) if found else Markup("")
