"""Which files may lie in the folder of documents, by their names and by what they hold."""

import io
import zipfile

import pytest

from quyche.corpus import attachments, places
from quyche.labels import Labels
from quyche.problems import error

LABELS = Labels.load("vi")


@pytest.mark.parametrize(
    "path",
    [
        "index.md", "gioi-thieu.md", "lien-he.md", "editions.yml", "gop-y/a.yml", "quy-che/a.md",
        "quy-che/2021/a.md", "quy-che/index.md", "hoi-nghi/2021-01-18-ban.md", "co-quan/ban-a.md",
        "chuc-danh/bi-thu.md", 'huong-dan/Cách "đọc" này.md', "dinh-kem/so-do.png",
        "dinh-kem/2021/so-do-1.jpeg", "dinh-kem/a.pdf", "dinh-kem/b.docx", "dinh-kem/.gitkeep",
        "quy-che/.gitkeep", ".DS_Store", ".nav.yml", "huong-dan/.meta.yml",
    ],
)  # fmt: skip
def test_pages_data_and_attachments_have_their_places(path: str) -> None:
    assert places.fault_of(path) is None


@pytest.mark.parametrize(
    ("path", "rule", "advice"),
    [
        ("anh/so-do.png", "file-folder", "dinh-kem"),
        ("assets/quyche.js", "file-folder", "dinh-kem"),
        ("giao-dien/0123456789ab/assets/quyche.js", "file-folder", ""),
        ("so-sanh/a.md", "file-folder", ""),
        ("templates/main.html", "file-folder", ""),
        ("Quy-che/a.md", "file-folder", "quy-che"),
        ("so-do.png", "file-beside", "dinh-kem/so-do.png"),
        ("quy-che/Dự thảo 2.DOCX", "file-beside", "dinh-kem/du-thao-2.docx"),
        ("dinh-kem/Sơ đồ (2).PNG", "file-attached-name", "dinh-kem/so-do-2.png"),
        ("dinh-kem/Năm 2021/a.png", "file-attached-name", "dinh-kem/nam-2021/a.png"),
        ("dinh-kem/e.html.png", "file-attached-name", "dinh-kem/e-html.png"),
        ("dinh-kem/???.png", "file-attached-name", "dinh-kem/tep.png"),
        ("dinh-kem/a.svg", "file-drawing", "PNG"),
        ("quy-che/a.svgz", "file-drawing", "PNG"),
        ("e.html", "file-active", ".md"),
        ("dinh-kem/e.xhtml", "file-active", ".md"),
        ("sitemap.xml", "file-active", ""),
        ("huong-dan/a.css", "file-active", ""),
        ("dinh-kem/a.doc", "file-office", ".docx"),
        ("dinh-kem/a.xlsm", "file-office", ".xlsx"),
        ("dinh-kem/a.csv", "file-office", ".xlsx"),
        ("dinh-kem/a.odp", "file-office", ".pptx"),
        ("versions.json", "file-kind", ""),
        ("quy-che/edition.json", "file-kind", ""),
        ("quy-che/a.md.bak", "file-kind", ""),
        ("quy-che/a", "file-kind", ""),
        ("dinh-kem/a.md", "file-kind", ""),
        ("dinh-kem/a.zip", "file-kind", "docx"),
        ("editions.yaml", "file-kind", ""),
        ("quy-che/a.MD", "file-page-ending", "quy-che/a.md"),
        ("a.markdown", "file-page-ending", "a.md"),
        ("README.md", "file-readme", "index.md"),
        ("quy-che/readme.md", "file-readme", "quy-che/index.md"),
        ("chuong-trinh/a.ics.md", "file-dotted", ""),
        ("hoi-nghi/h/ho-so.zip.md", "file-dotted", ""),
        ("huong-dan/v1.2/a.md", "file-dotted", ""),
        ("404.md", "file-made", ""),
        ("assets.md", "file-made", ""),
        ("Assets.md", "file-made", ""),
        ("quy-che.md", "file-made", ""),
        ("versions.md", "file-made", ""),
        ("hien-hanh.md", "file-made", ""),
        ("lich-su.md", "file-made", ""),
        ("so-sanh.md", "file-made", ""),
        ("hoi-nghi/index.md", "file-made", ""),
        (".htaccess", "file-hidden", ""),
        ("quy-che/.a.md.swp", "file-hidden", ""),
        (".obsidian/a.md", "file-hidden", ""),
        ("quy-che/~$a.docx", "file-hidden", ""),
        ("gop-y/.a.yml.swp", "file-hidden", ""),
        ("quy-che/a.md~", "file-hidden", ""),
    ],
)
def test_anything_else_is_told_where_it_may_go(path: str, rule: str, advice: str) -> None:
    fault = places.fault_of(path)
    assert fault
    assert fault[0] == rule
    line = LABELS.line(error(path, 1, rule, **fault[1]))
    assert advice in line.partition("; ")[2]
    assert "{" not in line


def packed(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return made.getvalue()


TYPES = "[Content_Types].xml"
GENUINE = {
    "png": b"\x89PNG\r\n\x1a\n...",
    "jpg": b"\xff\xd8\xff\xe0...",
    "jpeg": b"\xff\xd8\xff\xdb...",
    "gif": b"GIF89a...",
    "webp": b"RIFF\x00\x00\x00\x00WEBPVP8 ",
    "avif": b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00mif1avif",
    "pdf": b"%PDF-1.7\n",
    "docx": packed(TYPES, "word/document.xml"),
    "xlsx": packed(TYPES, "xl/workbook.xml"),
    "pptx": packed(TYPES, "ppt/presentation.xml"),
}
WEB_PAGE = b"<!doctype html><script>alert(1)</script>"


def test_every_kind_of_attachment_has_a_sample_here() -> None:
    assert GENUINE.keys() == attachments.KINDS.keys()


@pytest.mark.parametrize("ending", GENUINE)
def test_an_attachment_is_just_what_its_ending_says(ending: str) -> None:
    wrong = [content for other, content in GENUINE.items() if {ending, other} != {"jpg", "jpeg"}]
    wrong = [content for content in wrong if content != GENUINE[ending]]
    disguised = (WEB_PAGE, b"", b"\xef\xbb\xbf" + WEB_PAGE, b"\n" + GENUINE[ending])
    for content in (*wrong, *disguised, WEB_PAGE + GENUINE[ending]):
        assert not attachments.is_genuine(f"a.{ending}", io.BytesIO(content))
    assert attachments.is_genuine(f"a.{ending}", io.BytesIO(GENUINE[ending]))


@pytest.mark.parametrize(
    "content",
    [
        packed("word/document.xml"),
        packed(TYPES, "word/document.xml", "word/vbaProject.bin"),
        packed(TYPES, "word/document.xml")[:40],
        b"PK\x03\x04" + b"\x00" * 60,
    ],
    ids=["no types", "macros", "cut off", "no archive"],
)
def test_a_word_file_with_macros_or_without_its_parts_is_refused(content: bytes) -> None:
    assert not attachments.is_genuine("a.docx", io.BytesIO(content))
