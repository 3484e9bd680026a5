"""The measures of a paper by the system of its issuer: sizes, margins, capitals.

The sources are the tables at the end of the rules themselves: Phụ lục 3 of Hướng dẫn 36-HD/VPTW
(05-HD/VPTW has the same) and phần V of Phụ lục I of Nghị định 30/2020/NĐ-CP.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quyche.formats.signed_papers import PaperLayout
from quyche.register.profiles import System

if TYPE_CHECKING:
    from collections.abc import Mapping

_PARTY = PaperLayout(
    banner=15,
    motto=14,
    issuer=14,
    number=14,
    dated=14,
    kind=16,
    title=14,
    body=14,
    received_heading=14,
    received=12,
    draft=14,
    circulation=12,
    page_number=14,
    line=18,
    below_title="-----",
    is_banner_ruled=True,
    is_position_bold=False,
)
_STATE = PaperLayout(
    banner=12,
    motto=13,
    issuer=12,
    number=13,
    dated=13,
    kind=14,
    title=14,
    body=14,
    received_heading=12,
    received=11,
    draft=13,
    circulation=13,
    page_number=14,
    line=18,
    is_basis_italic=True,
    below_title="rule",
    boxes_circulation=True,
    counts_annexes=True,
    is_banner_ruled=True,
)
_PLAIN = PaperLayout(
    banner=13,
    motto=13,
    issuer=13,
    number=13,
    dated=13,
    kind=18,
    title=15,
    body=13,
    received_heading=12,
    received=11,
    draft=13,
    circulation=13,
    page_number=12,
    line=17,
    indent=0,
    inner=8,
    has_capitals=False,
)
_LAYOUTS: Mapping[System, PaperLayout] = {
    System.PARTY: _PARTY,
    System.STATE: _STATE,
    System.PLAIN: _PLAIN,
}


def layout_of(system: str) -> PaperLayout:
    """The measures for a text of that system; raises ValueError for one that there is none of."""
    return _LAYOUTS[System(system)]
