"""What is told of a step: what it would write, or what it wrote and what comes next."""

from __future__ import annotations

import difflib
import shlex
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from quyche.lifecycle import commits
from quyche.lifecycle.steps import LifecycleStep

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.labels import Labels
    from quyche.lifecycle.plans import Moved, Plan, Rewrite
    from quyche.lifecycle.refreshes import Refresh


def would(plan: Plan, labels: Labels) -> Iterator[str]:
    """What the step would write, as the difference to what is there."""
    name, title = plan.edition.name, plan.edition.title
    yield labels("lifecycle.would", name=name, title=title)
    for file in plan.files:
        yield from _diff(file, _placed(plan, file.path))
    yield from _beside(plan, labels)


def refreshed(refresh: Refresh, labels: Labels, *, is_trial: bool) -> Iterator[str]:
    """Which new entries name other texts than they did."""
    if not refresh.entries:
        yield labels("lifecycle.refresh_nothing")
        return
    for entry in refresh.entries:
        yield labels("lifecycle.refreshed", name=entry.name, ids=", ".join(entry.documents))
    yield labels("lifecycle.refresh_trial" if is_trial else "lifecycle.refresh_record")


def _diff(file: Rewrite, path: str) -> Iterator[str]:
    old, new = (text.decode("utf-8").splitlines() for text in (file.old, file.new))
    yield from difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=1, lineterm="")


def done(plan: Plan, step: LifecycleStep, labels: Labels, recorded: str = "") -> Iterator[str]:
    """What the step wrote, and the commands by which it is recorded and proposed.

    `recorded` is the commit that it is recorded as already, empty where it is not.
    """
    name, title = plan.edition.name, plan.edition.title
    path = _placed(plan, plan.files[-1].path)
    yield labels("lifecycle.done", name=name, title=title, path=path)
    for document in plan.documents:
        yield f"  {_placed(plan, document.path)}: {'; '.join(_moves(document, labels))}"
    yield from _beside(plan, labels)
    yield ""
    if recorded:
        yield labels("lifecycle.recorded", commit=recorded)
        yield from _drafts_to_restore(plan, labels)
    else:
        yield from _next(plan, step, labels)


def _next(plan: Plan, step: LifecycleStep, labels: Labels) -> Iterator[str]:
    name, folder = plan.edition.name, shlex.quote(plan.folder)
    yield labels("lifecycle.review")
    yield f"   git diff {folder}"
    if step is LifecycleStep.TERM:
        yield labels("lifecycle.term_review")
    yield labels("lifecycle.record")
    yield f"   git switch -c phien-ban-{name}"
    yield f"   git add {folder}"
    yield f"   git commit -m {shlex.quote(commits.message(plan, labels))}"
    yield f"   git push -u origin phien-ban-{name}"
    yield labels("lifecycle.propose", name=name)
    yield from _drafts_to_restore(plan, labels)


def _drafts_to_restore(plan: Plan, labels: Labels) -> Iterator[str]:
    for document, text in plan.draft_to_restore:
        path = _placed(plan, document)
        yield labels("lifecycle.restore_draft", path=path)
        yield f"   git cat-file blob {text} > {shlex.quote(path)}"


def _moves(document: Moved, labels: Labels) -> Iterator[str]:
    yield labels("lifecycle.new_text" if document.has_new_text else "lifecycle.same_text")
    for key, found, wanted in document.keys:
        kind = "changed" if found and wanted else "set" if wanted else "gone"
        yield labels(f"lifecycle.{kind}", key=key, found=found, wanted=wanted)
    if not document.keys:
        yield labels("lifecycle.right")


def _beside(plan: Plan, labels: Labels) -> Iterator[str]:
    for problem in plan.turned:
        yield labels.line(problem.at(_placed(plan, problem.path)))
    for path in plan.changed_beside:
        yield labels("lifecycle.beside", path=_placed(plan, path))
    for path in plan.drafted_beside:
        yield labels("lifecycle.drafted_beside", path=_placed(plan, path))
    for path in plan.joined:
        yield labels("lifecycle.joined", path=_placed(plan, path))
    for name, document in plan.corrected_meanwhile:
        yield labels("lifecycle.corrected_meanwhile", name=name, id=document)
    if plan.left:
        yield labels("lifecycle.left", ids=", ".join(plan.left))
    for remarked in plan.remarks:
        path = _placed(plan, remarked.path)
        if remarked.shown:
            yield labels("lifecycle.remarks_shown", path=path, count=len(remarked.shown))
        if remarked.unanswered:
            ids = ", ".join(remarked.unanswered)
            yield labels("lifecycle.remarks_open", path=path, ids=ids)


def _placed(plan: Plan, path: str) -> str:
    """A file as seen from the top of the repository."""
    return str(PurePosixPath(plan.folder) / path)
