"""Which addresses of a site lead nobody but its own machine to it."""

import pytest

from quyche.publishing import site_addresses

LOCAL = (
    "http://127.0.0.1:8000/",
    "http://127.1.2.3/",
    "http://0.0.0.0:8000/",
    "http://[::1]/quy-che/",
    "http://localhost/",
    "HTTP://LOCALHOST.:80/",
    "http://trang.localhost/",
)
ELSEWHERE = (
    "https://quyche.github.io/quyche/",
    "https://localhost.example.org/",
    "http://10.0.0.7/",  # an office's own network
    "",
)


@pytest.mark.parametrize("address", LOCAL)
def test_an_address_of_this_machine_is_known(address: str) -> None:
    assert site_addresses.is_loopback(address)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_any_other_address_is_none_of_this_machine(address: str) -> None:
    assert not site_addresses.is_loopback(address)
