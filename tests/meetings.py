"""A small site with meetings for tests: two drafts, each laid before one, and work after them."""

import datetime

from quyche.corpus import corpora
from quyche.editions import history
from quyche.editions.archives import Past
from quyche.editions.history import History, Standing
from quyche.editions.ledgers import Edition
from quyche.labels import Labels
from quyche.reading.reading import Reading
from readings import reading_of

LABELS = Labels.load("vi")
FIRST, SECOND = "hoi-nghi/2021-01-18-a.md", "hoi-nghi/2021-02-10-a.md"
HEAD = """---
kind: meeting
title: Hội nghị {number}
body: ban-a
ordinal: {number}
date: {date}
chair: truong-ban
papers: [q, mat]
---
# Hội nghị {number}

Mở đầu.

## Chương trình

1. Nghe.

## Kết luận

"""
CONCLUDED = """2. Ban A rà soát * chỗ theo **Điều 2** Quy chế.

    - Chủ trì: Ban A
    - Thời gian: Năm 2021
    - Thực hiện: phiên bản 17-du-thao-2; Điều 2 Quy chế; xem thêm

3. Ban A <b>báo cáo</b>.

    - Chủ trì: Ban A
    - Thời gian: Năm 2021
"""
PROGRAMME = """---
kind: programme
title: Chương trình
status: draft
visibility: public
---
# Chương trình

### Nhiệm vụ 1. Xong

- Chủ trì: Ban A
- Thời gian: Năm 2021
- Tiến độ: Hoàn thành ngày 1/2/2021

### Nhiệm vụ 2. Đang làm

- Chủ trì: Ban A
- Thời gian: Năm 2021
- Tiến độ: Đã trình dự thảo (ngày 1/2/2021)

### Nhiệm vụ 3. Bỏ

- Chủ trì: Ban A
- Thời gian: Năm 2021
- Tiến độ: Đưa ra khỏi chương trình
"""
"""With a task that is done, one that is under way and one that was dropped."""
DRAFT = """---
kind: regulation
title: Quy chế
status: draft
draft: {draft}
visibility: public
---
# Quy chế

### Điều 1. Chung

Mọi nơi cùng áp dụng.

{more}### Điều {number}. Họp

Ban A họp hằng tháng tại trụ sở của tỉnh.
"""


def files(draft: int, concluded: str = CONCLUDED) -> dict[str, bytes]:
    """The documents of the first or the second draft; the third puts an article in between."""
    more = "### Điều 2. Mới\n\nĐiều này chưa có ở đâu cả.\n\n" if draft > 2 else ""
    found = {
        "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
        "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng ban\n---\n",
        "quy-che/q.md": DRAFT.format(draft=draft, more=more, number=3 if draft > 2 else 2),
        "quy-che/mat.md": DRAFT.format(draft=1, more="", number=2).replace("public", "internal"),
        FIRST: HEAD.format(number=8, date="2021-01-18") + concluded,
        SECOND: HEAD.format(number=9, date="2021-02-10"),
        "hoi-nghi/2021-03-01-a.md": HEAD.format(number=10, date="2021-03-01"),
        "hoi-nghi/2021-02-01-a.md": HEAD.format(number=7, date="2021-02-01"),
    }
    return {path: text.encode() for path, text in found.items()}


EDITIONS = tuple(
    Edition(f"17-du-thao-{draft}", f"Dự thảo {draft}", True, date, meeting)  # noqa: FBT003  # by place
    for draft, date, meeting in (
        (1, datetime.date(2021, 1, 18), "2021-01-18-a"),
        (2, datetime.date(2021, 2, 10), "2021-02-10-a"),
    )
)


def standing(name: str = "dang-soan", *, is_published: bool = True) -> Standing:
    """Where the work stands, or an edition."""
    told = [
        history.snapshot_of(files(draft), edition, internal=False)
        for draft, edition in enumerate(EDITIONS, start=1)
    ]
    told.append(history.snapshot_of(files(3), None, internal=False))
    names = [*(edition.name for edition in EDITIONS), "dang-soan"]
    return Standing(name, History(tuple(told[: names.index(name) + 1])), is_published=is_published)


def library(
    draft: int = 3, concluded: str = CONCLUDED, date: datetime.date | None = None
) -> Reading:
    """Everything read of a draft; the third is the work. It has a programme of its own."""
    programme = {"chuong-trinh/c.md": PROGRAMME.encode()}
    documents = corpora.build(files(draft, concluded) | programme, internal=False)
    past = Past(
        tuple(edition.name for edition in EDITIONS),
        lambda name: corpora.build(files(int(name[-1])), internal=False),
    )
    return reading_of(documents, date=date, past=past)
