"""Publish the editions that are not published yet, onto a branch or into a folder."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from quyche import command_lines, speech, stores, terminals
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.editions.archives import Archive
from quyche.errors import HistoryError
from quyche.git import Repository
from quyche.labels import Labels
from quyche.publishing import publishing, site_addresses, temporary_folders
from quyche.publishing.publishing import Job
from quyche.site import builds
from quyche.stores import Store
from quyche.terminals import ProgressLine


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("--branch", default=publishing.BRANCH)
    parser.add_argument("--push", action="store_true")
    parser.add_argument("--remote", default="origin")
    parser.add_argument("--rebuild", action="store_true")
    parser.add_argument("--site", type=Path, metavar="FOLDER")
    parser.add_argument("--no-store", action="store_true")
    command_lines.add_docs(parser, project)
    command_lines.add_config(parser, project)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Publish and say so."""
    archive = Archive.open(arguments.docs)
    if arguments.site:
        _into_folder(arguments, archive, labels)
    else:
        _onto_branch(arguments, archive, labels)
    return command_lines.FINE


def _onto_branch(arguments: argparse.Namespace, archive: Archive, labels: Labels) -> None:
    """Publish for readers elsewhere: a branch of our own is pushed by somebody else."""
    own = archive.repository
    place = own.remote(arguments.remote) if arguments.push else str(own.path)
    if place is None:
        raise HistoryError("no-remote", name=arguments.remote)
    site_addresses.refuse_loopback(builds.address(arguments.config))
    config: Path = arguments.config
    site_labels = speech.labels_of(config)
    given = (archive, config, place, site_labels, arguments.branch)
    job = Job(*given, rebuild=arguments.rebuild, store=_store(arguments))
    with terminals.progress(labels) as told:
        is_new = publishing.publish(job, _sayer(labels, told), told)
    if not is_new:
        print(labels("publish.nothing"))


def _into_folder(arguments: argparse.Namespace, archive: Archive, labels: Labels) -> None:
    """Publish all editions in a repository of its own, and write out what it then holds."""
    target: Path = arguments.site.resolve()
    target.parent.mkdir(parents=True, exist_ok=True)
    with temporary_folders.opened(target.parent) as folder:
        store = Repository.create(folder / "site.git")
        config: Path = arguments.config
        site_labels = speech.labels_of(config)
        given = (archive, config, str(store.path), site_labels)
        job = Job(*given, docs=arguments.docs, store=_store(arguments))
        with terminals.progress(labels) as told:
            publishing.publish(job, _sayer(labels, told), told)
        store.export(f"refs/heads/{job.branch}", folder / "site")
        _swap(folder / "site", target, folder / "before")
    print(labels("publish.written", folder=arguments.site))


def _store(arguments: argparse.Namespace) -> Store:
    """What is kept between runs, unless it is not to be used: then by no build in this one."""
    if arguments.no_store:
        os.environ[stores.VARIABLE] = stores.OFF[0]
    return Store.usual(arguments.config.resolve().parent)


def _swap(new: Path, target: Path, before: Path) -> None:
    """Put a folder in the place of another, which stays whole until the new one is complete."""
    if target.exists():
        target.rename(before)
    new.rename(target)
    shutil.rmtree(before, ignore_errors=True)


def _sayer(labels: Labels, told: ProgressLine) -> publishing.Say:
    def say(step: str, /, **blanks: object) -> None:
        with told.aside():
            print(labels(f"publish.{step}", **blanks), flush=True)

    return say


COMMAND = Command("publish", _arguments, _work)
