"""Waits that end when a page is all there, however slow the machine is that shows it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request

_LONGEST = 60.0  # seconds
# Whatever a page puts off until it has nothing to do was put off before this.
_IDLE_JS = "new Promise((done) => requestIdleCallback(() => setTimeout(() => requestIdleCallback(done), 50)))"
_FONTS_JS = "document.fonts.ready.then(() => true)"
_REST_JS = """(time) => new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, time))))"""


def visit(page: Page, address: str) -> None:
    """Open a page, and wait until it is all there."""
    with settled(page):
        page.goto(address)


@contextmanager
def settled(page: Page) -> Iterator[None]:
    """Wait after what is done to a page until it is loaded with its fonts and asks for no more.

    Not where scripts do not run. "networkidle" is no such thing: where the machine stalls, it
    comes before a page has asked for anything; and once it came, it is there for whatever is asked
    for later.
    """
    asked: list[Request] = []
    answered: set[Request] = set()

    def begun(request: Request) -> None:
        asked.append(request)

    def ended(request: Request) -> None:
        answered.add(request)

    page.on("request", begun)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)
    yield
    page.wait_for_load_state("load")
    page.evaluate(_FONTS_JS)
    known, end = -1, time.monotonic() + _LONGEST
    while known != len(asked) or not answered.issuperset(asked):
        assert time.monotonic() < end, [one.url for one in asked if one not in answered]
        known = len(asked)
        page.evaluate(_IDLE_JS)
    page.remove_listener("request", begun)
    page.remove_listener("requestfinished", ended)
    page.remove_listener("requestfailed", ended)


def rest(page: Page, milliseconds: int = 0) -> None:
    """Let time pass by the clock of a page, which has shown by then what was done to it."""
    page.evaluate(_REST_JS, milliseconds)
