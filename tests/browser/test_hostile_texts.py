"""Texts typed to run, to load or to break out, in every place of a site, watched in a browser.

Two walls stand one behind the other: nothing typed becomes markup, and the policy of every page
stops what did. Each is tried without the other. What the checks refuse is built all the same.
"""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect

import hostile
from quyche.formats.policies import site_metas
from quyche.publishing.workshops import Workshop
from shared_folders import once
from sites import Site, served
from visits import rest, settled, visit

EDITION, WORK = "1", "dang-soan"
# Everything on a page that no template of ours has, each by how it looks.
_FOREIGN = """() => {
    const ours = (address) => new URL(address || "", location).origin === location.origin;
    const isLoaded = ({ type, src }) => src && ours(src) && new URL(src).pathname.startsWith("/giao-dien/") && !type;
    const isLink = ({ localName, protocol }) => localName === "a" && /^(https?|mailto):$/.test(protocol);
    const found = [...document.scripts].filter((script) => !/^application\\/(ld\\+)?json$/.test(script.type) && !isLoaded(script));
    found.push(...document.querySelectorAll("iframe, object, embed, base, math, video, audio, frame, input:not([type=checkbox], [type=search], #q-goto), [http-equiv=refresh]"));
    for (const element of document.querySelectorAll("*")) {
        const { attributes } = element;
        if ([...attributes].some(({ name }) => /^(on.*|style|srcset|srcdoc|formaction|background|ping|target)$/i.test(name))) found.push(element);
        const leading = [...attributes].filter(({ name }) => /^(href|src|action|data|poster|xlink:href)$/i.test(name));
        if (leading.some(({ value }) => !ours(value)) && !isLink(element) && !/^(canonical|schema\\.DCTERMS)$/.test(element.rel)) found.push(element);
    }
    return found.map(({ outerHTML }) => outerHTML.slice(0, 200));
}"""
# Where the parts of a page stand, and the names that stand twice.
_SHAPE = """() => {
    const parts = [...document.querySelectorAll("body > header, body > div > main, main article, body > div > footer")];
    const names = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    return [
        parts.map(({ localName }) => localName).join(" "),
        document.querySelectorAll("body, header.md-header, article, footer").length,
        document.querySelectorAll("head > :not(meta, link, script, style, title)").length,
        names.filter((name, at) => names.indexOf(name) !== at).join(" "),
        document.title.endsWith("Hội Thả diều Đồi Gió"),
    ];
}"""


@dataclass
class Watched:
    """A browser's window, and what happened in it that should not."""

    context: BrowserContext
    ran: set[int] = field(default_factory=set)
    """The numbers of the payloads that ran."""
    asked: set[str] = field(default_factory=set)
    """What was asked of another host."""
    said: list[str] = field(default_factory=list)
    """Errors of scripts, and what a policy had to stop."""

    @classmethod
    def of(cls, context: BrowserContext) -> "Watched":
        watched = cls(context)
        context.expose_function("owned", watched._runs)
        context.on("request", watched._begun)
        context.on("requestfailed", watched._barred)
        context.on("console", watched._console)
        context.on("weberror", lambda error: watched.said.append(str(error.error)))
        context.on("dialog", lambda dialog: dialog.dismiss())
        return watched

    def _runs(self, number: int) -> None:
        self.ran.add(number)

    def _begun(self, request: Request) -> None:
        if urlsplit(request.url).hostname == hostile.OUTSIDE:
            self.asked.add(request.url)

    def _barred(self, request: Request) -> None:
        """What is barred by a policy, or as not of this site, never left the browser."""
        if request.failure in {"csp", "origin"}:
            self.asked.discard(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.said.append(message.text)


@pytest.fixture(name="policies_kept", autouse=True)
def _policies_kept() -> None:
    """Here it is each test that says what a policy may have to stop."""


@pytest.fixture(name="watched")
def _watched(browser: Browser) -> Iterator[Watched]:
    with browser.new_context() as context:
        yield Watched.of(context)


@pytest.fixture(name="hostile_site", scope="module")
def _hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site, built although the checks refuse it, with the files of its meeting unpacked."""
    whole = Workshop.parcel

    def make(folder: Path) -> None:
        project = hostile.create(folder / "project")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Workshop, "parcel", lambda *given, **_: whole(*given, strict=False))
            done = project.publish("--site", str(folder / "site"))
        assert done.code == 0, done.err
        for archive in (folder / "site").rglob("*.zip"):
            with zipfile.ZipFile(archive) as packed:
                packed.extractall(archive.parent)

    folder = once(tmp_path_factory, "hostile-site", make) / "site"
    with served(folder) as url:
        yield Site(folder, url)


def pages_of(site: Site) -> list[str]:
    """Every page once: an alias has the same."""
    found = sorted(path.relative_to(site.folder) for path in site.folder.rglob("*.html"))
    return [page.as_posix() for page in found if page.parts[0] not in {"hien-hanh", "du-thao"}]


@pytest.mark.slow
def test_nothing_that_was_typed_runs_loads_or_breaks_out_on_any_page(
    hostile_site: Site, watched: Watched
) -> None:
    page, foreign, shapes = watched.context.new_page(), {}, {}
    pages = pages_of(hostile_site)
    assert len(pages) > 40
    for path in pages:
        page.goto(f"{hostile_site.url}{path}")
        if page.locator(".md-header").count():  # of a whole page
            foreign[path] = page.evaluate(_FOREIGN)
            shapes[path] = page.evaluate(_SHAPE)
    assert watched == Watched(watched.context)
    assert {path: found for path, found in foreign.items() if found} == {}
    expected = ["header main article footer", 4, 0, "", True]
    assert {path: shape for path, shape in shapes.items() if shape != expected} == {}
    search(page, hostile_site)
    assert watched == Watched(watched.context)


def search(page: Page, site: Site) -> None:
    """What is found is shown as text, too; and what a comparison shows where it is asked for."""
    page.goto(site.page("index.md"))
    page.get_by_role("searchbox").fill("owned")
    expect(page.locator(".md-search-result__list li").first).to_be_visible()
    with settled(page):
        page.goto(site.page("quy-che/quy-che.md"))
        page.evaluate(
            "document.querySelectorAll('details').forEach((details) => (details.open = true))"
        )


# The second wall, with the first one down


def opened(folder: Path, page: Page, texts: Sequence[str], metas: str) -> None:
    """Open a page that holds each of these texts just as it was typed, in a frame of its own."""
    head = (
        f"<!doctype html><html lang='vi'><head><meta charset='utf-8'>{metas}<title>x</title></head>"
    )
    for number, typed in enumerate(texts):
        (folder / f"{number}.html").write_text(f"{head}<body><p>{typed}</p></body></html>", "utf-8")
    frames = (f'<iframe src="{number}.html"></iframe>' for number in range(len(texts)))
    (folder / "index.html").write_text(f"<!doctype html><title>x</title>{''.join(frames)}", "utf-8")
    with served(folder) as url:
        visit(page, url)
        rest(page, 300)  # for what runs once something could not be loaded


@pytest.mark.slow
def test_the_policy_alone_keeps_all_from_running_and_asking_outside(
    tmp_path: Path, watched: Watched
) -> None:
    opened(tmp_path, watched.context.new_page(), hostile.ELEMENTS, site_metas())
    assert (watched.ran, watched.asked) == (set(), set())
    assert len(watched.said) > 100, "it had nothing to do"


@pytest.mark.slow
def test_without_a_policy_the_same_texts_do_run_and_ask_outside(
    tmp_path: Path, watched: Watched
) -> None:
    opened(tmp_path, watched.context.new_page(), hostile.ELEMENTS[::2], "")
    assert len(watched.ran) > 20
    assert len(watched.asked) > 10
