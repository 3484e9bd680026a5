"""What public files tell of documents that are internal, and what stays public of those."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.language.spelling import fold
from quyche.problems import Problem, warning
from quyche.remarks import remark_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.corpus.texts import Corpus, Text
    from quyche.editions.archives import Past
    from quyche.editions.ledgers import Ledger

TURNED = "visibility-turned"
"""The rule of a document that is internal now and was public in the newest edition."""
_KEY_RE = re.compile(r"^visibility[ \t]*:", re.MULTILINE)
_INTERNAL_RE = re.compile(r"^visibility[ \t]*:[ \t]*['\"]?internal\b", re.MULTILINE)
_SHORTEST = 4
"""Letters of a name that can be sought for in any text."""


def visibility_problems(
    corpus: Corpus, files: Mapping[str, bytes], ledger: Ledger, past: Past
) -> Iterator[Problem]:
    """What has to be known of documents that are internal, before anything is published.

    `ledger` holds the editions before the work. Nothing is said where what is internal was left
    out: whoever reads that may not know of it.
    """
    internal = [text for text in corpus.texts if text.metadata.is_internal]
    for text in internal:
        yield from _turned(text, ledger, past)
    if internal:
        yield from _named(internal, corpus, files)


def _turned(text: Text, ledger: Ledger, past: Past) -> Iterator[Problem]:
    """That what was published stays public for ever; told until an edition has it as internal.

    Not of a text that is kept back because its front matter cannot be read: that is an error of
    its own, and nobody made the text internal.
    """
    if not _INTERNAL_RE.search(text.document.source):
        return
    newest = ledger.newest
    if newest and _is_public(past.text(newest.name, text.id)):
        names = [one.name for one in ledger.editions if _is_public(past.text(one.name, text.id))]
        yield warning(text.path, _line(text), TURNED, id=text.id, editions=", ".join(names))


def _is_public(text: Text | None) -> bool:
    return text is not None and not text.metadata.is_internal


def _line(text: Text) -> int:
    key = _KEY_RE.search(text.document.source)
    return text.document.source.count("\n", 0, key.start()) + 1 if key else 1


def _named(internal: list[Text], corpus: Corpus, files: Mapping[str, bytes]) -> Iterator[Problem]:
    """Public files that call such a document by its title or number, which are published then."""
    hidden = {text.path for text in internal}
    hidden |= {remark_files.path_of(text.id) for text in internal}
    names = _names_of(internal, corpus)
    for path in sorted(files.keys() - hidden):
        source = files[path].decode("utf-8", "replace")
        folded = fold(source)
        for name, shown in names.items():
            if (place := folded.find(name)) >= 0:
                line = folded.count("\n", 0, place) + 1
                yield warning(path, line, "visibility-named", found=shown)


def _names_of(internal: list[Text], corpus: Corpus) -> dict[str, str]:
    """Titles and numbers, as they are sought and as they are written; none that a public text has.

    Other names are often words that every text uses.
    """
    public = " ".join(
        fold(f"{text.metadata.title} {text.metadata.short_title} {text.title}")
        for text in corpus.texts
        if text not in internal
    )
    found = {
        fold(name): name
        for text in internal
        for name in (text.metadata.title, text.metadata.short_title, text.metadata.number)
        if len(name) >= _SHORTEST
    }
    return {key: name for key, name in found.items() if key not in public}
