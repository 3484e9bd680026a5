"""What a run on a pull request left is posted as one comment, and taken for data."""

from __future__ import annotations

import http.server
import io
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given

from markdown_samples import TEXTS
from quyche.comparing.operations import operations
from quyche.formats.github import escaped
from quyche.reviews.posting import disarmed
from quyche.reviews.redlines import redline

ROOT = Path(__file__).parents[2]
WORKFLOW = ROOT / ".github" / "workflows" / "comment.yml"
MARKER = "<!-- quyche-review -->"
HEAD = "a" * 40
REPOSITORY = "to-chuc/van-ban"
GOOD = f"{MARKER}\n\n## Đề nghị này thay đổi gì\n\n00&#45;QC/TU ~~a~~ **b** @\u200bnhom &#35;\u200b1 <span>$</span>\n"


def packed(**files: str | bytes) -> bytes:
    """An artifact with these files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_md", ".md"), text)
    return content.getvalue()


def comment(number: int, body: str, author: str = "github-actions[bot]") -> dict[str, Any]:
    return {"id": number, "body": body, "user": {"login": author}}


@dataclass
class FakeGitHub:
    """The parts of GitHub's API that are asked for, and what was asked."""

    artifact: bytes = b""
    name: str = "review"
    size: int = 1000
    head: str = HEAD
    base: str = REPOSITORY
    comments: list[dict[str, Any]] = field(default_factory=list)
    written: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: list[tuple[str, str | None]] = field(default_factory=list)

    def answer(  # noqa: PLR0911  # one return a route
        self, method: str, path: str, body: bytes
    ) -> tuple[int, object]:
        route, _, query = path.removeprefix(f"/repos/{REPOSITORY}").partition("?")
        page = int(dict(part.split("=") for part in query.split("&") if part).get("page", 1))
        if method in {"POST", "PATCH"}:
            self.written.append((method, route, json.loads(body)["body"]))
            return 201, {"id": 77}
        if route.endswith("/artifacts"):
            listed = [{"id": 5, "name": self.name, "size_in_bytes": self.size}]
            return 200, {"artifacts": listed if page == 1 else []}
        if route == "/actions/artifacts/5/zip":
            return 302, "/elsewhere/file.zip"
        if path == "/elsewhere/file.zip":
            return 200, self.artifact
        if route == "/pulls/12":
            return 200, {"head": {"sha": self.head}, "base": {"repo": {"full_name": self.base}}}
        if route == "/issues/12/comments":
            return 200, self.comments[100 * (page - 1) : 100 * page]
        return 404, {"message": "Not Found"}


class _Handler(http.server.BaseHTTPRequestHandler):
    github: FakeGitHub

    def _reply(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.github.tokens.append((self.path, self.headers.get("Authorization")))
        status, found = self.github.answer(self.command, self.path, self.rfile.read(length))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", str(found))
        content = found if isinstance(found, bytes) else json.dumps(found).encode()
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = do_PATCH = _reply  # noqa: N815  # the names are the library's

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is upstream's
        pass


@contextmanager
def serving(github: FakeGitHub) -> Iterator[str]:
    handler = type("Handler", (_Handler,), {"github": github})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="module", autouse=True)
def bare_python(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a `python3` that finds no packages, as on the machine of the workflow."""
    folder = tmp_path_factory.mktemp("bin")
    python = folder / "python3"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" -S "$@"\n')
    python.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
        yield folder


def run(github: FakeGitHub, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the workflow as it stands there."""
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    (step,) = [step for step in job["steps"] if "run" in step]
    with serving(github) as url:
        given = {
            "PATH": os.environ["PATH"],
            **job["env"],
            "GITHUB_API_URL": url,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": REPOSITORY,
            **dict(zip(step["env"], ("secret", "99", HEAD), strict=True)),
            **variables,
        }
        return subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=ROOT,
            env=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


def test_the_step_gets_what_it_needs_by_name() -> None:
    (job,) = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"].values()
    assert list(job["steps"][-1]["env"]) == ["GH_TOKEN", "RUN_ID", "HEAD_SHA"]


def test_a_first_review_is_a_new_comment() -> None:
    github = FakeGitHub(packed(review_md=GOOD, number="12\n"))
    done = run(github)
    assert done.returncode == 0, done.stderr
    ((method, path, body),) = github.written
    assert (method, path) == ("POST", "/issues/12/comments")
    assert body.startswith(GOOD)
    assert "(https://github.example/to-chuc/van-ban/actions/runs/99)" in body


def test_a_later_review_replaces_the_comment_wherever_it_is() -> None:
    others = [comment(n, "Đồng ý.", "nguoi-dung") for n in range(130)]
    fake = comment(500, f"{MARKER}\n", "nguoi-dung")
    own = comment(600, "Khác.")
    github = FakeGitHub(
        packed(review_md=GOOD, number="12\n"),
        comments=[*others, fake, own, comment(7, f"{MARKER}\nCũ.")],
    )
    assert run(github).returncode == 0
    assert [(method, path) for method, path, _ in github.written] == [
        ("PATCH", "/issues/comments/7")
    ]


def test_the_token_goes_to_the_api_alone() -> None:
    github = FakeGitHub(packed(review_md=GOOD, number="12"))
    run(github)
    tokens = dict(github.tokens)
    assert tokens.pop("/elsewhere/file.zip") is None
    assert set(tokens.values()) == {"Bearer secret"}


@pytest.mark.parametrize(
    "number",
    [
        "",
        "0",
        "-1",
        "12\n13",
        "12; touch x",
        "../../../x",
        "１２",
        "$(touch x)",
        "9" * 40,
        "12/../13",
    ],
)
def test_a_number_that_is_none_is_refused(number: str) -> None:
    github = FakeGitHub(packed(review_md=GOOD, number=number))
    done = run(github)
    assert done.returncode == 1
    assert done.stderr == "nothing posted: the number is not one\n"
    assert github.written == []


@pytest.mark.parametrize(
    ("github", "reason"),
    [
        (FakeGitHub(packed(review_md=GOOD, number="12"), head="b" * 40), "the head of the pull"),
        (FakeGitHub(packed(review_md=GOOD, number="12"), base="khac/kho"), "the head of the pull"),
        (FakeGitHub(packed(review_md=GOOD, number="13")), "HTTP Error 404"),
        (FakeGitHub(packed(review_md=GOOD)), "no number"),
        (FakeGitHub(packed(number="12")), "no review.md"),
        (FakeGitHub(packed(review_md="Xin chào", number="12")), "does not begin"),
        (FakeGitHub(packed(review_md=GOOD + "a" * 66_000, number="12")), "more than"),
        (FakeGitHub(packed(review_md=GOOD + "a" * 3_000_000, number="12")), "more than 1000000"),
        (FakeGitHub(packed(review_md=GOOD, number="12"), size=9_000_000), "9000000 bytes"),
        (FakeGitHub(b"not a zip"), "not a zip"),
        (FakeGitHub(packed(review_md=GOOD, number="12"), name="other"), "no artifact 'review'"),
    ],
)
def test_what_is_no_review_of_that_head_is_not_posted(github: FakeGitHub, reason: str) -> None:
    done = run(github)
    assert done.returncode == 1
    assert done.stderr.startswith("nothing posted: ")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert github.written == []


def test_the_python_of_the_workflow_has_no_packages(bare_python: Path) -> None:
    found = subprocess.run(
        [bare_python / "python3", "-c", "import yaml"], capture_output=True, check=False
    )
    assert found.returncode == 1


def test_a_variable_that_is_missing_is_wrong_use(bare_python: Path) -> None:
    done = subprocess.run(
        [bare_python / "python3", ROOT / "scripts" / "post_review.py"],
        env={"PYTHONPATH": str(ROOT / "hooks"), "RUN_ID": "9"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    missing = "GITHUB_REPOSITORY, HEAD_SHA, GH_TOKEN"
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{missing}: not set; expected the workflow's variables\n"


def test_a_run_that_is_not_named_as_github_does_is_refused() -> None:
    github = FakeGitHub(packed(review_md=GOOD, number="12"))
    assert run(github, RUN_ID="9/../8").returncode == 1
    assert run(github, HEAD_SHA="main").returncode == 1
    assert github.tokens == []


def test_a_text_that_no_review_wrote_calls_nobody_and_leads_nowhere() -> None:
    hostile = (
        f"{MARKER}\n@all &#64;all &#x40;all &commat;all #1 &#35;1 gh-1 [x](http://a.vn) [y]: http://a.vn\n"
        "![z](//a.vn) <img src=x> <a href=x> <!-- quyche-review --> www.a.vn \x1b[0m\u202e"
    )
    github = FakeGitHub(packed(review_md=hostile, number="12"))
    assert run(github).returncode == 0
    ((_, _, body),) = github.written
    told = body.removeprefix(MARKER).rpartition("\n---\n")[0]
    for wrong in (
        "<",
        "](",
        "]:",
        "![",
        "http:/",
        "www.",
        "#1",
        "gh-1",
        "@a",
        "&#64;",
        "\x1b",
        "\u202e",
    ):
        assert wrong not in told
    assert "&#38;#\u200b64;all" in told


@given(TEXTS, TEXTS)
def test_what_a_review_writes_is_posted_as_it_is(old: str, new: str) -> None:
    shown = [escaped(old), *redline(operations(old, new)), f"#### {escaped(new)} (sửa đổi)"]
    text = "\n\n".join([MARKER, *shown, "- _Khoản 2_ (bổ sung): **a**"]) + "\n"
    assert disarmed(text, "https://github.example").startswith(text)
