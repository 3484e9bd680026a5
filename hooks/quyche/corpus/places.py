"""Where each kind of file may lie in the folder of documents, and which names the site takes."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from quyche import urls
from quyche.corpus import attachments
from quyche.language.spelling import slug

PAGE = ".md"
"""How the name of a file ends that becomes a page."""
OF_PAGES = (*urls.DOCUMENTS, urls.MEETINGS, urls.BODIES, urls.ROLES, urls.GUIDES)
"""The folders that pages lie in."""
Fault = tuple[str, dict[str, str]]
"""The rule that a path breaks, and what its wording names."""

_OF_PLUGINS = frozenset({".nav.yml", ".meta.yml"})
"""What plugins of the site builder are told by, folder by folder."""
_SILENT = _OF_PLUGINS | {".gitkeep", ".gitignore", ".gitattributes", ".DS_Store"}
"""What tools keep in folders, is never published and says nothing of the documents."""
_PAGES_OTHERWISE = frozenset({"md", "markdown", "mdown", "mkdn", "mkd"})
_DRAWINGS = frozenset({"svg", "svgz"})
_ACTIVE = frozenset(
    {"html", "htm", "xhtml", "xht", "shtml", "mhtml", "xml", "xsl", "js", "mjs", "css"}
)
_OFFICE = {
    **dict.fromkeys(("doc", "docm", "dot", "dotx", "dotm", "rtf", "odt"), "docx"),
    **dict.fromkeys(("xls", "xlsm", "xlsb", "xlt", "xltx", "csv", "ods"), "xlsx"),
    **dict.fromkeys(("ppt", "pptm", "pps", "ppsx", "odp"), "pptx"),
}
"""What opens in the same programs as what may be attached, and is to be saved anew."""
_MADE = frozenset({*urls.OVERVIEWS, urls.ALL_REMARKS})
_THEMED = frozenset({"assets", "search"})
_TAKEN = frozenset(
    PurePosixPath(name).stem
    for name in (
        *(*_THEMED, *OF_PAGES, *urls.STAND_INS, urls.REMARKS, urls.COMPARISONS, urls.ATTACHMENTS),
        *(urls.SHARED, urls.FEEDS, urls.VERSIONS, urls.ROBOTS, urls.SITEMAP, urls.LOST),
        *(urls.RECORD, urls.MANIFEST, urls.CHANGES, urls.SEARCH, urls.SEARCH_GOVERNED),
    )
)
"""What the site has at its start or at that of an edition."""
_ATTACHED_RE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def is_silent(path: str) -> bool:
    """Whether a file is none that anybody wrote for the site, and may lie anywhere."""
    return PurePosixPath(path).name in _SILENT


def is_of_plugins(path: str) -> bool:
    """Whether plugins of the site builder are told something by a file."""
    return PurePosixPath(path).name in _OF_PLUGINS


def is_hidden(path: str) -> bool:
    """Whether a program hid a file, or leaves it behind while it works on another."""
    return any(part.startswith((".", "~")) or part.endswith("~") for part in path.split("/"))


def is_data(path: str) -> bool:
    """Whether a file is read and never published as it is."""
    return path == urls.LEDGER or path.startswith(f"{urls.REMARKS}/")


def fault_of(path: str) -> Fault | None:
    """What is wrong with where a file lies or with its name; None where it may be there.

    What may lie in the folder of remarks is their own rule.
    """
    if is_silent(path):
        return None
    if is_hidden(path):
        return "file-hidden", {}
    folder, _, rest = path.partition("/")
    if is_data(path):
        return None
    if not rest or folder in OF_PAGES:
        return _page_fault(path)
    if folder == urls.ATTACHMENTS:
        return _attachment_fault(path)
    return "file-folder", {"found": folder, **where()}


def _page_fault(path: str) -> Fault | None:
    place = PurePosixPath(path)
    if place.suffix != PAGE:
        return _other_fault(path)
    if place.stem.upper() == "README":
        return "file-readme", {"expected": place.with_name(urls.INDEX).as_posix()}
    if "." in place.with_suffix("").as_posix():
        return "file-dotted", {"found": path}
    is_taken = "/" not in path and place.stem.lower() in _TAKEN
    return ("file-made", {"found": path}) if is_taken or path in _MADE else None


def _attachment_fault(path: str) -> Fault | None:
    if attachments.ending_of(path) not in attachments.KINDS:
        return _other_fault(path)
    _, *folders, name = path.split("/")
    stem, _, ending = name.rpartition(".")
    fits = ending in attachments.KINDS and all(map(_ATTACHED_RE.fullmatch, (*folders, stem)))
    return None if fits else ("file-attached-name", {"expected": _attached(path)})


def _other_fault(path: str) -> Fault:
    """Of a file that is neither a page nor lies where attachments do."""
    ending = attachments.ending_of(path)
    if ending in attachments.KINDS:
        return "file-beside", {"expected": _attached(path)}
    if ending in _PAGES_OTHERWISE and not path.startswith(f"{urls.ATTACHMENTS}/"):
        return "file-page-ending", {"expected": PurePosixPath(path).with_suffix(PAGE).as_posix()}
    if ending in _DRAWINGS:
        return "file-drawing", {"folder": urls.ATTACHMENTS}
    if ending in _ACTIVE:
        return "file-active", {"found": ending}
    if ending in _OFFICE:
        return "file-office", {"expected": _OFFICE[ending], "folder": urls.ATTACHMENTS}
    return "file-kind", {"found": PurePosixPath(path).name, **where()}


def _attached(path: str) -> str:
    """Where a file would lie as an attachment: `dinh-kem/so-do-to-chuc.png`."""
    parts = path.removeprefix(f"{urls.ATTACHMENTS}/").split("/")
    stem, _, ending = parts[-1].rpartition(".")
    folders = parts[:-1] if path.startswith(f"{urls.ATTACHMENTS}/") else []
    named = [slug(part) or "tep" for part in (*folders, stem)]
    return f"{urls.ATTACHMENTS}/{'/'.join(named)}.{ending.lower()}"


def where() -> dict[str, str]:
    """What may lie where."""
    return {
        "known": ", ".join(OF_PAGES),
        "folder": urls.ATTACHMENTS,
        "endings": ", ".join(attachments.KINDS),
    }
