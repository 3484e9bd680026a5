"""The theme speaks the language of the site, and a build looks through less of it than there is."""

from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from quyche.errors import SettingsError
from quyche.site import themes
from refusals import refused
from sites import settings


def copied(config: MkDocsConfig) -> list[tuple[str, str | None]]:
    """What MkDocs copies from the theme: each name, and the folder it comes from."""
    files = Files([])
    files.add_files_from_theme(config.theme.get_env(), config)
    return [(file.src_uri, file.src_dir) for file in files]


def test_the_files_copied_are_those_of_the_whole_theme(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings(), "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    whole = copied(config)
    assert any(config.theme.custom_dir == folder for _, folder in whole)
    assert len({folder for _, folder in whole}) > 1
    themes.lighten(config.theme)
    assert copied(config) == whole
    names = config.theme.get_env().list_templates()
    assert "main.html" in names
    assert not [name for name in names if "/." in f"/{name}"]


def test_a_template_that_was_changed_is_compiled_anew(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(settings(), "utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    themes.lighten(config.theme)
    config.theme.dirs.insert(0, str(tmp_path))
    for words in ("Một.", "Hai."):
        (tmp_path / "x.html").write_text(words, "utf-8")
        assert config.theme.get_env().get_template("x.html").render() == words


def theme_of(folder: Path, theme: str, language: str) -> MkDocsConfig:
    (folder / "docs").mkdir()
    own = f"extra:\n  quyche:\n    language: {language}\n" if language else ""
    source = f"site_name: X\ntheme:\n  name: material\n{theme}{own}"
    (folder / "mkdocs.yml").write_text(source, "utf-8")
    return load_config(str(folder / "mkdocs.yml"))


@pytest.mark.parametrize(
    ("theme", "language", "spoken"),
    [
        ("", "", "vi"),
        ("", "en", "en"),
        ("  language: en\n", "en", "en"),
        ("  language: vi\n", "", "vi"),
    ],
)
def test_the_theme_speaks_the_language_of_the_site(
    theme: str, language: str, spoken: str, tmp_path: Path
) -> None:
    config = theme_of(tmp_path, theme, language)
    themes.speak(config)
    assert config.theme["language"] == spoken


@pytest.mark.parametrize(("theme", "language"), [("vi", "en"), ("en", ""), ("fr", "vi")])
def test_a_theme_that_was_told_another_language_is_refused(
    theme: str, language: str, tmp_path: Path
) -> None:
    config = theme_of(tmp_path, f"  language: {theme}\n", language)
    expected = f"theme: language là {theme}, còn extra.quyche: language là {language or 'vi'}; "
    with refused(SettingsError, expected):
        themes.speak(config)
