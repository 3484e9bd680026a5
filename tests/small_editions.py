"""Two small editions, published once: only the older speaks of "nghiêng", only the newer of "thuyền"."""

from pathlib import Path

import pytest

import repositories
from long_texts import BODIES, long_regulation
from shared_folders import once
from sites import publish, settings

HOSTILE = "<img src=x onerror=document.body.dataset.owned=1>"
"""What both say, too."""


def published(factory: pytest.TempPathFactory) -> Path:
    """The folder of their site, for reading only."""
    return once(factory, "small-editions", _publish) / "site"


def _publish(folder: Path) -> None:
    work = repositories.create(folder)
    editions = {"16": "nghiêng", "17": "thuyền"}
    for at, (name, word) in enumerate(editions.items(), 1):
        files: dict[str, str | None] = {
            "index.md": "# Trang chủ\n",
            **BODIES,
            "editions.yml": repositories.ledger(*list(editions)[:at]),
            "quy-che/van-ban-dai.md": long_regulation(),
            "quy-che/van-ban.md": repositories.regulation(f"Nói về {word} và \\{HOSTILE}."),
        }
        repositories.commit(work, files, name)
    (work / "mkdocs.yml").write_text(settings(), "utf-8")
    publish(work / "site", "--docs", work / "docs", "--config", work / "mkdocs.yml")
