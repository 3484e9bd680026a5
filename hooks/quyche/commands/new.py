"""Make an organisation's own repository, with a register, a sample and its first edition."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from pathlib import Path

from quyche import command_lines, hosts
from quyche.argument_parsers import Parser
from quyche.command_lines import Command, value_of
from quyche.errors import QuycheError
from quyche.labels import Labels
from quyche.lifecycle import requests
from quyche.scaffolding import organisations, repositories
from quyche.scaffolding.kinds import kinds
from quyche.scaffolding.organisations import LANGUAGES, LOOPBACK, Organisation
from quyche.scaffolding.products import Wheel


def _arguments(parser: Parser, _: Path) -> None:
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kind", choices=tuple(kinds()))
    parser.add_argument("--name")
    parser.add_argument("--language")
    parser.add_argument("--place")
    parser.add_argument("--site-url")
    parser.add_argument("--repo-url")
    parser.add_argument("--remote", default="")
    parser.add_argument("--host", choices=tuple(hosts.HOSTS))
    day = value_of(requests.day, parser.labels)
    parser.add_argument("--date", type=day)
    parser.add_argument("--product", type=Path)
    parser.add_argument("--no-sample", action="store_true")
    parser.add_argument("--yes", action="store_true")


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Make it and say what comes next."""
    folder: Path = arguments.folder
    repositories.refuse_filled(folder, labels)
    product = Wheel.of(arguments.product, labels) if arguments.product else Wheel.installed(labels)
    organisation = _organisation(_Answers(arguments, labels))
    remote = organisations.remote(arguments.remote, labels)
    labels = Labels.load(organisation.language)
    is_known = repositories.create(folder, organisation, product, labels, remote)
    if not is_known:
        print(labels("new.nobody"))
    print(labels("new.done", folder=folder))
    return command_lines.FINE


class _UnansweredError(QuycheError):
    """Nobody answers any more."""


class _Answers:
    """What was given, or is asked for."""

    def __init__(self, arguments: argparse.Namespace, labels: Labels) -> None:
        self.labels = labels
        self.given = vars(arguments)

    def value(self, name: str, usual: str, read: Callable[[str, str, Labels], str]) -> str:
        """One value; somebody who is asked and gives a wrong one is told, and asked again."""
        given: str | None = self.given[name]
        what = self.labels(f"new.asked.{name}")
        if given is not None or self.given["yes"]:
            return read(usual if given is None else given, what, self.labels)
        while True:
            try:
                return read(self._asked(what, usual) or usual, what, self.labels)
            except _UnansweredError:
                raise
            except QuycheError as fault:
                print(self.labels.told(fault), file=sys.stderr)

    def _asked(self, what: str, usual: str) -> str:
        print(f"{what} [{usual}]: " if usual else f"{what}: ", end="", flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print()
            raise _UnansweredError(self.labels("new.unanswered", what=what))
        return answer.strip()


def _organisation(answers: _Answers) -> Organisation:
    language = answers.value("language", LANGUAGES[0], _one_of(LANGUAGES))
    answers.labels = Labels.load(language)
    kind = kinds()[answers.value("kind", next(iter(kinds())), _one_of(tuple(kinds())))]
    name = answers.value("name", kind.in_language(language).name, organisations.filled)
    place = answers.value("place", "", organisations.line)
    site_url = answers.value("site_url", LOOPBACK, organisations.site_address)
    repo_url = answers.value("repo_url", "", organisations.repository_address)
    told = hosts.of("", repo_url)
    usual = (hosts.GITHUB if told is hosts.SERVER else told).name
    return Organisation(
        kind=kind,
        name=name,
        place=place,
        site_url=site_url,
        repo_url=repo_url,
        host=answers.value("host", usual, _one_of(tuple(hosts.HOSTS))),
        language=language,
        has_sample=not answers.given["no_sample"],
        date=answers.given["date"] or datetime.datetime.now().astimezone().date(),
    )


def _one_of(known: tuple[str, ...]) -> Callable[[str, str, Labels], str]:
    def read(value: str, what: str, labels: Labels) -> str:
        if value not in known:
            told = labels("new.not_one_of", what=what, found=value, known=", ".join(known))
            raise QuycheError(told)
        return value

    return read


COMMAND = Command("new", _arguments, _work)
