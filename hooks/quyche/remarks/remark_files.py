"""The files of remarks, `gop-y/<document>.yml`: their keys, and what is wrong with them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import yaml

from quyche import schemas, urls, yaml_faults
from quyche.corpus import corpora, listings
from quyche.corpus.listings import ListedForm
from quyche.editions.history import Snapshot
from quyche.problems import Problem, error
from quyche.remarks.remarks import Answer, Remark, Remarks
from quyche.texts import yaml_numbers
from quyche.texts.frontmatter import Field, FrontMatter, converted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


SUFFIX = ".yml"
_KEPT = 1024  # readings are kept by what was read, as those of texts


_REMARK = schemas.definition(schemas.REMARKS, "remark")
SCHEMA: Mapping[str, Field] = Field.each(_REMARK)
"""The keys of a remark, in the order in which they are written."""


_NOTHING = "tag:yaml.org,2002:null"


_ID_RE = re.compile(_REMARK["properties"]["id"]["pattern"])


def path_of(document: str) -> str:
    """The file of the remarks on a document, relative to the folder of documents."""
    return f"{urls.REMARKS}/{document}{SUFFIX}"


def is_file(path: str) -> bool:
    """Whether a path below the folder of documents is that of remarks."""
    return PurePosixPath(path).parent.as_posix() == urls.REMARKS and path.endswith(SUFFIX)


def is_inside(path: str) -> bool:
    """Whether a path below the folder of documents lies in the folder of remarks."""
    return PurePosixPath(path).parts[:1] == (urls.REMARKS,)


def read_folder(docs: Path) -> Remarks:
    """The remarks of a folder of documents; none where it has none."""
    found = (listed for listed in listings.in_folder(docs) if listed.form is ListedForm.FILE)
    paths = [listed.path for listed in found if is_inside(listed.path)]
    return of_files({path: (docs / path).read_bytes() for path in paths})


def _strays(paths: Iterable[str]) -> Iterator[Problem]:
    """Files that nobody would read."""
    for path in paths:
        is_hidden = PurePosixPath(path).name.startswith(".")
        if is_inside(path) and not is_file(path) and not is_hidden:
            yield error(path, 1, "comment-file", found=path)


def paths_in(docs: Path) -> tuple[str, ...]:
    """The files of remarks below a folder of documents, relative to it."""
    names = sorted(file.name for file in (docs / urls.REMARKS).glob(f"*{SUFFIX}"))
    return tuple(f"{urls.REMARKS}/{name}" for name in names)


def of_files(files: Mapping[str, bytes]) -> Remarks:
    """The remarks of these files, by their paths below the folder of documents.

    Files elsewhere are left alone; one in the folder of remarks that is none is a problem.
    """
    found = [read(content, path) for path, content in sorted(files.items()) if is_file(path)]
    return Remarks(
        tuple(remark for each in found for remark in each.all),
        (*(problem for each in found for problem in each.problems), *_strays(sorted(files))),
    )


@lru_cache(maxsize=_KEPT)
def read(content: bytes, path: str) -> Remarks:
    """The remarks of one file; what cannot be read is a problem with its line."""
    try:
        source = content.decode("utf-8")
    except UnicodeDecodeError:
        return Remarks((), corpora.decode(content, path)[1])
    try:
        node = yaml.compose(source, Loader=yaml.SafeLoader)
        entries = yaml_numbers.load(source) or []
    except (yaml.YAMLError, ValueError, RecursionError) as fault:
        wrong = yaml_faults.of(fault, source)
        return Remarks((), (error(path, wrong.line, "comment-yaml", **wrong.details()),))
    if not isinstance(entries, list) or (node and not isinstance(node, yaml.SequenceNode)):
        return Remarks((), (error(path, 1, "comment-yaml", found=entries),))
    return _Reader(path).read(entries, node.value if node else [])


class _Reader:
    """Reads the entries of one file."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.document = PurePosixPath(path).stem
        self.found: dict[str, Remark] = {}
        self.problems: list[Problem] = []

    def read(self, entries: Iterable[object], nodes: Iterable[yaml.Node]) -> Remarks:
        for entry, node in zip(entries, nodes, strict=True):
            line = node.start_mark.line + 1
            if not isinstance(entry, dict) or not isinstance(node, yaml.MappingNode):
                self._fault(line, "comment-yaml", found=entry)
                continue
            before = len(self.problems)
            self._refuse_doubled(node)
            values = self._values({**entry, **_texts(node)}, _lines(node), line)
            if len(self.problems) == before:
                self._keep(_remark(values, self.document, self.path, line))
        return Remarks(tuple(self.found.values()), tuple(self.problems))

    def _keep(self, remark: Remark) -> None:
        if not _ID_RE.fullmatch(remark.id):
            self._fault(remark.line, "comment-id", found=remark.id)
        elif other := self.found.get(remark.id):
            self._fault(remark.line, "comment-twice", found=remark.id, other=other.line)
        else:
            self.found[remark.id] = remark

    def _values(
        self, entry: dict[object, object], lines: Mapping[str, int], line: int
    ) -> FrontMatter:
        values = {}
        for name, value in entry.items():
            key = str(name)
            at = lines.get(key, line)
            if key not in SCHEMA:
                known = ", ".join(difflib.get_close_matches(key, SCHEMA, 1) or SCHEMA)
                self._fault(at, "comment-key", key=key, known=known)
            elif value is None or value == "":
                continue  # a key that waits for its value
            elif (fitting := converted(value, SCHEMA[key])) is None:
                self._fault(at, "comment-type", key=key, found=value, type=SCHEMA[key].type)
            else:
                values[key] = fitting
        for key, field in SCHEMA.items():
            if field.required and key not in values and not self._was_refused(key, lines):
                self._fault(line, "comment-missing", key=key)
        return FrontMatter(values, lines)

    def _refuse_doubled(self, node: yaml.MappingNode) -> None:
        """A key that stands twice: YAML would keep the last and say nothing."""
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                self._fault(key.start_mark.line + 1, "front-twice", key=key.value)
            seen.add(key.value)

    def _was_refused(self, key: str, lines: Mapping[str, int]) -> bool:
        """Whether a fault of its value was told already."""
        at = lines.get(key)
        return any(fault.line == at and fault.rule == "comment-type" for fault in self.problems)

    def _fault(self, line: int, rule: str, **details: object) -> None:
        self.problems.append(error(self.path, line, rule, **details))


def _texts(node: yaml.MappingNode) -> dict[object, object]:
    """The texts of an entry as they are typed: YAML takes `010` for eight and `yes` for true."""
    return {
        key.value: value.value
        for key, value in node.value
        if isinstance(value, yaml.ScalarNode)
        and value.style is None
        and value.tag != _NOTHING
        and key.value in SCHEMA
        and SCHEMA[key.value].type != "date"
    }


def _lines(node: yaml.MappingNode) -> dict[str, int]:
    return {str(key.value): key.start_mark.line + 1 for key, _ in node.value}


def _remark(values: FrontMatter, document: str, path: str, line: int) -> Remark:
    answer = values.text("answer")
    return Remark(
        id=values.text("id"),
        document=document,
        edition=values.text("edition"),
        address=values.text("address"),
        sender=values.text("from"),
        date=values.date("date"),
        meeting=values.text("meeting"),
        remark=values.text("remark"),
        proposal=values.text("proposal"),
        answer=Answer(answer) if answer else None,
        explanation=values.text("explanation"),
        shown=values.text("shown"),
        at=values.text("at"),
        source=values.text("source"),
        path=path,
        line=line,
    )


def with_pages_of_remarks(snapshot: Snapshot, paths: Iterable[str]) -> Snapshot:
    """A snapshot with the pages that remarks have, by the files below the folder of documents."""
    remarked = {PurePosixPath(path).stem for path in filter(is_file, paths)}
    pages = {f"{urls.REMARKS}/{name}.md" for name in remarked & snapshot.documents.keys()}
    index = {urls.ALL_REMARKS} if pages else set()
    return replace(snapshot, pages=snapshot.pages | pages | index)
