"""Add an edition to the ledger and bring the documents' front matter in line with it."""

from __future__ import annotations

import argparse
from pathlib import Path

from quyche import command_lines, projects
from quyche.argument_parsers import Parser
from quyche.command_lines import Command, value_of
from quyche.editions.document_files import id_named
from quyche.labels import Labels
from quyche.lifecycle import commits, plans, refreshes, reports, requests
from quyche.lifecycle.steps import LifecycleStep, Request
from quyche.publishing import trials

_REFRESH = "refresh"


def _arguments(parser: Parser, project: Path) -> None:
    steps = _Steps(parser)
    new = steps.added(LifecycleStep.NEW)
    _add_entry(new)
    draft = steps.added(LifecycleStep.DRAFT)
    adopt = steps.added(LifecycleStep.ADOPT)
    _add_adoption(adopt)
    for step in (draft, adopt):
        _add_documents(step, "*", "documents_of_round")
    amend = steps.added(LifecycleStep.AMEND)
    repeal = steps.added(LifecycleStep.REPEAL)
    _add_repeal(repeal)
    correct = steps.added(LifecycleStep.CORRECT)
    term = steps.added(LifecycleStep.TERM)
    _add_term(term)
    for step in (new, amend, repeal, correct, term):
        _add_documents(step, "+", "documents")
    for step in (draft, amend, new, term):
        step.add_argument("--same-text", action="store_true")
    refresh = steps.refresh()
    for step in (new, draft, adopt, amend, repeal, correct, term, refresh):
        command_lines.add_docs(step, project)


class _Steps:
    """The subcommands, each told by what it does."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._parts = parser.add_subparsers(dest="step", required=True, metavar="STEP")

    def added(self, step: LifecycleStep) -> Parser:
        """One that adds an edition."""
        added = self._part(step.value, "adds")
        _add_event(added)
        added.add_argument("--dry-run", action="store_true")
        return added

    def refresh(self) -> Parser:
        """The one that adds none."""
        added = self._part(_REFRESH, "refreshes")
        added.add_argument("--base", default="")
        added.add_argument("--dry-run", action="store_true")
        return added

    def _part(self, name: str, frame: str) -> Parser:
        labels = self._parser.labels
        about = labels(f"help.edition.steps.{name}")
        described = labels(f"help.edition.{frame}", what=about)
        return self._parts.add_parser(
            name,
            help=about.replace("%", "%%"),
            description=described,
            labels=labels,
            command=self._parser.command,
        )


def _add_event(step: Parser) -> None:
    line = requests.line
    day = value_of(requests.day, step.labels)
    step.add_argument("--date", type=day, required=True)
    step.add_argument("--meeting", default="", metavar="ID")
    step.add_argument("--note", type=line, default="", metavar="TEXT")
    step.add_argument("--title", type=line, default="", metavar="TEXT")
    step.add_argument("--commit", action="store_true")
    step.add_argument("--future", action="store_true")


def _add_documents(step: Parser, count: str, name: str) -> None:
    about = step.said(name)
    step.add_argument(
        "documents", nargs=count, type=requests.document, metavar="DOCUMENT", help=about
    )


def _add_adoption(adopt: Parser) -> None:
    about = adopt.said("effective_of_adoption")
    day = value_of(requests.day, adopt.labels)
    adopt.add_argument("--effective", type=day, metavar="DATE", help=about)
    _add_numbers(adopt)


def _add_entry(new: Parser) -> None:
    new.add_argument("--adopted", action="store_true")
    day, about = value_of(requests.day, new.labels), new.said("effective_of_old")
    new.add_argument("--effective", type=day, metavar="DATE", help=about)
    new.add_argument(
        "--name",
        dest="term_number",
        type=value_of(requests.term_number, new.labels),
        default=0,
        metavar="NUMBER",
        help=new.said("term_number_in_force"),
    )
    _add_numbers(new)


def _add_repeal(repeal: Parser) -> None:
    labels = repeal.labels
    day, line = value_of(requests.day, labels), value_of(requests.filled, labels)
    repeal.add_argument("--by", type=line, required=True, metavar="TEXT")
    about = repeal.said("effective_of_repeal")
    repeal.add_argument("--effective", type=day, metavar="DATE", help=about)


def _add_numbers(step: Parser) -> None:
    step.add_argument(
        "--number",
        dest="numbers",
        nargs="+",
        action="extend",
        type=value_of(requests.numbered, step.labels),
        default=[],
        metavar="DOCUMENT=NUMBER",
    )


def _add_term(term: Parser) -> None:
    name = value_of(requests.filled, term.labels)
    term.add_argument("--term", type=name, required=True)
    term.add_argument(
        "--name",
        dest="term_number",
        type=value_of(requests.term_number, term.labels),
        required=True,
        metavar="NUMBER",
    )


def _request(arguments: argparse.Namespace) -> Request:
    named = vars(arguments)
    documents = [id_named(arguments.docs, one) for one in named.get("documents", ())]
    numbers = {id_named(arguments.docs, one): number for one, number in named.get("numbers", ())}
    return Request(
        step=LifecycleStep(arguments.step),
        date=arguments.date,
        documents=tuple(dict.fromkeys(documents)),
        meeting=arguments.meeting,
        note=arguments.note,
        title=arguments.title,
        numbers=numbers,
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
    trials.refuse_unbuildable(arguments.docs, projects.config_of(arguments.docs))
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


COMMAND = Command("edition", _arguments, _work)
