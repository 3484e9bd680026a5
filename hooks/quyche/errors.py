"""What stops a command: the user asked for something that cannot be done."""


class QuycheError(Exception):
    """The root of what the edges report in one line.

    Hooks turn it into `PluginError`, scripts into exit code 2.
    """


class SettingsError(QuycheError):
    """The settings in `mkdocs.yml` say something we do not understand."""


class UnreadableFileError(QuycheError):
    """A file cannot be read as text, or not at all."""
