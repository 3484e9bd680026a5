"""Whole pages of HTML that stand for themselves: on a disk, or as the way to an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from quyche.formats.html_heads import head_of_page, style_of_head
from quyche.formats.policies import css_string, lone_metas
from quyche.formats.sheets import SheetMark, SheetRole, SheetRowKind, tagged

if TYPE_CHECKING:
    from quyche.formats.sheets import (
        Sheet,
        SheetCell,
        SheetColumn,
        SheetParagraph,
        SheetRow,
        SheetRun,
        SheetTable,
    )
    from quyche.labels import Labels


STYLE = """
:root{color-scheme:light dark;--ink:#1d1b16;--soft:#5b574d;--rule:#d8d3c6;--accent:#8f1414;
--paper:#fffdf8;--mark:#f9ece6}
@media (prefers-color-scheme:dark){:root{--ink:#ece8df;--soft:#b0aa9c;--rule:#45413a;
--accent:#f0a094;--paper:#191814;--mark:#3a2520}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;background:var(--paper);
color:var(--ink);font:1.0625rem/1.65 "Times New Roman",Tinos,Georgia,serif;overflow-wrap:break-word}
body.wide{max-width:75rem}
a{color:var(--accent)}h1{margin:1.5rem 0 1rem;font-size:1.4rem;line-height:1.4;text-align:center}
h2{margin:2rem 0 .75rem;font-size:1.15rem}h3,h4{margin:1.5rem 0 .5rem;font-size:1.0625rem}
p{margin:.5rem 0}ul{padding-left:1.25rem}li{margin:.375rem 0}
.back,.note,dl,small,.q-none,.q-field{color:var(--soft);font-size:.9375rem}
.head{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.5rem 2rem;text-align:center}
.head p{margin:0}.head div{flex:1 1 15rem}.head b{text-transform:uppercase}
.notice{padding:.625rem .875rem;border-left:3px solid var(--accent);background:var(--mark)}
.state{color:var(--soft);text-align:center}
dl{display:grid;grid-template-columns:8rem minmax(0,1fr);gap:.25rem .75rem}dd{margin:0}
.q-chapter>h2,.q-part>h2,.q-attachment>h2,.q-section>h2{text-align:center}
.q-clause,.q-point{display:grid;grid-template-columns:minmax(1.75rem,max-content) minmax(0,1fr);
gap:0 .5rem;margin:.5rem 0}
.q-clause>p,.q-point>p,.q-text>:first-child,.q-field p{margin-top:0;margin-bottom:0}
.q-number a{color:inherit;text-decoration:none}.q-named{white-space:nowrap}
.q-field p{display:inline}.q-task{padding-bottom:.5rem;border-bottom:1px solid var(--rule)}
.q-columns,[data-q-history]{display:none}
.rows,.remarks{table-layout:fixed}.remarks thead th:first-child{width:3rem}
.remarks th:nth-child(2){width:15%}.remarks th:nth-child(3){width:17%}
.rows th:nth-child(3){width:23%}.rows th:nth-child(4){width:17%}
.scroll{overflow-x:auto}table{width:100%;border-collapse:collapse}
th,td{padding:.375rem .5rem;border:1px solid var(--rule);text-align:left;vertical-align:top}
th small{display:block;font-weight:400}
ins{font-weight:700;text-decoration:underline}del{text-decoration:line-through}
:target{background:var(--mark)}
@media (max-width:45rem){:is(.rows,.remarks) thead{display:none}
:is(.rows,.remarks),:is(.rows,.remarks) :is(tbody,tr,td,th){display:block}
:is(.rows,.remarks) tr{margin:0 0 1.5rem;border-top:2px solid var(--ink)}
:is(.rows,.remarks) :is(td,th){border-width:0 0 1px}
:is(.rows,.remarks) td[data-label]::before{content:attr(data-label);display:block;color:var(--soft);
font-size:.875rem}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#000;--rule:#000;--accent:#000;
--paper:#fff;--mark:#fff}body,body.wide{max-width:none;padding:0;font-size:13pt;line-height:1.4}
a{color:inherit;text-decoration:none}.back{display:none}.notice{border:1px solid #000}
h1,h2,h3,h4{break-after:avoid}tr{break-inside:avoid}tr.long{break-inside:auto}
thead{display:table-header-group}}
"""
"""How every such page looks."""


_PAGE = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{metas}
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<style>{style}</style>
</head>
<body{wide}>
{back}<main>
{body}
</main>
{after}</body>
</html>
"""
)
_DATA = Markup('<script id="{}" type="application/json">{}</script>\n')
_SCRIPT = Markup("<script>{}</script>\n")
_TAG_IN_DATA_RE = re.compile(r"<(?=[/!s])", re.IGNORECASE)
_TAG_IN_SCRIPT_RE = re.compile(r"<(?=/script|!--|script)", re.IGNORECASE)


@dataclass(frozen=True)
class HtmlFrame:
    """What stands around a page."""

    title: str
    language: str
    foot: str = ""
    """At the foot of each printed sheet."""
    back: str = ""
    """Where the page came from, and what that is called."""
    back_label: str = ""
    is_wide: bool = False
    """For a table: a sheet is turned."""


def page(
    frame: HtmlFrame,
    body: Iterable[Markup],
    style: str = "",
    *,
    script: str = "",
    data: Iterable[tuple[str, str]] = (),
) -> bytes:
    """The file of a page; whatever is not markup already was escaped by the caller.

    `style` is what this page needs beyond what all have, `script` what runs at its end, `data` the
    JSON that this reads, each by the id of its element. Raises ValueError for a script that would
    end its element.
    """
    if found := _TAG_IN_SCRIPT_RE.search(script):
        raise ValueError(f"a script that holds {script[found.start() :][:20]!r}")
    back = Markup('<p class="back"><a href="{}">{}</a></p>\n').format(frame.back, frame.back_label)
    style = STYLE + style + _sheet(frame)
    text = _PAGE.format(
        language=frame.language,
        metas=lone_metas([style], [script] if script else []),
        title=frame.title,
        style=Markup(style),  # noqa: S704  # nothing in it closes it
        wide=Markup(' class="wide"') if frame.is_wide else "",
        back=back if frame.back else "",
        body=Markup("\n").join(body),
        after=_joined((*(_held(name, told) for name, told in data), _run(script))),
    )
    return str(text).encode()


def _held(name: str, told: str) -> Markup:
    """Data that a script reads; in JSON a `<` may be written as its number."""
    safe = _TAG_IN_DATA_RE.sub(r"\\u003c", told)
    return _DATA.format(name, Markup(safe))  # noqa: S704  # nothing in it ends its element


def _run(script: str) -> Markup:
    return _SCRIPT.format(Markup(script)) if script else Markup("")  # noqa: S704  # ours


def _sheet(frame: HtmlFrame) -> str:
    """Of which size each printed sheet is, and what stands at its foot."""
    turned = "landscape" if frame.is_wide else "portrait"
    foot = (
        f"@bottom-center{{content:{css_string(frame.foot)};font-size:10pt}}" if frame.foot else ""
    )
    return f"@page{{size:A4 {turned};margin:20mm 15mm 20mm 30mm;{foot}}}"


def notice(text: str) -> Markup:
    """That something is a sample, or internal."""
    return Markup('<p class="notice">{}</p>').format(text)


# Sheets


TAGS = {
    SheetMark.KEPT: ("", ""),
    SheetMark.INSERTED: ("<ins>", "</ins>"),
    SheetMark.DELETED: ("<del>", "</del>"),
    SheetMark.BOLD: ("<b>", "</b>"),
    SheetMark.ITALIC: ("<i>", "</i>"),
}
"""Between which tags a stretch of text stands."""
_PARAGRAPH = Markup("<p>{}</p>")
_PARAGRAPHS = {
    SheetRole.NAME: Markup("<p><b>{}</b></p>"),
    SheetRole.ABSENT: Markup('<p class="q-none">{}</p>'),
    SheetRole.UNKNOWN: Markup('<p class="q-none">{}</p>'),
    SheetRole.OMITTED: Markup("<p><small>{}</small></p>"),
    SheetRole.NOTICE: Markup('<p class="notice">{}</p>'),
    SheetRole.LEGEND: Markup('<p class="note">{}</p>'),
}
_ROWS = {
    SheetRowKind.GROUP: Markup('<tr><th colspan="{}" scope="rowgroup">{}</th></tr>'),
    SheetRowKind.NOTE: Markup('<tr class="long"><td colspan="{}">{}</td></tr>'),
}
_TABLE = Markup("<thead><tr>{}</tr></thead><tbody>\n{}\n</tbody></table>")


def sheet_page(sheet: Sheet, frame: HtmlFrame) -> bytes:
    """A sheet as a page that needs no other file and no network."""
    head = [head_of_page(sheet.head)] if sheet.head else []
    title = Markup("<h1>{}<br>{}</h1>").format(sheet.title, sheet.subject)
    tables = (part for table in sheet.tables for part in _table(table))
    above = map(_paragraph, sheet.above)
    return page(frame, [*head, title, *above, *tables], style_of_head(sheet.head))


def _table(table: SheetTable) -> Iterator[Markup]:
    """A table with its heading; a list of values is not folded on a narrow screen, it scrolls."""
    if table.heading:
        yield Markup("<h2>{}</h2>").format(table.heading)
    rows = Markup("\n").join(_row(row, table) for row in table.rows)
    content = _TABLE.format(_heads(table.columns), rows)
    if table.name:
        yield Markup('<table class="{}">{}').format(table.name, content)
    else:
        yield Markup('<div class="scroll"><table>{}</div>').format(content)


def _heads(columns: Sequence[SheetColumn]) -> Markup:
    has_details = any(column.detail for column in columns)
    detail = Markup("<small>{}</small>") if has_details else Markup("")
    head = Markup('<th scope="col">{}{}</th>')
    return _joined(head.format(one.heading, detail.format(one.detail)) for one in columns)


def _row(row: SheetRow, table: SheetTable) -> Markup:
    if row.kind is not SheetRowKind.PLAIN:
        (cell,) = row.cells
        content = Markup("<br>").join(map(_text, cell.paragraphs))
        return _ROWS[row.kind].format(len(table.columns), content)
    pairs = zip(row.cells, table.columns, strict=True)
    cells = _joined(_cell(cell, column.heading if table.name else "") for cell, column in pairs)
    long = Markup(' class="long"') if row.is_long else Markup("")
    return Markup("<tr{}>{}</tr>").format(long, cells)


def _cell(cell: SheetCell, label: str) -> Markup:
    """A cell, with the name of its column for where the row is folded."""
    named = Markup(' data-label="{}"').format(label) if label else Markup("")
    is_value = [one.role for one in cell.paragraphs] == [SheetRole.VALUE]
    content = map(_text if is_value else _paragraph, cell.paragraphs)
    return Markup("<td{}>{}</td>").format(named, _joined(content))


def _paragraph(paragraph: SheetParagraph) -> Markup:
    return _PARAGRAPHS.get(paragraph.role, _PARAGRAPH).format(_text(paragraph))


def _text(paragraph: SheetParagraph) -> Markup:
    number = Markup("{} ").format(paragraph.number) if paragraph.number else Markup("")
    return number + _runs(paragraph.runs)


def _runs(runs: Iterable[SheetRun]) -> Markup:
    return Markup(tagged(runs, TAGS, _escaped))  # noqa: S704  # nothing else is in it


def _escaped(run: SheetRun) -> str:
    return escape(run.text)


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup("").join(parts)


# Ways on


_ON = """
location.replace(document.querySelector("link").href + location.search + location.hash)
"""
_REDIRECT = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{metas}
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<script>{script}</script>
<noscript><meta http-equiv="refresh" content="0; url={href}"></noscript>
</head>
<body><p>{text} <a href="{href}">{title}</a></p></body>
</html>
"""
)


def redirect(href: str, labels: Labels) -> str:
    """A page that leads on to another address, anchor included, also without a script."""
    return str(
        _REDIRECT.format(
            language=labels("language"),
            metas=lone_metas(scripts=[_ON]),
            script=Markup(_ON),  # noqa: S704  # ours, with nothing filled in
            href=href,
            title=labels("redirect.title"),
            text=labels("redirect.text"),
        )
    )
