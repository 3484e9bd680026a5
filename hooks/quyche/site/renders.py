"""The HTML of pages, rendered again only where something that it is made of changed."""

from __future__ import annotations

import functools
import logging
import types
from collections.abc import Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure import pages as mkdocs_pages
from mkdocs.structure.toc import AnchorLink, TableOfContents, get_toc

from quyche import stores
from quyche.kept import Kept
from quyche.markup import gate
from quyche.markup.contents import Contents
from quyche.markup.divided_pages import DividedPage
from quyche.site.link_targets import LinkTargets
from quyche.stores import NOWHERE, Store

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from quyche.markup.gate import Passed

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


_KNOWN_PACKAGES = frozenset({"quyche", "markdown", "pymdownx", "material", "materialx", "mkdocs"})
"""Whose functions are known by the versions of packages, or by our own files."""


class _Unknown(Exception):  # noqa: N818  # nothing went wrong
    """Nobody can tell all that a page is made of."""


_Entry = tuple[str, str, int, tuple["_Entry", ...]]
"""One of a table of contents, with those below it."""
_Place = tuple[str, str, str] | None
"""What a link is written with of a file: its path, its address, whether it is built."""


@dataclass(frozen=True)
class Rendered:
    """What a page has once it is rendered."""

    content: str
    passed: Passed
    """The same through the gate."""
    toc: tuple[_Entry, ...]
    title: str | None
    anchors: frozenset[str] | None
    links: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] | None
    """The anchors in other files that it points to, by the paths of those."""
    sought: tuple[tuple[str, _Place], ...]
    """The files that were looked for while it was rendered, and what was found of each."""

    @classmethod
    def of(cls, page: Page, sought: Mapping[str, _Place]) -> Rendered:
        """Of a page that was rendered just now."""
        links, anchors = page.links_to_anchors, page.present_anchor_ids
        content = page.content or ""
        told = ((to.src_uri, tuple(named.items())) for to, named in (links or {}).items())
        return cls(
            content,
            gate.passed(content),
            tuple(map(_entry, page.toc)),
            page._title_from_render,  # noqa: SLF001  # MkDocs sets it there and nowhere else
            None if anchors is None else frozenset(anchors),
            None if links is None else tuple(told),
            tuple(sought.items()),
        )

    def fits(self, files: Files) -> bool:
        """Whether each of its links still leads where it led."""
        return all(place == _place(files.get_file_from_path(path)) for path, place in self.sought)

    def put(self, page: Page, files: Files) -> None:
        """Let a page have it as if it were rendered."""
        page.content = self.content
        page.toc = _toc_of(self.toc)
        page._title_from_render = self.title  # noqa: SLF001  # as above
        page.present_anchor_ids = set(self.anchors) if self.anchors is not None else None
        if self.links is not None:
            found = ((files.get_file_from_path(path), named) for path, named in self.links)
            page.links_to_anchors = {to: dict(named) for to, named in found if to}


class _Watched:
    """The files of a site for whoever renders a page, which notes what is looked for."""

    def __init__(self, files: Files) -> None:
        self.sought: dict[str, _Place] = {}
        self.is_read_otherwise = False
        self._files = files

    def get_file_from_path(self, path: str) -> File | None:
        """The file of a path, as MkDocs has it."""
        found = self._files.get_file_from_path(path)
        self.sought[path] = _place(found)
        return found

    def __getattr__(self, name: str) -> object:
        self.is_read_otherwise = True
        return getattr(self._files, name)

    def __iter__(self) -> Iterator[File]:
        self.is_read_otherwise = True
        return iter(self._files)

    def __len__(self) -> int:
        self.is_read_otherwise = True
        return len(self._files)


def _place(file: File | None) -> _Place:
    return (file.src_uri, file.url, file.inclusion.name) if file else None


@dataclass(frozen=True)
class Renders:
    """What pages were rendered to, by all that it depends on."""

    store: Store = NOWHERE
    is_for_many: bool = True
    """Whether there will be another build in the same process."""
    _known: Kept[str, list[Rendered]] = field(default_factory=Kept)

    def turn(self) -> None:
        """Begin another build: see `Kept`."""
        self._known.turn()

    def attend(self, page: Page, after: Callable[[Page, Passed | None], None]) -> None:
        """Let a page take what is known of it, once MkDocs comes to render it.

        `after` is told of the page when that is done, before any plugin sees the HTML, and of its
        HTML through the gate where that is known.
        """
        whole = partial(_render, page, page.render)

        def rendered(config: MkDocsConfig, files: Files) -> None:
            try:
                key = stores.digest_of(*_key(page, config))
            except _Unknown:
                whole(config, files)
                after(page, None)
                return
            known = self._found(key, files)
            if known:
                known.put(page, files)
            else:
                known = self._rendered(page, key, whole, (config, files))
            del page.render  # with all that it was made of: each page is rendered once
            after(page, known.passed if known else None)

        page.render = rendered  # type: ignore[method-assign]  # there is no event around it

    def _found(self, key: str, files: Files) -> Rendered | None:
        """What is known of a page, where its links lead where they led."""
        kept = self._known.of(key, list) if self.is_for_many else []
        if not kept:
            stored = self.store.value(self.store.name_of("html", [key]))
            kept += [stored] if isinstance(stored, Rendered) else []
        return next((one for one in kept if one.fits(files)), None)

    def _rendered(
        self,
        page: Page,
        key: str,
        whole: Callable[[MkDocsConfig, Files], None],
        given: tuple[MkDocsConfig, Files],
    ) -> Rendered | None:
        """What a page is rendered to just now; None where that may be otherwise the next time."""
        config, files = given
        watched = _Watched(files)
        with _said() as lines:
            whole(config, watched)  # type: ignore[arg-type]  # it does what is asked of files
        if lines or watched.is_read_otherwise:  # what is said of a page is said at every build
            return None
        if not self.is_for_many and self.store.folder is None:
            return None
        made = Rendered.of(page, watched.sought)
        if self.is_for_many:
            self._known.of(key, list)[:] = [made]
        self.store.put(self.store.name_of("html", [key]), made)
        return made


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


def are_known(config: MkDocsConfig) -> bool:
    """Whether every extension of Markdown that is set is known to read nothing but the page."""
    try:
        _extensions(config)
    except _Unknown:
        return False
    return True


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


def _key(page: Page, config: MkDocsConfig) -> tuple[str, ...]:
    """All that the HTML of a page depends on, but for the files that its links lead to."""
    told = (
        page.file.src_uri,
        page.file.url,
        page.file.inclusion.name,
        _extensions(config),
        _plain(dict(config.validation.links)),
        config.use_directory_urls,
    )
    return (page.markdown or "", repr(told))


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
            is_known = value.__module__.partition(".")[0] in _KNOWN_PACKAGES
            if "<" in value.__qualname__ or not is_known:  # made anew, or of files not ours
                raise _Unknown
            return value.__module__, value.__qualname__
        case str() | int() | float() | None:
            return type(value), value
    raise _Unknown


def _entry(item: AnchorLink) -> _Entry:
    return item.title, item.id, item.level, tuple(map(_entry, item.children))


def _toc_of(entries: Iterable[_Entry]) -> TableOfContents:
    """A table of contents as MkDocs makes it; the first of it is marked as active."""
    items = [_item(*entry) for entry in entries]
    if items:
        items[0].active = True  # type: ignore[attr-defined]  # as upstream sets it
    return TableOfContents(items)


def _item(title: str, anchor: str, level: int, below: tuple[_Entry, ...]) -> AnchorLink:
    item = AnchorLink(title, anchor, level)
    item.children = [_item(*entry) for entry in below]
    return item


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
