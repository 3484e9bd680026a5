"""The official table of a programme shows its text in order, and a reader may choose among rows."""

import json

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from playwright.sync_api import Browser, Page, expect

from organisation import INSPECTIONS
from quyche.corpus import corpora
from quyche.pages.documents import document_markdown
from quyche.pages.programmes import filters_of
from quyche.programmes.tables import columns, quarters
from quyche.reading.reading import Reading
from quyche.texts.digests import page_text, source_text
from readings import reading_of
from sites import Site, address_of

HEAD = "---\nkind: programme\ntitle: C\nstatus: draft\nterm: XVII (2020-2025)\n---\n# C\n\n"
PATH = "chuong-trinh/c.md"
FIELDS = (
    "Hình thức: Kiểm tra",
    "Đối tượng: Ban A",
    "Chủ trì: Ban A",
    "Chủ trì trình: Trưởng ban",
    "Phối hợp: Ban B; ban khác",
    "Thời gian: Quý II/2021",
    "Sản phẩm: Báo cáo",
    "Căn cứ: Nghị quyết",
    "Điều chỉnh: Bổ sung",
    "Không rõ: gì",
    "một dòng",
)


def library(text: str) -> Reading:
    files = {
        PATH: HEAD + text,
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n",
        "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng ban\n---\n",
    }
    documents = corpora.build({path: content.encode() for path, content in files.items()})
    return reading_of(documents)


def task(number: int, *fields: str) -> str:
    return (
        f"### Nhiệm vụ {number}. Việc {number}\n\n"
        + "".join(f"- {each}\n" for each in fields)
        + "\n"
    )


def written(read: Reading) -> str:
    """The HTML of the programme's page."""
    source = document_markdown(read, read.corpus.by_id["c"])
    return markdown.markdown(source, extensions=["quyche.markup.notation", "tables", "toc"])


def rows(text: str) -> list[list[str]]:
    """What each cell of each row shows, blanks aside."""
    page = html.fromstring(written(library(text)))
    found = page.xpath("//section[@class='q-task']")
    cells = "h2 | h3 | div[contains(@class, 'q-cell')]"
    return [[" ".join(_texts(cell)) for cell in row.xpath(cells)] for row in found]


def _texts(cell: html.HtmlElement) -> list[str]:
    """The words of the document in a cell."""
    return [
        word
        for text in cell.xpath(".//text()[not(ancestor::*[@data-q-site])]")
        for word in text.split()
    ]


def test_each_field_stands_in_the_column_of_its_kind() -> None:
    text = task(1, "Chủ trì: Ban A", "Thời gian: Năm 2021", "Căn cứ: N") + task(
        2, "Thời gian: Năm 2022"
    )
    assert [column.label for column in columns(library(text).tasks.all, "Nhiệm vụ")] == [
        "Nhiệm vụ", "Chủ trì", "Thời gian", "Căn cứ",
    ]  # fmt: skip
    assert rows(text) == [
        ["Nhiệm vụ 1. Việc 1", "- Chủ trì: Ban A", "- Thời gian: Năm 2021", "- Căn cứ: N"],
        ["Nhiệm vụ 2. Việc 2", "", "- Thời gian: Năm 2022", ""],
    ]


def test_a_field_out_of_order_stays_where_it_is() -> None:
    text = task(1, "Thời gian: Năm 2021", "Chủ trì: Ban A", "Căn cứ: N")
    assert rows(text) == [
        ["Nhiệm vụ 1. Việc 1", "", "- Thời gian: Năm 2021 - Chủ trì: Ban A", "- Căn cứ: N"]
    ]


def test_the_name_of_a_field_is_hidden_only_where_the_head_of_its_column_says_it() -> None:
    text = task(1, "Chủ trì: Ban A", "Thời gian: Năm 2021", "Căn cứ: N", "Điều chỉnh: B")
    page = html.fromstring(written(library(text)))
    plain = page.xpath("//*[contains(@class, 'q-plain')]//*[@class='q-name']")
    assert [name.text_content() for name in plain] == ["- Chủ trì:", "- Thời gian:"]


@given(
    st.lists(st.lists(st.sampled_from(FIELDS), max_size=8), min_size=1, max_size=3), st.booleans()
)
def test_the_table_loses_and_moves_nothing(tasks: list[list[str]], between: bool) -> None:  # noqa: FBT001  # either way
    parts = [task(number, *fields) for number, fields in enumerate(tasks, start=1)]
    text = (
        "## I. Một\n\n" + ("Lời dẫn.\n\n## II. Hai\n\n" if between else "").join(parts) + "Hết.\n"
    )
    read = library(text)
    assert page_text(written(read).encode()) == source_text(read.corpus.by_id["c"].document, "")


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("Tháng 2/2021", ("2021-1",)),
        ("6 tháng cuối năm 2021", ("2021-3", "2021-4")),
        ("Quý IV/2021; Quý I/2022", ("2021-4", "2022-1")),
        ("Quý IV hằng năm", tuple(f"{year}-4" for year in range(2020, 2026))),
        ("Thường xuyên", ()),
    ],
)
def test_a_time_touches_quarters(time: str, expected: tuple[str, ...]) -> None:
    (found,) = library(task(1, f"Thời gian: {time}")).tasks.all
    assert quarters(found) == expected


def test_there_is_a_choice_only_where_tasks_differ() -> None:
    text = task(1, "Chủ trì: Ban A", "Thời gian: Quý I/2021") + task(
        2, "Chủ trì: Ban B", "Thời gian: Quý II/2021", "Chủ trì trình: Trưởng ban"
    )
    read = library(text)
    found = filters_of(read, read.corpus.by_id["c"])
    assert [(each.name, [value for value, _ in each.choices]) for each in found] == [
        ("co-quan", ["ban-a", "ban-b"]),
        ("quy", ["2021-1", "2021-2"]),
    ]


def numbers(page: Page) -> list[str]:
    """The numbers of the tasks in sight."""
    return page.locator(".q-task:visible .q-number").all_inner_texts()


def test_a_reader_chooses_tasks_and_the_address_keeps_the_choice(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site.page(INSPECTIONS, "2"))
    everything = numbers(page)
    written = site.html(INSPECTIONS, "2")
    parts = [written.index(f'class="{name}"') for name in ("q-tasks", "q-filters")]
    assert parts == sorted(parts)
    expect(page.get_by_label("Loại việc")).to_be_hidden()  # below the text, and folded on a phone
    page.get_by_text("Chọn nhiệm vụ", exact=True).click()
    page.get_by_label("Loại việc").select_option("Giám sát")
    supervised = numbers(page)
    assert 0 < len(supervised) < len(everything)
    page.get_by_label("Quý").select_option("Quý II/2018")
    few = numbers(page)
    assert set(few) < set(supervised)
    expect(page.get_by_text(f"Đang hiện {len(few)}/{len(everything)} nhiệm vụ")).to_be_visible()
    assert page.url.endswith("?quy=2018-2&loai=giam-sat") or page.url.endswith(
        "?loai=giam-sat&quy=2018-2"
    )
    page.reload()
    assert numbers(page) == few
    page.evaluate("location.hash = '#nhiem-vu-1'")  # a link to a task that is not among them
    expect(page.locator("#nhiem-vu-1")).to_be_visible()
    assert numbers(page) == everything
    page.close()


def test_paper_has_every_task_whatever_is_chosen(browser: Browser, site: Site) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(site.page(INSPECTIONS) + "?loai=giam-sat")
    page.get_by_text("Kế hoạch và kết quả").click()
    everything = page.locator(".q-task").count()
    assert 0 < page.locator(".q-task:visible").count() < everything
    page.emulate_media(media="print")
    assert page.locator(".q-task:visible").count() == everything
    assert page.locator(".q-results tbody tr:visible").count() == everything
    page.close()


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?trang-thai=done", ""),
        ("?trang-thai=hoan-thanh&loai=x", "?trang-thai=hoan-thanh"),
        ("?loai=giam-sat", "?loai=giam-sat"),
    ],
)
def test_a_choice_that_nobody_knows_is_dropped_from_the_address(
    browser: Browser, site: Site, query: str, left: str
) -> None:
    page = browser.new_page()
    page.goto(site.page(INSPECTIONS) + query)
    assert page.url == site.page(INSPECTIONS) + left
    page.close()


def test_a_wide_screen_has_the_table_and_a_narrow_one_has_cards(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(site.page(INSPECTIONS, "2"))
    head = page.locator(".q-columns").first
    expect(head).to_be_visible()
    assert head.locator("p").all_inner_texts()[:3] == ["Nhiệm vụ", "Nội dung", "Đối tượng"]
    for width in (390, 768):
        page.set_viewport_size({"width": width, "height": 844})
        expect(head).to_be_hidden()
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.close()


def test_a_search_finds_a_field_below_its_task(site: Site) -> None:
    index = json.loads((site.folder / "2" / "tim-kiem.json").read_text("utf-8"))
    (piece,) = [unit[-1] for unit in index["units"] if unit[0] == address_of(INSPECTIONS)]
    found = json.loads((site.folder / "tim-kiem" / f"{piece}.json").read_text("utf-8"))
    (text,) = [record[-1] for record in found["records"] if record[0] == "nhiem-vu-6"]
    assert "Chủ trì: Ban Điều hành" in text
    assert "Căn cứ: Điểm b khoản 1 Điều 3 Quy chế hoạt động" in text


def test_without_a_script_everything_is_shown(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.page(INSPECTIONS, "2") + "?loai=giam-sat")
    assert len(numbers(page)) == page.locator(".q-task").count() > 5
    expect(page.locator(".q-filters")).to_be_hidden()
    context.close()
