"""What a language's way of writing rules consists of: one value, passed to all that read texts.

Patterns are verbose regular expressions; those of citations read the spelling key of a text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.spelling import compose, slug

if TYPE_CHECKING:
    from collections.abc import Mapping


NOTHING = "(?!)"
"""A pattern for what a language does not have."""


class Counting(Enum):
    """What numbers are counted by."""

    DIGITS = "digits"
    LETTERS = "letters"
    CAPITALS = "capitals"
    ROMAN = "roman"
    CODE = "code"
    """All numbers of what it stands in, and its own: `3.1`, `3a1`."""


@dataclass(frozen=True, eq=False)
class Form:
    """A word that the numbers of provisions follow, and how it is written in every place.

    It is one thing, equal to itself alone, so that steps of addresses are compared at once.
    """

    kind: Kind
    word: str
    """As a citation has it before the number; empty for what is called by its name alone."""
    number: str = field(default="", repr=False)
    """What a number looks like after the word in a citation; brackets around it do not count."""
    letters: str = field(default="", repr=False)
    """The letters that are counted by, in their order."""
    compounds: tuple[str, ...] = field(default=(), repr=False)
    """Words before it that make another word of it: no number after `thời điểm` is a point's."""
    is_cased: bool = field(default=False, repr=False)
    """Whether it is the word of a provision only with just these capitals."""
    chained: str = field(default="", repr=False)
    """What a number looks like right after that of what it stands in: `(2)` of `Article 5(2)`."""
    cited: str = field(default="{word} {number}", repr=False)
    """How it is cited alone."""
    within: str = field(default="{own} {around}", repr=False)
    """How it is cited with what it stands in."""
    others: tuple[str, ...] = field(default=(), repr=False)
    """Other ways to write it, and its plural: `Articles`, `By-law`."""
    apart: str = field(default="", repr=False)
    """The same, where that is no article and nothing inside one: `Schedule 1, paragraph (2)`."""
    is_nested: bool = field(default=False, repr=False)
    """Whether 3.1 stands in 3, as clauses do in any language."""
    is_through: bool = field(default=False, repr=False)
    """Whether what goes by another word of its kind may stand in it, and is counted anew there."""

    @property
    def words(self) -> tuple[str, ...]:
        """The word in all ways it is written."""
        return (self.word, *self.others)

    @cached_property
    def slug(self) -> str:
        """What anchors call it: `dieu`."""
        return slug(self.word)

    def position(self, number: str) -> int:
        """Where a number that is a letter stands in its order, -1 for a letter that is not used."""
        return self.letters.find(compose(number)[:1])


ATTACHED = Form(Kind.ATTACHMENT, "")
"""What is attached to a document, in any language: its anchor and its name say all."""


@dataclass(frozen=True)
class Beginning:
    """How a provision begins where no word stands before its number: `1.`, `a)`, `II- `."""

    form: Form
    number: str
    mark: str
    """What follows the number."""
    before: str = ""
    """What stands before the number, as the bracket of `(a)`."""
    counting: Counting = Counting.DIGITS
    """What its numbers are, where that tells how deep it stands."""
    is_by_order: bool = False
    """Whether only the numbers before and after it tell that it is one: `1.1 Tên`, `ii) `."""


@dataclass(frozen=True)
class Wording:
    """The words around numbers in citations, and what a text says of whole documents."""

    all_of: str
    """What may stand before the word that several numbers follow: `các`."""
    joins: tuple[str, ...]
    """What parts two numbers: `và`, `đến`."""
    ands: tuple[str, ...]
    """Those of them that may follow a comma."""
    leads: tuple[str, ...]
    """What parts a provision from what it stands in: `của`."""
    follows: tuple[str, ...]
    """Other words that may follow a number: before any other it counts something, or is a word."""
    counted: tuple[str, ...]
    """What numbers count that are none of provisions: `lần`, `người`."""
    document: str
    """A document after a provision; a group `this`, `attached` or `other` has its type."""
    document_number: str
    """The number of a document."""
    before_number: str
    """What may stand between the type of a document and its number."""
    between: tuple[str, ...]
    """What parts a provision from the document that is named right after it."""
    definition: str
    """What gives a name to what stands before it, in a group `name`."""
    amending: str
    """What a provision says that changes another document."""
    words: str = NOTHING
    """Quoted words that are put in the place of others: the numbers in them are none."""
    sentence: str = NOTHING
    """What the heading of an article says only where it is all of the article, a sentence."""
    dated: str = NOTHING
    """What after the name of a document makes it that of another: `Act 1902`."""
    this: str = NOTHING
    """What stands in the place of a number: `này`."""
    before: str = NOTHING
    """What stands before the word instead, as in `this Article`."""
    descends: bool = False
    """Whether what is small may follow what it stands in: `section 5, paragraph (b)`."""
    defining: str = NOTHING
    """The heading of an article that says what words mean, whatever its capitals."""
    defines: str = NOTHING
    """How one of its provisions begins, with the word in a group `name`: `Ban là …`."""
    has_syllables: bool = False
    """Whether blanks part syllables, so that one alone is hardly ever a whole word."""

    @property
    def around(self) -> tuple[str, ...]:
        """The words that stand between addresses and say nothing else."""
        return (self.all_of, *self.joins, *self.leads)


@dataclass(frozen=True)
class Typed:
    """What people type for the words and numbers of an address, beyond what is written in texts."""

    short: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)
    """Letters that stand for a word: `k2`."""
    numerals: Mapping[str, int] = field(default_factory=dict)
    """Words for numbers, which are added."""
    multiples: Mapping[str, int] = field(default_factory=dict)
    """Words by which what stands before them is multiplied: `mươi`."""
    before: tuple[str, ...] = ()
    """What may stand between a word and its number: `thứ`."""
    inside: tuple[str, ...] = ()
    """What stands inside numbers and counts nothing: `linh`."""
    spans: tuple[str, ...] = ()
    """What stands between two provisions where all from the one to the other are meant: `đến`."""


@dataclass(frozen=True, eq=False)
class Grammar:
    """How rules are written in one structure; it is one thing, equal to itself alone.

    A new form word is one more line of `forms`: headings, items, citations, anchors and the
    scripts of the site read it from there.
    """

    name: str
    """What documents call it."""
    forms: tuple[Form, ...]
    """From large to small; of several with one kind the usual one first."""
    annex: Form
    headings: tuple[Beginning, ...]
    """Headings without a word."""
    items: tuple[Beginning, ...]
    """What is no heading, in the order in which a line is tried for it."""
    suffixes: str
    """The letters that may follow a number, inside a character class."""
    ordinals: Mapping[str, int]
    """Numbers written out, in small letters."""
    attachments: tuple[str, ...]
    """What the titles of attached documents begin with, in small letters."""
    conclusions: str
    """The heading below which minutes number what a meeting concluded."""
    wording: Wording = field(repr=False)
    unnamed: str = "attached"
    """What anchors call an attached document of no known type."""
    annexes: tuple[Form, ...] = ()
    """Other words for annexes than the usual one."""
    levels: tuple[Form, ...] = ()
    """What items are by how deep they stand; empty where their numbers tell what they are.

    Where they do not, headings with one word nest by their hashes and numbers, too.
    """
    heading_number: str = NOTHING
    """A number after a word in a heading that no other language has: `3a1`."""
    heading_marks: str = ".:)/–-"
    """What may follow a number in a heading, inside a character class."""
    types: tuple[str, ...] = ()
    """What titles begin with, in small letters, that papers set apart from the rest: `quy chế`."""
    unnumbered: tuple[str, ...] = ()
    """What titles of texts begin with, in small letters, that bear no number: `hương ước`."""
    bases: tuple[str, ...] = ()
    """What begins a paragraph, in small letters, that says what a text is issued by: `căn cứ`."""

    typed: Typed = field(default_factory=Typed, repr=False)
    row: Form = Form(Kind.TASK, "row")
    """A row of a table that is a task of a programme."""
    month: Form = Form(Kind.SECTION, "month")
    """A row that names the month of those below it, which none of its numbers counts through."""
    quarter: Form = Form(Kind.SECTION, "quarter")
    """The same of a quarter."""

    @property
    def in_tables(self) -> tuple[Form, ...]:
        """The words by which rows of tables are addressed; no text begins a provision with them."""
        return (self.row, self.month, self.quarter)

    def form(self, kind: Kind) -> Form:
        """The usual word for a kind."""
        return self._usual[kind]

    def numbers(self, title: str) -> bool:
        """Whether a text called so bears a number once it is adopted; rules of a village do not."""
        return not compose(title).lower().startswith(self.unnumbered)

    @property
    def annex_forms(self) -> tuple[Form, ...]:
        """The words for annexes, the usual one first."""
        return (self.annex, *self.annexes)

    @cached_property
    def _usual(self) -> Mapping[Kind, Form]:
        return {form.kind: form for form in reversed(self.forms)} | {Kind.ATTACHMENT: self.annex}

    @cached_property
    def headed(self) -> tuple[Form, ...]:
        """The words that begin headings, those of annexes aside."""
        return tuple(form for form in self.forms if form.kind.is_headed)
