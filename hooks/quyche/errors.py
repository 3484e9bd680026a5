"""What stops a command: the user asked for something that cannot be done."""


class QuycheError(Exception):
    """The root of what the edges report in one line.

    Hooks turn it into `PluginError`, commands into wrong use unless it is a refusal.
    """


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
        super().__init__(rule, details)
        self.rule = rule
        self.details = details


class BuildFailedError(RefusedError):
    """An edition could not be built; the message has a line for each complaint."""

    def __init__(self, edition: str, complaints: tuple[str, ...]) -> None:
        super().__init__("\n".join((f"{edition}:", *complaints)))


class AssetError(QuycheError):
    """The styles or scripts of the theme cannot be joined as their list says."""
