"""What a document is, in a line."""

import datetime

import pytest

from quyche.corpus import corpora
from quyche.labels import Labels
from quyche.texts.states import state_of

ADOPTED = "status: adopted\nnumber: 00-QC/TU\nadopted: 2021-03-15\neffective: 2021-03-15\n"


@pytest.mark.parametrize(
    ("front", "state"),
    [
        ("status: draft\n", "Dự thảo, chưa có hiệu lực"),
        ("status: draft\ndraft: 2\nsubmitted: 2021-02-10\n", "Dự thảo lần 2, trình ngày 10/2/2021, chưa có hiệu lực"),
        (ADOPTED, "Có hiệu lực từ ngày 15/3/2021"),
        (f"{ADOPTED}expires: 2021-12-31\n", "Có hiệu lực từ ngày 15/3/2021 đến hết ngày 31/12/2021"),
        (ADOPTED.replace("adopted\n", "superseded\n", 1), "Đã được thay thế"),
        (ADOPTED.replace("adopted\n", "repealed\n", 1), "Đã bãi bỏ"),
    ],
)  # fmt: skip
def test_a_document_says_what_it_is(front: str, state: str) -> None:
    source = f"---\nkind: regulation\ntitle: T\n{front}---\n# T\n\n### Điều 1. Một\n\nMột.\n"
    (text,) = corpora.build({"quy-che/t.md": source.encode()}).texts
    assert state_of(Labels.load("vi"), text.metadata) == state


@pytest.mark.parametrize(
    ("date", "state"),
    [
        ("2021-12-31", "Có hiệu lực từ ngày 15/3/2021 đến hết ngày 31/12/2021"),
        (
            "2022-01-01",
            "Đã hết thời hạn, có hiệu lực từ ngày 15/3/2021 đến hết ngày 31/12/2021",
        ),
    ],
)
def test_on_a_day_it_is_told_whether_the_time_of_a_text_is_over(date: str, state: str) -> None:
    source = f"---\nkind: programme\ntitle: T\n{ADOPTED}expires: 2021-12-31\n---\n# T\n"
    (text,) = corpora.build({"chuong-trinh/t.md": source.encode()}).texts
    labels = Labels.load("vi")
    assert state_of(labels, text.metadata, datetime.date.fromisoformat(date)) == state
