"""The theme's files as pages load them: what is joined instead of what it is joined of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

from quyche import urls
from quyche.errors import AssetError
from quyche.site.asset_bundles import MANIFEST, Manifest

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.theme import Theme

    from quyche.labels import Labels

FOLDER = "assets/"
"""Where a theme has what its pages load."""
_PARTS = ("styles/", "scripts/")


FIXED = (
    *("partials/editions.html", "partials/state.html", "partials/correction.html"),
    *(
        f"{FOLDER}scripts/{name}.js"
        for name in (
            *("records", "edition-list", "notices", "today", "open-drafts", "lost-anchors"),
            *("whole-pages", "carried"),
            *("spoken-words", "checking"),
        )
    ),
)
"""What says which edition a page is of, what became of it, and whether a copy is right.

No organisation's own stands in the place of these: they mean the same on every site.
"""


def ours(theme: Theme) -> Path | None:
    """The folder of a theme that is the product's own: the last one that lists what it joins."""
    found = [Path(one) for one in theme.dirs if (Path(one) / FOLDER / MANIFEST).is_file()]
    return found[-1] if found else None


def misplaced(theme: Theme) -> tuple[str, ...]:
    """The files of an organisation that stand in the place of what is fixed."""
    own = Path(theme.custom_dir) if theme.custom_dir else None
    if own is None or own == ours(theme):
        return ()
    return tuple(name for name in FIXED if (own / name).exists())


def own_folders(theme: Theme) -> frozenset[str]:
    """The folders of a theme that are ours or the organisation's, not those of the theme below.

    Ours is a custom_dir, or the theme `quyche` with what stands in place of its files.
    """
    ours = {folder for folder in theme.dirs if (Path(folder) / FOLDER / MANIFEST).is_file()}
    return frozenset(ours | {theme.custom_dir} if theme.custom_dir else ours)


def join(config: MkDocsConfig, files: Files, labels: Labels) -> None:
    """Put the bundles of our theme in the place of the files of which each is joined.

    Raises AssetError where they cannot be joined.
    """
    folders = own_folders(config.theme)
    own = {
        file.dest_uri.removeprefix(FOLDER): file
        for file in files
        if file.src_dir in folders and file.dest_uri.startswith(FOLDER)
    }
    parts = {name: file for name, file in own.items() if name.startswith(_PARTS)}
    if MANIFEST not in own:
        place = {"theme": config.theme.name, "path": f"{FOLDER}{MANIFEST}"}
        raise AssetError("assets.other_theme", **place)
    manifest = Manifest.read(own[MANIFEST].content_string)
    sources = {name: file.content_string for name, file in parts.items()}
    for file in (own[MANIFEST], *parts.values()):
        files.remove(file)
    for name, content in manifest.joined(sources, urls.paths(), labels.below).items():
        files.append(File.generated(config, f"{FOLDER}{name}", content=content))
