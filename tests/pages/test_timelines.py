"""A programme's tasks stand over the months that their text gives, and nowhere else."""

import datetime

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from organisation import INSPECTIONS, TERM
from quyche.corpus import corpora
from quyche.pages.programmes import PlanReport, filters_of, plan_of
from quyche.pages.timelines import Timeline, timeline_of
from quyche.reading.reading import Reading
from readings import reading_of
from sites import Site

HEAD = "---\nkind: programme\ntitle: C\nstatus: draft\nterm: XVII (2020-2025)\n---\n# C\n\n"
DAY = datetime.date(2021, 8, 20)
DONE = "Tiến độ: Hoàn thành ngày {}"


def library(*tasks: tuple[str, ...], date: datetime.date | None = DAY) -> Reading:
    """With one task for each tuple of fields, numbered from 1."""
    text = "\n".join(
        f"### Nhiệm vụ {number}. Việc {number}\n\n" + "".join(f"- {field}\n" for field in fields)
        for number, fields in enumerate(tasks, start=1)
    )
    files = {
        "chuong-trinh/c.md": HEAD + text,
        "quy-che/q.md": "---\nkind: regulation\ntitle: Quy chế làm việc\nstatus: draft\n---\n# Q\n",
    }
    documents = corpora.build({path: content.encode() for path, content in files.items()})
    return reading_of(documents, date=date)


def drawing(*tasks: tuple[str, ...], date: datetime.date | None = DAY) -> Timeline | None:
    read = library(*tasks, date=date)
    return timeline_of(read, read.corpus.by_id["c"])


def report(*tasks: tuple[str, ...]) -> PlanReport | None:
    read = library(*tasks)
    return plan_of(read, read.corpus.by_id["c"], "../..")


@pytest.mark.parametrize(
    ("time", "bars"),
    [
        ("Tháng 3/2021", ["4/5"]),
        ("Quý II/2021", ["5/8"]),
        ("6 tháng cuối năm 2021", ["8/14"]),
        ("Năm 2021", ["2/14"]),
        ("Trước ngày 15/12/2021", ["13/14"]),
        ("Quý I/2021; Quý III/2021", ["2/5", "8/11"]),
        ("Thường xuyên", []),
        ("Sớm", []),
    ],
)
def test_a_bar_covers_the_months_of_its_time(time: str, bars: list[str]) -> None:
    found = drawing(("Thời gian: Năm 2021",), (f"Thời gian: {time}",))
    assert found
    assert [bar.column for bar in found.rows[1].bars] == bars
    assert found.rows[1].time == time
    assert (found.months, len(found.quarters), found.years) == (12, 4, ())


def test_what_comes_back_has_a_bar_for_each_year() -> None:
    found = drawing(("Thời gian: Quý IV hằng năm",))
    assert found
    assert [bar.first for bar in found.rows[0].bars] == [10, 22, 34, 46, 58, 70]
    assert [head.name for head in found.years] == [str(year) for year in range(2020, 2026)]
    assert found.rows[0].is_recurring


def test_a_late_end_adds_only_the_quarters_it_needs() -> None:
    found = drawing(("Thời gian: Tháng 12/2021", DONE.format("14/1/2022")))
    assert found
    assert (found.months, [head.name for head in found.years]) == (15, ["2021", "2022"])
    assert [(mark.state, mark.stretch.first) for mark in found.rows[0].marks] == [("done", 13)]


@pytest.mark.parametrize(
    ("date", "today"), [("2021-08-20", "9/10"), ("2022-01-01", ""), ("2020-12-31", "")]
)
def test_the_day_of_the_edition_is_a_line_where_it_lies_inside(date: str, today: str) -> None:
    found = drawing(("Thời gian: Năm 2021",), date=datetime.date.fromisoformat(date))
    assert found
    assert (found.today.column if found.today else "") == today


def test_nothing_is_drawn_without_days_or_over_too_many_years() -> None:
    assert drawing(("Thời gian: Thường xuyên",)) is None
    assert drawing(("Thời gian: Năm 2021",), ("Thời gian: Năm 2221",)) is None


def test_kinds_and_states_are_told_where_there_are_any() -> None:
    found = drawing(
        ("Hình thức: Kiểm tra", "Thời gian: Quý I/2021"),
        ("Hình thức: Giám sát", "Thời gian: Quý IV/2021", DONE.format("3/8/2021")),
    )
    assert found
    assert found.forms == ("inspection", "supervision")
    assert found.states == ("done", "not-reported")
    silent = drawing(("Thời gian: Quý I/2021",))
    assert silent
    assert (silent.forms, silent.states, silent.rows[0].said) == ((), (), ())


def test_a_report_counts_every_task_once() -> None:
    found = report(
        ("Thời gian: Quý I/2021", DONE.format("3/3/2021")),
        ("Thời gian: Quý I/2021",),
        ("Thời gian: Quý IV/2021",),
        ("Thời gian: Quý II/2021", "Điều chỉnh: Đưa ra khỏi chương trình"),
        ("Thời gian: Quý II/2021", "Tiến độ: Đang soạn"),
    )
    assert found
    assert {count.state: count.number for count in found.counts} == {
        "done": 1, "under-way": 1, "planned": 1, "not-reported": 1, "dropped": 1,
    }  # fmt: skip
    assert sum(count.number for count in found.counts) == found.total == len(found.lines)
    assert found.lines[0].said == ("Hoàn thành ngày 3/3/2021, đúng hạn",)


def test_a_programme_without_records_reports_nothing() -> None:
    assert report(("Thời gian: Quý I/2021",)) is None


@pytest.mark.parametrize(
    ("product", "href"),
    [
        ("Quy chế làm việc", "../../quy-che/q/"),
        ("[Bản in](../quy-che/q.md#dieu-1)", "../../quy-che/q/#dieu-1"),
        ("[Bản in](https://vi.example/a)", "https://vi.example/a"),
        ("[Bản in](../quy-che/khong-co.md)", ""),
        ("[Bản in](javascript:alert)", ""),
        ("Kết luận số 00-KL/TU", ""),
    ],
)
def test_a_product_leads_to_a_page_that_is_there(product: str, href: str) -> None:
    found = report(("Thời gian: Quý I/2021", f"{DONE.format('3/3/2021')}; sản phẩm: {product}"))
    assert found
    assert [target for _, target in found.lines[0].products] == [href]


def test_a_moved_task_tells_its_first_time() -> None:
    moved = "Điều chỉnh: Chuyển thời gian từ quý III sang quý IV/2021"
    found = report(("Thời gian: Quý IV/2021", moved, "Tiến độ: Đang soạn"))
    assert found
    assert found.lines[0].first_time == "quý III"


def test_a_reader_may_choose_by_state_only_where_progress_is_recorded() -> None:
    tasks = (("Thời gian: Năm 2021", DONE.format("3/3/2021")), ("Thời gian: Năm 2021",))
    read = library(*tasks)
    chosen = filters_of(read, read.corpus.by_id["c"])[-1]
    assert (chosen.name, chosen.data) == ("trang-thai", "state")
    assert [value for value, _ in chosen.choices] == ["hoan-thanh", "chua-bao-cao"]
    silent = library(("Thời gian: Năm 2021",), ("Thời gian: Năm 2021",))
    names = [each.name for each in filters_of(silent, silent.corpus.by_id["c"])]
    assert names == ["quy"]


def test_a_choice_by_state_holds_for_the_drawing_and_the_report_too(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(site.page(INSPECTIONS))
    rows = page.locator(".q-months li:visible")
    everything = rows.count()
    page.get_by_label("Tình hình").select_option("Hoàn thành")
    assert page.url.endswith("?trang-thai=hoan-thanh")
    assert 0 < rows.count() < everything
    assert rows.count() == page.locator(".q-task:visible").count()
    page.get_by_text("Kế hoạch và kết quả").click()
    assert page.locator(".q-results tbody tr:visible").count() == rows.count()
    page.reload()
    assert 0 < rows.count() < everything
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", [INSPECTIONS, TERM])
def test_each_row_of_the_drawing_is_a_link_to_its_task(
    browser: Browser, site: Site, path: str, width: int
) -> None:
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": width, "height": 844}
    )
    page = context.new_page()
    page.goto(site.page(path))
    links = page.locator(".q-months li > a")
    assert links.count() == page.locator(".q-task").count()
    for link in links.all():
        box = link.bounding_box()
        assert box
        assert box["height"] >= 24
        expect(page.locator(link.get_attribute("href") or "")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == width
    links.nth(2).click()
    assert page.url.endswith("#nhiem-vu-3")
    context.close()


def test_a_row_says_in_words_what_it_draws(site: Site) -> None:
    page = html.fromstring(site.html(INSPECTIONS))
    said = {
        row.get("data-q-task"): " ".join(row.text_content().split())
        for row in page.xpath("//*[contains(@class, 'q-months')]//li")
    }
    assert said["nhiem-vu-2"] == (
        "2 Kiểm tra dây và khung diều Quý III/2018. Hoàn thành ngày 22/10/2018, sau hạn."
    )
    assert said["nhiem-vu-7"].endswith("Quý II/2018. Quá hạn, chưa có báo cáo.")


def test_an_adjustment_leads_to_the_meeting_that_made_it(site: Site) -> None:
    page = html.fromstring(site.html(INSPECTIONS))
    (row,) = page.xpath("//section[h3/@id='nhiem-vu-3']")
    (link,) = row.xpath(".//p[@class='q-decided']/a")
    assert link.get("href") == "../../hoi-nghi/2018-08-19-ban-dieu-hanh/"
    (row,) = page.xpath("//section[h3/@id='nhiem-vu-4']")  # of that day no meeting is known
    assert not row.xpath(".//p[@class='q-decided']")


@pytest.mark.parametrize("edition", ["2-du-thao-1", "2"])
def test_an_edition_without_records_says_nothing_of_progress(site: Site, edition: str) -> None:
    page = site.html(INSPECTIONS, edition)
    assert "q-months" in page
    assert not any(word in page for word in ('"q-results"', "chưa có báo cáo", "trang-thai"))
