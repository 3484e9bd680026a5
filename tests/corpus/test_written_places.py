"""What an address means in a text, as people write it down."""

import pytest

from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.corpus.written_places import cited_in, provisions_in, words_beside

_CLAUSES = "".join(
    f"{clause}. Việc ấy:\n    a) một;\n    b) hai;\n    c) ba.\n" for clause in range(1, 5)
)
_ARTICLES = "\n".join(f"### Điều {number}. Việc {number}\n\n{_CLAUSES}" for number in range(1, 9))


@pytest.fixture(name="text", scope="module")
def _text() -> Text:
    source = f"---\nkind: regulation\ntitle: Quy chế\n---\n# Quy chế\n\n## Chương I. Chung\n\n{_ARTICLES}"
    return corpora.text_of("quy-che/a.md", source.encode())


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("#dieu-5-khoan-2", "5-2"),
        ("Đ.5", "5"),
        ("đ5 k2", "5-2"),
        ("Điều 5, k2, điểm b", "5-2-b"),
        ("Điều 8 (khoản 3 điểm b)", "8-3-b"),
        ("Điều 5/khoản 2", "5-2"),
        ("5.2.b", "5-2-b"),
        ("dieu 5 khoan 2 diem b", "5-2-b"),
        # A step that is typed loosely beside one that is not is no less a step.
        ("Điều 5 khoan 2 diem b", "5-2-b"),
        ("Điều 5 khoan 9", ""),
        # several
        ("Điều 5 và Điều 7", "5 7"),
        ("Đ5, Đ7", "5 7"),
        ("Điều 5, 7", "5 7"),
        ("Điều 5-7", "5 6 7"),
        ("Điều 5 đến Điều 7", "5 6 7"),
        ("khoản 2 đến khoản 4 Điều 5", "5-2 5-3 5-4"),
        ("khoản 1, 2 Điều 5", "5-1 5-2"),
        ("Điều 5 khoản 1, khoản 2", "5-1 5-2"),
        ("Điều 5 khoản 1, 2", "5-1 5-2"),
        ("Điều 8 (k3, k4)", "8-3 8-4"),
        ("Điều 5 khoản 2 điểm b và điểm c", "5-2-b 5-2-c"),
        ("Điều 5 khoản 1, Điều 6 khoản 2", "5-1 6-2"),
        ("Điều 5, khoản 2 Điều 6", "5 6-2"),
        ("k1 đ5, k2 đ6", "5-1 6-2"),
        # nothing, or not all of it
        ("Điều 5 và Điều 99", ""),
        ("khoản 2", ""),
        ("5, 6", ""),
        ("Phần mở đầu", ""),
    ],
)
def test_an_address_leads_to_what_is_meant(text: Text, written: str, expected: str) -> None:
    found = provisions_in(text, written)
    short = ("-".join(step.key for step in one.address.steps) for one in found)
    assert " ".join(short) == expected
    if found:
        assert provisions_in(text, cited_in(text, found)) == found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Điều 5", ""),
        ("#dieu-5", ""),
        ("Điều 5, đoạn 2", "đoạn 2"),
        ("Tại đ5 (trang 3)", "Tại trang 3"),
    ],
)
def test_what_stands_beside_an_address_is_told_apart(
    text: Text, written: str, expected: str
) -> None:
    assert words_beside(text, written) == expected
