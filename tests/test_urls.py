"""Every folder, alias and file name of the site is spelled in one module."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from quyche import urls
from tables import of_every

ROOT = Path(__file__).parent.parent
MODULES = sorted(
    path
    for folder in ("hooks", "scripts")
    for path in (ROOT / folder).rglob("*.py")
    if path.name != "urls.py"
)
SHOWN = sorted(
    path
    for path in (ROOT / "overrides").rglob("*")
    if path.suffix in {".html", ".css", ".js", ".yml"}
)
_COMMENT_RE = re.compile(r"\{#.*?#\}|/\*.*?\*/", re.DOTALL)
VALUES = {
    part
    for name, value in vars(urls).items()
    if name.isupper() and isinstance(value, str)
    for part in (*value.split("/"), value.removesuffix(".md"))
} - {"index"}  # as a word of its own it is MkDocs' name for such a page
OTHERS = {
    ("home.py", "du-thao"): "where drafts stand on the home page, as that page was published",
    ("home.html", "chuc-danh"): "where roles stand on the home page",
    ("meeting_lists.py", "hoi-nghi"): "where its meetings stand on the page of a body",
    ("bundles.py", "chuong-trinh"): "the heading of a section that people write",
    ("programmes.py", "co-quan"): "what a filter is called in an address that was sent on",
    ("programmes.py", "chuc-danh"): "what a filter is called in an address that was sent on",
    ("main.html", "atom"): "the media type of a feed",
}
"""What is spelled the same and is another thing, by the name of its file."""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("index.md", ""),
        ("so-do-to-chuc.md", "so-do-to-chuc/"),
        ("quy-che/lam-viec.md", "quy-che/lam-viec/"),
        ("hoi-nghi/index.md", "hoi-nghi/"),
        ("quy-che/ban-index.md", "quy-che/ban-index/"),
        ("so-sanh/a/17-du-thao-1/bang.md", "so-sanh/a/17-du-thao-1/bang/"),
    ],
)
def test_a_page_is_a_folder_named_as_its_file(path: str, expected: str) -> None:
    assert urls.address_of(path) == expected


def spelled(text: str) -> Iterator[str]:
    """The values of the module that a text spells, each as a word of its own."""
    return (word for word in re.findall(r"[\w.-]+", text) if word in VALUES)


def literals(path: Path) -> Iterator[str]:
    """What a module spells, without its docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"), path)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in docstrings:
            yield str(node.value)


def texts(path: Path) -> Iterator[str]:
    """What a file says to a machine: the literals of a module, or another file but its comments."""
    if path.suffix == ".py":
        yield from literals(path)
    else:
        yield _COMMENT_RE.sub("", path.read_text(encoding="utf-8"))


@of_every([*MODULES, *SHOWN])
def test_no_other_module_template_style_or_script_spells_a_value(path: Path) -> None:
    found = {word for text in texts(path) for word in spelled(text)}
    assert not {word for word in found if (path.name, word) not in OTHERS}


@pytest.mark.parametrize(("name", "value"), OTHERS)
def test_what_is_another_thing_is_still_spelled(name: str, value: str) -> None:
    files = [path for path in (*MODULES, *SHOWN) if path.name == name]
    assert any(value in spelled(text) for path in files for text in texts(path))


def test_templates_styles_and_scripts_are_told_no_path_in_vain() -> None:
    shown = "".join(path.read_text(encoding="utf-8") for path in SHOWN)
    assert not [name for name in urls.paths() if not re.search(rf"paths\.{name}\b", shown)]
