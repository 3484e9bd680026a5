"""Build the site of what is worked on, in one job or in several that share the slow work."""

from __future__ import annotations

import argparse
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quyche import command_lines
from quyche.argument_parsers import Parser
from quyche.command_lines import Command
from quyche.corpus import corpora
from quyche.errors import QuycheError
from quyche.labels import Labels
from quyche.site import builds, shares
from quyche.site.shares import Pack, Shard
from quyche.stores import Store

if TYPE_CHECKING:
    from collections.abc import Iterator


def _arguments(parser: Parser, project: Path) -> None:
    parser.add_argument("--site", type=Path, default=project / "build" / "work", metavar="FOLDER")
    share = command_lines.value_of(_share, parser.labels)
    parser.add_argument("--shard", type=share, metavar="K/N")
    parser.add_argument("--texts", action="store_true")
    parser.add_argument("--into", type=Path, metavar="FILE")
    parser.add_argument("--given", type=Path, nargs="+", default=(), metavar="FILE")
    parser.add_argument("--join", type=Path, nargs="+", default=(), metavar="FILE")
    parser.add_argument("--no-store", action="store_true")
    command_lines.add_docs(parser, project)
    command_lines.add_config(parser, project)


def _share(text: str, labels: Labels) -> Shard:
    del labels
    try:
        return Shard.parse(text)
    except ValueError as fault:
        raise QuycheError("command.share", found=text) from fault


def _work(arguments: argparse.Namespace, labels: Labels) -> int:
    config: Path = arguments.config.resolve()
    docs: Path = arguments.docs.resolve()
    corpora.refuse_missing(docs)
    builds.refuse_settings(config)
    sources = shares.sources_of(config, docs)
    packs = shares.whole(arguments.join, sources) if arguments.join else ()
    packs += shares.some(arguments.given, sources)
    with _store(config, is_usual=not arguments.no_store) as store:
        for pack in packs:
            pack.put(store)
        if arguments.shard is None:
            builds.write_alone(config, docs, arguments.site.resolve(), store)
            print(labels("publish.written", folder=arguments.site))
            return command_lines.FINE
        share: Shard = arguments.shard
        builds.do_share(config, docs, store, share, is_of_texts=arguments.texts)
        target = arguments.into or config.parent / _usual_name(share)
        Pack.of(share, sources, store).write(target)
        print(labels("publish.packed", share=share, path=target))
    return command_lines.FINE


def _usual_name(share: Shard) -> str:
    return f"build/shards/{share.number}-{share.of}.quyche"


@contextmanager
def _store(config: Path, *, is_usual: bool) -> Iterator[Store]:
    """The usual store, or one that is gone once the work is done."""
    usual = Store.usual(config.parent) if is_usual else Store()
    if usual.folder:
        yield usual
        usual.trim()
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Store(Path(folder))


COMMAND = Command("build", _arguments, _work)
