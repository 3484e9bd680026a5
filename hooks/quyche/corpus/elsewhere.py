"""Citations that lead nowhere in a text, and may be of something that is not in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quyche.language.kinds import Kind
from quyche.language.spelling import slug
from quyche.texts.addresses import Address, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quyche.corpus.texts import Text
    from quyche.language.citations import Citation

_ENDED_RE = re.compile(r"[.!?][\s\u00a0]")


def of_absent_kind(citation: Citation, text: Text, here: Address) -> bool:
    """Whether it names a kind of provision that the text has none of.

    An annex may be a file of its own, a section may be one of a form: no number is wrong there.
    """
    is_of_form = bool(here.attachment) and citation.units[0].kind is Kind.SECTION
    if is_of_form and not citation.scope:
        return True
    headed = (unit.form for unit in citation.units if unit.kind.is_headed)
    return not text.grammar.levels and any(form not in text.forms for form in headed)


def may_be_right(citation: Citation, said: str, text: Text, here: Address) -> bool:
    """Whether what leads nowhere may be right: alone in a cell, or of what stood there before."""
    is_alone = _fills_cell(citation.start, citation.end, said)
    return is_alone or _of_former_text(citation, text, here)


def _of_former_text(citation: Citation, text: Text, here: Address) -> bool:
    """Whether the article it names was changed since, as a footnote at it says.

    In a consolidated text "khoản 21 Điều 12" may be what stood there before.
    """
    if not text.amended or text.grammar.levels:
        return False
    named = next((unit for unit in citation.units if unit.kind is Kind.ARTICLE), None)
    if named is None:
        article = here.of_kind(Kind.ARTICLE)
        return article is not None and article.anchor in text.amended
    step = Step.of(named.form, named.number)
    attachment = here.attachment.key if here.attachment else ""
    found = text.by_last_step.get(("", attachment, step.form, step.key), ())
    return any(one.anchor in text.amended for one in found)


def _fills_cell(start: int, end: int, text: str) -> bool:
    """Whether nothing else stands in a cell of a table: a sample, or a number of another text."""
    edges = {"", "\t", "\n"}
    is_alone = text[max(start - 1, 0) : start] in edges and text[end : end + 1] in edges
    return is_alone and "\t" in text


def of_later_document(found: Sequence[Citation], text: str) -> frozenset[int]:
    """Which of the citations may be of a document that the same sentence names later.

    `khoản 3 Điều 97; khoản 2 Điều 99 Luật Xử lý vi phạm hành chính`
    """
    taken: set[int] = set()
    named: int | None = None
    for at in range(len(found) - 1, -1, -1):
        citation = found[at]
        if citation.scope == "other":
            named = citation.start
        elif named is not None and _ENDED_RE.search(text, citation.end, named):
            named = None
        elif named is not None and citation.units and not citation.scope:
            taken.add(at)
        if _is_shared(found, at, text):
            taken.add(at)
    return frozenset(taken)


def _is_shared(found: Sequence[Citation], at: int, text: str) -> bool:
    """Whether a point may stand in what a list behind it names, with words between them.

    `điểm c và trường hợp khác quy định tại các điểm d, đ khoản 1 Điều 5`
    """
    citation = found[at]
    if len(citation.units) > 1 or not citation.units or at + 1 == len(found):
        return False
    after = found[at + 1]
    is_alike = bool(after.units) and after.units[0].form == citation.units[0].form
    is_near = not _ENDED_RE.search(text, citation.end, after.start)
    return is_alike and is_near and len(after.units) > 1 and not citation.is_this


def base_of(citation: Citation, text: Text, here: Address) -> Address:
    """The document or the attachment whose articles the citation counts."""
    root, attachment = Address(text.id), here.attachment
    if citation.scope == "attached":
        found = text.by_anchor.get(slug(citation.document))
        is_attached = found and found.address.attachment and len(found.address.steps) == 1
        return found.address if found and is_attached else root
    if attachment is None:
        return root
    inside = root.child(attachment)
    annexes = tuple(form.slug for form in text.grammar.annex_forms)
    is_annex = attachment.key.startswith(annexes)
    names_decree = citation.scope == "this" and names_another(citation, inside)
    return root if names_decree and not is_annex else inside


def names_another(citation: Citation, base: Address) -> bool:
    """Whether what stands in an attachment speaks of the document: "Điều 5 Nghị định này"."""
    attachment = base.attachment
    is_this = citation.scope == "this"
    return is_this and attachment is not None and slug(citation.document) != attachment.key
