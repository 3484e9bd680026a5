"""Made-up collections of regulations of any size, the same ones every time."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from quyche import urls
from quyche.language.spelling import anchor_of_heading

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_PHRASES = Path(__file__).with_name("phrases.yml")
_ARTICLES, _CLAUSES, _POINTS = 10, 4, 3  # in each chapter, each article, and every third clause
_CHAPTERS, _LETTERS = ("I", "II", "III", "IV", "V"), "abc"


@cache
def _phrases() -> Mapping[str, Sequence[str]]:
    read: Mapping[str, Sequence[str]] = yaml.safe_load(_PHRASES.read_text("utf-8"))
    return read


def _one(phrase: str, /, **blanks: object) -> str:
    return str(_phrases()[phrase]).format(**blanks)


@dataclass
class Regulation:
    """One made-up regulation of some 36 kB: five chapters, fifty articles, two hundred clauses."""

    number: int
    count: int
    """How many there are, each of which cites others."""
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.number)  # noqa: S311  # the same ones every time

    @property
    def title(self) -> str:
        """What others cite it by."""
        subjects = _phrases()["subjects"]
        return _one("title", number=self.number, subject=subjects[self.number % len(subjects)])

    @property
    def path(self) -> str:
        """Below the folder of documents."""
        return f"{urls.REGULATIONS}/mau-{self.number}.md"

    def source(self) -> str:
        """The file, as somebody writes it."""
        head = (
            *("---", "kind: regulation", f"title: {self.title}"),
            *(
                f"short_title: {_one('short_title', number=self.number)}",
                f"issuer: {_bodies()[0][0]}",
            ),
            *("status: adopted", f"number: {self.number:04d}-QC/MAU", "adopted: 2020-01-01"),
            *("effective: 2020-01-01", "visibility: public", "sample: true", "---", ""),
        )
        return "\n".join((*head, f"# {self.title}", "", *self._chapters()))

    def _chapters(self) -> Iterator[str]:
        article = 0
        for number, name in enumerate(_phrases()["chapters"]):
            yield from (_one("chapter", number=_CHAPTERS[number], name=name), "")
            for _ in range(_ARTICLES):
                article += 1
                heading = self._filled("heading")
                named = f"{heading[0].upper()}{heading[1:]}"
                yield from (_one("article", number=article, name=named), "")
                yield from self._clauses(article)

    def _clauses(self, article: int) -> Iterator[str]:
        for clause in range(1, _CLAUSES + 1):
            text = self._filled("sentence", body=self._random.choice(_bodies())[1])
            if article > 1 and self._random.random() < 0.4:  # noqa: PLR2004  # as in real ones
                earlier = self._random.randrange(1, article)
                text += _one("same", clause=self._random.randint(1, _CLAUSES), article=earlier)
            elif self.count > 1 and self._random.random() < 0.1:  # noqa: PLR2004
                other = Regulation(self._random.randrange(self.count), self.count)
                text += _one("other", article=self._random.randint(1, 50), title=other.title)
            has_points = clause % _POINTS == 0
            yield from (f"{clause}. {text}{':' if has_points else '.'}", "")
            if has_points:
                for letter in _LETTERS[:_POINTS]:
                    ends = "." if letter == _LETTERS[_POINTS - 1] else ";"
                    yield from (f"{letter}) {self._filled('point').capitalize()}{ends}", "")

    def _filled(self, name: str, **blanks: str) -> str:
        phrases = _phrases()
        chosen = {
            one: self._random.choice(phrases[f"{one}s"])
            for one in ("verb", "object", "kind", "manner")
        }
        return _one(name, **chosen, **blanks)


@cache
def _bodies() -> tuple[tuple[str, str], ...]:
    return tuple((anchor_of_heading(name, "-"), name) for name in _phrases()["body_names"])


def files(count: int) -> dict[str, str]:
    """A collection of that many regulations with its register, by paths below the documents."""
    regulations = [Regulation(number, count) for number in range(count)]
    bodies = {
        f"{urls.BODIES}/{name}.md": f"---\nkind: body\nname: {title}\n---\n"
        for name, title in _bodies()
    }
    home = {urls.HOME: f"# {_one('short_title', number=count)}\n"}
    return {**home, **bodies, **{each.path: each.source() for each in regulations}}
