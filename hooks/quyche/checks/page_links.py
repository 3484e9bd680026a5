"""Links of ordinary pages that lead nowhere or may not stand there, and HTML, which may not."""

from __future__ import annotations

import difflib
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from urllib.parse import unquote

from quyche import urls
from quyche.language.spelling import anchor_of_heading
from quyche.markup.runs import has_tag, plain
from quyche.markup.targets import is_elsewhere, is_harmless
from quyche.problems import error
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from quyche.corpus.texts import Corpus
    from quyche.problems import Problem

_FENCE_RE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})")
_CODE_RE = re.compile(r"(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`)")
# "[chữ](trang.md#dieu-5 "tên")", "![ảnh](a.png)"; "[tên]: trang.md"
_INLINE_RE = re.compile(
    r"(?<!\\)\]\(\s*(?:<(?P<angled>[^<>]*)>|(?P<plain>[^\s()]+(?:\([^\s()]*\))?))"
)
_REFERENCE_RE = re.compile(r" {0,3}\[[^\]^][^\]]*\]:\s*<?(?P<target>[^\s<>]+)>?")
# "](<tên tệp.md>)", "<https://a.vn>", "<a@b.vn>"
_ADDRESS_RE = re.compile(
    r"(?<=\]\()\s*<[^<>]*>|<(?:(?:https?|mailto):[^\s<>]*|[^\s<>/@]+@[^\s<>/]+)>"
    r"|^ {0,3}\[[^\]]+\]:\s*<[^\s<>]+>"
)
_HEADING_RE = re.compile(r"(?P<marks>#{1,6})[ \t]*(?P<text>.*?)[ \t]*#*[ \t]*$")
_UNDERLINE_RE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_MADE = (urls.REMARKS, urls.COMPARISONS)
"""The folders of pages that nobody writes, of which only a build knows which there are."""
_MADE_FILES = (".ics", ".json", ".xml", ".zip")
"""How the names of files end that a build makes, and that no attachment may have."""
_TAG_RE = re.compile(r"<[A-Za-z/!?][^<]{0,28}")
_ITEM_RE = re.compile(r" {0,3}(?:[-+*]|[0-9]+[.)])[ \t]")
_PAGE = ".md"


@dataclass(frozen=True)
class _Link:
    line: int
    target: str


def page_link_problems(
    pages: Mapping[str, str], corpus: Corpus, files: Collection[str] = ()
) -> Iterator[Problem]:
    """What is wrong with the links of pages, given as they are written by their paths.

    A link to a file that is no page is held to the files that there are; where nobody knows them
    it is left to the site builder.
    """
    held = _Held(pages, corpus, frozenset(files))
    for path, source in sorted(pages.items()):
        yield from _tag_problems(path, source)
        for link in _links(source):
            yield from held.problems(path, link)


@dataclass(frozen=True)
class _Held:
    """What a link may lead to."""

    pages: Mapping[str, str]
    corpus: Corpus
    files: frozenset[str]

    @cached_property
    def _paths(self) -> frozenset[str]:
        entries = (entry.path for entry in self.corpus.register.entries)
        meetings = (meeting.path for meeting in self.corpus.meetings)
        texts = (*self.corpus.by_path, *entries, *meetings)
        return frozenset({*self.pages, *texts, *urls.OVERVIEWS, urls.ALL_REMARKS})

    def problems(self, path: str, link: _Link) -> Iterator[Problem]:
        if not is_harmless(link.target):
            yield error(path, link.line, "page-link-scheme", found=link.target)
        elif not is_elsewhere(link.target):
            yield from self._own_problems(path, link)

    def _own_problems(self, path: str, link: _Link) -> Iterator[Problem]:
        target, _, anchor = unquote(link.target).partition("#")
        page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        page = page if target else path
        if target.startswith("/"):
            yield error(path, link.line, "page-link-absolute", found=link.target)
        elif page not in self._paths:
            yield from self._missing(path, link, target, page)
        elif anchor and (known := self._anchors(page)) and anchor not in known:
            near = ", ".join(difflib.get_close_matches(anchor, known, 3)) or "–"
            yield error(path, link.line, "page-anchor", found=anchor, page=page, near=near)

    def _missing(self, path: str, link: _Link, target: str, page: str) -> Iterator[Problem]:
        """That there is no such page, or no such file, unless a build makes it."""
        if page.partition("/")[0] in _MADE:
            return
        if _names_a_page(target):
            wanted = page.removesuffix("/").removesuffix(_PAGE) + _PAGE
            near = _near(path, wanted, self._paths)
            yield error(path, link.line, "page-link", found=link.target, near=near)
        elif self.files and page not in self.files and not page.endswith(_MADE_FILES):
            near = _near(path, page, self.files)
            yield error(path, link.line, "page-file", found=link.target, near=near)

    def _anchors(self, page: str) -> frozenset[str]:
        """The places of a page; none where only a build knows them."""
        if text := self.corpus.by_path.get(page):
            title = anchor_of_heading(text.title, "-")
            return frozenset({*text.by_anchor, title})
        is_whole = page in self.pages and page not in self._begun
        return frozenset(_headings(self.pages[page])) if is_whole else frozenset()

    @cached_property
    def _begun(self) -> frozenset[str]:
        """The pages of which only the beginning is written."""
        entries = (entry.path for entry in self.corpus.register.entries)
        return frozenset({urls.HOME, *urls.OVERVIEWS, *entries})


def _near(path: str, wanted: str, known: Collection[str]) -> str:
    """What may have been meant, as a link from that page has to name it."""
    name = posixpath.basename(wanted)
    same = sorted(one for one in known if posixpath.basename(one) == name)
    near = same or difflib.get_close_matches(wanted, sorted(known), 3)
    start = posixpath.dirname(path)
    return ", ".join(posixpath.relpath(one, start or ".") for one in near[:3]) or "–"


def _tag_problems(path: str, source: str) -> Iterator[Problem]:
    """HTML, which is shown as the signs it is written with, and never carried out."""
    for number, line in _lines(source):
        shown = _ADDRESS_RE.sub("", _CODE_RE.sub("", line)) if "<" in line else ""
        if has_tag(shown) and (tag := _TAG_RE.search(shown)):
            yield error(path, number, "raw-html", found=tag.group())


def _names_a_page(target: str) -> bool:
    """Whether it is the file of a page, or an address, which the site builder would not know."""
    return posixpath.splitext(target)[1] in {"", _PAGE} or target.endswith("/")


def _links(source: str) -> Iterator[_Link]:
    """The links to other pages and places; those in code are none."""
    for number, line in _lines(source):
        shown = _CODE_RE.sub("", line)
        found = [match["angled"] or match["plain"] or "" for match in _INLINE_RE.finditer(shown)]
        if reference := _REFERENCE_RE.match(shown):
            found.append(reference["target"])
        for target in found:
            if target:
                yield _Link(number, target)


def _lines(source: str) -> Iterator[tuple[int, str]]:
    """The lines below the front matter that are no code, with their numbers."""
    _, body, first = frontmatter.split(source)
    fence, is_listed = "", False
    for number, line in enumerate(body.split("\n"), first):
        mark = _FENCE_RE.match(line)
        if mark and not fence:
            fence = mark["fence"]
        elif mark and mark["fence"].startswith(fence) and not line[mark.end() :].strip():
            fence = ""
        elif not fence:
            is_indented = line.startswith(("    ", "\t"))
            is_listed = bool(_ITEM_RE.match(line)) or (is_listed and (is_indented or not line))
            if is_listed or not is_indented:
                yield number, line


def _headings(source: str) -> Iterator[str]:
    """The anchors of its headings, as Python-Markdown numbers those that are alike."""
    seen: Counter[str] = Counter()
    before = ""
    for _, line in _lines(source):
        heading = _HEADING_RE.match(line)
        text = heading["text"] if heading else before if _UNDERLINE_RE.match(line) else ""
        if text:
            anchor = anchor_of_heading(plain(text), "-")
            yield f"{anchor}_{seen[anchor]}" if seen[anchor] else anchor
            seen[anchor] += 1
        before = line.strip()
