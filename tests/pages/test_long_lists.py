"""Pages of many bodies and documents: what is more than a reader looks through is folded, and there."""

from collections.abc import Mapping
from functools import cache

import pytest

from quyche import urls
from quyche.corpus import corpora
from quyche.editions import history
from quyche.labels import Labels
from quyche.pages.entries.entry_pages import EntryPages
from quyche.pages.home import HomePage, choices_of, suggested
from quyche.pages.register import Pages
from quyche.reading.reading import Reading
from readings import reading_of

LABELS = Labels.load("vi")
MANY = 60
ADOPTED = "status: adopted\nadopted: 2021-01-18\neffective: 2021-01-18\n"


def files(bodies: int, documents: int) -> Mapping[str, str]:
    found = {
        f"co-quan/b{n}.md": f"---\nkind: body\nname: Ban {n} Hội\n---\n" for n in range(bodies)
    }
    articles = "".join(
        f"### Điều {n + 1}. Nhiệm vụ của Ban {n} Hội\n\nBan {n} Hội họp.\n\n" for n in range(bodies)
    )
    for n in range(documents):
        front = f"---\nkind: regulation\ntitle: Quy chế {n}\n{ADOPTED}---\n# Quy chế {n}\n\n"
        found[f"quy-che/q-{n}.md"] = front + (articles or "### Điều 1. A\n\nB.\n")
    return found


@cache
def reading(bodies: int, documents: int) -> Reading:
    texts = {path: text.encode() for path, text in files(bodies, documents).items()}
    return reading_of(corpora.build(texts))


def parted(markdown: str) -> tuple[str, str]:
    """What is in sight, and what is folded."""
    shown, *folded = markdown.split('["details"')
    return shown, "".join(folded)


def test_the_matrix_names_a_document_once_and_folds_what_is_more_than_fifty_rows() -> None:
    shown, folded = parted(Pages(reading(MANY, 1), urls.MATRIX).matrix())
    assert (shown + folded).count("Quy chế 0") == 1
    assert (shown.count('"scope":"row"'), folded.count('"scope":"row"')) == (50, MANY - 50)


def test_the_matrix_folds_whole_tables_once_enough_rows_were_shown() -> None:
    written = Pages(reading(MANY, 2), urls.MATRIX).matrix()
    assert written.count('"scope":"row"') == 2 * MANY
    assert parted(written)[0].count('"scope":"row"') == 50


def test_what_governs_a_body_in_many_documents_is_folded_after_fifty() -> None:
    read = reading(1, MANY)
    entry = read.corpus.register.by_id["b0"]
    shown, folded = parted(EntryPages(read, entry.path).page(entry))
    assert (shown.count("q-shown"), folded.count("q-shown")) == (50, MANY - 50)


@pytest.mark.parametrize(("bodies", "documents"), [(0, 1), (MANY, 1), (1, MANY)])
def test_the_home_page_has_every_document_whatever_else_there_is(
    bodies: int, documents: int
) -> None:
    read = reading(bodies, documents)
    written = HomePage(read, urls.HOME, history.alone(read.ledger, urls.WORK)).markdown("Về Hội.")
    assert [n for n in range(documents) if f"quy-che/q-{n}.md" not in written] == []
    assert parted(written)[0].count(".md)") <= 10
    assert written.rstrip().endswith("Về Hội.")
    assert [len(entries) for _, entries in choices_of(read)] == ([bodies] if bodies else [])
    assert 1 <= len(suggested(read)) <= 10
