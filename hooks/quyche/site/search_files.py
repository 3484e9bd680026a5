"""The files that the search of a site loads: made of what was read, not of what pages show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from quyche import urls
from quyche.corpus import corpora
from quyche.markup.runs import plain
from quyche.pages.entries.entry_places import MOST_DOCUMENTS
from quyche.searching import search_indexes, search_units
from quyche.searching.page_sections import sections_of
from quyche.searching.plain_lines import plain_line
from quyche.searching.search_before import SearchBefore
from quyche.searching.search_indexes import SearchIndex
from quyche.searching.search_units import SearchRecord, SearchUnit
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from quyche.reading.reading import Reading
    from quyche.site.readings import BuildInput, Site


def add(config: MkDocsConfig, files: Files) -> None:
    """Add them to a site. What editions share is no part of one: whoever builds it puts it there.

    Pages are complete by now, those that plugins made included.
    """
    site: Site = config.extra["site"]
    build: BuildInput | None = config.extra.get("build")
    before = build.search if build else SearchBefore()
    index = _index(site, files, before)
    files.append(File.generated(config, urls.SEARCH_INDEX, content=index.content))
    governing = _governing(site.reading)
    if len(governing) <= MOST_DOCUMENTS:  # what has read it stays served; records tell it, too
        content = search_indexes.governed(governing, site.reading.corpus)
        files.append(File.generated(config, urls.SEARCH_GOVERNED, content=content))
    if site.standing.edition:
        config.extra["site"] = replace(site, searched=index.files)
        return
    for name, content in index.files.items():
        files.append(File.generated(config, f"{urls.SEARCH}/{name}.json", content=content))


def _index(site: Site, files: Files, before: SearchBefore) -> SearchIndex:
    reading = site.reading
    pages = [file.page for file in files.documentation_pages() if file.page]
    units = (*_documents(reading), *_pages(site, pages))
    found = sorted(units, key=lambda unit: (_ORDER.index(unit.kind), -len(unit.records)))
    return SearchIndex(
        reading,
        site.standing,
        tuple(found),
        tuple(_others(site)),
        before.segments,
        before.kept,
    )


# Of several of a kind the fullest first: the regulation of all before that of one body.
_ORDER = ("regulation", "programme", "meeting", "body", "role", "guide", "page")


def _documents(reading: Reading) -> Iterator[SearchUnit]:
    governs = _governing(reading)
    for text in reading.corpus.texts:
        yield search_units.of_text(text, governs.get(text.id), reading.memory.store)
    minutes = reading.corpus.minutes_by_path
    for meeting in reading.corpus.meetings:
        yield search_units.of_meeting(meeting, minutes[meeting.path])


def _governing(reading: Reading) -> dict[str, dict[str, list[str]]]:
    """The anchors of each document that govern a body or role, by the address of its page."""
    found: dict[str, dict[str, list[str]]] = {}
    register = reading.corpus.register.by_id
    for target, governings in reading.governance.of_target.items():
        page = urls.address_of(register[target].path)
        for governing in governings:
            place = governing.provision
            own = found.setdefault(place.document, {}).setdefault(page, [])
            if place.anchor not in own:
                own.append(place.anchor)
    return found


def _others(site: Site) -> Iterator[tuple[str, str]]:
    """The overviews, which say nothing of their own."""
    for page in site.by_path.values():
        if page.is_generated and page.is_searched and page.is_listed:
            yield urls.address_of(page.path), page.title


def _pages(site: Site, pages: list[Page]) -> Iterator[SearchUnit]:
    """Everything else that somebody wrote, or a plugin made."""
    reading = site.reading
    entries = {entry.path: entry for entry in reading.corpus.register.entries}
    documents = {*reading.corpus.by_path, *reading.corpus.meetings_by_path}
    for page in pages:
        path = page.file.src_uri
        known = site.by_path.get(path)
        if path in documents or (known and known.is_generated) or _is_left_out(page):
            continue
        if entry := entries.get(path):
            told = _written(page)
            record = SearchRecord("", "page", "", entry.name, told)
            yield _unit(page, entry.kind, entry.name, (record,))
            continue
        kind = "guide" if path.startswith(f"{urls.GUIDES}/") else "page"
        title = str(page.title or "")
        if known:
            yield _unit(page, kind, title, (SearchRecord("", "page", "", title, _written(page)),))
        else:
            yield _unit(page, kind, title, sections_of(page.content or ""))


def _unit(page: Page, kind: str, title: str, records: tuple[SearchRecord, ...]) -> SearchUnit:
    address = urls.address_of(page.file.src_uri)
    return SearchUnit(address, kind, title, "", "", "", records)


def _is_left_out(page: Page) -> bool:
    """Whether its front matter asks searches to pass it over, as the theme has it."""
    told = page.meta.get("search")
    return isinstance(told, dict) and bool(told.get("exclude"))


def _written(page: Page) -> str:
    """What somebody wrote on a page to which more is added, without its title."""
    source, _ = corpora.decode(page.file.content_bytes, page.file.src_uri)
    _, body, _ = frontmatter.split(source)
    lines = (line.strip() for line in body.splitlines())
    said = (plain_line(plain(line)) for line in lines if not line.startswith("#"))
    return "\n".join(filter(None, said))
