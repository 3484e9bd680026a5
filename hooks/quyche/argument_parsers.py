"""How commands read their arguments: as argparse does, and all that it says in our words."""

from __future__ import annotations

import argparse
import re
import shutil
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quyche.labels import Labels

SENTENCES = {
    "usage: ": "usage",
    "positional arguments": "positionals",
    "options": "options",
    "show this help message and exit": "help",
    "%(prog)s: error: %(message)s\n": "error",
    "argument %(argument_name)s: %(message)s": "argument",
    "the following arguments are required: %s": "required",
    "one of the arguments %s is required": "one_required",
    "not allowed with argument %s": "not_with",
    "unrecognized arguments: %s": "unrecognized",
    "ambiguous option: %(option)s could match %(matches)s": "ambiguous",
    "ignored explicit argument %r": "needless",
    "unexpected option string: %s": "unexpected",
    "expected one argument": "expected_one",
    "expected at most one argument": "expected_at_most_one",
    "expected at least one argument": "expected_some",
    "expected %s argument": "expected_count",
    "expected %s arguments": "expected_count",
    "invalid choice: %(value)r (choose from %(choices)s)": "choice",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": "choice",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "choice_of_command",
    "invalid %(type)s value: %(value)r": "value",
}
"""What argparse says to users, and the name below `arguments` under which we say the same."""
_BLANK_RE = re.compile(r"%(?:\((?P<name>\w+)\))?[rs]")
_UNNAMED = "found"
"""How a blank is called in our words that has no name in those of argparse."""


class Parser(argparse.ArgumentParser):
    """Reads the arguments of a command.

    What an argument is for stands under `help.<command>.<argument>`, or under
    `help.every.<argument>` where every command means the same by it: none can go unsaid.
    """

    def __init__(self, labels: Labels, command: str, **options: Any) -> None:
        self.labels = labels
        self.command = command
        about = options.pop("description", None) or labels(f"help.{command}.about")
        with self._worded():
            super().__init__(**options)
        self.formatter_class = argparse.RawDescriptionHelpFormatter
        self.description = _filled(about)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        """Add an argument as argparse does; what it is for, labels say."""
        added = super().add_argument(*names, **options)
        if added.help is None:
            added.help = self.said(added.dest)
        return added

    def said(self, name: str) -> str:
        """What labels say an argument of this command is for, as argparse wants it."""
        own = f"help.{self.command}.{name}"
        text = self.labels(own if own in self.labels.texts else f"help.every.{name}")
        return text.replace("%", "%%")

    def read(self, arguments: Sequence[str] | None) -> argparse.Namespace:
        """What was given; ends the program where that cannot be read, and after its help."""
        with self._worded():
            return self.parse_args(arguments)

    def format_help(self) -> str:
        """All that can be given, and what for."""
        with self._worded():
            return super().format_help()

    def format_usage(self) -> str:
        """All that can be given, in short."""
        with self._worded():
            return super().format_usage()

    def error(self, message: str) -> NoReturn:
        """End the program with what is wrong."""
        with self._worded():
            super().error(message)

    @contextmanager
    def _worded(self) -> Iterator[None]:
        """Let argparse ask us for its words in here; it knows no other way but the system's."""
        asked = {"_": self._sentence, "ngettext": self._counted}
        known = {name: getattr(argparse, name) for name in asked}
        vars(argparse).update(asked)
        try:
            yield
        finally:
            vars(argparse).update(known)

    def _sentence(self, sentence: str) -> str:
        name = SENTENCES.get(sentence)
        if name is None:
            return sentence  # a fault of whoever writes the command
        blanks = {match["name"] or _UNNAMED: match for match in _BLANK_RE.finditer(sentence)}
        given = {
            blank: f"%({match['name']})s" if match["name"] else "%s"
            for blank, match in blanks.items()
        }
        text = self.labels.texts[f"arguments.{name}"].replace("%", "%%")
        end = sentence[len(sentence.rstrip()) :]
        return text.format(**given) + end

    def _counted(self, one: str, more: str, _count: int) -> str:
        return self._sentence(one if one in SENTENCES else more)


def _filled(text: str) -> str:
    """The paragraphs of a text, each in lines that the terminal has room for."""
    width = shutil.get_terminal_size().columns - 2
    return "\n".join(textwrap.fill(paragraph, width) for paragraph in text.splitlines())
