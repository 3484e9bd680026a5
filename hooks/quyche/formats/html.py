"""Whole pages of HTML that stand for themselves: on a disk, or as the way to an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from quyche.labels import Labels


_STYLE = Markup(
    """
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
)


_PAGE = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>{title}</title>
<style>{style}@page{{size:A4 {turned};margin:20mm 15mm 20mm 30mm;{foot}}}</style>
</head>
<body{wide}>
{back}<main>
{body}
</main>
</body>
</html>
"""
)


_FOOT = Markup('@bottom-center{{content:"{text}";font-size:10pt}}')


_UNQUOTED_RE = re.compile(r'["\\<>\n]')


@dataclass(frozen=True)
class Frame:
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


def page(frame: Frame, body: Iterable[Markup]) -> bytes:
    """The file of a page; whatever is not markup already was escaped by the caller."""
    back = Markup('<p class="back"><a href="{}">{}</a></p>\n').format(frame.back, frame.back_label)
    foot = _FOOT.format(text=Markup(_UNQUOTED_RE.sub(" ", frame.foot)))  # noqa: S704  # nothing left to close it
    text = _PAGE.format(
        language=frame.language,
        title=frame.title,
        style=_STYLE,
        turned="landscape" if frame.is_wide else "portrait",
        foot=foot if frame.foot else "",
        wide=Markup(' class="wide"') if frame.is_wide else "",
        back=back if frame.back else "",
        body=Markup("\n").join(body),
    )
    return str(text).encode()


def paragraphs(texts: Iterable[str]) -> Markup:
    """A paragraph for each text that says something."""
    return Markup("").join(Markup("<p>{}</p>").format(text) for text in texts if text)


def notice(text: str) -> Markup:
    """That something is a sample, or internal."""
    return Markup('<p class="notice">{}</p>').format(text)


_REDIRECT = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<link rel="canonical" href="{href}">
<script>
location.replace(document.querySelector("link").href + location.search + location.hash)
</script>
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
            href=href,
            title=labels("redirect.title"),
            text=labels("redirect.text"),
        )
    )
