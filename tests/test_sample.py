"""The texts in docs/ as this project comes with them: correct, marked as examples, never changed.

An organisation that puts its own texts there has other editions, and these tests are skipped.
"""

import hashlib
import json
import re
import runpy
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser

import shapes
from quyche import schemas
from quyche.checks.links import missing_aspects
from quyche.checks.powers import power_problems
from quyche.checks.programmes import not_understood, task_problems
from quyche.corpus import corpora
from quyche.corpus.links import CitationState, Links
from quyche.corpus.texts import Corpus
from quyche.editions import ledgers
from quyche.editions.archives import Archive
from quyche.governance.duties import Duties
from quyche.governance.governance import Governance
from quyche.labels import Labels
from quyche.language.kinds import Kind
from quyche.language.spelling import CAPITALS, is_composed
from quyche.problems import Severity
from quyche.programmes.clarity import Clarity
from quyche.programmes.field_readings import Role, TaskForm
from quyche.programmes.powers import Powers
from quyche.programmes.tasks import Tasks
from quyche.settings import Settings
from quyche.texts import frontmatter
from readings import problems_in
from shared_folders import once
from sites import WORK, Site, address_of, served, settings, weights

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DIGESTS = json.loads((Path(__file__).parent / "data" / "sample-digests.json").read_text("utf-8"))
"""The SHA-256 of every file of each edition, by the edition's date and name."""
# The later tone placement in syllables that end in the vowel: "uỷ", "hoà".
LATE_TONE_RE = re.compile(r"(?<![qQ])[uU][ỳỷỹýỵ](?!\w)|[oO][àảãáạèẻẽéẹ](?!\w)")
# "đồng chí Nguyễn Văn …", "ông Trần …"
PERSON_RE = re.compile(
    rf"(?<!\w)(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị)[ \u00a0](?=[{CAPITALS}])"
)
QUERIES = Path(__file__).parent / "data" / "sample-queries.tsv"
"""What readers of edition 17 look for, and the places that answer it."""
LABELS = Labels.load("vi")
FIRST_DRAFT = "17-du-thao-1"


def is_sample() -> bool:
    """Whether the ledger begins with the editions of the sample; nobody takes entries out of it."""
    ledger, _ = (
        ledgers.read_file(DOCS / ledgers.FILE) if DOCS.is_dir() else (ledgers.Ledger(()), ())
    )
    entered = [f"{edition.date} {edition.name}" for edition in ledger.editions]
    return entered[: len(DIGESTS)] == list(DIGESTS)


pytestmark = [
    pytest.mark.sample,
    pytest.mark.skipif(not is_sample(), reason="docs/ holds the texts of another organisation"),
]


@cache
def archive() -> Archive:
    return Archive.open(DOCS)


@cache
def documents(edition: str = "") -> Corpus:
    return archive().corpus(edition) if edition else corpora.read_folder(DOCS)


@cache
def links(edition: str = "") -> Links:
    return Links.of(documents(edition))


def governance(edition: str = "") -> Governance:
    return Governance.of(documents(edition), links(edition))


def files() -> Iterator[tuple[str, str]]:
    for path in sorted([*DOCS.rglob("*.md"), *DOCS.rglob("*.yml")]):
        yield path.relative_to(DOCS).as_posix(), path.read_text("utf-8")


def later_editions() -> list[str]:
    names = [edition.name for edition in archive().ledger.editions]
    return names[names.index(FIRST_DRAFT) + 1 :]


@pytest.mark.parametrize("edition", list(DIGESTS))
def test_every_text_of_an_edition_is_what_it_was(edition: str) -> None:
    found = archive().files(edition.partition(" ")[2])
    found.pop(ledgers.FILE, None)
    digests = {path: hashlib.sha256(content).hexdigest() for path, content in found.items()}
    assert digests == DIGESTS[edition]


def test_what_is_written_fits_its_schema() -> None:
    ledger = yaml.safe_load((DOCS / ledgers.FILE).read_text("utf-8"))
    assert shapes.faults(schemas.EDITIONS, shapes.as_data(ledger)) == []
    for file in sorted((DOCS / "gop-y").glob("*.yml")):
        remarks = yaml.safe_load(file.read_text("utf-8"))
        assert shapes.faults(schemas.REMARKS, shapes.as_data(remarks)) == [], file
    fronts = [(path, frontmatter.split(text)[0].strip("-\n")) for path, text in files()]
    for path, front in fronts:
        if front and path.endswith(".md"):
            told = shapes.as_data(yaml.safe_load(front))
            assert shapes.faults(schemas.FRONT_MATTER, told) == [], path
    assert sum(bool(front) for _, front in fronts) > 20


def test_nothing_keeps_the_documents_from_being_published() -> None:
    problems = problems_in(documents())
    assert [
        LABELS.line(problem) for problem in problems if problem.severity is Severity.ERROR
    ] == []


def test_the_ledger_can_be_read() -> None:
    ledger, problems = ledgers.read_file(DOCS / ledgers.FILE)
    assert problems == ()
    dates = [edition.date for edition in ledger.editions]
    assert dates == sorted(dates)


def test_every_file_is_written_in_one_spelling() -> None:
    for path, text in files():
        assert is_composed(text), path
        assert "Ð" not in text, path
        assert "\r" not in text, path
        told = text.replace("không viết “uỷ”", "")  # the guide says so
        assert not LATE_TONE_RE.findall(told), path


def test_every_document_and_meeting_is_marked_as_an_example() -> None:
    assert documents().texts
    assert [text.path for text in documents().texts if not text.metadata.is_sample] == []
    assert [meeting.path for meeting in documents().meetings if not meeting.is_sample] == []


def test_no_number_of_a_document_could_be_taken_for_a_real_one() -> None:
    numbers = [text.metadata.number for text in documents().texts if text.metadata.number]
    assert [number for number in numbers if not number.startswith("00-")] == []


def test_no_person_is_named() -> None:
    names = tuple(name for entry in documents().register.entries for name in entry.names)
    named = [
        (path, text[found.start() :][:40])
        for path, text in files()
        for found in PERSON_RE.finditer(text)
        if not text.startswith(names, found.end())
    ]
    assert named == []


def test_every_internal_citation_leads_somewhere() -> None:
    cited = [citing for linked in links() for citing in linked.citations]
    resolved = [citing for citing in cited if citing.state is CitationState.RESOLVED]
    assert [citing.text for citing in cited if citing.state is CitationState.DANGLING] == []
    assert len(resolved) >= 30
    assert all(
        documents().provision(citing.target) for citing in resolved if citing.target and citing.target.steps
    )  # fmt: skip


def test_every_body_that_the_rules_must_provide_for_is_governed() -> None:
    expecting = {entry.id for entry in documents().register.of_kind("body") if entry.expects}
    assert expecting == {"ban-chap-hanh", "ban-thuong-vu", "thuong-truc"}
    assert expecting - governance().of_target.keys() == set()


def test_every_article_of_a_regulation_has_a_title_and_a_place_in_a_chapter() -> None:
    for text in documents().texts:
        if text.metadata.kind == "regulation":
            for provision in text.document.walk():
                if provision.kind is Kind.ARTICLE:
                    assert provision.heading, f"{text.path}:{provision.line}"
            assert {provision.kind for provision in text.document.provisions} == {Kind.CHAPTER}


def missing_in(edition: str) -> set[tuple[str, str]]:
    """The files of the bodies and roles that lack an aspect in an edition, and which."""
    problems = missing_aspects(documents(edition), governance(edition))
    return {(problem.path, dict(problem.details)["aspect"]) for problem in problems}


def test_the_first_draft_shows_what_the_conference_found_missing() -> None:
    """Individual duties were unclear, so some roles lack what the rules must give them."""
    missing = missing_in(FIRST_DRAFT)
    assert len(missing) == 9
    assert {path.partition("/")[0] for path, _ in missing} == {"chuc-danh"}
    assert {name: missing_in(name) for name in later_editions()} == {
        name: set() for name in later_editions()
    }


def doubts_in(edition: str) -> list[str]:
    """The rules by which tasks of an edition are doubtful."""
    clarity = Clarity.of(Settings.of_file(ROOT / "mkdocs.yml"))
    tasks = Tasks.of(documents(edition), links(edition))
    found = [
        *task_problems(documents(edition), tasks, clarity),
        *power_problems(
            documents(edition),
            tasks,
            Powers.of(documents(edition), links(edition), governance(edition)),
        ),
    ]
    return [problem.rule for problem in found]


def test_the_first_draft_lacks_what_the_conference_asked_for() -> None:
    assert set(doubts_in(FIRST_DRAFT)) == {"task-without-lead", "task-lacks", "task-power-other"}
    assert doubts_in(FIRST_DRAFT).count("task-power-other") == 1
    assert {name: doubts_in(name) for name in later_editions()} == {
        name: [] for name in later_editions()
    }


def test_the_programmes_are_understood_whole() -> None:
    tasks = Tasks.of(documents(), links())
    assert len(tasks.all) >= 40
    assert [LABELS.line(problem) for problem in not_understood(tasks)] == []
    assert all(task.ids(Role.LEAD) for task in tasks)
    assert {task.form for task in tasks} == set(TaskForm)


def test_the_regulation_lays_duties_on_many() -> None:
    duties = Duties.of(documents(), links(), governance())
    assert len(duties.all) >= 25
    assert len(duties.by_entry) >= 12


def test_a_command_of_its_guide_is_understood(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main: Callable[[Sequence[str]], int] = runpy.run_path(str(ROOT / "scripts" / "edition.py"))[
        "main"
    ]
    guide = (DOCS / "huong-dan" / "phien-ban.md").read_text("utf-8")
    begin = ".venv/bin/python scripts/edition.py "
    lines = [line.strip() for line in guide.splitlines() if line.strip().startswith(begin)]
    assert lines
    for line in lines:
        assert main([*shlex.split(line)[2:], "--docs", str(tmp_path / "no")]) == 2
        assert "không có thư mục này" in capsys.readouterr().err  # so nothing was wrong before that


@pytest.fixture(name="built", scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The work as `make serve` builds it, strictly."""

    def make(folder: Path) -> None:
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir"]
        command = [*build, str(folder / WORK)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
        assert done.returncode == 0, done.stderr

    folder = once(tmp_path_factory, "sample", make)
    with served(folder) as url:
        yield Site(folder, url)


@pytest.fixture(scope="module", name="edition_17")
def _edition_17(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Edition 17, which never changes, as a site that stands alone."""

    def make(folder: Path) -> None:
        docs = folder / "docs"
        for path, content in archive().files("17").items():
            (docs / path).parent.mkdir(parents=True, exist_ok=True)
            (docs / path).write_bytes(content)
        config = folder / "mkdocs.yml"
        whole = settings().replace("docs_dir: docs", f"docs_dir: {docs}")
        config.write_text(whole, "utf-8")
        build = [sys.executable, "-m", "mkdocs", "build", "-f", str(config), "--site-dir"]
        done = subprocess.run(
            [*build, str(folder / WORK)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr

    folder = once(tmp_path_factory, "edition-17", make)
    with served(folder) as url:
        yield Site(folder, url)


# The addresses of the first three places that a query finds, as soon as the page says how many there are
_SEARCHED_JS = """async queries => {
    const given = JSON.parse(document.getElementById("q-search").textContent);
    const worker = new Worker(new URL(given.worker, location));
    const base = new URL(given.base, location).href;
    const found = [];
    for (const [id, typed] of queries.entries()) {
        const answer = new Promise(done => worker.addEventListener("message", done, { once: true }));
        worker.postMessage({ id, base, page: base, typed });
        found.push((await answer).data.results.slice(0, 3).map(({ href }) => href));
    }
    return found;
}"""
"""What the search of the site answers, asked as its panel asks it."""


@pytest.mark.slow
def test_what_readers_look_for_is_among_the_first_three_places_that_are_found(
    browser: Browser, edition_17: Site
) -> None:
    rows = [
        row.split("\t")
        for row in QUERIES.read_text("utf-8").splitlines()
        if row and not row.startswith("#")
    ]
    assert len(rows) >= 340
    page = browser.new_page()
    page.goto(edition_17.page("index.md"))
    found = page.evaluate(_SEARCHED_JS, [query for query, _ in rows])
    page.close()
    ranks = {
        query: _rank(answers, [href.removeprefix(edition_17.page("index.md")) for href in hrefs])
        for (query, answers), hrefs in zip(rows, found, strict=True)
    }
    assert [query for query, rank in ranks.items() if not rank] == []
    assert sum(rank == 1 for rank in ranks.values()) >= 0.95 * len(ranks), ranks


def _rank(answers: str, places: Sequence[str]) -> int:
    """Where the first that answers stands; 1 for several in their order, 0 for none."""
    if answers == "–":
        return int(not places)
    if " > " in answers:
        wanted = answers.split(" > ")
        return int(list(places[: len(wanted)]) == wanted)
    return next((at for at, one in enumerate(places, 1) if one in answers.split(" | ")), 0)


@pytest.mark.slow
def test_a_first_view_of_a_document_weighs_at_most_50_kb(browser: Browser, built: Site) -> None:
    for text in documents().texts:
        page = browser.new_page()
        found = weights(page, built.folder, built.page(text.path))
        assert sum(found.values()) <= 50_000, text.path
        page.close()


@pytest.mark.slow
def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, built: Site) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 800})
    pages = [path for path, _ in files() if path.endswith(".md")]
    for path in pages:
        page.goto(built.page(path))
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        assert (built.folder / WORK / address_of(path) / "index.html").is_file()
    page.close()
