"""Reviews on GitLab and Forgejo: one comment there, by their own APIs, and no command in it."""

import http.server
import json
import os
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest

from quyche.commands import find_pull, post_review
from quyche.formats.github import escaped
from quyche.reviews.posting import MARKER, disarmed

HEAD = "a" * 40
OLD = "b" * 40


@dataclass
class FakeHost:
    """The parts of a host's API that are asked for, by method and path, and what was written."""

    answers: dict[str, Any]
    written: list[tuple[str, str, str]] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)


class _Handler(http.server.BaseHTTPRequestHandler):
    host: FakeHost

    def _reply(self) -> None:
        route, _, query = self.path.partition("?")
        self.host.asked.append((self.path, self.headers.get("Authorization")))
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        answer = self.host.answers.get(route)
        if self.command != "GET":
            self.host.written.append((self.command, route, json.loads(body)["body"]))
            answer = {"id": 77}
        if isinstance(answer, list) and "page=1" not in query.split("&"):
            answer = []
        content = json.dumps(answer).encode()
        self.send_response(404 if answer is None else 200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PUT = do_PATCH = _reply  # noqa: N815  # the names are upstream's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # upstream's name
        pass


@contextmanager
def serving(host: FakeHost) -> Iterator[str]:
    handler = type("Handler", (_Handler,), {"host": host})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def note(number: int, body: str, author: str) -> dict[str, Any]:
    """A comment as both hosts tell it."""
    return {"id": number, "body": body, "author": {"username": author}, "user": {"login": author}}


def request(number: int, head: str = HEAD, project: str = "7") -> dict[str, Any]:
    return {"iid": number, "sha": head, "target_branch": "main", "project_id": project}


def pull(number: int, head: str = HEAD, project: str = "to-chuc/van-ban") -> dict[str, Any]:
    base = {"ref": "main", "repo": {"full_name": project}}
    return {"number": number, "head": {"sha": head}, "base": base}


@dataclass(frozen=True)
class Place:
    """One host: what a job of it is given, where its API has things, and who writes."""

    name: str
    variables: dict[str, str]
    api: str
    made: Any
    notes: str
    changing: tuple[str, str]
    author: str
    run: str

    def host(self, *notes: dict[str, Any], head: str = HEAD, **more: str) -> FakeHost:
        pulls = f"{self.api}/{'merge_requests' if self.name == 'gitlab' else 'pulls'}"
        return FakeHost(
            {
                pulls: [self.made(12, head, **more)],
                f"{pulls}/12": self.made(12, head, **more),
                self.notes: list(notes),
                "/user": {"username": "kho-bot"},
            }
        )


PLACES = (
    Place(
        "gitlab",
        {
            "GITLAB_CI": "true",
            "CI_PROJECT_ID": "7",
            "CI_API_V4_URL": "{url}",
            "CI_PROJECT_URL": "https://gitlab.example/to-chuc/van-ban",
            "CI_JOB_ID": "99",
            "REVIEW_TOKEN": "secret",
        },
        "/projects/7",
        request,
        "/projects/7/merge_requests/12/notes",
        ("PUT", "/projects/7/merge_requests/12/notes/5"),
        "kho-bot",
        "https://gitlab.example/to-chuc/van-ban/-/jobs/99",
    ),
    Place(
        "forgejo",
        {
            "FORGEJO_ACTIONS": "true",
            "GITHUB_REPOSITORY": "to-chuc/van-ban",
            "GITHUB_API_URL": "{url}",
            "GITHUB_SERVER_URL": "https://forgejo.example",
            "GITHUB_RUN_ID": "1234",
            "GITHUB_RUN_NUMBER": "99",
            "GH_TOKEN": "secret",
        },
        "/repos/to-chuc/van-ban",
        pull,
        "/repos/to-chuc/van-ban/issues/12/comments",
        ("PATCH", "/repos/to-chuc/van-ban/issues/comments/5"),
        "forgejo-actions",
        "https://forgejo.example/to-chuc/van-ban/actions/runs/99",
    ),
)


@pytest.fixture(params=PLACES, ids=lambda place: place.name)
def place(request: pytest.FixtureRequest) -> Place:
    found: Place = request.param
    return found


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("GITHUB_", "GITLAB_", "CI_", "FORGEJO_", "GITEA_")):
            monkeypatch.delenv(name)


@pytest.fixture
def posting(place: Place, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> Any:
    def post(host: FakeHost, text: str = f"{MARKER}\n\nXem.\n") -> int:
        (tmp_path / "review.md").write_text(text, "utf-8")
        with serving(host) as url:
            given = {**place.variables, "HEAD_SHA": HEAD, "NUMBER": "12"}
            for name, value in given.items():
                monkeypatch.setenv(name, value.format(url=url))
            return post_review.COMMAND.run([str(tmp_path / "review.md")])

    return post


def test_a_first_review_is_a_new_comment(place: Place, posting: Any) -> None:
    host = place.host()
    assert posting(host) == 0
    ((method, path, body),) = host.written
    assert (method, path) == ("POST", place.notes)
    assert body.startswith(f"{MARKER}\n\nXem.\n")
    assert f"({place.run})" in body
    assert HEAD in body
    assert "preview" not in body
    assert {token for _, token in host.asked} == {"Bearer secret"}


def test_a_later_review_replaces_our_own_comment_alone(place: Place, posting: Any) -> None:
    fake = note(4, f"{MARKER}\n", "nguoi-dung")
    host = place.host(fake, note(3, "Khác.", place.author), note(5, f"{MARKER}\nCũ.", place.author))
    assert posting(host) == 0
    assert [(method, path) for method, path, _ in host.written] == [place.changing]


@pytest.mark.parametrize("moved", [{"head": OLD}, {"project": "khac/kho"}])
def test_a_proposal_that_moved_on_or_is_for_another_repository_gets_no_comment(
    place: Place, posting: Any, moved: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    host = place.host(**moved)
    assert posting(host) == 1
    assert capsys.readouterr().err.startswith("chưa đăng gì: đề nghị nay không còn ở commit")
    assert host.written == []


@pytest.mark.parametrize("name", ["NUMBER", "HEAD_SHA"])
def test_what_is_not_as_its_host_names_it_is_refused(
    place: Place, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {**place.variables, "HEAD_SHA": HEAD, "NUMBER": "12", name: "12/../x"}
    for variable, value in given.items():
        monkeypatch.setenv(variable, value)
    assert post_review.COMMAND.run(["review.md"]) == 1
    assert re.fullmatch(
        rf"{name}: không phải do (GitLab|Forgejo) ghi; .*", capsys.readouterr().err.strip()
    )


@pytest.mark.parametrize(
    ("notes", "listed"),
    [
        ((), f"12 {HEAD} main\n"),
        ((("author", f"{MARKER}\ncommit `{OLD}`"),), f"12 {HEAD} main\n"),
        ((("nguoi-dung", f"{MARKER}\ncommit `{HEAD}`"),), f"12 {HEAD} main\n"),
        ((("author", f"{MARKER}\ncommit `{HEAD}`"),), ""),
    ],
)
def test_what_no_comment_of_ours_speaks_of_yet_is_still_to_be_reviewed(
    place: Place,
    notes: tuple[tuple[str, str], ...],
    listed: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = [
        note(n, body, place.author if who == "author" else who)
        for n, (who, body) in enumerate(notes)
    ]
    with serving(place.host(*said)) as url:
        for name, value in place.variables.items():
            monkeypatch.setenv(name, value.format(url=url))
        assert find_pull.COMMAND.run(["--open"]) == 0
        assert capsys.readouterr().out == listed
        assert find_pull.COMMAND.run(["--all"]) == 0
    assert capsys.readouterr().out == "12\n"


COMMANDS = ("/close", "/merge", "> /approve", "- /assign @ai-do", "\n  /label ~a", "*  /title x")


@pytest.mark.parametrize("command", COMMANDS)
def test_no_line_is_a_command_to_gitlab_whoever_wrote_it(command: str) -> None:
    body = disarmed(f"{MARKER}\n{command}\n", "")
    assert not re.search(r"(?m)^[ \t>*+-]*/", body)


@pytest.mark.parametrize(
    "text", ["/close", " /close", "!12", "~nhan", "%moc", '%"mốc"', "&7", "#1", "@ai", ":tada:"]
)
def test_a_text_calls_nothing_on_any_host_and_is_posted_as_it_was_escaped(text: str) -> None:
    shown = escaped(text)
    assert not re.search(r"(?m)^\s*/|[!%](?=[\w\"])|~(?=\w)|(?<!&)#(?=\w)|@(?=\w)", shown)
    assert not re.search(r"&#(?:35|38|126);(?=\w)", shown)
    assert disarmed(f"{MARKER}\n{shown}\n", "") == f"{MARKER}\n{shown}\n"
