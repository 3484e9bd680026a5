"""Calendars are valid, say what the programmes say, and are the same bytes every time."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organisation import INSPECTIONS
from quyche import urls
from quyche.corpus import corpora
from quyche.exports.task_calendars import TaskCalendars
from quyche.formats import calendars
from quyche.formats.calendars import CalendarEvent
from quyche.programmes.tasks import is_dated
from readings import reading_of
from sites import Site

DAY = datetime.date(2021, 3, 15)
PROGRAMME = "---\nkind: programme\ntitle: Chương trình\nstatus: {}\nterm: XVII (2020-2025)\neffective: 2021-03-15\n---\n# C\n\n{}"
TASK = "### Nhiệm vụ {0}. Việc {0}\n\n- Chủ trì: Ban A\n- Thời gian: {1}\n\n"


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar as §3.1 of RFC 5545 puts them together."""
    text = content.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert "\r" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def value(content: bytes, name: str) -> str:
    """The first value of a property, unescaped."""
    line = next(line for line in unfolded(content) if line.startswith(f"{name}:"))
    escaped = line.removeprefix(f"{name}:").replace("\\\\", "\0")
    for sign in ",;":
        escaped = escaped.replace(f"\\{sign}", sign)
    return escaped.replace("\\n", "\n").replace("\0", "\\")


def of(*times: str, status: str = "adopted", url: str = "https://vi.du/17/") -> dict[str, bytes]:
    """The calendars of a site with one task for each time."""
    tasks = "".join(TASK.format(number, time) for number, time in enumerate(times, start=1))
    files = {
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "chuong-trinh/c.md": PROGRAMME.format(status, tasks),
    }
    documents = corpora.build({path: text.encode() for path, text in files.items()})
    library = reading_of(documents, date=DAY)
    assert is_dated(library.tasks) is bool(dict(TaskCalendars(library, url).files()))
    return dict(TaskCalendars(library, url).files())


def programme(*times: str, status: str = "adopted", url: str = "https://vi.du/17/") -> list[str]:
    return unfolded(of(*times, status=status, url=url)["chuong-trinh/c.ics"])


def test_a_fuzzy_time_is_a_span_of_whole_days() -> None:
    lines = programme("Quý II/2021")
    assert "DTSTART;VALUE=DATE:20210401" in lines
    assert "DTEND;VALUE=DATE:20210701" in lines  # the day after the last


def test_an_event_keeps_its_name_in_every_edition_and_calendar() -> None:
    name = "UID:c.nhiem-vu-1@vi.du"
    assert name in programme("Quý II/2021")
    assert name in programme("Tháng 5/2021", url="https://vi.du/17.1-du-thao-1/")
    assert name in unfolded(of("Quý II/2021")["co-quan/ban-a.ics"])


def test_what_was_dropped_is_cancelled_under_its_name() -> None:
    kept = programme("Quý II/2021\n- Điều chỉnh: Bổ sung")
    dropped = programme("Quý II/2021\n- Điều chỉnh: Đưa ra khỏi chương trình")
    assert "STATUS:CONFIRMED" in kept
    assert "STATUS:CANCELLED" in dropped
    assert "UID:c.nhiem-vu-1@vi.du" in dropped


def test_two_times_of_a_task_are_two_events() -> None:
    lines = programme("Quý II/2021; Quý IV/2021")
    assert [line for line in lines if line.startswith("UID:")] == [
        "UID:c.nhiem-vu-1@vi.du",
        "UID:c.nhiem-vu-1.2@vi.du",
    ]


def test_what_is_yearly_comes_back_until_the_term_ends() -> None:
    lines = programme("Quý IV hằng năm")
    assert "DTSTART;VALUE=DATE:20211001" in lines
    assert "RRULE:FREQ=YEARLY;UNTIL=20251231" in lines


def test_it_is_stamped_with_the_day_of_the_edition_and_says_whether_it_is_settled() -> None:
    assert "DTSTAMP:20210315T000000Z" in programme("Năm 2021")
    assert "STATUS:CONFIRMED" in programme("Năm 2021")
    assert "STATUS:TENTATIVE" in programme("Năm 2021", status="draft")


def test_it_leads_to_the_task() -> None:
    assert "URL:https://vi.du/17/chuong-trinh/c/#nhiem-vu-1" in programme("Năm 2021")
    assert not [line for line in programme("Năm 2021", url="") if line.startswith("URL:")]


def test_it_says_what_the_programme_says() -> None:
    content = of("Quý II/2021")["chuong-trinh/c.ics"]
    assert value(content, "SUMMARY") == "Việc 1"
    assert value(content, "DESCRIPTION").split("\n") == [
        "Chương trình · Nhiệm vụ 1",
        "Chủ trì: Ban A",
        "Thời gian: Quý II/2021",
    ]


@pytest.mark.parametrize("time", ["Thường xuyên", "Tháng 3", "sớm", "15 ngày kể từ ngày họp"])
def test_without_a_day_there_is_no_calendar(time: str) -> None:
    assert of(time) == {}


@given(st.text(max_size=300))
def test_whatever_a_task_is_called_can_be_read_back(name: str) -> None:
    content = calendars.write(name, [CalendarEvent("u", DAY, DAY, name, f"a\n{name}")], DAY)
    kept = "".join(sign for sign in name if (sign >= " " and sign != "\x7f") or sign in "\n\t")
    for found in (value(content, "X-WR-CALNAME"), value(content, "SUMMARY")):
        assert found == kept
    assert value(content, "DESCRIPTION") == f"a\n{kept}"
    assert unfolded(content).count("BEGIN:VEVENT") == 1


def test_a_client_opens_the_calendars_of_every_edition(site: Site) -> None:
    icalendar = pytest.importorskip("icalendar")
    paths = sorted(site.folder.glob("*/*/*.ics"))
    assert len(paths) > 40
    uids: dict[str, set[str]] = {}
    for path in paths:
        if not path.parents[1].is_symlink():
            calendar = icalendar.Calendar.from_ical(path.read_bytes())
            events = calendar.walk("VEVENT")
            assert not calendar.errors
            assert not [event.errors for event in events if event.errors]
            assert all(event["DTSTART"].dt < event["DTEND"].dt for event in events)
            edition = path.parents[1].name
            uids.setdefault(edition, set()).update(str(event["UID"]) for event in events)
    assert uids["2"] == uids["hien-hanh"]
    assert len(uids["2"] & uids["2.1-du-thao-1"]) == len(uids["2"]) >= 14


@pytest.mark.parametrize(
    "path", ["co-quan/van-phong.md", "chuc-danh/chu-tich.md", INSPECTIONS]
)  # fmt: skip
def test_a_page_links_to_its_calendar(site: Site, path: str) -> None:
    name = Path(urls.calendar_of(path)).name
    assert f'href="../{name}"' in site.html(path).replace(
        f"../../{Path(path).parent}/{name}", f"../{name}"
    )
    assert (site.folder / "dang-soan" / urls.calendar_of(path)).is_file()
