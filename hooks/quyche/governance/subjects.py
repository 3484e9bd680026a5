"""Who does what in a sentence: the names that are its subject, and how it governs them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quyche.corpus.links import Linked, Mention
from quyche.governance.phrases import Phrases
from quyche.language.spelling import spelling
from quyche.register.entries import Aspect

_SENTENCE_RE = re.compile(r"(?:(?<=[.;])\s+|\n)(?=\S)")


@dataclass(frozen=True)
class Subject:
    """A name that a sentence has as its subject, and how the sentence governs it."""

    mention: Mention
    aspects: tuple[Aspect, ...]


def subjects(linked: Linked, said: Phrases) -> Iterator[Subject]:
    """Whom the sentences of a text say something of; what is named otherwise is only mentioned."""
    if not linked.mentions:
        return
    spelled = linked.spelled
    written = dict(zip(spelled.mentions, linked.mentions, strict=True))
    for subject in _subjects(spelled, said):
        yield replace(subject, mention=written[subject.mention])


def _subjects(linked: Linked, said: Phrases) -> Iterator[Subject]:
    if caption := said.caption.match(linked.text):
        yield from _captioned(linked, caption, said)
        return
    starts = [mention.start for mention in linked.mentions]
    for start, end in _sentences(linked.text):
        inside = linked.mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        mentions = [mention for mention in inside if mention.end <= end]
        if mentions:
            yield from _of_sentence(linked.text, (start, end), mentions, said)


def heading_aspects(heading: str, said: Phrases) -> tuple[Aspect, ...]:
    """The aspects that the words of a title or caption name."""
    key = spelling(heading)
    return tuple(aspect for aspect, words in said.heading_aspects.items() if words.search(key))


def _captioned(linked: Linked, caption: re.Match[str], said: Phrases) -> Iterator[Subject]:
    """A line that says whose list follows."""
    if not linked.text.rstrip().endswith(":"):
        return
    aspects = heading_aspects(caption.group(), said)
    run = _run(linked.text, linked.mentions, caption.end(), said)
    yield from (Subject(mention, aspects) for mention in run)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE_RE.finditer(text):
        yield start, match.start()
        start = match.end()
    yield start, len(text)


def _of_sentence(
    text: str, span: tuple[int, int], mentions: Sequence[Mention], said: Phrases
) -> Iterator[Subject]:
    start, end = span
    head = said.start.match(text, start, end)
    found = _run(text, mentions, head.end() if head else start, said)
    if found:
        aspect = _first_predicate(text[found[-1].end : end], said)
    else:
        found = _later_subjects(text, start, mentions, said)
        aspect = _predicate(text[found[-1].end : end], said) if found else None
    if aspect:
        aspects = (aspect, *_further_predicates(text, found[-1].end, end, said))
        yield from (Subject(mention, aspects) for mention in found)
    for mention in mentions:
        if mention not in found and _is_agent(text, mention, (start, end), said):
            yield Subject(mention, (Aspect.POWERS,))


def _run(text: str, mentions: Sequence[Mention], position: int, said: Phrases) -> list[Mention]:
    """The names that follow each other from that position on."""
    run: list[Mention] = []
    for mention in mentions:
        if mention.start < position:
            continue
        gap = said.between.fullmatch(text, position, mention.start)
        if not gap or (not run and gap.group().strip(" \u00a0") in said.joins):
            break
        run.append(mention)
        position = mention.end
    return run


def _first_predicate(rest: str, said: Phrases) -> Aspect | None:
    """How a sentence that begins with its subject governs it; None for a mere item of a list."""
    words = said.in_role.sub("", rest.lstrip(" \u00a0"))
    if said.goes_on.match(words):
        strong = said.strong_verb.search(words)
        return _predicate(words[strong.start() :], said) if strong else None
    return _predicate(words, said) if said.any_predicate.match(words) else None


def _further_predicates(text: str, start: int, end: int, said: Phrases) -> Iterator[Aspect]:
    """What else the sentence plainly says of its subject, after a comma or `và`."""
    for match in said.further.finditer(text, start, end):
        aspect = _predicate(text[match.end() :], said)
        if aspect in {Aspect.RESPONSIBILITIES, Aspect.MEETINGS}:
            yield aspect


def _predicate(rest: str, said: Phrases) -> Aspect:
    words = rest.lstrip(" ,\u00a0")
    return next(
        (aspect for aspect, words_re in said.predicates if words_re.match(words)), Aspect.DUTIES
    )


def _later_subjects(
    text: str, start: int, mentions: Sequence[Mention], said: Phrases
) -> list[Mention]:
    """The subject of a sentence that begins with when or in what case: before its first verb."""
    leads = bool(said.lead.match(text, start))
    position = 0
    while position < len(mentions):
        run = _run(text, mentions[position:], mentions[position].start, said)
        position += len(run)
        before = said.plural_end.sub("", text[start : run[0].start])
        then = before.rstrip(" \u00a0").endswith(said.then)
        if said.consists.search(before) and said.has.match(text, run[-1].end):
            return run
        if (leads or then) and has_verb(text, run[-1].end, said):
            if said.boundary.search(before):
                return run
            if leads and len(run) > 1 and said.object.search(before):
                return run[-1:]
    return []


def has_verb(text: str, position: int, said: Phrases) -> bool:
    """Whether a verb follows, at once or after what narrows or continues the subject.

    The text is a spelling key.
    """
    qualifier = said.qualifier.match(text, position)
    rest = text[qualifier.end() if qualifier else position :].lstrip(" \u00a0")
    if said.verb.match(rest) or (qualifier and qualifier.group()):
        return True
    return bool(said.unknown.match(text, position))


def _is_agent(text: str, mention: Mention, span: tuple[int, int], said: Phrases) -> bool:
    """`… do Thủ tướng quyết định.`: whoever decides, though not the subject."""
    start, end = span
    first = max(start, mention.start - said.longest_agent)
    named = said.agent.search(text[first : mention.start])
    return bool(named and said.decides.match(text, mention.end, end))
