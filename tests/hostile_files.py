"""Foreign files that mean no good, or are not what their names say; each is made here, and small."""

import io
import zipfile
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAW = "<w:p><w:r><w:t>Điều 1. Tên</w:t></w:r></w:p><w:p><w:r><w:t>Nội dung.</w:t></w:r></w:p>"
HEAD = ("Điều", "Nội dung góp ý")
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def word_xml(body: str, start: str = "") -> str:
    """The main part of a Word file, with something before it."""
    return f"{start}<w:document {W}><w:body>{body}</w:body></w:document>"


def word(body: str = LAW, start: str = "", **parts: str) -> bytes:
    """A Word file with this body and other parts, e.g. `numbering`."""
    named = {
        f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()
    }
    return packed({"word/document.xml": word_xml(body, start), **named})


def numbered(level: str, override: str = "") -> bytes:
    """A Word file whose one paragraph is numbered by this definition of a level."""
    properties = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    body = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>Điều 1. Tên</w:t></w:r></w:p>"
    numbering = (
        f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )
    return word(body, numbering=numbering)


def rows(*properties: str) -> str:
    """A table of Word with a row of one cell for each of these properties."""
    cells = (f"<w:tc><w:tcPr>{one}</w:tcPr>{LAW}</w:tc>" for one in properties)
    return f"<w:tbl>{''.join(f'<w:tr>{cell}</w:tr>' for cell in cells)}</w:tbl>"


def workbook(cells: str = "", start: str = "", shared: str = "") -> bytes:
    """A workbook whose sheet has a head, a row, and then these rows."""
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    row = head.replace(HEAD[0], "Điều 1").replace(HEAD[1], "Nên rõ.")
    sheet = f"<row>{head}</row><row>{row}</row>{cells}"
    kinds = f"{_PACKAGE}/content-types"
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{kinds}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{main}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_RELATED}"><sheets>'
        '<sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_RELATED}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": f'{start}<worksheet xmlns="{_SHEET}"><sheetData>{sheet}'
        "</sheetData></worksheet>",
        **({"xl/sharedStrings.xml": shared} if shared else {}),
    })  # fmt: skip


def open_workbook(cells: str = "") -> bytes:
    """An OpenDocument workbook whose sheet has a head, a row, and then these rows."""
    spaces = " ".join(
        f'xmlns:{name}="{_OFFICE}:{name}:1.0"' for name in ("office", "table", "text")
    )
    head = "".join(map(open_cell, HEAD))
    row = open_cell("Điều 1") + open_cell("Nên rõ.")
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="A"><table:table-row>{head}</table:table-row>'
        f"<table:table-row>{row}</table:table-row>{cells}</table:table></office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = {"content.xml": content, "META-INF/manifest.xml": manifest}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


def open_cell(text: str, attributes: str = "") -> str:
    """A cell of an OpenDocument sheet."""
    content = f"<text:p>{text}</text:p>"
    return f'<table:table-cell office:value-type="string" {attributes}>{content}</table:table-cell>'


def ole(stream: str) -> bytes:
    """The beginning of an old office file with a stream of this name."""
    return OLE + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 500


def locked(archive: bytes) -> bytes:
    """The same archive, its entries said to have a password."""
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := archive.find(mark, start + 1)) >= 0:
            archive = archive[: start + at] + b"\1\0" + archive[start + at + 2 :]
    return archive


def twice(name: str) -> bytes:
    """An archive with two parts of one name."""
    other = f"{name[:-1]}_"
    return packed({name: word_xml(LAW), other: word_xml(LAW)}).replace(
        other.encode(), name.encode()
    )
