"""The site builder finds no front matter in what it is given, and of ours only what it needs."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, get_files
from mkdocs.structure.pages import Page
from mkdocs.utils import meta

from quyche.site import files as site_files
from quyche.site import pages
from sites import settings

SOURCES = {
    "---\nkind: page\ntitle: A\n---\n# A\n": "# A\n",
    "\ufeff---\nkind: page\n---\n\n# A\n": "# A\n",
    "---\nkind: page\n---\n---\ntemplate: b.html\n---\n# A\n": "---\ntemplate: b.html\n---\n# A\n",
    "---\nkind: page\n---\ntitle: B\nhide: toc\n": "title: B\nhide: toc\n",
    "---\ntitle: A\n...\n# A\n": "---\ntitle: A\n...\n# A\n",
    "title: A\n\n# A\n": "title: A\n\n# A\n",
    "\ufefftitle: A\r\ntemplate: b.html\r\n": "title: A\ntemplate: b.html\n",
    "# A\r\n\r\nb: c\r\n": "# A\n\nb: c\n",
    "---\r\nkind: page\r\n---\r\nrevision_date: <b>\r\n": "revision_date: <b>\n",
    "": "",
}


@pytest.mark.parametrize(("source", "body"), SOURCES.items())
def test_the_site_builder_reads_no_front_matter(tmp_path: Path, source: str, body: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_bytes(source.encode())
    (tmp_path / "mkdocs.yml").write_text(settings(), "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    file = File("index.md", config.docs_dir, config.site_dir, use_directory_urls=True)
    given = pages.source_of(Page(None, file, config))
    assert meta.get_data(given) == (body, {})


def test_templates_are_told_of_front_matter_only_what_we_read(tmp_path: Path) -> None:
    front = "kind: page\ntitle: A\ndescription: B\ntemplate: 404.html\nhide: [toc]\nrevision_date: C\nsearch: {exclude: true}\n"
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "gioi-thieu.md").write_text(f"---\n{front}---\n# A\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(settings(), "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    files = get_files(config)
    site_files.lay_out(config, files)
    told = {}
    for file in files.documentation_pages():
        page = Page(None, file, config)
        pages.markdown_of("", page, config, files)
        told[file.src_uri] = dict(page.meta)
    assert told["gioi-thieu.md"] == {"title": "A", "description": "B"}
    assert set().union(*told.values()) <= {"title", "description", "template", "search", "draft"}
