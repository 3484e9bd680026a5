"""YAML whose numbers say as texts what was written: `01` is 1, and as a text it is `01`.

A day that there is not is what was written, too, for whoever reads its key to refuse.
"""

from __future__ import annotations

import datetime

import yaml


class _WrittenInteger(int):
    written: str

    def __str__(self) -> str:
        return self.written


class _WrittenFloat(float):
    written: str

    def __str__(self) -> str:
        return self.written


class Loader(yaml.SafeLoader):
    """Reads as YAML does; a number where a text is meant loses no character.

    A document's `number: 01` or an edition's `name: 17.10` is that, with or without quotes.
    """

    def integer(self, node: yaml.ScalarNode) -> _WrittenInteger | str:
        """An integer that says what was written; that alone where it is too long for a number."""
        try:
            number = _WrittenInteger(self.construct_yaml_int(node))
        except ValueError:
            return str(node.value)
        number.written = node.value
        return number

    def fraction(self, node: yaml.ScalarNode) -> _WrittenFloat:
        """The same for a number with a point or an exponent."""
        number = _WrittenFloat(self.construct_yaml_float(node))
        number.written = node.value
        return number

    def day(self, node: yaml.ScalarNode) -> datetime.date | str:
        """A day or a moment; what was written where there is no such day: its key is wrong."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError:
            return str(node.value)


Loader.add_constructor("tag:yaml.org,2002:int", Loader.integer)
Loader.add_constructor("tag:yaml.org,2002:timestamp", Loader.day)
Loader.add_constructor("tag:yaml.org,2002:float", Loader.fraction)


def load(source: str) -> object:
    """What the source says; raises yaml.YAMLError."""
    return yaml.load(source, Loader)  # noqa: S506  # a safe loader
