"""What the head of a text offers to compare it with."""

import datetime

import pytest

from quyche.editions import history
from quyche.editions.history import History, Snapshot, Standing
from quyche.editions.ledgers import Edition
from quyche.histories.pairs import Pairs
from quyche.labels import Labels
from quyche.pages.comparisons import ComparisonPages
from quyche.register.register import Register

LABELS = Labels.load("vi")
OLD, ONE, TWO = "Ban A họp hằng quý.", "Ban A họp hằng tháng.", "Ban A họp mỗi tuần."


def snapshot(name: str, text: str, moved: str = "", corrects: str = "") -> Snapshot:
    """An edition that moves the text, or only keeps it while another one moves."""
    is_draft = "du-thao" in name
    state = "draft\ndraft: 1" if is_draft else "adopted\nadopted: 2021-03-15"
    head = f"kind: regulation\ntitle: Quy chế\nvisibility: public\nstatus: {state}"
    files = {"quy-che/a.md": f"---\n{head}\n---\n# Quy chế\n\n### Điều 1. Họp\n\n{text}\n".encode()}
    day = datetime.date(2021, 3, 15)
    moving = ((moved, "0"),) if moved else ()
    edition = Edition(name, name, is_draft, day, corrects=corrects, documents=moving)
    return history.snapshot_of(files, edition, internal=False)


TERMS = (snapshot("16", OLD), snapshot("17-du-thao-1", ONE), snapshot("17", ONE))
KEPT = snapshot("17.1", ONE, moved="b")
MENDED = snapshot("17-dinh-chinh-1", TWO, moved="a", corrects="17")


@pytest.mark.parametrize(
    ("editions", "in_force", "previous"),
    [
        (TERMS[:2], "16", "16"),
        (TERMS, "16", "16"),  # its text is that of the draft before, which goes on from the first
        ((*TERMS, KEPT), "16", "16"),
        ((*TERMS, MENDED), "16", "17"),
        ((*TERMS, MENDED, snapshot("17.1", TWO, moved="b")), "16", "17"),
        ((*TERMS, snapshot("17.1-du-thao-1", TWO, moved="a")), "17", "17"),
        ((*TERMS, MENDED, snapshot("17.2", OLD, moved="a")), "17-dinh-chinh-1", "17-dinh-chinh-1"),
        (TERMS[:1], None, None),
    ],
    ids=["draft", "adopted", "kept", "corrected", "corrected-kept", "amended", "new", "first"],
)
def test_a_text_is_offered_with_what_was_in_force_before_it_in_every_edition_that_has_it(
    editions: tuple[Snapshot, ...], in_force: str | None, previous: str | None
) -> None:
    standing = Standing(editions[-1].name, History(editions), is_published=True)
    pages = ComparisonPages(
        Pairs(), standing, LABELS, Register(()), lambda _: pytest.fail("not asked for")
    )
    choices = pages.list_for("", "a", "../..")
    found = {
        kind: next((one.label for one in choices if getattr(one, kind)), None)
        for kind in ("is_in_force", "is_previous")
    }
    assert found == {"is_in_force": in_force, "is_previous": previous}
