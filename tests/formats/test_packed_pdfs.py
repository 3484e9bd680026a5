"""A PDF takes half the bytes once what is no page is compressed, and says the same."""

import io
import re

import pypdf
import pytest
from pypdf.generic import IndirectObject

from quyche.formats.packing.packed_pdfs import packed

OBJECTS = (
    b"<</Type/Catalog/Pages 2 0 R/Lang(vi)>>",
    b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 90 60]/Resources<<>>/Contents 4 0 R>>",
    b"<</Length 7>>\nstream\n0 0 m h\nendstream",
    b"<</Title<FEFF0110006900611EBF>>>",
    *(b"<</Type/StructElem/S/P/K %d>>" % number for number in range(1200)),
)


def written() -> bytes:
    """A file as Typst writes it: its objects one after the other, and a table of them."""
    text, places = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n", []
    for number, body in enumerate(OBJECTS, 1):
        places.append(len(text))
        text += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    count = len(OBJECTS) + 1
    rows = b"".join(b"%010d 00000 n\r\n" % place for place in places)
    table = b"xref\n0 %d\n0000000000 65535 f\r\n%b" % (count, rows)
    trailer = b"trailer\n<</Size %d/Root 1 0 R/Info 5 0 R/ID[(a)(b)]>>\n" % count
    return b"%b%b%bstartxref\n%d\n%%%%EOF" % (text, table, trailer, len(text))


def test_a_packed_file_holds_the_same_objects_and_is_smaller() -> None:
    whole, small = written(), packed(written())
    assert len(small) < len(whole) / 4
    before, after = (pypdf.PdfReader(io.BytesIO(one), strict=True) for one in (whole, small))
    for number in range(1, len(OBJECTS) + 1):
        held = [
            re.sub(r", \d{6,}", "", str(one.get_object(IndirectObject(number, 0, one))))
            for one in (before, after)
        ]
        assert held[0] == held[1], number
    assert after.pages[0].mediabox == before.pages[0].mediabox
    assert after.pages[0].get_contents() is not None
    assert after.metadata
    assert after.metadata.title == "Điaế"
    assert after.trailer["/ID"] == before.trailer["/ID"]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", packed(written()), written() + b"\n% more"])
def test_what_is_written_in_another_way_stays_as_it_is(pdf: bytes) -> None:
    assert packed(pdf) == pdf
