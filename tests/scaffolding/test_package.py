"""The product packed as a wheel, and installed where nothing leads to its sources."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import products
from products import ROOT, Installed
from publishing_helpers import Project
from quyche.commands import main
from quyche.labels import Labels
from quyche.scaffolding.products import LOCK
from shared_folders import once

LABELS = Labels.load("vi")
SETTINGS = """theme: quyche
plugins:
  - quyche
"""
_PIN_RE = re.compile(r"(?m)^([a-z0-9-]+)==.*\n(?:\s+--hash=.*\n)+")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(once(tmp_path_factory, "product", products.install))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.slow
def test_the_wheel_carries_the_whole_library_and_the_whole_theme(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
        days = {info.date_time[:3] for info in archive.infolist()}
    assert days == {(1980, 1, 1)}, "another day would be other bytes of the same sources"
    held = {name: content for name, content in packed.items() if ".dist-info/" not in name}
    library = contents(ROOT / "hooks" / "quyche")
    theme = contents(ROOT / "overrides")
    assert held == {
        **{f"quyche/{name}": content for name, content in library.items()},
        **{f"quyche/theme/{name}": content for name, content in theme.items()},
    }
    (points,) = (name for name in packed if name.endswith("/entry_points.txt"))
    told = configparser.ConfigParser(delimiters="=")
    told.read_string(packed[points].decode())
    assert set(told.sections()) == {"console_scripts", "mkdocs.plugins", "mkdocs.themes"}


@pytest.mark.slow
def test_what_is_installed_checks_the_documents_where_it_is_called(
    installed: Installed, tmp_path: Path
) -> None:
    text = tmp_path / "docs" / "quy-che" / "a.md"
    text.parent.mkdir(parents=True)
    text.write_text(
        "---\nkind: regulation\ntitle: A\nstatus: draft\n---\n# A\n\n"
        "### Điều 1. Một\n\nTheo Điều 9.\n",
        "utf-8",
    )
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", "utf-8")
    code, printed = installed.quyche(text.parent, "check")
    assert code == 1
    assert printed.startswith("a.md:10: ")
    assert "Điều 9" in printed
    code, printed = installed.quyche(tmp_path, "schema", "regulation")
    assert (code, json.loads(printed)["$id"]) == (0, "urn:quyche:regulation")


@pytest.mark.slow
def test_the_plugin_and_the_hooks_give_the_same_bytes(
    installed: Installed, organisation: Project, tmp_path: Path
) -> None:
    """With the plugin, the settings name nothing else of ours."""
    with_hooks = organisation.config.read_text("utf-8")
    own = with_hooks[with_hooks.rindex("site_name:") :]
    built = []
    for name, settings in {"hooks": with_hooks, "plugin": f"{SETTINGS}{own}"}.items():
        config = tmp_path / f"{name}.yml"
        place = f"docs_dir: {organisation.folder / 'docs'}\n"
        config.write_text(settings.replace("docs_dir: docs\n", "") + place, "utf-8")
        where = ("--config-file", config, "--site-dir", tmp_path / name)
        code, printed = installed.run(tmp_path, "mkdocs", "build", "--quiet", "--strict", *where)
        assert (code, printed) == (0, "")
        built.append(contents(tmp_path / name))
    hooks, plugin = built
    assert hooks.keys() == plugin.keys()
    assert [name for name in hooks if hooks[name] != plugin[name]] == []
    assert len(hooks) > 50


@pytest.mark.slow
def test_hooks_beside_the_plugin_are_refused(
    installed: Installed, organisation: Project, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    hook = ROOT / "hooks" / "render_pages.py"
    config = f"site_name: A\n{SETTINGS}hooks: [{hook}]\n"
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    code, printed = installed.run(tmp_path, "mkdocs", "build")
    assert code == 1
    assert "plugin quyche và hook render_pages.py làm cùng một việc" in printed


OWN = {
    "giao-dien/assets/mark.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "giao-dien/assets/own.css": "body { --own-accent: 1 }\n",
    "giao-dien/assets/styles/colours.css": ":root { --own: 1 }\n",
    "giao-dien/assets/scripts/wide-tables.js": "// Own\nvoid 'own-tables';\n",
    "giao-dien/partials/footer.html": "<footer>Chân trang riêng {{ '<b>' }}</footer>",
    "giao-dien/main.html": (
        '{% extends "quyche/main.html" %}{% block scripts %}{{ super() }}'
        "<script>own()</script>{% endblock %}"
    ),
    "nhan.yml": "nav.home: Cổng <i>vào</i>\n",
    "docs/index.md": "---\nkind: page\ntitle: A\n---\n# A\n\n{{ labels('nav.home') }} {% x %}\n",
}


@pytest.mark.slow
def test_files_and_labels_of_an_organisation_take_the_place_of_ours_of_the_same_names(
    installed: Installed, tmp_path: Path
) -> None:
    """A template may go on from ours; what it prints is escaped, what it runs is for the policy."""
    for name, text in OWN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    theme = "theme: {name: quyche, custom_dir: giao-dien}\nextra_css: [assets/own.css]"
    config = f"site_name: A\n{SETTINGS}".replace("theme: quyche", theme)
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    code, printed = installed.run(tmp_path, "mkdocs", "build", "--quiet", "--strict")
    assert code == 0, printed
    site = tmp_path / "site"
    for name in ("assets/mark.svg", "assets/own.css"):
        assert (site / name).read_text("utf-8") == OWN[f"giao-dien/{name}"]
    style = (site / "assets" / "quyche.css").read_text("utf-8")
    assert OWN["giao-dien/assets/styles/colours.css"] in style
    assert "@font-face" in style
    assert "void 'own-tables'" in (site / "assets" / "quyche.js").read_text("utf-8")
    page = (site / "index.html").read_text("utf-8")
    assert "Chân trang riêng &lt;b&gt;" in page
    assert "Cổng &lt;i&gt;vào&lt;/i&gt;" in page
    assert page.index("assets/quyche.css") < page.index("assets/own.css")
    assert "{{ labels(" in page, "no content reaches a template"
    assert page.index("Content-Security-Policy") < page.index("<script>own()</script>")


@pytest.mark.slow
def test_what_says_what_an_edition_is_worth_cannot_be_replaced(
    installed: Installed, tmp_path: Path
) -> None:
    own = tmp_path / "giao-dien" / "partials"
    own.mkdir(parents=True)
    (own / "state.html").write_text("", "utf-8")
    (tmp_path / "docs").mkdir()
    theme = "theme: {name: quyche, custom_dir: giao-dien}"
    (tmp_path / "mkdocs.yml").write_text(
        f"site_name: A\n{SETTINGS}".replace("theme: quyche", theme), "utf-8"
    )
    code, printed = installed.run(tmp_path, "mkdocs", "build", "--quiet")
    assert code == 1
    assert "partials/state.html: không thay được" in printed
    assert "Traceback" not in printed


@pytest.mark.slow
@pytest.mark.parametrize("place", ["custom_dir", "labels"])
def test_what_replaces_ours_may_not_lie_among_what_drafters_write(
    place: str, installed: Installed, tmp_path: Path
) -> None:
    (tmp_path / "docs" / "rieng").mkdir(parents=True)
    own = "docs/rieng"
    theme = f"theme: {{name: quyche, custom_dir: {own}}}" if place == "custom_dir" else ""
    labels = f"extra: {{quyche: {{labels: {own}/nhan.yml}}}}\n" if place == "labels" else ""
    config = f"site_name: A\n{SETTINGS}{labels}".replace("theme: quyche", theme or "theme: quyche")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    code, printed = installed.run(tmp_path, "mkdocs", "build", "--quiet")
    assert code == 1
    name = "rieng" if place == "custom_dir" else "nhan.yml"
    assert f"{name}: nằm trong thư mục văn bản" in printed
    assert "Traceback" not in printed


@pytest.mark.slow
def test_a_theme_without_our_files_is_refused_in_a_line(
    installed: Installed, tmp_path: Path
) -> None:
    (tmp_path / "docs").mkdir()
    config = f"site_name: A\n{SETTINGS}".replace("theme: quyche", "theme: {name: material}")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    code, printed = installed.run(tmp_path, "mkdocs", "build", "--quiet")
    assert code == 1
    assert "theme: material không có assets/bundles.yml; hãy dùng giao diện quyche" in printed
    assert "Traceback" not in printed


@pytest.mark.slow
def test_what_is_installed_makes_a_repository_with_itself_in_it_that_publishes(
    installed: Installed, tmp_path: Path
) -> None:
    kho = tmp_path / "kho"
    code, printed = installed.quyche(tmp_path, "new", kho, "--kind", "association", "--yes")
    assert code == 0, printed
    (carried,) = (kho / ".quyche").glob("*.whl")
    assert carried.name == installed.wheel.name
    assert unpacked(carried) == unpacked(installed.wheel)
    code, printed = installed.quyche(kho / "docs", "publish", "--site", tmp_path / "site")
    assert code == 0, printed
    page = tmp_path / "site" / "1-du-thao-1" / "quy-che" / "quy-che-mau" / "index.html"
    assert "Ban Chấp hành Hội" in page.read_text("utf-8")
    code, printed = installed.quyche(kho, "verify", tmp_path / "site")
    assert code == 0, printed
    assert updated(kho, carried) == (0, LABELS("update.nothing") + "\n")
    remote = tmp_path / "remote.git"
    shutil.copytree(kho / ".git", remote)
    project = Project(kho)
    project.git("remote", "add", "origin", str(remote))
    address = ("SITE_URL", "https://example.org/kho/")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(*address)
        code, printed = installed.quyche(kho, "publish", "--push")
    assert code == 0, printed
    assert project.git("ls-remote", str(remote), "refs/heads/gh-pages")


def updated(kho: Path, wheel: Path) -> tuple[int, str]:
    """What `make update` does: the new product itself does it, from its file."""
    makefile = (kho / "Makefile").read_text("utf-8")
    (command,) = re.findall(r"(?m)^\t@(PYTHONPATH=.* update .*)$", makefile)
    done = subprocess.run(
        ["sh", "-c", command.replace("$$", "$").replace("$(BIN)/", "").replace("$(OPTIONS)", "")],
        cwd=kho,
        env={
            **os.environ,
            "WHEEL": str(wheel),
            "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout


def unpacked(wheel: Path) -> dict[str, bytes]:
    """What a wheel holds; the order of its own list is nobody's concern."""
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    return {
        name: b"".join(sorted(content.splitlines())) if name.endswith("/RECORD") else content
        for name, content in held.items()
    }


def test_the_lock_of_the_product_is_a_part_of_the_lock_of_the_project() -> None:
    whole = (ROOT / "requirements.lock").read_text("utf-8")
    text = (ROOT / "hooks" / LOCK).read_text("utf-8")
    part = list(_PIN_RE.finditer(text))
    assert "".join(found[0] for found in part) == text
    names = {found[1] for found in part}
    # of one name there may be two: one for older, one for newer Python
    assert [one[0] for one in _PIN_RE.finditer(whole) if one[1] in names] == [
        one[0] for one in part
    ]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = {re.match(r"[\w-]+", line)[0].lower() for line in project["dependencies"]}  # type: ignore[index]  # each begins with a name
    assert asked <= names


def test_every_command_of_quyche_has_its_door_among_the_scripts() -> None:
    doors = {path.stem.replace("_", "-") for path in (ROOT / "scripts").glob("*.py")}
    assert set(main.NAMES) == doors - {"bench", "find-browser", "find-pull", "post-review"}


def test_quyche_lists_its_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])
    assert ended.value.code == 0
    printed = capsys.readouterr().out
    assert [name for name in main.NAMES if not re.search(f"\n    {name}\\s", printed)] == []


@pytest.mark.parametrize("arguments", [(), ("khong-co",)])
def test_quyche_without_a_command_that_there_is_is_wrong_use(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(list(arguments))
    assert ended.value.code == 2
    assert "cách dùng: quyche" in capsys.readouterr().err
