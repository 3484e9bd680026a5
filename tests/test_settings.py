"""Settings refuse what they do not know."""

from pathlib import Path

import pytest

from quyche.errors import SettingsError
from quyche.settings import Settings
from refusals import refused


@pytest.mark.parametrize("block", [None, {}])
def test_every_setting_has_a_default(block: dict[str, object] | None) -> None:
    assert Settings.read(block) == Settings()


def test_what_is_set_is_taken() -> None:
    settings = Settings.read({"organisation": "Tỉnh ủy", "internal": True})
    assert (settings.organisation, settings.internal) == ("Tỉnh ủy", True)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"organization": "x"}, "không có mục organization; hãy ghi: organisation"),
        ({"qqq": "x"}, "không có mục qqq; hãy ghi: clear_task, "),
        ({"internal": "yes"}, "internal là 'yes'; hãy ghi true hoặc false"),
        ({"place": 5}, "place là 5; hãy ghi một dòng chữ"),
        ({"system": "guild"}, "system là guild; hãy ghi một trong: party, state, plain"),
        ({"clear_task": "who"}, "clear_task là 'who'; hãy ghi một danh sách"),
        ({"clear_task": ["who", "why"]}, "clear_task có why; chỉ ghi được: who, what, "),
    ],
)
def test_an_unknown_or_ill_typed_setting_is_refused(block: dict[str, object], message: str) -> None:
    with refused(SettingsError, f"mkdocs.yml: extra.quyche: {message}"):
        Settings.read(block)


@pytest.mark.parametrize("address", ["https://x/{foo}", "https://x/{}", "https://x/{path"])
def test_refuses_an_editor_address_with_a_blank_that_nothing_fills(address: str) -> None:
    expected = (
        f"edit_url là {address}; hãy ghi một địa chỉ, chỗ để trống chỉ có thể là {{path}}, {{line}}"
    )
    with refused(SettingsError, expected):
        Settings.read({"edit_url": address})


def test_the_settings_of_a_site_are_read_past_what_only_its_builder_understands(
    tmp_path: Path,
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_url: !ENV [SITE_URL, x]\n"
        "slugify: !!python/name:quyche.text.slug\n"
        "extra:\n  quyche:\n    clear_task: [who, when]\n"
    )
    assert Settings.of_file(file).clear_task == ("who", "when")
    assert Settings.of_file(tmp_path / "none.yml") == Settings()


def test_a_broken_file_of_settings_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("site_name: A\nextra: [")
    with refused(SettingsError, "mkdocs.yml:2: không đọc được tệp thiết lập"):
        Settings.of_file(file)


@pytest.mark.parametrize("country", ["VN", "vnm", "v", "Viet Nam", "v1"])
def test_a_country_is_named_as_machines_name_it(country: str) -> None:
    expected = f"country là {country}; hãy ghi mã ISO 3166 gồm hai chữ thường, ví dụ vn"
    with refused(SettingsError, expected):
        Settings.read({"country": country})
    assert Settings.read({"country": "vn"}).country == "vn"


PLACED = "site_name: A\nrepo_url: {repo}\nextra:\n  quyche:\n    place: B\n    proposals: {taker}\n"


def placed(folder: Path, taker: str, repo: str = "https://github.com/a/b") -> Path:
    file = folder / "mkdocs.yml"
    file.write_text(PLACED.format(taker=taker, repo=repo), "utf-8")
    return file


@pytest.mark.parametrize("taker", ["a@b", "issue", "a b@c.vn", "a@c.vn?cc=x", "<a@c.vn>"])
def test_what_takes_no_remarks_is_refused_with_its_line(tmp_path: Path, taker: str) -> None:
    expected = (
        f"mkdocs.yml:6: extra.quyche: proposals là {taker}; "
        "hãy ghi issues, file hoặc một địa chỉ thư điện tử"
    )
    with refused(SettingsError, expected):
        Settings.of_file(placed(tmp_path, taker))
    with refused(SettingsError, "mkdocs.yml: extra.quyche: proposals là"):
        Settings.read({"proposals": taker})


def test_issues_that_nobody_has_are_refused_with_their_line(tmp_path: Path) -> None:
    expected = "mkdocs.yml:6: extra.quyche: proposals là issues, còn nơi giữ kho (server) không có"
    with refused(SettingsError, expected):
        Settings.of_file(placed(tmp_path, "issues", "https://git.example/a"))


@pytest.mark.parametrize(
    ("taker", "repo", "expected"),
    [
        ('""', "https://github.com/a/b", "issues"),
        ('""', "https://git.example/a", "file"),
        ("file", "https://codeberg.org/a/b", "file"),
        ("van-phong@hoi.vn", "https://git.example/a", "van-phong@hoi.vn"),
        ("issues", "https://gitlab.com/a/b", "issues"),
    ],
)
def test_remarks_go_where_the_office_says_or_its_host_can(
    tmp_path: Path, taker: str, repo: str, expected: str
) -> None:
    assert Settings.of_file(placed(tmp_path, taker, repo)).taker == expected
