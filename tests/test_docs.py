"""The documents of the sample organisation, step by step: correct, linked, and marked as examples."""

import re
from pathlib import Path

import pytest

import organisation
from organisation import DATA, EDITIONS, STEPS
from quyche.checks.links import missing_aspects
from quyche.corpus.links import CitationState, Links
from quyche.governance.governance import Governance
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.language.spelling import is_composed
from quyche.problems import Severity
from readings import problems_in

FILES = sorted(path for path in DATA.rglob("*") if path.is_file())
# The later tone placement in syllables that end in the vowel: "uỷ", "hoà".
LATE_TONE_RE = re.compile(r"(?<![qQ])[uU][ỳỷỹýỵ](?!\w)|[oO][àảãáạèẻẽéẹ](?!\w)")


@pytest.mark.parametrize("step", STEPS)
def test_nothing_keeps_the_documents_from_being_published(step: str) -> None:
    documents = organisation.documents(step)
    problems = problems_in(documents)
    labels = Labels.load("vi")
    assert [
        labels.line(problem) for problem in problems if problem.severity is Severity.ERROR
    ] == []


def test_the_ledger_can_be_read() -> None:
    entered = organisation.ledger().editions
    assert tuple(edition.name for edition in entered) == EDITIONS
    dates = [edition.date for edition in entered]
    assert dates == sorted(dates)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(DATA).as_posix())
def test_a_file_is_written_in_one_spelling(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert is_composed(text)
    assert "Ð" not in text
    assert "\r" not in text
    assert not LATE_TONE_RE.findall(text)


@pytest.mark.parametrize("step", STEPS)
def test_every_document_and_meeting_is_marked_as_an_example(step: str) -> None:
    documents = organisation.documents(step)
    assert documents.texts
    assert [text.path for text in documents.texts if not text.metadata.is_sample] == []
    assert [meeting.path for meeting in documents.meetings if not meeting.is_sample] == []


@pytest.mark.parametrize("step", STEPS)
def test_no_number_of_a_document_could_be_taken_for_a_real_one(step: str) -> None:
    texts = organisation.documents(step).texts
    numbers = [text.metadata.number for text in texts if text.metadata.number]
    assert [number for number in numbers if not number.startswith("00-")] == []


@pytest.mark.parametrize("step", STEPS[1:])
def test_every_internal_citation_leads_somewhere(step: str) -> None:
    documents = organisation.documents(step)
    cited = [citing for linked in Links.of(documents) for citing in linked.citations]
    resolved = [citing for citing in cited if citing.state is CitationState.RESOLVED]
    assert [citing.text for citing in cited if citing.state is CitationState.DANGLING] == []
    assert len(resolved) >= 15
    assert all(
        documents.provision(citing.target) for citing in resolved if citing.target and citing.target.steps
    )  # fmt: skip


def test_every_body_that_the_rules_must_provide_for_is_governed() -> None:
    documents = organisation.documents()
    governance = Governance.of(documents, Links.of(documents))
    expecting = {entry.id for entry in documents.register.of_kind("body") if entry.expects}
    assert expecting == {"ban-dieu-hanh"}
    assert expecting - governance.of_target.keys() == set()


@pytest.mark.parametrize("step", STEPS)
def test_every_article_of_a_regulation_has_a_title_and_a_place_in_a_chapter(step: str) -> None:
    for text in organisation.documents(step).texts:
        if text.metadata.kind == "regulation":
            for provision in text.document.walk():
                if provision.kind is Kind.ARTICLE:
                    assert provision.heading, f"{text.path}:{provision.line}"
            assert {provision.kind for provision in text.document.provisions} == {Kind.CHAPTER}


def missing_in(name: str) -> set[tuple[str, str]]:
    """The files of the bodies and roles that lack an aspect in an edition, and which."""
    found = organisation.documents(name)
    problems = missing_aspects(found, Governance.of(found, Links.of(found)))
    return {(problem.path, dict(problem.details)["aspect"]) for problem in problems}


def test_the_first_draft_shows_what_the_conference_found_missing() -> None:
    """Individual duties were unclear, so some roles lack what the rules must give them."""
    missing = missing_in("2-du-thao-1")
    assert len(missing) == 5
    assert {path.partition("/")[0] for path, _ in missing} == {"chuc-danh"}


def test_what_came_after_it_leaves_nothing_missing() -> None:
    later = EDITIONS[EDITIONS.index("2-du-thao-1") + 1 :]
    assert {name: missing_in(name) for name in later} == {name: set() for name in later}
