"""`scripts/convert.py`: what it prints, what it writes, and when it refuses."""

import importlib.util
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quyche.imports.messages import labels

ROOT = Path(__file__).parents[2]
LAW = "QUYẾT ĐỊNH\nVề sổ trực\nĐiều 1. Sổ\n1. Một;\na) Hai.\nĐiều 2. Hiệu lực\nTừ ngày ký.\n"


@pytest.fixture(scope="module")
def convert() -> Callable[[list[str]], int]:
    """The main function of the script."""
    spec = importlib.util.spec_from_file_location("convert", ROOT / "scripts" / "convert.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    main: Callable[[list[str]], int] = module.main
    return main


@pytest.fixture
def law(tmp_path: Path) -> Path:
    """A text that converts without losses."""
    path = tmp_path / "law.txt"
    path.write_text(LAW, encoding="utf-8")
    return path


def test_writes_the_document_and_counts_it(
    convert: Callable[[list[str]], int], law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = law.with_suffix(".md")
    assert convert([str(law), "-o", str(target)]) == 0
    assert "### Điều 1. Sổ\n\n1. Một;\n    a) Hai.\n" in target.read_text(encoding="utf-8")
    *found, last = capsys.readouterr().out.splitlines()
    assert last == f"{target}: đã ghi 2 điều, 1 khoản, 1 điểm"
    assert all(re.fullmatch(r".*law\.txt:\d+: lưu ý: .+; .+", line) for line in found)


def test_of_a_programme_its_tasks_are_counted(
    convert: Callable[[list[str]], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = tmp_path / "ke-hoach.txt", tmp_path / "ke-hoach.md"
    rows = "Việc\tChủ trì\tThời gian\nHọp\tVăn phòng\tQuý I\nSơ kết\tVăn phòng\tQuý II\n"
    source.write_text(f"KẾ HOẠCH\ncông tác năm 2026\n\n{rows}", encoding="utf-8")
    assert convert([str(source), "-o", str(target)]) == 0
    assert capsys.readouterr().out.endswith(f"{target}: đã ghi 2 nhiệm vụ, 0 khoản\n")
    assert "kind: programme\n" in target.read_text(encoding="utf-8")
    assert convert([str(source), "-o", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tasks"] == 2


def test_prints_json(
    convert: Callable[[list[str]], int], law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = law.with_suffix(".md")
    assert convert([str(law), "-o", str(target), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["output"] == str(target)
    assert report["counts"] == {"articles": 2, "clauses": 1, "points": 1, "subpoints": 0}
    keys = {"path", "line", "severity", "rule", "found", "expected"}
    assert all(problem.keys() == keys for problem in report["problems"])


def test_a_loss_is_exit_code_1_and_the_file_is_written(
    convert: Callable[[list[str]], int], law: Path
) -> None:
    law.write_text(f"{LAW}Điều 2. Lại hai\n", encoding="utf-8")
    target = law.with_suffix(".md")
    assert convert([str(law), "-o", str(target)]) == 1
    assert target.exists()


def test_takes_a_title_and_a_kind(convert: Callable[[list[str]], int], law: Path) -> None:
    target = law.with_suffix(".md")
    arguments = [str(law), "-o", str(target), "--kind", "programme", "--title", "Tên: khác"]
    assert convert(arguments) == 0
    assert target.read_text(encoding="utf-8").startswith(
        "---\nkind: programme\ntitle: 'Tên: khác'\n"
    )


def test_the_head_is_read_for_the_site_that_the_file_is_written_to(
    convert: Callable[[list[str]], int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = tmp_path / "docs" / "co-quan" / "uy-ban.md"
    target = tmp_path / "docs" / "quy-che" / "so-truc.md"
    for file in (entry, target):
        file.parent.mkdir(parents=True)
    entry.write_text("---\nkind: body\nname: Ủy ban nhân dân phường\nsystem: state\n---\n", "utf-8")
    head = (
        "UỶ BAN NHÂN DÂN PHƯỜNG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    )
    source = tmp_path / "law.txt"
    source.write_text(head + LAW, "utf-8")
    assert convert([str(source), "-o", str(target)]) == 0
    written = target.read_text("utf-8")
    assert "\nissuer: uy-ban\n" in written
    assert "CỘNG HÒA" not in written
    assert "system" not in written
    assert "law.txt:1: lưu ý: 3 dòng là phần đầu văn bản" in capsys.readouterr().out
    (tmp_path / "mkdocs.yml").write_text("extra: {quyche: {system: guild}}\n", "utf-8")
    assert convert([str(source), "-o", str(target)]) != 0
    assert "hãy ghi một trong: party, state, plain" in capsys.readouterr().err


def test_keeps_what_it_overwrites(convert: Callable[[list[str]], int], law: Path) -> None:
    target = law.with_suffix(".md")
    target.write_text("quý", encoding="utf-8")
    assert convert([str(law), "-o", str(target)]) == 0
    assert target.with_name(f"{target.name}.bak").read_text(encoding="utf-8") == "quý"


@pytest.mark.parametrize("place", ["docs/quy-che/a.md", "docs/huong-dan/a.md", "docs/a.md"])
def test_no_copy_of_what_it_overwrites_stands_where_a_site_is_built_from(
    convert: Callable[[list[str]], int], law: Path, place: str, tmp_path: Path
) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    target = tmp_path / place
    target.parent.mkdir(parents=True)
    for number, text in enumerate(("mật", "mật hơn", "mật"), start=1):
        target.write_text(text, encoding="utf-8")
        assert convert([str(law), "-o", str(target)]) == 0
        copies = sorted((tmp_path / "build" / "ban-cu").rglob("*.bak"))
        told = [path.read_text("utf-8") for path in copies]
        assert sorted(told) == ["mật", "mật hơn"][: min(number, 2)]
    assert [path for path in (tmp_path / "docs").rglob("*") if path.is_file()] == [target]


def test_never_overwrites_its_input(convert: Callable[[list[str]], int], law: Path) -> None:
    assert convert([str(law), "-o", str(law)]) == 2
    assert law.read_text(encoding="utf-8") == LAW


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.pdf", b"%PDF", "là tệp PDF"),
        ("a", b"x", "không chuyển được"),
        ("a.txt", "Điều 1".encode("utf-16-le"), "không có chữ nào|không phải văn bản UTF-8"),
        ("a.txt", "Điều".encode("cp1258", "replace") + b"\xc3", "không phải văn bản UTF-8"),
        ("a.txt", b"", "không có chữ nào"),
        ("a.txt", b" \n\n", "không có chữ nào"),
        ("a.docx", b"PK", "là tệp chữ thuần"),
        ("a.html", b"", "không có chữ nào"),
        ("a.html", b'<meta charset="nope"><p>x', "không đọc được"),
        ("a.html", b"<p>\xe1\xbb</p>", "không đọc được"),
    ],
)
def test_refuses_what_it_cannot_read(  # noqa: PLR0913, PLR0917 - a table has its columns
    convert: Callable[[list[str]], int],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: bytes,
    message: str,
) -> None:
    source, target = tmp_path / name, tmp_path / "out.md"
    source.write_bytes(content)
    assert convert([str(source), "-o", str(target)]) == 2
    assert re.search(message, capsys.readouterr().err)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["none.txt", "none.docx", "none.html"])
def test_refuses_a_file_that_is_not_there(
    convert: Callable[[list[str]], int], tmp_path: Path, name: str
) -> None:
    assert convert([str(tmp_path / name), "-o", str(tmp_path / "out.md")]) == 2


def test_refuses_a_folder_that_is_not_there(
    convert: Callable[[list[str]], int], law: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert convert([str(law), "-o", str(law.parent / "none" / "out.md")]) == 2
    assert "không ghi được" in capsys.readouterr().err


def test_reads_utf_16_with_its_mark(convert: Callable[[list[str]], int], tmp_path: Path) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.md"
    source.write_text(LAW, encoding="utf-16")
    assert convert([str(source), "-o", str(target)]) == 0
    assert "### Điều 1. Sổ\n" in target.read_text(encoding="utf-8")


def test_a_line_of_five_megabytes_is_no_trouble(
    convert: Callable[[list[str]], int], tmp_path: Path
) -> None:
    source, target = tmp_path / "a.txt", tmp_path / "a.md"
    source.write_text(f"Điều 1. Tên\n{'chữ ' * 1_000_000}\n", encoding="utf-8")
    assert convert([str(source), "-o", str(target)]) == 0
    assert target.stat().st_size > 5_000_000


def test_every_rule_has_its_words() -> None:
    folder = ROOT / "hooks" / "quyche" / "imports"
    sources = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.py"))
    rules = set(re.findall(r'"(import-[\w-]+)"', sources))
    said = {name.split(".")[1] for name in labels().texts if name.startswith("problems.import-")}
    assert rules == said
