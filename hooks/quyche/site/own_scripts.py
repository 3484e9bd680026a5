"""Scripts of ours apart from any site, for pages that hold all that they need."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quyche import urls
from quyche.site.asset_bundles import MANIFEST, Manifest, joined_script

if TYPE_CHECKING:
    from quyche.labels import Labels

_LIBRARY = Path(__file__).parent.parent
_SEARCH = "search.js"
"""The bundle of what searches, whoever asks it."""
_TELLING = ("words.js", "search-telling.js")
"""What says in words how much it found."""


def theme() -> Path:
    """The folder of the product's own theme: installed a package of the library, else beside it."""
    installed = _LIBRARY / "theme"
    return installed if installed.is_dir() else _LIBRARY.parent.parent / "overrides"


def edition_script(labels: Labels) -> str:
    """What runs in the file of a whole edition: the search of the site, and what asks it."""
    assets = theme() / "assets"
    bundles = Manifest.read((assets / MANIFEST).read_text(encoding="utf-8")).bundles
    own = _LIBRARY / "offline" / "edition-file.js"
    told = (assets / "scripts" / name for name in _TELLING)
    parts = (*(assets / part for part in bundles[_SEARCH]), *told, own)
    sources = {path.name: path.read_text(encoding="utf-8") for path in parts}
    return joined_script(sources, urls.paths(), labels.below)
