"""Broken lines to paragraphs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quyche.imports.files import cues
from quyche.imports.files.furniture import Gap
from quyche.imports.files.measures import has_indent, measure, reach
from quyche.imports.files.openings import Opening, decimal, is_upper
from quyche.imports.files.paragraphs import Paragraph, note_label
from quyche.imports.files.positions import value
from quyche.language.vietnamese import VN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.imports.files.furniture import PrintedLine
    from quyche.imports.files.measures import Measures
    from quyche.imports.files.openings import Start

_INNER_WORDS = tuple(f" {form.word}" for form in VN.forms if not form.kind.is_headed)
_SENTENCE_RE = re.compile(r"[^\W\d]{2,}\. [^\W\d_a-zđ]")
# "Công báo. Những quy định …": no sentence is that short
_TAIL_RE = re.compile(r"\s*\w+(?: \w+)?[.;] ")
_REACH = 40
"""Lines to look ahead for the point after a point."""
_FARTHEST = 3
"""How many clauses may be missing before a number is taken for one of a citation."""
_LONGEST_PARAGRAPH = 12
"""Lines to look ahead for the end of a sentence."""
_TIGHT, _LOOSE = 0.85, 0.7
"""Shares of the usual width below which a line hardly was broken with room left."""


def unwrap(lines: Sequence[PrintedLine]) -> tuple[tuple[Paragraph, ...], tuple[int, ...]]:
    """The paragraphs of a text, and the lines where it was unclear whether one begins."""
    measures = measure(lines)
    if not measures.is_broken:
        return tuple(_paragraph(held) for held in _whole(lines)), ()
    unwrapper = _Unwrapper(lines, measures)
    return tuple(unwrapper.paragraphs()), tuple(unwrapper.unsure)


class _Unwrapper:
    """Decides for each line whether it goes on with the paragraph before it."""

    def __init__(self, lines: Sequence[PrintedLine], measures: Measures) -> None:
        self.lines = lines
        self.measures = measures
        self.unsure: list[int] = []
        self._habits = cues.Habits.of(line.text for line in lines)
        self._indices = {line.number: index for index, line in enumerate(lines)}
        self._has_short_paragraphs = self._count_sentences()
        self._has_titles = self._count_titles()
        self._article = 0
        self._clause = 0
        self._depth = 0
        self._lists_inside = False
        """Whether the paragraph already goes on after a colon or semicolon within a line."""

    def paragraphs(self) -> Iterator[Paragraph]:
        """The paragraphs of the text."""
        held: list[PrintedLine] = []
        for line in self.lines:
            if held and not self._goes_on(held, line):
                yield _paragraph(held)
                held = []
            held.append(line)
            self._count(line, is_first=len(held) == 1)
        if held:
            yield _paragraph(held)

    def _count_sentences(self) -> bool:
        """Whether the text begins new sentences on new lines more often than inside them."""
        ends = [
            (before, after)
            for before, after in pairwise(self.lines)
            if before.text.endswith(".") and after.start.opening is Opening.UPPER
        ]
        inside = sum(len(_SENTENCE_RE.findall(line.text)) for line in self.lines)
        return sum(self._fits(before, after) for before, after in ends) > inside

    def _count_titles(self) -> bool:
        """Whether most articles of the text begin with a title, not with a sentence."""
        heads = [line for line in self.lines if line.start.opening is Opening.ARTICLE]
        return sum(self._ends_as_sentence(line) for line in heads) * 2 < len(heads)

    def _count(self, line: PrintedLine, *, is_first: bool) -> None:
        """Remember where in the order of articles and clauses the text is."""
        self._depth = max(self._depth + line.text.count("“") - line.text.count("”"), 0)
        begun = line.start
        lists = any(mark in line.text for mark in ("; ", ": "))
        self._lists_inside = lists or (self._lists_inside and not is_first)
        if not is_first:
            return
        if begun.opening is Opening.ARTICLE and not self._depth:
            self._article, self._clause = value(begun.number), 0
        elif begun.opening is Opening.CLAUSE:
            self._clause = value(begun.number)

    def _goes_on(self, held: Sequence[PrintedLine], line: PrintedLine) -> bool:
        before, begun = held[-1], line.start
        is_marked = begun.opening is not Opening.LOWER and has_indent(line)
        is_apart = is_marked and self.measures.is_indented
        is_apart = is_apart or tells_note(line)
        is_apart = is_apart or (cues.is_ended(before.text) and decimal(line.text) is not None)
        if is_apart or cues.is_rule(before.text) or cues.is_rule(line.text):
            return False
        if line.gap is Gap.BLANK and not self.measures.is_spaced:
            return self._is_torn(before, line, begun)
        if line.number - before.number == 1 and cues.is_parted(before.text):
            return line.text[:1].isalnum()
        if begun.opening is Opening.LOWER:
            return self._lower_goes_on(before, line)
        if begun.opening is Opening.UPPER:
            return self._upper_goes_on(held, line)
        return self._marked_goes_on(held, line, begun)

    # Lines that begin with a small letter, or with a sign

    def _is_torn(self, before: PrintedLine, line: PrintedLine, begun: Start) -> bool:
        """Whether a blank line fell into the middle of a sentence."""
        return (
            begun.opening is Opening.LOWER
            and line.text.strip()[0].islower()
            and not cues.is_ended(before.text)
            and not is_upper(before.text)
            and reach(before, line) >= self.measures.width(before).middle
        )

    def _lower_goes_on(self, before: PrintedLine, line: PrintedLine) -> bool:
        if not self._fits(before, line) or cues.is_in_brackets(before.text):
            return True
        if self.measures.is_exact or cues.is_ended(before.text):
            return False
        is_wanted = line.text.strip()[0].islower() or cues.is_counting(before.text)
        return is_wanted and reach(before, line) > self.measures.width(before).low * _LOOSE

    # Lines that begin with a capital letter

    def _upper_goes_on(self, held: Sequence[PrintedLine], line: PrintedLine) -> bool:
        before, fits = held[-1], self._fits(held[-1], line)
        if is_upper(before.text) or is_upper(line.text):
            return not fits and is_upper(before.text) and is_upper(line.text)
        if fits:
            return self._is_loose(before, line) and self._are_neighbours(before, line)
        if held[0].start.opening is Opening.ARTICLE:
            return self._title_goes_on(before, line)
        if cues.is_listing(before.text):
            return self._habits.is_name(line.text) or self._lists_inside
        return not cues.is_ended(before.text) or self._sentence_goes_on(before, line)

    def _sentence_goes_on(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether a sentence that begins a line stands in the paragraph of the one before it."""
        is_full = reach(before, line) >= self.measures.width(before).middle
        return is_full and not self._has_short_paragraphs

    def _is_loose(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether a line may have been broken although a word more would have fitted."""
        loose = self.measures.width(before).low * _TIGHT
        return not self.measures.is_exact and reach(before, line) > loose

    def _are_neighbours(self, before: PrintedLine, line: PrintedLine) -> bool:
        is_open = not cues.is_ended(before.text)
        return is_open and self._habits.are_neighbours(before.text, line.text)

    def _title_goes_on(self, before: PrintedLine, line: PrintedLine) -> bool:
        """Whether the title of an article takes in a line that begins with a capital letter."""
        if cues.is_ended(before.text):
            return not self._has_titles and self._sentence_goes_on(before, line)
        if cues.is_asking(before.text) or self._are_neighbours(before, line):
            return True
        if not self._has_titles or _TAIL_RE.match(line.text):
            return True
        return self._habits.is_name(line.text) and not self._ends_as_sentence(line)

    def _ends_as_sentence(self, line: PrintedLine) -> bool:
        """Whether the paragraph that this line would begin ends as a sentence does."""
        index = self._indices[line.number]
        following = self.lines[index : index + _LONGEST_PARAGRAPH]
        for here, after in pairwise(following):
            begun = after.start.opening
            is_upper_on = begun is Opening.UPPER and not self._fits(here, after)
            if begun is not Opening.LOWER and not is_upper_on:
                return cues.is_ended(here.text)
        return cues.is_ended(following[-1].text)

    def _fits(self, before: PrintedLine, after: PrintedLine) -> bool:
        """Whether the next word would have fitted on the line, so that it ended on purpose."""
        is_apart = after.gap is Gap.BLANK and not self.measures.is_spaced
        return is_apart or reach(before, after) < self.measures.width(before).low

    # Lines that begin with a number, a letter, a dash or a quotation mark

    def _marked_goes_on(self, held: Sequence[PrintedLine], line: PrintedLine, begun: Start) -> bool:
        before, fits = held[-1], self._fits(held[-1], line)
        is_ended = cues.is_ended(before.text) or is_upper(before.text)
        if fits and (self.measures.is_exact or is_ended):
            return False
        match begun.opening:
            case Opening.DASH:
                return not is_ended and (not fits or line.text.strip(" -–+")[:1].islower())
            case Opening.QUOTE:
                return not is_ended and not fits
            case _ if is_ended:
                return not self._is_due(begun, before)
            case _:
                return self._number_goes_on(held, line, begun, fits=fits)

    def _number_goes_on(
        self, held: Sequence[PrintedLine], line: PrintedLine, begun: Start, *, fits: bool
    ) -> bool:
        """Whether a number belongs to the unfinished sentence before it, as in a citation."""
        before = held[-1].text
        in_title = cues.is_heading(held[0].text)
        if in_title and begun.number in {"1", "a"}:
            return before.endswith(_INNER_WORDS)
        if cues.is_counting(before):
            return True
        begins = fits or self._is_next(begun) or self._is_listed(begun, line)
        if begins and not in_title:
            self.unsure.append(line.number)
        return not begins

    def _is_due(self, begun: Start, before: PrintedLine) -> bool:
        """Whether a number after a finished sentence may begin a provision."""
        if begun.opening is not Opening.CLAUSE:
            return True
        number = value(begun.number)
        after_quote = before.text.rstrip(".;, ").endswith(("”", '"'))
        return number == 1 or after_quote or 0 <= number - self._clause <= _FARTHEST

    def _is_listed(self, begun: Start, line: PrintedLine) -> bool:
        """Whether a point `a)` is followed by `b)` before any other clause or article begins."""
        if begun.opening is not Opening.POINT or begun.number != "a":
            return False
        index = self._indices[line.number]
        for following in self.lines[index + 1 : index + 1 + _REACH]:
            after = following.start
            if after.opening is Opening.POINT:
                return after.number == "b"
            if after.opening in {Opening.ARTICLE, Opening.DIVISION, Opening.CLAUSE}:
                return False
        return False

    def _is_next(self, begun: Start) -> bool:
        if begun.opening is Opening.ARTICLE:
            return value(begun.number) == self._article + 1
        return begun.opening is Opening.CLAUSE and value(begun.number) == self._clause + 1


def tells_note(line: PrintedLine) -> bool:
    """Whether a footnote begins here."""
    return line.is_note and bool(note_label(line.text[:1]))


def _whole(lines: Sequence[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Lines that are paragraphs already, but for "(Ban hành kèm theo …" over several lines."""
    held: list[PrintedLine] = []
    opened = 0
    for line in lines:
        is_small = line.text.strip()[0].islower()
        goes_on = (
            is_small and not tells_note(line) and opened > 0 and cues.opens_brackets(held[0].text)
        )
        if held and not goes_on:
            yield held
            held, opened = [], 0
        held.append(line)
        opened += cues.opened_brackets(line.text)
    if held:
        yield held


def _paragraph(lines: Sequence[PrintedLine]) -> Paragraph:
    first = lines[0]
    parts = [_single_spaced(first.text)]
    for line in lines[1:]:
        is_whole = cues.is_parted(parts[-1]) and line.text[:1].isalnum()
        parts.append(("" if is_whole else " ") + _single_spaced(line.text))
    text = "".join(parts)
    return Paragraph(text, first.number, first.is_note, first.gap is Gap.BLANK)


def _single_spaced(text: str) -> str:
    return " ".join(text.split())
