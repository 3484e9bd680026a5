"""What stops a command: the user asked for something that cannot be done."""

from __future__ import annotations


class QuycheError(Exception):
    """The root of what the edges report in one line.

    Hooks turn it into `PluginError`, commands into wrong use unless it is a refusal. It is told in
    the words of the label that it names (`Labels.told`), with its details in the blanks; what
    names no label was worded by whoever raised it.
    """

    is_quotation = False
    """Whether it says what another program said, and is itself only a reason in a message."""

    def __init__(self, said: str, /, **details: object) -> None:
        super().__init__(said, details) if details else super().__init__(said)
        self.said = said
        self.details = details

    def __reduce__(self) -> tuple[object, ...]:
        """It comes whole from the process in which a foreign file is read."""
        return _made_again, (type(self), self.said, self.details)


def _made_again(kind: type[QuycheError], said: str, details: dict[str, object]) -> QuycheError:
    fault = kind.__new__(kind)
    QuycheError.__init__(fault, said, **details)
    return fault


class RefusedError(QuycheError):
    """What is there does not allow what was asked for: the history, the settings, a text."""


class SettingsError(RefusedError):
    """The settings in `mkdocs.yml` say something we do not understand."""


class UnreadableFileError(QuycheError):
    """A file cannot be read as text, or not at all."""


class HistoryError(RefusedError):
    """The history, or what is published and where, does not allow what was asked for.

    `rule` and `details` are worded by the labels under `refused.<rule>`.
    """

    def __init__(self, rule: str, **details: object) -> None:
        super().__init__(f"refused.{rule}", **details)

    @property
    def rule(self) -> str:
        """What was not kept."""
        return self.said.removeprefix("refused.")


class BuildFailedError(RefusedError):
    """An edition could not be built; the message has a line for each complaint."""

    def __init__(self, edition: str, complaints: tuple[str, ...]) -> None:
        super().__init__("publish.failed", name=edition, complaints="\n".join(complaints))


class AssetError(QuycheError):
    """The styles or scripts of the theme cannot be joined as their list says."""
