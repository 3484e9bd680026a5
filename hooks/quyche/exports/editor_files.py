"""What the editor of a document in the work in progress is given: a file beside its page.

It holds the text below the front matter as it stands in the file, where each provision is in it,
and where remarks and proposals go today. The pages of editions fetch it as well: where something
can be sent is nothing that an edition could say for ever.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, TypedDict

from quyche import hosts, projects, schemas, urls
from quyche.language.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Text
    from quyche.language.grammars import Grammar
    from quyche.reading.reading import Reading
    from quyche.settings import Settings


_BLANKS = {name: f"{{{name}}}" for name in (*hosts.REMARK_FIELDS, "title", "body", "line")}
"""What a page fills in later."""


class CitedWords(TypedDict):
    """The words by which an editor knows a citation."""

    article: str
    clause: str
    point: str
    types: tuple[str, ...]
    """What kinds of documents are called: after one of these a citation is of another document."""
    own: str
    """What follows that word where it is the same document."""


class EditorFile(TypedDict):
    """What stands in the file."""

    document: str
    path: str
    """Of the file in the repository."""
    first: int
    """The line of the file that the text begins at."""
    source: str
    """The characters of the file from there on."""
    lines: Mapping[str, tuple[int, int]]
    """The first and the last line of each provision in the file, by its anchor."""
    letters: str
    """What points are counted by; empty where no rule of the editor counts them."""
    cited: CitedWords | None
    """How provisions are cited; none where no rule of the editor looks citations up."""
    taker: str
    """Where remarks go: `issues`, `file` or a mail address."""
    issue: str
    """The address of a new issue, with blanks; empty for none."""
    edit: str
    """The address of the host's editor at a line, with `{line}` as a blank; empty for none."""


def files(reading: Reading) -> Iterator[tuple[str, str]]:
    """Path and content of the file of each document; none for what was published for ever."""
    if reading.edition is not None:
        return
    for text in reading.corpus.texts:
        path = posixpath.join(urls.address_of(text.path), urls.EDITOR)
        content = editor_file(text, reading.settings)
        yield path, schemas.as_json("editor", content, separators=(",", ":"))


def editor_file(text: Text, settings: Settings) -> EditorFile:
    """What the editor of one document is given."""
    document = text.document
    grammar = None if text.grammar.levels else text.grammar
    return {
        "document": text.id,
        "path": f"{projects.DOCS}/{text.path}",
        "first": document.front.count("\n") + 1,
        "source": document.source.removeprefix(document.front),
        "lines": {
            provision.anchor: (
                provision.line,
                provision.line + provision.source.rstrip().count("\n"),
            )
            for provision in document.walk()
        },
        "letters": grammar.form(Kind.POINT).letters if grammar else "",
        "cited": _cited_words(grammar) if grammar else None,
        "taker": settings.taker,
        "issue": settings.issue_url.format_map(_BLANKS),
        "edit": settings.edit_url.format_map({**_BLANKS, "path": text.path}),
    }


def _cited_words(grammar: Grammar) -> CitedWords:
    kinds = (Kind.ARTICLE, Kind.CLAUSE, Kind.POINT)
    article, clause, point = (grammar.form(kind).word for kind in kinds)
    return {
        "article": article,
        "clause": clause,
        "point": point,
        "types": grammar.types,
        "own": grammar.wording.this,
    }
