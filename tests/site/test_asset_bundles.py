"""What pages load is joined of small files, the same way every time."""

import re
from pathlib import Path

import pytest

from quyche import urls
from quyche.errors import AssetError
from quyche.labels import Labels
from quyche.site import asset_bundles
from quyche.site.asset_bundles import Manifest
from refusals import refused

ASSETS = Path(__file__).parents[2] / "overrides" / "assets"
PARTS = sorted([*ASSETS.glob("styles/*"), *ASSETS.glob("scripts/*")])
MANIFEST = Manifest.read((ASSETS / asset_bundles.MANIFEST).read_text("utf-8"))
MOST = 250  # lines of a file: what can be read in one go


def name(path: Path) -> str:
    return path.relative_to(ASSETS).as_posix()


def no_texts(name: str) -> dict[str, str]:
    """Of sources that show no texts."""
    raise KeyError(name)


def joined() -> dict[str, str]:
    sources = {name(path): path.read_text("utf-8") for path in PARTS}
    return MANIFEST.joined(sources, urls.paths(), Labels.load("vi").below)


# Ours


@pytest.mark.parametrize("path", PARTS, ids=name)
def test_a_file_says_first_what_it_is_for_and_is_short(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"/\* .+ \*/\n\n" if path.suffix == ".css" else r"// .+\n", text)
    assert len(text.splitlines()) <= MOST


def test_every_file_stands_in_one_bundle_and_only_what_others_import_in_more() -> None:
    assert sorted(set(MANIFEST.parts)) == sorted(map(name, PARTS))
    for part in (part for part in MANIFEST.parts if MANIFEST.parts.count(part) > 1):
        assert "\nexport " in (ASSETS / part).read_text("utf-8")


def test_pages_load_no_name_of_a_path_but_the_path_itself() -> None:
    assert not [bundle for bundle, text in joined().items() if "{{" in text and "}}" in text]


def test_what_is_only_heard_is_hidden_in_one_place() -> None:
    assert sum(text.count("clip-path") for text in joined().values()) == 1


# Any


def test_files_follow_each_other_in_the_order_of_the_list() -> None:
    manifest = Manifest.read("all.css:\n  - styles/b.css\n  - styles/a.css\n")
    found = manifest.joined({"styles/a.css": "a {}\n", "styles/b.css": "b {}\n"}, {}, no_texts)
    assert found == {"all.css": "b {}\n\na {}\n"}


def test_a_style_may_name_a_path_by_what_it_is_for() -> None:
    manifest = Manifest.read("all.css: [styles/a.css]\n")
    source = {"styles/a.css": 'a[href*="{{ paths.bodies }}/"] {}\n'}
    assert manifest.joined(source, {"bodies": "x"}, no_texts) == {"all.css": 'a[href*="x/"] {}\n'}
    with refused(AssetError, "styles/a.css: không có địa chỉ nào tên bodies"):
        manifest.joined(source, {}, no_texts)


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ({}, "bundles.yml: có ghi styles/a.css nhưng không có tệp ấy"),
        (
            {"styles/a.css": "", "styles/b.css": ""},
            "bundles.yml: styles/b.css không đứng trong gói nào",
        ),
    ],
)
def test_a_file_and_the_list_must_know_each_other(sources: dict[str, str], expected: str) -> None:
    with refused(AssetError, expected):
        Manifest.read("all.css: [styles/a.css]\n").joined(sources, {}, no_texts)


@pytest.mark.parametrize("text", ["", "a.css", "a.css: styles/a.css", "a.css: [1]", "a: ["])
def test_what_is_no_list_is_refused(text: str) -> None:
    with refused(AssetError, "bundles.yml: không phải danh sách"):
        Manifest.read(text)


def test_modules_become_one_script_in_which_each_keeps_its_names_to_itself() -> None:
    found = asset_bundles.script(
        {
            "scripts/first-one.js": (
                "export const two = 2;\nexport async function three() {}\nconst own = 1;\n"
            ),
            "scripts/last.js": 'import { two, three } from "./first-one.js";\n\nthree(two);\n',
        }
    )
    assert found == (
        '(() => {\n"use strict";\n\n'
        "const $first_one = (() => {\n"
        "const two = 2;\nasync function three() {}\nconst own = 1;\nreturn { two, three };\n})();\n"
        "\n(() => {\nconst { two, three } = $first_one;\n\nthree(two);\n})();\n"
        "})();\n"
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            'import { a } from "./later.js";\n',
            "scripts/x.js: later.js đứng trước nó không export a",
        ),
        ('import * as a from "./x.js";\n', "scripts/x.js: không ghép được vì có import * as a"),
        ("export default 1;\n", "scripts/x.js: không ghép được vì có export default 1;"),
        ("export let a = 1;\n", "scripts/x.js: không ghép được vì có export let a = 1;"),
    ],
)
def test_an_import_or_export_that_cannot_be_joined_is_refused(source: str, expected: str) -> None:
    with refused(AssetError, expected):
        asset_bundles.script({"scripts/x.js": source, "scripts/later.js": "export const a = 1;\n"})
