"""What an import says to its users."""

from __future__ import annotations

from functools import cache
from importlib import resources

import yaml

from quyche.labels import Labels


@cache
def labels() -> Labels:
    """The labels of the library together with those of the importer."""
    text = resources.files("quyche.imports").joinpath("messages.yml").read_text(encoding="utf-8")
    tree = yaml.safe_load(text)
    own = {f"convert.{name}": message for name, message in tree["convert"].items()}
    for rule, messages in tree["problems"].items():
        own |= {f"problems.{rule}.{part}": message for part, message in messages.items()}
    return Labels({**Labels.load("vi").texts, **own})
