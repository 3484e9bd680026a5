"""Word files as they come back: what went out, changed as word processors change it."""

import copy
import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from quyche.corpus import corpora
from quyche.exports.text_papers import text_paper
from quyche.formats import word_papers
from quyche.labels import Labels
from quyche.register.letterheads import Letterhead
from quyche.register.register import Register
from quyche.settings import Settings

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_SPACE}}}"
_SPACES = {"w": _SPACE}
_DOCUMENT = "word/document.xml"
_DATE = "2021-02-01T08:30:00Z"
LABELS = Labels.load("vi")


def sent(source: str, path: str = "quy-che/a.md") -> bytes:
    """The Word file of a text as it goes out."""
    text = corpora.text_of(path, source.encode())
    letterhead = Letterhead.of(Settings(), Register())
    return word_papers.written(text_paper(text, letterhead, None, LABELS))


def _element(tag: str, *children: etree._Element | None, **attributes: str) -> etree._Element:
    made = etree.Element(f"{_W}{tag}", {f"{_W}{key}": value for key, value in attributes.items()})
    made.extend(child for child in children if child is not None)
    return made


def _run(text: str, name: str = "t") -> etree._Element:
    inner = _element(name)
    inner.text = text
    inner.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _element("r", inner)


@dataclass
class Edited:
    """A file that somebody works on; without an author nothing is recorded."""

    content: bytes
    author: str = ""
    date: str = _DATE
    _parts: dict[str, bytes] = field(default_factory=dict)
    _number: int = 9000

    def __post_init__(self) -> None:
        with zipfile.ZipFile(io.BytesIO(self.content)) as archive:
            self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self._parts[_DOCUMENT])

    def saved(self) -> bytes:
        """The file as it is now."""
        self._parts[_DOCUMENT] = etree.tostring(self.root, encoding="UTF-8")
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            for name, part in self._parts.items():
                archive.writestr(name, part)
        return file.getvalue()

    def _add(self, name: str, root: etree._Element) -> None:
        """Give the file one more part."""
        self._parts[f"word/{name}.xml"] = etree.tostring(root, encoding="UTF-8")
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        self._amend(
            "[Content_Types].xml", f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/>'
        )
        related = f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{name}"
        self._amend(
            "word/_rels/document.xml.rels",
            f'<Relationship Id="rId{name}" Type="{related}" Target="{name}.xml"/>',
        )

    def _amend(self, part: str, xml: str) -> None:
        head, end, rest = self._parts[part].rpartition(b"</")
        self._parts[part] = head + xml.encode() + end + rest

    # Finding

    def paragraph(self, beginning: str) -> etree._Element:
        """The first paragraph that begins so, or holds the words after a dot."""
        for one in self.root.iter(f"{_W}p"):
            text = "".join(one.itertext(f"{_W}t"))
            if text.startswith(beginning):
                return one
        raise AssertionError(f"no paragraph begins with {beginning!r}")

    # Changing

    def _recorded(self, name: str, *children: etree._Element) -> list[etree._Element]:
        """What was done, wrapped as it is recorded; bare where nothing is."""
        if not self.author:
            return [] if name in {"del", "moveFrom"} else list(children)
        self._number += 1
        told = {"id": str(self._number), "author": self.author, "date": self.date}
        return [_element(name, *children, **told)]

    def _mark(self, paragraph: etree._Element, name: str) -> None:
        """Record that the end of a paragraph came or went."""
        properties = paragraph.find(f"{_W}pPr")
        assert properties is not None
        run = properties.find(f"{_W}rPr")
        if run is None:
            run = _element("rPr")
            properties.append(run)
        run.extend(self._recorded(name) or [])

    def replace(self, beginning: str, old: str, new: str) -> "Edited":
        """Write other words in the place of some in one paragraph."""
        paragraph = self.paragraph(beginning)
        for run in list(paragraph.iter(f"{_W}r")):
            text = run.find(f"{_W}t")
            if text is None or not text.text or old not in text.text:
                continue
            before, _, behind = text.text.partition(old)
            pieces = [self._like(run, before)] if before else []
            if old:
                pieces += self._recorded("del", _run(old, "delText"))
            if new:
                pieces += self._recorded("ins", self._like(run, new))
            pieces += [self._like(run, behind)] if behind else []
            parent = run.getparent()
            assert parent is not None
            at = parent.index(run)
            parent[at : at + 1] = pieces
            return self
        raise AssertionError(f"{old!r} is not in one run of {beginning!r}")

    @staticmethod
    def _like(run: etree._Element, text: str) -> etree._Element:
        made = copy.deepcopy(run)
        found = made.find(f"{_W}t")
        assert found is not None
        found.text = text
        found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return made

    def insert_after(self, beginning: str, *texts: str, like: str = "") -> "Edited":
        """Write new paragraphs below one, in the style of it or of another."""
        before = self.paragraph(beginning)
        style = self.paragraph(like or beginning).find(f"{_W}pPr")
        for text in reversed(texts):
            made = _element("p", copy.deepcopy(style), *self._recorded("ins", _run(text)))
            for mark in made.iter(f"{_W}rPr"):
                mark.clear()
            if self.author:
                self._mark(made, "ins")
            before.addnext(made)
        return self

    def delete(self, beginning: str) -> "Edited":
        """Delete a paragraph, its end with it."""
        paragraph = self.paragraph(beginning)
        if not self.author:
            self._drop(paragraph)
            return self
        for run in list(paragraph.iter(f"{_W}r")):
            self._delete_run(run, "del")
        self._mark(paragraph, "del")
        return self

    def _delete_run(self, run: etree._Element, name: str) -> None:
        for text in run.findall(f"{_W}t"):
            text.tag = f"{_W}delText" if name == "del" else text.tag
        parent = run.getparent()
        assert parent is not None
        at = parent.index(run)
        parent[at : at + 1] = self._recorded(name, copy.deepcopy(run))

    @staticmethod
    def _drop(element: etree._Element) -> None:
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    def move_after(self, beginning: str, target: str) -> "Edited":
        """Move a paragraph below another; Word takes no bookmark along."""
        paragraph, before = self.paragraph(beginning), self.paragraph(target)
        made = copy.deepcopy(paragraph)
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(made.iter(f"{_W}{name}")):
                self._drop(mark)
        if not self.author:
            self._drop(paragraph)
        else:
            for run in list(paragraph.iter(f"{_W}r")):
                self._delete_run(run, "moveFrom")
            self._mark(paragraph, "moveFrom")
            runs = list(made.iter(f"{_W}r"))
            for run in runs:
                self._delete_run(run, "moveTo")
            self._mark(made, "moveTo")
            self._range(paragraph, "moveFrom")
            self._range(made, "moveTo")
        before.addnext(made)
        return self

    def _range(self, paragraph: etree._Element, name: str) -> None:
        self._number += 1
        own = str(self._number)
        paragraph.insert(1, _element(f"{name}RangeStart", id=own, name="move1"))
        paragraph.append(_element(f"{name}RangeEnd", id=own))

    def split(self, beginning: str, at: str) -> "Edited":
        """End a paragraph before some of its words, as the key Enter does."""
        paragraph = self.paragraph(beginning)
        run = next(one for one in paragraph.iter(f"{_W}r") if at in "".join(one.itertext(f"{_W}t")))
        text = run.find(f"{_W}t")
        assert text is not None
        assert text.text
        before, _, behind = text.text.partition(at)
        rest = _element(
            "p", copy.deepcopy(paragraph.find(f"{_W}pPr")), self._like(run, at + behind)
        )
        later = list(run.itersiblings())
        rest.extend(later)
        text.text = before
        if self.author:
            self._mark(paragraph, "ins")
        paragraph.addnext(rest)
        return self

    def merge(self, beginning: str) -> "Edited":
        """Join a paragraph with the next one, as the key Delete does at its end."""
        paragraph = self.paragraph(beginning)
        if self.author:
            self._mark(paragraph, "del")
            return self
        following = paragraph.getnext()
        assert following is not None
        paragraph.extend(list(following)[1:])
        self._drop(following)
        return self

    def cut(self, beginning: str) -> "Edited":
        """Cut the runs of a paragraph wherever Word has looked at its spelling."""
        for run in list(self.paragraph(beginning).iter(f"{_W}r")):
            text = run.find(f"{_W}t")
            if text is None or not text.text:
                continue
            words = text.text.split(" ")
            pieces: list[etree._Element] = []
            for number, word in enumerate(words):
                pieces.append(_element("proofErr", type="spellStart"))
                piece = self._like(run, word if number == 0 else f" {word}")
                piece.set(f"{_W}rsidR", f"00{number:06}")
                pieces.append(piece)
            parent = run.getparent()
            assert parent is not None
            at = parent.index(run)
            parent[at : at + 1] = pieces
        return self

    def format(self, beginning: str) -> "Edited":
        """Set a paragraph bold, with the change of format recorded."""
        for run in self.paragraph(beginning).iter(f"{_W}r"):
            old = _element("rPr")
            self._number += 1
            told = {"id": str(self._number), "author": self.author or "A", "date": self.date}
            run.insert(0, _element("rPr", _element("b"), _element("rPrChange", old, **told)))
        return self

    def _row_of(self, beginning: str) -> etree._Element:
        return next(self.paragraph(beginning).iterancestors(f"{_W}tr"))

    def row_after(self, beginning: str, *texts: str) -> "Edited":
        """Write a new row below one."""
        row = self._row_of(beginning)
        cells = (
            _element("tc", _element("p", *(self._recorded("ins", _run(text)) if text else ())))
            for text in texts
        )
        properties = _element("trPr", *self._recorded("ins")) if self.author else None
        row.addnext(_element("tr", properties, *cells))
        return self

    def delete_row(self, beginning: str) -> "Edited":
        """Delete a row of a table."""
        row = self._row_of(beginning)
        if not self.author:
            self._drop(row)
            return self
        for run in list(row.iter(f"{_W}r")):
            self._delete_run(run, "del")
        row.insert(0, _element("trPr", *self._recorded("del")))
        return self

    def break_line(self, beginning: str, text: str) -> "Edited":
        """Write one more line into a paragraph, as the keys Shift+Enter do."""
        line = _element("r", _element("br"), *_run(text))
        self.paragraph(beginning).extend(self._recorded("ins", line))
        return self

    def control(self, beginning: str) -> "Edited":
        """Put a paragraph into a content control."""
        paragraph = self.paragraph(beginning)
        parent = paragraph.getparent()
        assert parent is not None
        at = parent.index(paragraph)
        parent.insert(at, _element("sdt", _element("sdtPr"), _element("sdtContent", paragraph)))
        return self

    def widen(self, beginning: str) -> "Edited":
        """Give the row of a table one more cell."""
        cell = self.paragraph(beginning).getparent()
        assert cell is not None
        cell.addnext(_element("tc", _element("p", _run("thêm"))))
        return self

    def number(self, beginning: str, mark: str, level: int = 0) -> "Edited":
        """Put an automatic number in the place of one that was typed, as Word does by itself."""
        paragraph = self.paragraph(beginning)
        texts = list(paragraph.iter(f"{_W}t"))
        assert [one.text for one in texts[:2]] == [mark, " "]
        for text in texts[:2]:
            text.text = ""
        properties = paragraph.find(f"{_W}pPr")
        assert properties is not None
        listed = _element("numPr", _element("ilvl", val=str(level)), _element("numId", val="1"))
        properties.append(listed)
        return self

    def listed(self, start: int, text: str = "%1.") -> "Edited":
        """Give the file a list with numbers from one on."""
        level = _element(
            "lvl",
            _element("start", val=str(start)),
            _element("numFmt", val="decimal"),
            _element("lvlText", val=text),
            ilvl="0",
        )
        root = etree.Element(f"{_W}numbering", nsmap=_SPACES)
        root.append(_element("abstractNum", level, abstractNumId="1"))
        root.append(_element("num", _element("abstractNumId", val="1"), numId="1"))
        self._add("numbering", root)
        return self

    def unmarked(self) -> "Edited":
        """Take all away that says where the file came from."""
        for name in ("bookmarkStart", "bookmarkEnd"):
            for mark in list(self.root.iter(f"{_W}{name}")):
                self._drop(mark)
        self._parts.pop("docProps/custom.xml", None)
        return self

    def without_bookmarks(self) -> "Edited":
        """Take the bookmarks away, not the properties."""
        kept = self._parts["docProps/custom.xml"]
        self.unmarked()
        self._parts["docProps/custom.xml"] = kept
        return self

    def note(self, beginning: str, text: str) -> "Edited":
        """Write a footnote to a paragraph."""
        self.paragraph(beginning).append(_element("r", _element("footnoteReference", id="2")))
        root = etree.Element(f"{_W}footnotes", nsmap=_SPACES)
        root.append(_element("footnote", _element("p", _run(text)), id="2"))
        self._add("footnotes", root)
        return self

    # Comments

    def comment(
        self, beginning: str, *told: tuple[str, str, str], done: Sequence[str] = ()
    ) -> "Edited":
        """Write comments beside a paragraph: the id, who and what; the later answer the first."""
        paragraph = self.paragraph(beginning)
        first = told[0][0]
        paragraph.insert(1, _element("commentRangeStart", id=first))
        paragraph.append(_element("commentRangeEnd", id=first))
        root = etree.Element(f"{_W}comments", nsmap=_SPACES)
        words = "http://schemas.microsoft.com/office/word/2010/wordml"
        more = "http://schemas.microsoft.com/office/word/2012/wordml"
        extended = etree.Element(f"{{{more}}}commentsEx")
        for own, author, text in told:
            inner = _element("p", _run(text))
            inner.set(f"{{{words}}}paraId", f"0000000{own}")
            root.append(_element("comment", inner, id=own, author=author, date=self.date))
            entry = etree.SubElement(extended, f"{{{more}}}commentEx")
            entry.set(f"{{{more}}}paraId", f"0000000{own}")
            entry.set(f"{{{more}}}done", "1" if own in done else "0")
            if own != first:
                entry.set(f"{{{more}}}paraIdParent", f"0000000{first}")
            paragraph.append(_element("r", _element("commentReference", id=own)))
        self._add("comments", root)
        self._parts["word/commentsExtended.xml"] = etree.tostring(extended)
        return self


def by(author: str, content: bytes, *steps: Callable[[Edited], object]) -> bytes:
    """The file after somebody did all of this; recorded where there is an author."""
    edited = Edited(content, author)
    for step in steps:
        step(edited)
    return edited.saved()
