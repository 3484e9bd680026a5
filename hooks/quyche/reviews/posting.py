"""The review of a pull request, posted as its one comment there.

The review itself was made by the code of the main branch, which read what is proposed as Git
objects and ran nothing of it. It quotes the proposal all the same, so what is posted is disarmed
once more: whatever a fault of ours let through calls nobody and leads nowhere.

It needs nothing but Python, so that nothing is installed beside a token that can write.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quyche.errors import QuycheError, RefusedError

MARKER = "<!-- quyche-review -->"
AUTHOR = "github-actions[bot]"
LONGEST = 65_536
"""Characters that GitHub takes."""
_LARGEST = 1_000_000
"""Bytes of a review; of an answer, some more."""
_PAGES = 30
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
    r"@(?!\u200b) | (?<!&)\#(?=\w) | &\#35;(?=\w) | :(?=//)"
    r"| (?<![^\W_])(?:gh|cve|ghsa)-(?=\w) | www(?=\.)",
    re.VERBOSE | re.IGNORECASE,
)
_TAG_RE = re.compile(r"<(?!span>\$</span>|/span>)")
_LINK_RE = re.compile(r"\](?=[(\[:])|!(?=\[)")
_SIGNS = "35|38|41|42|43|45|46|60|61|62|91|92|93|95|96|124|126"
_ENTITY_RE = re.compile(rf"&(?!#(?:{_SIGNS});)")
_FAILURES = (OSError, http.client.HTTPException, json.JSONDecodeError, KeyError, TypeError)
"""How an answer of GitHub may be none."""


@dataclass(frozen=True)
class Proposal:
    """What a pull request holds, as GitHub names it."""

    repository: str
    """For which it is made."""
    head: str
    """The commit that was looked at."""
    api: str
    """GitHub's address for programs."""
    server: str
    """GitHub's address for people."""
    token: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Proposal:
        """The one that a workflow names.

        Raises QuycheError where something is not named, RefusedError where it is not as GitHub
        names it.
        """
        named = _named(environment, "GITHUB_REPOSITORY", "HEAD_SHA", "GH_TOKEN")
        if not _SHA_RE.fullmatch(named["HEAD_SHA"]):
            raise RefusedError("posting.foreign", name="HEAD_SHA")
        return cls(
            repository=named["GITHUB_REPOSITORY"],
            head=named["HEAD_SHA"],
            api=environment.get("GITHUB_API_URL", "https://api.github.com"),
            server=environment.get("GITHUB_SERVER_URL", "https://github.com"),
            token=named["GH_TOKEN"],
        )

    @property
    def github(self) -> GitHub:
        """The repository it is made for."""
        return GitHub(f"{self.api}/repos/{self.repository}", self.token)

    def page_of(self, run: str) -> str:
        """Where people see a run of a workflow, by its id."""
        return f"{self.server}/{self.repository}/actions/runs/{run}"


@dataclass(frozen=True)
class Comment:
    """What is to be posted, and where."""

    proposal: Proposal
    number: str
    """Of the pull request."""
    run: str
    """The run that reviewed it, by the id: its files are ours."""
    preview: str
    """The run on the pull request, whose files the code of whoever proposes it may have made."""

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Comment:
        """The one that a workflow names; raises as `Proposal.of` does."""
        named = _named(environment, "NUMBER", "GITHUB_RUN_ID", "PREVIEW_RUN")
        if not _NUMBER_RE.fullmatch(named["NUMBER"]):
            raise RefusedError("posting.foreign", name="NUMBER")
        for name in ("GITHUB_RUN_ID", "PREVIEW_RUN"):
            if not _ID_RE.fullmatch(named[name]):
                raise RefusedError("posting.foreign", name=name)
        proposal = Proposal.of(environment)
        return cls(proposal, named["NUMBER"], named["GITHUB_RUN_ID"], named["PREVIEW_RUN"])

    @property
    def places(self) -> dict[str, str]:
        """What a footer or a notice may name: a commit, and the pages of both runs."""
        proposal = self.proposal
        return {
            "commit": proposal.head,
            "run": proposal.page_of(self.run),
            "preview": proposal.page_of(self.preview),
        }


def _named(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    missing = [name for name in names if name not in environment]
    if missing:
        raise QuycheError("posting.unset", names=", ".join(missing))
    return {name: environment[name] for name in names}


@dataclass(frozen=True)
class GitHub:
    """The repository's part of GitHub's API."""

    url: str
    token: str

    def json(self, path: str, *, method: str = "GET", data: object = None) -> Any:
        """What GitHub answers."""
        body = None if data is None else json.dumps(data).encode()
        return json.loads(self.bytes(path, method=method, body=body))

    def bytes(self, path: str, *, method: str = "GET", body: bytes | None = None) -> bytes:
        """The same, unread; refuses more than any answer has."""
        request = urllib.request.Request(f"{self.url}{path}", data=body, method=method)  # noqa: S310  # GitHub's own address
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Not sent on to wherever GitHub redirects.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # the same
            found: bytes = answer.read(20 * _LARGEST + 1)
        if len(found) > 20 * _LARGEST:
            raise RefusedError("posting.large_answer", path=path, most=20 * _LARGEST)
        return found

    def pages(self, path: str, **query: str) -> Iterator[dict[str, Any]]:
        """The items of a list that GitHub gives page by page."""
        for page in range(1, _PAGES + 1):
            asked = urllib.parse.urlencode({**query, "per_page": 100, "page": page})
            items = self.json(f"{path}?{asked}")
            yield from items
            if len(items) < 100:  # noqa: PLR2004  # a page that is not full is the last
                return


def pull_of(proposal: Proposal, owner: str, branch: str) -> tuple[str, str] | None:
    """The number of the open pull request from a branch, and the branch that it is for.

    By what GitHub says of it alone; None where none has that head any more. Raises RefusedError
    where GitHub cannot be reached.
    """
    try:
        found = proposal.github.pages("/pulls", state="open", head=f"{owner}:{branch}")
        for pull in found:
            if _is_of(pull, proposal):
                return str(int(pull["number"])), str(pull["base"]["ref"])
    except _FAILURES as fault:
        raise RefusedError("posting.not_found", reason=fault) from fault
    return None


def _is_of(pull: dict[str, Any], proposal: Proposal) -> bool:
    """Whether a pull request is for this repository, and has not moved on since."""
    base: dict[str, Any] = pull["base"]
    is_ours: bool = base["repo"]["full_name"] == proposal.repository
    return is_ours and bool(pull["head"]["sha"] == proposal.head)


@dataclass(frozen=True)
class Posted:
    """What was done."""

    label: str
    """Under which it is told."""
    id: str
    """Of the comment."""


def posted(comment: Comment, text: str, footer: str) -> Posted:
    """Post a review above a footer of ours; what was done.

    Raises RefusedError for what is no review, for a pull request that has moved on, and where
    GitHub cannot be reached.
    """
    github = comment.proposal.github
    try:
        if not _is_of(github.json(f"/pulls/{comment.number}"), comment.proposal):
            head = comment.proposal.head
            raise RefusedError("posting.moved", head=head)  # noqa: TRY301  # worded alike
        return post(github, comment.number, disarmed(text, footer))
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
    room = LONGEST - len(MARKER) - len(footer)
    if len(plain) > room:
        raise RefusedError("posting.long", most=room)
    return f"{MARKER}{plain}{footer}"


def post(github: GitHub, number: str, body: str) -> Posted:
    """Put the text in the comment of before, or in a new one; what was done."""
    comments = f"/issues/{number}/comments"
    for comment in github.pages(comments):
        if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARKER):
            path = f"/issues/comments/{int(comment['id'])}"
            github.json(path, method="PATCH", data={"body": body})
            return Posted("posting.updated", str(comment["id"]))
    made = github.json(comments, method="POST", data={"body": body})
    return Posted("posting.written", str(made["id"]))
