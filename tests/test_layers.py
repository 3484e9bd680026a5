"""The house: each room imports only from the rooms before it, and every rule has one room."""

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from source_trees import nodes, tree
from tables import of_every

ROOT = Path(__file__).parent.parent
HOOKS = ROOT / "hooks"
LIBRARY = HOOKS / "quyche"

ROOMS = (
    *("language", "markup", "formats", "texts", "register", "corpus", "governance", "programmes"),
    *("comparing", "editions", "histories", "remarks", "meetings", "checks", "reading", "imports"),
    *("lifecycle", "reviews", "pages", "exports", "searching", "offline", "site", "publishing"),
    *("benchmarks", "scaffolding", "commands"),
)
"""The packages in the order in which they may import; the ground, beside them, comes first."""

# The one place that knows a thing of the outside world.
SOLE_USERS = {
    "lxml": ("formats/xml_trees.py", "imports/files/", "texts/digests.py", "texts/shown_pages.py"),
    "markdown": ("markup/", "exports/offline.py"),
    "mike": ("publishing/branches.py",),
    "mkdocs": ("site/",),
    "nh3": ("markup/gate.py",),
    "python_calamine": ("imports/remarks/tables.py",),
    "subprocess": ("git.py", "benchmarks/"),
    "typst": ("formats/pdf.py",),
}
MOST_LINES = 400
MOST_STATEMENT_LINES = 40
MOST_FILES = 25
MOST_WITH_VIETNAMESE = 32
"""Modules with Vietnamese in their strings; it may only become fewer."""
# The words that provisions are numbered by, and what anchors call them.
FORM_WORD_RE = re.compile(
    r"""(?<![^\W\d_])(?:
        phần|chương(?![ ]trình)|(?<!danh[ ])(?:tiểu[ \\]*)?mục|nhiệm[ \\]*vụ|phụ[ \\]*lục
      | điều(?![ ](?:lệ|chỉnh))|khoản|điểm
      | (?<!-)(?:dieu|khoan|diem|tieu-muc|nhiem-vu|phu-luc)
    )(?![^\W\d_])""",
    re.IGNORECASE | re.VERBOSE,
)
SPEAK_OF_FORMS = {
    "language/vietnamese.py": "the table itself",
    "governance/vietnamese.py": "duties (nhiệm vụ) among powers and responsibilities, no tasks",
    "histories/reasons.py": "the key of a commit's trailer, which stays whatever the structure",
    "imports/files/cues.py": "words that ask for more at a line's end, these among many others",
    "imports/remarks/issues.py": "how the fields of an issue form are called",
    "imports/remarks/columns.py": "how the columns of a remark table are called",
    "programmes/adjustments.py": "sentences that say what became of a task",
    "programmes/progress.py": "sentences that say how far a task has come",
    "texts/addresses.py": "an example in a message",
}
"""The modules that spell a form word beside the table, with the reason; they only become fewer."""
VIETNAMESE_RE = re.compile("[àáâãèéêìíòóôõùúýăđĩũơưạ-ỹ]", re.IGNORECASE)

MODULES = sorted(LIBRARY.rglob("*.py"))
EVENT_MODULES = sorted(HOOKS.glob("*.py"))


def relative(path: Path) -> str:
    return path.relative_to(LIBRARY if LIBRARY in path.parents else HOOKS).as_posix()


def room(path: Path) -> str:
    """The package that a module lies in; empty for the ground."""
    first, *rest = path.relative_to(LIBRARY).parts
    return first if rest else ""


@cache
def imports(path: Path) -> tuple[str, ...]:
    """The dotted name of everything a file imports; a relative import keeps its leading dots."""
    return tuple(_imported(path))


def _imported(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield from (f"{source}.{alias.name}" for alias in node.names)


def room_of(target: str) -> str:
    name = target.split(".")[1]
    return name if name in ROOMS else ""


def level(name: str) -> int:
    return ROOMS.index(name) if name else -1


# Direction


def test_the_rooms_are_the_folders_on_disk() -> None:
    folders = {path.parent.name for path in LIBRARY.glob("*/__init__.py")}
    assert folders == set(ROOMS)


def test_the_architecture_lists_each_room_as_it_speaks_of_itself() -> None:
    page = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `(\w+)/` \| (.+) \|$", page, re.MULTILINE)
    assert listed == [(name, first_line(LIBRARY / name / "__init__.py")) for name in ROOMS]


def first_line(path: Path) -> str:
    docstring = ast.get_docstring(tree(path)) or ""
    return docstring.partition("\n")[0]


@of_every(MODULES)
def test_imports_point_up_the_list_of_rooms(path: Path) -> None:
    used = {room_of(target) for target in imports(path) if target.startswith("quyche.")}
    later = sorted(name for name in used if level(name) > level(room(path)))
    assert not later, f"{relative(path)} may import only from the rooms before its own"


def test_no_modules_import_each_other_in_a_circle() -> None:
    known = {f"quyche.{relative(path).removesuffix('.py').replace('/', '.')}" for path in MODULES}
    used: dict[str, set[str]] = defaultdict(set)
    for path in MODULES:
        own = f"quyche.{relative(path).removesuffix('.py').replace('/', '.')}"
        for target in imports(path):
            found = target if target in known else target.rpartition(".")[0]
            used[own] |= {found} & known - {own}
    while leaves := {name for name in known if not used[name] & known}:
        known -= leaves
    assert not known


@of_every([*MODULES, *EVENT_MODULES])
def test_no_import_is_relative(path: Path) -> None:
    assert not [target for target in imports(path) if target.startswith(".")]


@pytest.mark.parametrize(("package", "places"), SOLE_USERS.items())
def test_one_place_knows_each_outside_thing(package: str, places: tuple[str, ...]) -> None:
    users = {
        relative(path)
        for path in MODULES
        if package in {target.split(".")[0] for target in imports(path)}
    }
    assert users
    assert not [user for user in users if not user.startswith(places)]


# Size and words


def test_a_public_class_has_a_name_of_its_own() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in MODULES:
        for node in tree(path).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].append(relative(path))
    assert {name: paths for name, paths in places.items() if len(paths) > 1} == {}


@of_every(MODULES)
def test_a_module_is_one_noun(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@of_every(MODULES)
def test_a_function_is_a_few_lines(path: Path) -> None:
    functions = (node for node in nodes(path) if isinstance(node, ast.FunctionDef))
    long = {
        one.name for one in functions if (one.end_lineno or 0) - one.lineno >= MOST_STATEMENT_LINES
    }
    assert not long


@of_every(sorted({path.parent for path in MODULES}))
def test_a_folder_can_be_read_at_a_glance(folder: Path) -> None:
    assert len(list(folder.glob("*.py"))) <= MOST_FILES


def test_no_test_waits_for_what_comes_early_on_a_slow_machine() -> None:
    modules = {*(ROOT / "tests").rglob("*.py")} - {ROOT / "tests" / "visits.py", Path(__file__)}
    waiting = [path for path in modules if '"networkidle"' in path.read_text("utf-8")]
    assert waiting == [], "visits.settled waits until a page is there"


def test_vietnamese_stands_in_fewer_and_fewer_modules() -> None:
    speaking = [relative(path) for path in MODULES if any(map(VIETNAMESE_RE.search, texts(path)))]
    assert len(speaking) <= MOST_WITH_VIETNAMESE, speaking


def test_form_words_stand_in_one_table() -> None:
    spelling = {relative(path) for path in MODULES if any(map(FORM_WORD_RE.search, texts(path)))}
    assert spelling == SPEAK_OF_FORMS.keys()


def test_a_grammar_is_passed_by_all_that_read_what_a_site_publishes() -> None:
    table = "quyche.language.vietnamese.VN"
    users = {relative(path) for path in MODULES if table in imports(path)}
    defaults = {f"texts/{name}.py" for name in ("minutes", "parser", "provisions")}
    others = users - defaults - {"language/structures.py"}
    assert not [user for user in others if not user.startswith("imports/")]


def texts(path: Path) -> Iterator[str]:
    """The strings of a module, docstrings aside."""
    found = nodes(path)
    docs = {id(node.value) for node in found if isinstance(node, ast.Expr)}
    for node in found:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


# Hooks and scripts


@of_every(MODULES)
def test_no_library_function_looks_like_an_event(path: Path) -> None:
    if relative(path) == "site/plugin.py":
        return  # MkDocs finds the events of a plugin by the names of its methods
    functions = [node for node in nodes(path) if isinstance(node, ast.FunctionDef)]
    assert not [node.name for node in functions if node.name.startswith("on_")]


@of_every(EVENT_MODULES)
def test_an_event_module_defines_only_events(path: Path) -> None:
    body = tree(path).body
    defined = [node for node in body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert not [node.name for node in defined if not node.name.startswith("on_")]


@of_every(EVENT_MODULES)
def test_an_event_module_keeps_no_state(path: Path) -> None:
    body = tree(path).body
    assigned = [ast.unparse(node) for node in body if isinstance(node, ast.Assign | ast.AnnAssign)]
    assert not [line for line in assigned if not line.startswith("log = ")]


@pytest.mark.parametrize("folder", ["hooks", "scripts"])
def test_no_module_hides_another(folder: str) -> None:
    taken = {*sys.stdlib_module_names, "mkdocs", "mike", "markdown", "yaml"}
    assert not {path.stem for path in (ROOT / folder).iterdir()} & taken
