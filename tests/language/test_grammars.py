"""A grammar is one table: whoever adds one touches nothing else."""

from dataclasses import replace
from functools import partial

import pytest

from comparisons import FRONT, pair
from quyche.checks.numbers import number_problems
from quyche.comparing import synopses
from quyche.comparing.comparison import compare
from quyche.comparing.sentences import ChangeSentences
from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Links
from quyche.corpus.texts import Corpus, Text
from quyche.corpus.written_places import provisions_in
from quyche.labels import Labels
from quyche.language import citations, structures
from quyche.language.grammars import NOTHING, Beginning, Form, Grammar, Wording
from quyche.language.kinds import Kind
from quyche.language.vietnamese import VN
from quyche.texts.addresses import Address, anchors_around
from quyche.texts.parser import Parsed, parse
from quyche.texts.provisions import Document

_form = partial(Form, letters="abcdefghijklmnopqrstuvwxyz")
_CLAUSE = _form(
    Kind.CLAUSE,
    "Paragraph",
    r"\(?\d{1,3}\)?",
    chained=r"\(\d{1,3}\)",
    cited="paragraph ({number})",
    within="{around}({number})",
)
_POINT = _form(
    Kind.POINT,
    "Point",
    r"\(?[a-z]\)?",
    chained=r"\([a-z]\)",
    cited="point ({number})",
    within="{around}({number})",
)
INVENTED = Grammar(
    name="invented",
    forms=(
        _form(Kind.PART, "Part", r"[IVX]+|\d+|One|Two", within="{around}, {own}"),
        _form(Kind.ARTICLE, "Article", r"\d{1,3}[A-Z]?", within="{around}, {own}"),
        _form(Kind.ARTICLE, "Rule", r"\d{1,3}[A-Z]?", within="{around}, {own}"),
        _CLAUSE,
        _POINT,
    ),
    annex=_form(Kind.ATTACHMENT, "Schedule", r"\d{1,2}"),
    headings=(),
    items=(
        Beginning(_CLAUSE, r"\d{1,3}", r"\)", before=r"\("),
        Beginning(_POINT, r"[a-z]", r"\)", before=r"\("),
    ),
    suffixes="A-Za-z",
    ordinals={"one": 1, "two": 2},
    attachments=("form",),
    conclusions="Conclusions",
    wording=Wording(
        all_of="",
        joins=("and", "or", "to"),
        ands=("and", "or"),
        leads=("of", "in"),
        follows=("is", "are", "applies"),
        counted=("days", "months"),
        document=r"(?:of[ ])?(?:(?P<this>these[ ]Rules)|(?P<attached>(?!))|(?P<other>the[ ]Act))",
        document_number=NOTHING,
        before_number=NOTHING,
        between=("of",),
        definition=NOTHING,
        amending=r"^Amendment[ ]of",
        before="this",
    ),
)
SOURCE = """# Rules of the Club

## Part One. General

### Article 1. Members

(1) A member pays as Article 2(1)(b) says.

(2) A member may, under this Article,

    (a) vote;
    (b) leave under point (a) of paragraph (1) of Article 2 within 30 days.

### Article 2. Meetings

(1) The chair calls

    (a) a meeting each year;
    (b) another under Article 1(2).

## Part Two. Closing

### Rule 2. Changes

Rule 2 and Article 2 of these Rules are read with Schedule 1; Article 9(1) of the Act is not.

# Schedule 1. Fees

### Article 1. Amount

(1) Ten.
"""
ANCHORS = [
    "part-1",
    *("article-1", "article-1-paragraph-1", "article-1-paragraph-2"),
    *("article-1-paragraph-2-point-a", "article-1-paragraph-2-point-b"),
    *("article-2", "article-2-paragraph-1"),
    *("article-2-paragraph-1-point-a", "article-2-paragraph-1-point-b"),
    *("part-2", "rule-2"),
    *("schedule-1", "schedule-1-article-1", "schedule-1-article-1-paragraph-1"),
]


@pytest.fixture(autouse=True)
def _known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The invented grammar, some of whose words are those of English, stands in its place."""
    monkeypatch.setattr(structures, "KNOWN", (VN, INVENTED))


def read(source: str = SOURCE) -> Parsed:
    return parse(source, "quy-che/a.md", INVENTED)


def text_of(document: Document) -> Text:
    (text,) = corpora.build({"quy-che/a.md": FRONT.encode()}).texts
    return replace(text, document=document)


# One table is enough


def test_a_text_is_read_by_its_own_grammar_and_kept_to_the_character() -> None:
    parsed = read()
    assert parsed.problems == ()
    assert parsed.document.source == SOURCE
    assert parsed.document.grammar is INVENTED
    assert [provision.anchor for provision in parsed.document.walk()] == ANCHORS
    assert not list(parse(SOURCE, "quy-che/a.md").document.articles())


def test_its_anchors_and_citations_read_back() -> None:
    text = text_of(read().document)
    for provision in text.document.walk():
        address = provision.address
        assert Address.parse(str(address)) == address
        if not address.attachment:
            assert provisions_in(text, address.citation) == (provision,)


@pytest.mark.parametrize(
    ("anchor", "citation", "eid"),
    [
        ("article-1-paragraph-2-point-a", "Article 1(2)(a)", "art_1__para_2__point_a"),
        ("paragraph-2", "paragraph (2)", "para_2"),
        ("part-2-article-1", "Part 2, Article 1", "part_2__art_1"),
        ("point-dd", "point (dd)", "point_dd"),  # two letters, for only Vietnamese has a đ
    ],
)
def test_each_language_cites_in_its_own_order(anchor: str, citation: str, eid: str) -> None:
    address = Address.parse(f"a#{anchor}")
    assert (address.anchor, address.citation, address.eid) == (anchor, citation, eid)


def test_an_address_of_either_language_is_cut_alike() -> None:
    inner = "schedule-1-article-1-paragraph-2-point-a"
    assert list(anchors_around(inner))[-2:] == ["schedule-1-article-1", "schedule-1"]
    assert Address.parse("a#article-1").contains(Address.parse("a#article-1-paragraph-2"))
    assert Address.parse("a#article-5") != Address.parse("a#dieu-5")


def test_what_it_cites_is_found() -> None:
    links = Links.of(Corpus(texts=(text_of(read().document),)))
    cited = [
        (citing.text, citing.target.anchor if citing.target else citing.state)
        for linked in links
        for citing in linked.citations
    ]
    assert cited == [
        ("Article 2(1)(b)", "article-2-paragraph-1-point-b"),
        ("this Article", "article-1"),
        ("point (a) of paragraph (1) of Article 2", "article-2-paragraph-1-point-a"),
        ("Article 1(2)", "article-1-paragraph-2"),
        ("Rule 2", "rule-2"),
        ("Article 2 of these Rules", "article-2"),
        ("Schedule 1", "schedule-1"),
        ("Article 9(1)", CitationState.EXTERNAL),
    ]


def test_two_of_its_texts_are_compared() -> None:
    new = SOURCE.replace("Article 2", "Article 3").replace(
        "## Part Two", "### Article 2. Guests\n\nA guest is welcome to the bar.\n\n## Part Two"
    )
    old_text, new_text = read().document, read(new).document
    compared = compare(old_text, new_text)
    synopsis = synopses.synopsis(compared, old_text, new_text)
    sentences = ChangeSentences.of(synopsis.blocks, old_text, new_text, Labels.load("vi"))
    by_anchor = {
        place.anchor: (block.status, sentences.sentences(block))
        for block in synopsis.blocks
        for place in block.new
    }
    assert by_anchor["article-2"][0] == "added"
    assert by_anchor["article-3"] == ("unchanged", ("Đổi số: Article 2 thành Article 3.",))
    status, (sentence,) = by_anchor["article-1"]
    assert status == "amended"
    assert "“Article 2” thành “Article 3”" in sentence


def test_its_letters_are_counted_in_its_own_order() -> None:
    lines = [f"    ({letter}) Something;" for letter in "abcdefghij"]
    source = "# Rules\n\n### Article 1. All\n\n(1) These:\n\n" + "\n".join(lines) + "\n"
    assert list(number_problems(text_of(read(source).document))) == []
    gap = source.replace("    (d) Something;\n", "")
    (problem,) = number_problems(text_of(read(gap).document))
    assert problem.rule == "number-gap"


def test_the_scripts_of_the_site_know_its_words() -> None:
    words = structures.words_by_slug()
    assert (words["article"], words["rule"], words["dieu"]) == ("Article", "Rule", "Điều")


# One line in one place


def test_a_form_word_more_is_one_line_more() -> None:
    wider = replace(VN, forms=(*VN.forms, Form(Kind.SUBSECTION, "Đoạn", r"\d+")))
    document = parse("# Quy chế\n\n## Đoạn 2. Hai\n", "quy-che/a.md", wider).document
    assert [provision.anchor for provision in document.walk()] == ["doan-2"]
    (cited,) = citations.find("theo đoạn 2 Chương I", wider)
    assert [unit.kind for unit in cited.units] == [Kind.SUBSECTION, Kind.CHAPTER]


def test_no_two_grammars_call_different_things_by_one_name() -> None:
    forms = {form for grammar in structures.KNOWN for form in grammar.forms}
    assert len({form.slug for form in forms}) == len(forms)
    assert len({grammar.name for grammar in structures.KNOWN}) == len(structures.KNOWN)


def test_the_usual_word_of_a_kind_is_the_first() -> None:
    assert INVENTED.form(Kind.ARTICLE).word == "Article"
    assert VN.form(Kind.ATTACHMENT) is VN.annex


def test_vietnamese_stays_as_it_is_beside_another_language() -> None:
    compared = pair("### Điều 1. Một\n\nHọp.\n", "### Điều 2. Một\n\nHọp.\n")
    assert [change.new for change in compared.compared.changes if change.new] == [("dieu-2",)]
