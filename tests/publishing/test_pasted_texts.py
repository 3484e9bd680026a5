"""A copied text is found word for word in the editions that have it, or held to what is nearest."""

import re
import runpy
from pathlib import Path

import pytest

from publishing_helpers import Project
from quyche.editions.archives import Archive
from quyche.publishing.copies import Editions
from quyche.publishing.pasted_texts import PastedText

CLAUSE = "Mọi việc lớn được bàn chung và quyết định theo đa số."
ARTICLE = (
    "Điều 2. Nguyên tắc hoạt động\n1. Mọi việc lớn được bàn chung và quyết định theo đa số.\n"
    "2. Không ai thả diều khi có giông, gần đường dây điện hoặc quá tầm mắt người trông bãi.\n"
    "3. Ai vi phạm thì bị xem xét kỷ luật theo Điều lệ."
)
POINTS = (
    "a) Chương trình công tác và chương trình kiểm tra của Hội; b) Việc mở, đóng bãi thả; "
    "c) Mức đóng góp của hội viên;"
)


@pytest.fixture(scope="module", name="editions")
def _editions(organisation: Project) -> Editions:
    return Editions(Archive.open(organisation.folder / "docs"), internal=False)


def places(editions: Editions, source: str) -> dict[str, str]:
    """Where a text stands in the regulation of each edition."""
    found = PastedText(source, editions).standings()
    return {
        name: "; ".join(place.places)
        for place in found
        if place.document == "quy-che-hoat-dong"
        for name in place.editions
    }


@pytest.mark.parametrize(
    ("source", "place"),
    [
        (CLAUSE, "khoản 1 Điều 2"),
        (f"1. {CLAUSE}", "khoản 1 Điều 2"),
        (f"  1.{CLAUSE}\n\n", "khoản 1 Điều 2"),
        (CLAUSE.replace(" ", "\n  "), "khoản 1 Điều 2"),
        (CLAUSE.replace("số", "s\u006f\u0302\u0301"), "khoản 1 Điều 2"),
        ("được bàn chung và quyết định", "khoản 1 Điều 2"),
        (ARTICLE, "Điều 2"),
        (ARTICLE.removeprefix("Điều 2. "), "Điều 2"),
        (re.sub("(?m)^[0-9]. ", "", ARTICLE), "Điều 2"),
        (re.sub("(?m)^[0-9]. |Điều 2. ", "", ARTICLE), "Điều 2"),
        (ARTICLE.partition("\n")[2], "khoản 1 Điều 2 – khoản 3 Điều 2"),
        (POINTS, "điểm a khoản 1 Điều 3 – điểm c khoản 1 Điều 3"),
    ],
)
def test_a_copied_text_is_found_with_its_numbers_and_without(
    editions: Editions, source: str, place: str
) -> None:
    assert places(editions, source)["2"] == place


def test_it_is_told_which_editions_have_it(editions: Editions) -> None:
    found = places(editions, CLAUSE)
    assert list(found) == [name for name in editions.archive.ledger.names[::-1] if name in found]
    assert {"2-du-thao-2", "2", "2.1-du-thao-1"} <= found.keys()


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        (CLAUSE.replace("đa số", "thiểu số"), [("đa", "thiểu")]),
        (CLAUSE.replace("bàn chung và ", ""), [("bàn chung và", "")]),
        (CLAUSE.replace("lớn", "lớn nhỏ"), [("", "nhỏ")]),
        (f"4. {CLAUSE}", [("1", "4")]),
        (CLAUSE.replace("quyết định", "quyết đị nh"), [("định", "đị nh")]),
    ],
)
def test_a_text_that_stands_nowhere_is_held_to_the_nearest_provision(
    editions: Editions, source: str, changes: list[tuple[str, str]]
) -> None:
    text = PastedText(source, editions)
    nearest = text.nearest()
    assert text.standings() == ()
    assert nearest
    assert (nearest.place, nearest.document) == ("khoản 1 Điều 2", "quy-che-hoat-dong")
    assert [(change.old, change.new) for change in nearest.changes] == changes


@pytest.mark.parametrize("form", [ARTICLE, re.sub("(?m)^[0-9]. ", "", ARTICLE)])
def test_of_a_whole_article_only_the_word_that_differs_is_told(
    editions: Editions, form: str
) -> None:
    nearest = PastedText(form.replace("tầm mắt", "tầm tay"), editions).nearest()
    assert nearest
    assert nearest.place == "Điều 2"
    assert [(change.old, change.new) for change in nearest.changes] == [("mắt", "tay")]


def test_what_is_like_nothing_has_no_nearest_provision(editions: Editions) -> None:
    assert PastedText("Xin chào các bạn gần xa.", editions).nearest() is None


@pytest.mark.parametrize("source", ["", " \n", "…", "..."])
def test_a_text_without_a_word_is_empty(editions: Editions, source: str) -> None:
    assert PastedText(source, editions).is_empty


def test_the_command_answers_by_its_exit_code(
    organisation: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = Path(__file__).parents[2] / "scripts" / "verify.py"
    main = runpy.run_path(str(script))["main"]
    docs = ("--docs", str(organisation.folder / "docs"))
    config = ("--config", str(organisation.folder / "mkdocs.yml"))
    file = tmp_path / "doan.txt"

    def code(source: str | bytes) -> int:
        file.write_bytes(source if isinstance(source, bytes) else source.encode())
        return int(main(["--text", str(file), *docs, *config]))

    assert [code(CLAUSE), code("Xin chào."), code("…"), code("")] == [0, 1, 2, 2]
    wide = [code(CLAUSE.encode("utf-16")), code(b"\xfe\xff" + CLAUSE.encode("utf-16-be"))]
    assert [*wide, code(CLAUSE.encode("utf-8-sig"))] == [0, 0, 0]
    capsys.readouterr()
    for binary in (b"PK\x03\x04 word", b"%PDF-1.7", b"\0\1\2", CLAUSE.encode("utf-16")[:-1]):
        assert code(binary) == 2
        assert "không phải tệp chữ thuần" in capsys.readouterr().err
    assert main([*docs, *config]) == 2
    assert main([str(file), "--text", str(file), *docs, *config]) == 2
    assert main([str(file), *docs, *config]) == 2
    assert main([str(tmp_path / "khong-co.html"), *docs, *config]) == 2
