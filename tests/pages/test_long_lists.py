"""Pages of many bodies and documents: what is more than a reader looks through is folded, and there."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from quyche import urls
from quyche.corpus import corpora
from quyche.editions import history
from quyche.editions.history import History, Standing, snapshot_of
from quyche.editions.ledgers import Edition
from quyche.labels import Labels
from quyche.pages.entries.entry_pages import MOST_LISTED, EntryPages
from quyche.pages.entries.further_pages import MOST_LINES, FurtherPages
from quyche.pages.frames import MOST_EVENTS, MOST_ROWS, Framing, PagePlace
from quyche.pages.home import HomePage, choices_of, suggested
from quyche.pages.register import Pages
from quyche.pages.registry import EditionPages
from quyche.reading.reading import Reading
from readings import reading_of

LABELS = Labels.load("vi")
MANY = 60
HUNDREDS = 450
ADOPTED = "status: adopted\nadopted: 2021-01-18\neffective: 2021-01-18\n"


def files(bodies: int, documents: int) -> Mapping[str, str]:
    found = {
        f"co-quan/b{n}.md": f"---\nkind: body\nname: Ban {n} Hội\n---\n" for n in range(bodies)
    }
    articles = "".join(
        f"### Điều {n + 1}. Nhiệm vụ của Ban {n} Hội\n\nBan {n} Hội họp.\n\n" for n in range(bodies)
    )
    for n in range(documents):
        front = f"---\nkind: regulation\ntitle: Quy chế {n}\n{ADOPTED}---\n# Quy chế {n}\n\n"
        found[f"quy-che/q-{n}.md"] = front + (articles or "### Điều 1. A\n\nB.\n")
    return found


@cache
def reading(bodies: int, documents: int) -> Reading:
    texts = {path: text.encode() for path, text in files(bodies, documents).items()}
    return reading_of(corpora.build(texts))


def parted(markdown: str) -> tuple[str, str]:
    """What is in sight, and what is folded."""
    shown, *folded = markdown.split('["details"')
    return shown, "".join(folded)


def test_the_matrix_names_a_document_once_and_folds_what_is_more_than_fifty_rows() -> None:
    shown, folded = parted(Pages(reading(MANY, 1), urls.MATRIX).matrix())
    assert (shown + folded).count("Quy chế 0") == 1
    assert (shown.count('"scope":"row"'), folded.count('"scope":"row"')) == (50, MANY - 50)


def test_the_matrix_folds_whole_tables_once_enough_rows_were_shown() -> None:
    written = Pages(reading(MANY, 2), urls.MATRIX).matrix()
    assert written.count('"scope":"row"') == 2 * MANY
    assert parted(written)[0].count('"scope":"row"') == 50


def test_what_governs_a_body_in_few_documents_is_shown_whole_and_folded_after_fifty() -> None:
    article = "### Điều {}. Nhiệm vụ của Ban 0 Hội\n\nBan 0 Hội họp.\n\n"
    many = "".join(article.format(n) for n in range(1, MANY))
    text = f"---\nkind: regulation\ntitle: Q\n{ADOPTED}---\n# Q\n\n{many}"
    own = {**files(1, 0), "quy-che/q.md": text}
    read = reading_of(corpora.build({path: one.encode() for path, one in own.items()}))
    entry = read.corpus.register.by_id["b0"]
    shown, folded = parted(EntryPages(read, entry.path).page(entry))
    assert (shown.count("q-shown"), folded.count("q-shown")) == (50, MANY - 1 - 50)


def pages_of(read: Reading) -> EditionPages:
    return EditionPages(read, history.alone(read.ledger, urls.WORK))


def continued(read: Reading, start: str) -> list[str]:
    """What a list is on its own page and on all further ones, in order."""
    found = pages_of(read).by_path
    folder = start.removesuffix(".md") + "/trang-"
    paths = (start, *(path for path in found if path.startswith(folder)))
    return [found[path].write("") for path in paths]


def test_what_governs_a_body_in_many_documents_is_listed_by_its_first_words() -> None:
    first, *others = continued(reading(1, HUNDREDS), "co-quan/b0.md")
    assert "q-shown" not in first
    assert first.count(" Nhiệm vụ của Ban 0 Hội") == MOST_LISTED
    assert f"Còn {HUNDREDS - MOST_LISTED} quy định khác" in first
    assert [page.count('["li"') for page in others] == [MOST_LINES, MOST_LINES]
    whole = "".join((first, *others))
    assert all(f"bang-trach-nhiem/van-ban/q-{n}.md#b0" in whole for n in range(HUNDREDS))
    assert "co-quan/b0.md" not in first
    assert all("(../b0.md)" in page for page in others)
    assert "(trang-2.md)" in others[1]
    assert not pages_of(reading(1, HUNDREDS)).by_path["co-quan/b0/trang-2.md"].is_listed


def test_of_many_documents_each_has_a_page_of_all_whom_it_governs() -> None:
    found = pages_of(reading(3, MANY)).by_path
    page = found["bang-trach-nhiem/van-ban/q-7.md"].write("")
    places = [f"quy-che/q-7.md#dieu-{n + 1})" for n in range(3)]
    assert [page.count(place) for place in places] == [1, 1, 1]
    assert page.count(" Nhiệm vụ của Ban") == 3
    assert "q-8" not in page
    assert not [path for path in pages_of(reading(3, 12)).by_path if "/van-ban/" in path]


def test_the_matrix_of_many_documents_counts_and_leads_to_each_of_them() -> None:
    first, *others = continued(reading(1, HUNDREDS), urls.MATRIX)
    assert first.count('"scope":"row"') == 1
    assert f"[{HUNDREDS}](co-quan/b0.md#quy-dinh)" in first
    lines = [page.count('["li"') for page in (first, *others)]
    assert lines == [MOST_LINES - 1, MOST_LINES, HUNDREDS + 1 - 2 * MOST_LINES]
    assert "(bang-trach-nhiem/trang-3.md)" in first
    assert "(../bang-trach-nhiem.md)" in others[-1]


def test_short_lists_have_no_further_pages() -> None:
    assert not [path for path in pages_of(reading(1, 50)).by_path if "trang-" in path]


def test_pages_near_the_one_at_hand_are_named_and_the_first_and_the_last() -> None:
    (_, line, _) = FurtherPages(reading(1, 1), "co-quan/b0/trang-20.md", "co-quan/b0.md").ways(
        40, 20
    )
    assert re.findall(r"(?<=\[)[0-9]+(?=\])", line) == ["1", "18", "19", "21", "22", "41"]


@pytest.mark.parametrize(("bodies", "documents"), [(0, 1), (MANY, 1), (1, MANY)])
def test_the_home_page_has_every_document_whatever_else_there_is(
    bodies: int, documents: int
) -> None:
    read = reading(bodies, documents)
    written = HomePage(read, urls.HOME, history.alone(read.ledger, urls.WORK)).markdown("Về Hội.")
    assert [n for n in range(documents) if f"quy-che/q-{n}.md" not in written] == []
    assert parted(written)[0].count(".md)") <= 10
    assert written.rstrip().endswith("Về Hội.")
    assert [len(entries) for _, entries in choices_of(read)] == ([bodies] if bodies else [])
    assert 1 <= len(suggested(read)) <= 10


@cache
def long_standing(count: int) -> Standing:
    """Of the newest of so many editions, each of which changed the one document."""
    told = []
    for number in range(1, count + 1):
        day = datetime.date(2000 + number, 1, 1)
        edition = Edition(str(number), f"Bản {number}", False, day, documents=(("q-0", ""),))  # noqa: FBT003
        held = {
            "quy-che/q-0.md": files(0, 1)["quy-che/q-0.md"].replace("B.", f"{number}.").encode()
        }
        told.append(snapshot_of(held, edition, internal=False))
    return Standing(str(count), History(tuple(told)), is_published=True)


@pytest.mark.parametrize("path", ["index.md", "quy-che/q-0.md", urls.HISTORY])
def test_no_page_grows_with_the_number_of_editions(path: str) -> None:
    listed, told = [], []
    for count in (60, 120):
        framing = Framing(long_standing(count), LABELS)
        place = PagePlace(path, urls.address_of(path), "..")
        listed.append([int(row.name) for row in framing.frame(place).rows])
        told.append([int(event.row.name) for event in framing.timeline(place, {})])
        assert framing.frame(place).has_more
    assert listed == [list(range(count, count - MOST_ROWS, -1)) for count in (60, 120)]
    assert told == [list(range(count, count - MOST_EVENTS, -1)) for count in (60, 120)]


def test_a_history_goes_on_where_the_page_of_an_older_edition_begins() -> None:
    place = PagePlace(urls.HISTORY, urls.address_of(urls.HISTORY), "..")
    assert Framing(long_standing(60), LABELS).earlier(place) == "../../10/lich-su/"
    assert not Framing(long_standing(50), LABELS).earlier(place)
    alone = replace(long_standing(60), is_published=False)
    assert not Framing(alone, LABELS).earlier(place)
    assert len(Framing(alone, LABELS).timeline(place, {})) == 60
