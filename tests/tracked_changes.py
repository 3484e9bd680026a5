"""Takes or refuses all tracked changes of a Word file, by what the standard says of each."""

import io
import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def blocks_after(file: bytes, *, taken: bool, part: str = "word/document.xml") -> list[object]:
    """What the file holds when all changes are taken, or refused.

    A paragraph is its letters with what each looks like, a table its rows of cells of paragraphs.
    """
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        root = etree.fromstring(archive.read(part))
    gone, kept = (f"{W}del", f"{W}ins") if taken else (f"{W}ins", f"{W}del")
    body = root.find(f"{W}body")
    return _blocks(root if body is None else body, gone, kept)


def words_of_blocks(blocks: list[object]) -> list[str]:
    """The words of all paragraphs, in reading order."""
    found: list[str] = []
    for block in blocks:
        if isinstance(block, tuple):
            found += "".join(letter for letter, _ in block[1]).split()
        elif isinstance(block, list):
            found += words_of_blocks(block)
    return found


def _blocks(parent: etree._Element, gone: str, kept: str) -> list[object]:
    found: list[object] = []
    carried: list[tuple[str, str]] = []
    for node in parent:
        if node.tag == f"{W}p":
            letters = carried + _letters(node, gone, kept)
            if node.find(f"{W}pPr/{W}rPr/{gone}") is not None:
                carried = letters  # its end is gone: it goes on in the next one
                continue
            style = node.find(f"{W}pPr/{W}pStyle")
            found.append((style.get(f"{W}val") if style is not None else "", letters))
            carried = []
        elif node.tag == f"{W}tbl":
            assert not carried, "words before a table without the end of their paragraph"
            rows = [
                [_blocks(cell, gone, kept) for cell in row.findall(f"{W}tc")]
                for row in node.findall(f"{W}tr")
                if row.find(f"{W}trPr/{gone}") is None
            ]
            if rows:
                found.append(rows)
    assert not carried, "the end of the last paragraph is gone"
    return found


def _letters(node: etree._Element, gone: str, kept: str) -> list[tuple[str, str]]:
    """The letters of a paragraph and what each looks like, refused changes of that undone."""
    found: list[tuple[str, str]] = []
    for child in node:
        if child.tag == f"{W}r":
            style = _style(child, is_new=gone == f"{W}del")
            for one in child:
                if one.tag in {f"{W}t", f"{W}delText"}:
                    found += [(letter, style) for letter in one.text or ""]
                elif one.tag not in {f"{W}rPr", f"{W}commentReference"}:
                    found.append((etree.QName(one).localname, style))
        elif child.tag == kept:
            found += _letters(child, gone, kept)
    return found


def _style(run: etree._Element, *, is_new: bool) -> str:
    properties = run.find(f"{W}rPr")
    if properties is None:
        return ""
    change = properties.find(f"{W}rPrChange")
    if change is not None:
        if is_new:
            properties.remove(change)
        else:
            properties = change[0]
    return "".join(etree.tostring(one, encoding="unicode") for one in properties)
