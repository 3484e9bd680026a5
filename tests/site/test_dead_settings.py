"""Settings that would show nowhere are refused, each with what to do instead."""

import re
from importlib import resources
from pathlib import Path

import pytest
import yaml
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

import commands
from quyche.errors import SettingsError
from quyche.labels import Labels
from quyche.site import dead_settings
from sites import settings

DEAD: dict[str, object] = {
    "theme": {
        "palette": [{"scheme": "slate"}],
        "font": {"text": "Roboto"},
        "logo": "assets/logo.svg",
        "icon": {"repo": "x"},
        "features": ["navigation.tabs", "content.code.copy"],
    },
    "extra": {
        "alternate": [{"name": "English", "link": "/en/", "lang": "en"}],
        "analytics": {"provider": "google"},
        "annotate": {"json": ["x"]},
        "consent": {"title": "x"},
        "generator": True,
        "scope": "/",
        "social": [{"icon": "x", "link": "x"}],
        "status": {"new": "x"},
        "tags": {"x": "x"},
        "version": {"provider": "mike"},
    },
    "copyright": "x",
    "edit_uri": "edit/main/docs/",
    "repo_name": "x",
    "site_author": "x",
}
LIVE = {
    "theme": {"language", "direction", "favicon"},
    "extra": {"homepage", "polyfills"},
}
"""What templates of the theme below ours ask for that we have not replaced, or ours as well."""


def below_of(top: str) -> set[str]:
    """The dead settings below a key."""
    found = DEAD[top]
    assert isinstance(found, dict)
    return set(found)


def config(folder: Path, more: dict[str, object], own: Path | None = None) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    text = (
        settings() if own is None else re.sub(r"custom_dir: .*", f"custom_dir: {own}", settings())
    )
    (folder / "base.yml").write_text(text, "utf-8")
    added = yaml.safe_dump({"INHERIT": "base.yml", **more}, allow_unicode=True)
    (folder / "mkdocs.yml").write_text(added, "utf-8")
    return load_config(str(folder / "mkdocs.yml"))


def test_each_dead_setting_is_named_with_what_to_do_instead(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as refused:
        dead_settings.refuse(config(tmp_path, DEAD), Labels.load("vi"))
    lines = str(refused.value).splitlines()
    named = {re.sub(r"mkdocs.yml:\d+: (.*) không có tác dụng.*", r"\1", line) for line in lines}
    keys = {name for name in DEAD if name not in LIVE}
    below = {f"{top}.{name}" for top in LIVE for name in below_of(top)}
    features = {"theme.features: navigation.tabs", "theme.features: content.code.copy"}
    assert named == keys | below - {"theme.features"} | features
    assert all("; " in line for line in lines)


def test_what_is_switched_off_or_shows_is_no_dead_setting(tmp_path: Path) -> None:
    off: dict[str, object] = {
        "theme": {"font": False, "features": [], "favicon": "x.svg", "language": "vi"},
        "extra": {"generator": False, "homepage": "/"},
        "edit_uri": "",
    }
    dead_settings.refuse(config(tmp_path, off), Labels.load("vi"))


def test_a_setting_that_an_own_template_asks_for_is_not_dead(tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "partials").mkdir(parents=True)
    (own / "partials" / "header.html").write_text(
        '{{ config.theme.logo }}{% if "navigation.tabs" in features %}{% endif %}', "utf-8"
    )
    asked: dict[str, object] = {"theme": {"logo": "x.svg", "features": ["navigation.tabs"]}}
    dead_settings.refuse(config(tmp_path, asked, own), Labels.load("vi"))
    asked["theme"] = {"logo": "x.svg", "features": ["navigation.top"]}
    with pytest.raises(SettingsError, match=r"^mkdocs.yml:\d+: theme.features: navigation.top ."):
        dead_settings.refuse(config(tmp_path, asked, own), Labels.load("vi"))


def test_no_setting_of_the_theme_below_ours_is_forgotten() -> None:
    templates = Path(str(resources.files("material"))) / "templates"
    asked: dict[str, set[str]] = {"theme": set(), "extra": set()}
    for path in templates.rglob("*.html"):
        for found in re.finditer(r"config\.(theme|extra)\.(\w+)", path.read_text("utf-8")):
            asked[found[1]].add(found[2])
    assert {top: names - LIVE[top] - below_of(top) for top, names in asked.items()} == {
        "theme": set(),
        "extra": set(),
    }


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (
            "theme:\n  name: quyche\n  logo: x.svg\n",
            "mkdocs.yml:8: theme.logo không có tác dụng trên trang; ",
        ),
        ("extra:\n  quyche:\n    sytem: nd30\n", "mkdocs.yml:8: extra.quyche: không có mục sytem"),
        (
            "theme:\n  name: quyche\n  language: en\n",
            "mkdocs.yml:8: theme: language là en, còn extra.quyche",
        ),
        ("theme: quyche\nsite_url: không\n", "mkdocs.yml:7: MkDocs không nhận thiết lập này"),
        ("theme: [\n", "mkdocs.yml:6: không đọc được tệp thiết lập: cột 9, ở “theme: [”: có dấu"),
    ],
)
def test_the_check_and_the_doctor_tell_of_settings_what_the_build_tells(
    more: str, said: str, tmp_path: Path
) -> None:
    """With the line at which the setting stands."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Trang đầu\n", "utf-8")
    own = "site_name: Thử\nplugins: [quyche]\n\n# Của cơ quan\n\n"
    (tmp_path / "mkdocs.yml").write_text(own + more, "utf-8")
    told = tuple(
        commands.run(*command, folder=tmp_path)
        for command in (
            ("check.py", "docs"),
            ("doctor.py", "--docs", "docs", "--config", "mkdocs.yml"),
        )
    )
    assert [(code, said in out + err) for code, out, err in told] == [(1, True)] * 2
