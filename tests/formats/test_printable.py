"""What can be printed is what the fonts have that are kept with the product."""

from importlib import resources

import pytest

from quyche.formats import pdf
from quyche.formats.pdf import UnprintableError
from quyche.formats.printable import first_unprintable
from quyche.formats.sheets import SheetHead, SheetMark, SheetRun
from quyche.formats.signed_papers import PaperParagraph, PaperRole, SignedPaper
from quyche.register.layouts import layout_of

LISTED = (resources.files("quyche") / "formats" / "fonts" / "letters.txt").read_text("ascii")
BOUNDS = [tuple(int(end, 16) for end in (each.split("-") * 2)[:2]) for each in LISTED.split()]
COVERED = [chr(code) for first, last in BOUNDS for code in range(first, last + 1)]
JUST_OUTSIDE = sorted({chr(last + 1) for _, last in BOUNDS} - set(COVERED))


def printed(text: str) -> bytes:
    """A paper that says this in each of the fonts that text is set in."""
    marks = (SheetMark.KEPT, SheetMark.BOLD, SheetMark.ITALIC)
    runs = tuple(SheetRun(text, mark) for mark in marks)
    body = (PaperParagraph(PaperRole.TEXT, runs),)
    return pdf.written(
        SignedPaper("a", SheetHead("", "", ""), "", "A", body, (), layout_of("plain"))
    )


def test_every_sign_that_is_listed_can_be_printed() -> None:
    assert printed(" ".join(COVERED)).startswith(b"%PDF")
    assert first_unprintable("".join(COVERED)) is None


@pytest.mark.parametrize("sign", ["☑", "ก", "\u05d9", *filter(str.isprintable, JUST_OUTSIDE)])
def test_every_sign_beside_those_is_told(sign: str) -> None:
    found = first_unprintable(f"a{sign}b")
    assert found
    assert found[0] == sign


@pytest.mark.parametrize("text", ["ก", "\u05d9\u05bc", "\u0671\u06dd"])
def test_what_cannot_be_set_is_refused_with_a_sign_of_it(text: str) -> None:
    with pytest.raises(UnprintableError):
        printed(f"a {text} {_MANY_SIGNS}" if len(text) > 1 else text)


_MANY_SIGNS = " ".join(map(chr, range(0x5D9, 0x660)))
"""Letters and marks of right-to-left scripts, over which Typst panics."""
