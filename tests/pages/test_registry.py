"""Every page of an edition is registered once, with what it needs to be shown and found."""

from pathlib import Path

import pytest

import organisation
from quyche import urls
from quyche.editions import history
from quyche.labels import Labels
from quyche.pages.navigation import navigation
from quyche.pages.registry import OVERVIEWS, EditionPages, Overview
from readings import reading_of

OVERRIDES = Path(__file__).parents[2] / "overrides"
LABELS = Labels.load("vi")
READING = reading_of(organisation.documents())
PAGES = EditionPages(READING, history.alone(READING.ledger, urls.WORK))


def listed(entries: object) -> set[str]:
    """The files that a navigation leads to."""
    if isinstance(entries, dict):
        return listed(list(entries.values()))
    if isinstance(entries, list):
        return {path for entry in entries for path in listed(entry)}
    return {str(entries)}


def test_the_overviews_are_those_that_addresses_know() -> None:
    assert tuple(overview.path for overview in OVERVIEWS) == urls.OVERVIEWS


@pytest.mark.parametrize("overview", OVERVIEWS, ids=lambda overview: overview.path)
def test_an_overview_has_a_label_a_template_and_a_place_in_the_navigation(
    overview: Overview,
) -> None:
    assert LABELS(overview.label) != overview.label
    assert not overview.template or (OVERRIDES / overview.template).is_file()
    page = PAGES.by_path[overview.path]
    assert page.is_generated
    assert page.title == LABELS(overview.label)
    paths = listed(list(navigation(READING, sorted(PAGES.by_path))))
    assert (overview.path in paths) is page.is_listed


def test_every_template_that_a_page_names_is_there() -> None:
    templates = {page.template for page in PAGES.by_path.values()} - {""}
    assert {"document.html", "entry.html", "meeting.html", "home.html"} <= templates
    assert not [name for name in templates if not (OVERRIDES / name).is_file()]


def test_every_document_entry_and_meeting_has_its_page() -> None:
    documents = READING.corpus
    written = {*documents.by_path, *documents.meetings_by_path}
    written |= {entry.path for entry in documents.register.entries}
    assert written <= PAGES.by_path.keys()
