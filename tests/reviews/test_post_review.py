"""What a run on a pull request left is posted as one comment, and taken for data."""

from __future__ import annotations

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

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


def comment(number: int, body: str, author: str = "github-actions[bot]") -> dict[str, Any]:
    return {"id": number, "body": body, "user": {"login": author}}


OWN = "ai-do:nhánh&a"


@dataclass
class FakeGitHub:
    """The parts of GitHub's API that are asked for, and what was asked."""

    head: str = HEAD
    base: str = REPOSITORY
    comments: list[dict[str, Any]] = field(default_factory=list)
    written: list[tuple[str, str, str]] = field(default_factory=list)
    tokens: list[tuple[str, str | None]] = field(default_factory=list)

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, object]:
        route, _, query = path.removeprefix(f"/repos/{REPOSITORY}").partition("?")
        asked = dict(parse_qsl(query))
        page = int(asked.get("page", 1))
        if method in {"POST", "PATCH"}:
            self.written.append((method, route, json.loads(body)["body"]))
            return 201, {"id": 77}
        if route == "/pulls" and asked["state"] == "open" and asked.get("head", OWN) == OWN:
            return 200, [self._pull(11, "c" * 40), self._pull(12, self.head)] if page == 1 else []
        if route == "/pulls":
            return 200, []
        if route == "/pulls/12":
            return 200, self._pull(12, self.head)
        if route == "/issues/12/comments":
            return 200, self.comments[100 * (page - 1) : 100 * page]
        return 404, {"message": "Not Found"}

    def _pull(self, number: int, head: str) -> dict[str, Any]:
        base = {"ref": "main", "repo": {"full_name": self.base}}
        return {"number": number, "head": {"sha": head}, "base": base}


class _Handler(http.server.BaseHTTPRequestHandler):
    github: FakeGitHub

    def _reply(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        self.github.tokens.append((self.path, self.headers.get("Authorization")))
        status, found = self.github.answer(self.command, self.path, self.rfile.read(length))
        self.send_response(status)
        content = json.dumps(found).encode()
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


def step_of(job: str, script: str) -> tuple[str, dict[str, str]]:
    """A command of the workflow with the names of what it is given."""
    workflow = yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"][job]
    (step,) = [step for step in workflow["steps"] if script in step.get("run", "")]
    return step["run"], {**workflow.get("env", {}), **step["env"]}


VALUES = {
    "GH_TOKEN": "secret",
    "HEAD_SHA": HEAD,
    "NUMBER": "12",
    "PREVIEW_RUN": "98",
    "OWNER": "ai-do",
    "BRANCH": "nhánh&a",
    "PYTHONPATH": "hooks",
}


def run_step(
    github: FakeGitHub, job: str, script: str, folder: Path = ROOT, /, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a step of the workflow as it stands there."""
    command, names = step_of(job, script)
    with serving(github) as url:
        given = {
            "PATH": os.environ["PATH"],
            "GITHUB_API_URL": url,
            "GITHUB_SERVER_URL": "https://github.example",
            "GITHUB_REPOSITORY": REPOSITORY,
            "GITHUB_RUN_ID": "99",
            **{name: VALUES[name] for name in names},
            **variables,
        }
        return subprocess.run(
            ["bash", "-e", "-c", command],
            cwd=folder,
            env=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )


@dataclass
class Poster:
    """Posts a text, with a folder for it."""

    folder: Path

    def post(
        self, github: FakeGitHub, text: str | None = GOOD, **variables: str
    ) -> subprocess.CompletedProcess[str]:
        """Run the last step of the workflow on a review; None where none could be made."""
        review = self.folder / "build" / "review" / "review.md"
        review.parent.mkdir(parents=True, exist_ok=True)
        review.unlink(missing_ok=True)
        if text is not None:
            review.write_text(text, encoding="utf-8", newline="")
        for name in ("hooks", "scripts"):
            link = self.folder / name
            if not link.exists():
                link.symlink_to(ROOT / name)
        return run_step(github, "post", "post_review", self.folder, **variables)


@pytest.fixture
def poster(tmp_path: Path) -> Poster:
    return Poster(tmp_path)


def test_a_first_review_is_a_new_comment(poster: Poster) -> None:
    github = FakeGitHub()
    done = poster.post(github)
    assert done.returncode == 0, done.stderr
    ((method, path, body),) = github.written
    assert (method, path) == ("POST", "/issues/12/comments")
    assert body.startswith(GOOD)
    runs = "https://github.example/to-chuc/van-ban/actions/runs"
    assert f"(https://github.example/{REPOSITORY}/actions/runs/99)" in body
    assert f"[tệp đính kèm **preview**]({runs}/98), do chính đề nghị dựng ra" in body
    assert f"từ commit `{HEAD}`" in body


def test_a_later_review_replaces_the_comment_wherever_it_is(poster: Poster) -> None:
    others = [comment(n, "Đồng ý.", "nguoi-dung") for n in range(130)]
    fake = comment(500, f"{MARKER}\n", "nguoi-dung")
    own = comment(600, "Khác.")
    github = FakeGitHub(comments=[*others, fake, own, comment(7, f"{MARKER}\nCũ.")])
    assert poster.post(github).returncode == 0
    assert [(method, path) for method, path, _ in github.written] == [
        ("PATCH", "/issues/comments/7")
    ]


def test_where_no_review_could_be_made_no_earlier_one_goes_on_standing(poster: Poster) -> None:
    github = FakeGitHub(comments=[comment(7, f"{MARKER}\nMáy không thấy lỗi mới.")])
    assert poster.post(github, None).returncode == 1
    ((_, path, body),) = github.written
    assert path == "/issues/comments/7"
    assert "chưa có kết luận nào" in body
    assert "Máy không thấy lỗi mới" not in body


def test_the_token_goes_to_the_api_alone(poster: Poster) -> None:
    github = FakeGitHub()
    poster.post(github)
    assert {token for _, token in github.tokens} == {"Bearer secret"}


@pytest.mark.parametrize(
    ("github", "text", "reason"),
    [
        (FakeGitHub(head="b" * 40), GOOD, f"đề nghị nay không còn ở commit {HEAD}"),
        (FakeGitHub(base="khac/kho"), GOOD, f"đề nghị nay không còn ở commit {HEAD}"),
        (FakeGitHub(), "Xin chào", "không bắt đầu như một nhận xét"),
        (FakeGitHub(), GOOD + "a" * 66_000, "nhận xét dài hơn"),
    ],
)
def test_what_is_no_review_of_that_head_is_not_posted(
    poster: Poster, github: FakeGitHub, text: str, reason: str
) -> None:
    done = poster.post(github, text)
    assert done.returncode == 1
    assert done.stderr.startswith("chưa đăng gì: ")
    assert reason in done.stderr
    assert done.stderr.count("\n") == 1
    assert github.written == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(
            ("NUMBER", value)
            for value in ("", "0", "-1", "12\n13", "12; touch x", "１２", "12/../13")
        ),
        ("PREVIEW_RUN", "9/../8"),
        ("GITHUB_RUN_ID", "x"),
        ("HEAD_SHA", "main"),
    ],
)
def test_what_is_not_as_github_names_it_is_refused(poster: Poster, name: str, value: str) -> None:
    github = FakeGitHub()
    done = poster.post(github, **{name: value})
    assert (done.returncode, done.stderr) == (
        1,
        f"{name}: không phải do GitHub ghi; lệnh này chỉ chạy trong quy trình ở đó\n",
    )
    assert github.tokens == []


def test_the_python_of_the_workflow_has_no_packages(bare_python: Path) -> None:
    found = subprocess.run(
        [bare_python / "python3", "-c", "import yaml"], capture_output=True, check=False
    )
    assert found.returncode == 1


def test_a_variable_that_is_missing_is_wrong_use(bare_python: Path) -> None:
    done = subprocess.run(
        [bare_python / "python3", ROOT / "scripts" / "post_review.py", "review.md"],
        env={"PYTHONPATH": str(ROOT / "hooks"), "NUMBER": "9"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    missing = "GITHUB_RUN_ID, PREVIEW_RUN"
    told = "chưa có; lệnh này cần các biến của quy trình ở nơi giữ kho"
    assert done.stderr == f"{missing}: {told}\n"


def test_a_pull_request_is_found_by_what_github_says_of_its_branch(tmp_path: Path) -> None:
    given = {"GITHUB_OUTPUT": "/dev/stdout", "RUNNER_TEMP": str(tmp_path)}
    done = run_step(FakeGitHub(), "review", "find_pull", **given)
    assert (done.returncode, done.stdout) == (0, "number=12\nbase=main\n"), done.stderr
    assert (tmp_path / "others.txt").read_text("utf-8") == "11\n12\n"


@pytest.mark.parametrize(
    ("github", "variables"),
    [
        (FakeGitHub(head="b" * 40), {}),  # it has moved on
        (FakeGitHub(base="khac/kho"), {}),
        (FakeGitHub(), {"OWNER": "ai-khac"}),
        (FakeGitHub(), {"BRANCH": "nhánh"}),
        (FakeGitHub(), {"BRANCH": "nhánh&a&head=x"}),
    ],
)
def test_where_there_is_none_nothing_is_named(
    github: FakeGitHub, variables: dict[str, str], tmp_path: Path
) -> None:
    given = {"GITHUB_OUTPUT": "/dev/stdout", "RUNNER_TEMP": str(tmp_path), **variables}
    done = run_step(github, "review", "find_pull", **given)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_a_text_that_no_review_wrote_calls_nobody_and_leads_nowhere(poster: Poster) -> None:
    hostile = (
        f"{MARKER}\n@all &#64;all &#x40;all &commat;all #1 &#35;1 gh-1 [x](http://a.vn) [y]: http://a.vn\n"
        "![z](//a.vn) <img src=x> <a href=x> <!-- quyche-review --> www.a.vn \x1b[0m\u202e"
    )
    github = FakeGitHub()
    assert poster.post(github, hostile).returncode == 0
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
