"""Settings refuse what they do not know."""

import pytest

from quyche.errors import SettingsError
from quyche.settings import Settings


@pytest.mark.parametrize("block", [None, {}])
def test_every_setting_has_a_default(block: dict[str, object] | None) -> None:
    assert Settings.read(block) == Settings()


def test_what_is_set_is_taken() -> None:
    settings = Settings.read({"organisation": "Tỉnh ủy", "internal": True})
    assert (settings.organisation, settings.internal) == ("Tỉnh ủy", True)


@pytest.mark.parametrize(
    ("block", "message"),
    [
        ({"organization": "x"}, "unknown key 'organization'; expected organisation"),
        ({"qqq": "x"}, "unknown key 'qqq'; expected one of edit_url, internal, "),
        ({"internal": "yes"}, "internal is 'yes'; expected a bool"),
        ({"place": 5}, "place is 5; expected a str"),
    ],
)
def test_an_unknown_or_ill_typed_setting_is_refused(block: dict[str, object], message: str) -> None:
    with pytest.raises(SettingsError, match=f"mkdocs.yml: extra.quyche: {message}"):
        Settings.read(block)


@pytest.mark.parametrize("address", ["https://x/{foo}", "https://x/{}", "https://x/{path"])
def test_refuses_an_editor_address_with_a_blank_that_nothing_fills(address: str) -> None:
    with pytest.raises(SettingsError, match=r"edit_url is .*\{path\} and \{line\}"):
        Settings.read({"edit_url": address})
