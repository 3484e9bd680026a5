"""What templates print is text, whatever stands in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from jinja2 import Environment

_NOT_IN_STYLES_RE = re.compile(r"""[\x00-\x1f\x7f"'\\<>&\u2028\u2029]""")


def escape(env: Environment) -> Environment:
    """Let every template escape what it prints, and give them what else they need for that."""
    env.autoescape = True
    env.filters["in_styles"] = in_styles
    return env


def in_styles(text: object) -> Markup:
    """A text as it stands between quotes in the styles of a page, where nothing can end them."""
    return Markup(_NOT_IN_STYLES_RE.sub(lambda sign: f"\\{ord(sign[0]):x} ", str(text)))  # noqa: S704  # nothing left to end it
