"""Labels of an organisation stand in the place of ours, and nothing else does by mistake."""

from pathlib import Path

import pytest

from commands import run
from quyche import own_labels
from quyche.errors import SettingsError
from quyche.labels import Labels
from quyche.settings import Settings

OURS = Labels.load("vi")


def own(folder: Path, text: str, name: str = "nhan.yml") -> Labels:
    (folder / name).write_text(text, "utf-8")
    return OURS.with_own(own_labels.find(folder))


@pytest.mark.parametrize(
    "text",
    [
        "nav:\n  home: Cổng vào\npublish.building: '{name} đang dựng'\n",
        "nav.home: Cổng vào\npublish:\n  building: '{name} đang dựng'\n",
    ],
)
@pytest.mark.parametrize("name", own_labels.NAMES)
def test_a_label_is_replaced_by_its_dotted_name_or_line_below_line(
    text: str, name: str, tmp_path: Path
) -> None:
    labels = own(tmp_path, text, name)
    assert labels("nav.home") == "Cổng vào"
    assert labels("publish.building", name="1") == "1 đang dựng"
    assert labels("nav.guide") == OURS("nav.guide")
    assert OURS("nav.home") != "Cổng vào"


@pytest.mark.parametrize("text", ["", "# chưa có gì\n"])
def test_a_file_that_says_nothing_changes_nothing(text: str, tmp_path: Path) -> None:
    assert own(tmp_path, text).texts == OURS.texts


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "nav:\n  hone: A\n",
            'nhan.yml:2: không có nhãn nào tên "nav.hone"; gần nhất là "nav.home"',
        ),
        ("zzz: A\n", 'nhan.yml:1: không có nhãn nào tên "zzz"'),
        ("nav: A\n", 'nhan.yml:1: không có nhãn nào tên "nav"'),
        ("publish:\n  building: A\n", 'nhan.yml:2: nhãn "publish.building" .*: {name}$'),
        ("publish.building: '{name} {other}'\n", "nhan.yml:1: .*: {name}$"),
        ("publish.building: '{name.__class__}'\n", "nhan.yml:1: .*: {name}$"),
        ("publish.building: '{name!r}'\n", "nhan.yml:1: .*: {name}$"),
        ("publish.building: '{name:>9999999999}'\n", "nhan.yml:1: .*: {name}$"),
        ("publish.building: '{name'\n", "nhan.yml:1: .*: {name}$"),
        ("nav.home: '{name}'\n", "nhan.yml:1: .*: –$"),
        ("\nnav.home: ''\n", 'nhan.yml:2: nhãn "nav.home" đang để trống'),
        ("nav.home:\n", 'nhan.yml:1: nhãn "nav.home" đang để trống'),
        ("nav.home: A\nnav:\n  home: B\n", 'nhan.yml:3: nhãn "nav.home" đã có ở trên'),
        ("nav:\n  home: [A]\n", 'nhan.yml:2: ở nhãn "nav.home" cần một dòng chữ'),
        ("- A\n", "nhan.yml:1: ở nhãn"),
        ("A\n", "nhan.yml:1: ở nhãn"),
        ("nav: [\n", "nhan.yml:1: không đọc được: cột 7, ở “nav: .”: có dấu ngoặc mở"),
        ("edition.later.replaced: '{edition} {date}'\n", "nhan.yml:1: .* không thay được"),
        ("status.draft: Đã ban hành\n", "nhan.yml:1: .* không thay được"),
        ("document.in_force_from: 'Từ {date}'\n", "nhan.yml:1: .* không thay được"),
        ("language: en\n", "nhan.yml:1: .* không thay được"),
    ],
)
def test_what_is_no_label_of_ours_is_refused_with_file_and_line(
    text: str, said: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError, match=f"^{said}"):
        own(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nhan.yml").write_bytes(b"nav.home: \xff\n")
    with pytest.raises(SettingsError, match=r"nhan\.yml: không đọc được"):
        OURS.with_own(str(tmp_path / "nhan.yml"))


@pytest.mark.parametrize("name", own_labels.FIXED)
def test_whatever_is_fixed_is_a_label_of_ours(name: str) -> None:
    start = name.removesuffix("*")
    assert [one for one in OURS.texts if one == name or (start != name and one.startswith(start))]


def test_a_setting_names_another_file(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("extra: {quyche: {labels: chu/rieng.yml}}\n", "utf-8")
    (tmp_path / "nhan.yml").write_text("nav.home: A\n", "utf-8")
    (tmp_path / "chu").mkdir()
    (tmp_path / "chu" / "rieng.yml").write_text("nav.home: B\n", "utf-8")
    assert OURS.with_own(Settings.of_file(config).labels)("nav.home") == "B"


def test_a_file_that_the_settings_name_and_that_is_not_there_is_refused(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("extra: {quyche: {labels: rieng.yml}}\n", "utf-8")
    with pytest.raises(SettingsError, match=r"rieng\.yml: không đọc được"):
        OURS.with_own(Settings.of_file(config).labels)


def test_a_check_tells_what_is_wrong_with_the_labels_and_other_commands_go_on(
    tmp_path: Path,
) -> None:
    (tmp_path / "docs" / "quy-che").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    (tmp_path / "nhan.yml").write_text("nav.hone: A\n", "utf-8")
    code, _, complaint = run("check.py", "docs", folder=tmp_path)
    assert (code, complaint[:25]) == (1, "nhan.yml:1: không có nhãn")
    text = tmp_path / "a.md"
    text.write_text("### Điều 1. A\n\nA.\n", "utf-8")
    _, printed, complaint = run("outline.py", str(text), folder=tmp_path)
    assert "Điều 1" in printed
    assert complaint == ""


def test_commands_speak_with_the_labels_of_the_project_they_are_called_in(tmp_path: Path) -> None:
    (tmp_path / "docs" / "quy-che").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    (tmp_path / "nhan.yml").write_text(
        "problems.number-twice.found: 'số {found} trùng với dòng {first}'\n", "utf-8"
    )
    text = "# A\n\n### Điều 1. A\n\nA.\n\n### Điều 1. B\n\nB.\n"
    (tmp_path / "docs" / "quy-che" / "a.md").write_text(
        f"---\nkind: regulation\ntitle: A\nstatus: draft\n---\n{text}", "utf-8"
    )
    code, printed, _ = run("check.py", "docs", folder=tmp_path)
    assert code == 1
    assert "số Điều 1. trùng với dòng 8" in printed
