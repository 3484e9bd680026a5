"""The workflows are valid, ask for little, and do what a developer does."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
PUBLISH = ROOT / ".github" / "workflows" / "publish.yml"

_PINNED_RE = re.compile(r"[\w./-]+@[0-9a-f]{40}")


def read(path: Path) -> dict[Any, Any]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(content, dict)
    return content


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in read(path)["jobs"].values():
        yield from job.get("steps", ())


def test_there_are_workflows() -> None:
    assert WORKFLOWS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_follows_its_schema(path: Path) -> None:
    schema = ["--builtin-schema", "vendor.github-workflows"]
    command = [sys.executable, "-m", "check_jsonschema", *schema, str(path)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_an_action_is_pinned_to_a_commit(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert not [action for action in used if not _PINNED_RE.fullmatch(action)]


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_permissions_are_given_job_by_job(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    assert all("permissions" in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_keeps_no_credentials(path: Path) -> None:
    checkouts = [
        step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_what_is_published_has_passed_its_checks_and_is_published_one_at_a_time() -> None:
    workflow = read(PUBLISH)
    build, push = workflow["jobs"].values()
    assert workflow[True]["workflow_run"]["workflows"] == ["check"]  # YAML reads `on` as true
    assert "conclusion == 'success'" in build["if"]
    assert push["needs"] == "build"
    assert workflow["concurrency"] == {"group": "publish", "cancel-in-progress": False}
    assert "make branch" in [step.get("run") for step in build["steps"]]
    *_, last = push["steps"]
    assert last["run"].endswith('\ngit push "$PLACE" refs/heads/gh-pages:refs/heads/gh-pages\n')
    assert "--force" not in last["run"]


def test_what_builds_the_site_never_has_a_token_that_may_write() -> None:
    build, push = read(PUBLISH)["jobs"].values()
    assert build["permissions"] == {"contents": "read"}
    with_token = [step["name"] for step in build["steps"] if "github.token" in str(step)]
    assert with_token == ["Fetch what is published"]
    assert push["permissions"] == {"contents": "write"}


def test_what_pushes_has_nothing_of_the_repository_or_of_the_build_but_a_branch() -> None:
    build, push = read(PUBLISH)["jobs"].values()
    used = [step["uses"].partition("@")[0] for step in push["steps"] if "uses" in step]
    assert used == ["actions/download-artifact"]
    (uploaded,) = [step for step in build["steps"] if "upload-artifact" in step.get("uses", "")]
    assert uploaded["with"]["path"] == "gh-pages.bundle"
    runs = " ".join(step["run"] for step in push["steps"] if "run" in step)
    assert not re.search(r"\b(?:make|python3?|pip|checkout|sh|bash)\b", runs)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_checkout_has_the_whole_history_which_is_where_editions_are(path: Path) -> None:
    checkouts = [
        step for step in steps(path) if step.get("uses", "").startswith("actions/checkout@")
    ]
    assert [step["with"]["fetch-depth"] for step in checkouts] == [0] * len(checkouts)


def test_the_check_before_publishing_is_that_of_the_texts_and_a_build() -> None:
    check = PUBLISH.with_name("check.yml")
    assert [step["run"] for step in steps(check) if "run" in step] == ["make check", "make build"]
    assert read(check)[True] == {"push": {"branches": ["main"]}, "pull_request": None}


def test_the_software_is_tested_as_a_developer_tests_it_and_not_for_a_text() -> None:
    test = PUBLISH.with_name("test.yml")
    assert "make test" in [step.get("run") for step in steps(test)]
    events = read(test)[True]
    assert all("docs/**" in events[name]["paths-ignore"] for name in ("push", "pull_request"))
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").endswith("\nmake test\n")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_nothing_is_put_into_a_command_but_by_the_environment(path: Path) -> None:
    assert not [step["run"] for step in steps(path) if "${{" in step.get("run", "")]


def test_code_of_a_pull_request_runs_with_a_token_that_can_only_read() -> None:
    for path in WORKFLOWS:
        workflow = read(path)
        assert "pull_request_target" not in workflow[True]
        if "pull_request" in workflow[True]:
            for job in workflow["jobs"].values():
                assert job["permissions"] == {"contents": "read"}
                assert "secrets." not in str(job)


def test_the_comment_is_made_without_any_code_of_the_pull_request() -> None:
    comment = WORKFLOWS[0].with_name("comment.yml")
    workflow = read(comment)
    review, post = workflow["jobs"].values()
    assert workflow[True] == {"workflow_run": {"workflows": ["review"], "types": ["completed"]}}
    assert "workflow_run.event == 'pull_request'" in review["if"]
    assert review["permissions"] == {"contents": "read", "pull-requests": "read"}
    assert post["permissions"] == {"contents": "read", "pull-requests": "write"}
    checkouts = [step for step in steps(comment) if "actions/checkout" in step.get("uses", "")]
    assert [step["with"]["ref"] for step in checkouts] == [
        "${{ github.event.repository.default_branch }}"
    ] * 2
    commands = " ".join(step.get("run", "") for step in steps(comment))
    assert not re.search(r"git (?:checkout|switch|merge|worktree|restore|reset|pull)", commands)
    fetch, others = re.findall(r"git .*", commands.partition(" make")[0])
    assert fetch.endswith('origin "refs/pull/$NUMBER/head"')
    assert others.endswith('origin "+refs/pull/$other/head:refs/others/$other" || true')
    downloads = [step for step in steps(comment) if "download-artifact" in step.get("uses", "")]
    assert [step["with"] for step in downloads] == [{"name": "review", "path": "build/review"}]


def test_what_installs_packages_has_no_token_and_what_posts_installs_none() -> None:
    review, post = read(WORKFLOWS[0].with_name("comment.yml"))["jobs"].values()
    with_token = [step["name"] for step in review["steps"] if "github.token" in str(step)]
    assert with_token == [
        "Find the pull request, and the other open ones",
        "Fetch what is proposed, as objects alone",
    ]
    assert [step["run"] for step in post["steps"] if "run" in step] == [
        "python3 scripts/post_review.py build/review/review.md"
    ]


def test_nothing_that_a_pull_request_leaves_is_taken_over() -> None:
    review = WORKFLOWS[0].with_name("review.yml")
    left = {
        step["with"]["name"]: step["with"]["path"].split()
        for step in steps(review)
        if step.get("uses", "").startswith("actions/upload-artifact@")
    }
    assert left == {"preview": ["build/review/redline.html", "build/site"]}
