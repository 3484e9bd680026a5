"""How English rules are written: Part, Chapter, Article, Section, Rule, (1), (a), (i), Schedule.

One table reads three shapes that are met in one and the same text: words before numbers, headings
that are decimal numbers, and items with the code of all they stand in (`3a1)`). Nothing in a number
says whether `(a)` stands below `(1)` or the other way round, so items are what they are by how deep
they stand: paragraph, point, subpoint.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from quyche.language.grammars import Beginning, Counting, Form, Grammar, Typed, Wording
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_NAMES = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
    "twenty",
)
_ORDINALS: Mapping[str, int] = {name: value for value, name in enumerate(_NAMES, start=1)}
_TENS = ("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))

_HIGHER = rf"(?:[IVXLC]{{1,8}}[A-Z]?|\d{{1,3}}[A-Za-z]?|[A-Z]|(?i:{_ORDINAL}))"
# "5", "4A", "4.2", "3a1", "12C1", "12.C.1", "A1a", "III"
_CODE = (
    r"(?:\d{1,4}|[A-Z](?=\.?\d))"
    r"(?:\.\d{1,3}|\.[A-Za-z]{1,4}(?![A-Za-z])|(?<=\d)[A-Za-z](?![A-Za-z])|(?<=[A-Za-z])\d{1,3})*"
)
_UNIT = rf"(?:{_CODE}|[IVXLC]{{1,8}}[A-Z]?|[A-Z]|(?i:{_ORDINAL}))"
_INNER = r"(?:\d{1,3}[A-Za-z]?|[a-z]{1,5}|[A-Z]{1,2})"
_ITEM = rf"(?:\({_INNER}\)|\d{{1,3}}(?:\.\d{{1,3}})*[A-Za-z]?)"
_TYPES = (
    *("Rules?", "Regulations?", "Constitution", "Statutes?", "By-?[Ll]aws?", "Charter", "Code"),
    *("Act", "Policy", "Agreement", "Standing[ ]Orders", "Terms[ ]of[ ]Reference", "Order"),
    *("Convention", "Treaty", "Directive", "Ordinance", "Articles", "Laws?", "Procedures?"),
    *("Guidelines?", "Programme", "Decision", "Resolution", "Manual"),
    *("Handbook", "Rulebook", "Scheme", "Protocol", "Memorandum", "Standards?", "Bill", "Plan"),
)
_TYPE = "|".join(_TYPES)


def _unit(kind: Kind, word: str, number: str, *others: str, is_through: bool = False) -> Form:
    """What bears a heading."""
    is_unit = kind.is_counted_through
    return Form(
        kind,
        word,
        number,
        _LETTERS,
        within="{around}, {own}",
        others=(f"{word}s", *others),
        is_nested=is_unit,
        is_through=is_through,
    )


_level = partial(
    Form,
    number=_ITEM,
    letters=_LETTERS,
    chained=rf"\({_INNER}\)",
    cited="{word} ({number})",
    within="{around}({number})",
    apart="{around}, {own}",
)
_SECTION = _unit(Kind.ARTICLE, "Section", _UNIT, "Sec.", "Sect.", "§", "§§")
_PART = _unit(Kind.PART, "Part", _HIGHER)
_PARAGRAPH = _level(
    Kind.CLAUSE,
    "paragraph",
    others=("paragraphs", "subrule", "subrules", "sub-rule", "sub-rules"),
)
_SUBSECTION = _level(
    Kind.CLAUSE,
    "subsection",
    others=("subsections", "sub-section", "sub-sections"),
    is_through=True,
)
_POINT = _level(Kind.POINT, "point", others=("points", "subclause", "sub-clause", "item", "items"))
_SUBPOINT = _level(
    Kind.SUBPOINT,
    "subpoint",
    others=(
        *("subpoints", "sub-point", "subparagraph", "subparagraphs", "sub-paragraph"),
        *("sub-paragraphs", "subitem", "sub-item"),
    ),
)
_DECIMAL = r"[0-9]{1,3}(?:\.[0-9]{1,3})*[A-Z]?"
_MARKS = r"[\s\u00a0]*[.:)–—-]"
_SHAPES = ((r"\(", r"\)"), ("", r"\)"), ("", r"\."))
"""What stands around the numbers of items: `(a)`, `a)`, `a.`."""
_NUMBERS = (
    (Counting.DIGITS, r"[0-9]{1,3}[A-Za-z]?"),
    (Counting.LETTERS, r"(?:aa|bb|cc|dd|ee|ff|gg|hh|[a-z])"),
    (Counting.ROMAN, r"(?:[ivxl]{1,7}|[IVXL]{1,7})"),
    (Counting.CAPITALS, r"[A-Z]"),
)


def _items() -> Iterator[Beginning]:
    """Items in every shape; what their numbers are is tried in this order."""
    # "3.1 ", "3.1. ", "3a) ", "3a1) ", "4.3.a ", "A1a) "
    yield Beginning(
        _PARAGRAPH,
        r"(?:[0-9]{1,3}|[A-Z])"
        r"(?:\.(?:[0-9]{1,3}|[A-Za-z]{1,4}(?![A-Za-z]))|(?<=[0-9])[A-Za-z]|(?<=[A-Za-z])[0-9]{1,3})+",
        r"[.):]{0,2}",
        counting=Counting.CODE,
    )
    for before, mark in _SHAPES:
        for counting, number in _NUMBERS:
            yield Beginning(_PARAGRAPH, number, mark, before, counting)


EN = Grammar(
    name="en",
    forms=(
        _PART,
        _unit(Kind.CHAPTER, "Chapter", _HIGHER),
        _unit(Kind.SECTION, "Division", _HIGHER),
        _unit(Kind.SUBSECTION, "Subdivision", _HIGHER),
        _unit(Kind.ARTICLE, "Article", _UNIT, "Art.", is_through=True),
        _SECTION,
        _unit(Kind.ARTICLE, "Rule", _UNIT),
        _unit(Kind.ARTICLE, "Regulation", _UNIT),
        _unit(Kind.ARTICLE, "Bylaw", _UNIT, "By-law", "By-laws", "Byelaw", "Bye-law"),
        _unit(Kind.ARTICLE, "Law", _UNIT),
        _unit(Kind.ARTICLE, "Clause", _UNIT),
        _unit(Kind.ARTICLE, "Guideline", _UNIT),
        # in small letters a task is any duty
        Form(Kind.TASK, "Task", r"\d{1,3}[A-Za-z]?", _LETTERS, is_cased=True),
        _PARAGRAPH,
        _SUBSECTION,
        _POINT,
        _SUBPOINT,
    ),
    annex=_unit(Kind.ATTACHMENT, "Schedule", _HIGHER),
    annexes=(
        _unit(Kind.ATTACHMENT, "Annex", _HIGHER, "Annexes"),
        _unit(Kind.ATTACHMENT, "Appendix", _HIGHER, "Appendices"),
    ),
    headings=(
        # "3 Members", "3. Members", "3.1 Admission", "3.1.2) Fees"
        Beginning(
            _SECTION, r"[0-9]{1,3}(?:\.[0-9]{1,3})*[A-Z]?", rf"(?:{_MARKS}|(?=[\s\u00a0]|$))"
        ),
        # "I. General", "A. Membership"
        Beginning(_PART, r"[IVXLC]{1,12}|[A-H]", rf"{_MARKS}(?=[\s\u00a0]|$)"),
    ),
    items=tuple(_items()),
    suffixes="A-Za-z",
    ordinals=_ORDINALS,
    attachments=(
        *("rules", "regulations", "constitution", "code", "policy", "programme", "form", "list"),
        *("guidelines", "terms of reference", "standing orders", "by-laws", "bylaws"),
    ),
    conclusions="Conclusions",
    levels=(_PARAGRAPH, _POINT, _SUBPOINT),
    typed=Typed(
        short={
            Kind.CHAPTER: ("ch", "chap"),
            Kind.SECTION: ("div",),
            Kind.ARTICLE: ("a", "s", "ss", "r", "reg", "art", "sec", "sect"),
            Kind.CLAUSE: ("para",),
            Kind.ATTACHMENT: ("sch",),
        },
        numerals={**_ORDINALS, **{name: 10 * ten for ten, name in enumerate(_TENS, start=3)}},
        multiples={"hundred": 100},
        before=("no", "number"),
        inside=("and",),
        spans=("to", "through"),
    ),
    heading_number=_CODE,
    heading_marks=".:)/–—-",
    wording=Wording(
        all_of="",
        joins=("and", "or", "to", "through"),
        ands=("and", "or"),
        leads=("of", "in", "under"),
        follows=(
            *("is", "are", "was", "were", "shall", "may", "must", "does", "do", "applies", "apply"),
            *("above", "below", "has", "have", "that", "which", "if", "on", "for", "by", "with"),
        ),
        counted=(
            *("days", "day", "weeks", "months", "years", "hours", "minutes", "persons", "people"),
            *("members", "times", "percent", "per"),
        ),
        # "of these Rules", "of the Companies Act 2006", "of Regulation (EU) 2016/679", "to the
        # Constitution of the Club", "of the Code attached to these Rules"
        document=rf"""
            (?:of|to|in|under)[ \u00a0]+
            (?:
                (?:this|these)[ \u00a0]+(?P<this>{_TYPE})(?!\w)
              | (?:the[ \u00a0]+)?(?P<attached>{_TYPE})[ \u00a0]+(?:attached|annexed|scheduled)
                    [ \u00a0]+to[ \u00a0]+(?:this|these)[ \u00a0]+(?:{_TYPE})(?!\w)
              | (?:the[ \u00a0]+)?(?P<other>
                    (?:\(?[A-Z][\w’'&)-]*[ \u00a0]+
                        (?:(?:of|and|the|for|on)[ \u00a0]+){{0,2}}){{0,8}}
                    (?:{_TYPE})(?!\w)(?:[ \u00a0]+\d{{4}}(?!\w)|[ \u00a0]+\(E[UC]\)[ ]\d+/\d+)?
                )
            )
        """,
        # "KC/2026", "KC-12/2026", "No. 3/2026"
        document_number=(
            r"(?<![\w/-])(?:(?<=No\.[ ])\d{1,5}/\d{2,4}|[A-Z]{2,6}[-/]\d{1,5}(?:/\d{2,4})?)"
            r"(?![\w/-])"
        ),
        # "Regulation No. "
        before_number=r"\w+(?:[ \u00a0]\w+)?[ \u00a0]+(?:No\.[ \u00a0]+)?",
        between=("of", "of the", "to", "to the", "in", "in the", "under", "under the"),
        # "the Executive Committee (“the Committee”)", "(hereinafter referred to as the Board)"
        definition=(
            r"[ \u00a0]*\((?:here(?:in)?after[ ](?:referred[ ]to[ ]as|called)[:\ ]*(?:the[ ])?"
            r"[“\"]?"
            r"|(?:here(?:in)?after[:\ ]*)?(?:the[ ])?[“\"](?:the[ ])?)"
            r"(?P<name>[^)(“”\",;]+?)[”\"]?\)"
        ),
        # "Rule 2 of the Code is amended to read as follows": the numbers are another text's. A
        # title such as "Amendment of these Rules" is about its own.
        amending=r"(?i:\b(?:is|are|shall[ ]be)[ ]amended[ ](?:as[ ]follows|to[ ]read)\b)",
        dated=r"[ \u00a0]\d{4}(?!\w)",
        before="this",
        descends=True,
        # "Definitions", "Interpretation", "Defined terms in these Rules"
        defining=r"(?:definitions?|interpretation|defined[ ]terms|meanings?)(?:[ ].*)?",
        # "“Member” means …", "(a) Quorum means …", "In these Rules, “Chair” includes …"
        defines=(
            r"(?:(?:In|For)[ ][^“\"]{1,60}[ ,])?[“\"*_]*(?P<name>\w[^“”\".,:;()*_]{1,60}?)[”\"*_]*"
            r"[ \u00a0](?:means|includes|refers[ ]to)(?=[ \u00a0:])"
        ),
    ),
)
