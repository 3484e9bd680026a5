"""Which remarks of a source are new, which were there, and which bring something that was missing.

A remark is known again by what its source says of it, whatever was mended in our files since, or
by who says what of which place, however that is typed.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus.written_places import cited_in, provisions_in, words_beside
from quyche.imports import findings
from quyche.imports.remarks import senders
from quyche.imports.remarks.found import FoundRemark, answer_in
from quyche.imports.remarks.personal import personal_in
from quyche.imports.remarks.senders import loosely
from quyche.language.spelling import compose, fold
from quyche.remarks import remark_files
from quyche.remarks.remarks import Remark

if TYPE_CHECKING:
    from quyche.corpus.texts import Corpus, Text, TextOf
    from quyche.problems import Problem
    from quyche.remarks.edits import Value
    from quyche.remarks.remarks import Remarks
    from quyche.texts.provisions import Provision

_LONGEST = 60  # characters of a remark by which a message tells which one it means
_ALIKE = 0.9  # of two remarks, from which somebody should look whether they are one


def _always(edition: str, document: str) -> bool:
    del edition, document
    return True


@dataclass(frozen=True)
class Context:
    """What the remarks speak of, where they do not say so themselves."""

    corpus: Corpus
    editions: tuple[str, ...]
    """The names of all editions, oldest first."""
    text_of: TextOf
    known: Remarks
    document: str = ""
    edition: str = ""
    unnamed: str = ""
    """What stands for somebody who gave no name."""
    moves: Callable[[str, str], bool] = _always
    """Whether an edition brought a text of a document: remarks are made on what is new."""


@dataclass(frozen=True)
class Intake:
    """What is to be written, and what somebody should look at."""

    new: tuple[Remark, ...] = ()
    answers: Mapping[str, Mapping[str, Mapping[str, Value]]] = field(default_factory=dict)
    """What to add to remarks that were there, by document and id."""
    known: int = 0
    """How many were there already, or twice in the source."""
    problems: tuple[Problem, ...] = ()


def intake_of(found: Iterable[FoundRemark], context: Context, path: str) -> Intake:
    """Sort the remarks of a source; each is in exactly one of new, known and left out.

    What is left out is told with its line. Reading the same source again finds nothing new.
    """
    return _Sorter(context, path).sorted(found)


@dataclass(frozen=True)
class _Identity:
    """What makes two remarks one; of two who gave no name nobody knows whether they are one."""

    document: str
    edition: str
    place: str
    sender: str
    remark: str


class _Sorter:
    def __init__(self, context: Context, path: str) -> None:
        self.context = context
        self.path = path
        self.names = context.corpus.register.names()
        self.problems: list[Problem] = []
        self.new: list[Remark] = []
        self.added: dict[tuple[str, str], dict[str, Value]] = {}
        self.known = 0
        self._assumed: set[str] = set()
        self._by_identity: dict[_Identity, list[Remark]] = {}
        self._by_source: dict[str, list[Remark]] = {}
        self._alike: dict[tuple[str, ...], list[Remark]] = {}
        for one in context.known:
            self._remember(one)

    def sorted(self, found: Iterable[FoundRemark]) -> Intake:
        for each in found:
            remark = self._remark(each)
            if remark is None:
                continue
            if same := self._same(remark, each):
                self.known += 1
                self._again(same, remark, each)
            else:
                self._tell_doubts(remark, each)
                self.new.append(remark)
                self._remember(remark)
        answers: dict[str, dict[str, dict[str, Value]]] = {}
        for (document, name), values in self.added.items():
            answers.setdefault(document, {})[name] = values
        return Intake(tuple(self.new), answers, self.known, tuple(self.problems))

    # Whether it is there

    def _remember(self, remark: Remark) -> None:
        self._by_identity.setdefault(self._identity(remark), []).append(remark)
        for name in self._like_of(remark):
            self._alike.setdefault(name, []).append(remark)
        if remark.source:
            self._by_source.setdefault(remark.source, []).append(remark)

    def _same(self, remark: Remark, found: FoundRemark) -> Remark | None:
        """The remark that it is, as we have it."""
        is_issue = remark.source.startswith("issue-")
        for one in self._by_source.get(remark.source, ()):
            if is_issue or self._is_on_the_same(one, remark, found):
                return one
        editions = [remark.edition] if self._names_edition(found) else self.context.editions
        for edition in reversed(editions):
            for one in self._by_identity.get(self._identity(remark, edition), ()):
                if _fit(one.proposal, remark.proposal):
                    return one
        return None

    def _is_on_the_same(self, one: Remark, remark: Remark, found: FoundRemark) -> bool:
        is_edition = one.edition == remark.edition or not self._names_edition(found)
        return one.document == remark.document and is_edition

    def _names_edition(self, found: FoundRemark) -> bool:
        return bool(found.edition.strip() or self.context.edition)

    def _identity(self, remark: Remark, edition: str = "") -> _Identity:
        who = self._who(remark.sender)
        unnamed = remark.source if remark.sender == self.context.unnamed else ""
        told = edition or remark.edition
        place = self._place(remark.document, told, remark.address)
        return _Identity(remark.document, told, place, f"{who} {unnamed}", loosely(remark.remark))

    def _place(self, document: str, edition: str, address: str) -> str:
        text = self.context.text_of(edition, document)
        provisions = provisions_in(text, address) if text and address else ()
        return " ".join(one.anchor for one in provisions) or loosely(address)

    def _who(self, sender: str) -> str:
        """A body or role whose name it is, all of it; else the name, however it is typed."""
        known = senders.entry_named(sender, self.context.corpus.register, self.names)
        return known or loosely(sender)

    def _again(self, same: Remark, remark: Remark, found: FoundRemark) -> None:
        """What was missing of a remark is added; nothing of it is overwritten."""
        if same.document != remark.document:
            self._unsure(found, "comment-import-elsewhere", id=same.id, document=same.document)
            return
        if loosely(same.remark) != loosely(remark.remark) and same.source == remark.source:
            is_row = remark.source.startswith("bang-")  # mended in our file: the source is the same
            if not is_row:
                self._unsure(found, "comment-import-changed", id=same.id)
        missing = self._missing(same, remark)
        if any(same is one for one in self.new):
            return
        if missing:
            self.added.setdefault((same.document, same.id), {}).update(missing)
        is_other = remark.answer and same.answer and remark.answer is not same.answer
        if is_other or not _fit(same.explanation, remark.explanation):
            self._unsure(found, "comment-import-answer", id=same.id)

    @staticmethod
    def _missing(same: Remark, remark: Remark) -> dict[str, Value]:
        values: dict[str, Value] = {}
        if remark.proposal and not same.proposal:
            values["proposal"] = remark.proposal
        if remark.answer and same.answer is None:
            values["answer"] = remark.answer.value
        if remark.explanation and not same.explanation:
            values["explanation"] = remark.explanation
        return values

    def _tell_doubts(self, remark: Remark, found: FoundRemark) -> None:
        """That a new remark is much like one of the same sender, elsewhere or reworded."""
        own = loosely(remark.remark)
        for name in self._like_of(remark):
            for one in self._alike.get(name, ()):
                other = loosely(one.remark)
                alike = difflib.SequenceMatcher(None, own, other)
                if own == other or (alike.quick_ratio() > _ALIKE and alike.ratio() > _ALIKE):
                    self._unsure(found, "comment-import-alike", id=one.id)
                    return

    def _like_of(self, remark: Remark) -> tuple[tuple[str, ...], ...]:
        """Under which names those stand that a remark may be like."""
        who = (remark.document, self._who(remark.sender))
        place = self._place(remark.document, remark.edition, remark.address)
        return (*who, "says", loosely(remark.remark)), (*who, "of", place)

    # What it says

    def _remark(self, found: FoundRemark) -> Remark | None:
        """The remark as its file holds it; None where its document or edition is not known."""
        if not _tidy(found.remark):
            tell = self._lost if found.proposal else self._unsure
            tell(found, "comment-import-empty")
            return None
        document = self._document(found)
        edition = self._edition(found, document) if document else ""
        if not edition:
            return None
        answer = answer_in(found.answer) if found.answer else None
        if found.answer and answer is None:
            self._unsure(found, "comment-import-unclear", found=found.answer[:_LONGEST])
        for carried in found.carried:
            self._unsure(found, "comment-import-carried", found=carried)
        for start in personal_in(f"{found.remark}\n{found.proposal}\n{found.answer}"):
            self._unsure(found, "comment-import-personal", found=start)
        if found.is_left_empty:
            self._unsure(found, "comment-import-whole")
        return Remark(
            id=self._id(document),
            document=document,
            edition=edition,
            address=self._address(found, document, edition),
            sender=self._sender(found),
            date=found.date,
            meeting="",
            remark=self._with_quotation(found, document, edition),
            proposal=_tidy(found.proposal),
            answer=answer,
            explanation=_tidy(found.answer),
            shown="",
            at="",
            source=found.source,
            path=remark_files.path_of(document),
            line=found.line,
        )

    def _document(self, found: FoundRemark) -> str:
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

    def _edition(self, found: FoundRemark, document: str) -> str:
        told = found.edition.strip()
        edition = self.context.edition if told in {"", *urls.STAND_INS} else told
        if not edition:
            newest = reversed(self.context.editions)
            having = [name for name in newest if self._has(name, document)]
            brought = (name for name in having if self.context.moves(name, document))
            edition = next(brought, "")
            self._tell_newest(found, document, edition)
        if edition not in self.context.editions or not self._has(edition, document):
            self._lost(found, "comment-import-edition", found=edition, document=document)
            return ""
        return edition

    def _tell_newest(self, found: FoundRemark, document: str, edition: str) -> None:
        """Once for a document, that nobody said which edition its remarks are on."""
        if edition and document not in self._assumed:
            self._assumed.add(document)
            self._unsure(found, "comment-import-newest", edition=edition)

    def _has(self, edition: str, document: str) -> bool:
        return self.context.text_of(edition, document) is not None

    def _address(self, found: FoundRemark, document: str, edition: str) -> str:
        """The place as it is cited; as written where the edition has no such place, or several."""
        place = _tidy(found.place).replace("\n", " ")
        text = self.context.text_of(edition, document)
        if not place or text is None:
            return ""
        provisions = provisions_in(text, place)
        if not provisions:
            self._lost(found, "comment-import-place", found=place, edition=edition)
            return place
        cited = cited_in(text, provisions)
        if cited and (beside := self._beside(text, place, provisions)):
            self._unsure(found, "comment-import-beside", found=beside, address=cited)
        return cited or place

    @staticmethod
    def _beside(text: Text, place: str, provisions: Iterable[Provision]) -> str:
        """What a place says beside its address that neither text nor language say anyway."""
        known = {text.title, text.metadata.short_title, *(one.heading for one in provisions)}
        words = {word for name in known for word in loosely(name).split()}
        words |= set(" ".join(loosely(word) for word in text.grammar.wording.around).split())
        left = [word for word in words_beside(text, place).split() if loosely(word) not in words]
        return " ".join(left)

    def _with_quotation(self, found: FoundRemark, document: str, edition: str) -> str:
        """What is said, without the text that a form put beside it.

        Where that is not what stands there, somebody wrote into it: then it is kept and told.
        """
        said, quoted = _tidy(found.remark), _tidy(found.quoted)
        text = self.context.text_of(edition, document)
        if not quoted or text is None:
            return said
        places = provisions_in(text, found.place) if found.place else ()
        standing = " ".join(loosely(_shown(one)) for one in places)
        if loosely(quoted) in (standing or loosely(_shown(*text.document.provisions))):
            return said
        self._unsure(found, "comment-import-quoted")
        return f"{said}\n\n{quoted}"

    def _sender(self, found: FoundRemark) -> str:
        """The id of a body or role whose name it is; else the name as written, if no person's."""
        name = " ".join(_tidy(found.sender).split())
        who = self._who(name)
        if who in self.context.corpus.register.by_id:
            return who
        near = senders.near(name, self.context.corpus.register)
        if name and not near and not senders.is_office(name):
            self._unsure(found, "comment-import-person")
            return self.context.unnamed
        told = name or self.context.unnamed
        rule = "comment-import-sender-near" if near else "comment-import-sender"
        self._unsure(found, rule, found=told, **({"known": near} if near else {}))
        return told

    def _id(self, document: str) -> str:
        """The number after the highest that a remark of the document has."""
        taken = [one.id for one in (*self.context.known, *self.new) if one.document == document]
        return str(max((int(name) for name in taken if name.isdecimal()), default=0) + 1)

    def _unsure(self, row: FoundRemark, rule: str, **details: object) -> None:
        self.problems.append(findings.unsure(self.path, row.line, rule, **details))

    def _lost(self, row: FoundRemark, rule: str, **details: object) -> None:
        remark = _tidy(row.remark)[:_LONGEST]
        self.problems.append(findings.lost(self.path, row.line, rule, remark=remark, **details))


def _fit(one: str, other: str) -> bool:
    """Whether two texts are one, or one of them waits for the other."""
    return not one or not other or loosely(one) == loosely(other)


def _shown(*provisions: Provision) -> str:
    """All that provisions say, with their numbers, as a page shows it."""
    parts = (part for provision in provisions for part in provision.walk())
    return "\n".join(f"{part.mark} {part.heading}\n{part.text}" for part in parts)


def _tidy(text: str) -> str:
    """The text with line ends as they are in our files, and nothing around it."""
    lines = compose(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.strip() for line in lines).strip()
