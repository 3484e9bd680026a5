"""The home page: what is in force, what is in draft, how to find a role."""

from __future__ import annotations

from collections.abc import Iterator

from quyche.corpus import Text
from quyche.editions import Ledger
from quyche.markdown_extension import closing, leaf, opening
from quyche.page_writers import PageWriter
from quyche.rendering import page
from quyche.states import document_list, written_date
from quyche.text import SortKey, sort_key

PATH = "index.md"
STRUCTURE = "so-do-to-chuc.md"
MATRIX = "bang-trach-nhiem.md"


class HomePage(PageWriter):
    """Writes what is generated on the home page."""

    def markdown(self, ledger: Ledger) -> str:
        """What is in force, what is in draft, how to find a role."""
        return page([*self._documents(ledger), *self._roles()])

    def _documents(self, ledger: Ledger) -> Iterator[str]:
        texts = sorted(self.library.corpus.texts, key=_home_key)
        in_force = [text for text in texts if text.metadata.status == "adopted"]
        drafts = [text for text in texts if text.metadata.status == "draft"]
        others = [text for text in texts if text not in in_force and text not in drafts]
        yield leaf("h2", self._label("home.in_force"), id="dang-co-hieu-luc")
        if in_force:
            yield from document_list(self, in_force)
        else:
            yield from self._nothing_in_force(ledger)
        for name, anchor, chosen in (
            ("drafts", "du-thao", drafts),
            ("others", "van-ban-khac", others),
        ):
            if chosen:
                yield leaf("h2", self._label(f"home.{name}"), id=anchor)
                yield from document_list(self, chosen)

    def _nothing_in_force(self, ledger: Ledger) -> Iterator[str]:
        edition = ledger.in_force
        if edition is None:
            yield leaf("p", self._label("home.none"), cls="q-none")
            return
        date = written_date(edition.date)
        note = self._label("home.nothing_in_force", edition=edition.title, date=date)
        yield leaf("p", note, cls="q-none")

    def _roles(self) -> Iterator[str]:
        yield leaf("h2", self._label("home.roles"), id="chuc-danh")
        yield opening("ul", cls="q-roles")
        for role in self.library.corpus.register.of_kind("role"):
            yield leaf("li", self.link(role.name, self.relative(role.path)))
        yield closing()
        pages = ((STRUCTURE, "structure.title"), (MATRIX, "matrix.title"))
        links = (self.link(self.library.labels(name), self.relative(path)) for path, name in pages)
        yield leaf("p", " · ".join(links), cls="q-more")


def _home_key(text: Text) -> tuple[bool, SortKey]:
    return text.metadata.kind != "regulation", sort_key(text.metadata.title)
