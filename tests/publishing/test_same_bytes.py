"""A whole site, with its calendars, tables and conference files, built once more."""

from pathlib import Path

import pytest

from publishing_helpers import Project
from sites import Site, publish


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.slow
def test_whoever_builds_the_site_gets_the_same_bytes(
    site: Site, organisation: Project, tmp_path: Path
) -> None:
    again = tmp_path / "again"
    publish(
        again, *organisation.arguments, PYTHONHASHSEED="4711", TZ="Pacific/Kiritimati", LC_ALL="C"
    )
    first, second = contents(site.folder), contents(again)
    assert {Path(name).suffix for name in first} >= {".ics", ".docx", ".zip", ".json", ".xml"}
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []
