"""How the head of a text looks: by the system that its issuer belongs to, and by its day.

Its source stands beside each profile. Whoever stands outside the Party and the state writes by what
rules they like: the plain head claims nothing. The words stand in the labels.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from enum import StrEnum


class System(StrEnum):
    """Whose rules of presentation hold for a body. The value is the word in data."""

    PARTY = "party"
    STATE = "state"
    PLAIN = "plain"
    """An association, a company, a school, a village: no title above the paper."""


class Ornament(StrEnum):
    """What stands between who issues a text and its number."""

    NONE = ""
    STAR = "star"
    RULE = "rule"


@dataclass(frozen=True)
class Profile:
    """The head of a text of one system, from a day on."""

    system: System
    since: datetime.date
    """The first day of a text whose head looks so."""
    number: str
    """The label of its number."""
    banner: str = ""
    """The label of the title above right; empty where there is none."""
    motto: str = ""
    """The label of the line below that title."""
    ornament: Ornament = Ornament.NONE
    number_re: re.Pattern[str] | None = field(default=None, repr=False)
    """What a number must look like; None where anything may be one."""


_ALWAYS = datetime.date.min
_BODY = r"[^\W\d_a-z]\w*(?:[-.][^\W\d_]\w*)*"
# "05-QC/TU", "127-QĐ/TW", "555-KL/TUHP-TUHD"
_PARTY_NUMBER_RE = re.compile(rf"\d+\w?-[^\W\d_]{{1,6}}/{_BODY}")
# "05/QC-UBND", "30/2020/NĐ-CP", "63/2025/QH15"
_STATE_NUMBER_RE = re.compile(rf"\d+\w?/(?:\d{{4}}/)?{_BODY}")


def _party(since: datetime.date) -> Profile:
    return Profile(
        System.PARTY,
        since,
        number="document.number",
        banner="document.party",
        ornament=Ornament.STAR,
        number_re=_PARTY_NUMBER_RE,
    )


def _state(since: datetime.date) -> Profile:
    return Profile(
        System.STATE,
        since,
        number="document.number_state",
        banner="document.nation",
        motto="document.motto",
        ornament=Ornament.RULE,
        number_re=_STATE_NUMBER_RE,
    )


PROFILES: tuple[Profile, ...] = (
    _party(_ALWAYS),  # Hướng dẫn 36-HD/VPTW of 2018; that of 2004 has the same head
    # Quy định 399-QĐ/TW and Hướng dẫn 05-HD/VPTW: the same parts in the same places.
    _party(datetime.date(2026, 1, 9)),
    _state(_ALWAYS),  # Thông tư 01/2011/TT-BNV and those before it
    _state(datetime.date(2020, 3, 5)),  # Nghị định 30/2020/NĐ-CP: the same parts again
    Profile(System.PLAIN, _ALWAYS, number="document.number"),
)
"""Every profile; of one system, the older first."""


def is_number(system: str, number: str) -> bool:
    """Whether a number is put together as that system asks; anything is where it asks nothing."""
    pattern = profile_of(system, None).number_re
    return pattern is None or pattern.fullmatch(number) is not None


def profile_of(system: str, date: datetime.date | None) -> Profile:
    """The profile for a text of that system and day; the newest where no day is known.

    Raises ValueError for a system that there is none of.
    """
    wanted = System(system)
    having = [one for one in PROFILES if one.system is wanted]
    known = [one for one in having if date is None or one.since <= date]
    return known[-1]
