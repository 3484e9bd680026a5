"""A page at the root of a site that looks like one on a disk, and runs a script of its own file."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from quyche.formats.html import STYLE
from quyche.formats.policies import application_metas

_PAGE = Markup(
    """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
{metas}
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<link rel="manifest" href="{manifest}">
<style>{style}</style>
</head>
<body>
<main>
{body}
</main>
<script src="{script}"></script>
</body>
</html>
"""
)


@dataclass(frozen=True)
class ApplicationFrame:
    """What stands around such a page."""

    title: str
    language: str
    script: str
    """The address of its script."""
    manifest: str
    """That of the file by which a device puts the site among its applications."""


def page(frame: ApplicationFrame, body: Markup, style: str = "") -> str:
    """The file of a page; `style` is what it needs beyond what all have."""
    whole = STYLE + style
    return str(
        _PAGE.format(
            language=frame.language,
            metas=application_metas([whole]),
            title=frame.title,
            manifest=frame.manifest,
            style=Markup(whole),  # noqa: S704  # ours, nothing in it closes it
            body=body,
            script=frame.script,
        )
    )
