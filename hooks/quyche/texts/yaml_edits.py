"""How values are written into YAML that people keep: spelled as they need, ended as lines are."""

from __future__ import annotations

import datetime

import yaml

Scalar = str | int | datetime.date
"""What a key is set to."""
_ENDLESS = 10**9  # no value is broken into lines


def written(value: Scalar, quote: str | None = None) -> str:
    """A value as YAML spells it on one line, quoted as asked for or where it must be."""
    style = quote if isinstance(value, str) else None
    text = yaml.dump(value, allow_unicode=True, default_style=style, width=_ENDLESS)
    return str(text).removesuffix("...\n").rstrip("\n")


def newline_of(source: str) -> str:
    """What ends the lines of a text, as a file of it is to go on."""
    return "\r\n" if "\r\n" in source else "\n"
