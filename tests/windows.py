"""Windows of a browser that are used again: to open a new one takes longer than most tests do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from playwright.sync_api import Browser, BrowserContext, Error, Page

CHANGING_CONTEXT = (
    *("on", "once", "route", "route_from_har", "add_init_script"),
    *("add_cookies", "new_cdp_session", "expose_function", "expose_binding", "set_offline"),
    *("set_extra_http_headers", "set_geolocation", "set_default_timeout"),
)
CHANGING_PAGE = (
    *("once", "route", "route_from_har", "add_init_script", "expose_function", "expose_binding"),
    *("set_extra_http_headers", "set_default_timeout", "set_content"),
)
"""After these nobody knows any more that a window is as a new one."""
USUAL_SIZE = {"width": 1280, "height": 720}
CLEAR = "localStorage.clear(), sessionStorage.clear()"


class Windows:
    """The contexts of one browser, each with one page, kept for the next test that asks for such."""

    def __init__(self, browser: Browser, prepare: Callable[[BrowserContext], None]) -> None:
        self.open: Callable[..., BrowserContext] = browser.new_context
        self.prepare = prepare
        self.idle: dict[str, list[_Window]] = defaultdict(list)

    def context(self, **options: Any) -> BrowserContext:
        """A context with these options that holds nothing of an earlier test."""
        kind = repr(sorted(options.items()))
        window = self.idle[kind].pop() if self.idle[kind] else self._opened(kind, options)
        window.is_taken = False
        return window.context

    def page(self, **options: Any) -> Page:
        """A page in a context of its own, which ends with it."""
        context = self.context(**options)
        page = context.new_page()
        page.close = context.close  # type: ignore[method-assign, assignment]
        return page

    def _opened(self, kind: str, options: dict[str, Any]) -> _Window:
        context = self.open(**options)
        self.prepare(context)
        look = options.get("viewport", USUAL_SIZE), options.get("color_scheme", "light")
        return _Window(context, *look, self.idle[kind].append)


class _Window:
    """One context with one page, and whether a test did anything that cannot be taken back."""

    def __init__(
        self,
        context: BrowserContext,
        size: Any,
        scheme: Any,
        keep: Callable[[_Window], None],
    ) -> None:
        self.context, self.size, self.scheme, self.keep = context, size, scheme, keep
        self.page = context.new_page()
        self.is_taken = self.is_worn = False
        self.listeners: list[tuple[Any, Any]] = []
        self.new_page, self.close = context.new_page, context.close
        self.listen, self.close_page = self.page.on, self.page.close
        for part, names in ((context, CHANGING_CONTEXT), (self.page, CHANGING_PAGE)):
            for name in names:
                setattr(part, name, self._wearing(getattr(part, name)))
        context.new_page = self._page  # type: ignore[method-assign]
        context.close = self._end  # type: ignore[method-assign]
        self.page.on = self._listened  # type: ignore[method-assign, assignment]
        self.forget = self.page.remove_listener
        self.page.remove_listener = self._forgotten  # type: ignore[method-assign, assignment]

    def _wearing(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def called(*values: Any, **named: Any) -> Any:
            self.is_worn = True
            return method(*values, **named)

        return called

    def _page(self) -> Page:
        if self.is_taken:
            return self.new_page()
        self.is_taken = True
        self.page.close = self._wearing(self.close_page)  # type: ignore[method-assign]
        return self.page

    def _listened(self, event: Any, handler: Any) -> None:
        self.listeners.append((event, handler))
        self.listen(event, handler)

    def _forgotten(self, event: Any, handler: Any) -> None:
        self.listeners.remove((event, handler))
        self.forget(event, handler)

    def _end(self, **_: Any) -> None:
        if self.is_worn or not self._is_cleared():
            self.close()
        else:
            self.keep(self)

    def _is_cleared(self) -> bool:
        """Make all as it was; whether that could be done."""
        try:
            for event, handler in tuple(self.listeners):
                self.page.remove_listener(event, handler)
            for other in self.context.pages:
                if other is not self.page:
                    other.close()
            if self.page.url.startswith("http"):
                self.page.evaluate(CLEAR)
            self.page.goto("about:blank")
            self.page.set_viewport_size(self.size)
            self.page.emulate_media(media="null", color_scheme=self.scheme)
            self.context.clear_permissions()
            self.context.clear_cookies()
        except Error:
            return False
        return True


@contextmanager
def used_again(browser: Browser, prepare: Callable[[BrowserContext], None]) -> Iterator[None]:
    """Let a browser hand out windows again that were closed; `prepare` is called for each new one."""
    windows = Windows(browser, prepare)
    with (
        mock.patch.object(browser, "new_context", windows.context),
        mock.patch.object(browser, "new_page", windows.page),
    ):
        yield
