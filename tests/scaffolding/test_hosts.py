"""What a repository at each host starts with: the same make targets, and no secret to check."""

import json
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import products
from commands import run
from products import ROOT
from quyche import hosts, schemas
from quyche.settings import Settings
from shared_folders import once

ADDRESSES = {
    "github": "https://github.com/hoi/kho",
    "gitlab": "https://gitlab.com/hoi/kho",
    "forgejo": "https://codeberg.org/hoi/kho",
    "server": "https://kho.example.org/",
}
"""One that tells the host, but for a plain server, which is asked for."""
NO_HOST = {".git", ".quyche", ".vscode"}
FORGEJO = ("check", "publish", "comment")


@pytest.fixture(scope="module")
def repositories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a repository for each host, by its name."""

    def make(folder: Path) -> None:
        folder.mkdir()
        product = str(products.make(folder))
        for name, address in ADDRESSES.items():
            given = [name, "--yes", "--repo-url", address, "--product", product]
            given += ["--host", "server"] if name == "server" else []
            code, _, complaint = run("new.py", *given, folder=folder)
            assert (code, complaint) == (0, "")

    return once(tmp_path_factory, "hosts", make)


def listed(folder: Path) -> set[str]:
    """What is hidden at the top of a repository and no matter of Git or of the product."""
    found = (
        path.relative_to(folder).as_posix() for path in folder.rglob(".*/**/*") if path.is_file()
    )
    ci = {".gitlab-ci.yml"} if (folder / ".gitlab-ci.yml").is_file() else set()
    return ci | {path for path in found if path.split("/")[0] not in NO_HOST}


def read(path: Path) -> dict[Any, Any]:
    tree = yaml.safe_load(path.read_text("utf-8"))
    assert isinstance(tree, dict)
    return tree


def lines(tree: dict[Any, Any]) -> Iterator[str]:
    """Every command of a workflow or a pipeline."""
    for job in (tree.get("jobs") or tree).values():
        if isinstance(job, dict):
            yield from (step["run"] for step in job.get("steps", ()))
            yield from job.get("script", ())
            yield from job.get("after_script", ())


@pytest.mark.parametrize(
    ("name", "there"),
    [
        (
            "github",
            {
                *hosts.GITHUB.workflows,
                *hosts.GITHUB.issue_forms,
                ".github/CODEOWNERS",
                ".github/pull_request_template.md",
            },
        ),
        (
            "gitlab",
            {
                ".gitlab-ci.yml",
                *hosts.GITLAB.issue_forms,
                ".gitlab/CODEOWNERS",
                ".gitlab/merge_request_templates/Default.md",
            },
        ),
        (
            "forgejo",
            {
                *(f".forgejo/workflows/{name}.yml" for name in FORGEJO),
                *hosts.FORGEJO.issue_forms,
                ".forgejo/CODEOWNERS",
                ".forgejo/pull_request_template.md",
            },
        ),
        ("server", set()),
    ],
)
def test_a_repository_has_the_files_of_its_host_alone(
    name: str, there: set[str], repositories: Path
) -> None:
    assert listed(repositories / name) == there
    assert set(hosts.HOSTS[name].workflows) <= there


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("github", "https://github.com/hoi/kho/edit/main/docs/a.md#L7"),
        ("gitlab", "https://gitlab.com/hoi/kho/-/edit/main/docs/a.md#L7"),
        ("forgejo", "https://codeberg.org/hoi/kho/_edit/main/docs/a.md"),
        ("server", ""),
    ],
)
def test_an_article_leads_to_the_editor_of_its_host_or_nowhere(
    name: str, edit: str, repositories: Path
) -> None:
    settings = Settings.of_file(repositories / name / "mkdocs.yml")
    assert settings.host == name
    assert settings.edit_url.format(path="a.md", line=7) == edit


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://git.example.org/a/b", "server"),
        ("https://gitlab.example.org/a/b", "gitlab"),
        ("https://GitHub.com/a/b", "github"),
        ("", "server"),
    ],
)
def test_an_address_that_tells_no_host_is_a_plain_server(address: str, name: str) -> None:
    assert hosts.of("", address).name == name


def test_a_new_repository_at_an_address_that_tells_no_host_is_as_at_github(tmp_path: Path) -> None:
    product = str(products.make(tmp_path))
    given = ("kho", "--yes", "--repo-url", "https://git.example.org/a/b", "--product", product)
    assert run("new.py", *given, folder=tmp_path)[0] == 0
    assert (tmp_path / "kho" / hosts.GITHUB.workflows[0]).is_file()
    settings = Settings.of_file(tmp_path / "kho" / "mkdocs.yml")
    assert (settings.host, settings.edit_url[:32]) == ("github", "https://git.example.org/a/b/edit")


def test_editors_know_the_same_hosts() -> None:
    shape = schemas.definition(schemas.SETTINGS, "settings")["properties"]
    assert shape["host"]["enum"] == list(hosts.HOSTS)


def test_braces_of_an_address_are_no_blanks() -> None:
    assert (
        hosts.edit_url("github", "https://x/{a}")
        .format(path="p", line=1)
        .startswith("https://x/{a}/")
    )


def test_what_a_site_says_of_its_editor_goes_before_what_its_host_has(tmp_path: Path) -> None:
    own = "repo_url: https://github.com/a/b\nextra: {quyche: {edit_url: 'https://x/{path}'}}\n"
    (tmp_path / "mkdocs.yml").write_text(own, "utf-8")
    assert Settings.of_file(tmp_path / "mkdocs.yml").edit_url == "https://x/{path}"


@pytest.mark.parametrize("name", ["gitlab", "forgejo"])
def test_a_pipeline_follows_its_schema(name: str, repositories: Path) -> None:
    schema = {"gitlab": "vendor.gitlab-ci", "forgejo": "vendor.github-workflows"}[name]
    paths = [str(repositories / name / path) for path in hosts.HOSTS[name].workflows]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *paths]
    if name == "gitlab":
        command[5:5] = ["--data-transform", "gitlab-ci"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["gitlab", "forgejo"])
def test_the_steps_are_make_targets_that_there_are(name: str, repositories: Path) -> None:
    kho = repositories / name
    (phony,) = re.findall(r"(?m)^\.PHONY: (.*)$", (kho / "Makefile").read_text("utf-8"))
    told = "\n".join(
        line for path in hosts.HOSTS[name].workflows for line in lines(read(kho / path))
    )
    asked = set(re.findall(r"\bmake (?:--silent )?(\w+)", told))
    assert asked == {"check", "build", "review", "branch"}
    assert asked <= set(phony.split())
    assert not re.search(r"\bquyche (?:check|publish|review)|\bmkdocs\b|\bpip\b", told)
    assert "--force" not in told


@pytest.mark.parametrize("name", ["gitlab", "forgejo"])
def test_nothing_secret_is_needed_to_check_and_no_token_reaches_what_is_proposed(
    name: str, repositories: Path
) -> None:
    kho = repositories / name
    if name == "gitlab":
        tree = read(kho / ".gitlab-ci.yml")
        for job in ("content", "review"):
            assert not re.search(r"TOKEN|secret", json.dumps(tree[job]))
        assert "$REVIEW_TOKEN" in tree["comment"]["rules"][0]["if"]
        assert 'SOURCE == "schedule"' in tree["comment"]["rules"][0]["if"]
        assert any("env -u REVIEW_TOKEN" in line for line in tree["comment"]["script"])
        return
    for job in read(kho / ".forgejo" / "workflows" / "check.yml")["jobs"].values():
        with_token = [step.get("name") for step in job["steps"] if "token" in json.dumps(step)]
        assert with_token == ["Check out"]  # a private repository is read with it
    told = json.dumps(read(kho / ".forgejo" / "workflows" / "comment.yml"))
    assert "secrets" not in told
    assert "refs/heads/${{ github.event.repository.default_branch }}" in told


@pytest.mark.parametrize("path", FORGEJO)
def test_no_action_of_others_runs_and_nothing_is_put_into_a_command(
    path: str, repositories: Path
) -> None:
    text = (repositories / "forgejo" / ".forgejo" / "workflows" / f"{path}.yml").read_text("utf-8")
    assert "uses:" not in text
    assert not [line for line in lines(yaml.safe_load(text)) if "${{" in line]


def test_what_is_proposed_is_never_checked_out_where_a_token_can_write(repositories: Path) -> None:
    folder = repositories / "forgejo" / ".forgejo" / "workflows"
    (job,) = read(folder / "comment.yml")["jobs"].values()
    checkouts = [step["run"] for step in job["steps"] if "git checkout" in step["run"]]
    assert len(checkouts) == 1
    script = "\n".join(read(repositories / "gitlab" / ".gitlab-ci.yml")["comment"]["script"])
    assert not re.search(r"git (?:checkout|switch|merge|reset)|make (?!review)", script)


def test_the_checkout_of_forgejo_gets_the_whole_history(repositories: Path, tmp_path: Path) -> None:
    """Run as it stands there, against a repository on this machine."""
    kho = repositories / "forgejo"
    (job,) = read(kho / ".forgejo" / "workflows" / "publish.yml")["jobs"].values()
    (step,) = [step for step in job["steps"] if step.get("name") == "Check out"]
    done = subprocess.run(
        ["sh", "-e", "-c", step["run"]],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "PLACE": str(kho), "REF": "refs/heads/main"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for name in ("rev-parse HEAD", "rev-list --count HEAD", "rev-parse origin/main"):
        here, there = (
            subprocess.run(["git", *name.split()], cwd=place, capture_output=True, check=False)
            for place in (tmp_path, kho)
        )
        assert here.stdout == there.stdout or name.endswith("origin/main")
        assert here.returncode == 0


def test_a_branch_is_what_its_host_serves(repositories: Path) -> None:
    for name in ADDRESSES:
        makefile = (repositories / name / "Makefile").read_text("utf-8")
        assert f"\nBRANCH ?= {hosts.HOSTS[name].branch}\n" in makefile
    publish = (repositories / "forgejo" / ".forgejo" / "workflows" / "publish.yml").read_text(
        "utf-8"
    )
    assert set(re.findall(r"refs/heads/(\w+):", publish)) == {hosts.FORGEJO.branch}


def test_the_guide_to_install_is_that_of_the_host(repositories: Path) -> None:
    words = {"github": "GitHub", "gitlab": "GitLab", "forgejo": "Forgejo", "server": "make deploy"}
    for name, word in words.items():
        folder = repositories / name / "docs" / "huong-dan"
        assert not list(folder.glob("*@*"))
        text = (folder / "cai-dat.md").read_text("utf-8")
        assert word in text
        assert [other for other in ("GitHub", "GitLab", "Forgejo") if other in text] in ([word], [])


@pytest.mark.parametrize("name", ADDRESSES)
def test_the_texts_of_a_new_repository_are_without_a_fault_at_every_host(
    name: str, repositories: Path
) -> None:
    assert run("check.py", "docs", "--strict", folder=repositories / name) == (0, "", "")


def test_the_pipeline_of_this_repository_is_that_of_an_organisation(repositories: Path) -> None:
    """But for the tests of the software, and the two commands that a Python without packages runs."""
    own = (ROOT / ".gitlab-ci.yml").read_text("utf-8")
    theirs = (repositories / "gitlab" / ".gitlab-ci.yml").read_text("utf-8")
    own = re.sub(r"(?s)# The tests of the software.*?make test\n\n", "", own)
    theirs = theirs.replace('PYTHONPATH="$(ls .quyche/*.whl)"', "PYTHONPATH=hooks")
    assert re.sub(r"-m quyche\.commands\.(\w+)", r"scripts/\1.py", theirs) == own


def test_a_site_is_deployed_whole_and_takes_nothing_of_others(
    repositories: Path, tmp_path: Path
) -> None:
    """What `make deploy` does, told by make itself."""
    command = ["make", "--dry-run", "--silent", "deploy"]
    given = {"PATH": "/usr/bin:/bin", "TO": "a@b:/srv/x; touch y"}
    done = subprocess.run(
        command,
        cwd=repositories / "server",
        env=given,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"$TO/"' in done.stdout, "no name is taken for a command"
    assert "touch y" not in done.stdout
    assert "--delete-after" in done.stdout
    assert "--filter='protect /*'" in done.stdout


def test_a_plain_server_has_no_branch_to_serve_and_no_remote_to_miss(repositories: Path) -> None:
    kho = repositories / "server"
    assert "gh-pages" not in (kho / "README.md").read_text("utf-8")
    assert "gh-pages" in (repositories / "github" / "README.md").read_text("utf-8")
    _, out, err = run("doctor.py", "--docs", "docs", "--config", "mkdocs.yml", folder=kho)
    assert "origin" not in out + err


def test_a_copy_of_the_repository_is_made_again_by_the_same_commands(
    repositories: Path, tmp_path: Path
) -> None:
    kho = repositories / "server"
    guide = (kho / "docs" / "huong-dan" / "cai-dat.md").read_text("utf-8")
    (told,) = re.findall(r"```sh\n(git init --bare.*?)```", guide, re.DOTALL)
    copy = tmp_path / "kho.git"
    for _ in range(2):
        for line in told.splitlines():
            command = shlex.split(line.replace("/o-khac/kho-van-ban.git", str(copy)))
            subprocess.run(command, cwd=kho, check=True, capture_output=True)
    heads = [
        subprocess.run(
            ["git", "rev-parse", "main"], cwd=place, check=True, capture_output=True
        ).stdout
        for place in (kho, copy)
    ]
    assert heads[0] == heads[1]


def test_a_port_in_use_is_told_in_one_line_before_anything_is_built(repositories: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            ["make", "--silent", "free", f"PORT={port}"],
            cwd=repositories / "server",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode != 0
    assert done.stderr.splitlines()[0].startswith(f"port {port} is in use")
    assert "Traceback" not in done.stderr
    makefile = (repositories / "server" / "Makefile").read_text("utf-8")
    assert "\nsite: free build\n" in makefile
