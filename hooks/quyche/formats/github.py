"""Text of documents in Markdown for GitHub, GitLab and Forgejo.

None of it is markup, a link or a command, or calls anybody, on any of them.
"""

from __future__ import annotations

import re
import unicodedata

CUT = "[…]"
"""What stands for text that was left out."""
LONGEST_KEPT = 160
"""Characters of a stretch that stays; what is longer is cut in its middle."""
LONGEST_CHANGED = 800
"""Characters of a stretch that is deleted or inserted; what is longer is cut at its end."""
_BROKEN = "\u200b"
# GitHub looks for these in what Markdown made of a text, where an escaped character is one like
# any other; only what stands between keeps "@everyone", "#1", ":tada:", "www.", "GH-1" and the ids
# of commits from becoming links; so does GitLab for "!1", "~label", "%milestone" and "&1".
_CALLING_RE = re.compile(
    r"""
    @ | \#(?=\w) | :(?=\S) | [!~%](?=[\w"]) | &(?=\d)
    | (?i: (?<![^\W_])(?:gh|cve|ghsa)-(?=\w) | www(?=\.) )
    """,
    re.VERBOSE,
)
_ID_RE = re.compile(r"(?<![^\W_])[0-9a-f]{7,}(?![^\W_])")
"""What may be the id of a commit; of one that is broken but once, the rest may be another."""
_SPECIAL_RE = re.compile(r"[\\`*_\[\]#|~<>&]")
_STARTING_RE = re.compile(r"\A(?P<before> ?\d+(?=[.)])| ?(?=[+=-]|/[a-z]))(?P<sign>.)")
# What no reader sees or what turns the direction of a line; a tab is a blank.
_CONTROL_RE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_MATHS = "<span>$</span>"  # between two dollar signs GitHub sees a formula
_NEAR = 40
"""How far before the longest length a text may be cut between two words."""


def escaped(text: str) -> str:
    """The text on one line, to be read on GitHub exactly as it stands, wherever it is put."""
    seen = _CONTROL_RE.sub("\ufffd", re.sub(r"\s+", " ", text))
    plain = _SPECIAL_RE.sub(_as_entity, quiet(seen))
    return unlisted(plain).replace("$", _MATHS)


def enclosed(markdown: str) -> str:
    """Markdown of ours as a quotation: each line is marked, so that nothing in it ends that."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def unlisted(text: str) -> str:
    """Escaped text, put together of parts, with nothing at its start that begins a list."""
    return _STARTING_RE.sub(lambda match: f"{match['before']}&#{ord(match['sign'])};", text)


def _as_entity(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def quiet(text: str) -> str:
    """The text with something unseen in all that GitHub would make a link of, or call somebody."""
    called = _CALLING_RE.sub(lambda match: f"{match.group()}{_BROKEN}", text)
    return _ID_RE.sub(lambda match: _BROKEN.join(re.findall(".{1,4}", match.group())), called)


def shortened(text: str, most: int, *, has_end: bool = False) -> str:
    """The text, or its beginning (and its end), with a mark for what was left out."""
    if len(text) <= most + len(CUT) + 2:
        return text
    if not has_end:
        return f"{text[: _place_to_cut(text, most)].rstrip()} {CUT}"
    first = _place_to_cut(text, most // 2)
    last = _place_to_cut(text, len(text) - most // 2)
    return f"{text[:first].rstrip()} {CUT} {text[last:].lstrip()}"


def _place_to_cut(text: str, place: int) -> int:
    """A place near that one between two words, or at least between two letters."""
    blank = text.rfind(" ", place - _NEAR, place + 1)
    if blank > 0:
        return blank
    cut = place
    while cut > place - _NEAR and (unicodedata.category(text[cut])[0] in "MC"):
        cut -= 1
    return max(cut, 1)
