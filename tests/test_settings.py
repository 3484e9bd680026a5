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
