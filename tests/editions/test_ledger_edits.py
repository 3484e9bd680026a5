"""Adding an entry to the ledger: the rest stays as it was, and what is read back is right."""

import datetime

import pytest

from quyche.editions.ledger_edits import appended
from quyche.editions.ledgers import Edition

LEDGER = """# The ledger.

- name: "16"
  title: "Khóa XVI"
  kind: adopted
  date: 2015-12-15
"""
EDITION = Edition("17", 'Khóa "XVII"', is_draft=False, date=datetime.date(2021, 3, 15))


def test_an_entry_is_written_like_those_of_people() -> None:
    edition = Edition(
        "17-du-thao-1", "Khóa XVII · Dự thảo lần 1", is_draft=True, note='Mới: "5 rõ" # hết',
        date=datetime.date(2021, 1, 18), meeting="2021-01-18-ban-thuong-vu",
    )  # fmt: skip
    assert appended(LEDGER, edition) == LEDGER + (
        "\n"
        '- name: "17-du-thao-1"\n'
        '  title: "Khóa XVII · Dự thảo lần 1"\n'
        "  kind: draft\n"
        "  date: 2021-01-18\n"
        "  meeting: 2021-01-18-ban-thuong-vu\n"
        '  note: "Mới: \\"5 rõ\\" # hết"\n'
    )


def test_line_ends_are_those_of_the_ledger() -> None:
    result = appended(LEDGER.replace("\n", "\r\n"), EDITION)
    assert "\n" not in result.replace("\r\n", "")


@pytest.mark.parametrize("source", ["", "\ufeff", "# Sổ.\n"])
def test_a_ledger_without_entries_gets_its_first(source: str) -> None:
    result = appended(source, EDITION)
    assert result.startswith(source)
    assert result.endswith("date: 2021-03-15\n")


@pytest.mark.parametrize(
    "source", ["[]\n", LEDGER + "...\n", LEDGER + "  note: |+\n    Chữ.\n", LEDGER.replace("16", "18")]
)  # fmt: skip
def test_where_the_entries_would_not_be_read_as_meant_it_is_refused(source: str) -> None:
    with pytest.raises(ValueError, match="no entry can be added"):
        appended(source, EDITION)


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\n\n", "\n# cuối", "\n  # cuối\n"])
def test_an_entry_follows_after_one_blank_line_however_the_ledger_ends(end: str) -> None:
    source = LEDGER.rstrip("\n") + end
    result = appended(source, EDITION)
    assert result.startswith(source)
    added = result[len(source) :]
    assert added.lstrip("\n").startswith('- name: "17"\n  title: "Khóa \\"XVII\\""\n')
    assert (source[len(source.rstrip("\n")) :] + added).startswith("\n\n")
    assert result.endswith("date: 2021-03-15\n")


def test_an_entry_is_indented_like_the_others() -> None:
    source = "".join(f"  {line}\n" for line in LEDGER.splitlines()[2:])
    assert '\n  - name: "17"\n    title: ' in appended(source, EDITION)
