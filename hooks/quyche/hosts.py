"""Where repositories live: what the addresses of each host look like, and what it runs."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

REMARK_FIELDS = ("document", "edition", "place", "quoted", "sender", "remark", "proposal")
"""What a form for remarks asks, in its order; the headings of each are in the labels."""


@dataclass(frozen=True)
class Host:
    """One kind of host. An address goes on from that of the repository; an empty one is none."""

    name: str
    """The word in data."""
    edit: str = ""
    """The editor of a file, with `{path}` below the folder of documents and `{line}` as blanks."""
    run: str = ""
    """What a run of its workflows did, with `{run}` as a blank."""
    issue: str = ""
    """A new issue, with the fields of the form for remarks as blanks, or `{title}` and `{body}`."""
    issue_forms: tuple[str, ...] = ()
    """The files that make its form for remarks."""
    branch: str = "gh-pages"
    """The branch that it serves, or that keeps what is published."""
    workflows: tuple[str, ...] = ()
    """The files by which it checks and publishes, in the folders where it looks for them."""


GITHUB = Host(
    "github",
    edit="/edit/main/docs/{path}#L{line}",
    run="/actions/runs/{run}",
    issue="/issues/new?template=gop-y.yml&title={title}&"
    + "&".join(f"{name}={{{name}}}" for name in REMARK_FIELDS),
    issue_forms=(".github/ISSUE_TEMPLATE/gop-y.yml",),
    workflows=tuple(
        f".github/workflows/{name}.yml" for name in ("check", "comment", "publish", "review")
    ),
)
GITLAB = Host(
    "gitlab",
    edit="/-/edit/main/docs/{path}#L{line}",
    run="/-/jobs/{run}",
    issue="/-/issues/new?issue[title]={title}&issue[description]={body}",
    issue_forms=(".gitlab/issue_templates/gop-y.md",),
    workflows=(".gitlab-ci.yml",),
)
FORGEJO = Host(
    "forgejo",
    edit="/_edit/main/docs/{path}",
    run="/actions/runs/{run}",
    issue="/issues/new?title={title}&body={body}",
    issue_forms=(".forgejo/issue_template/gop-y.yml",),
    branch="pages",
    workflows=tuple(f".forgejo/workflows/{name}.yml" for name in ("check", "comment", "publish")),
)
SERVER = Host("server")
"""A plain server: what is there is a folder of files, and no page to propose anything on."""
HOSTS = {host.name: host for host in (GITHUB, GITLAB, FORGEJO, SERVER)}
"""All of them by their names; the first is the usual one."""
_KNOWN_PLACES = {"github.com": GITHUB, "gitlab.com": GITLAB, "codeberg.org": FORGEJO}


def of(name: str, repo_url: str) -> Host:
    """The host of that name; without a name the one that the repository's address tells.

    An address that tells nothing is one of a plain server: no link is better than a dead one.
    """
    if name:
        return HOSTS[name]
    place = (urlsplit(repo_url).hostname or "").lower()
    first = place.partition(".")[0]
    return _KNOWN_PLACES.get(place) or HOSTS.get(first, SERVER)


def edit_url(name: str, repo_url: str) -> str:
    """The address of a file in the editor of a repository, with its blanks; empty for none."""
    host = of(name, repo_url)
    return f"{_literal(repo_url.rstrip('/'))}{host.edit}" if repo_url and host.edit else ""


def issue_url(name: str, repo_url: str) -> str:
    """The address of a new issue of a repository, with its blanks; empty for none."""
    host = of(name, repo_url)
    return f"{_literal(repo_url.rstrip('/'))}{host.issue}" if repo_url and host.issue else ""


def _literal(address: str) -> str:
    """An address in which nothing is a blank."""
    return address.replace("{", "{{").replace("}", "}}")
