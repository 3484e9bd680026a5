"""The guide to replacing lists all that can be replaced and all that cannot, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from products import ROOT, TEMPLATES
from quyche import own_labels
from quyche.labels import Labels
from quyche.site import asset_files

GUIDE = (TEMPLATES / "docs" / "huong-dan" / "thay-the.md").read_text("utf-8")
OVERRIDES = ROOT / "overrides"
_BLOCK_RE = re.compile(r"\{%-? *block (\w+)")


def rows(heading: str) -> dict[str, tuple[str, ...]]:
    """A table of the guide: what its rows name, and what stands beside it."""
    _, _, part = GUIDE.partition(f"\n### {heading}\n")
    found = re.findall(r"(?m)^\| `([^`]+)` \| (.+) \|$", part.partition("\n### ")[0])
    assert len(found) == len(dict(found)), "one row for each"
    return {name: tuple(rest.split(" | ")) for name, rest in found}


def names(pattern: str) -> set[str]:
    return {path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.glob(pattern)}


def variables() -> Iterator[str]:
    for path in (OVERRIDES / "assets" / "styles").glob("*.css"):
        yield from re.findall(r"(?m)^\s*(--[a-z-]+):", path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("heading", "there"),
    [
        ("Màu và cỡ", set(variables())),
        ("Nhãn theo nhóm", {name.partition(".")[0] for name in Labels.load("vi").texts}),
        ("Mẫu trang", names("**/*.html")),
        ("Kiểu chữ", names("assets/styles/*")),
        ("Mã", names("assets/scripts/*")),
    ],
)
def test_each_table_lists_all_that_there_is(heading: str, there: set[str]) -> None:
    assert rows(heading).keys() == there


def test_every_file_of_the_theme_is_in_some_table() -> None:
    tables = ("Mẫu trang", "Kiểu chữ", "Mã", "Tệp khác")
    listed = {name for heading in tables for name in rows(heading)}
    left = {
        path
        for path in names("**/*")
        if (OVERRIDES / path).is_file() and not any(Path(path).match(name) for name in listed)
    }
    assert {path for path in left if "__pycache__" not in path} == {
        "__init__.py",
        "mkdocs_theme.yml",
    }


@pytest.mark.parametrize("name", sorted(names("**/*.html")))
def test_the_blocks_of_a_template_are_those_that_can_be_gone_on_from(name: str) -> None:
    blocks = dict.fromkeys(_BLOCK_RE.findall((OVERRIDES / name).read_text("utf-8")))
    *_, told = rows("Mẫu trang")[name]
    assert told == (", ".join(f"`{block}`" for block in blocks) or "–")


def test_what_cannot_be_replaced_is_told(tmp_path: Path) -> None:
    _, _, part = GUIDE.partition("\n## Những gì không thay được\n")
    told = re.findall(r"(?m)^- (?:Nhãn|Tệp): (.*)\.$", part)
    assert [tuple(re.findall("`([^`]+)`", line)) for line in told] == [
        own_labels.FIXED,
        asset_files.FIXED,
    ]
    assert not [name for name in asset_files.FIXED if not (OVERRIDES / name).is_file()]


def marked(headings: Iterable[str]) -> set[str]:
    return {
        name
        for heading in headings
        for name, told in rows(heading).items()
        if "không thay được" in told[0]
    }


def test_the_rows_of_what_is_fixed_say_so() -> None:
    assert marked(("Mẫu trang", "Kiểu chữ", "Mã")) == set(asset_files.FIXED)
    groups = {name.removesuffix(".*") for name in own_labels.FIXED}
    assert marked(["Nhãn theo nhóm"]) == groups & rows("Nhãn theo nhóm").keys()


def test_the_labels_of_the_example_are_ours(tmp_path: Path) -> None:
    (example,) = re.findall(r"(?s)```yaml\n(nav\..*?)```", GUIDE)
    (tmp_path / "nhan.yml").write_text(example, "utf-8")
    labels = Labels.load("vi").with_own(str(tmp_path / "nhan.yml"))
    assert labels("nav.home") == "Cổng văn bản"


def test_the_colours_of_the_example_are_ours() -> None:
    (example,) = re.findall(r"(?s)```css\n(.*?)```", GUIDE)
    assert set(re.findall("--[a-z-]+", example)) <= rows("Màu và cỡ").keys()
