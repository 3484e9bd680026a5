"""Files that may not lie in the folder of documents, and why: nothing but pages and attachments."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from quyche import urls
from quyche.corpus import attachments, corpora, places
from quyche.corpus.listings import ListedForm
from quyche.problems import Problem, error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quyche.corpus.listings import Listed, Listing
    from quyche.corpus.texts import Corpus

_FORMS = {ListedForm.LINK: "file-link", ListedForm.OTHER: "file-odd"}


def misplaced(corpus: Corpus, listing: Listing) -> tuple[Problem, ...]:
    """Everything that is wrong with what lies in the folder."""
    return (*_file_problems(listing), *_kind_problems(corpus, listing))


def _file_problems(listing: Listing) -> Iterator[Problem]:
    """What lies where it may not, is not what its name says, or cannot be told from another."""
    faults = (_fault(listed) for listed in listing)
    yield from (fault for fault in faults if fault)
    yield from _alike(listing)
    yield from _same_pages(listing)


def _kind_problems(corpus: Corpus, listing: Listing) -> Iterator[Problem]:
    """Documents, meetings and entries of the register that lie among pages of no kind."""
    listed = {one.path for one in listing}
    found = [(text.path, text.metadata.kind, text.metadata.lines) for text in corpus.texts]
    found += [(meeting.path, "meeting", meeting.lines) for meeting in corpus.meetings]
    found += [(entry.path, entry.kind, entry.lines) for entry in corpus.register.entries]
    for path, kind, lines in found:
        folder, _, rest = path.partition("/")
        if path in listed and (folder not in corpora.FOLDERS or rest == urls.INDEX):
            line = lines.get("kind", 1)
            yield error(path, line, "kind-in-folder", found=kind, expected="page")


def left_out(listing: Listing) -> tuple[Problem, ...]:
    """What an edition that was made before there were rules for files is shown without.

    What can do no harm stays where it always was, so that its pages do not change.
    """
    found = (listed for listed in listing if not _is_harmless(listed))
    return tuple(_fault(listed) or _refused(listed, "file-kind") for listed in found)


def published(listing: Listing, problems: tuple[Problem, ...]) -> frozenset[str]:
    """The paths of the files that may be published: pages and attachments without a fault."""
    faulty = {problem.path for problem in problems}
    return frozenset(
        listed.path
        for listed in listing
        if listed.path not in faulty
        and not places.is_silent(listed.path)
        and not places.is_data(listed.path)
    )


def _fault(listed: Listed) -> Problem | None:
    if listed.form in _FORMS:
        return _refused(listed, _FORMS[listed.form])
    if fault := places.fault_of(listed.path):
        rule, details = fault
        return error(listed.path, 1, rule, **details)
    if _is_attached(listed.path) and not _is_genuine(listed):
        return _refused(listed, "file-content")
    return None


def _refused(listed: Listed, rule: str) -> Problem:
    ending = attachments.ending_of(listed.path)
    return error(listed.path, 1, rule, found=ending or listed.path, **places.where())


def _is_attached(path: str) -> bool:
    return path.startswith(f"{urls.ATTACHMENTS}/") and not places.is_silent(path)


def _is_genuine(listed: Listed) -> bool:
    with listed.open() as file:
        return attachments.is_genuine(listed.path, file)


def _is_harmless(listed: Listed) -> bool:
    path = listed.path
    if listed.form is not ListedForm.FILE:
        return False
    if places.is_silent(path) or places.is_data(path):
        return True
    is_shown = path.endswith(places.PAGE) or _is_genuine(listed)
    return is_shown and not places.is_hidden(path)


def _alike(listing: Listing) -> Iterator[Problem]:
    """Names that differ in case or in Unicode form alone: many computers keep only one of them."""
    known: dict[str, str] = {}
    for listed in listing:
        parts = listed.path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            other = known.setdefault(_key(name), name)
            if other != name:
                yield error(listed.path, 1, "file-alike", found=name, other=other)
                break


def _same_pages(listing: Listing) -> Iterator[Problem]:
    """Two files whose pages would have one address: `a.md` and `a/index.md`."""
    known: dict[str, str] = {}
    for listed in listing:
        if listed.path.endswith(places.PAGE):
            other = known.setdefault(_key(urls.address_of(listed.path)), listed.path)
            if _key(other) != _key(listed.path):
                yield error(listed.path, 1, "file-same-page", other=other)


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
