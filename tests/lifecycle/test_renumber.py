"""A document is put into order after an insertion: its numbers, and all that cites them."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from commands import run
from quyche.corpus import corpora
from quyche.corpus.links import Links
from repositories import commit, create, entry, git
from shapes import faults

Article = tuple[str, str]  # heading and text
FRONT = "---\nkind: regulation\ntitle: {}\nstatus: draft\ndraft: 1\n{}---\n# {}\n\n"
ARTICLES: tuple[Article, ...] = (
    ("Phạm vi", "Quy định này gồm Điều 3 và khoản 2 Điều 4."),
    ("Nguyên tắc", "Câu lạc bộ thả diều vào mọi chiều thứ bảy, trừ khi có mưa to."),
    ("Họp", "1. Họp mỗi tháng theo Điều 2.\n\n2. Họp bất thường theo khoản 1 Điều này."),
    ("Báo cáo", "1. Báo cáo quý theo các Điều 2, 3 và 5.\n\n2. Báo cáo năm, **khoản 1** Điều 3."),
    ("Hiệu lực", "Thi hành từ ngày ký; Điều 5-7 Luật Hội không áp dụng cho diều giấy."),
)
NEW: Article = ("Dây diều", "Mỗi người giữ dây của mình và không mượn dây của người khác.")
CITING = (
    FRONT.format("Quy chế B", "", "Quy chế B")
    + "### Điều 1. Theo Điều 3 Quy chế A\n\nTheo Điều 3 Quy chế A và\nkhoản 2 Điều 4 Quy chế A.\n\n"
    "| a | b |\n|---|---|\n| Điều 5 Quy chế A | Điều 1 |\n"
)


def text(articles: Sequence[tuple[str, Article]], more: str = "", title: str = "Quy chế A") -> str:
    """A regulation of these articles by their numbers."""
    body = "".join(f"### Điều {number}. {head}\n\n{said}\n\n" for number, (head, said) in articles)
    return FRONT.format(title, more, title) + body


def counted(articles: Sequence[Article]) -> list[tuple[str, Article]]:
    return [(str(number), article) for number, article in enumerate(articles, 1)]


def repository(folder: Path, before: str, after: str, **others: str) -> Path:
    """An edition with a text, and the work with another one."""
    create(folder)
    (folder / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    named = {f"quy-che/{name}.md": source for name, source in others.items()}
    commit(folder, {"quy-che/a.md": before, **named, "editions.yml": entry("1-du-thao-1")})
    (folder / "docs" / "quy-che" / "a.md").write_text(after, "utf-8")
    return folder


def renumbered(folder: Path, *options: str) -> dict[str, list[dict[str, object]]]:
    """What the command tells as data, and keeps to its schema."""
    _, printed, complaint = run(
        "renumber.py", "a", "--docs", "docs", "--json", *options, folder=folder
    )
    assert complaint == ""
    data: dict[str, list[dict[str, object]]] = json.loads(printed)
    assert faults("renumber", data) == []
    return data


def held(folder: Path, name: str = "a") -> str:
    return (folder / "docs" / "quy-che" / f"{name}.md").read_text("utf-8")


INSERTED = [*ARTICLES[:2], NEW, *ARTICLES[2:]]


@pytest.mark.parametrize("numbers", ["1 2 3 3 4 5", "1 2 3 4 5 6"], ids=["twice", "by-hand"])
def test_after_an_insertion_headings_and_citations_everywhere_are_put_right(
    numbers: str, tmp_path: Path
) -> None:
    after = text(list(zip(numbers.split(), INSERTED, strict=True)))
    folder = repository(tmp_path, text(counted(ARTICLES)), after, b=CITING)
    told = renumbered(folder)
    assert (told["left"], held(folder), held(folder, "b")) == ([], after, CITING)  # shown first
    assert {"b.md", "a.md"} == {Path(str(edit["path"])).name for edit in told["edits"]}
    renumbered(folder, "--write")
    wanted = counted(INSERTED)
    for number, old, new in (
        (0, "Điều 3 và khoản 2 Điều 4", "Điều 4 và khoản 2 Điều 5"),
        (4, "các Điều 2, 3 và 5", "các Điều 2, 4 và 6"),
        (4, "**khoản 1** Điều 3", "**khoản 1** Điều 4"),
    ):
        place, (head, said) = wanted[number]
        assert old in said
        wanted[number] = place, (head, said.replace(old, new))
    assert held(folder) == text(wanted)
    mended = CITING.replace("Điều 3 Quy chế A", "Điều 4 Quy chế A")
    mended = mended.replace("khoản 2 Điều 4 Quy", "khoản 2 Điều 5 Quy")
    assert held(folder, "b") == mended.replace("Điều 5 Quy chế A |", "Điều 6 Quy chế A |")
    assert renumbered(folder)["edits"] == []  # a second time there is nothing to do
    assert run("check.py", "docs", folder=folder)[:2] == (0, "")


def test_with_letters_nothing_but_the_new_article_gets_a_number(tmp_path: Path) -> None:
    numbers = ["1", "2", "3", "4", "5", "6"]
    after = text(list(zip(numbers, INSERTED, strict=True)))
    folder = repository(tmp_path, text(counted(ARTICLES)), after, b=CITING)
    renumbered(folder, "--letters", "--write")
    assert held(folder) == text(list(zip(["1", "2", "2a", "3", "4", "5"], INSERTED, strict=True)))
    assert held(folder, "b") == CITING


def test_what_cites_an_article_that_is_gone_is_left_and_told(tmp_path: Path) -> None:
    kept = [ARTICLES[0], *ARTICLES[2:]]
    after = text(list(zip(["1", "3", "4", "5"], kept, strict=True)))
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    told = renumbered(folder, "--write")
    assert {one["reason"] for one in told["left"]} == {"gone"}
    assert [one["text"] for one in told["left"]] == ["Điều 2", "Điều 2"]
    assert "### Điều 2. Họp" in held(folder)
    assert "Quy định này gồm Điều 2 và khoản 2 Điều 3." in held(folder)


def test_a_citation_written_since_is_listed_with_both_numbers_and_left(tmp_path: Path) -> None:
    new = (NEW[0], NEW[1] + " Xem Điều 4.")
    after = text(counted([*ARTICLES[:2], new, *ARTICLES[2:]]))
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    (left,) = renumbered(folder, "--write")["left"]
    assert (left["text"], left["reason"]) == ("Điều 4", "ambiguous")
    assert left["candidates"] == ["Điều 4", "Điều 5"]
    assert "Xem Điều 4." in held(folder)


@pytest.mark.parametrize(
    ("mended", "reasons"),
    [("Điều 4 và khoản 2 Điều 5", set()), ("Điều 4 và khoản 2 Điều 4", set())],
    ids=["all", "one"],
)
def test_what_was_mended_by_hand_is_not_shifted_again(
    mended: str, reasons: set[str], tmp_path: Path
) -> None:
    after = text(counted(INSERTED)).replace("Điều 3 và khoản 2 Điều 4", mended)
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    told = renumbered(folder, "--write")
    assert {one["reason"] for one in told["left"]} == reasons
    assert "Quy định này gồm Điều 4 và khoản 2 Điều 5." in held(folder)


def test_where_one_of_two_was_mended_and_nobody_knows_which_both_are_left(tmp_path: Path) -> None:
    old = list(ARTICLES)
    old[1] = (old[1][0], "Xem Điều 3 và Điều 4.")
    half = list(INSERTED)
    half[1] = (old[1][0], "Xem Điều 4 và Điều 4.")
    folder = repository(tmp_path, text(counted(old)), text(counted(half)))
    left = [one for one in renumbered(folder, "--write")["left"] if one["text"] == "Điều 4"]
    assert {one["reason"] for one in left} == {"ambiguous"}
    assert "Xem Điều 4 và Điều 4." in held(folder)


def test_a_clause_that_was_put_between_moves_those_behind_it(tmp_path: Path) -> None:
    after = (
        text(counted(ARTICLES))
        .replace("1. Báo cáo quý", "1. Báo cáo ngày khi diều bị đứt dây ở bãi.\n\n2. Báo cáo quý")
        .replace("2. Báo cáo năm", "3. Báo cáo năm")
    )
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    assert renumbered(folder, "--write")["left"] == []
    assert "gồm Điều 3 và khoản 3 Điều 4." in held(folder)


def test_a_gap_that_was_adopted_stays(tmp_path: Path) -> None:
    before = text(list(zip(["1", "2", "4", "5", "6"], ARTICLES, strict=True)))
    after = text(
        list(zip(["1", "2", "4", "5", "6", "6"], [*ARTICLES[:4], NEW, ARTICLES[4]], strict=True))
    )
    folder = repository(tmp_path, before, after)
    renumbered(folder, "--write")
    heads = [line[4:10].strip(". H") for line in held(folder).split("\n") if line.startswith("###")]
    assert heads == ["Điều 1", "Điều 2", "Điều 4", "Điều 5", "Điều 6", "Điều 7"]


def test_the_key_of_a_reason_follows_its_article(tmp_path: Path) -> None:
    more = 'reasons:\n  "dieu-3": vì mưa\n  dieu-1: vì gió\n'
    after = text(list(zip(["1", "2", "2", "3", "4", "5"], INSERTED, strict=True)), more)
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    renumbered(folder, "--write")
    assert '  "dieu-4": vì mưa\n  dieu-1: vì gió\n' in held(folder)


def test_chapters_and_what_is_written_in_roman_numerals_are_counted_alike(tmp_path: Path) -> None:
    parts = "".join(
        f"## Chương {number}. {name}\n\n### Điều {at}. {name}\n\n{said}\n\n"
        for at, (number, name, said) in enumerate(
            [
                ("I", "Chung", "Theo Chương II và Điều 2 Chương II."),
                ("II", "Thả diều", "Diều được thả ở bãi cỏ bên sông vào buổi chiều."),
            ],
            1,
        )
    )
    new = "## Chương II. Dây\n\n### Điều 2. Dây\n\nDây dài không quá một trăm mét, không có mạt kính.\n\n"
    head = FRONT.format("Quy chế A", "", "Quy chế A")
    at = parts.index("## Chương II.")
    folder = repository(tmp_path, head + parts, head + parts[:at] + new + parts[at:])
    assert renumbered(folder, "--write")["left"] == []
    assert "Theo Chương III và Điều 3 Chương III." in held(folder)
    assert "## Chương III. Thả diều" in held(folder)


def test_english_articles_move_as_well(tmp_path: Path) -> None:
    said = [
        ("Scope", "These rules cover Article 2(1). They keep to section 9 of the Kites Act."),
        ("Flying", "(1) Kites fly on Saturdays.\n\n(2) Kites rest on Sundays under Article 1."),
    ]
    new = ("Strings", "Everybody holds a string of their own and lends it to nobody else.")

    def english(articles: Sequence[Article]) -> str:
        body = "".join(f"### Article {n}. {h}\n\n{b}\n\n" for n, (h, b) in enumerate(articles, 1))
        return FRONT.format("Rules", "structure: en\n", "Rules") + body

    folder = repository(tmp_path, english(said), english([said[0], new, said[1]]))
    assert renumbered(folder, "--write")["left"] == []
    assert "cover Article 3(1). They keep to section 9 of the Kites Act." in held(folder)


def test_the_check_names_what_was_left_behind_with_the_new_number(tmp_path: Path) -> None:
    folder = repository(tmp_path, text(counted(ARTICLES)), text(counted(INSERTED)), b=CITING)
    told = json.loads(run("check.py", "docs", "--json", folder=folder)[1])
    stale = [one for one in told if one["rule"].startswith("citation-left")]
    edits = renumbered(folder)["edits"]
    assert len(stale) == len(edits)
    assert [one for one in told if one["rule"] == "citation-dangling"] == []
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Insert")
    review = json.loads(
        run("review.py", "HEAD~1", "HEAD", "--docs", "docs", "--json", folder=folder)[1]
    )
    misled = [one for one in review["citations"] if one["outcome"] != "amended"]
    assert len(misled) == len(stale)


def test_a_document_of_no_edition_is_refused_by_name(tmp_path: Path) -> None:
    folder = repository(tmp_path, text(counted(ARTICLES)), text(counted(ARTICLES)))
    code, _, complaint = run("renumber.py", "moi", "--docs", "docs", folder=folder)
    assert (code, "moi" in complaint, "a" in complaint) == (1, True, True)


def targets(folder: Path) -> list[str]:
    """What every citation leads to, by the heading that does not change with the number."""
    documents = corpora.read_folder(folder / "docs")
    found = []
    for linked in Links.of(documents):
        for citing in linked.citations:
            led = documents.provision(citing.target) if citing.target else None
            found.append((led.heading or led.text.split(" ")[0:4]) if led else None)
    return list(map(str, found))


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_put_in_or_moved_every_citation_leads_to_the_same_text(
    seed: int, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # the same at every run
    words = ["diều", "dây", "gió", "bãi", "sáo", "khung", "giấy", "đuôi", "nan", "tre", "hồ", "cờ"]
    count = 9

    def said(number: int) -> Article:
        own = " ".join(chance.sample(words, 8))
        first, second = chance.randint(1, count), chance.randint(1, count)
        return (
            f"Tên {number} {own[:9]}",
            f"1. Về {own} {number}.\n\n2. Theo khoản 1 Điều {first} và Điều {second}.",
        )

    old = [said(number) for number in range(1, count + 1)]
    new = list(old)
    for extra in range(chance.randint(1, 3)):
        own = " ".join(chance.sample(words, 9))
        new.insert(
            chance.randint(0, len(new)),
            (f"Thêm {extra} {own[:12]}", f"1. Mới {own}.\n\n2. Thêm {own[::-1]}."),
        )
    folder = repository(tmp_path, text(counted(old)), text(counted(old)), b=CITING)
    before = targets(folder)
    (folder / "docs" / "quy-che" / "a.md").write_text(text(counted(new)), "utf-8")
    assert renumbered(folder, "--write")["left"] == []
    assert sorted(targets(folder)) == sorted(before)


def test_an_article_that_was_moved_takes_its_citations_with_it(tmp_path: Path) -> None:
    moved = [ARTICLES[0], *ARTICLES[2:4], ARTICLES[1], ARTICLES[4]]
    after = text(list(zip(["1", "3", "4", "2", "5"], moved, strict=True)))
    folder = repository(tmp_path, text(counted(ARTICLES)), after)
    before = targets(folder)
    assert renumbered(folder, "--write")["left"] == []
    assert "Quy định này gồm Điều 2 và khoản 2 Điều 3." in held(folder)
    assert "các Điều 4, 2 và 5" in held(folder)
    assert [led for led in before if led != "None"] != []


def test_line_ends_marks_and_a_byte_order_mark_stay_byte_for_byte(tmp_path: Path) -> None:
    folder = repository(tmp_path, text(counted(ARTICLES)), "")
    work = "\ufeff" + text(list(zip("123345", INSERTED, strict=True)))
    path = folder / "docs" / "quy-che" / "a.md"
    path.write_bytes(
        work.replace("\n", "\r\n").replace("Họp\r", 'Họp {governs="ban-a"}\r').encode()
    )
    old = path.read_bytes()
    told = renumbered(folder, "--write")
    new = path.read_bytes()
    assert len(told["edits"]) == sum(one != other for one, other in zip(old, new, strict=True))
    assert '### Điều 4. Họp {governs="ban-a"}\r\n'.encode() in new


def test_a_link_of_a_page_to_what_moved_is_listed_and_left(tmp_path: Path) -> None:
    folder = repository(tmp_path, text(counted(ARTICLES)), text(counted(INSERTED)))
    page = folder / "docs" / "huong-dan.md"
    page.write_text(
        "# Trang\n\n[Họp](quy-che/a.md#dieu-3), [Chung](quy-che/a.md#dieu-1)\n", "utf-8"
    )
    (left,) = renumbered(folder, "--write")["left"]
    assert (left["reason"], left["text"], left["candidates"]) == ("link", "#dieu-3", ["#dieu-4"])
    assert "#dieu-3" in page.read_text("utf-8")


def test_an_edition_whose_text_is_lost_keeps_nothing_from_being_checked(tmp_path: Path) -> None:
    folder = repository(tmp_path, text(counted(ARTICLES)), text(counted(INSERTED)))
    named = f"{entry('1-du-thao-2')}  documents:\n    a: {'1' * 40}\n"
    commit(folder, {"editions.yml": f"{entry('1-du-thao-1')}\n{named}"})
    code, printed, complaint = run("check.py", "docs", "--json", folder=folder)
    assert (code, complaint) == (1, "")
    rules = {problem["rule"] for problem in json.loads(printed)}
    assert "citation-left" not in rules
    assert [rule for rule in rules if "lost" in rule or "ledger" in rule or "edition" in rule]
