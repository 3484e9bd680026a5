"""The review of what is proposed, posted as its one comment there.

The review itself was made by the code of the main branch, which read what is proposed as Git
objects and ran nothing of it. It quotes the proposal all the same, so what is posted is disarmed
once more: whatever a fault of ours let through calls nobody and leads nowhere.

It needs nothing but Python, so that nothing is installed beside a token that can write.
"""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quyche.errors import RefusedError
from quyche.reviews import forges
from quyche.reviews.forges import Forge, Pull, PullComment

MARKER = "<!-- quyche-review -->"
LONGEST = 65_536
"""Characters that GitHub takes; the others take more."""
_ID_RE = re.compile(r"[0-9]{1,19}")
_SHA_RE = re.compile(r"[0-9a-f]{40,64}")
_NUMBER_RE = re.compile(r"[1-9][0-9]{0,9}")
_CONTROL_RE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200c-\u200f\u2028-\u202e\u2060-\u206f\ufeff]"
)
# Whoever calls somebody, shows a picture, sets a link or writes HTML did not get it from our
# review, which does none of it and spells its signs in one way only.
_BLANK = "\u200b"
_CALLING_RE = re.compile(
    r"@(?!\u200b) | (?<!&)\#(?=\w) | &\#(?:35|126);(?=\w) | &\#38;(?=\d) | :(?=//)"
    r"| (?<!~)~(?=\w) | [!%](?=[\w\"])"
    r"| (?<![^\W_])(?:gh|cve|ghsa)-(?=\w) | www(?=\.)",
    re.VERBOSE | re.IGNORECASE,
)
_TAG_RE = re.compile(r"<(?!span>\$</span>|/span>)")
_LINK_RE = re.compile(r"\](?=[(\[:])|!(?=\[)")
# A line that begins so is a command to GitLab.
_COMMAND_RE = re.compile(r"(?m)^(?=[ \t>*+-]*/[a-z])")
_SIGNS = "35|38|41|42|43|45|46|47|60|61|62|91|92|93|95|96|124|126"
_ENTITY_RE = re.compile(rf"&(?!#(?:{_SIGNS});)")
_FAILURES = (OSError, http.client.HTTPException, json.JSONDecodeError, KeyError, TypeError)
"""How an answer may be none."""


@dataclass(frozen=True)
class Proposal:
    """What a proposal holds, as its host names it."""

    repository: str
    """For which it is made."""
    head: str
    """The commit that was looked at."""
    forge: Forge
    """Where it is made."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Proposal:
        """The one that a workflow names.

        Raises QuycheError where something is not named, RefusedError where it is not as a host
        names it.
        """
        named = forges.named(environment, "HEAD_SHA")
        forge = forges.of(environment)
        if not _SHA_RE.fullmatch(named["HEAD_SHA"]):
            raise RefusedError("posting.foreign", name="HEAD_SHA", host=forge.title)
        return cls(forge.repository, named["HEAD_SHA"], forge)

    def is_in(self, pull: Pull) -> bool:
        """Whether it is for this repository, and has not moved on since."""
        return pull.repository == self.repository and pull.head == self.head


@dataclass(frozen=True)
class Comment:
    """What is to be posted, and where."""

    proposal: Proposal
    number: str
    """Of the proposal."""
    run: str
    """The run that reviewed it, by the id: its files are ours."""
    preview: str
    """The run on the proposal, whose files the code of whoever proposes it may have made.

    Empty where its host shows it beside the proposal.
    """

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Comment:
        """The one that a workflow names; raises as `Proposal.of` does."""
        forge = forges.kind_of(environment)
        named = forges.named(environment, "NUMBER", forge.run_variable, *forge.preview_variables)
        if not _NUMBER_RE.fullmatch(named["NUMBER"]):
            raise RefusedError("posting.foreign", name="NUMBER", host=forge.title)
        runs = [named[name] for name in (forge.run_variable, *forge.preview_variables)]
        for name in (forge.run_variable, *forge.preview_variables):
            if not _ID_RE.fullmatch(named[name]):
                raise RefusedError("posting.foreign", name=name, host=forge.title)
        proposal = Proposal.of(environment)
        return cls(proposal, named["NUMBER"], runs[0], runs[1] if len(runs) > 1 else "")

    @property
    def places(self) -> dict[str, str]:
        """What a footer or a notice may name: a commit, and the pages of both runs."""
        forge = self.proposal.forge
        return {
            "commit": self.proposal.head,
            "run": forge.page_of(self.run),
            "preview": forge.page_of(self.preview) if self.preview else "",
        }


def pull_of(proposal: Proposal, owner: str, branch: str) -> tuple[str, str] | None:
    """The number of the open proposal from a branch, and the branch that it is for.

    By what its host says of it alone; None where none has that head any more. Raises RefusedError
    where the host cannot be reached.
    """
    try:
        for pull in proposal.forge.pulls(f"{owner}:{branch}"):
            if proposal.is_in(pull):
                return pull.number, pull.base
    except _FAILURES as fault:
        raise RefusedError("posting.not_found", reason=fault) from fault
    return None


def open_numbers(forge: Forge) -> Iterator[str]:
    """The numbers of all open proposals for a repository.

    Raises RefusedError where the host cannot be reached.
    """
    try:
        yield from (one.number for one in forge.pulls() if one.repository == forge.repository)
    except _FAILURES as fault:
        raise RefusedError("posting.not_found", reason=fault) from fault


def unreviewed(forge: Forge) -> Iterator[Pull]:
    """The open proposals whose head no comment of ours speaks of yet.

    Raises RefusedError where the host cannot be reached.
    """
    try:
        author = forge.author()
        for pull in forge.pulls():
            said = [one.body for one in forge.notes(pull.number) if _is_ours(one, author)]
            if pull.repository == forge.repository and not any(pull.head in body for body in said):
                yield pull
    except _FAILURES as fault:
        raise RefusedError("posting.not_found", reason=fault) from fault


@dataclass(frozen=True)
class Posted:
    """What was done."""

    label: str
    """Under which it is told."""
    id: str
    """Of the comment."""


def posted(comment: Comment, text: str, footer: str) -> Posted:
    """Post a review above a footer of ours; what was done.

    Raises RefusedError for what is no review, for a proposal that has moved on, and where its host
    cannot be reached.
    """
    proposal = comment.proposal
    try:
        if not proposal.is_in(proposal.forge.pull(comment.number)):
            raise RefusedError("posting.moved", head=proposal.head)  # noqa: TRY301  # worded alike
        return post(proposal.forge, comment.number, disarmed(text, footer))
    except (RefusedError, *_FAILURES) as fault:
        raise RefusedError("posting.not_posted", reason=fault) from fault


def disarmed(text: str, footer: str) -> str:
    """The text as it may be posted, whoever wrote it: it calls nobody and leads nowhere.

    What a review writes stays as it is; the footer is trusted.
    """
    if not text.startswith(f"{MARKER}\n"):
        raise RefusedError("posting.no_review")
    plain = _CONTROL_RE.sub("", text.removeprefix(MARKER))
    plain = _ENTITY_RE.sub("&#38;", plain)
    plain = _TAG_RE.sub("&#60;", plain)
    plain = _LINK_RE.sub(lambda match: f"&#{ord(match.group())};", plain)
    plain = _CALLING_RE.sub(lambda match: f"{match.group()}{_BLANK}", plain)
    plain = _COMMAND_RE.sub(_BLANK, plain)
    room = LONGEST - len(MARKER) - len(footer)
    if len(plain) > room:
        raise RefusedError("posting.long", most=room)
    return f"{MARKER}{plain}{footer}"


def post(forge: Forge, number: str, body: str) -> Posted:
    """Put the text in the comment of before, or in a new one; what was done."""
    author = forge.author()
    for note in forge.notes(number):
        if _is_ours(note, author):
            forge.rewrite(number, note.id, body)
            return Posted("posting.updated", str(note.id))
    return Posted("posting.written", str(forge.write(number, body)))


def _is_ours(note: PullComment, author: str) -> bool:
    return note.author == author and note.body.startswith(MARKER)
