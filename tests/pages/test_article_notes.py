"""What other editions and remarks say of an article stands below it, and leads to where it is from."""

from dataclasses import replace

from lxml import html
from markdown import Markdown

from meetings import LABELS, library, standing
from quyche.editions.records import ArticleEvent
from quyche.pages.article_notes import ArticleNotes
from quyche.pages.documents import document_markdown
from quyche.pages.remark_pages import Note

FIRST: ArticleEvent = {
    "edition": "17-du-thao-1",
    "older": "",
    "block": "",
    "status": "added",
    "guess": False,
}
CHANGED: ArticleEvent = {
    "edition": "17-du-thao-2",
    "older": "17-du-thao-1",
    "block": "dieu-3",
    "status": "amended",
    "guess": True,
}
NOTES = {"dieu-1": (Note("Hai <ý kiến>", "gop-y/q.md", "17-du-thao-1-dieu-1"),)}


def shown(*, is_published: bool = True) -> html.HtmlElement:
    """The page of a regulation: its first article is old, its third was changed."""
    known = {"q": {"dieu-1": [FIRST], "dieu-3": [CHANGED, FIRST]}}
    stands = replace(standing(is_published=is_published), articles=known)
    read = library()
    text = read.corpus.by_id["q"]
    markdown = document_markdown(read, text, ArticleNotes(stands, LABELS, text, NOTES).of)
    content = Markdown(extensions=["quyche.markup.notation"]).convert(markdown)
    page: html.HtmlElement = html.fragment_fromstring(content)
    return page


def below(page: html.HtmlElement, anchor: str) -> html.HtmlElement:
    about: html.HtmlElement
    (about,) = page.xpath(f"//section[*[@id='{anchor}']]/div[@class='q-about']")
    return about


def test_an_article_that_never_changed_says_since_when_it_is() -> None:
    (changes,) = below(shown(), "dieu-1").xpath("*[@class='q-changes']")
    assert changes.tag == "p"
    assert changes.text == LABELS("article.changed.since", edition="Dự thảo 1 (18/1/2021)")


def test_each_change_leads_to_where_it_is_compared() -> None:
    (changes,) = below(shown(), "dieu-3").xpath("details[@class='q-changes']")
    assert changes.xpath("summary/text()") == [
        LABELS("article.changed.amended", edition="Dự thảo 2 (10/2/2021)")
    ]
    changed, first = changes.xpath("ol/li")
    assert changed.xpath("a/@href") == [
        "../../../17-du-thao-2/so-sanh/q/17-du-thao-1/#dieu-3",
    ]
    status = f"{LABELS('comparison.unsure')} {LABELS('compare.amended')}"
    assert changed.text_content() == f"Dự thảo 2 10/2/2021 · {status}"
    assert first.xpath("a") == []
    assert first.text_content() == f"Dự thảo 1 18/1/2021 · {LABELS('compare.added')}"


def test_remarks_are_named_with_the_way_to_them() -> None:
    (note,) = below(shown(), "dieu-1").xpath("p[@class='q-remarks']/a")
    assert note.get("href") == "../../gop-y/q/#17-du-thao-1-dieu-1"
    assert note.text_content() == "Hai <ý kiến>"


def test_alone_an_article_says_nothing_of_other_editions() -> None:
    page = shown(is_published=False)
    assert page.xpath("//*[@class='q-changes']") == []
    assert len(page.xpath("//*[@class='q-remarks']")) == 1


def test_an_article_that_nothing_is_known_of_has_no_place_left_open() -> None:
    about = below(shown(), "dieu-2")
    assert [each.get("class") for each in about.xpath("*[not(node())] | *[not(@class)]")] == []
