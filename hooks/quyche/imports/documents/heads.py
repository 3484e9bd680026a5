"""The head that a foreign file was printed with: read for the front matter, not kept as text.

Every page and paper writes the head of its document itself. A line is left out only where all of it
is a part of a head, and where the front matter says the same from now on.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quyche.imports import findings
from quyche.imports.documents import places
from quyche.imports.documents.elements import Element, ElementKind
from quyche.imports.documents.issuers import HeadIssuer, IssuerLine, issuer_in
from quyche.imports.documents.particulars import DRAFT_RE, SUBMITTED_RE
from quyche.imports.documents.told import ToldKey
from quyche.imports.files.openings import is_upper
from quyche.imports.messages import labels
from quyche.language.spelling import compose, spelling
from quyche.register.letterheads import title_key, titles
from quyche.register.profiles import PROFILES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quyche.imports.documents.homes import Home
    from quyche.problems import Problem

_LONGEST = 16
"""A head has no more lines."""
_LONGEST_LINE = 300
_MOST_NAMES = 3
"""Lines in which it is said whose text it is, where a head says nothing else."""
_DRAWN = r"[-_–—=.*]{3,}|(?<!\S)\*(?!\S)"
_BETWEEN_RE = re.compile(r"[\s/|]+")
_NEVER = r"(?!)"
_ONLY_DAY_RE = re.compile(
    r"\(?\s*[^\W\d_]+\s+\d{1,2}(?:[./-]\d{1,2}[./-]|\s+[^\W\d_]+\s+\d{1,2}\s+[^\W\d_]+\s+)\d{4}\s*\)?"
)


@dataclass(frozen=True)
class HeadRead:
    """A document without the head it was printed with."""

    elements: tuple[Element, ...]
    front: tuple[ToldKey, ...]
    """What the head says, for the front matter."""
    problems: tuple[Problem, ...]


@dataclass
class _Line:
    """A line of a head: the parts that were known in it, and what stands beside them."""

    element: Element
    parts: dict[str, str] = field(default_factory=dict)
    rest: str = ""


def without_head(
    elements: Sequence[Element], front: Mapping[str, object], home: Home, path: str
) -> HeadRead:
    """Take the head out of the text: above its title, and what stands again above an attachment."""
    reader = _Reader(front, home, path)
    end = next((at for at, one in enumerate(elements) if not _may_be_line(one)), len(elements))
    first = reader.first(elements[: min(end, _LONGEST)])
    later = elements[min(end, _LONGEST) :]
    reader.decided(later)
    kept = (*first, *reader.without_repeated(later))
    return HeadRead(kept, tuple(reader.told), tuple(reader.problems()))


def _may_be_line(element: Element) -> bool:
    return element.kind is ElementKind.TEXT and len(element.text) <= _LONGEST_LINE


class _Reader:
    """Reads the lines of a head and remembers which were left out."""

    def __init__(self, front: Mapping[str, object], home: Home, path: str) -> None:
        self.told: list[ToldKey] = []
        self._front = front
        self._home = home
        self._path = path
        self._dropped: list[int] = []
        self._unknown: list[_Line] = []
        self._above: list[_Line] = []
        self._blank: list[_Line] = []
        self._named: set[str] = set()
        self._is_issuer_head = False
        self.is_issuer_unknown = False
        self._re = _parts_re(front)

    def first(self, elements: Sequence[Element]) -> Iterator[Element]:
        """The lines above the title that are kept."""
        lines = [self._line(element) for element in elements]
        is_head = any(_has_more_than_rules(line) or self._says_draft(line) for line in lines)
        if not (is_head or self._names_alone(lines)):
            return iter(elements)
        self._name_issuer(lines)
        self._name_system(lines)
        for line in lines:
            self._note_blank(line)
        return iter([kept for line in lines if (kept := self._kept(line))])

    def _names_alone(self, lines: Sequence[_Line]) -> bool:
        """Whether nothing stands there but whose text it is."""
        named = [IssuerLine(line.rest, is_capital=is_upper(line.rest)) for line in lines]
        is_short = 0 < len(named) <= _MOST_NAMES and all(one.is_capital for one in named)
        return is_short and issuer_in(named, self._home, None) is not None

    def decided(self, elements: Sequence[Element]) -> None:
        """Whose text it is by the line below the title, where the head does not say it.

        "HỘI ĐỒNG NHÂN DÂN XÃ A" above the grounds stays part of the text.
        """
        title = elements[0] if elements else None
        below = elements[1] if len(elements) > 1 else None
        is_told = any(one.key == "issuer" for one in self.told) or self._is_issuer_head
        if is_told or not (title and below) or title.kind is not ElementKind.TITLE:
            return
        if below.kind is not ElementKind.TEXT or not _names_body(below.text):
            return
        found = issuer_in([IssuerLine(below.text, is_capital=True)], self._home, None)
        if found and found.issuer:
            self.told.append(ToldKey("issuer", found.issuer, below.text, below.line))
            self.is_issuer_unknown = not found.is_known

    def without_repeated(self, elements: Sequence[Element]) -> Iterator[Element]:
        """The elements but for those that say once more for whom the text speaks: above an annex.

        A line that only names the issuer is such a one where it stands beside one that is.
        """
        for is_loose, run in groupby(elements, lambda one: one.is_loose and _may_be_line(one)):
            found = list(run)
            lines = [self._line(one) for one in found] if is_loose and self._dropped else []
            if not any(map(self._is_repeated, lines)):
                yield from found
                continue
            for line in lines:
                if self._is_repeated(line) or _key(line.element.text) in self._named:
                    self._dropped.append(line.element.line)
                else:
                    yield line.element

    def _is_repeated(self, line: _Line) -> bool:
        is_known = not line.rest or _key(line.rest) in self._named
        return is_known and bool({"banner", "motto"} & line.parts.keys())

    def _line(self, element: Element) -> _Line:
        line, text = _Line(element), compose(element.text)
        key = spelling(text).lower()
        rest, end = [], 0
        for match in self._re.finditer(key):
            rest.append(text[end : match.start()])
            end = match.end()
            line.parts[str(match.lastgroup)] = text[match.start() : end]
            if match.lastgroup == "dated":
                line.parts["place"] = text[match.start() :].partition(",")[0].strip()
        rest.append(text[end:])
        pieces = (_BETWEEN_RE.sub(" ", piece).strip() for piece in rest)
        line.rest = " ".join(filter(None, pieces))
        return line

    def _name_issuer(self, lines: Sequence[_Line]) -> None:
        """Whom the head names, by the register or, where it knows nobody so called, as it does."""
        named = [line for line in lines if line.rest and self._may_name(line.rest)]
        adopted = self._front.get("adopted")
        day = adopted if isinstance(adopted, datetime.date) else None
        told = [IssuerLine(line.rest, is_capital=is_upper(line.rest)) for line in named]
        found = issuer_in(told, self._home, day)
        if found is None:
            self._unknown.extend(line for line in named if is_upper(line.rest))
            return
        self._take_issuer(found, named)

    def _take_issuer(self, found: HeadIssuer, named: Sequence[_Line]) -> None:
        self._is_issuer_head = True
        own = [named[at] for at in found.lines]
        words = "\n".join(line.rest for line in own)
        for line in own:
            self._named.add(_key(line.rest))
            line.parts["issuer"], line.rest = line.rest, ""
        if found.issuer:
            self.told.append(ToldKey("issuer", found.issuer, words, own[0].element.line))
        self.is_issuer_unknown = not found.is_known
        if found.is_known and found.issuer:
            self._name_superior(named, self._home.superior_of(found.issuer))
        self._above = [line for line in named if line.rest and is_upper(line.rest)]

    def _name_superior(self, named: Sequence[_Line], superior: str) -> None:
        """Whom the register has printed above the issuer needs no line of the text."""
        for line in named:
            if line.rest and _key(line.rest) == _key(superior):
                line.parts["superior"], line.rest = line.rest, ""

    def _may_name(self, text: str) -> bool:
        is_other = places.is_stamp(text) or SUBMITTED_RE.fullmatch(text)
        return not (is_other or self._is_draft(text))

    def _is_draft(self, text: str) -> bool:
        return bool(DRAFT_RE.match(text))

    def _name_system(self, lines: Sequence[_Line]) -> None:
        """Whose rules the head follows, where nothing else says so."""
        banner = next((line.parts["banner"] for line in lines if "banner" in line.parts), "")
        system = titles(labels()).get(title_key(banner), "")
        issuer = next((str(one.value) for one in self.told if one.key == "issuer"), "")
        if system and system != self._home.system_of(issuer):
            line = next(line for line in lines if "banner" in line.parts)
            self.told.append(ToldKey("system", str(system), banner, line.element.line))
        placed = next((line for line in lines if "place" in line.parts), None)
        is_named = placed is not None and any(map(str.isalpha, placed.parts["place"]))
        if placed and is_named and placed.parts["place"] != self._home.place:
            words = placed.parts.get("dated", placed.parts["place"])
            self.told.append(ToldKey("place", placed.parts["place"], words, placed.element.line))

    def _note_blank(self, line: _Line) -> None:
        if not line.parts and places.is_blank(line.element.text):
            self._blank.append(line)

    def _kept(self, line: _Line) -> Element | None:
        """What of a line stays text; nothing of one that is known, all of one that is unlike it."""
        if self._says_draft(line) or self._says_submitted(line):
            self._dropped.append(line.element.line)
            return None
        if not line.parts or (line.rest and not is_upper(line.rest)):
            return line.element
        self._dropped.append(line.element.line)
        return replace(line.element, text=line.rest) if line.rest else None

    def _says_draft(self, line: _Line) -> bool:
        """Whether a line says which draft it is, and no more than the front matter does."""
        match = DRAFT_RE.fullmatch(line.element.text)
        if match is None or self._front.get("status") != "draft":
            return False
        words = labels()("document.draft", number=match["draft"]) if match["draft"] else ""
        whole = words or labels()("document.draft_unnumbered")
        return _key(line.element.text) == _key(whole)

    def _says_submitted(self, line: _Line) -> bool:
        """Whether a line says the day of the draft and nothing else that the front does not say."""
        text = line.element.text
        return "submitted" in self._front and bool(_ONLY_DAY_RE.fullmatch(text))

    def problems(self) -> Iterator[Problem]:
        """What was left out, and whom nobody knows."""
        yield from findings.done(self._path, "import-head", self._dropped)
        if self._dropped and self._unknown:
            line = self._unknown[0].element.line
            found = " ".join(each.rest for each in self._unknown)
            yield findings.unsure(self._path, line, "import-issuer-unknown", found=found)
        if self.is_issuer_unknown:
            told = next(one for one in self.told if one.key == "issuer")
            yield findings.unsure(self._path, told.line, "import-issuer-named", found=told.value)
        if self._blank:
            line = self._blank[0].element.line
            found = " / ".join(each.element.text for each in self._blank)
            yield findings.unsure(self._path, line, "import-head-blank", found=found)
        if self._dropped and self._above:
            line = self._above[0].element.line
            found = " / ".join(each.rest for each in self._above)
            yield findings.unsure(self._path, line, "import-head-kept", found=found)


def _names_body(text: str) -> bool:
    return is_upper(text) and places.names_body(text)


def _has_more_than_rules(line: _Line) -> bool:
    is_whole = not line.rest or is_upper(line.rest)
    return is_whole and bool(line.parts.keys() - {"drawn"})


def _parts_re(front: Mapping[str, object]) -> re.Pattern[str]:
    """What a head is put together of, in the spelling and small letters of keys."""
    parts = {
        "banner": "|".join(_words(labels()(one.banner)) for one in PROFILES if one.banner),
        "motto": "|".join(_words(labels()(one.motto)) for one in PROFILES if one.motto),
        "number": _number(str(front.get("number", ""))),
        "dated": _dated(front.get("adopted")),  # type: ignore[arg-type]  # a date, if it is there
        "drawn": _DRAWN,
    }
    return re.compile("|".join(f"(?P<{name}>{part})" for name, part in parts.items()))


def _key(text: str) -> str:
    return " ".join(spelling(text).lower().split())


def _words(text: str) -> str:
    """A text in any spacing, with any dash."""
    words = (r"[-–—]" if word == "-" else re.escape(word) for word in _key(text).split())
    return r"\s*".join(words)


def _number(number: str) -> str:
    if not number:
        return _NEVER
    letters = r"\s?".join(map(re.escape, spelling(number).lower()))
    word = re.escape(_key(labels()("document.number", number="")))
    return rf"(?:(?<!\S)[^\W\d_]+\s+){{0,2}}?(?<!\w){word}\s*:?\s*{letters}(?!\w|\s?[-/]\s?\w)"


def _dated(day: datetime.date | None) -> str:
    if day is None:
        return _NEVER
    written = labels()(
        "document.place_and_date", place="", day=day.day, month=day.month, year=day.year
    )
    words = [
        rf"0?{word.lstrip('0')}" if word.isdigit() else re.escape(word)
        for word in _key(written).split()
    ]
    first = next(at for at, word in enumerate(words) if word.startswith("0?"))
    short = r"\s?[/.-]\s?".join(rf"0?{part}" for part in (day.day, day.month, day.year))
    spelled = r"\s*".join(words)
    written_short = r"\s*".join((*words[:first], short))
    place = r"(?:[^\W\d_][^,;.\d]{0,40}?|…|\.{3,})"
    return rf"{place}\s*(?:{spelled}|{written_short})"
