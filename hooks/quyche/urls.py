"""Every folder, alias and file name of the site; no other module, template or script spells one.

Pages are named by their files below the start of an edition; `address_of` says where each is.
"""

import posixpath

# What an edition is called beside its own name

IN_FORCE = "hien-hanh"
"""The alias of the newest adopted edition."""
DRAFT = "du-thao"
"""The alias of the newest draft, where it is newer than what was adopted."""
WORK = "dang-soan"
"""What stands in for an edition's name where work goes on after the newest one."""
STAND_INS = frozenset({IN_FORCE, DRAFT, WORK})
"""What stands for an edition in an address without being one."""

# Folders below an edition

REGULATIONS = "quy-che"
PROGRAMMES = "chuong-trinh"
DOCUMENTS = (REGULATIONS, PROGRAMMES)
MEETINGS = "hoi-nghi"
BODIES = "co-quan"
ROLES = "chuc-danh"
GUIDES = "huong-dan"
REMARKS = "gop-y"
"""The remarks on a document: `gop-y/<document>/`."""
ATTACHMENTS = "dinh-kem"
"""The pictures and papers that pages show or offer."""
COMPARISONS = "so-sanh"
"""A comparison with an older edition: `so-sanh/<document>/<older edition>/`."""
TABLE = "bang"
"""Below the page of a comparison: the same as a table that can be laid before a meeting."""

# Pages

INDEX = "index.md"
"""The file whose page is that of its folder."""
HOME = INDEX
ALL_MEETINGS = f"{MEETINGS}/{INDEX}"
ALL_REMARKS = f"{REMARKS}/{INDEX}"
"""The page that lists the documents that have remarks."""
ALL_COMPARISONS = f"{COMPARISONS}.md"
"""The page that lists all comparisons of an edition."""
AGENDA = "lich-cong-tac.md"
STRUCTURE = "so-do-to-chuc.md"
MATRIX = "bang-trach-nhiem.md"
HISTORY = "lich-su.md"
"""The page of all editions."""
CHECKING = "kiem-tra-ban-sao.md"
"""The page that tells how a copy is checked, and checks a text that is pasted there."""
ABOUT = "gioi-thieu.md"
OVERVIEWS = (AGENDA, STRUCTURE, MATRIX, ALL_MEETINGS, HISTORY, ALL_COMPARISONS, CHECKING)
"""The pages that nobody writes and that every edition has."""

# The data of an edition, which is read and not shown

LEDGER = "editions.yml"
"""The list of all editions."""

# Files beside the pages of an edition

RECORD = "edition.json"
"""What an edition says of itself, in its folder."""
MANIFEST = "manifest.json"
"""The digest of every file of an edition, in its folder."""
REMARK_COUNTS = f"{REMARKS}.json"
"""The remarks on each article of each edition, for pages that were published before them."""
SEARCH_INDEX = "tim-kiem.json"
"""What the search of an edition begins with, in its folder."""
SEARCH_GOVERNED = "tim-kiem-theo.json"
"""Which places govern each body and role, beside that index, where documents are few.

The records of the search tell it everywhere.
"""
EDITOR = "soan.json"
"""What the editor of a document is given, beside its page in the work in progress."""
CHANGES = "changes.json"
"""The data of a comparison, beside its page."""
OTHER_CHANGES = "others.json"
"""How a document came from those older texts that no page of its own compares it with."""
TABLE_AS_WORD = "bang-so-sanh.docx"
CONCORDANCE = "doi-chieu.csv"
CONCORDANCE_AS_WORKBOOK = "doi-chieu.xlsx"
"""Beside the table of a comparison, as is the same table for Word."""
CONFERENCE_FILE = "ho-so.zip"
"""Beside the page of a meeting."""

# Files at the root of the site, beside all editions

SHARED = "giao-dien"
"""The files that editions share; in it a folder for each state of them."""
SEARCH = "tim-kiem"
"""The words and records that the searches of editions load, each file once, by its content.

That of the work, which goes on changing, has its own in its folder.
"""
OFFLINE = "ngoai-tuyen"
"""Where a reader keeps what is in force, to read it without a network."""
OFFLINE_WORKER = f"{OFFLINE}.js"
"""What serves it; its place says of what, so it stands at the root."""
OFFLINE_LIST = "danh-sach.json"
"""What is kept, in that folder."""
OFFLINE_SCRIPT = "luu.js"
OFFLINE_APP = "ung-dung.webmanifest"
OFFLINE_COPY = "ban-luu.json"
"""What a browser notes of its copy, at an address where nothing is published."""
FEEDS = "atom"
"""The feeds of documents, bodies and roles; the feed of all editions lies beside it."""
VERSIONS = "versions.json"
ROBOTS = "robots.txt"
SITEMAP = "sitemap.xml"
LOST = "404.html"
"""What is shown for an address that leads nowhere; each edition has one, too."""
INDEX_PAGE = "index.html"
"""What a folder shows, also inside an archive."""


def address_of(path: str) -> str:
    """The address of a page below the start of its edition.

    `quy-che/lam-viec.md` is at `quy-che/lam-viec/`, `hoi-nghi/index.md` at `hoi-nghi/`; the first
    page has an empty one.
    """
    folder, name = posixpath.split(path)
    parts = [part for part in (folder, "" if name == INDEX else name.removesuffix(".md")) if part]
    return "".join(f"{part}/" for part in parts)


def further(page: str, number: int) -> str:
    """Another page of a list that is too long for the one it begins on."""
    return f"{page.removesuffix('.md')}/trang-{number}.md"


def rules_of(document: str) -> str:
    """The page that lists whom a document governs, where there are many."""
    return f"{MATRIX.removesuffix('.md')}/van-ban/{document}.md"


def against(edition: str) -> str:
    """Where a list of comparisons names an older edition."""
    return f"voi-{edition}"


def calendar_of(page: str) -> str:
    """The file of the calendar that belongs to a page, beside the page's own."""
    return f"{page.removesuffix('.md')}.ics"


def rendition_of(page: str, edition: str, suffix: str) -> str:
    """A document of an edition as a file, beside its page; its name tells which text it is.

    `quy-che/lam-viec.md` of edition `17` is at `quy-che/lam-viec/lam-viec-17.docx`.
    """
    name = posixpath.basename(page).removesuffix(".md")
    return f"{address_of(page)}{name}-{edition}.{suffix}"


def feed_of(subject: str = "") -> str:
    """The feed of a document, a body or a role; without one, that of all editions."""
    return f"{FEEDS}/{subject}.xml" if subject else f"{FEEDS}.xml"


def remarks_as_word(edition: str) -> str:
    """The table of the remarks on an edition, beside the page of the remarks on its document."""
    return f"tong-hop-y-kien-{edition}.docx"


def folder_in_conference_file(meeting: str) -> str:
    """The one folder inside the conference file of a meeting."""
    return f"ho-so-{meeting}"


def paths() -> dict[str, str]:
    """What templates, styles and scripts name, by what it is for; a folder without its slash."""
    return {
        "in_force": IN_FORCE,
        "work": WORK,
        "bodies": BODIES,
        "roles": ROLES,
        "remarks": REMARKS,
        "remark_counts": REMARK_COUNTS,
        "editor": EDITOR,
        "comparisons": COMPARISONS,
        "other_changes": OTHER_CHANGES,
        "table": TABLE,
        "table_as_word": TABLE_AS_WORD,
        "concordance": CONCORDANCE,
        "concordance_as_workbook": CONCORDANCE_AS_WORKBOOK,
        "history": address_of(HISTORY).rstrip("/"),
        "checking": address_of(CHECKING).rstrip("/"),
        "structure": address_of(STRUCTURE).rstrip("/"),
        "matrix": address_of(MATRIX).rstrip("/"),
        "record": RECORD,
        "search": SEARCH,
        "search_index": SEARCH_INDEX,
        "search_governed": SEARCH_GOVERNED,
        "versions": VERSIONS,
        "offline": OFFLINE,
    }
