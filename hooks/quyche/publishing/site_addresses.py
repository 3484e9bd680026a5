"""The address a site is published for: right from the start, as editions never change again."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from quyche.errors import HistoryError

_LOCAL = "localhost"


def refuse_loopback(address: str) -> None:
    """Raise HistoryError for an address that only this machine can open."""
    if is_loopback(address):
        raise HistoryError("loopback", address=address)


def is_loopback(address: str) -> bool:
    """Whether an address leads to the machine on which it is opened."""
    host = (urlsplit(address).hostname or "").removesuffix(".")
    if host == _LOCAL or host.endswith(f".{_LOCAL}"):
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:  # a name
        return False
    return found.is_loopback or found.is_unspecified
