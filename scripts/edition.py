"""Add an edition to the ledger and bring the documents' front matter in line with it."""

from __future__ import annotations

import argparse
import datetime
import difflib
import shlex
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from quyche import file_writes, urls
from quyche.errors import HistoryError, QuycheError
from quyche.labels import Labels
from quyche.language.spelling import compose
from quyche.lifecycle import plans
from quyche.lifecycle.plans import Moved, Plan, Rewrite
from quyche.lifecycle.steps import Request, Step
from quyche.texts import parser

DOCS = Path(__file__).parent.parent / "docs"
LABELS = Labels.load("vi")
_HIGHEST_TERM = 999
_EXAMPLES = """examples:
  %(prog)s draft --date 2021-02-10 --meeting 2021-02-10-ban-thuong-vu
  %(prog)s adopt --date 2021-03-15 --number quy-che-lam-viec=00-QC/TU
  %(prog)s amend quy-che-lam-viec --date 2023-06-20
  %(prog)s term quy-che-lam-viec --term "XVIII (2025-2030)" --name 18 --date 2025-10-20

With --dry-run it only shows what it would write.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Write the step and say what comes next; return 1 where it is not allowed, 2 on wrong use."""
    arguments = _arguments().parse_args(argv)
    try:
        if not arguments.future:
            _refuse_future(arguments.date)
        plan = plans.plan(arguments.docs, _request(arguments), LABELS)
        if not arguments.dry_run:
            _write(plan, arguments.docs)
    except HistoryError as fault:
        print(LABELS.refusal(fault), file=sys.stderr)
        return 1
    except QuycheError as fault:
        print(fault, file=sys.stderr)
        return 2
    except OSError as fault:
        message = LABELS("lifecycle.unwritable", path=fault.filename, reason=fault.strerror)
        print(message, file=sys.stderr)
        return 1
    told = _would(plan) if arguments.dry_run else _done(plan, arguments.step)
    print("\n".join(told))
    return 0


def _refuse_future(date: datetime.date) -> None:
    """A slip in a date cannot be mended: nothing earlier may ever follow it."""
    if date > datetime.date.today():  # noqa: DTZ011  # the day where the clerk is
        raise HistoryError("future", date=date)


# Arguments


def _arguments() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    command = argparse.ArgumentParser(description=__doc__, epilog=_EXAMPLES, formatter_class=raw)
    steps = command.add_subparsers(dest="step", required=True, metavar="STEP")
    draft = _step(steps, Step.DRAFT, "the next draft of the round that is open")
    draft.add_argument(
        "documents", nargs="*", type=_document, metavar="DOCUMENT", help="(all drafts of the round)"
    )
    adopt = _step(steps, Step.ADOPT, "the drafts of the round that is open are adopted")
    adopt.add_argument("--effective", type=_date, metavar="DATE", help="(the date of adoption)")
    adopt.add_argument(
        "--number",
        dest="numbers",
        nargs="+",
        action="extend",
        type=_number,
        default=[],
        metavar="DOCUMENT=NUMBER",
        help="the numbers the documents were given, e.g. quy-che-lam-viec=00-QC/TU",
    )
    amend = _step(steps, Step.AMEND, "the first draft of an amendment of what is in force")
    term = _step(steps, Step.TERM, "the first draft of a new term")
    term.add_argument(
        "--term", type=_filled, required=True, help='as documents name it: "XVIII (2025-2030)"'
    )
    term.add_argument(
        "--name",
        dest="term_number",
        type=_term_number,
        required=True,
        metavar="NUMBER",
        help="as its editions are named: 18",
    )
    for step in (amend, term):
        step.add_argument(
            "documents", nargs="+", type=_document, metavar="DOCUMENT", help="file names"
        )
    for step in (draft, amend, term):
        step.add_argument(
            "--same-text", action="store_true", help="even where no text is new since the last one"
        )
    return command


def _step(
    steps: argparse._SubParsersAction[argparse.ArgumentParser], step: Step, about: str
) -> argparse.ArgumentParser:
    added = steps.add_parser(step.value, help=about, description=f"Add an edition: {about}.")
    added.add_argument(
        "--date", type=_date, required=True, help="the day of the event, e.g. 2021-02-10"
    )
    added.add_argument(
        "--meeting", default="", metavar="ID", help=f"a file name in docs/{urls.MEETINGS}"
    )
    added.add_argument(
        "--note", type=_text, default="", metavar="TEXT", help="what is new, in one sentence"
    )
    added.add_argument(
        "--title", type=_text, default="", metavar="TEXT", help="(composed from the name)"
    )
    added.add_argument("--future", action="store_true", help="the day is still to come")
    added.add_argument("--dry-run", action="store_true", help="only show what would be written")
    added.add_argument("--docs", type=Path, default=DOCS, help="the folder of documents (docs)")
    return added


def _date(text: str) -> datetime.date:
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        raise argparse.ArgumentTypeError(LABELS("lifecycle.wrong_date", found=text)) from None


def _document(text: str) -> str:
    """The id of a document that is given by its id or its path."""
    return parser.document_id(text.replace("\\", "/"))


def _number(text: str) -> tuple[str, str]:
    document, _, number = text.partition("=")
    if not document.strip() or not number.strip():
        raise argparse.ArgumentTypeError(LABELS("lifecycle.wrong_number", found=text))
    return _document(document.strip()), _text(number)


def _text(text: str) -> str:
    """A text as documents have it: on one line, in Unicode form NFC."""
    return " ".join(compose(text).split())


def _filled(text: str) -> str:
    if not text.strip():
        raise argparse.ArgumentTypeError(LABELS("lifecycle.blank"))
    return _text(text)


def _term_number(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if not 1 <= number <= _HIGHEST_TERM:
        raise argparse.ArgumentTypeError(LABELS("lifecycle.wrong_term", found=text))
    return number


def _request(arguments: argparse.Namespace) -> Request:
    given = vars(arguments)
    return Request(
        step=Step(arguments.step),
        date=arguments.date,
        documents=tuple(dict.fromkeys(given.get("documents", ()))),
        meeting=arguments.meeting,
        note=arguments.note,
        title=arguments.title,
        numbers=dict(given.get("numbers", ())),
        effective=given.get("effective"),
        term=given.get("term", ""),
        term_number=given.get("term_number", 0),
        allows_same_text=given.get("same_text", False),
    )


# Writing and telling


def _write(plan: Plan, docs: Path) -> None:
    file_writes.write_all({docs / file.path: file.new for file in plan.files})


def _would(plan: Plan) -> Iterator[str]:
    name, title = plan.edition.name, plan.edition.title
    yield LABELS("lifecycle.would", name=name, title=title)
    for file in plan.files:
        yield from _diff(file, _placed(plan, file.path))
    yield from _beside(plan)


def _diff(file: Rewrite, path: str) -> Iterator[str]:
    old, new = (text.decode("utf-8").splitlines() for text in (file.old, file.new))
    yield from difflib.unified_diff(old, new, f"a/{path}", f"b/{path}", n=1, lineterm="")


def _done(plan: Plan, step: str) -> Iterator[str]:
    name, title, folder = plan.edition.name, plan.edition.title, shlex.quote(plan.folder)
    path = _placed(plan, plan.files[-1].path)
    yield LABELS("lifecycle.done", name=name, title=title, path=path)
    for document in plan.documents:
        yield f"  {_placed(plan, document.path)}: {'; '.join(_moves(document))}"
    yield from _beside(plan)
    yield ""
    yield LABELS("lifecycle.review")
    yield f"   git diff {folder}"
    if step == Step.TERM.value:
        yield LABELS("lifecycle.term_review")
    yield LABELS("lifecycle.record")
    message = LABELS("lifecycle.message", name=name, title=title)
    yield f"   git switch -c phien-ban-{name}"
    yield f"   git add {folder}"
    yield f"   git commit -m {shlex.quote(message)}"
    yield f"   git push -u origin phien-ban-{name}"
    yield LABELS("lifecycle.propose", name=name)


def _moves(document: Moved) -> Iterator[str]:
    yield LABELS("lifecycle.new_text" if document.has_new_text else "lifecycle.same_text")
    for key, found, wanted in document.keys:
        kind = "changed" if found and wanted else "set" if wanted else "gone"
        yield LABELS(f"lifecycle.{kind}", key=key, found=found, wanted=wanted)
    if not document.keys:
        yield LABELS("lifecycle.right")


def _beside(plan: Plan) -> Iterator[str]:
    for path in plan.changed_beside:
        yield LABELS("lifecycle.beside", path=_placed(plan, path))
    for remarked in plan.remarks:
        path = _placed(plan, remarked.path)
        if remarked.shown:
            yield LABELS("lifecycle.remarks_shown", path=path, count=len(remarked.shown))
        if remarked.unanswered:
            ids = ", ".join(remarked.unanswered)
            yield LABELS("lifecycle.remarks_open", path=path, ids=ids)


def _placed(plan: Plan, path: str) -> str:
    """A file as seen from the top of the repository."""
    return str(PurePosixPath(plan.folder) / path)


if __name__ == "__main__":
    sys.exit(main())
