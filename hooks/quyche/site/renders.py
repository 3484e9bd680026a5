"""The HTML of pages, rendered again only where something that it is made of changed."""

from __future__ import annotations

import copy
import functools
import logging
import types
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import TableOfContents, get_toc

from quyche.kept import Kept
from quyche.markup.contents import Contents
from quyche.markup.divided_pages import DividedPage
from quyche.site.link_targets import LinkTargets

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page
    from mkdocs.structure.toc import AnchorLink

_STOCK = [
    "abbr",
    "admonition",
    "attr_list",
    "codehilite",
    "def_list",
    "extra",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "nl2br",
    "sane_lists",
    "smarty",
    "tables",
    "toc",
    "wikilinks",
]
_PYMDOWN = [
    "arithmatex",
    "betterem",
    "caret",
    "details",
    "emoji",
    "escapeall",
    "extra",
    "highlight",
    "inlinehilite",
    "keys",
    "mark",
    "progressbar",
    "saneheaders",
    "smartsymbols",
    "striphtml",
    "superfences",
    "tabbed",
    "tasklist",
    "tilde",
]
_PURE = frozenset(
    (
        "quyche.markup.notation",
        *_STOCK,
        *(f"markdown.extensions.{name}" for name in _STOCK),
        *(f"pymdownx.{name}" for name in _PYMDOWN),
    )
)
"""The extensions that read nothing but the text of a page; another may read any file."""
_BESIDE = ["admonition", "def_list", "fenced_code", "md_in_html", "sane_lists", "tables", "toc"]
_OURS = frozenset(
    (
        "quyche.markup.notation",
        *_BESIDE,
        *(f"markdown.extensions.{name}" for name in _BESIDE),
        *(f"pymdownx.{name}" for name in ("details", "highlight", "superfences", "tabbed")),
    )
)
"""Those that leave our notation as it is, and find nothing in the text of documents."""
_TOC = ("toc", "markdown.extensions.toc")


class _Unknown(Exception):  # noqa: N818  # nothing went wrong
    """Nobody can tell all that a page is made of."""


@dataclass(frozen=True)
class Rendered:
    """What a page has once it is rendered."""

    content: str
    toc: TableOfContents
    title: str | None
    anchors: set[str] | None
    links: Mapping[str, Mapping[str, str]] | None
    """The anchors in other files that it points to, by the paths of those."""

    @classmethod
    def of(cls, page: Page) -> Rendered:
        """Of a page that was rendered just now."""
        links = page.links_to_anchors
        return cls(
            page.content or "",
            _copied(page.toc),
            page._title_from_render,  # noqa: SLF001  # MkDocs sets it there and nowhere else
            page.present_anchor_ids,
            None if links is None else {to.src_uri: dict(named) for to, named in links.items()},
        )

    def put(self, page: Page, files: Files) -> None:
        """Let a page have it as if it were rendered."""
        page.content = self.content
        page.toc = _copied(self.toc)
        page._title_from_render = self.title  # noqa: SLF001  # as above
        page.present_anchor_ids = set(self.anchors) if self.anchors is not None else None
        if self.links is not None:
            found = ((files.get_file_from_path(path), named) for path, named in self.links.items())
            page.links_to_anchors = {to: dict(named) for to, named in found if to}


@dataclass(frozen=True)
class Renders:
    """What pages were rendered to, by all that it depends on."""

    _known: Kept[Hashable, list[Rendered]] = field(default_factory=Kept)

    def turn(self) -> None:
        """Begin another build: see `Kept`."""
        self._known.turn()

    def attend(self, page: Page, after: Callable[[Page], None]) -> None:
        """Let a page take what is known of it, once MkDocs comes to render it.

        `after` is told of the page when that is done, before any plugin sees the HTML.
        """
        whole = partial(_render, page, page.render)

        def render(config: MkDocsConfig, files: Files) -> None:
            try:
                key = _key(page, config, files)
            except _Unknown:
                whole(config, files)
                return
            known = self._known.of(key, list)
            if known:
                known[0].put(page, files)
                return
            with _said() as lines:
                whole(config, files)
            if not lines:  # what is said of a page is said at every build
                known.append(Rendered.of(page))

        def rendered(config: MkDocsConfig, files: Files) -> None:
            render(config, files)
            del page.render  # with all that it was made of: each page is rendered once
            after(page)

        page.render = rendered  # type: ignore[method-assign]  # there is no event around it


def _render(
    page: Page,
    whole: Callable[[MkDocsConfig, Files], None],
    config: MkDocsConfig,
    files: Files,
) -> None:
    """Render a page; what is notation of ours needs nobody else to be written."""
    divided = None
    if _OURS.issuperset(config.markdown_extensions):
        divided = DividedPage.of(page.markdown or "")
    if divided and (
        _alone(page, divided, config, files) or _joined(page, divided, whole, config, files)
    ):
        return
    whole(config, files)


def _alone(page: Page, divided: DividedPage, config: MkDocsConfig, files: Files) -> bool:
    """Write a page that nobody else has to see; whether it is one."""
    contents = _contents(config)
    links = LinkTargets(page.file, files, config)
    written = divided.alone(contents, links.leading) if contents else None
    if written is None:
        return False
    page.content, page.toc = written.html, get_toc(written.contents)
    page._title_from_render = written.title  # noqa: SLF001  # as below
    page.present_anchor_ids = set(written.anchors)
    if mkdocs_pages.log.getEffectiveLevel() > logging.DEBUG:  # as MkDocs has it
        page.links_to_anchors = links.to_anchors
    return True


def _contents(config: MkDocsConfig) -> Contents | None:
    """How the headings of a page become its table of contents; None where that cannot be told."""
    name = next((name for name in _TOC if name in config.markdown_extensions), "")
    return Contents.told((config.mdx_configs or {}).get(name, {})) if name else None


def _joined(
    page: Page,
    divided: DividedPage,
    whole: Callable[[MkDocsConfig, Files], None],
    config: MkDocsConfig,
    files: Files,
) -> bool:
    """Let others see what they have to of a page; whether the page can be made of that."""
    markdown, page.markdown = page.markdown, divided.rest
    whole(config, files)
    page.markdown = markdown
    anchors = page.present_anchor_ids or set()
    joined = divided.joined(page.content or "", anchors)
    if joined is None:
        return False
    page.content, page.present_anchor_ids = joined, anchors | divided.ids
    return True


def _key(page: Page, config: MkDocsConfig, files: Files) -> Hashable:
    """All that the HTML of a page depends on."""
    return (
        page.file.src_uri,
        page.file.inclusion,
        page.markdown,
        tuple(sorted((file.src_uri, file.url, str(file.inclusion)) for file in files)),
        _extensions(config),
        _plain(dict(config.validation.links)),
        config.use_directory_urls,
    )


def _extensions(config: MkDocsConfig) -> Hashable:
    names = config.markdown_extensions
    if not _PURE.issuperset(names):  # an extension of no name may do anything
        raise _Unknown
    return tuple(names), _plain(config.mdx_configs or {})


def _plain(value: object) -> Hashable:
    """A setting by its value; raises _Unknown for one whose value cannot be told."""
    match value:
        case Mapping():
            return tuple((_plain(key), _plain(value[key])) for key in value)
        case list() | tuple():
            return (type(value), *map(_plain, value))
        case functools.partial():
            return _plain((value.func, value.args, value.keywords))
        case types.FunctionType():
            if "<" in value.__qualname__:  # made anew at every reading of the settings
                raise _Unknown
            return value.__module__, value.__qualname__
        case str() | int() | float() | None:
            return type(value), value
    raise _Unknown


def _copied(toc: TableOfContents) -> TableOfContents:
    """A table of contents that may be changed without another."""
    return TableOfContents([_entry(item) for item in toc])


def _entry(item: AnchorLink) -> AnchorLink:
    copied = copy.copy(item)
    copied.children = [_entry(child) for child in item.children]
    return copied


class _Listener(logging.Handler):
    def __init__(self, told: Callable[[str], object]) -> None:
        super().__init__(logging.INFO)
        self._told = told

    def emit(self, record: logging.LogRecord) -> None:
        self._told(record.getMessage())


@contextmanager
def _said() -> Iterator[list[str]]:
    """What is logged by MkDocs, and by whoever renders."""
    lines: list[str] = []
    listener = _Listener(lines.append)
    logs = (logging.getLogger("mkdocs"), logging.getLogger())
    for log in logs:
        log.addHandler(listener)
    try:
        yield lines
    finally:
        for log in logs:
            log.removeHandler(listener)
