"""Who signed an edition's commit and its tags, as Git verifies that; keys of SSH, made here."""

import subprocess
from pathlib import Path

import pytest

from quyche.git import Repository
from quyche.publishing.signatures import Signature, signatures
from repositories import create, git


def key(folder: Path, name: str) -> Path:
    file = folder / name
    command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(file)]
    subprocess.run(command, check=True)
    return file


@pytest.fixture(scope="module", name="folder")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository that trusts one of two keys; each commit is tagged, the tag is signed alike."""
    keys = tmp_path_factory.mktemp("keys")
    trusted, other = key(keys, "tin"), key(keys, "la")
    public = trusted.with_suffix(".pub").read_text("utf-8")
    (keys / "allowed").write_text(f"vanphong@example.org {public}", encoding="utf-8")
    folder = create(tmp_path_factory.mktemp("signed") / "repository")
    for name, value in {
        "user.name": "Văn phòng",
        "user.email": "vanphong@example.org",
        "gpg.format": "ssh",
        "gpg.ssh.allowedSignersFile": str(keys / "allowed"),
    }.items():
        git(folder, "config", name, value)
    git(folder, "commit", "--quiet", "--allow-empty", "--message", "none")
    git(folder, "tag", "none", "--annotate", "--message", "none")
    for tag, file in (("good", trusted), ("untrusted", other)):
        signing = ("-c", f"user.signingkey={file}")
        git(folder, *signing, "commit", "--quiet", "--allow-empty", "-S", "--message", tag)
        git(folder, *signing, "tag", tag, "--sign", "--message", tag)
    source = git(folder, "cat-file", "commit", "good").replace("\n\ngood", "\n\nbad")
    bad = git(folder, "hash-object", "-t", "commit", "-w", "--stdin", feed=f"{source}\n")
    git(folder, "tag", "bad", bad)
    return folder


def found(folder: Path, name: str) -> list[Signature]:
    repository = Repository(folder)
    commit = repository.commit(name)
    assert commit
    return list(signatures(repository, commit))


def test_a_commit_and_a_tag_that_nobody_signed_have_no_signature(folder: Path) -> None:
    assert found(folder, "none") == [Signature("", "none")]


def test_a_signature_is_told_with_its_signer(folder: Path) -> None:
    who = "vanphong@example.org"
    assert found(folder, "good") == [Signature("", "good", who), Signature("good", "good", who)]


def test_a_key_that_is_not_known_is_not_taken_for_somebody(folder: Path) -> None:
    commit, tag = found(folder, "untrusted")
    assert (commit.state, tag.state) == ("untrusted", "untrusted")
    assert "SHA256:" in commit.signer
    assert "SHA256:" in tag.signer


def test_a_commit_that_was_changed_after_it_was_signed_is_told(folder: Path) -> None:
    assert [one.state for one in found(folder, "bad")] == ["bad"]


def test_what_cannot_be_verified_here_is_not_taken_for_unsigned(
    folder: Path, tmp_path: Path
) -> None:
    git(tmp_path, "clone", "--quiet", str(folder), "clone")  # without its list of keys
    told = found(tmp_path / "clone", "good")
    assert [one.state for one in told] == ["unverifiable", "unverifiable"]
