"""The syntax trees of our own modules, each parsed once however many tests look at it."""

import ast
from functools import cache
from pathlib import Path


@cache
def tree(path: Path) -> ast.Module:
    """What a module says, for looking at only."""
    return ast.parse(path.read_text(encoding="utf-8"), path)


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """Everything in a module, outer things before what is in them."""
    return tuple(ast.walk(tree(path)))
