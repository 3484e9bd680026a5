"""What is wrong inside each document: its numbers, characters, title, front matter."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from quyche.checks.characters import character_problems
from quyche.checks.footnotes import footnote_problems
from quyche.checks.heads import head_problems
from quyche.checks.metadata import metadata_problems
from quyche.checks.numbers import number_problems
from quyche.language.cues import cues_of
from quyche.language.spelling import Searchable, spelling
from quyche.markup.images import images_in_text
from quyche.problems import Problem, error, warning
from quyche.stores import NOWHERE, Store
from quyche.texts import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.texts import Corpus, Text

_LONGEST_TITLE = 150
"""Characters of a heading; a longer one is the sentence that is all of its article."""
_REMARK_RE = re.compile(r"[(\[].*[)\]]")
"""`(được bãi bỏ)`: all that is left of an article in a consolidated text."""


def text_problems(corpus: Corpus, store: Store = NOWHERE) -> Iterator[Problem]:
    """What is wrong inside each document, and with what its front matter says."""
    for text in corpus.texts:
        yield from store.of("problems", (text.told,), partial(_within, text))
        yield from metadata_problems(text, corpus)
        yield from head_problems(text, corpus.register)
    yield from _twice(corpus)


def _within(text: Text) -> tuple[Problem, ...]:
    return tuple(document_problems(text))


def _twice(corpus: Corpus) -> Iterator[Problem]:
    """One text that stands in two files: nobody could tell which of them a citation means."""
    known: dict[tuple[str, str], Text] = {}
    for text in corpus.texts:
        told = text.metadata
        key = (_plain(told.number), _plain(told.title))
        if not all(key):
            continue
        first = known.setdefault(key, text)
        if first is not text:
            line = told.lines.get("number", 1)
            yield error(text.path, line, "document-twice", number=told.number, other=first.path)


def _plain(text: str) -> str:
    return " ".join(spelling(text).casefold().split())


def document_problems(text: Text) -> Iterator[Problem]:
    """What is wrong inside one document, whatever else there is."""
    yield from number_problems(text)
    yield from _empty_articles(text)
    yield from character_problems(text.document.source, text.path)
    yield from _shown_as_letters(text)
    yield from footnote_problems(text)
    if not text.document.title:
        line = frontmatter.split(text.document.source)[2]
        yield warning(text.path, line, "title-missing")


def _empty_articles(text: Text) -> Iterator[Problem]:
    sentence = cues_of(text.grammar).sentence
    for article in text.document.articles():
        has_content = article.text or article.children
        is_ended = article.heading.rstrip().endswith((".", ";", ":", "”", '"'))
        is_sentence = (
            is_ended
            or len(article.heading) > _LONGEST_TITLE
            or _REMARK_RE.fullmatch(article.heading)
            or sentence.search(Searchable.of(article.heading).key)
        )
        if not has_content and not is_sentence:
            yield error(text.path, article.line, "article-empty", found=article.mark)


def _shown_as_letters(text: Text) -> Iterator[Problem]:
    """What is no markup in a document: its page, its PDF and its Word file show the signs alone."""
    source = text.document.source
    for line, address in images_in_text(source):
        yield warning(text.path, line, "image-in-text", found=address)
