"""The organisation that tests read: what it writes, step by step, and a repository of it."""

from functools import cache
from pathlib import Path

import sites
from publishing_helpers import Project
from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.editions import ledgers
from quyche.editions.ledgers import Ledger

DATA = Path(__file__).parent / "data" / "organisation"
WORK = "dang-soan"
EDITIONS = ("1", "2-du-thao-1", "2-du-thao-2", "2", "2.1-du-thao-1")
STEPS = (*EDITIONS, WORK)
ENTRY = "entry.yml"
REGULATION = "quy-che/quy-che-hoat-dong.md"
TERM = "chuong-trinh/chuong-trinh-toan-khoa.md"
INSPECTIONS = "chuong-trinh/chuong-trinh-kiem-tra-2018.md"


def changes(step: str) -> dict[str, str]:
    """The files that a step adds or changes, by path below `docs`."""
    folder = DATA / step
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ENTRY)
    found = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in paths}
    if step in EDITIONS:
        found[ledgers.FILE] = ledger_source(step)
    return found


def ledger_source(newest: str = EDITIONS[-1]) -> str:
    """The ledger as it is when this edition is the newest."""
    entered = EDITIONS[: EDITIONS.index(newest) + 1]
    return "\n".join((DATA / name / ENTRY).read_text("utf-8") for name in entered)


@cache
def ledger() -> Ledger:
    """All editions."""
    found, problems = ledgers.read(ledger_source(), ledgers.FILE)
    assert problems == ()
    return found


def files(step: str = WORK) -> dict[str, bytes]:
    """Everything below `docs` as a step leaves it."""
    found: dict[str, str] = {}
    for each in STEPS[: STEPS.index(step) + 1]:
        found |= changes(each)
    return {path: text.encode() for path, text in found.items()}


@cache
def documents(step: str = WORK) -> Corpus:
    """What a reader of that step can read."""
    return corpora.build(files(step), internal=False)


def create(folder: Path) -> Project:
    """A repository in which each step is a commit."""
    return Project.create(folder, [changes(step) for step in STEPS], address=sites.LOOPBACK)
