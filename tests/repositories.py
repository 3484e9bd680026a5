"""Real repositories for tests: commit after commit of a folder of documents."""

import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
MEETING = """---
kind: meeting
title: Hội nghị Ban A
body: ban-a
date: 2021-01-18
papers: [a]
---
# Hội nghị Ban A

## Kết luận

1. Sửa Quy chế A.
    - Chủ trì: Ban A
    - Thực hiện: khoản 1 Điều 1 Quy chế A, phiên bản 1-du-thao-1
"""
"""The minutes of a meeting that heard the regulation A and concluded on it."""


def git(folder: Path, *arguments: str, feed: str | None = None) -> str:
    """Run Git in a folder, with a text to read, and return what it printed."""
    done = subprocess.run(
        ["git", *IDENTITY, *arguments],
        cwd=folder,
        input=feed,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def create(folder: Path) -> Path:
    """An empty repository with a branch `main`."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def commit(folder: Path, files: dict[str, str | None], message: str = "Change") -> str:
    """Write files of docs/ (None deletes one) and commit them; the new commit's id."""
    for name, text in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            path.unlink()
        else:
            path.write_text(text, encoding="utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def entry(name: str, date: str = "2021-01-18", **more: str) -> str:
    """An entry of a ledger, ready to be joined with others."""
    kind = "draft" if "du-thao" in name else "adopted"
    lines = [f'- name: "{name}"', f"  title: Bản {name}", f"  kind: {kind}", f"  date: {date}"]
    return "\n".join([*lines, *(f"  {key}: {value}" for key, value in more.items())]) + "\n"


def ledger(*names: str) -> str:
    """A ledger of these editions."""
    return "\n".join(entry(name) for name in names)


def regulation(
    *clauses: str, title: str = "Quy chế A", status: str = "draft", more: str = ""
) -> str:
    """A regulation of one article with these clauses."""
    front = f"---\nkind: regulation\ntitle: {title}\nstatus: {status}\n{more}---\n"
    numbered = "\n\n".join(f"{number}. {clause}" for number, clause in enumerate(clauses, 1))
    return f"{front}# {title}\n\n### Điều 1. Phạm vi\n\n{numbered}\n"
