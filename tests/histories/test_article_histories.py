"""When each article changed, followed through every number it had."""

import datetime

from comparisons import FRONT
from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.editions import history
from quyche.editions.history import History, Snapshot
from quyche.editions.ledgers import Edition
from quyche.editions.records import Histories
from quyche.editions.revisions import Revision
from quyche.histories import article_histories, pairs

ARTICLES = {
    "a": "Ban Thường vụ họp mỗi tháng một lần theo giấy mời của Bí thư",
    "b": "Văn phòng gửi tài liệu trước ngày họp năm ngày làm việc",
    "c": "Thành viên vắng mặt phải báo cáo người chủ trì bằng văn bản",
}
PATH = "quy-che/a.md"


def text(*articles: str) -> str:
    """A document of these articles: a letter is a known one, with `+` its text is changed."""
    parts = []
    for number, name in enumerate(articles, 1):
        body = ARTICLES[name[0]] + (", trừ trường hợp khẩn cấp" if name.endswith("+") else "")
        parts.append(f"### Điều {number}. Về việc {name[0]}\n\n{body}.\n")
    return FRONT + "\n".join(parts)


def told(*texts: str) -> Histories:
    """The histories in the last of these editions, each made from those before it."""
    files = [text.encode() for text in texts]
    snapshots: list[Snapshot] = []
    published: dict[str, Histories] = {"": {}}

    def read(snapshot: Snapshot, _revision: Revision) -> Text:
        return corpora.text_of(PATH, files[snapshots.index(snapshot)])

    for number, content in enumerate(files, 1):
        edition = Edition(
            str(number), f"Bản {number}", is_draft=False, date=datetime.date(2021, 1, number)
        )
        snapshots.append(history.snapshot_of({PATH: content}, edition, internal=False))
        known = History(tuple(snapshots))
        compared = pairs.of_history(known, read)
        published[str(number)] = article_histories.extended(
            published.__getitem__, known, compared, read
        )
    return published[str(len(texts))]


def events(*texts: str) -> dict[str, list[tuple[str, str]]]:
    return {
        anchor: [(event["edition"], event["status"]) for event in events]
        for anchor, events in told(*texts)["a"].items()
    }


def test_every_article_of_the_first_edition_is_new() -> None:
    assert events(text("a", "b")) == {"dieu-1": [("1", "added")], "dieu-2": [("1", "added")]}


def test_an_article_keeps_its_history_under_another_number() -> None:
    found = events(text("a", "b"), text("a", "b+"), text("c", "a", "b+"))
    assert found == {
        "dieu-1": [("3", "added")],
        "dieu-2": [("1", "added")],
        "dieu-3": [("2", "amended"), ("1", "added")],
    }


def test_an_edition_that_leaves_the_text_adds_nothing() -> None:
    same = text("a", "b+")
    assert events(text("a", "b"), same, same, same) == events(text("a", "b"), same)


def test_each_change_leads_to_the_comparison_that_shows_it() -> None:
    newest, oldest = told(text("a", "b"), text("c", "a", "b+"))["a"]["dieu-3"]
    assert (newest["edition"], newest["older"], newest["block"]) == ("2", "1", "moi-dieu-3")
    assert (oldest["older"], oldest["block"]) == ("", "")


def test_a_document_that_comes_back_goes_on_with_its_history() -> None:
    gone = "# Trang\n"
    known = events(text("a", "b"), text("a+", "b"))
    assert events(text("a", "b"), text("a+", "b"), gone, text("a+", "b")) == known
    assert events(text("a", "b"), text("a+", "b"), gone, text("a+", "b+")) == {
        "dieu-1": [("2", "amended"), ("1", "added")],
        "dieu-2": [("4", "amended"), ("1", "added")],
    }
