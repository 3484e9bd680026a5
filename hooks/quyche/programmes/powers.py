"""Who decides a task, against whom the regulations let decide."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from quyche.corpus.links import Citing, Linked, Links
from quyche.corpus.texts import Corpus, Text
from quyche.governance.governance import Governance
from quyche.programmes.field_readings import Role
from quyche.programmes.progress import TaskState
from quyche.programmes.tasks import Task
from quyche.register.entries import Aspect
from quyche.stores import NOWHERE, Store
from quyche.texts.addresses import Address
from quyche.texts.metadata import DocumentKind

# "… giao Ban Thường vụ quyết định", "… do Thường trực xem xét, quyết định": no subject, and yet
# whoever decides
_DECIDES_RE = re.compile(r"[ \u00a0](?:xem xét,?[ ](?:và[ ])?)?(?:quyết định|quyết nghị)(?!\w)")


@dataclass(frozen=True)
class Powers:
    """Whom the regulations of a corpus let decide, provision by provision."""

    by_provision: Mapping[str, frozenset[str]]
    """By `document#anchor`: whom its own heading and text let decide; only where there is any."""

    @classmethod
    def of(
        cls, corpus: Corpus, links: Links, governance: Governance, store: Store = NOWHERE
    ) -> Powers:
        """Read from the regulations that are not over; each one's are kept in the store."""
        found: dict[str, frozenset[str]] = {}
        for text in corpus.texts:
            if text.metadata.kind != DocumentKind.REGULATION or text.metadata.status.is_over:
                continue
            read = partial(_read, text, links, governance)
            for place, who in store.of("powers", corpus.told_of(text), read):
                found[place] = found.get(place, frozenset()) | frozenset(who)
        return cls(found)

    @property
    def everybody(self) -> frozenset[str]:
        """Whom any provision lets decide."""
        return frozenset().union(*self.by_provision.values())

    def around(self, corpus: Corpus, address: Address) -> frozenset[str]:
        """Whom a provision lets decide: itself with all inside it, else what it stands in."""
        provision = corpus.provision(address)
        if provision is None:
            return frozenset()
        inside = (self.by_provision.get(str(part.address)) for part in provision.walk())
        if own := frozenset().union(*filter(None, inside)):
            return own
        outer = (self.by_provision.get(str(around)) for around in address.around())
        return next(filter(None, outer), frozenset())


def _read(
    text: Text, links: Links, governance: Governance
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, set[str]] = defaultdict(set)
    for provision in text.document.walk():
        for governing in governance.by_provision.get(str(provision.address), ()):
            if Aspect.POWERS in governing.aspects:
                found[str(provision.address)].add(governing.target)
    for linked in links.by_document[text.id]:
        if linked.source.steps:
            found[str(linked.source)].update(_deciding(linked))
    return tuple((place, tuple(sorted(who))) for place, who in found.items() if who)


def _deciding(linked: Linked) -> Iterator[str]:
    if linked.is_heading or not linked.mentions:
        return
    spelled = linked.spelled
    for mention in spelled.mentions:
        if _DECIDES_RE.match(spelled.text, mention.end):
            yield mention.target


@dataclass(frozen=True)
class Conflict:
    """A task decided by somebody whom the regulations do not let decide."""

    task: Task
    line: int
    names: tuple[str, ...]
    """Who shall decide."""
    basis: tuple[Citing, ...] = ()
    """What it rests on and lets others decide; nothing where no provision lets these decide."""
    allowed: tuple[str, ...] = ()
    """Whom that lets decide."""


def conflicts(corpus: Corpus, tasks: Iterable[Task], powers: Powers) -> Iterator[Conflict]:
    """The tasks of which a regulation says that others decide, or never that these do.

    Nothing is told of a basis that says nothing of bodies, or of a corpus without regulations.
    """
    for task in tasks:
        if task.state is not TaskState.DROPPED and (conflict := _conflict(corpus, task, powers)):
            yield conflict


def _conflict(corpus: Corpus, task: Task, powers: Powers) -> Conflict | None:
    deciding = frozenset(task.ids(Role.DECIDING))
    if not deciding or not powers.by_provision:
        return None
    entries = corpus.register.by_id
    names = tuple(entries[name].name for name in task.ids(Role.DECIDING))
    line = task.named(Role.DECIDING.value)[0].line
    if not deciding & powers.everybody:
        return Conflict(task, line, names)
    found = [
        (citing, powers.around(corpus, citing.target))
        for citing in task.basis
        if citing.target and citing.target.steps
    ]
    if any(deciding & allowed for _, allowed in found):
        return None
    others = {
        citing: [name for name in allowed if entries[name].kind == "body"]
        for citing, allowed in found
    }
    basis = tuple(citing for citing, bodies in others.items() if bodies)
    if not basis:
        return None
    allowed = {name for citing in basis for name in others[citing]}
    told = tuple(entry.name for entry in corpus.register.entries if entry.id in allowed)
    return Conflict(task, line, names, basis, told)
