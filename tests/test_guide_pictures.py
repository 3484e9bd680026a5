"""The pictures of the guides show the site as it is."""

import re
from pathlib import Path

import pytest

import guide_pictures
from guide_pictures import FOLDER, SCENES
from quyche.labels import Labels

GUIDES = FOLDER.parent.parent / "huong-dan"
pytestmark = [
    pytest.mark.sample,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="docs/ holds the texts of another organisation"),
]


def test_the_words_in_the_pictures_are_those_of_the_site() -> None:
    assert guide_pictures.stale(Labels.load("vi")) == [], "make pictures takes them anew"


def test_every_picture_stands_in_a_guide_and_is_told_in_words() -> None:
    shown = [
        found
        for guide in sorted(Path(GUIDES).glob("*.md"))
        for found in re.findall(r"!\[(.+)\]\(\.\./dinh-kem/huong-dan/(.+)\.png\)", guide.read_text("utf-8"))
    ]  # fmt: skip
    assert sorted(name for _, name in shown) == sorted(scene.name for scene in SCENES)
