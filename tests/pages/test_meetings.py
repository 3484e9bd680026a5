"""The page of a meeting shows what it heard and concluded, and leads to what came of it."""

import re

import pytest
from lxml import html
from markdown import Markdown

from meetings import FIRST, LABELS, SECOND, files, library, standing
from quyche.corpus import corpora
from quyche.meetings.editions import bundled_in
from quyche.pages.documents import document_markdown
from quyche.pages.entries.entry_pages import EntryPages
from quyche.pages.meeting_lists import MeetingLists
from quyche.pages.meetings import MeetingPages


def shown(path: str, *, is_published: bool = True) -> html.HtmlElement:
    read = library()
    meeting = next(each for each in read.corpus.meetings if each.path == path)
    markdown = MeetingPages(read, path, standing(is_published=is_published)).page(meeting)
    content = Markdown(extensions=["quyche.markup.notation"]).convert(markdown)
    return html.fragment_fromstring(content)


def texts(elements: list[html.HtmlElement]) -> list[str]:
    return [" ".join(element.text_content().split()) for element in elements]


def test_every_word_of_the_minutes_is_shown_in_its_order() -> None:
    source = corpora.decode(files(3)[FIRST], FIRST)[0].partition("# Hội")[2].replace("**", "")
    words = re.findall(r"[\w:<>/*;.]+", source)
    told = " ".join(shown(FIRST).text_content().split())
    position = 0
    for word in words:
        position = told.index(word, position)


def test_a_conclusion_shows_its_number_as_written_with_a_permanent_link() -> None:
    page = shown(FIRST)
    assert page.xpath("//*[@id='ket-luan-2']/*[@class='q-number']/a/@href") == ["#ket-luan-2"]
    assert texts(page.xpath("//*[@id='ket-luan-2']/*[@class='q-number']")) == ["2."]
    assert texts(page.xpath("//*[@id='ket-luan-2']//*[@class='q-field']")) == [
        "- Chủ trì: Ban A",
        "- Thời gian: Năm 2021",
        "- Thực hiện: phiên bản 17-du-thao-2; Điều 2 Quy chế; xem thêm",
    ]


def test_a_link_that_minutes_set_leads_there_in_a_table_too() -> None:
    linked = "[quy chế](../quy-che/q.md)"
    read = library(3, f"Theo {linked}:\n\n| A |\n|---|\n| {linked} |\n")
    meeting = read.corpus.meetings_by_path[FIRST]
    markdown = MeetingPages(read, FIRST, standing()).page(meeting)
    page = html.fragment_fromstring(
        Markdown(extensions=["quyche.markup.notation"]).convert(markdown)
    )
    for place in ("//div/p", "//td"):
        assert "../quy-che/q.md" in page.xpath(f"{place}/a[.='quy chế']/@href"), place


def test_where_it_was_carried_out_leads_to_the_edition_that_it_names() -> None:
    links = shown(FIRST).xpath("//*[@id='ket-luan-2']//*[@class='q-value']//a/@href")
    assert links[-2:] == ["../../../17-du-thao-2/", "../../../17-du-thao-2/quy-che/q/#dieu-2"]


def test_what_minutes_cite_is_the_text_of_their_day() -> None:
    """In the work, article 2 is another one."""
    cited = shown(FIRST).xpath("//*[@id='ket-luan-2']//*[@class='q-text']/p[1]/a")
    assert [(link.text_content(), link.get("href")) for link in cited] == [
        ("Ban A", "../co-quan/ban-a.md"),
        ("Điều 2", "../../../17-du-thao-1/quy-che/q/#dieu-2"),
        (" Quy chế", "../../../17-du-thao-1/quy-che/q/#dieu-2"),
    ]


def test_of_a_conclusion_that_asks_for_something_it_is_told_that_nothing_is_recorded() -> None:
    page = shown(FIRST)
    told = LABELS("meetings.not_done_yet")
    assert told in page.xpath("//*[@id='ket-luan-3']")[0].text_content()
    assert told not in page.xpath("//*[@id='ket-luan-2']")[0].text_content()


def test_the_facts_name_body_number_day_chair_and_edition() -> None:
    page = shown(FIRST)
    names, values = texts(page.xpath("//dl/dt")), texts(page.xpath("//dl/dd"))
    assert dict(zip(names, values, strict=True)) == {
        "Cơ quan": "Ban A",
        "Hội nghị": "lần thứ 8",
        "Ngày họp": "18/1/2021",
        "Chủ trì": "Trưởng ban",
        "Phiên bản": "Dự thảo 1",
        "Hồ sơ kỳ họp": f"{LABELS('meeting.download')} {LABELS('meeting.unpack')}",
    }


def test_a_paper_is_shown_as_it_was_laid_before_the_meeting_and_what_is_internal_is_not() -> None:
    page = shown(SECOND)
    (paper,) = page.xpath("//h2[@id='van-ban']/following-sibling::ul[1]/li")
    assert texts(paper.xpath("p"))[:2] == ["Quy chế", "Dự thảo lần 2, chưa có hiệu lực"]
    assert paper.xpath(".//a/@href")[0] == "../../../17-du-thao-2/quy-che/q/"
    assert "Giữ nguyên nội dung so với Dự thảo 1" in paper.text_content()


def test_alone_it_promises_no_other_edition_and_no_file() -> None:
    page = shown(FIRST, is_published=False)
    assert not [href for href in page.xpath("//a/@href") if "17-du-thao" in href]
    assert "Hồ sơ" not in page.text_content()


@pytest.mark.parametrize(
    ("path", "edition"),
    [
        (FIRST, "17-du-thao-1"),
        (SECOND, "17-du-thao-2"),
        ("hoi-nghi/2021-03-01-a.md", "dang-soan"),  # to come, with what is being worked on
        ("hoi-nghi/2021-02-01-a.md", ""),  # nobody kept what lay before it
    ],
)
def test_one_edition_carries_the_file_of_a_meeting_or_none(path: str, edition: str) -> None:
    meeting = next(each for each in library().corpus.meetings if each.path == path)
    assert bundled_in(meeting, standing()) == edition


def test_it_is_told_where_there_is_no_file() -> None:
    assert LABELS("meeting.no_bundle") in shown("hoi-nghi/2021-02-01-a.md").text_content()


def test_an_article_names_the_conclusions_carried_out_in_it_whatever_its_number_was() -> None:
    read = library()
    text = read.corpus.by_id["q"]
    page = html.fragment_fromstring(
        Markdown(extensions=["quyche.markup.notation"]).convert(document_markdown(read, text))
    )
    (noted,) = page.xpath("//*[@class='q-concluded']")
    assert noted.xpath("ancestor::section[1]/h3/@id | ancestor::section[1]/h2/@id") == ["dieu-3"]
    assert texts([noted]) == ["Theo: kết luận 2, hội nghị Ban A ngày 18/1/2021"]
    assert noted.xpath(".//a/@href") == [f"../{FIRST}#ket-luan-2"]


def test_all_meetings_are_listed_by_year_newest_first_with_counts() -> None:
    markdown = MeetingLists(library(), "hoi-nghi/index.md").index()
    content = Markdown(extensions=["quyche.markup.notation"]).convert(markdown)
    page = html.fragment_fromstring(content, create_parent=True)
    assert texts(page.xpath(".//h2")) == ["2021"]
    titles = texts(page.xpath(".//li/p[@class='q-title']"))
    assert titles == ["Hội nghị 10", "Hội nghị 9", "Hội nghị 7", "Hội nghị 8"]
    assert texts(page.xpath(".//li[4]/p[@class='q-part']")) == [
        "18/1/2021 · Ban A · 2 kết luận, 1 đã thực hiện"
    ]


def test_a_body_is_told_what_it_was_asked_for_and_its_meetings() -> None:
    read = library()
    entry = read.corpus.register.by_id["ban-a"]
    content = Markdown(extensions=["quyche.markup.notation"]).convert(
        EntryPages(read, entry.path).page(entry)
    )
    page = html.fragment_fromstring(content, create_parent=True)
    mine = page.xpath("//h3[.='Việc theo kết luận hội nghị']/following-sibling::*")
    assert (
        "chủ trì · kết luận 3, hội nghị Ban A ngày 18/1/2021 · chưa ghi nơi thực hiện"
        in texts(mine)[0]
    )
    assert "1 kết luận đã thực hiện" in texts(mine)[1]
    assert page.xpath("//h2[@id='hoi-nghi']")
