"""Add an edition to the ledger and bring the documents' front matter in line with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, urls
from quyche.command_lines import Command, value_of
from quyche.labels import Labels
from quyche.lifecycle import commits, plans, refreshes, reports, requests
from quyche.lifecycle.steps import LifecycleStep, Request

_REFRESH = "refresh"
_EXAMPLES = """examples:
  %(prog)s new quy-che-lam-viec --date 2021-01-18 --name 17
  %(prog)s draft --date 2021-02-10 --meeting 2021-02-10-ban-thuong-vu
  %(prog)s adopt --date 2021-03-15 --number quy-che-lam-viec=00-QC/TU
  %(prog)s amend quy-che-lam-viec --date 2023-06-20
  %(prog)s correct quy-che-lam-viec --date 2021-03-20 --note "Điều 5: 'sáu' là 'sáu tháng'"
  %(prog)s repeal quy-che-cu --date 2024-05-02 --by "Quyết định số 01-QĐ/TU"
  %(prog)s new quy-dinh-cu --adopted --date 2024-05-02 --commit
  %(prog)s term quy-che-lam-viec --term "XVIII (2025-2030)" --name 18 --date 2025-10-20
  %(prog)s refresh

Rounds of documents run beside each other: where several are open, name a document of yours.
With --dry-run it only shows what it would write.
"""


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    steps = parser.add_subparsers(dest="step", required=True, metavar="STEP")
    new = _step(steps, LifecycleStep.NEW, "the first draft of a text that was never in force")
    _add_entry(new)
    draft = _step(steps, LifecycleStep.DRAFT, "the next draft of a round that is open")
    adopt = _step(steps, LifecycleStep.ADOPT, "the drafts of a round are adopted, which ends it")
    _add_adoption(adopt)
    for step in (draft, adopt):
        _add_documents(step, "*", "(all drafts of the round)")
    amend = _step(steps, LifecycleStep.AMEND, "the first draft of an amendment of what is in force")
    repeal = _step(steps, LifecycleStep.REPEAL, "what was in force no longer is")
    _add_repeal(repeal)
    correct = _step(steps, LifecycleStep.CORRECT, "a mistake of writing in an adopted text mended")
    term = _step(steps, LifecycleStep.TERM, "the first draft of a new term")
    _add_term(term)
    for step in (new, amend, repeal, correct, term):
        _add_documents(step, "+", "file names")
    for step in (draft, amend, new, term):
        step.add_argument(
            "--same-text", action="store_true", help="even where no text is new since the last one"
        )

    _add_refresh(steps)
    for step in steps.choices.values():
        command_lines.add_docs(step, project)


def _add_refresh(steps: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    about = "new entries name the texts that the documents have now"
    added = steps.add_parser(_REFRESH, help=about, description=f"After a review: {about}.")
    added.add_argument("--base", default="", help="where entries are not new (the remote's main)")
    added.add_argument("--dry-run", action="store_true", help="only show what would be written")


def _step(
    steps: argparse._SubParsersAction[argparse.ArgumentParser], step: LifecycleStep, about: str
) -> argparse.ArgumentParser:
    added = steps.add_parser(step.value, help=about, description=f"Add an edition: {about}.")
    day = value_of(requests.day)
    added.add_argument(
        "--date", type=day, required=True, help="the day of the event, e.g. 2021-02-10"
    )
    added.add_argument(
        "--meeting", default="", metavar="ID", help=f"a file name in docs/{urls.MEETINGS}"
    )
    line = requests.line
    added.add_argument(
        "--note", type=line, default="", metavar="TEXT", help="what is new, in one sentence"
    )
    added.add_argument(
        "--title", type=line, default="", metavar="TEXT", help="(composed from the name)"
    )
    about = "commit it, with all of the folder of documents"
    added.add_argument("--commit", action="store_true", help=about)
    added.add_argument("--future", action="store_true", help="the day is still to come")
    added.add_argument("--dry-run", action="store_true", help="only show what would be written")
    return added


def _add_documents(step: argparse.ArgumentParser, count: str, about: str) -> None:
    step.add_argument(
        "documents", nargs=count, type=requests.document, metavar="DOCUMENT", help=about
    )


def _add_adoption(adopt: argparse.ArgumentParser) -> None:
    day = value_of(requests.day)
    adopt.add_argument("--effective", type=day, metavar="DATE", help="(the date of adoption)")
    _add_numbers(adopt)


def _add_entry(new: argparse.ArgumentParser) -> None:
    about = "they were adopted before there was a ledger, with their own numbers and dates"
    new.add_argument("--adopted", action="store_true", help=about)
    day = value_of(requests.day)
    about = "since when they are in force, where they do not say so"
    new.add_argument("--effective", type=day, metavar="DATE", help=about)
    new.add_argument(
        "--name",
        dest="term_number",
        type=value_of(requests.term_number),
        default=0,
        metavar="NUMBER",
        help="the term as its editions are named: 18 (the term in force)",
    )
    _add_numbers(new)


def _add_repeal(repeal: argparse.ArgumentParser) -> None:
    day, line = value_of(requests.day), value_of(requests.filled)
    repeal.add_argument("--by", type=line, required=True, metavar="TEXT", help="what repeals them")
    about = "the first day without them (the date)"
    repeal.add_argument("--effective", type=day, metavar="DATE", help=about)


def _add_numbers(step: argparse.ArgumentParser) -> None:
    step.add_argument(
        "--number",
        dest="numbers",
        nargs="+",
        action="extend",
        type=value_of(requests.numbered),
        default=[],
        metavar="DOCUMENT=NUMBER",
        help="the numbers the documents were given, e.g. quy-che-lam-viec=00-QC/TU",
    )


def _add_term(term: argparse.ArgumentParser) -> None:
    name = value_of(requests.filled)
    term.add_argument(
        "--term", type=name, required=True, help='as documents name it: "XVIII (2025-2030)"'
    )
    term.add_argument(
        "--name",
        dest="term_number",
        type=value_of(requests.term_number),
        required=True,
        metavar="NUMBER",
        help="as its editions are named: 18",
    )


def _request(arguments: argparse.Namespace) -> Request:
    named = vars(arguments)
    return Request(
        step=LifecycleStep(arguments.step),
        date=arguments.date,
        documents=tuple(dict.fromkeys(named.get("documents", ()))),
        meeting=arguments.meeting,
        note=arguments.note,
        title=arguments.title,
        numbers=dict(named.get("numbers", ())),
        effective=named.get("effective"),
        term=named.get("term", ""),
        term_number=named.get("term_number", 0),
        by=named.get("by", ""),
        enters_adopted=named.get("adopted", False),
        allows_same_text=named.get("same_text", False),
    )


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Write the step and say what comes next."""
    if arguments.step == _REFRESH:
        return _refresh(arguments, labels)
    request = _request(arguments)
    requests.refuse_without_note(request)
    requests.refuse_day_of_draft(request)
    if not arguments.future:
        requests.refuse_future(request.date)
    plan = plans.plan(arguments.docs, request, labels)
    if arguments.dry_run:
        lines = reports.would(plan, labels)
    else:
        plans.write(plan, arguments.docs, labels)
        recorded = commits.commit(plan, arguments.docs, labels) if arguments.commit else ""
        lines = reports.done(plan, request.step, labels, recorded)
    print("\n".join(lines))
    return command_lines.FINE


def _refresh(arguments: argparse.Namespace, labels: Labels) -> int:
    refresh = refreshes.refresh(arguments.docs, arguments.base)
    if not arguments.dry_run:
        refreshes.write(refresh, arguments.docs, labels)
    print("\n".join(reports.refreshed(refresh, labels, is_trial=arguments.dry_run)))
    return command_lines.FINE


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)
