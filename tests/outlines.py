"""A document as it was understood, to be read beside the text."""

from collections.abc import Iterator

from quyche.language.grammars import Grammar
from quyche.language.vietnamese import VN
from quyche.texts.parser import parse
from quyche.texts.provisions import Block, BlockKind, Provision


def outline_of(source: str, grammar: Grammar = VN) -> str:
    """A line for every provision, block and problem, indented as the tree is."""
    parsed = parse(source, "quy-che/van-ban.md", grammar)
    lines = [f"title: {parsed.document.title}", *_lines(parsed.document.content, "")]
    faults = [f"{problem.line} {problem.rule}" for problem in parsed.problems]
    return "\n".join([*lines, *(f"problem: {fault}" for fault in faults)]) + "\n"


def _lines(parts: tuple[Block | Provision, ...], indent: str) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            if part.text and part.kind is not BlockKind.TITLE:
                yield f"{indent}{part.kind.value}: {part.text!r}"
        else:
            head = f"{part.kind.value} {part.number} [{part.mark}] {part.heading}".rstrip()
            attributes = "".join(f" {name}={value!r}" for name, value in part.attributes)
            yield f"{indent}{part.line} #{part.anchor} {head}{attributes}"
            yield from _lines(part.content, indent + "    ")
