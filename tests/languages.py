"""What tells the languages of texts apart."""

import re
import unicodedata

VIETNAMESE = frozenset(
    unicodedata.normalize("NFC", base + tone)
    for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
    for tone in ("", *"\u0300\u0301\u0303\u0309\u0323")
) - frozenset("aeiouyAEIOUY") | frozenset("đĐ")
"""The letters that English has not."""
VIETNAMESE_RE = re.compile(f"[{''.join(sorted(VIETNAMESE))}]")


def vietnamese_in(text: str) -> list[str]:
    """What stands around each Vietnamese letter of a text, in any Unicode form."""
    composed = unicodedata.normalize("NFC", text)
    return [
        composed[max(0, match.start() - 60) : match.end() + 60]
        for match in VIETNAMESE_RE.finditer(composed)
    ]
