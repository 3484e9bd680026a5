"""Commands speak in one language, that of the project worked on, and in no word beside labels."""

import argparse
import ast
import gettext
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

import products
from quyche import argument_parsers, label_files, speech
from quyche.command_lines import Command
from quyche.commands import find_pull, main, post_review
from quyche.errors import QuycheError, SettingsError
from quyche.labels import Labels, languages
from repositories import commit, create, ledger, regulation

ROOT = Path(__file__).parent.parent
VI = Labels.load("vi")
COMMANDS: Mapping[str, Command] = {
    **{name: main.command(name) for name in main.NAMES},
    "find-pull": find_pull.COMMAND,
    "post-review": post_review.COMMAND,
}
LANGUAGES = pytest.mark.parametrize("language", languages())
SETTINGS = "site_name: A\nextra:\n  quyche:\n    language: {}\n"


# Which language


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are English words, if only for a while as short as ours."""
    monkeypatch.setattr(speech, "languages", lambda: ("en", "vi"))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, "vi"),
        ({"LANG": "C.UTF-8"}, "vi"),
        ({"LANG": "POSIX"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "EN-gb"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "vi"),
        ({"LANG": "vi_VN"}, "vi"),
        ({"LANG": "en_US", "LC_MESSAGES": "vi_VN"}, "vi"),
        ({"LANG": "en_US", "LC_MESSAGES": "vi_VN", "LC_ALL": "en_GB@euro"}, "en"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_the_locale_speaks_a_language_that_we_have_words_of(
    environment: dict[str, str], expected: str
) -> None:
    assert speech.of_locale(environment) == expected


@dataclass(frozen=True)
class Places:
    """A Vietnamese site, an English one, and a folder of no site."""

    folder: Path

    def language(self, *arguments: str, project: str = "") -> str:
        """In which a command would speak."""
        given = [argument.replace("@", f"{self.folder}/") for argument in arguments]
        return speech.labels_for(given, self.folder / project if project else None)("language")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Places:
    for name in ("vi", "en"):
        (tmp_path / name / "docs" / "quy-che").mkdir(parents=True)
        (tmp_path / name / "mkdocs.yml").write_text(SETTINGS.format(name), "utf-8")
        (tmp_path / name / "docs" / "quy-che" / "a.md").write_text("", "utf-8")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "a.docx").write_text("", "utf-8")
    (tmp_path / "other.yml").write_text(SETTINGS.format("en"), "utf-8")
    monkeypatch.chdir(tmp_path / "none")
    monkeypatch.setattr(speech, "languages", lambda: ("en", "vi"))
    monkeypatch.setattr(Labels, "load", lambda language: Labels({"language": language}))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return Places(tmp_path)


@pytest.mark.parametrize(
    ("arguments", "project", "expected"),
    [
        ((), "", "vi"),
        ((), "en", "en"),
        (("@en/docs",), "", "en"),
        (("@en/docs",), "vi", "en"),
        (("@en/docs/quy-che/a.md",), "vi", "en"),
        (("@en/docs/quy-che/new.md",), "vi", "vi"),  # it is not there, so nothing is known of it
        (("--docs", "@en/docs"), "vi", "en"),
        (("--docs=@en/docs",), "vi", "en"),
        (("--config", "@other.yml", "@vi/docs"), "vi", "en"),
        (("--config=@other.yml",), "vi", "en"),
        (("@vi/docs", "--config", "@en/mkdocs.yml"), "vi", "en"),
        (("--config", "@nowhere.yml"), "en", "en"),
        (("--config",), "en", "en"),
        (("@none/a.docx", "-o", "@en/docs/b.md"), "en", "en"),
        (("@none/a.docx", "--docs", "@en/docs"), "vi", "en"),
        (("", "\0", "x" * 5000, "--", "-"), "en", "en"),
    ],
)
def test_a_command_speaks_as_the_project_that_it_works_on(
    arguments: tuple[str, ...], project: str, expected: str, places: Places
) -> None:
    assert places.language(*arguments, project=project) == expected


@pytest.mark.parametrize(
    ("settings", "locale", "expected"),
    [
        ("", "en_US", "vi"),
        ("site_name: A\n", "en_US", "vi"),
        ("extra: {quyche: {language: en}}\n", "", "en"),
        ("extra: {quyche: {language: en, wrong: 1}}\n", "", "en"),
        ("x: !ENV [A, b]\nextra: {quyche: {language: en}}\n", "", "en"),
        ("extra: {quyche: {language: fr}}\n", "en_US", "en"),
        ("extra: {quyche: {language: fr}}\n", "", "vi"),
        ("extra: {quyche: {language: [en]}}\n", "", "vi"),
        ("extra: {quyche: en}\n", "en_US", "vi"),
        ("theme: {language: en}\n", "", "vi"),
        ("theme:\n  language: en\nextra:\n  quyche:\n    place: A\na: [\n", "", "vi"),
        ("extra:\n  quyche:\n    place: A\n\n    language: 'en'\nnav: [\n", "", "en"),
        ("extra:\n  quyche:\n    place: A\ntheme:\n  language: en\nnav: [\n", "", "vi"),
    ],
)
def test_settings_say_their_language_whatever_else_is_wrong_in_them(
    settings: str, locale: str, expected: str, places: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", locale)
    (places.folder / "en" / "mkdocs.yml").write_text(settings, "utf-8")
    assert places.language(project="en") == expected


def test_a_language_that_nobody_speaks_is_refused_in_one_that_somebody_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = create(tmp_path)
    commit(folder, {"quy-che/a.md": regulation("1")})
    (folder / "mkdocs.yml").write_text(SETTINGS.format("xx"), "utf-8")
    assert COMMANDS["check"].run([str(folder / "docs")]) == 1
    expected = VI.told(
        SettingsError(
            "settings.language",
            file="mkdocs.yml:4",
            found="xx",
            known=", ".join(languages()),
        )
    )
    assert capsys.readouterr().err == f"{expected}\n"


# The words


@LANGUAGES
def test_labels_are_read_as_yaml_reads_them_and_where_there_is_none(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (ROOT / "hooks" / "quyche" / "labels" / f"{language}.yml").read_text("utf-8")
    expected = yaml.safe_load(source)
    monkeypatch.setitem(sys.modules, "yaml", None)
    assert label_files.read(source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "a: 1\n",
        "a: true\n",
        "a: >-\n  b\n  c\n",
        "a: b\n  c\n",
        "a: [b]\n",
        "'a': b\n",
        "a: b # c\n",
    ],
)
def test_labels_that_are_written_in_another_way_are_left_to_yaml(source: str) -> None:
    assert label_files.read(source) == yaml.safe_load(source)


def raised() -> Iterator[tuple[str, ast.Call]]:
    """Every refusal that names what is said in letters, with where it is made."""
    kinds = {one.__name__ for one in _below(QuycheError)} - {"BuildFailedError", "GitError"}
    for path in sorted((ROOT / "hooks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id in kinds and node.args:
                yield f"{path.stem}:{node.lineno}", node


def _below(kind: type[QuycheError]) -> Iterator[type[QuycheError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from _below(below)


def test_what_is_refused_is_said_by_labels_that_are_given_what_they_ask_for() -> None:
    for place, call in raised():
        said = call.args[0]
        assert not isinstance(said, ast.JoinedStr) or "." in ast.unparse(said), place
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            is_rule = isinstance(call.func, ast.Name) and call.func.id == "HistoryError"
            name = f"refused.{said.value}" if is_rule else said.value
            assert name in VI.texts, f"{place}: no label"
            text = VI.texts[name]
            given = {keyword.arg for keyword in call.keywords}
            asked = set(re.findall(r"{(\w+)}", text))
            assert None in given or asked <= given, place


def test_argparse_says_nothing_that_we_have_no_words_for() -> None:
    """A new Python may say more; what is said to whoever writes a command is no business of ours."""
    tree = ast.parse(Path(argparse.__file__).read_text("utf-8"))
    said = {
        argument.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id in {"_", "ngettext"}
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }
    assert {
        text for text in said if text not in argument_parsers.SENTENCES and text not in TO_US
    } == set()


TO_US = frozenset(
    {
        ".__call__() not defined",
        "%(heading)s:",
        "%r is not callable",
        "'required' is an invalid argument for positionals",
        'argument "-" with mode %r',
        "can't open '%(filename)s': %(error)s",
        "cannot have multiple subparser arguments",
        "cannot merge actions - two groups are named %r",
        "conflicting option string: %s",
        "conflicting option strings: %s",
        "conflicting subparser alias: %s",
        "conflicting subparser: %s",
        "dest= is required for options like %r",
        "invalid conflict_resolution value: %r",
        "invalid option string %(option)r: must start with a character %(prefix_chars)r",
        "mutually exclusive arguments must be optional",
        "subcommands",
    }
)
"""What argparse says to whoever writes a command in a way that it does not understand."""


def test_argparse_has_its_own_words_again_once_a_command_has_spoken() -> None:
    with pytest.raises(SystemExit):
        COMMANDS["check"].parser(VI, ROOT).read(["--nothing"])
    assert vars(argparse)["_"] is gettext.gettext
    assert vars(argparse)["ngettext"] is gettext.ngettext


# Nothing but words


@pytest.fixture(params=languages())
def marked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Labels:
    """Labels each of which shows where it begins and ends, blanks aside."""
    texts = Labels.load(request.param).texts
    labels = Labels({name: _marked(text) for name, text in texts.items()})
    monkeypatch.setattr(Labels, "load", lambda _: labels)
    monkeypatch.setenv("COLUMNS", "100000")
    return labels


def _marked(text: str) -> str:
    """The text with marks around all that is not filled in, the forms of a counted word too."""
    parts = re.split(r"(\{[^{}]+\})", text)
    return "".join(
        re.sub(r"\|([^|}]+)", r"|⟦\1⟧", part) if part.startswith("{") else f"⟦{part}⟧" * bool(part)
        for part in parts
    )


def unmarked(printed: str) -> str:
    """What no label said."""
    return re.sub(r"⟦[^⟦⟧]*(?:⟧|$)", " ", printed, flags=re.MULTILINE)


WORDS = re.compile(r"[^\W\d_]{2,}")
OWN = re.compile(
    r"--?[a-z][\w-]*|[A-Z][A-Z=]+|\{[\w,-]+\}|\w+\.py\b|\bquyche\b|\S*[/\\.]\S*|:\S+|\S+:\S+"
)
"""Options, what stands for a value, choices, the command, paths and names of files."""


def foreign(printed: str, *values: str) -> list[str]:
    """The words in what was printed that are neither of labels nor of the command line itself."""
    rest = unmarked(printed)
    for value in sorted(filter(None, values), key=len, reverse=True):
        rest = re.sub(rf"(?<![^\W_])(?<!-){re.escape(value)}(?![^\W_])(?!-)", " ", rest)
    return WORDS.findall(OWN.sub(" ", rest))


def named_in(command: str) -> set[str]:
    """What a command calls its arguments and what they may be, as its usage shows them."""
    actions = COMMANDS[command].parser(VI, ROOT)._actions  # noqa: SLF001  # nothing else tells
    known = {str(choice) for action in actions for choice in action.choices or ()}
    return known | {action.dest for action in actions}


PARSERS = [
    *((name,) for name in COMMANDS),
    *(("edition", step) for step in ("new", "draft", "adopt", "amend", "repeal")),
    *(("edition", step) for step in ("correct", "term", "refresh")),
]


@pytest.mark.parametrize("names", PARSERS, ids=" ".join)
def test_help_holds_no_word_that_labels_do_not_say(
    names: tuple[str, ...], marked: Labels, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *steps = names
    with pytest.raises(SystemExit) as ended:
        COMMANDS[name].parser(marked, ROOT, f"quyche {name}").read([*steps, "--help"])
    printed = capsys.readouterr().out
    assert ended.value.code == 0
    assert printed.count("⟦") > 5
    assert foreign(printed, *names, *named_in(name)) == []


class Asked(dict[str, str]):
    """Texts that know which of them were asked for."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        super().__init__(texts)
        self.names: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.names.add(name)
        return super().__getitem__(name)

    def get(self, name: str, default: object = None) -> Any:
        self.names.add(name)
        return super().get(name, default)


def test_nothing_is_explained_that_no_command_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = Asked(VI.texts)
    monkeypatch.setattr(Labels, "load", lambda _: Labels(texts))
    for command in COMMANDS.values():
        command.parser(Labels(texts), ROOT)
    with pytest.raises(SystemExit):
        main.main(["--help"])
    assert {name for name in texts if name.startswith("help.")} - texts.names == set()


@pytest.mark.usefixtures("marked")
def test_the_list_of_all_commands_holds_no_other_word(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main.main(["--help"])
    assert foreign(capsys.readouterr().out, *main.NAMES) == []


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--nothing"),
        ("check", "--format", "nothing"),
        ("check", "--format"),
        ("check", "--strict=1"),
        ("check", "--j", "--s", "--b"),
        ("outline",),
        ("compare", "alone"),
        ("export", "a"),
        ("export", "a", "--format", "nothing"),
        ("convert",),
        ("convert", "in.txt", "-o", "out.md", "--kind", "nothing"),
        ("edition",),
        ("edition", "nothing"),
        ("edition", "draft"),
        ("edition", "draft", "--date", "tomorrow"),
        ("edition", "draft", "--date", "2021-02-30"),
        ("edition", "draft", "--d", "2021-02-10"),
        ("edition", "new", "--date", "2021-02-10", "--name", "many"),
        ("edition", "adopt", "--date", "2021-02-10", "--number"),
        ("edition", "adopt", "--date", "2021-02-10", "--number", "noequals"),
        ("edition", "term", "doc", "--date", "2021-02-10", "--term", " ", "--name", "18"),
        ("new",),
        ("new", "there", "--kind", "nothing"),
        ("nothing",),
        (),
    ],
    ids=" ".join,
)
def test_what_argparse_refuses_it_refuses_in_our_words(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)
    printed = capsys.readouterr()
    assert (ended.value.code, printed.out) == (2, "")
    assert printed.err.count("⟦") >= 2
    known = named_in(arguments[0]) if arguments and arguments[0] in COMMANDS else set()
    assert foreign(printed.err, *arguments, *known, *main.NAMES, "quyche") == []


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with an edition and a text with a mistake."""
    folder = create(tmp_path / "p")
    commit(folder, {"editions.yml": ledger("1-du-thao-1"), "quy-che/a.md": regulation("1")})
    commit(folder, {"quy-che/a.md": regulation("2, 9 [^1]")})
    (folder / "mkdocs.yml").write_text("site_name: '1'\n", "utf-8")
    (folder / "3.txt").write_text("1 2 3\n", "utf-8")
    products.make(folder)
    monkeypatch.chdir(folder)
    return folder


RUNS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("check", "nowhere"), ""),
    (("check", "docs", "--base", "xyz"), ""),
    (("outline", "nowhere.md"), ""),
    (("outline", "docs/editions.yml"), ""),
    (("compare", "1-du-thao-1:b", "dang-soan:a"), ""),
    (("compare", "9:a", "dang-soan:a"), ""),
    (("compare", "1-du-thao-1:a", "dang-soan:a", "--format", "docx"), ""),
    (("compare", "1-du-thao-1:a", "dang-soan:a", "-o", "3.txt/x"), ""),
    (("export", "b", "--format", "txt"), ""),
    (("export", "a", "--edition", "9", "--format", "akn"), ""),
    (("export", "nowhere.md", "--format", "json"), ""),
    (("convert", "nowhere.txt", "-o", "x.md"), ""),
    (("convert", "mkdocs.yml", "-o", "x.md"), ""),
    (("import-comments", "nowhere.csv"), ""),
    (("import-comments", "3.txt"), ""),
    (("edition", "adopt", "--date", "2021-03-01", "nobody"), ""),
    (("edition", "draft", "--date", "2999-03-01"), ""),
    (("review", "nowhere", "HEAD"), ""),
    (("publish", "--remote", "nowhere", "--push"), ""),
    (("verify", "docs"), ""),
    (("verify",), ""),
    (("verify", "3.txt", "--rebuild"), ""),
    (("new", "."), ""),
    (("doctor",), ""),
    (("doctor", "--config", "nowhere.yml"), ""),
    (("check", "docs"), "site_name: 1\nextra: [\n"),
    (("check", "docs"), "extra: {quyche: {organization: x}}\n"),
    (("check", "docs"), "extra: {quyche: {place: 5}}\n"),
    (("check", "docs"), "extra: {quyche: {internal: 5}}\n"),
    (("check", "docs"), "extra: {quyche: {clear_task: 5}}\n"),
    (("check", "docs"), "extra: {quyche: {clear_task: [why]}}\n"),
    (("check", "docs"), "extra: {quyche: {system: guild}}\n"),
    (("check", "docs"), "extra: {quyche: {edit_url: 'https://a/{b}'}}\n"),
    (("check", "docs"), "extra: {quyche: {country: nowhere}}\n"),
)
"""What ends in a refusal, a row for each way to it, with other settings where they are the way."""
VALUES = ("organization", "organisation", "nobody", "nowhere", "origin", "guild", "party", "state")
MORE = (
    "plain",
    "why",
    "place",
    "internal",
    "clear_task",
    "system",
    "edit_url",
    "country",
    "ISO",
    "vn",
    "1-du-thao-1",
    "extra",  # quoted of a line that is no YAML
)


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize(("arguments", "settings"), RUNS, ids=lambda value: str(value)[:60])
def test_what_stops_a_command_is_said_in_no_word_but_ours(
    arguments: tuple[str, ...],
    settings: str,
    project: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if settings:
        (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert main.main(arguments) in {1, 2}
    printed = capsys.readouterr()
    told = printed.out + printed.err
    assert "⟦" in told
    clear = ("who", "what", "with", "when", "result", "authority", "basis", "true", "false")
    assert (
        foreign(
            told, *VALUES, *MORE, *clear, "gh-pages", "main", "dang-soan", "du-thao", "HEAD", "xyz"
        )
        == []
    )


DONE: tuple[tuple[str, ...], ...] = (
    ("outline", "docs/quy-che/a.md"),
    ("compare", "1-du-thao-1:a", "dang-soan:a"),
    ("compare", "1-du-thao-1:a", "dang-soan:a", "--format", "markdown"),
    ("compare", "1-du-thao-1:a", "dang-soan:a", "--format", "table"),
    ("export", "a", "--edition", "1-du-thao-1", "--format", "txt"),
    ("convert", "law.txt", "-o", "b.md"),
    ("import-comments", "remarks.csv", "--document", "a", "--dry-run"),
    ("edition", "draft", "--date", "2021-02-10", "--dry-run"),
    ("edition", "draft", "--date", "2021-02-10"),
    ("edition", "refresh", "--dry-run"),
    ("review", "HEAD~1", "HEAD"),
    ("review", "HEAD~1", "HEAD", "--output", "build/review.md"),
    ("new", "there", "--yes", "--date", "2021-02-10", "--product", "quyche-0-py3-none-any.whl"),
)
"""What a command does to the end, without a site being built."""


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("arguments", DONE, ids=" ".join)
def test_what_a_command_does_is_told_in_no_word_but_ours_and_those_of_the_texts(
    arguments: tuple[str, ...], project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "law.txt").write_text("1. 2\n\n3", "utf-8")
    (project / "remarks.csv").write_text(
        "STT;Điều;Cơ quan góp ý;Nội dung góp ý\n1;1;2;3\n", "utf-8"
    )
    main.main(arguments)
    printed = capsys.readouterr()
    told = _OF_MACHINES.sub(" ", printed.out + printed.err)
    assert "⟦" in told
    written = " ".join(path.read_text("utf-8") for path in (project / "docs").rglob("*.*"))
    known = {*arguments, *WORDS.findall(written), "Khoản", "khoản", "law", "number", "adopted"}
    assert foreign(told, *known, *VALUES, *MORE, "draft", "submitted") == []


_OF_MACHINES = re.compile(
    r"^ +git .*\n|^[-+@ ][^⟦⟧\n]*\n|\b[0-9a-f]{7,}\b|</?(?:ins|del|br)/?>", re.MULTILINE
)
"""What is typed next, what a file becomes, ids of commits, and tags."""
