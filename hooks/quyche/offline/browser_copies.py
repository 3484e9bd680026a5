"""What keeps the edition in force in a browser, to be read without a network: files at the root.

They speak of all editions and change with them, so that no frozen page has to. Nothing is kept
unless a reader asks for it, on a page of its own.
"""

from __future__ import annotations

import json
import posixpath
import re
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from quyche import schemas, urls
from quyche.formats import application_pages
from quyche.searching.search_indexes import files_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quyche.editions.records import EditionRecord
    from quyche.labels import Labels

_KEPT = frozenset(
    {".css", ".gif", ".html", ".jpeg", ".jpg", ".js", ".json", ".png", ".svg", ".webp"}
)
"""The endings of what pages show and load; files to be taken away stay on the site."""
_FONTS = frozenset({".woff2"})
_LEFT_OUT = frozenset({urls.CHANGES, urls.MANIFEST, urls.LOST})
_BLANK_RE = re.compile(r"\{\{ (?P<name>paths|texts)(?:\.(?P<path>\w+))? \}\}")
_PAGE = Markup(
    """<header><a href="../{in_force}/">{application}</a></header>
<h1>{title}</h1>
<p>{about}</p>
<p role="status"></p>
<progress hidden></progress>
<p><button type="button" id="keep" hidden></button>
<button type="button" id="remove" hidden>{remove}</button></p>
<p><a href="../">{back}</a></p>
<noscript><p>{no_script}</p></noscript>"""
)
# As pages of the site look: the same paper, ink, red and type
_STYLE = """
:root{--ink:#1d1a16;--soft:#5c554b;--rule:#dfd9cc;--accent:#8f1d1d;--paper:#fdfcf9;
--sans:"Be Vietnam Pro","Segoe UI",Roboto,Arial,sans-serif}
@media (prefers-color-scheme:dark){:root{--ink:#e9e4da;--soft:#b3aa9c;--rule:#3b362f;
--accent:#f19a8e;--paper:#181613}}
body{max-width:none;padding:0;border-top:3px solid #8f1d1d;
font-family:"Source Serif 4","Source Serif 4 Vietnamese","Noto Serif",Georgia,serif}
main{max-width:42.25rem;margin:auto;padding:0 1.125rem 4rem}
header{margin:0 0 2rem;padding:1rem 0;border-bottom:1px solid var(--rule);
font:600 .9375rem/1.4 var(--sans)}
header a{color:inherit;text-decoration:none}h1{font-size:1.5rem;text-align:left}
p{margin:0 0 .75rem;text-wrap:pretty}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
[role=status],p:has(>:is(a,button)){font:.9375rem/1.6 var(--sans)}
[role=status]{color:var(--soft)}
button{min-height:2.75rem;padding:.375rem .875rem;border:1px solid var(--accent);border-radius:4px;
background:var(--paper);color:var(--accent);font:600 .9375rem/1.5 var(--sans);cursor:pointer}
#remove{border-color:var(--soft);color:inherit;font-weight:400}
progress{width:100%;accent-color:var(--accent)}[hidden]{display:none}
"""
_FACES = (
    ("Source Serif 4", "400 700", "serif-latin"),
    ("Source Serif 4 Vietnamese", "400 700", "serif-vietnamese"),
    ("Be Vietnam Pro", "400", "sans-400"),
    ("Be Vietnam Pro", "600", "sans-600"),
)
"""The families of pages: their weights, and the files that lie beside the editions."""
_FACE = (
    '@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;'
    'src:url("../{shared}/assets/fonts/quyche-{file}.woff2") format("woff2")}}\n'
)


def files(labels: Labels, in_force: EditionRecord | None) -> Iterator[tuple[str, str]]:
    """Path and text of each file, that which lists what is kept aside."""
    yield urls.OFFLINE_WORKER, _script("worker.js", labels)
    yield f"{urls.OFFLINE}/{urls.OFFLINE_SCRIPT}", _script("keeping.js", labels)
    yield f"{urls.OFFLINE}/{urls.OFFLINE_APP}", _application(labels, in_force)
    yield f"{urls.OFFLINE}/{urls.INDEX_PAGE}", _page(labels, in_force)


def list_of(
    record: EditionRecord, sizes: Mapping[str, int], index: str, carried: Iterable[str]
) -> str:
    """The list of what is kept of an edition, each file with its size in bytes.

    `sizes` are those of the files of the site, as far as they are this edition's or stand beside
    all editions; `index` is the one of its search, empty where it has none; `carried` are the
    paths of the older pages that make its own whole.
    """
    older = frozenset(carried)
    searched = {f"{urls.SEARCH}/{name}.json" for name in files_of(index)}
    shared = f"{record.shared}/"
    chosen = {
        path: size
        for path, size in sorted(sizes.items())
        if path in searched
        or path in older
        or (path.startswith(shared) and _is_loaded(path))
        or (path.startswith(f"{record.name}/") and _is_shown(path))
    }
    told = {"edition": record.name, "title": record.title, "date": record.date, "files": chosen}
    return schemas.as_json("offline-copy", told, indent=0)


def beside(record: EditionRecord) -> tuple[str, ...]:
    """The folders in which what is kept of an edition lies."""
    return tuple(filter(None, (record.name, record.shared, urls.SEARCH)))


def _is_loaded(path: str) -> bool:
    return posixpath.splitext(path)[1] in _KEPT | _FONTS


def _is_shown(path: str) -> bool:
    return _is_loaded(path) and posixpath.basename(path) not in _LEFT_OUT


# "// Serves what a reader kept", on a line of its own: for whoever reads the source, not for phones
_COMMENT_RE = re.compile(r"^[ \t]*//.*\n", re.MULTILINE)


def _script(name: str, labels: Labels) -> str:
    """A script with the texts and addresses that it names."""
    written = resources.files("quyche.offline").joinpath(name).read_text(encoding="utf-8")
    source = _COMMENT_RE.sub("", written)
    paths = {
        "language": labels("language"),
        "in_force": urls.IN_FORCE,
        "versions": urls.VERSIONS,
        "index": urls.INDEX_PAGE,
        "shared": urls.SHARED,
        "search": urls.SEARCH,
        "offline": urls.OFFLINE,
        "worker": urls.OFFLINE_WORKER,
        "script": urls.OFFLINE_SCRIPT,
        "app": urls.OFFLINE_APP,
        "list": urls.OFFLINE_LIST,
        "copy": urls.OFFLINE_COPY,
    }
    texts = json.dumps(labels.below("offline"), ensure_ascii=False, indent=2)
    return _BLANK_RE.sub(
        lambda blank: texts if blank["name"] == "texts" else paths[blank["path"]], source
    )


def _application(labels: Labels, in_force: EditionRecord | None) -> str:
    """What a device is told that puts the site among its applications."""
    icon = f"../{in_force.shared}/assets/mark.svg" if in_force and in_force.shared else ""
    told: dict[str, object] = {
        "name": labels("offline.application"),
        "lang": labels("language"),
        "id": "../",
        "start_url": f"../{urls.IN_FORCE}/",
        "scope": "../",
        "display": "minimal-ui",
    }
    if icon:
        told["icons"] = [{"src": icon, "sizes": "any", "type": "image/svg+xml"}]
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _faces(in_force: EditionRecord | None) -> str:
    """The type of the site, as far as an edition has it at an address that stays."""
    if not in_force or not in_force.shared:
        return ""
    return "".join(
        _FACE.format(family=family, weight=weight, shared=in_force.shared, file=file)
        for family, weight, file in _FACES
    )


def _page(labels: Labels, in_force: EditionRecord | None) -> str:
    """Where a reader chooses; what is kept, and what there is to keep, its script says."""
    body = _PAGE.format(
        application=labels("offline.application"),
        in_force=urls.IN_FORCE,
        title=labels("offline.title"),
        about=labels("offline.about"),
        remove=labels("offline.remove"),
        back=labels("offline.back"),
        no_script=labels("offline.no_script"),
    )
    frame = application_pages.ApplicationFrame(
        labels("offline.title"), labels("language"), urls.OFFLINE_SCRIPT, urls.OFFLINE_APP
    )
    return application_pages.page(frame, body, _faces(in_force) + _STYLE)
