"""PDF files as Typst writes them, with what is no page taken together and compressed.

Most of such a file is tags that tell a screen reader what is what: hundreds of objects that are
written out. PDF 1.5 and later, archives' PDF/A-2 among them, may have them in streams.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_START_RE = re.compile(rb"startxref\s+(?P<at>\d+)\s+%%EOF\s*\Z")
_TABLE_RE = re.compile(
    rb"xref\s+0 (?P<count>\d+)\s+(?P<rows>(?:\d{10} \d{5} [nf]\s{1,2})+)trailer\s+"
)
_ROW_RE = re.compile(rb"(?P<at>\d{10}) \d{5} (?P<sort>[nf])")
_SIZE_RE = re.compile(rb"/Size \d+")
_OBJECT_RE = re.compile(rb"(?P<number>\d+) 0 obj\s+(?P<body>.*)\s+endobj\s*\Z", re.DOTALL)
_STREAM = b"endstream"
_MOST = 500  # objects in a stream, all of which are read for one of them
_FREE, _PLAIN, _PACKED = 0, 1, 2  # where an object is: nowhere, at a place of the file, in a stream


@dataclass(frozen=True)
class _Object:
    number: int
    body: bytes

    @property
    def is_stream(self) -> bool:
        return self.body.endswith(_STREAM)

    @property
    def written(self) -> bytes:
        return b"%d 0 obj\n%b\nendobj\n" % (self.number, self.body)


def packed(pdf: bytes) -> bytes:
    """The same file with its objects in streams; as it is where it is written in another way."""
    start = _START_RE.search(pdf)
    table = _TABLE_RE.match(pdf, int(start["at"])) if start else None
    if start is None or table is None:
        return pdf
    rows = [_ROW_RE.match(row) for row in re.findall(rb"\d{10} \d{5} [nf]", table["rows"])]
    places = sorted(int(row["at"]) for row in rows if row and row["sort"] == b"n")
    ends = [*places, table.start()]
    found = [_OBJECT_RE.match(pdf[at:end]) for at, end in pairwise(ends)]
    objects = [_Object(int(one["number"]), one["body"]) for one in found if one]
    if not objects or len(objects) != len(places):
        return pdf
    trailer = pdf[table.end() : start.start()].strip().removeprefix(b"<<").removesuffix(b">>")
    return _joined(pdf[: places[0]], objects, int(table["count"]), trailer)


def _joined(head: bytes, objects: Sequence[_Object], count: int, trailer: bytes) -> bytes:
    streams = [one for one in objects if one.is_stream]
    plain = [one for one in objects if not one.is_stream]
    places = {0: (_FREE, 0, 65535)}
    groups = (plain[at : at + _MOST] for at in range(0, len(plain), _MOST))
    for number, group in enumerate(groups, count):
        streams.append(_Object(number, _gathered(group)))
        places |= {one.number: (_PACKED, number, at) for at, one in enumerate(group)}
    parts, at = [head], len(head)
    for one in streams:
        places[one.number] = (_PLAIN, at, 0)
        parts.append(one.written)
        at += len(one.written)
    own = max(places) + 1
    places[own] = (_PLAIN, at, 0)
    told = _SIZE_RE.sub(b"/Size %d" % (own + 1), trailer)
    parts.append(_Object(own, _index(places, told)).written)
    return b"".join((*parts, b"startxref\n%d\n%%%%EOF" % at))


def _gathered(objects: Sequence[_Object]) -> bytes:
    """A stream of objects: their numbers and places, then what they are."""
    at, index = 0, []
    for one in objects:
        index.append(b"%d %d" % (one.number, at))
        at += len(one.body) + 1
    head = b" ".join(index) + b"\n"
    content = head + b"\n".join(one.body for one in objects)
    return _stream(b"/Type/ObjStm/N %d/First %d" % (len(objects), len(head)), content)


def _index(places: dict[int, tuple[int, int, int]], trailer: bytes) -> bytes:
    """Where each object is; what no place is known of is free."""
    rows = (places.get(number, places[0]) for number in range(max(places) + 1))
    content = b"".join(_row(row) for row in rows)
    return _stream(b"/Type/XRef/W[1 4 2]%b" % trailer, content)


def _row(row: Iterable[int]) -> bytes:
    sort, place, at = row
    return sort.to_bytes(1, "big") + place.to_bytes(4, "big") + at.to_bytes(2, "big")


def _stream(told: bytes, content: bytes) -> bytes:
    shrunk = zlib.compress(content, 9)
    head = b"<<%b/Length %d/Filter/FlateDecode>>" % (told, len(shrunk))
    return b"%b\nstream\n%b\nendstream" % (head, shrunk)
