"""Prove a published site against the repository, or one saved page, downloaded file or pasted text.

A site: every file, and every character of a text. A saved page, a Word file or a conference file:
which edition it is, and which word differs. A pasted text: where it stands word for word.
"""

from __future__ import annotations

import argparse
import codecs
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from quyche import command_lines, schemas, urls
from quyche.command_lines import Command
from quyche.editions.archives import Archive
from quyche.errors import QuycheError, UnreadableFileError
from quyche.imports.files import kinds
from quyche.imports.files.kinds import FileKind
from quyche.labels import Labels
from quyche.publishing import copy_reports, signatures
from quyche.publishing.copy_desks import CopyDesk
from quyche.publishing.page_copies import UNPROVED
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.rebuilt_sites import held_to, rebuild
from quyche.publishing.verification import Verified, verify

_READ_AS_TEXT = frozenset({FileKind.TEXT, FileKind.PAGE, FileKind.EMPTY})
"""What a copied text may be taken for: it may begin with a tag."""


def _arguments(parser: argparse.ArgumentParser, project: Path) -> None:
    parser.add_argument(
        "copy",
        type=Path,
        nargs="?",
        help="the folder of a site, such as build/site; or a saved page (HTML, MHTML, webarchive), "
        "a Word file or a conference file that was downloaded from one",
    )
    parser.add_argument(
        "--text", metavar="FILE", help="a file with a copied provision; - for standard input"
    )
    parser.add_argument(
        "--site",
        type=Path,
        help="with a saved page: the folder of the published site, to hold the whole page to; "
        "without it the branch gh-pages of the repository, where there is one",
    )
    parser.add_argument(
        "--rebuild",
        action="store_true",
        help="also build every edition anew from Git and compare all files: for a site that this "
        "version published, with the same SITE_URL; takes as long as publishing it",
    )
    command_lines.add_docs(parser, project)
    command_lines.add_config(parser, project)
    command_lines.add_json(parser)


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    """Print what does not match."""
    if (arguments.copy is None) == (arguments.text is None):
        raise QuycheError(labels("verify.wrong_use"))
    is_site = arguments.copy is not None and arguments.copy.is_dir()
    if arguments.rebuild and not is_site:
        raise QuycheError(labels("verify.rebuild_of_copy"))
    archive = Archive.open(arguments.docs)
    if is_site:
        return _of_site(arguments, archive, labels)
    desk = CopyDesk(archive, arguments.config, labels, arguments.site)
    return _of_text(arguments, desk) if arguments.text else _of_copy(arguments, desk)


# A whole site


def _of_site(arguments: argparse.Namespace, archive: Archive, labels: Labels) -> int:
    editions = list(verify(arguments.copy, archive, arguments.docs))
    if arguments.rebuild:
        editions = _held_to_rebuilt(editions, arguments, archive)
    (_print_json if arguments.json else _print_text)(editions, archive, labels)
    is_wrong = any(edition.problems for edition in editions)
    return command_lines.PROBLEMS if is_wrong else command_lines.FINE


def _held_to_rebuilt(
    editions: Iterable[Verified], arguments: argparse.Namespace, archive: Archive
) -> list[Verified]:
    site = PublishedSite(arguments.copy)
    with tempfile.TemporaryDirectory(prefix="quyche-") as folder:
        built = rebuild(site, archive, arguments.docs, arguments.config, Path(folder))
        return list(held_to(PublishedSite(built), site, editions))


def _print_text(editions: Iterable[Verified], archive: Archive, labels: Labels) -> None:
    for edition in editions:
        for problem in (*edition.problems, *edition.notes):
            print(labels.line(problem))
        print(_conclusion(edition, labels))
        if edition.commit and edition.name != urls.WORK:
            for line in copy_reports.signature_lines(archive.repository, edition.commit, labels):
                print(line)


def _conclusion(edition: Verified, labels: Labels) -> str:
    if not edition.name:
        return labels("verify.beside", problems=len(edition.problems))
    rule = "verify.wrong" if edition.problems else "verify.right"
    blanks = {"count": edition.documents, "problems": len(edition.problems)}
    return labels(rule, name=edition.name, commit=_source(edition, labels), **blanks)


def _source(edition: Verified, labels: Labels) -> str:
    return edition.commit[:12] or labels("verify.uncommitted")


def _print_json(editions: Iterable[Verified], archive: Archive, labels: Labels) -> None:
    rows = [
        {
            "name": edition.name,
            "commit": edition.commit,
            "documents": edition.documents,
            "problems": [
                {"path": problem.path, "rule": problem.rule, "message": labels.line(problem)}
                for problem in edition.problems
            ],
            "notes": [labels.line(note) for note in edition.notes],
            "signatures": [
                vars(one) for one in signatures.signatures(archive.repository, edition.commit)
            ]
            if edition.commit
            else [],
        }
        for edition in editions
    ]
    print(schemas.as_json("verify-site", rows), end="")


# One copy, one text


def _of_copy(arguments: argparse.Namespace, desk: CopyDesk) -> int:
    copy = desk.verified(arguments.copy)
    if copy.problems and all(problem.rule == UNPROVED for problem in copy.problems):
        raise QuycheError(desk.labels("verify.unproved", path=copy.path, name=copy.edition))
    if arguments.json:
        print(schemas.as_json("verify-copy", copy_reports.copy_json(copy, desk)), end="")
    else:
        print("\n".join(copy_reports.copy_lines(copy, desk)))
    return command_lines.FINE if copy.is_right else command_lines.PROBLEMS


def _of_text(arguments: argparse.Namespace, desk: CopyDesk) -> int:
    is_typed = arguments.text == "-"
    content = sys.stdin.buffer.read() if is_typed else Path(arguments.text).read_bytes()
    text = desk.pasted(_decoded(content, arguments.text, desk.labels))
    if text.is_empty:
        raise QuycheError(desk.labels("verify.no_text", path=arguments.text))
    places = text.standings()
    nearest = None if places else text.nearest()
    if arguments.json:
        found = copy_reports.text_json(places, nearest)
        print(schemas.as_json("verify-text", found), end="")
    else:
        print("\n".join(copy_reports.text_lines(places, nearest, desk.labels)))
    return command_lines.FINE if places else command_lines.PROBLEMS


def _decoded(content: bytes, path: str, labels: Labels) -> str:
    """The words of a file as any editor writes them; raises UnreadableFileError for no text."""
    if not content or kinds.kind_of(content) in _READ_AS_TEXT:
        is_wide = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
        try:
            return content.decode("utf-16" if is_wide else "utf-8-sig")
        except UnicodeDecodeError:
            pass
    raise UnreadableFileError(labels("verify.not_text", path=path))


COMMAND = Command(__doc__, _arguments, _work)
