"""What stands around the text on a page of a website: menus, forms, related texts, footers.

The text tells where it is: a run of numbered articles, or of clauses, below the name of a kind of
document. What has no part in it, and looks like a frame, is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from quyche.imports.files.openings import Opening, is_upper, start
from quyche.language.spelling import compose
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.html import HtmlElement

_FRAMES = frozenset({"nav", "aside", "footer", "form", "dialog", "button", "select", "label"})
_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset footer form h1 h2
    h3 h4 h5 h6 header hr li main menu nav ol p pre section table tbody td th thead tr ul
    """.split()  # noqa: SIM905 - names without quotation marks are easier to read
)
_LINKS = ("a", "button", "option", "label")
_HEADINGS = frozenset({"h1", "h2", "h3"})
_UNSEEN = frozenset({"script", "style", "noscript", "template", "head", "title"})
_NAMED_RE = re.compile(
    r"(?:^|[\s_-])(?:menu|nav|navbar|breadcrumbs?|sidebar|footer|header-?top|topbar|related|lien-?quan"
    r"|vblq|comments?|binh-?luan|share|social|login|dang-?nhap|search|tim-?kiem|banner|ads?|quang-?cao"
    r"|popup|modal|toolbar|copyright|rating|widget|tags?|pagination|tabs|download|tai-?ve|right|left)"
    r"(?:$|[\s_-]|\d)",
    re.IGNORECASE,
)
_WORDS_RE = re.compile(
    r"\s*(?:trang chủ|đăng nhập|đăng ký|quên mật khẩu|tìm kiếm|tải (?:về|xuống|ứng dụng)|chia sẻ"
    r"|bản in|in trang|cỡ chữ|lượt xem|bình luận|ý kiến bạn đọc|gửi ý kiến|văn bản (?:liên quan"
    r"|cùng|khác|gốc|tiếng anh)|tin (?:liên quan|khác|mới|cùng)|các tin|xem thêm|lược đồ"
    r"|ngày đăng|đăng ngày|cập nhật (?:lúc|ngày)|hỏi đáp|câu hỏi"
    r"|được xem nhiều|đọc nhiều|từ khóa|chủ đề:"
    r"|thuộc tính|tóm tắt|theo dõi|hiệu lực văn bản|lịch sử hiệu lực|bản quyền|©|copyright|hotline"
    r"|liên hệ|email:|địa chỉ ip|ip:|menu|về đầu trang|lên đầu trang|quay lại|facebook"
    r"|zalo)",
    re.IGNORECASE,
)
_TYPES = "|".join(sorted((each.upper() for each in VN.types), key=len, reverse=True))
_HEAD_RE = re.compile(
    rf"\s*(?:CỘNG H[ÒO][ÀA]|ĐẢNG CỘNG SẢN|(?:{_TYPES})(?:\W|$)|(?:Luật số|Số)\s*:?\s*[\d…._]|Số:)"
)
_TITLED_RE = re.compile(rf"\s*(?:{_TYPES})(?:\W|$)")
"""The kind of document in capitals, as its title has it."""
_ANNEX = VN.annex.word
_CLOSING_RE = re.compile(
    rf"(?:^|\s)(?:Nơi nhận|T/?M\.? |KT\. |TL\. |{_ANNEX.upper()}|{_ANNEX} \w+)"
)
_LINKED = 0.6
"""The share of linked letters from which a block is a list of links."""
_MOST = 0.9
"""The share of articles that an element holds where it holds the text."""
_MANY = 0.6
"""The same where the title of the text stands in it as well."""
_HIGHEST = 5
"""How far above its articles the head of a text may stand."""
_FEW = 2
_MANY_CELLS = 9
"""Cells of a table of three rows and columns, which is no head of a text."""
_LONGEST = 400
"""Letters of a line in which its beginning shows."""


@dataclass(frozen=True)
class LeftOut:
    """A part of a page that is none of its text."""

    line: int
    text: str


@dataclass(frozen=True)
class _Leaf:
    """A block with text of its own, outside of the blocks in it."""

    element: HtmlElement
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(self.lines)

    def count(self, opening: Opening) -> int:
        """How many of its lines begin so."""
        return sum(start(line[:_LONGEST]).opening is opening for line in self.lines)

    @cached_property
    def is_linked(self) -> bool:
        """Whether most of it is a link."""
        return _linked(self.element) > _LINKED * len(_text(self.element))

    @property
    def is_head(self) -> bool:
        """Whether the head of a text may begin with it."""
        return bool(_HEAD_RE.match(self.text)) and not self.is_linked

    @property
    def is_title(self) -> bool:
        """Whether it begins with the kind of document in capitals."""
        return bool(_TITLED_RE.match(self.text)) and not self.is_linked

    @property
    def is_whole(self) -> bool:
        """Whether no other block stands in it."""
        return not any(part.tag in _BLOCKS for part in self.element.iterdescendants())


def strip(root: HtmlElement) -> tuple[LeftOut, ...]:
    """Take out of a page what stands around its text, and say what that was.

    Nothing is taken out of a page in which no run of articles or clauses tells where the text is.
    """
    leaves = list(_leaves(root))
    anchors = _anchors(leaves) or _cells(leaves)
    if len(anchors) < _FEW:
        return ()
    text = _with_head(_around(anchors, root, leaves), anchors, leaves)
    gone = [*_outside(text, root), *_inside(text, anchors)]
    found = [LeftOut(each.sourceline or 1, _text(each)) for each in gone]
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()
    return tuple(each for each in found if each.text)


def _leaves(root: HtmlElement) -> Iterator[_Leaf]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag in _BLOCKS:
            lines = compose("".join(_own(element))).split("\n")
            told = tuple(filter(None, (" ".join(line.split()) for line in lines)))
            if told:
                yield _Leaf(element, told)


def _own(element: HtmlElement) -> Iterator[str]:
    """What stands in a block and in none inside it; its lines end as a browser's do."""
    keeps = element.tag == "pre"
    yield (element.text or "") if keeps else " ".join((element.text or "").split("\n"))
    for part in element:
        if part.tag == "br" or part.tag in _BLOCKS:
            yield "\n"
        elif isinstance(part.tag, str) and part.tag not in _UNSEEN:
            yield from _own(part)
        yield (part.tail or "") if keeps else " ".join((part.tail or "").split("\n"))


def _text(element: HtmlElement) -> str:
    parts = (
        text
        for each in element.iter()
        if isinstance(each.tag, str) and each.tag not in _UNSEEN
        for text in (each.text or "", *((part.tail or "") for part in each))
    )
    return compose(" ".join(" ".join(parts).split())) if element.tag not in _UNSEEN else ""


def _linked(element: HtmlElement) -> int:
    """How many letters are a link's, or a control's."""
    if any(map(_is_link, element.iterancestors())):
        return len(_text(element))
    return sum(len(_text(each)) for each in element.iter(*_LINKS) if _is_link(each))


def _is_link(element: HtmlElement) -> bool:
    """Whether an element is a link or a control; what only names a place to lead to is none."""
    is_place = element.get("href") is None and bool(element.get("name") or element.get("id"))
    return element.tag in _LINKS and not (element.tag == "a" and is_place)


def _anchors(leaves: Sequence[_Leaf]) -> list[HtmlElement]:
    """The blocks that begin articles, or clauses where there are none, once for each of them.

    A list of links has none.
    """
    for wanted in (Opening.ARTICLE, Opening.CLAUSE):
        found = [
            each.element
            for each in leaves
            for _ in range(each.count(wanted))
            if not each.is_linked and not _is_in_frame(each.element)
        ]
        if len(found) >= _FEW:
            return found
    return []


def _cells(leaves: Sequence[_Leaf]) -> list[HtmlElement]:
    """The cells of the largest table below a title, where nothing else is numbered."""
    tables: dict[HtmlElement, list[HtmlElement]] = {}
    title = next((at for at, leaf in enumerate(leaves) if leaf.is_title), len(leaves))
    for leaf in leaves[title:]:
        around = next((each for each in leaf.element.iterancestors() if each.tag == "table"), None)
        if around is not None and not leaf.is_linked:
            tables.setdefault(around, []).append(leaf.element)
    largest = max(tables.values(), key=len, default=[])
    return largest if len(largest) >= _MANY_CELLS else []


def _is_in_frame(element: HtmlElement) -> bool:
    return any(each.tag in _FRAMES for each in (element, *element.iterancestors()))


def _around(
    anchors: Sequence[HtmlElement], root: HtmlElement, leaves: Sequence[_Leaf]
) -> HtmlElement:
    """The innermost element that holds nearly all of them, or the title and most of them."""
    before = takewhile(lambda leaf: leaf.element is not anchors[0], leaves)
    titles = [leaf.element for leaf in before if leaf.is_title]
    titled = {each for title in titles for each in title.iterancestors()}
    counts: dict[HtmlElement, int] = {}
    for anchor in anchors:
        for each in anchor.iterancestors():
            counts[each] = counts.get(each, 0) + 1
    wanted = {each: _MANY if each in titled else _MOST for each in counts}
    holding = [each for each, count in counts.items() if count >= wanted[each] * len(anchors)]
    return max(holding, key=lambda each: len(list(each.iterancestors())), default=root)


def _with_head(
    text: HtmlElement, anchors: Sequence[HtmlElement], leaves: Sequence[_Leaf]
) -> HtmlElement:
    """The element that holds the head of the text as well, where one stands above it."""
    before = list(takewhile(lambda leaf: leaf.element is not anchors[0], leaves))
    heads = [leaf.element for leaf in before if leaf.is_head]
    around = [text, *text.iterancestors()][: _HIGHEST + 1]
    for each in around:
        if any(each in head.iterancestors() for head in heads):
            return each
    return text


def _outside(text: HtmlElement, root: HtmlElement) -> Iterator[HtmlElement]:
    """What stands beside the text and all around it, but for its signature and annexes."""
    for each in (text, *text.iterancestors()):
        parent = each.getparent()
        if each is root or parent is None or each.tag == "body":
            return
        others = (one for one in parent if one is not each and isinstance(one.tag, str))
        for other in others:
            if other.tag != "head" and (_is_frame(other) or not _belongs(other)):
                yield other


def _belongs(element: HtmlElement) -> bool:
    """Whether who signs stands in it, an annex, or the title of what is attached."""
    return bool(_CLOSING_RE.search(_text(element))) or any(
        leaf.is_title for leaf in _leaves(element)
    )


def _inside(text: HtmlElement, anchors: Sequence[HtmlElement]) -> Iterator[HtmlElement]:
    """The frames that stand in the element of the text: before its head, between, after it."""
    holding = {each for anchor in anchors for each in (anchor, *anchor.iterancestors())}
    taken: set[HtmlElement] = set()
    for element in text.iterdescendants():
        is_seen = element in holding or any(each in taken for each in element.iterancestors())
        if isinstance(element.tag, str) and not is_seen and _is_frame(element):
            taken.add(element)
            yield element
    yield from _loose(text, anchors, taken)


def _is_frame(element: HtmlElement) -> bool:
    """Whether an element is made for something else than text, or is a list of links."""
    if element.tag in _FRAMES:
        return True
    text = _text(element)
    if not text or element.tag not in _BLOCKS or element.tag in {"p", "td", "tr", "tbody", "th"}:
        return False
    links = sum(map(_is_link, element.iter("a")))
    if links >= _FEW and _linked(element) > _LINKED * len(text):
        return True
    named = " ".join((element.get("class", ""), element.get("id", "")))
    is_named = bool(_NAMED_RE.search(named)) and not _CLOSING_RE.search(text)
    return is_named and (links > 0 or bool(_WORDS_RE.match(text)))


def _loose(
    text: HtmlElement, anchors: Sequence[HtmlElement], taken: set[HtmlElement]
) -> Iterator[HtmlElement]:
    """Single lines of a frame: above the head of the text, and from a line that ends it."""
    leaves = [
        leaf
        for leaf in _leaves(text)
        if leaf.element not in taken and not any(e in taken for e in leaf.element.iterancestors())
    ]
    known = set(anchors)
    marks = [at for at, leaf in enumerate(leaves) if leaf.element in known]
    first, last = (marks[0], marks[-1]) if marks else (0, len(leaves))
    head = next((at for at in range(first) if _may_begin(leaves[at])), first)
    is_titled = any(leaf.is_title for leaf in leaves[head:first])
    for leaf in leaves[:head]:
        is_of_page = leaf.element.tag in _HEADINGS and is_titled and not leaf.is_title
        if leaf.is_whole and (leaf.is_linked or is_of_page or _WORDS_RE.match(leaf.text)):
            yield leaf.element
    end = next((at for at in range(last + 1, len(leaves)) if _ends(leaves[at])), len(leaves))
    if not any(_CLOSING_RE.search(leaf.text) for leaf in leaves[end:]):
        yield from (leaf.element for leaf in leaves[end:] if leaf.is_whole)


def _may_begin(leaf: _Leaf) -> bool:
    return leaf.is_head or (is_upper(leaf.text) and not leaf.is_linked)


def _ends(leaf: _Leaf) -> bool:
    return len(leaf.text) < 60 and bool(_WORDS_RE.match(leaf.text))  # noqa: PLR2004 - a heading
