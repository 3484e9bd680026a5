"""Which remarks of a source are new, which were there, and which bring an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import comments
from quyche.comments import Comment
from quyche.imports import findings
from quyche.imports.remarks import Found, answer_in
from quyche.lookups import provisions_in
from quyche.text import compose, fold, spelling

if TYPE_CHECKING:
    from quyche.comment_edits import Value
    from quyche.comments import Comments
    from quyche.corpus import Corpus, TextOf
    from quyche.problems import Problem

_LONGEST = 60  # characters of a remark by which a message tells which one it means


@dataclass(frozen=True)
class Context:
    """What the remarks speak of, where they do not say so themselves."""

    corpus: Corpus
    editions: tuple[str, ...]
    """The names of all editions, oldest first."""
    text_of: TextOf
    known: Comments
    document: str = ""
    edition: str = ""
    unnamed: str = ""
    """What stands for somebody who gave no name."""


@dataclass(frozen=True)
class Intake:
    """What is to be written, and what somebody should look at."""

    new: tuple[Comment, ...] = ()
    answers: Mapping[str, Mapping[str, Mapping[str, Value]]] = field(default_factory=dict)
    """What to add to remarks that were there, by document and id."""
    known: int = 0
    """How many were there already, or twice in the source."""
    problems: tuple[Problem, ...] = ()


def taken_in(found: Iterable[Found], context: Context, path: str) -> Intake:
    """Sort the remarks of a source; each is in exactly one of new, known and left out.

    What is left out is an error among the problems, with its line. Reading the same source again
    finds nothing new.
    """
    return _Sorter(context, path).sorted(found)


class _Sorter:
    def __init__(self, context: Context, path: str) -> None:
        self.context = context
        self.path = path
        self.problems: list[Problem] = []
        self.new: list[Comment] = []
        self.answers: dict[str, dict[str, dict[str, Value]]] = {}
        self.known = 0
        self._by_key = {self._key(one): one for one in context.known}
        self._by_source = {(one.document, one.source): one for one in context.known if one.source}

    def sorted(self, found: Iterable[Found]) -> Intake:
        for each in found:
            comment = self._comment(each)
            if comment is None:
                continue
            same = self._by_key.get(self._key(comment))
            same = same or self._by_source.get((comment.document, comment.source))
            if same:
                self.known += 1
                self._again(same, comment, each)
            else:
                self._keep(comment)
        return Intake(tuple(self.new), self.answers, self.known, tuple(self.problems))

    def _key(self, comment: Comment) -> tuple[str, ...]:
        """What makes two remarks one: who says what of which place, however it is typed.

        Of two who gave no name nobody knows whether they are one.
        """
        is_unnamed = comment.sender == self.context.unnamed
        return (
            comment.document,
            comment.edition,
            _same(comment.address),
            _same(comment.sender),
            _same(comment.remark),
            comment.source if is_unnamed else "",
        )

    def _keep(self, comment: Comment) -> None:
        self.new.append(comment)
        self._by_key[self._key(comment)] = comment
        if comment.source:
            self._by_source[comment.document, comment.source] = comment

    def _again(self, same: Comment, comment: Comment, found: Found) -> None:
        """A remark that is there may have got its answer since; nothing of it is overwritten."""
        if self._key(same) != self._key(comment):
            self._unsure(found, "comment-import-changed", id=same.id)
        if comment.answer and same.answer is None and not self._is_new(same):
            added: dict[str, Value] = {"answer": comment.answer.value}
            if comment.explanation and not same.explanation:
                added["explanation"] = comment.explanation
            self.answers.setdefault(same.document, {})[same.id] = added
        elif comment.answer and comment.answer is not same.answer:
            self._unsure(found, "comment-import-answer", id=same.id)

    def _is_new(self, comment: Comment) -> bool:
        return any(comment is one for one in self.new)

    def _comment(self, found: Found) -> Comment | None:
        """The remark as its file holds it; None where its document or edition is not known."""
        if not _tidy(found.remark):
            self._lost(found, "comment-import-empty")
            return None
        document = self._document(found)
        edition = self._edition(found, document) if document else ""
        if not edition:
            return None
        answer = answer_in(found.answer) if found.answer else None
        if found.answer and answer is None:
            self._unsure(found, "comment-import-unclear", found=found.answer[:_LONGEST])
        return Comment(
            id=self._id(document),
            document=document,
            edition=edition,
            address=self._address(found, document, edition),
            sender=self._sender(found),
            date=found.date,
            meeting="",
            remark=_tidy(found.remark),
            proposal=_tidy(found.proposal),
            answer=answer,
            explanation=_tidy(found.answer),
            shown="",
            at="",
            source=found.source,
            path=comments.path_of(document),
            line=found.line,
        )

    def _document(self, found: Found) -> str:
        if not found.document:
            if not self.context.document:
                self._lost(found, "comment-import-document", found="")
            return self.context.document
        named = [
            text.id
            for text in self.context.corpus.texts
            if fold(found.document).strip()
            in {text.id, *map(fold, (text.title, text.metadata.title, text.metadata.short_title))}
        ]
        if len(named) != 1:
            self._lost(found, "comment-import-document", found=found.document)
            return ""
        return named[0]

    def _edition(self, found: Found, document: str) -> str:
        edition = found.edition.strip() or self.context.edition
        if not edition:
            having = (name for name in reversed(self.context.editions) if self._has(name, document))
            edition = next(having, "")
        if edition not in self.context.editions or not self._has(edition, document):
            self._lost(found, "comment-import-edition", found=edition, document=document)
            return ""
        return edition

    def _has(self, edition: str, document: str) -> bool:
        return self.context.text_of(edition, document) is not None

    def _address(self, found: Found, document: str, edition: str) -> str:
        """The place as it is cited; as written where the edition has no such place, or several."""
        place = _tidy(found.place).replace("\n", " ")
        text = self.context.text_of(edition, document)
        if not place or text is None:
            return ""
        if found.is_carried:
            self._unsure(found, "comment-import-carried", found=place)
        provisions = provisions_in(text, place)
        if len(provisions) != 1:
            self._unsure(found, "comment-import-place", found=place, edition=edition)
            return place
        return provisions[0].address.citation

    def _sender(self, found: Found) -> str:
        """The id of a body or role whose name it is, all of it; else the name as written."""
        name = " ".join(_tidy(found.sender).split())
        register = self.context.corpus.register
        if name in register.by_id:
            return name
        named = register.names(found.date).find(name)
        if len(named) == 1 and not fold(name[: named[0].start] + name[named[0].end :]).strip(" .,"):
            return named[0].id
        self._unsure(found, "comment-import-sender", found=name or self.context.unnamed)
        return name or self.context.unnamed

    def _id(self, document: str) -> str:
        """The number after the highest that a remark of the document has."""
        taken = [one.id for one in (*self.context.known, *self.new) if one.document == document]
        return str(max((int(name) for name in taken if name.isdecimal()), default=0) + 1)

    def _unsure(self, row: Found, rule: str, **details: object) -> None:
        self.problems.append(findings.unsure(self.path, row.line, rule, **details))

    def _lost(self, row: Found, rule: str, **details: object) -> None:
        remark = _tidy(row.remark)[:_LONGEST]
        self.problems.append(findings.lost(self.path, row.line, rule, remark=remark, **details))


def _same(text: str) -> str:
    """What two texts have in common that differ in blanks, case and the place of tones only."""
    return " ".join(spelling(text).casefold().split())


def _tidy(text: str) -> str:
    """The text with line ends as they are in our files, and nothing around it."""
    lines = compose(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
