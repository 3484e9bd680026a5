"""The review that a run on a pull request left, posted as its one comment there.

Done with a token that can write, on what a run without one has made: whoever proposes a change may
have written every byte of it. So it takes no code and no decision from there, only a text, which it
disarms, and a number, which counts only if the pull request's head is the commit that was run.

It needs nothing but Python, so that nothing is installed beside that token.
"""

from __future__ import annotations

import http.client
import io
import json
import re
import urllib.request
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quyche.errors import QuycheError, RefusedError

MARKER = "<!-- quyche-review -->"
AUTHOR = "github-actions[bot]"
ARTIFACT = "review"
LONGEST = 65_536
"""Characters that GitHub takes."""
_LARGEST = 1_000_000
"""Bytes of an artifact, of a file in it, and of an answer."""
_PAGES = 30
_ID_RE = re.compile(r"[0-9]{1,19}")
_SHA_RE = re.compile(r"[0-9a-f]{40,64}")
_NUMBER_RE = re.compile(r"[1-9][0-9]{0,9}\n?")
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
_FAILURES = (
    OSError,
    http.client.HTTPException,
    json.JSONDecodeError,
    zipfile.BadZipFile,
    zlib.error,
)
"""How an answer of GitHub, or the file in it, may be none."""


@dataclass(frozen=True)
class WorkflowRun:
    """A run on a pull request."""

    repository: str
    id: str
    head: str
    """The commit it looked at."""
    api: str
    """GitHub's address for programs."""
    server: str
    """GitHub's address for people."""
    token: str

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> WorkflowRun:
        """The run that a workflow names.

        Raises QuycheError where something is not named, RefusedError where it is not as GitHub
        names it.
        """
        wanted = ("GITHUB_REPOSITORY", "RUN_ID", "HEAD_SHA", "GH_TOKEN")
        missing = [name for name in wanted if name not in environment]
        if missing:
            raise QuycheError(f"{', '.join(missing)}: not set; expected the workflow's variables")
        run = cls(
            repository=environment["GITHUB_REPOSITORY"],
            id=environment["RUN_ID"],
            head=environment["HEAD_SHA"],
            api=environment.get("GITHUB_API_URL", "https://api.github.com"),
            server=environment.get("GITHUB_SERVER_URL", "https://github.com"),
            token=environment["GH_TOKEN"],
        )
        if not _ID_RE.fullmatch(run.id) or not _SHA_RE.fullmatch(run.head):
            raise RefusedError("RUN_ID or HEAD_SHA: not from GitHub")
        return run

    @property
    def page(self) -> str:
        """Where people see it."""
        return f"{self.server}/{self.repository}/actions/runs/{self.id}"

    @property
    def github(self) -> GitHub:
        """The repository it is a run of."""
        return GitHub(f"{self.api}/repos/{self.repository}", self.token)


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
        """The same, unread; refuses more than an artifact may have."""
        request = urllib.request.Request(f"{self.url}{path}", data=body, method=method)  # noqa: S310  # GitHub's own address
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Not sent on to where GitHub redirects for the files of an artifact.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # the same
            found: bytes = answer.read(20 * _LARGEST + 1)
        if len(found) > 20 * _LARGEST:
            raise RefusedError(f"{path}: more than {20 * _LARGEST} bytes")
        return found

    def pages(self, path: str, key: str = "") -> Iterator[dict[str, Any]]:
        """The items of a list that GitHub gives page by page."""
        for page in range(1, _PAGES + 1):
            found = self.json(f"{path}?per_page=100&page={page}")
            items = found[key] if key else found
            yield from items
            if len(items) < 100:  # noqa: PLR2004  # a page that is not full is the last
                return


def posted(run: WorkflowRun, footer: str) -> str:
    """Post what a run left, above a footer of ours; what was done.

    Raises RefusedError for what was not made by a review of that commit, or where GitHub cannot be
    reached.
    """
    github = run.github
    try:
        text, number = left_by(github, run.id)
        refuse_other(github.json(f"/pulls/{number}"), run.head, run.repository)
        return post(github, number, disarmed(text, footer))
    except (RefusedError, *_FAILURES) as fault:
        raise RefusedError(f"nothing posted: {fault}") from fault


def left_by(github: GitHub, run: str) -> tuple[str, str]:
    """The text and the number of a pull request that a run left; raises RefusedError."""
    artifacts = github.pages(f"/actions/runs/{run}/artifacts", "artifacts")
    named = [artifact for artifact in artifacts if artifact["name"] == ARTIFACT]
    if not named:
        raise RefusedError(f"run {run} has no artifact {ARTIFACT!r}")
    size = named[-1]["size_in_bytes"]
    if size > _LARGEST:
        raise RefusedError(f"the artifact has {size} bytes; at most {_LARGEST} are read")
    content = github.bytes(f"/actions/artifacts/{int(named[-1]['id'])}/zip")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text, number = (_member(archive, name) for name in ("review.md", "number"))
    if not _NUMBER_RE.fullmatch(number):
        raise RefusedError("the number is not one")
    return text, number.strip()


def _member(archive: zipfile.ZipFile, name: str) -> str:
    """The text of a file of an archive; never more of it is read than is allowed."""
    try:
        with archive.open(name) as file:
            content = file.read(_LARGEST + 1)
    except (KeyError, RuntimeError, NotImplementedError) as fault:
        raise RefusedError(f"the artifact has no {name} that can be read") from fault
    if len(content) > _LARGEST:
        raise RefusedError(f"{name} has more than {_LARGEST} bytes")
    return content.decode("utf-8", "replace")


def refuse_other(pull: dict[str, Any], head: str, repository: str) -> None:
    """Refuse a pull request that the run was not about, or whose head has moved on since."""
    if pull["base"]["repo"]["full_name"] != repository or pull["head"]["sha"] != head:
        raise RefusedError(f"the head of the pull request is not {head}")


def disarmed(text: str, footer: str) -> str:
    """The text as it may be posted, whoever wrote it: it calls nobody and leads nowhere.

    What a review writes stays as it is; the footer is trusted.
    """
    if not text.startswith(f"{MARKER}\n"):
        raise RefusedError("review.md does not begin as a review does")
    plain = _CONTROL_RE.sub("", text.removeprefix(MARKER))
    plain = _ENTITY_RE.sub("&#38;", plain)
    plain = _TAG_RE.sub("&#60;", plain)
    plain = _LINK_RE.sub(lambda match: f"&#{ord(match.group())};", plain)
    plain = _CALLING_RE.sub(lambda match: f"{match.group()}{_BLANK}", plain)
    room = LONGEST - len(MARKER) - len(footer)
    if len(plain) > room:
        raise RefusedError(f"review.md has more than {room} characters")
    return f"{MARKER}{plain}{footer}"


def post(github: GitHub, number: str, body: str) -> str:
    """Put the text in the comment of before, or in a new one; what was done."""
    comments = f"/issues/{number}/comments"
    for comment in github.pages(comments):
        if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARKER):
            path = f"/issues/comments/{int(comment['id'])}"
            github.json(path, method="PATCH", data={"body": body})
            return f"comment {comment['id']} updated"
    made = github.json(comments, method="POST", data={"body": body})
    return f"comment {made['id']} written"
