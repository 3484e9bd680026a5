"""The formats in which a document is given out: a writer of bytes for each, by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from quyche.exports.akn_documents import as_akn
from quyche.exports.exported_texts import ExportedText
from quyche.exports.plain_documents import as_json, as_text
from quyche.exports.text_papers import paper_of
from quyche.formats import pdf, word_papers

Writer = Callable[[ExportedText], bytes]


def written(exported: ExportedText, name: str) -> bytes:
    """The document in the format of that name, which is one of `WRITERS`."""
    return WRITERS[name](exported)


def _as_source(exported: ExportedText) -> bytes:
    """The file as it is, character for character."""
    return exported.document.source.encode()


def _as_pdf(exported: ExportedText) -> bytes:
    """The paper as it is signed."""
    return pdf.written(paper_of(exported))


def _as_word(exported: ExportedText) -> bytes:
    """The paper as it is worked on."""
    return word_papers.written(paper_of(exported))


WRITERS: Mapping[str, Writer] = {
    "pdf": _as_pdf,
    "docx": _as_word,
    "akn": as_akn,
    "json": as_json,
    "txt": as_text,
    "md": _as_source,
}
"""Every format; one more is one row more."""
SUFFIXES: Mapping[str, str] = {name: name for name in WRITERS} | {"akn": "xml"}
"""What the name of such a file ends with."""
BINARY: frozenset[str] = frozenset({"pdf", "docx"})
"""The formats that no terminal shows."""
