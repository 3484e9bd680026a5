"""The guide to replacing lists all that can be replaced and all that cannot, and nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from products import ROOT, TEMPLATES, TRANSLATIONS
from quyche import own_labels
from quyche.labels import Labels
from quyche.scaffolding.organisations import LANGUAGES
from quyche.site import asset_files

OVERRIDES = ROOT / "overrides"
_BLOCK_RE = re.compile(r"\{%-? *block (\w+)")


@dataclass(frozen=True)
class Guide:
    """The guide in one language, and what its parts are called there."""

    language: str
    place: Path
    tables: tuple[str, ...]
    """Headings, in the order of `TABLES`."""
    fixed: str
    """The heading above what cannot be replaced."""
    lists: str
    """How the lines begin below that."""
    cannot: str
    """What the rows of such things say."""
    file: str
    """What the file of labels is called."""

    @property
    def text(self) -> str:
        return (self.place / "docs" / "huong-dan" / "thay-the.md").read_text("utf-8")

    def rows(self, table: str) -> dict[str, tuple[str, ...]]:
        """A table of the guide: what its rows name, and what stands beside it."""
        heading = self.tables[TABLES.index(table)]
        _, found_it, part = self.text.partition(f"\n### {heading}\n")
        assert found_it, heading
        found = re.findall(r"(?m)^\| `([^`]+)` \| (.+) \|$", part.partition("\n### ")[0])
        assert len(found) == len(dict(found)), "one row for each"
        return {name: tuple(rest.split(" | ")) for name, rest in found}

    def marked(self, tables: Iterable[str]) -> set[str]:
        """What its rows say cannot be replaced."""
        rows = (row for table in tables for row in self.rows(table).items())
        return {name for name, told in rows if self.cannot in told[0]}


TABLES = ("colours", "labels", "templates", "styles", "scripts", "others")
GUIDES = {
    "vi": Guide(
        "vi",
        TEMPLATES,
        ("Màu và cỡ", "Nhãn theo nhóm", "Mẫu trang", "Kiểu chữ", "Mã", "Tệp khác"),
        "Những gì không thay được",
        "Nhãn|Tệp",
        "không thay được",
        "nhan.yml",
    ),
    "en": Guide(
        "en",
        TRANSLATIONS / "en",
        (
            *("Colours and sizes", "Labels by group", "Templates", "Styles", "Scripts"),
            "Other files",
        ),
        "What cannot be replaced",
        "Labels|Files",
        "cannot be replaced",
        "labels.yml",
    ),
}


@pytest.fixture(params=LANGUAGES)
def guide(request: pytest.FixtureRequest) -> Guide:
    return GUIDES[request.param]


def names(pattern: str) -> set[str]:
    return {path.relative_to(OVERRIDES).as_posix() for path in OVERRIDES.glob(pattern)}


def variables() -> Iterator[str]:
    for path in (OVERRIDES / "assets" / "styles").glob("*.css"):
        yield from re.findall(r"(?m)^\s*(--[a-z-]+):", path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("table", "there"),
    [
        ("colours", set(variables())),
        ("labels", {name.partition(".")[0] for name in Labels.load("vi").texts}),
        ("templates", names("**/*.html")),
        ("styles", names("assets/styles/*")),
        ("scripts", names("assets/scripts/*")),
    ],
)
def test_each_table_lists_all_that_there_is(table: str, there: set[str], guide: Guide) -> None:
    assert guide.rows(table).keys() == there


def test_every_file_of_the_theme_is_in_some_table(guide: Guide) -> None:
    tables = ("templates", "styles", "scripts", "others")
    listed = {name for table in tables for name in guide.rows(table)}
    left = {
        path
        for path in names("**/*")
        if (OVERRIDES / path).is_file() and not any(Path(path).match(name) for name in listed)
    }
    assert {path for path in left if "__pycache__" not in path} == {
        "__init__.py",
        "mkdocs_theme.yml",
    }


def test_the_blocks_of_a_template_are_those_that_can_be_gone_on_from(guide: Guide) -> None:
    told = {name: row[-1] for name, row in guide.rows("templates").items()}
    there = {
        name: dict.fromkeys(_BLOCK_RE.findall((OVERRIDES / name).read_text("utf-8")))
        for name in names("**/*.html")
    }
    assert told == {
        name: ", ".join(f"`{block}`" for block in blocks) or "–" for name, blocks in there.items()
    }


def test_what_cannot_be_replaced_is_told(guide: Guide) -> None:
    _, _, part = guide.text.partition(f"\n## {guide.fixed}\n")
    told = re.findall(rf"(?m)^- (?:{guide.lists}): (.*)\.$", part)
    assert [tuple(re.findall("`([^`]+)`", line)) for line in told] == [
        own_labels.FIXED,
        asset_files.FIXED,
    ]
    assert not [name for name in asset_files.FIXED if not (OVERRIDES / name).is_file()]


def test_the_rows_of_what_is_fixed_say_so(guide: Guide) -> None:
    assert guide.marked(("templates", "styles", "scripts")) == set(asset_files.FIXED)
    groups = {name.removesuffix(".*") for name in own_labels.FIXED}
    assert guide.marked(["labels"]) == groups & guide.rows("labels").keys()


def test_the_labels_of_the_example_are_ours(guide: Guide, tmp_path: Path) -> None:
    assert guide.file in own_labels.NAMES
    assert f"`{guide.file}`" in guide.text
    (example,) = re.findall(r"(?s)```yaml\n(nav\..*?)```", guide.text)
    (tmp_path / guide.file).write_text(example, "utf-8")
    ours = Labels.load(guide.language)
    labels = ours.with_own(str(tmp_path / guide.file))
    assert f"nav.home: {labels('nav.home')}\n" in example
    assert labels("nav.home") != ours("nav.home")
    assert f"`quyche/labels/{guide.language}.yml`" in guide.text


def test_the_colours_of_the_example_are_ours(guide: Guide) -> None:
    (example,) = re.findall(r"(?s)```css\n(.*?)```", guide.text)
    assert set(re.findall("--[a-z-]+", example)) <= guide.rows("colours").keys()


def test_the_folders_of_the_example_are_those_whose_owner_is_asked(guide: Guide) -> None:
    (folder,) = set(re.findall(r"custom_dir: (\S+)", guide.text))
    owners = (guide.place / "dot-github" / "CODEOWNERS").read_text("utf-8")
    asked = re.findall(r"(?m)^#/(\S+)", owners)
    assert {f"{folder}/", guide.file} <= set(asked)
    assert f"`{folder}/home.html`" in guide.text
