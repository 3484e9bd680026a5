"""What YAML refuses, in words of the site's language and with its place."""

import pytest
import yaml

from quyche import yaml_faults
from quyche.labels import Labels, languages


@pytest.mark.parametrize(
    ("source", "cause", "line", "column"),
    [
        ("a: b\ntitle: A: b\n", "colon", 2, 9),
        ("a: b\nkind\nc: d\n", "key", 2, 1),
        ('a: b\ntitle: "A\nc: d\n', "quote", 2, 8),
        ("a: - b\n", "dash", 1, 4),
        ("a:\n\tb: c\n", "tab", 2, 1),
        ("a: @b\n", "character", 1, 4),
        ("a: `b`\n", "character", 1, 4),
        ('a: "\\d"\n', "escape", 1, 6),
        ("a: *\n", "mark", 1, 5),
        ("a: *b\n", "mark", 1, 4),
        ("a: b\n c: d\n", "colon", 2, 3),
        ("a: 'b' c\n", "indent", 1, 8),
        ("a: [b\nc: d\n", "bracket", 1, 4),
        ("a: [b\n\n\n", "bracket", 1, 4),
        ("? [a]\n: b\n", "name", 1, 3),
        ("a: !b c\n", "tag", 1, 4),
        ("a: b\n---\nc: d\n", "second", 2, 1),
        ("a: b\x01\n", "unprintable", 1, 5),
        ("[" * 5000, "deep", 1, 1),
    ],
)
def test_a_fault_is_called_by_its_cause_and_placed(
    source: str, cause: str, line: int, column: int
) -> None:
    with pytest.raises((yaml.YAMLError, RecursionError)) as caught:
        yaml.safe_load(source)
    found = yaml_faults.of(caught.value, source)
    assert (found.cause, found.line, found.column) == (cause, line, column)
    assert found.text == ("" if cause == "deep" else source.split("\n")[line - 1].strip())
    for language in languages():
        told = found.told(Labels.load(language).texts)
        assert cause == "deep" or found.text in told
        assert found.said not in told


def test_a_cause_that_we_have_no_word_for_is_told_as_the_parser_told_it() -> None:
    fault = yaml.scanner.ScannerError(None, None, "found something new", None)
    assert "found something new" in yaml_faults.of(fault, "a").told(Labels.load("vi").texts)
