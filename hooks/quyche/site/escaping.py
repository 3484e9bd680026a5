"""What templates print is text, whatever stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def escape(env: Environment) -> Environment:
    """Let every template escape what it prints."""
    env.autoescape = True
    return env
