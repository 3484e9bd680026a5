"""The head that a file was printed with is read for the front matter and left out of the text."""

import io
from pathlib import Path

import docx
import pytest

import wards
from quyche.corpus import corpora
from quyche.corpus.texts import Text
from quyche.imports.documents.conversion import Converted, convert_file
from quyche.imports.documents.homes import Home
from quyche.language.spelling import spelling
from quyche.settings import Settings

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LATE = "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA  VIỆT NAM\nĐộc lập – Tự do–Hạnh phúc"
PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
COUNCIL = "HỘI ĐỒNG NHÂN DÂN\nPHƯỜNG BẾN GỖ"
DATED = "Bến Gỗ, ngày 03 tháng 02 năm 2026"
BODY = "QUY CHẾ\nLàm việc\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\nĐiều 1. Họp\nHọp hằng quý.\n"
CONFIG = "extra:\n  quyche:\n    organisation: Phường Bến Gỗ\n    place: Bến Gỗ\n    system: {}\n"


@pytest.fixture(name="docs")
def _docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    for name, text in wards.REGISTER.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(str(text), "utf-8")
    (tmp_path / "mkdocs.yml").write_text(CONFIG.format("state"), "utf-8")
    return folder


def converted(source: Path, docs: Path | None) -> tuple[Converted, Text]:
    target = (docs or source.parent) / "quy-che" / "x.md"
    home = Home.of(target) if docs else Home()
    found = convert_file(source, home=home)
    return found, corpora.text_of("quy-che/x.md", found.source.encode())


def read(head: str, docs: Path | None, body: str = BODY) -> tuple[Text, list[str]]:
    """The document, and what of its head is still text."""
    source = (docs.parent if docs else Path.cwd()) / "nguon.txt"
    source.write_text(f"{head}\n{body}", "utf-8")
    _, text = converted(source, docs)
    above = text.document.source.partition("\n---\n")[2].partition("# QUY CHẾ")[0]
    return text, above.split("\n\n")[:-1] if above.strip() else []


def test_whom_the_register_has_printed_above_the_issuer_is_part_of_the_head(docs: Path) -> None:
    office = docs / "co-quan" / "hoi-dong-nhan-dan.md"
    head = f"HỘI ĐỒNG NHÂN DÂN TỈNH A\n{COUNCIL}\nSố: 05/2026/NQ-HĐND\n{NATION}\n{MOTTO}\n{DATED}"
    assert read(head, docs)[1] == ["HỘI ĐỒNG NHÂN DÂN TỈNH A"]
    told = "system: state\nsuperior: Hội đồng nhân dân tỉnh A\n"
    office.write_text(office.read_text("utf-8").replace("system: state\n", told), "utf-8")
    text, left = read(head, docs)
    assert (text.metadata.issuer, left) == ("hoi-dong-nhan-dan", [])


STATE = f"{COUNCIL}\n_______\nSố: 05/2026/NQ-HĐND\n{NATION}\n{MOTTO}\n________\n{DATED}"


@pytest.mark.parametrize(
    "head",
    [
        STATE,
        f"{NATION}\n{MOTTO}\n------\n{COUNCIL}\nSố 05/2026/NQ-HĐND\n{DATED}",
        # two columns that became one line
        f"HỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN GỖ {NATION}\nSố: 05/2026/NQ-HĐND {MOTTO}\n{DATED}",
        f"HỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN GỖ / ____ / Số: 05/2026/NQ-HĐND {NATION} / {MOTTO} / ____\n{DATED}",
        # spelled and spaced in other ways
        f"HỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN GỖ\nSố :05/2026/NQ-HĐND\n{LATE}\n*****\nBến Gỗ, ngày 3 tháng 2 năm 2026",
    ],
)
def test_a_state_head_is_read_whole(head: str, docs: Path) -> None:
    text, left = read(head, docs)
    assert left == []
    told = text.metadata
    assert (told.issuer, told.number) == ("hoi-dong-nhan-dan", "05/2026/NQ-HĐND")
    assert str(told.adopted) == "2026-02-03"
    assert (told.system, told.place) == ("", "")  # as the register and the settings say
    assert "nước Cộng hòa xã hội chủ nghĩa Việt Nam" in text.document.source


def test_a_head_of_another_system_than_its_issuer_or_its_site_says_so(docs: Path) -> None:
    head = f"ĐẢNG ỦY PHƯỜNG BẾN GỖ\n*\nSố 05-QC/ĐU\n{PARTY}\nHuế, ngày 03 tháng 02 năm 2026"
    text, left = read(head, docs)
    assert left == []
    told = text.metadata
    assert (told.issuer, told.system, told.place) == ("dang-uy", "", "Huế")
    text, left = read(head.replace("ĐẢNG ỦY PHƯỜNG", "HỘI NGƯỜI CAO TUỔI PHƯỜNG"), docs)
    assert (text.metadata.issuer, text.metadata.system) == ("hoi-cao-tuoi", "party")
    text, left = read(head.replace("PHƯỜNG BẾN GỖ", "XÃ KHÁC"), docs)
    assert (text.metadata.issuer, text.metadata.system) == ("ĐẢNG ỦY XÃ KHÁC", "party")
    assert left == []


def test_the_head_of_the_organisation_itself_needs_no_issuer(docs: Path) -> None:
    text, left = read(STATE.replace(COUNCIL, "PHƯỜNG BẾN GỖ"), docs)
    assert (left, text.metadata.issuer) == ([], "")


def test_what_the_front_matter_does_not_say_stays_in_the_text(docs: Path) -> None:
    head = f"TỐI MẬT\n{STATE}\nKính gửi các đại biểu"
    _, left = read(head, docs)
    assert left == ["TỐI MẬT", "Kính gửi các đại biểu"]
    text, left = read(STATE.replace("NQ-HĐND", "NQ - HĐND"), docs)
    assert (text.metadata.number, left) == ("05/2026/NQ-HĐND", [])
    draft = f"{COUNCIL}\nSố:    /QC-HĐND\n{NATION}\n{MOTTO}\nBến Gỗ, ngày … tháng … năm 2026\nDỰ THẢO LẦN 2"
    text, left = read(draft, docs)
    found, _ = converted(docs.parent / "nguon.txt", docs)
    told = [dict(one.details)["found"] for one in found.problems if one.rule == "import-head-blank"]
    assert [spelling(one) for one in told] == ["Số: /QC-HĐND / Bến Gỗ, ngày … tháng … năm 2026"]
    assert (text.metadata.status, text.metadata.draft) == ("draft", 2)
    assert [spelling(line) for line in left] == [
        "Số: /QC-HĐND",
        "Bến Gỗ, ngày … tháng … năm 2026",
    ]


def test_a_body_nobody_registered_is_written_by_its_name_and_told(docs: Path) -> None:
    source = docs.parent / "nguon.txt"
    source.write_text(f"{STATE.replace(COUNCIL, 'TRẠM Y TẾ')}\n{BODY}", "utf-8")
    found, text = converted(source, docs)
    rules = {problem.rule: dict(problem.details) for problem in found.problems}
    assert rules["import-issuer-named"]["found"] == "TRẠM Y TẾ"
    assert rules["import-head"]["count"] == "7"
    assert text.metadata.issuer == "TRẠM Y TẾ"
    assert "\nTRẠM Y TẾ\n" not in text.document.source
    assert NATION not in text.document.source


@pytest.mark.parametrize(
    "again",
    [f"{COUNCIL}\n{NATION}\n{MOTTO}", f"HỘI ĐỒNG NHÂN DÂN\t{NATION}\nPHƯỜNG BẾN GỖ\t{MOTTO}"],
)
def test_a_whole_head_above_what_is_attached_is_left_out(again: str, docs: Path) -> None:
    decision = "QUYẾT ĐỊNH\nBan hành quy chế\nĐiều 1. Ban hành\nKèm theo Quyết định này.\n"
    signed = "TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\n\n"
    rules = "QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 05/2026/NQ-HĐND)\nĐiều 1. Họp\nHọp.\n"
    source = docs.parent / "nguon.txt"
    source.write_text(f"{STATE}\n{decision}{signed}{again}\n{rules}", "utf-8")
    _, text = converted(source, docs)
    body = text.document.source.partition("\n---\n")[2]
    assert "\nCHỦ TỊCH\n\n# QUY CHẾ" in body
    assert "TM. HỘI ĐỒNG NHÂN DÂN" in body


def test_the_line_below_the_title_names_the_issuer_where_the_head_does_not(docs: Path) -> None:
    body = BODY.replace(
        "QUY CHẾ\nLàm việc", f"NGHỊ QUYẾT\nVề việc họp\n{COUNCIL.replace(chr(10), ' ')}"
    )
    text, _ = read(f"{NATION}\n{MOTTO}", docs, body)
    assert text.metadata.issuer == "hoi-dong-nhan-dan"
    assert "\nHỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN GỖ\n" in text.document.source


def test_a_head_that_stands_again_above_what_is_attached_is_left_out_too(docs: Path) -> None:
    decision = "QUYẾT ĐỊNH\nBan hành quy chế\nĐiều 1. Ban hành\nKèm theo Quyết định này.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"
    signed = f"TM. HỘI ĐỒNG NHÂN DÂN\nCHỦ TỊCH\n\n{NATION}\n{MOTTO}\n"
    rules = (
        "QUY CHẾ\nLàm việc\n(Kèm theo Quyết định số 05/2026/NQ-HĐND)\nĐiều 1. Họp\nHọp hằng quý.\n"
    )
    source = docs.parent / "nguon.txt"
    source.write_text(f"{STATE}\n{decision}{signed}{rules}", "utf-8")
    _, text = converted(source, docs)
    assert NATION not in text.document.source
    assert MOTTO not in text.document.source
    assert "CHỦ TỊCH" in text.document.source


def test_a_file_that_is_to_stand_nowhere_yet_says_its_system_and_its_issuer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text, left = read(STATE, None)
    assert (text.metadata.system, text.metadata.place) == ("state", "Bến Gỗ")
    assert (text.metadata.issuer, left) == ("HỘI ĐỒNG NHÂN DÂN PHƯỜNG BẾN GỖ", [])


@pytest.mark.parametrize("head", ["", "Đây là lời nói đầu.\nCó hai dòng.", "BẢN TIN\nSỐ ĐẶC BIỆT"])
def test_what_is_no_head_is_left_alone(head: str, docs: Path) -> None:
    _, left = read(head, docs)
    assert left == head.split("\n") if head else left == []


def test_a_word_file_with_its_head_in_a_table_says_the_title_once_on_its_page(docs: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=2, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = COUNCIL, f"{NATION}\n{MOTTO}"
    table.cell(1, 0).text, table.cell(1, 1).text = "Số: 05/2026/NQ-HĐND", DATED
    for line in BODY.splitlines():
        made.add_paragraph(line)
    target = io.BytesIO()
    made.save(target)
    source = docs.parent / "nguon.docx"
    source.write_bytes(target.getvalue())
    _, text = converted(source, docs)
    assert text.metadata.issuer == "hoi-dong-nhan-dan"
    assert text.metadata.number == "05/2026/NQ-HĐND"
    assert text.document.title.endswith("Làm việc")
    assert NATION not in text.document.source
    assert Settings.of_file(docs.parent / "mkdocs.yml").system == "state"


@pytest.mark.parametrize(
    ("block", "kept", "names"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n(Đã ký)\nNguyễn Văn Mẫu", "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH|(Đã ký)", 1),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nTRẦN THỊ THỬ", "KT. CHỦ TỊCH|PHÓ CHỦ TỊCH", 1),
        ("CHỦ TỊCH Lê Thử\nNơi nhận:\n- Như trên;", "CHỦ TỊCH|Nơi nhận:|- Như trên;", 1),
        ("BÍ THƯ\n(Đã ký) Phạm Văn Thử", "BÍ THƯ|(Đã ký)", 1),
        ("TM. ĐẢNG ỦY\nBÍ THƯ\nNơi nhận:\n- Đảng ủy;\n- Lưu Văn phòng.", "TM. ĐẢNG ỦY|BÍ THƯ|Nơi nhận:|- Đảng ủy;|- Lưu Văn phòng.", 0),
    ],
)  # fmt: skip
def test_who_signs_is_an_office_and_no_person(
    block: str, kept: str, names: int, docs: Path
) -> None:
    source = docs.parent / "nguon.txt"
    source.write_text(f"{STATE}\n{BODY}\n{block}\n", "utf-8")
    found, text = converted(source, docs)
    signed = text.document.source.partition("\n---\n\n")[2].replace("\n\n", "\n")
    assert signed.strip().replace("\n", "|") == kept
    said = [dict(one.details)["count"] for one in found.problems if one.rule == "import-signer"]
    assert said == [str(names)] * bool(names)
