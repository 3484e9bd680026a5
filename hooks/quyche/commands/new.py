"""Make an organisation's own repository, with a register, a sample and its first edition."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections.abc import Callable
from pathlib import Path

from quyche import command_lines, hosts
from quyche.command_lines import Command, value_of
from quyche.errors import QuycheError
from quyche.labels import Labels
from quyche.lifecycle import requests
from quyche.scaffolding import organisations, repositories
from quyche.scaffolding.kinds import kinds
from quyche.scaffolding.organisations import LANGUAGES, LOOPBACK, Organisation
from quyche.scaffolding.products import Wheel

_EXAMPLES = """examples:
  %(prog)s ../kho-van-ban
  %(prog)s ../kho-van-ban --kind school --no-sample --yes
"""


def _arguments(parser: argparse.ArgumentParser, _: Path) -> None:
    parser.add_argument("folder", type=Path, help="where; it must not be there yet, or be empty")
    parser.add_argument("--kind", choices=tuple(kinds()), help="what the organisation is")
    parser.add_argument("--name", help="its name, as it stands in texts")
    parser.add_argument("--language", help=f"of the site: {', '.join(LANGUAGES)}")
    parser.add_argument("--place", help="where its documents are issued")
    parser.add_argument("--site-url", help="where readers will find the site")
    parser.add_argument("--repo-url", help="where the repository will be, as a browser opens it")
    parser.add_argument(
        "--remote", default="", help="the empty repository that `git push` sends it to"
    )
    parser.add_argument(
        "--host",
        choices=tuple(hosts.HOSTS),
        help="what kind of place that is (by its address, else github)",
    )
    day = value_of(requests.day)
    parser.add_argument("--date", type=day, help="the day of the first edition (today)")
    parser.add_argument(
        "--product", type=Path, help="the wheel of this product (what is installed)"
    )
    parser.add_argument(
        "--no-sample", action="store_true", help="without the sample, and so without any edition"
    )
    parser.add_argument("--yes", action="store_true", help="ask nothing, take what is usual")


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Make it and say what comes next."""
    folder: Path = arguments.folder
    repositories.refuse_filled(folder, labels)
    product = Wheel.of(arguments.product, labels) if arguments.product else Wheel.installed(labels)
    organisation = _organisation(_Answers(arguments, labels))
    remote = organisations.remote(arguments.remote, labels)
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
                print(fault, file=sys.stderr)

    def _asked(self, what: str, usual: str) -> str:
        print(f"{what} [{usual}]: " if usual else f"{what}: ", end="", flush=True)
        answer = sys.stdin.readline()
        if not answer:
            print()
            raise _UnansweredError(self.labels("new.unanswered", what=what))
        return answer.strip()


def _organisation(answers: _Answers) -> Organisation:
    language = answers.value("language", LANGUAGES[0], _one_of(LANGUAGES))
    kind = kinds()[answers.value("kind", next(iter(kinds())), _one_of(tuple(kinds())))]
    name = answers.value("name", kind.name, organisations.filled)
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


COMMAND = Command(__doc__, _arguments, _work, _EXAMPLES)
