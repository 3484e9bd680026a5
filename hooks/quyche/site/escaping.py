"""What templates print is text, whatever stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.markup.unbroken import unbroken

if TYPE_CHECKING:
    from jinja2 import Environment


def escape(env: Environment) -> Environment:
    """Let every template escape what it prints; letters of data stand there as they are read.

    What a template prints as `unbroken` is escaped, too, its numbers and dates kept on one line.
    """
    env.autoescape = True
    env.policies["json.dumps_kwargs"] = {"sort_keys": True, "ensure_ascii": False}
    env.filters["unbroken"] = unbroken
    return env
