"""What a host says of proposals and comments, and how a comment is written there.

It needs nothing but Python, so that nothing is installed beside a token that can write.
"""

from __future__ import annotations

import json
import urllib.parse
import urllib.request
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from quyche import hosts
from quyche.errors import QuycheError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from quyche.hosts import Host

_LARGEST = 20_000_000
"""Bytes of an answer."""
_PAGES = 60
_FULL = 50
"""Items of a page; no host gives fewer where it has more."""


@dataclass(frozen=True)
class Pull:
    """A proposal, as its host tells it."""

    number: str
    head: str
    """The commit that is proposed."""
    base: str
    """The branch that it is for."""
    repository: str
    """The repository that it is for."""


@dataclass(frozen=True)
class PullComment:
    """A comment on a proposal."""

    id: int
    author: str
    body: str


@dataclass(frozen=True)
class Forge(ABC):
    """The repository's part of a host's API."""

    repository: str
    """As the host names it to programs."""
    api: str
    """Where programs ask."""
    page: str
    """The repository's address for people."""
    token: str
    host: ClassVar[Host]
    title: ClassVar[str]
    run_variable: ClassVar[str]
    """What names the run that works."""
    preview_variables: ClassVar[tuple[str, ...]] = ("PREVIEW_RUN",)
    keeps_files: ClassVar[bool] = True
    """Whether what a run leaves can be fetched from its page."""
    size: ClassVar[str] = "per_page"
    """What asks for so many items of a list."""

    @classmethod
    @abstractmethod
    def of(cls, environment: Mapping[str, str]) -> Forge:
        """The one that a workflow runs at."""

    @abstractmethod
    def pulls(self, head: str = "") -> Iterator[Pull]:
        """The open proposals; only those from `owner:branch` where that is given."""

    @abstractmethod
    def pull(self, number: str) -> Pull:
        """One proposal."""

    @abstractmethod
    def notes(self, number: str) -> Iterator[PullComment]:
        """The comments on a proposal."""

    @abstractmethod
    def author(self) -> str:
        """Who writes with this token."""

    @abstractmethod
    def write(self, number: str, body: str) -> int:
        """Write a comment; its id."""

    @abstractmethod
    def rewrite(self, number: str, note: int, body: str) -> None:
        """Put another text into a comment."""

    def page_of(self, run: str) -> str:
        """Where people see a run of a workflow."""
        return self.page + self.host.run.format(run=run)

    def json(self, path: str, *, method: str = "GET", data: object = None) -> Any:
        """What the host answers; refuses more than any answer has."""
        body = None if data is None else json.dumps(data).encode()
        request = urllib.request.Request(f"{self.api}{path}", data=body, method=method)  # noqa: S310  # the host's own address
        request.add_header("Accept", "application/json")
        request.add_header("Content-Type", "application/json")
        # Not sent on to wherever the host redirects.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310  # the same
            found: bytes = answer.read(_LARGEST + 1)
        if len(found) > _LARGEST:
            raise RefusedError(f"{path}: more than {_LARGEST} bytes")
        return json.loads(found)

    def listed(self, path: str, **query: str) -> Iterator[dict[str, Any]]:
        """The items of a list that comes page by page."""
        for page in range(1, _PAGES + 1):
            asked = urllib.parse.urlencode({**query, self.size: _FULL, "page": page})
            items = self.json(f"{path}?{asked}")
            yield from items
            if len(items) < _FULL:
                return


class GitHub(Forge):
    """GitHub, and what speaks as it does."""

    host = hosts.GITHUB
    title = "GitHub"
    run_variable = "GITHUB_RUN_ID"

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Forge:
        """The one that a workflow runs at."""
        given = named(environment, "GITHUB_REPOSITORY", "GH_TOKEN")
        repository = given["GITHUB_REPOSITORY"]
        api = environment.get("GITHUB_API_URL", "https://api.github.com")
        server = environment.get("GITHUB_SERVER_URL", "https://github.com")
        return cls(
            repository, f"{api}/repos/{repository}", f"{server}/{repository}", given["GH_TOKEN"]
        )

    def pulls(self, head: str = "") -> Iterator[Pull]:
        """The open proposals; only those from `owner:branch` where that is given."""
        query = {"state": "open", **({"head": head} if head else {})}
        yield from map(self._pull, self.listed("/pulls", **query))

    def pull(self, number: str) -> Pull:
        """One proposal."""
        return self._pull(self.json(f"/pulls/{number}"))

    def _pull(self, told: dict[str, Any]) -> Pull:
        base: dict[str, Any] = told["base"]
        return Pull(
            str(int(told["number"])),
            str(told["head"]["sha"]),
            str(base["ref"]),
            str(base["repo"]["full_name"]),
        )

    def notes(self, number: str) -> Iterator[PullComment]:
        """The comments on a proposal."""
        for told in self.listed(f"/issues/{number}/comments"):
            yield PullComment(int(told["id"]), str(told["user"]["login"]), str(told["body"]))

    def author(self) -> str:
        """Who writes with this token."""
        return "github-actions[bot]"

    def write(self, number: str, body: str) -> int:
        """Write a comment; its id."""
        path = f"/issues/{number}/comments"
        return int(self.json(path, method="POST", data={"body": body})["id"])

    def rewrite(self, number: str, note: int, body: str) -> None:  # noqa: ARG002  # others need it
        """Put another text into a comment."""
        self.json(f"/issues/comments/{note}", method="PATCH", data={"body": body})


class Forgejo(GitHub):
    """Forgejo, whose API is much like GitHub's; the token says who writes."""

    host = hosts.FORGEJO
    title = "Forgejo"
    run_variable = "GITHUB_RUN_NUMBER"
    preview_variables = ()
    keeps_files = False
    size = "limit"

    def author(self) -> str:
        """Who writes with this token."""
        return "forgejo-actions"


class GitLab(Forge):
    """GitLab, whose proposals are merge requests and whose comments are notes."""

    host = hosts.GITLAB
    title = "GitLab"
    run_variable = "CI_JOB_ID"
    preview_variables = ()

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Forge:
        """The one that a pipeline runs at."""
        given = named(environment, "CI_PROJECT_ID", "CI_API_V4_URL", "CI_PROJECT_URL")
        token = named(environment, "REVIEW_TOKEN")["REVIEW_TOKEN"]
        return cls(given["CI_PROJECT_ID"], given["CI_API_V4_URL"], given["CI_PROJECT_URL"], token)

    @property
    def _requests(self) -> str:
        return f"/projects/{urllib.parse.quote(self.repository, safe='')}/merge_requests"

    def pulls(self, head: str = "") -> Iterator[Pull]:
        """The open proposals; only those from a branch where that is given, whoever owns it."""
        branch = head.rpartition(":")[2]
        query = {"state": "opened", **({"source_branch": branch} if branch else {})}
        yield from map(self._pull, self.listed(self._requests, **query))

    def pull(self, number: str) -> Pull:
        """One proposal."""
        return self._pull(self.json(f"{self._requests}/{number}"))

    def _pull(self, told: dict[str, Any]) -> Pull:
        return Pull(
            str(int(told["iid"])),
            str(told["sha"]),
            str(told["target_branch"]),
            str(told["project_id"]),
        )

    def notes(self, number: str) -> Iterator[PullComment]:
        """The comments on a proposal."""
        for told in self.listed(f"{self._requests}/{number}/notes"):
            yield PullComment(int(told["id"]), str(told["author"]["username"]), str(told["body"]))

    def author(self) -> str:
        """Who writes with this token."""
        return str(self.json("/user")["username"])

    def write(self, number: str, body: str) -> int:
        """Write a comment; its id."""
        path = f"{self._requests}/{number}/notes"
        return int(self.json(path, method="POST", data={"body": body})["id"])

    def rewrite(self, number: str, note: int, body: str) -> None:
        """Put another text into a comment."""
        path = f"{self._requests}/{number}/notes/{note}"
        self.json(path, method="PUT", data={"body": body})


def kind_of(environment: Mapping[str, str]) -> type[Forge]:
    """Where a workflow runs, by what each host sets for it."""
    if "GITLAB_CI" in environment:
        return GitLab
    return Forgejo if {"FORGEJO_ACTIONS", "GITEA_ACTIONS"} & environment.keys() else GitHub


def of(environment: Mapping[str, str]) -> Forge:
    """The repository that a workflow runs for."""
    return kind_of(environment).of(environment)


def named(environment: Mapping[str, str], *names: str) -> dict[str, str]:
    """What a workflow sets; raises QuycheError where it sets something not."""
    missing = [name for name in names if name not in environment]
    if missing:
        raise QuycheError(f"{', '.join(missing)}: not set; expected the workflow's variables")
    return {name: environment[name] for name in names}
