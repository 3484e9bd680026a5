"""Git: what a repository holds, and how a branch is moved; the only module that runs it."""

from __future__ import annotations

import os
import re
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import git_answers
from quyche.errors import HistoryError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Person = tuple[str, str]
    """Somebody's name and address."""

_ENVIRONMENT = {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
INHERITED = (
    *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"),
    *("GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES"),
    *("GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS"),
)
"""Where Git runs us as a hook of its own, these point at another repository than ours."""
_ACCESS_RE = re.compile(
    r"(?:credential|http|https|ssh|url|user|protocol)\..*|core\.(?:sshcommand|askpass)"
)
"""The settings of a repository by which Git reaches others and knows who acts."""
_OWN_SETTINGS = (
    ("core.attributesFile", os.devnull),  # files stay as they are, byte for byte
    ("core.autocrlf", "false"),
    ("core.hooksPath", os.devnull),  # what is checked before a push of sources is none of ours
    ("gc.auto", "0"),  # nothing may go on in a folder that is about to be deleted
)
LINK, SUBMODULE = "120000", "160000"
"""The modes of what is no file."""
_STALE = 10.0  # seconds; Git holds the lock of a branch for a few milliseconds


class GitError(RefusedError):
    """A Git command failed; the message is what Git said."""

    is_quotation = True

    def __init__(self, reason: str) -> None:
        self.tells_damage = git_answers.tells_damage(reason)
        super().__init__("command.damaged" if self.tells_damage else "command.git", reason=reason)

    def __str__(self) -> str:
        return str(self.details["reason"])


@dataclass(frozen=True)
class Message:
    """What a commit says in the trailers of its message, each a key and a value on one line."""

    commit: str
    parents: tuple[str, ...]
    trailers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Repository:
    """One repository, by any folder in it or, for a bare one, by its own folder."""

    path: Path
    settings: tuple[tuple[str, str], ...] = ()
    """Of Git, beside those that the repository and the user have."""

    @classmethod
    def containing(cls, folder: Path) -> Repository | None:
        """The repository whose work tree a folder lies in; None where there is none.

        Raises HistoryError where there is one that Git cannot or will not read.
        """
        try:
            top = Repository(folder).run("rev-parse", "--show-toplevel").strip()
        except (GitError, OSError) as fault:
            if folder.is_dir() and (place := _repository_around(folder)):
                raise _unusable(place, fault) from fault
            return None
        return cls(Path(top)) if top else None

    @classmethod
    def create(cls, folder: Path, *, borrowing: Repository | None = None) -> Repository:
        """A new bare repository, to be thrown away.

        It reads the objects of `borrowing` without copying them, and reaches others as that does.
        """
        folder.mkdir(parents=True)
        access = tuple(borrowing.access()) if borrowing else ()
        made = cls(folder, (*access, *_OWN_SETTINGS))
        made.run("init", "--quiet", "--bare", "--template=", "--initial-branch=main")
        if borrowing:
            alternates = folder / "objects" / "info" / "alternates"
            alternates.parent.mkdir(exist_ok=True)
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

    def said(self, *arguments: str) -> str:
        """All that a Git command told, complaints included, and whether or not it failed."""
        done = self._done(["git", *arguments])
        return (done.stdout + done.stderr).decode("utf-8", "replace")

    def _bytes(self, arguments: Iterable[str], feed: bytes | None = None) -> bytes:
        command = ["git", *arguments]
        done = self._done(command, feed)
        if done.returncode:
            raise GitError(
                f"{' '.join(command[:2])}: {git_answers.complaint(done.stderr, done.returncode)}"
            )
        return done.stdout

    def _done(
        self, command: list[str], feed: bytes | None = None, **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        environment = {**self._environment(), **variables}
        return subprocess.run(
            command, cwd=self.path, env=environment, input=feed, capture_output=True, check=False
        )

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if name not in INHERITED}
        told = int(inherited.get("GIT_CONFIG_COUNT") or 0)
        given: dict[str, str] = {}
        for number, (key, value) in enumerate(self.settings, told):
            given[f"GIT_CONFIG_KEY_{number}"], given[f"GIT_CONFIG_VALUE_{number}"] = key, value
        if given:
            given["GIT_CONFIG_COUNT"] = str(told + len(self.settings))
        return {**inherited, **given, **_ENVIRONMENT}

    # Reading

    def access(self) -> Iterator[tuple[str, str]]:
        """The settings that belong to this repository and matter when it reaches another."""
        listed = self.run("config", "--local", "--includes", "--null", "--list")
        for entry in listed.split("\0"):
            key, _, value = entry.partition("\n")
            if _ACCESS_RE.fullmatch(key):
                yield key, value

    @property
    def is_shallow(self) -> bool:
        """Whether the clone was cut off somewhere in the past."""
        return self.run("rev-parse", "--is-shallow-repository").strip() == "true"

    def commit(self, revision: str) -> str | None:
        """The full id of a commit; None where the revision names none."""
        return self.object(f"{revision}^{{commit}}")

    def object(self, name: str) -> str | None:
        """The full id of an object; None where the name names none.

        Raises GitError where what leads to it is damaged.
        """
        try:
            return self.run("rev-parse", "--verify", "--quiet", "--end-of-options", name).strip()
        except GitError as fault:
            if fault.tells_damage:
                raise
            return None

    def is_ancestor(self, older: str, newer: str) -> bool:
        """Whether a commit is the other or comes before it; false where either is unknown."""
        try:
            self.run("merge-base", "--is-ancestor", older, newer)
        except GitError:
            return False
        return True

    def merge_base(self, one: str, other: str) -> str | None:
        """The commit at which two lines of work parted; None where they share none."""
        try:
            return self.run("merge-base", one, other).strip()
        except GitError:
            return None

    def first_parents(self, revision: str, path: str) -> tuple[str, ...]:
        """The commits that changed a path along first parents, oldest first."""
        listed = self.run("rev-list", "--first-parent", "--reverse", revision, "--", path)
        return tuple(listed.split())

    def messages(self, revisions: Iterable[str], keys: Iterable[str]) -> Iterator[Message]:
        """Every commit these revisions reach, children first, with its trailers of these keys."""
        wanted = ",".join(f"key={key}" for key in keys)
        layout = f"tformat:%H%x00%P%x00%(trailers:{wanted},unfold=true)%x00"  # no text holds a NUL
        command = ("log", "--topo-order", "--no-show-signature", f"--format={layout}", "--stdin")
        feed = "".join(f"{revision}\n" for revision in revisions).encode()
        said = self._bytes(command, feed).decode("utf-8", "replace").split("\0")
        for commit, parents, block in zip(said[::3], said[1::3], said[2::3], strict=False):
            parts = (line.partition(":") for line in block.split("\n") if line.strip())
            trailers = tuple((key.strip(), value.strip()) for key, _, value in parts)
            yield Message(commit.strip(), tuple(parents.split()), trailers)

    def touched(self, messages: Iterable[Message]) -> dict[str, tuple[str, ...]]:
        """The paths that each of these commits changed, against its first parent; in one process.

        Relative to the top of the repository.
        """
        asked = {message.commit: message.parents[:1] for message in messages}
        if not asked:
            return {}
        command = ("diff-tree", "--stdin", "-r", "--root", "--name-only", "-z", "--no-renames")
        feed = "".join(f"{' '.join((one, *first))}\n" for one, first in asked.items()).encode()
        told = self._bytes(command, feed).decode("utf-8", "surrogateescape")
        return git_answers.touched(asked, told)

    def tree(self, revision: str, folder: str = "") -> dict[str, str]:
        """The ids of the files below a folder at a revision, by their paths relative to it.

        A symbolic link is one of them.
        """
        listed = self.listing(revision, folder)
        return {path: name for path, (mode, name) in listed.items() if mode != SUBMODULE}

    def files(self, revision: str, folder: str = "") -> dict[str, str]:
        """The same without symbolic links."""
        listed = self.listing(revision, folder)
        return {
            path: name for path, (mode, name) in listed.items() if mode not in {SUBMODULE, LINK}
        }

    def listing(self, revision: str, folder: str = "") -> dict[str, tuple[str, str]]:
        """The mode and id of everything but folders below a folder, by paths relative to it."""
        prefix = f"{folder}/" if folder else ""
        listed = self.run("ls-tree", "-r", "-z", "--full-tree", revision, "--", prefix or ".")
        rows = ((path, entry.split()) for path, entry in git_answers.entries(listed).items())
        return {path.removeprefix(prefix): (mode, blob) for path, (mode, _, blob) in rows}

    def object_id(self, content: bytes, path: str) -> str:
        """The id that a file's content has, or would have, once it is committed at that path.

        As Git itself would store it: a line end that is changed on the way in is changed here.
        """
        return self.run("hash-object", "--stdin", "--path", path, feed=content).strip()

    def entries(self, revision: str) -> dict[str, str]:
        """What stands at the top of a revision, each name with its mode, type and id."""
        return git_answers.entries(self.run("ls-tree", "-z", revision))

    def subjects(self, revision: str) -> Iterator[tuple[str, str]]:
        """The commits along first parents, newest first, with the first lines of messages."""
        layout = "--format=%H%x00%s"
        listed = self.run("log", "--first-parent", "--no-show-signature", layout, revision)
        for row in listed.splitlines():
            commit, _, subject = row.partition("\0")
            yield commit, subject

    def read(self, names: Iterable[str]) -> dict[str, bytes]:
        """Objects by id or `revision:path`, in one process; what is not there is left out.

        Raises GitError for a path that is there and whose object is not.
        """
        wanted = list(dict.fromkeys(names))
        if not wanted:
            return {}
        feed = "".join(f"{name}\n" for name in wanted).encode("utf-8", "surrogateescape")
        answer = memoryview(self._bytes(("cat-file", "--batch"), feed))
        found = dict(git_answers.objects(wanted, answer))
        for name, lost in self._placed(name for name in wanted if name not in found).items():
            raise GitError(f"git cat-file: unable to read {lost} ({name})")
        return found

    def _placed(self, names: Iterable[str]) -> dict[str, str]:
        """What stands at each `revision:path`, whether or not its object is there."""
        return {
            f"{revision}:{path}": placed
            for revision, paths in git_answers.by_revision(names).items()
            if self.object(revision)
            for path, placed in self.at(revision, paths).items()
        }

    def at(self, revision: str, paths: Iterable[str]) -> dict[str, str]:
        """The ids of what stands at each of these paths; what is not there is left out."""
        listed = self.run("ls-tree", "-z", "--full-tree", revision, "--", *paths)
        rows = git_answers.entries(listed).items()
        return {path: described.split()[2] for path, described in rows}

    def held(self, names: Iterable[str]) -> frozenset[str]:
        """Which of these objects it holds."""
        feed = "".join(f"{name}\n" for name in sorted(set(names)))
        told = self.run("cat-file", "--batch-check=%(objectname)", feed=feed.encode())
        return frozenset(line for line in told.splitlines() if " " not in line)

    def remote(self, name: str) -> str | None:
        """The address of a remote, as seen from anywhere; None for an unknown one."""
        try:
            address = self.run("remote", "get-url", "--push", name).strip()
        except GitError:
            return None
        folder = self.path / address
        return str(folder.resolve()) if folder.is_dir() else address

    def tip(self, place: str, branch: str) -> str:
        """Where a branch elsewhere stands; empty where there is none.

        Raises GitError for a place out of reach.
        """
        return self.run("ls-remote", place, f"refs/heads/{branch}").partition("\t")[0].strip()

    # Moving branches

    def rewrite(self, branch: str, entries: Mapping[str, str], message: str, who: Person) -> None:
        """Add a commit to a branch after which these entries stand at its top, and no others."""
        feed = "".join(f"{described}\t{name}\0" for name, described in entries.items())
        tree = self.run("mktree", "-z", feed=feed.encode("utf-8", "surrogateescape")).strip()
        reference, (name, email) = f"refs/heads/{branch}", who
        named = ("-c", f"user.name={name}", "-c", f"user.email={email}")
        parent = ("-p", self.run("rev-parse", reference).strip())
        commit = self.run(*named, "commit-tree", tree, *parent, "-m", message).strip()
        self.move(branch, commit)

    def move(self, branch: str, commit: str | None) -> None:
        """Set a branch to a commit, or delete it."""
        reference = f"refs/heads/{branch}"
        self.run("update-ref", *(["-d", reference] if commit is None else [reference, commit]))

    def fetch(self, place: str, branch: str) -> str:
        """Take over a branch from elsewhere, whatever it was here; empty where it is not there."""
        reference = f"refs/heads/{branch}"
        if not self.tip(place, branch):
            self.move(branch, None)
            return ""
        self.run("fetch", "--quiet", "--no-tags", place, f"+{reference}:{reference}")
        return self.commit(reference) or ""

    def obtain(self, place: str, commit: str) -> bool:
        """Get a commit from elsewhere; false where it is not there or not to be had."""
        try:
            self.run("fetch", "--quiet", "--no-tags", place, commit)
        except GitError:
            return False
        return True

    def push(self, place: str, branch: str) -> str:
        """Offer a branch elsewhere, never by force; empty, or why it was not taken.

        Raises GitError for a place out of reach.
        """
        reference = f"refs/heads/{branch}"
        command = ["git", "push", "--porcelain", place, f"{reference}:{reference}"]
        done = self._done(command)
        if not done.returncode:
            return ""
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            if line.startswith("!"):
                return line.rpartition("\t")[2]
        raise GitError(f"git push: {git_answers.complaint(done.stderr, done.returncode)}")

    def unlock(self, branch: str) -> None:
        """Take away the lock that a process left on a branch when it was killed."""
        told = self.run("rev-parse", "--git-path", f"refs/heads/{branch}.lock").strip()
        lock = self.path / told
        try:
            if time.time() - lock.stat().st_mtime > _STALE:
                lock.unlink()
        except FileNotFoundError:
            pass

    def export(self, revision: str, folder: Path) -> None:
        """Write the files of a revision into a folder, which need not be there yet."""
        folder.mkdir(parents=True, exist_ok=True)
        index = folder.with_name(f"{folder.name}.index")
        git = ["git", f"--work-tree={folder}"]
        for arguments in (["read-tree", revision], ["checkout-index", "--all", "--force"]):
            done = self._done([*git, *arguments], GIT_INDEX_FILE=str(index))
            if done.returncode:
                raise GitError(
                    f"git {arguments[0]}: {git_answers.complaint(done.stderr, done.returncode)}"
                )
        index.unlink()


def _repository_around(folder: Path) -> Path | None:
    """The folder around that looks like the top of a work tree."""
    around = (folder.resolve(), *folder.resolve().parents)
    return next((place for place in around if (place / ".git").exists()), None)


def _unusable(place: Path, fault: GitError | OSError) -> HistoryError:
    """Why a repository that is there cannot be used."""
    if isinstance(fault, OSError):
        return HistoryError("git-missing", path=place)
    rule = "git-owner" if "dubious ownership" in str(fault) else "git-unusable"
    return HistoryError(rule, path=place, reason=fault)
