import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import hypothesis
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

import copies
import organisation as sample
import windows
from publishing_helpers import Project
from quyche import speech
from quyche.exports import document_files
from quyche.exports.exported_texts import ExportedText
from quyche.formats import pdf
from quyche.imports import confinement
from shared_folders import of_this_run, once
from sites import Site, publish, served

os.environ["QUYCHE_STORE"] = "off"  # no test shall see what another run left behind
ROOT = Path(__file__).parent.parent
BROWSER_ARGUMENTS = (
    "--no-sandbox",  # a container's root cannot have the sandbox, and every page is our own
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

_OF_PUBLISHING_ALONE = {
    *("test_publishing_under_stress", "test_publish_steps", "test_publishing_refusals"),
    *("test_healing", "test_settled_texts", "test_carried_pages"),
}
"""The modules to which it does not matter what the files of documents hold."""
STOPPED: list[str] = []
"""What policies had to stop in the test at hand."""

# A time limit for one example fails on a busy machine; pytest's for the whole test is enough.
hypothesis.settings.register_profile("quyche", deadline=None, max_examples=60)
hypothesis.settings.load_profile("quyche")


@pytest.hookimpl(tryfirst=True)  # before -m picks tests by the marker that is set here
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use the browser, and run quick tests first, those in the browser last.

    Of those the long ones come before the short, so that no process is left alone with one.

    The very first makes the sample's site, which one process does while others go on.
    """
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    items.sort(key=_cost)
    makers = [at for at, item in enumerate(items) if _needs_site(item)]
    if makers:
        items.insert(0, items.pop(makers[0]))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What was collected stays to the end: looking for garbage in it again and again costs time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def _cost(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 2 if item.get_closest_marker("slow") else 3
    return 1 if item.get_closest_marker("slow") or _needs_site(item) else 0


def _needs_site(item: pytest.Item) -> bool:
    return {"site", "organisation"} <= set(getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session", autouse=True)
def _spoken() -> None:
    """Where there is no site, commands speak the language of tests, whatever the machine's is."""
    if speech.of_locale(os.environ) != speech.DEFAULT:
        os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture(scope="session", autouse=True)
def _compiled(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Where nothing compiled may be kept beside its source, programs we start share it elsewhere."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = str(of_this_run(tmp_path_factory) / "compiled")


@pytest.fixture(scope="session", autouse=True)
def _forked() -> Iterator[None]:
    """Foreign files are read by copies of this process, as by a command, which has one thread.

    The threads of test runners wait for their own pipes and hold nothing that a copy needs.
    """
    with mock.patch.object(confinement, "is_alone", return_value=True):
        yield


@pytest.fixture(scope="session", autouse=True)
def _set_by_copies() -> Iterator[None]:
    """Papers are set by copies of this process, which keeps clear of the threads of Typst.

    A process that has them cannot be copied to one that sets papers, too, as those are that publish.
    """
    with mock.patch.object(pdf, "compiled", copies.by_a_copy(pdf.compiled)):
        yield


@pytest.fixture(scope="module", autouse=True)
def _plain(request: pytest.FixtureRequest) -> Iterator[None]:
    """Where only publishing is tested, the files of documents hold their sources: that is quick."""
    if request.module.__name__.rpartition(".")[2] not in _OF_PUBLISHING_ALONE:
        yield
        return
    with mock.patch.object(document_files, "written", _source):
        yield


def _source(exported: ExportedText, _: str) -> bytes:
    return exported.document.source.encode()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser; without one the test is skipped, or fails where CI is set."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=_browser_path(), args=list(BROWSER_ARGUMENTS)
        )
        with windows.used_again(opened, _listen):
            yield opened
        opened.close()


def _listen(context: BrowserContext) -> None:
    """What a policy has to stop in any window is noted."""
    context.on("console", _note)


def _note(message: ConsoleMessage) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        STOPPED.append(message.text)


@pytest.fixture(name="policies_kept", autouse=True)
def _policies_kept() -> Iterator[None]:
    """No page asks for anything that its own policy has to stop."""
    STOPPED.clear()
    yield
    assert STOPPED == []


@pytest.fixture(scope="session")
def organisation(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The repository of the sample organisation, for reading only."""
    return Project(once(tmp_path_factory, "organisation", sample.create))


@pytest.fixture(scope="session")
def site(organisation: Project, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site of the sample organisation with all its editions, written once and served."""
    folder = once(tmp_path_factory, "site", lambda folder: publish(folder, *organisation.arguments))
    with served(folder) as url:
        yield Site(folder, url)


def _browser_path() -> str:
    found = subprocess.run(
        [sys.executable, ROOT / "scripts" / "find_browser.py"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if found.returncode == 1 and not os.environ.get("CI"):
        pytest.skip(found.stderr.strip())
    if found.returncode:
        pytest.fail(found.stderr.strip(), pytrace=False)
    return found.stdout.strip()


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a wide screen, the device being light."""
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        yield context.new_page()


@pytest.fixture(name="phone")
def _phone(browser: Browser) -> Iterator[Page]:
    """A page on a phone."""
    with browser.new_context(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as context:
        yield context.new_page()
