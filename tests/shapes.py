"""Our schemas as a program of other people's reads them, and nothing from any network."""

import datetime
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, FormatChecker

from quyche import schemas
from quyche.labels import Labels

FOLDER = Path(__file__).parent.parent / "hooks" / "quyche" / "schemas"
LABELS = Labels.load("vi")


@cache
def validator(name: str) -> Draft7Validator:
    """Holds data to a schema as it is published."""
    shape = schemas.published(name, LABELS)
    return Draft7Validator(json.loads(json.dumps(shape)), format_checker=FormatChecker(["date"]))


def faults(name: str, data: object) -> list[str]:
    """What is wrong with data by a schema, each with its place."""
    return [f"{fault.json_path}: {fault.message}" for fault in validator(name).iter_errors(data)]


def as_data(value: object) -> Any:
    """What YAML read, as JSON knows it: there a day is a text."""
    if isinstance(value, dict):
        return {str(key): as_data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_data(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


_OF_NAMES = ("properties", "patternProperties", "definitions")
_OF_SCHEMAS = ("items", "additionalProperties", "anyOf", "allOf", "then")


def parts(shape: object, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema within a schema, with its place; conditions aside."""
    if isinstance(shape, list):
        for number, item in enumerate(shape):
            yield from parts(item, f"{place}/{number}")
    if isinstance(shape, dict):
        yield place, shape
        for name in _OF_NAMES:
            for key, held in shape.get(name, {}).items():
                yield from parts(held, f"{place}/{name}/{key}")
        for name in _OF_SCHEMAS:
            yield from parts(shape.get(name), f"{place}/{name}")
