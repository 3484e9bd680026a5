"""What the page of a comparison lists, and what it calls that which did not change."""

import pytest

from quyche.comparing.comparison import compare
from quyche.comparing.operations import Op, Sign
from quyche.comparing.parts import listed_changes, parts_of
from quyche.comparing.synopses import Synopsis, synopsis
from quyche.labels import Labels
from quyche.texts import parser
from quyche.texts.provisions import Document

LABELS = Labels.load("vi")
SAID = [
    "Ban Thường vụ lãnh đạo, chỉ đạo việc chuẩn bị nội dung và tài liệu của hội nghị",
    "Văn phòng giúp Thường trực theo dõi, đôn đốc các cơ quan thực hiện kết luận",
    "Bí thư ký nghị quyết, quyết định và chịu trách nhiệm trước Ban Chấp hành",
    "Các đồng chí ủy viên giữ bí mật tài liệu và nộp lại sau khi bế mạc",
]
ARTICLE = "### Điều {}. Việc thứ {}\n\n1. {}.\n2. Thực hiện hằng quý: {}.\n    a) Một {}.\n    b) Hai {}.\n3. Ghi biên bản {}.\n"


def article(number: int, what: int) -> str:
    said = SAID[what % 4] + f" lần {what}"
    return ARTICLE.format(number, what, *([said] * 5))


OLD = "- Căn cứ Điều lệ;\n\n## Chương I. Chung\n\n" + "\n".join(article(n, n) for n in range(1, 7))


def texts(new: str) -> tuple[Synopsis, Document, Document]:
    old, newer = (parser.parse(f"# Q\n\n{one}", "quy-che/a.md").document for one in (OLD, new))
    return synopsis(compare(old, newer), old, newer), old, newer


def shown(new: str) -> list[str]:
    """Every block and run of its page: what changed by its number, what did not by its name."""
    lines = []
    for part in parts_of(*texts(new), LABELS):
        lines += [part.name] if part.name else []
        for block in part.shown:
            lines.append(f"* {(block.block.new or block.block.old)[0].number}")
            lines += [run.name or "…" for run in block.runs]
    return lines


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Một", "Một", ["Chương I, Điều 1 đến Điều 6"]),
        (
            "3. Ghi biên bản Các",
            "3. Ghi nghị quyết Các",
            ["Chương I, Điều 1 đến Điều 2", "* Điều 3", "Khoản 1 đến điểm b khoản 2", "…", "Điều 4 đến Điều 6"],
        ),
        (
            "    a) Một Các",
            "    a) Riêng Các",
            ["Chương I, Điều 1 đến Điều 2", "* Điều 3", "Khoản 1 đến khoản 2", "…", "Điểm b khoản 2 đến khoản 3", "Điều 4 đến Điều 6"],
        ),
        (
            "### Điều 2.",
            "### Điều 2. Việc mới\n\nPhòng Hành chính giữ xe và trực điện thoại.\n\n### Điều 2b.",
            ["Chương I, Điều 1", "* Điều 2", "…", "Điều 2 đến Điều 6 → Điều 2b đến Điều 6"],
        ),
        ("## Chương I. Chung", "## Chương I. Riêng", ["Phần ngoài các điều", "* Chương I", "Điều 1 đến Điều 6"]),
    ],
    ids=["nothing", "clause", "point", "article", "chapter"],
)  # fmt: skip
def test_what_did_not_change_is_named(old: str, new: str, expected: list[str]) -> None:
    assert old in OLD
    assert shown(OLD.replace(old, new, 1)) == expected


def test_the_list_has_every_change_once_by_how_it_changed() -> None:
    new = OLD.replace("Ghi biên bản Các", "Ghi nghị quyết Các")
    new = new.replace(article(5, 5), "")
    found, *_ = texts(new + "\n### Điều 7. Lưu trữ\n\nPhòng Hành chính giữ con dấu.\n")
    listed = listed_changes(found, LABELS)
    told = {group.status: [change.name for change in group.changes] for group in listed}
    assert told == {"amended": ["Điều 3"], "added": ["Điều 7"], "removed": ["Điều 5"]}
    hrefs = [change.href for group in listed for change in group.changes]
    assert hrefs == ["#moi-dieu-3", "#moi-dieu-7", "#cu-dieu-5"]


def test_two_hundred_changes_are_all_listed() -> None:
    old = "".join(f"### Điều {n}. A\n\n{SAID[n % 4]} {n}, hằng quý.\n\n" for n in range(1, 201))
    sides = [
        parser.parse(f"# Q\n\n{one}", "quy-che/a.md").document
        for one in (old, old.replace("hằng quý", "hằng tháng"))
    ]
    (group,) = listed_changes(synopsis(compare(*sides), *sides), LABELS)
    assert [change.name for change in group.changes] == [f"Điều {n}" for n in range(1, 201)]


@pytest.mark.parametrize("length", [0, 1, 45, 129, 130, 131, 400])
@pytest.mark.parametrize("word", ["chữ ", "x"])
def test_the_parts_of_what_is_kept_are_its_text(length: int, word: str) -> None:
    text = (word * length)[:length]
    first, middle, last = Op(Sign.KEPT, text).parts
    assert first + middle + last == text
    assert bool(middle) == (length >= 130)
    assert Op(Sign.INSERTED, text).parts == (text, "", "")
