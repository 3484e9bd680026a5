"""The page of a body or role says what it has to do, next dates first."""

import datetime
import re

import pytest

from organisation import INSPECTIONS
from quyche import urls
from quyche.corpus import corpora
from quyche.labels import Labels
from quyche.pages.agendas import Agenda, TaskPages
from quyche.reading.reading import Reading
from readings import reading_of
from sites import Site

LABELS = Labels.load("vi")
PROGRAMME = """---
kind: programme
title: Chương trình
status: draft
term: XVII (2020-2025)
{more}---
# C

{tasks}
"""
ENTRY = "co-quan/ban-a.md"


def library(date: str, *times: str, more: str = "") -> Reading:
    """With one task for each time, numbered from 1, that Ban A leads."""
    tasks = "".join(
        f"### Nhiệm vụ {number}. Việc {number}\n\n- Chủ trì: Ban A\n- Thời gian: {time}\n\n"
        for number, time in enumerate(times, start=1)
    )
    files = {
        ENTRY: "---\nkind: body\nname: Ban A\n---\n",
        "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n",
        "chuong-trinh/c.md": PROGRAMME.format(tasks=tasks, more=more),
        "quy-che/q.md": "---\nkind: regulation\ntitle: Quy chế\nstatus: draft\n---\n# Q\n\n"
        "### Điều 1. A\n\n1. Ban B báo cáo mỗi quý một lần.\n",
    }
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    day = datetime.date.fromisoformat(date) if date else None
    return reading_of(documents, date=day)


def agenda(date: str, *times: str, more: str = "") -> tuple[list[str], list[str]]:
    """The numbers of the tasks to come and of those that are over."""
    read = library(date, *times, more=more)
    found = Agenda.of(read, read.tasks.all)
    return [task.mark[9:-1] for task in found.coming], [task.mark[9:-1] for task in found.past]


def test_what_is_due_first_comes_first_and_what_is_over_last() -> None:
    times = ("Quý IV/2021", "Tháng 3/2021", "Năm 2022", "Tháng 11/2021", "Quý III/2021")
    assert agenda("2021-08-20", *times) == (["5", "4", "1", "3"], ["2"])


def test_what_has_no_date_comes_after_what_has_one() -> None:
    assert agenda("2021-08-20", "Thường xuyên", "Sớm", "Quý IV/2021") == (["3", "1", "2"], [])


def test_what_is_yearly_comes_back_until_the_term_ends() -> None:
    assert agenda("2022-01-05", "Quý IV hằng năm", "Quý I/2022") == (["2", "1"], [])
    assert agenda("2026-01-05", "Quý IV hằng năm") == ([], ["1"])


def test_a_programme_that_is_over_asks_for_nothing() -> None:
    assert agenda("2022-01-05", "Thường xuyên", more="expires: 2021-12-31\n") == ([], ["1"])


def test_what_is_done_or_dropped_asks_for_nothing_whatever_its_time() -> None:
    done = "Quý IV/2021\n- Tiến độ: Hoàn thành ngày 1/8/2021"
    dropped = "Quý IV/2021\n- Điều chỉnh: Đưa ra khỏi chương trình"
    assert agenda("2021-08-20", done, dropped, "Quý IV/2021") == (["3"], ["1", "2"])
    written = mine(library("2021-08-20", done, dropped))
    assert "2 việc đã xong hoặc đưa ra khỏi chương trình tính đến ngày 20/8/2021" in written
    assert "Hoàn thành ngày 1/8/2021, đúng hạn" in written


def mine(read: Reading) -> str:
    """What Ban A is told of its tasks."""
    return "\n".join(TaskPages(read, ENTRY).of_entry(read.corpus.register.by_id["ban-a"]))


def test_what_is_overdue_stands_first_and_outside_the_fold() -> None:
    done = "Quý I/2021\n- Tiến độ: Hoàn thành ngày 1/3/2021"
    begun = "Tháng 4/2021\n- Tiến độ: Đã trình dự thảo (ngày 1/4/2021)"
    written = mine(library("2021-08-20", "Quý IV/2021", done, begun, "Tháng 3/2021"))
    told = "2 việc quá hạn tính đến ngày 20/8/2021, chưa hoàn thành"
    parts = (told, "Nhiệm vụ 4.", "Quá hạn, chưa có báo cáo", "Nhiệm vụ 3.", "đã quá thời gian")
    places = [written.index(part) for part in (*parts, "Nhiệm vụ 1.", "q-over", "Nhiệm vụ 2.")]
    assert places == sorted(places)


def test_a_programme_that_records_nothing_tells_no_state() -> None:
    read = library("2021-08-20", "Tháng 3/2021")
    written = "\n".join(TaskPages(read, ENTRY).of_entry(read.corpus.register.by_id["ban-a"]))
    assert "q-became" not in written


def test_without_a_day_nothing_is_over() -> None:
    assert agenda("", "Quý IV/2021", "Tháng 3/2021") == (["2", "1"], [])


def test_the_page_of_somebody_without_tasks_shows_the_duties_alone() -> None:
    read = library("2021-08-20", "Quý IV/2021")
    entry = read.corpus.register.by_id["ban-b"]
    written = "\n".join(TaskPages(read, entry.path).of_entry(entry))
    assert "Mỗi quý một lần" in written
    assert "../quy-che/q.md#dieu-1-khoan-1" in written
    assert "../chuong-trinh/c.md" not in written


def agenda_of(*times: str) -> list[str]:
    """The headings of the page of all tasks, and the numbers below each."""
    written = TaskPages(library("2021-08-20", *times), urls.AGENDA).agenda()
    found = re.findall(r"Năm \d+|Tháng \d+/\d+(?=\n)|Thường xuyên hoặc|Nhiệm vụ \d+", written)
    return [text.replace("Nhiệm vụ ", "") for text in found]


def test_all_tasks_stand_below_the_month_in_which_their_time_ends() -> None:
    times = ("Quý IV/2021", "Thường xuyên", "Ngày 5/12/2021", "Quý I/2021")
    headings = ["Năm 2021", "Tháng 3/2021", "4", "Tháng 12/2021", "3", "1"]
    assert agenda_of(*times) == [*headings, "Thường xuyên hoặc", "2"]


def test_what_is_yearly_stands_in_every_year_of_its_term() -> None:
    found = agenda_of("Quý IV hằng năm")
    assert [text for text in found if text.startswith("Năm")] == [
        f"Năm {year}" for year in range(2020, 2026)
    ]


def test_without_tasks_the_page_says_so() -> None:
    assert "Chưa có nhiệm vụ nào." in TaskPages(library("2021-08-20"), urls.AGENDA).agenda()


def test_every_body_and_role_with_something_to_do_is_told(site: Site) -> None:
    page = site.html("co-quan/ban-kiem-tra.md", "2")
    parts = ["quy-dinh", "thay-doi", "viec-cua-toi", "thong-tin"]
    places = [page.index(f'id="{part}"') for part in parts]
    assert places == sorted(places), "what governs it first, then what changed, then what is due"
    assert [page.index(f'href="#{part}"') < places[0] for part in parts] == [True] * 4
    mine = page[places[2] : places[3]]
    assert "tính từ ngày 6/5/2018" in mine
    assert f'href="../../{INSPECTIONS.removesuffix(".md")}/#nhiem-vu-7"' in mine
    times = re.findall(r'class="q-when">(?:<span[^>]*>)?([^<]+)<', mine)
    assert times.index("Tháng 6/2018") < times.index("Quý III/2018") < times.index("Năm 2022")
    later = site.html("co-quan/ban-bai-tha.md", "2.1-du-thao-1")
    assert "việc đã qua hạn tính đến ngày 14/6/2020" in later
    dropped = site.html("co-quan/ban-kiem-tra.md", "2.1-du-thao-1")
    assert "đưa ra khỏi chương trình hoặc qua hạn tính đến ngày 14/6/2020" in dropped


@pytest.mark.parametrize("path", ["chuc-danh/uy-vien-ban-dieu-hanh.md", "co-quan/thuong-truc.md"])
def test_recurring_duties_name_their_source(site: Site, path: str) -> None:
    page = site.html(path)
    assert re.search(r'href="../../quy-che/quy-che-hoat-dong/#dieu-\d+-khoan-\d+[^"]*">', page)
    assert "Việc lặp lại và thời hạn" in page
