"""Every file has one address, the folder that MkDocs makes of it."""

import pytest

from quyche.page_addresses import address_of


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("so-do-to-chuc.md", "so-do-to-chuc/"),
        ("quy-che/lam-viec.md", "quy-che/lam-viec/"),
        ("hoi-nghi/index.md", "hoi-nghi/"),
        ("quy-che/ban-index.md", "quy-che/ban-index/"),
        ("so-sanh/a/17-du-thao-1/bang.md", "so-sanh/a/17-du-thao-1/bang/"),
    ],
)
def test_a_page_is_a_folder_named_as_its_file(path: str, expected: str) -> None:
    assert address_of(path) == expected
