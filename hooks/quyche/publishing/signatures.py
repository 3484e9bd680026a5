"""Who signed the commit of an edition, and the tags on it, as Git itself verifies that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.git import Repository

NONE, GOOD, UNTRUSTED, BAD = "none", "good", "untrusted", "bad"
EXPIRED, REVOKED, UNVERIFIABLE = "expired", "revoked", "unverifiable"

_LETTERS = {"G": GOOD, "U": UNTRUSTED, "B": BAD, "X": EXPIRED, "Y": EXPIRED, "R": REVOKED}
"""The states by the letters that Git has for them; any other cannot be verified."""
# What GnuPG or, for SSH, Git itself says of the signature of a tag; the worst first
_GOOD_RE = r"^\[GNUPG:\] GOODSIG \S+ (?P<who>.*)"
_SAID = tuple(
    (re.compile(said, re.MULTILINE), state)
    for said, state in (
        (r"^\[GNUPG:\] REVKEYSIG \S+ (?P<who>.*)", REVOKED),
        (r"^\[GNUPG:\] (?:EXPSIG|EXPKEYSIG) \S+ (?P<who>.*)", EXPIRED),
        (r"^\[GNUPG:\] BADSIG \S+ (?P<who>.*)", BAD),
        (r"^\[GNUPG:\] ERRSIG (?P<who>\S+)", UNVERIFIABLE),
        (
            r"^\[GNUPG:\] GOODSIG \S+ (?P<who>.*)(?=(?s:.)*^\[GNUPG:\] TRUST_(?:FULLY|ULTIMATE))",
            GOOD,
        ),
        (_GOOD_RE, UNTRUSTED),
        (r'^Good "git" signature for (?P<who>\S+)', GOOD),
        (r'^Good "git" signature with (?P<who>.*)', UNTRUSTED),
        (r"(?P<who>)(?:incorrect signature|Signature verification failed)", BAD),
    )
)
_SIGNED_COMMIT_RE = re.compile(r"^gpgsig(?:-sha256)? ", re.MULTILINE)
_SIGNED_TAG_RE = re.compile(r"^-----BEGIN (?:PGP|SSH|SIGNED) (?:SIGNATURE|MESSAGE)", re.MULTILINE)


@dataclass(frozen=True)
class Signature:
    """What Git says of the signature of a commit, or of a tag."""

    tag: str
    """The name of the tag; empty for the commit itself."""
    state: str
    signer: str = ""
    """Who signed: a name, an address or a key; empty where Git does not tell."""


def signatures(repository: Repository, commit: str) -> Iterator[Signature]:
    """That of a commit, be there one or not, and those of the tags on it that are signed."""
    yield _of_commit(repository, commit)
    layout = "--format=%(objecttype) %(refname:strip=2)"
    for row in repository.run(
        "for-each-ref", "--points-at", commit, layout, "refs/tags"
    ).splitlines():
        kind, _, tag = row.partition(" ")
        if kind == "tag":
            yield from _of_tag(repository, tag)


def _of_commit(repository: Repository, commit: str) -> Signature:
    """Git calls a signature that it has no means to verify none at all: the commit tells."""
    head, _, _ = repository.run("cat-file", "commit", commit).partition("\n\n")
    if not _SIGNED_COMMIT_RE.search(head):
        return Signature("", NONE)
    told = repository.run("log", "-1", "--no-show-signature", "--format=%G?%x00%GS%x00%GK", commit)
    letter, signer, key = told.rstrip("\n").split("\0")[-3:]
    return Signature("", _LETTERS.get(letter, UNVERIFIABLE), signer or key)


def _of_tag(repository: Repository, tag: str) -> Iterator[Signature]:
    name = f"refs/tags/{tag}"
    if not _SIGNED_TAG_RE.search(repository.run("cat-file", "tag", name)):
        return
    said = repository.said("verify-tag", "--raw", name)
    found = ((pattern.search(said), state) for pattern, state in _SAID)
    state, match = next(((state, match) for match, state in found if match), (UNVERIFIABLE, None))
    yield Signature(tag, state, match["who"].strip() if match else "")
