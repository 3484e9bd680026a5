"""Git: what a repository holds, and how a branch is moved; the only module that runs it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche.errors import QuycheError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_INHERITED = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX")
"""Where Git runs us as a hook of its own, these point at another repository than ours."""
_MOVED = (
    "non-fast-forward",
    "fetch first",
    "cannot lock ref",
    "failed to update ref",
)
"""What Git says of a branch that is no longer where we found it."""


class GitError(QuycheError):
    """A Git command failed; the message is what Git said."""


@dataclass(frozen=True)
class Repository:
    """One repository, by any folder in it or, for a bare one, by its own folder."""

    path: Path

    @classmethod
    def containing(cls, folder: Path) -> Repository | None:
        """The repository whose work tree a folder lies in; None where there is none."""
        try:
            top = Repository(folder).run("rev-parse", "--show-toplevel").strip()
        except (GitError, OSError):
            return None
        return cls(Path(top)) if top else None

    @classmethod
    def create(cls, folder: Path, *, borrowing: Repository | None = None) -> Repository:
        """A new bare repository; it reads the objects of `borrowing` without copying them."""
        folder.mkdir(parents=True)
        made = cls(folder)
        made.run("init", "--quiet", "--bare", "--initial-branch=main")
        if borrowing:
            alternates = folder / "objects" / "info" / "alternates"
            alternates.write_text(f"{borrowing.objects}\n", encoding="utf-8")
        return made

    @property
    def objects(self) -> Path:
        """The folder of its objects."""
        found = self.run("rev-parse", "--git-path", "objects").strip()
        return (self.path / found).resolve()

    def run(self, *arguments: str, feed: bytes | None = None) -> str:
        """Run one Git command and return what it printed; raises GitError with its complaint."""
        return self._bytes(arguments, feed).decode("utf-8", "surrogateescape")

    def _bytes(self, arguments: Iterable[str], feed: bytes | None = None) -> bytes:
        command = ["git", *arguments]
        done = subprocess.run(
            command, cwd=self.path, env=_environment(), input=feed, capture_output=True, check=False
        )
        if done.returncode:
            complaint = done.stderr.decode("utf-8", "replace").strip()
            raise GitError(f"{' '.join(command[:3])}: {complaint or done.returncode}")
        return done.stdout

    # Reading

    @property
    def is_shallow(self) -> bool:
        """Whether the clone was cut off somewhere in the past."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == "true"

    def commit(self, revision: str) -> str | None:
        """The full id of a commit; None where the revision names none."""
        try:
            return self.run(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            ).strip()
        except GitError:
            return None

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether a commit is the other or comes before it; false where either is unknown."""
        try:
            self.run("merge-base", "--is-ancestor", older, newer)
        except GitError:
            return False
        return True

    def merge_base(self, one: str, other: str) -> str:
        """The commit at which two lines of work parted; the first where they share none."""
        try:
            return self.run("merge-base", one, other).strip()
        except GitError:
            return one

    def first_parents(self, revision: str, path: str) -> tuple[str, ...]:
        """The commits that changed a path along first parents, oldest first."""
        listed = self.run("rev-list", "--first-parent", "--reverse", revision, "--", path)
        return tuple(listed.split())

    def tree(self, revision: str, folder: str = "") -> dict[str, str]:
        """The ids of the files below a folder at a revision, by their paths relative to it."""
        prefix = f"{folder}/" if folder else ""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", revision, "--", prefix or ".")
        entries = (entry.partition("\t") for entry in listed.split("\0") if entry)
        return {
            path.removeprefix(prefix): described.split()[2]
            for described, _, path in entries
            if described.split()[1] == "blob"
        }

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Objects by id or `revision:path`, in one process; what is not there is left out."""
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        feed = "".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        answer = memoryview(self._bytes(("cat-file", "--batch"), feed))
        return dict(_batch(wanted, answer))

    def remote(self, name: str) -> str:
        """The address of a remote, as seen from anywhere; raises GitError for an unknown one."""
        address = self.run("remote", "get-url", "--push", name).strip()
        folder = self.path / address
        return str(folder.resolve()) if folder.is_dir() else address

    # Moving branches

    def move(self, branch: str, commit: str | None, expected: str | None = None) -> None:
        """Set a branch to a commit, or delete it; raises GitError if it is not where expected."""
        reference = f"refs/heads/{branch}"
        if commit is None:
            self.run("update-ref", "-d", reference, *filter(None, [expected]))
        else:
            self.run("update-ref", reference, commit, *filter(None, [expected]))

    def fetch(self, place: str, branch: str) -> str | None:
        """Take over a branch from elsewhere, whatever it was here; None where it is not there."""
        reference = f"refs/heads/{branch}"
        if not self.run("ls-remote", place, reference).strip():
            self.move(branch, None)
            return None
        self.run("fetch", "--quiet", "--no-tags", place, f"+{reference}:{reference}")
        return self.commit(reference)

    def push(self, place: str, branch: str) -> bool:
        """Offer a branch elsewhere, never by force; false where it had moved on meanwhile."""
        reference = f"refs/heads/{branch}"
        try:
            self.run("push", "--quiet", "--porcelain", place, f"{reference}:{reference}")
        except GitError as fault:
            if any(sign in str(fault) for sign in _MOVED):
                return False
            raise
        return True

    def export(self, revision: str, folder: Path) -> None:
        """Write the files of a revision into a folder, which need not be there yet."""
        folder.mkdir(parents=True, exist_ok=True)
        index = folder.with_name(f"{folder.name}.index")
        environment = {**_environment(), "GIT_INDEX_FILE": str(index)}
        git = ["git", f"--work-tree={folder}"]
        for arguments in (["read-tree", revision], ["checkout-index", "--all", "--force"]):
            subprocess.run([*git, *arguments], cwd=self.path, env=environment, check=True)
        index.unlink()


def _environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if name not in _INHERITED}
    return {**inherited, **_ENVIRONMENT}


def _batch(wanted: Iterable[str], answer: memoryview) -> Iterator[tuple[str, bytes]]:
    """What `cat-file --batch` printed: for each object a line `id type size`, then its bytes."""
    position = 0
    for name in wanted:
        end = position + bytes(answer[position : position + 4096]).index(b"\n")
        described = bytes(answer[position:end]).split()
        position = end + 1
        if described[-1] == b"missing":
            continue
        size = int(described[-1])
        yield name, bytes(answer[position : position + size])
        position += size + 1
