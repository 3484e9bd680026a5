"""What is wrong with the documents of a corpus, beyond what reading them already found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche import (
    conclusion_checks,
    frontmatter,
    markers,
    minutes,
    parser,
)
from quyche.addresses import Kind, number_key
from quyche.editions import FILE as LEDGER
from quyche.editions import changed_entries
from quyche.links import LONGEST_TEXT, State, is_damage
from quyche.problems import Problem, error, warning
from quyche.provisions import Block, BlockKind, Provision
from quyche.register import ASPECTS
from quyche.text import compose, is_composed, slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from quyche.archives import Past
    from quyche.conclusions import Conclusions
    from quyche.corpus import Corpus, Text
    from quyche.editions import Edition, Ledger
    from quyche.governance import Governance
    from quyche.links import Links

_NUMBER_RE = re.compile(r"(?P<values>[0-9]+(?:-[0-9]+)*)(?P<suffix>[a-z]*)")
# "2021-01-18-ban-thuong-vu"
_DAY_IN_NAME_RE = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})(?!\d)")
_ETH_RE = re.compile("[Ðð]")
# What no reader sees, what turns the direction of a line, and what stands for a lost character.
_INVISIBLE_RE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ue000-\uf8ff\ufeff\ufff0-\uffff]"
)


def text_problems(corpus: Corpus) -> Iterator[Problem]:
    """What is wrong inside each document, and with what its front matter says."""
    for text in corpus.texts:
        yield from document_problems(text)
        yield from _metadata_problems(text, corpus)


def ledger_problems(corpus: Corpus, ledger: Ledger, base: Ledger) -> Iterator[Problem]:
    """What the ledger says otherwise than where the work on it began, and what it adds wrongly."""
    yield from changed_entries(base, ledger, LEDGER)
    added = (edition for edition in ledger.editions if edition.name not in base.names)
    yield from entry_problems(corpus, added)


def document_problems(text: Text) -> Iterator[Problem]:
    """What is wrong inside one document, whatever else there is."""
    yield from _number_problems(text)
    yield from _empty_articles(text)
    yield from _characters(text.document.source, text.path)
    if not text.document.title:
        line = frontmatter.split(text.document.source)[2]
        yield warning(text.path, line, "title-missing")


# Numbers


def _number_problems(text: Text) -> Iterator[Problem]:
    for siblings in _sequences(text):
        for before, provision in zip((None, *siblings), siblings, strict=False):
            yield from _after(before, provision, text.path)


def _sequences(text: Text) -> Iterator[Sequence[Provision]]:
    """Provisions that are counted together.

    Articles through chapters, all others inside their parent.
    """
    counted: dict[tuple[str, Kind], list[Provision]] = {}
    for provision in text.document.walk():
        attachment = provision.address.attachment
        if provision.kind in {Kind.ARTICLE, Kind.TASK}:
            key = (attachment.key if attachment else "", provision.kind)
            counted.setdefault(key, []).append(provision)
        yield from _inside(provision.children)
    yield from _inside(text.document.provisions)
    yield from counted.values()


def _inside(children: Iterable[Provision]) -> Iterator[Sequence[Provision]]:
    by_kind: dict[Kind, list[Provision]] = {}
    for child in children:
        if child.kind not in {Kind.ARTICLE, Kind.TASK, Kind.ATTACHMENT}:
            by_kind.setdefault(child.kind, []).append(child)
    yield from by_kind.values()


def _after(before: Provision | None, provision: Provision, path: str) -> Iterator[Problem]:
    """What is wrong with a number that stands after another, or first."""
    if provision.kind is Kind.POINT and markers.point_position(provision.number) < 0:
        found, known = provision.number, " ".join(markers.POINT_LETTERS)
        yield error(path, provision.line, "point-letter", found=found, known=known)
        return
    value = _value(provision)
    if value is None or "--" in provision.anchor:
        return
    if before is None:
        if value[0][-1] > 1:
            yield warning(path, provision.line, "number-first", found=provision.mark)
        return
    last, found, expected = _value(before), provision.mark, before.mark
    if last and value <= last:
        yield error(path, provision.line, "number-order", found=found, before=expected)
    elif last and not _is_next(last[0], value[0]):
        yield warning(path, provision.line, "number-gap", found=found, before=expected)


def _value(provision: Provision) -> tuple[tuple[int, ...], str] | None:
    """Where a number stands among its like, with its suffix; None where it cannot be told."""
    if provision.kind is Kind.POINT:
        position = markers.point_position(provision.number) + 1
        return (position,), compose(provision.number)[1:].rjust(2, "0")
    match = _NUMBER_RE.fullmatch(number_key(provision.kind, provision.number))
    values = match["values"].split("-") if match else ()
    return (tuple(map(int, values)), match["suffix"]) if match else None


def _is_next(before: tuple[int, ...], value: tuple[int, ...]) -> bool:
    """Whether no number is missing between them: 5 or 4a after 4, 5.1 after 4, 1.3 after 1.2."""
    same = next(
        (at for at, (one, other) in enumerate(zip(before, value, strict=False)) if one != other),
        min(len(before), len(value)),
    )
    if same == len(before) or same == len(value):
        return all(number == 1 for number in value[same:])
    return value[same] == before[same] + 1 and all(number == 1 for number in value[same + 1 :])


# Texts and characters


def _empty_articles(text: Text) -> Iterator[Problem]:
    for article in text.document.articles():
        has_content = article.text or article.children
        if not has_content and not article.heading.rstrip().endswith((".", ";", ":", "”", '"')):
            yield error(text.path, article.line, "article-empty", found=article.mark)


def _characters(source: str, path: str) -> Iterator[Problem]:
    for number, line in enumerate(source.split("\n"), start=1):
        if is_damage(line):
            found = len(compose(line))
            yield error(path, number, "line-long", found=found, most=LONGEST_TEXT)
        if line.isascii() and not _INVISIBLE_RE.search(line):
            continue
        yield from _letters(line.removeprefix("\ufeff") if number == 1 else line, number, path)


def _letters(line: str, number: int, path: str) -> Iterator[Problem]:
    if not is_composed(line):
        yield warning(path, number, "not-composed")
    if match := _ETH_RE.search(line):
        yield error(path, number, "eth", found=_word_at(line, match.start()))
    if match := _INVISIBLE_RE.search(line):
        found = f"U+{ord(match.group()):04X}"
        yield error(path, number, "invisible", found=found, column=match.start() + 1)


def _word_at(line: str, position: int) -> str:
    match = re.search(r"\S+", line[line.rfind(" ", 0, position) + 1 :])
    return match.group() if match else ""


# Front matter


def _metadata_problems(text: Text, corpus: Corpus) -> Iterator[Problem]:
    metadata = text.metadata
    for key, entry in (("issuer", metadata.issuer), ("drafter", metadata.drafter)):
        if entry and entry not in corpus.register.by_id:
            yield error(
                text.path, metadata.lines.get(key, 1), "register-id-unknown", id=entry, key=key
            )
    if metadata.meeting and metadata.meeting not in corpus.meetings_by_id:
        line = metadata.lines.get("meeting", 1)
        yield error(text.path, line, "meeting-unknown", found=metadata.meeting)
    for anchor, _ in metadata.reasons:
        if anchor not in text.by_anchor:
            line = metadata.lines.get("reasons", 1)
            yield error(text.path, line, "reason-anchor", found=anchor)
    if metadata.draft is not None and metadata.status != "draft":
        line = metadata.lines.get("draft", 1)
        yield error(text.path, line, "draft-number", found=metadata.status)
    if metadata.status == "adopted":
        for key in ("number", "adopted", "effective"):
            if not getattr(metadata, key):
                line = metadata.lines.get("status", 1)
                kind = warning if key == "effective" else error  # "from the day of signing"
                yield kind(text.path, line, "adopted-without", key=key)


def meeting_problems(corpus: Corpus) -> Iterator[Problem]:
    """Whom and what meetings name and nobody knows, and days that differ."""
    known = {parser.document_id(path) for path in corpus.withheld} | corpus.by_id.keys()
    for meeting in corpus.meetings:
        for key, entry in (("body", meeting.body), ("chair", meeting.chair)):
            if entry and entry not in corpus.register.by_id:
                line = meeting.lines.get(key, 1)
                yield error(meeting.path, line, "register-id-unknown", id=entry, key=key)
        for paper in meeting.papers:
            if paper not in known:
                line = meeting.lines.get("papers", 1)
                yield error(meeting.path, line, "paper-unknown", found=paper)
        named = _DAY_IN_NAME_RE.match(meeting.id)
        if named and meeting.date and named["day"] != meeting.date.isoformat():
            line, date = meeting.lines.get("date", 1), meeting.date.isoformat()
            yield warning(meeting.path, line, "meeting-date-differs", named=named["day"], date=date)


def minutes_problems(corpus: Corpus, found: Conclusions, past: Past) -> Iterator[Problem]:
    """What is wrong with the numbers of minutes, and with what they conclude."""
    for text in corpus.minutes:
        for items in minutes.numbered(text.document):
            for before, item in zip((None, *items), items, strict=False):
                yield from _after(before, item, text.path)
            yield from _numbered_twice(items, text.path)
        yield from _odd_headings(text)
    yield from conclusion_checks.check(found, past)


def _odd_headings(text: Text) -> Iterator[Problem]:
    """Headings of conclusions that are written otherwise, so that no item below them is read."""
    for part in text.document.content:
        heading = slug(_heading(part))
        is_right = isinstance(part, Block) and heading == minutes.CONCLUSIONS
        if f"-{heading}".endswith(f"-{minutes.CONCLUSIONS}") and not is_right:
            found = part.source.strip().partition("\n")[0]
            yield warning(text.path, part.line, "conclusion-heading", found=found)


def _heading(part: Block | Provision) -> str:
    if isinstance(part, Provision):
        return part.heading
    return part.text if part.kind is BlockKind.HEADING else ""


def _numbered_twice(items: Sequence[Provision], path: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for item in items:
        if item.number in first:
            found, line = item.mark, first[item.number]
            yield error(path, item.line, "number-twice", found=found, first=line)
        first.setdefault(item.number, item.line)


# Links and governance


def link_problems(corpus: Corpus, links: Links) -> Iterator[Problem]:
    """Citations that lead nowhere, and names of who was not there then."""
    for linked in links:
        path = corpus.by_id[linked.source.document].path
        for citing in linked.citations:
            if citing.state is State.DANGLING:
                yield error(path, citing.line, "citation-dangling", found=citing.text)
        yield from _outlived(
            linked.source.document, linked.line, {m.target for m in linked.mentions}, corpus
        )


def _outlived(
    document: str, line: int, targets: Iterable[str], corpus: Corpus
) -> Iterator[Problem]:
    """Bodies that did not exist on the day of the text."""
    metadata = corpus.by_id[document].metadata
    for target in targets:
        entry = corpus.register.by_id[target]
        if not entry.is_valid_at(metadata.date):
            path = corpus.by_id[document].path
            yield warning(path, line, "name-not-valid", name=entry.name, date=metadata.date)


def governance_problems(corpus: Corpus, governance: Governance) -> Iterator[Problem]:
    """Whom provisions are set to govern and nobody knows, and what nobody rules of whom."""
    for address, line, entry in governance.unknown:
        path = corpus.by_id[address.document].path
        yield error(path, line, "register-id-unknown", id=entry, key="governs")
    yield from missing_aspects(corpus, governance)


def entry_problems(corpus: Corpus, added: Iterable[Edition]) -> Iterator[Problem]:
    """That an entry which is new in the ledger is not what the documents are.

    What is adopted must not leave a draft behind, and a draft must have one; only the newest can
    be held to that, the others were what the documents are no longer.
    """
    new = list(added)
    for edition in new:
        if edition.meeting and edition.meeting not in corpus.meetings_by_id:
            yield error(LEDGER, edition.line, "meeting-unknown", found=edition.meeting)
    drafts = [text for text in corpus.texts if text.metadata.status == "draft"]
    for edition in new[-1:]:
        if not edition.is_draft:
            for text in drafts:
                line, name, path = edition.line, edition.name, text.path
                yield error(LEDGER, line, "ledger-draft-left", name=name, document=path)
        elif not drafts:
            yield error(LEDGER, edition.line, "ledger-no-draft", name=edition.name)


def missing_aspects(corpus: Corpus, governance: Governance) -> Iterator[Problem]:
    """Bodies and roles that the rules must give an aspect, and do not.

    Nothing while there are no regulations.
    """
    if not any(text.metadata.kind == "regulation" for text in corpus.texts):
        return
    for entry in corpus.register.entries:
        given = {
            aspect
            for governing in governance.of_target.get(entry.id, ())
            for aspect in governing.aspects
        }
        for aspect in entry.expects:
            if aspect in ASPECTS and aspect not in given:
                line = entry.lines.get("expects", 1)
                yield warning(entry.path, line, "aspect-missing", name=entry.name, aspect=aspect)
