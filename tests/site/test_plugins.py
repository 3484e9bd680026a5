"""Plugins of others: what they may do to pages, and that no document says anything else by them."""

# ruff: noqa: ARG002  # MkDocs chooses the arguments of an event

import logging
import re
from pathlib import Path

import pytest
from lxml import html
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from repositories import regulation
from sites import settings

REGULATION = regulation("Ban A họp {{ bao_lau }} & ghi \\<sổ>.", title="Quy chế {{ bao_lau }}")
PAGES = {
    "index.md": "# Trang chủ\n\nHọp {{ bao_lau }}.\n",
    "quy-che/a.md": REGULATION,
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n\nBan họp {{ bao_lau }}.\n",
    "huong-dan/.nav.yml": "title: Chỉ dẫn\n",
    "huong-dan/doc.md": "---\nkind: page\ntitle: '<b>Đọc</b>'\n---\n# Đọc\n\n[A](../quy-che/a.md)\n",
}


class NoConfig(Config):  # type: ignore[no-untyped-call]  # upstream's
    """Nothing to set."""


class Obliging(BasePlugin[NoConfig]):  # type: ignore[no-untyped-call]  # upstream's
    """Does what plugins of many do, each thing in the way in which one of them does it."""

    def __init__(self) -> None:
        self.given_nav: object = "nothing"
        self.told: list[str] = []
        self.files: list[Path] = []
        self.feed: list[tuple[str, str]] = []
        self.context: TemplateContext | None = None

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Adds a page and a file, as those that write references do."""
        files.append(File.generated(config, "them.md", content="# Thêm\n\nHọp {{ bao_lau }}.\n"))
        files.append(File.generated(config, "js/them.js", content="1\n"))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Makes a navigation of its own where there is none in the settings."""
        self.given_nav = config.nav
        self.told = [file.content_string for file in files if file.name == ".nav"]
        names = sorted(file.src_uri for file in files.documentation_pages())
        config.nav = names
        made = get_navigation(files, config)
        config.nav = None
        return made

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Fills in blanks, as templates in pages do."""
        return markdown.replace("{{ bao_lau }}", "hằng năm")

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Looks up the file of what is no draft, and makes a whole document of the HTML."""
        if not page.meta.get("draft"):
            self.feed.append((str(page.title), str(page.canonical_url)))
            if page.file.generated_by is None:
                self.files.append(Path(str(page.file.abs_src_path)))
        return f"<html><head></head><body>{html}</body></html>"

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """Keeps what another page is to be shown with."""
        self.context = context
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Writes fewer blanks, and adds to the head."""
        smaller = re.sub(r">\s+<", "> <", output)
        return smaller.replace("</head>", '<script src="js/them.js"></script></head>')

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Shows a page of its own by the site's template, outside of any event for it."""
        assert self.context
        page = Page(
            "In cả trang", File("in.md", None, config.site_dir, use_directory_urls=True), config
        )
        page.content, page.meta = "<h1>In</h1><p>Cả trang.</p>", {}
        context = {**self.context, "page": page}
        text = config.theme.get_env().get_template("main.html").render(context)
        (Path(config.site_dir) / "in.html").write_text(text, "utf-8")


class Meddling(BasePlugin[NoConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Says something else."""

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Puts right what it takes for a mistake."""
        return html.replace("họp", "họp mặt")


class MeddlingLate(BasePlugin[NoConfig]):  # type: ignore[no-untyped-call]  # likewise
    """Says something else once the page is made."""

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Leaves a word out."""
        return output.replace(" họp ", " ")


def built(
    folder: Path, plugin: BasePlugin[NoConfig], *, strict: bool = False, urls: bool = True
) -> Path:
    for name, text in PAGES.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "mkdocs.yml").write_text(settings(), "utf-8")
    config = load_config(
        str(folder / "mkdocs.yml"),
        strict=strict,
        use_directory_urls=urls,
    )
    config.plugins["other"] = plugin
    build(config)
    return Path(config.site_dir)


def article(site: Path, name: str) -> str:
    page = html.parse(str(site / name / "index.html")).getroot()
    return " ".join(page.xpath("//article")[0].text_content().split())


@pytest.fixture(scope="module", name="obliged")
def _obliged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Obliging]:
    plugin = Obliging()
    return built(tmp_path_factory.mktemp("obliged"), plugin, strict=True), plugin


def test_blanks_are_filled_in_ordinary_pages_and_never_in_a_document(
    obliged: tuple[Path, Obliging],
) -> None:
    site, _ = obliged
    assert "1. Ban A họp {{ bao_lau }} & ghi <sổ>." in article(site, "quy-che/a")
    assert article(site, "quy-che/a").count("{{ bao_lau }}") == 2
    assert "Họp hằng năm." in article(site, ".")
    assert "Ban họp hằng năm." in article(site, "co-quan/ban-a")
    assert "Họp hằng năm." in article(site, "them")


def test_a_plugin_plans_the_navigation_as_where_nobody_wrote_one(
    obliged: tuple[Path, Obliging],
) -> None:
    site, plugin = obliged
    assert plugin.given_nav is None
    assert plugin.told == ["title: Chỉ dẫn\n"]
    assert not list(site.rglob(".nav.yml"))
    page = html.parse(str(site / "index.html")).getroot()
    links = [link.get("href") for link in page.xpath("//nav[contains(@class, '--primary')]//a")]
    assert links[:2] == ["bang-trach-nhiem/", "co-quan/ban-a/"]


def test_a_plugin_finds_the_file_of_each_page_that_is_no_draft(
    obliged: tuple[Path, Obliging],
) -> None:
    _, plugin = obliged
    pages = {Path(name).name for name in PAGES if name.endswith(".md")}
    assert {path.name for path in plugin.files} == pages
    assert all(path.is_file() for path in plugin.files)
    assert ("Ban A", "http://127.0.0.1:8000/co-quan/ban-a/") in plugin.feed


def test_files_and_styles_of_pages_stay_whole_beside_what_a_plugin_adds(
    obliged: tuple[Path, Obliging],
) -> None:
    site, _ = obliged
    assert (site / "js" / "them.js").is_file()
    page = (site / "quy-che" / "a" / "index.html").read_text("utf-8")
    assert "<html><head></head>" not in page
    assert page.count("Content-Security-Policy") == 1


def test_a_page_that_a_plugin_shows_by_our_template_has_its_content_and_escapes_titles(
    obliged: tuple[Path, Obliging],
) -> None:
    site, _ = obliged
    text = (site / "in.html").read_text("utf-8")
    page = html.fromstring(text.partition("<html")[1] + text.partition("<html")[2])
    assert page.xpath("//article/p/text()") == ["Cả trang."]
    assert "Content-Security-Policy" in text
    assert "<b>Đọc</b>" not in text
    assert "&lt;b&gt;Đọc&lt;/b&gt;" in text


def test_a_plugin_that_changes_a_document_is_named_and_the_document_shown_as_it_is(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        built(tmp_path, Meddling(), strict=True)
    (line,) = (one.getMessage() for one in caplog.records if one.levelno == logging.ERROR)
    assert line.startswith('quyche: quy-che/a.md: một phần mở rộng của MkDocs đổi nguyên văn ở "')
    assert '"mặt{{bao_lau}}' in line
    assert "Ban A họp {{ bao_lau }}" in article(tmp_path / "site", "quy-che/a")
    assert "Ban họp mặt" in article(tmp_path / "site", "co-quan/ban-a")


def test_a_plugin_that_changes_the_written_page_of_a_document_stops_the_build(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        built(tmp_path, MeddlingLate())
    assert 'đổi nguyên văn ở "họp{{bao_lau}}&ghi<sổ>.' in caplog.text


def test_addresses_with_an_ending_are_refused(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), pytest.raises(Abort):
        built(tmp_path, Obliging(), urls=False)
    assert "mkdocs.yml: use_directory_urls là false" in caplog.text
