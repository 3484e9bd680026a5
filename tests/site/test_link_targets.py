"""Links lead where MkDocs has them lead, however often a file is linked to."""

import logging

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import _RelativePathTreeprocessor

from quyche.site.link_targets import LinkTargets

HREFS = [
    *("b.md#a", "b.md#c", "b.md#c", "b.md", "b.md#", "./b.md#a", "x/c.md#a", "x/c.md#b"),
    *("lost.md#a", "lost.md#b", "draft.md#a", "draft.md#b", "#a", "a.md#a", "a.md#b"),
    *("b.md?q#a", "b.md?q#b", "b%2Emd#a", "b%2Emd#b", "https://a.b/c#d", "/b.md#a", "b#a", "b#c"),
    *("b.md#a b", "b.md#%C3%A0", "đ.md#a", "đ.md#b"),
]


@pytest.fixture(name="config")
def _config() -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "a", "docs_dir": "tests", "plugins": []})
    assert config.validate() == ([], [])
    return config


def test_a_link_leads_where_mkdocs_has_it_lead(
    config: MkDocsConfig, caplog: pytest.LogCaptureFixture
) -> None:
    names = ("a.md", "b.md", "x/c.md", "đ.md")
    files = Files([File(name, "tests", "site", use_directory_urls=True) for name in names])
    draft = File("draft.md", "tests", "site", use_directory_urls=True)
    draft.inclusion = InclusionLevel.EXCLUDED
    files.append(draft)
    page = next(iter(files))
    theirs, ours = _RelativePathTreeprocessor(page, files, config), LinkTargets(page, files, config)
    with caplog.at_level(logging.INFO, "mkdocs"):
        expected = [theirs.path_to_url(href) for href in HREFS]
        complaints = caplog.messages[:]
        caplog.clear()
        assert [ours.leading(href) for href in HREFS] == expected
    assert caplog.messages == complaints
    assert complaints
    assert ours.to_anchors == theirs.links_to_anchors
