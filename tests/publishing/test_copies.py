"""One saved page or downloaded file: which edition it is, and which of its words are not Git's."""

import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import organisation as sample
from publishing_helpers import Project
from quyche import command_lines
from quyche.commands.verify import COMMAND
from quyche.editions.archives import Archive
from quyche.errors import UnreadableFileError
from quyche.labels import Labels
from quyche.publishing.copies import VerifiedCopy
from quyche.publishing.copy_desks import CopyDesk
from refusals import refused
from sites import Site

LABELS = Labels.load("vi")
PAGE = "2/quy-che/quy-che-hoat-dong/index.html"
CLAUSE = "<p>Mọi việc lớn được bàn chung và quyết định theo đa số.</p>"
TOOLS = (
    '<div class="q-tools" role="group" style="top:4px"><span>khoản 1 Điều 2 Quy chế hoạt động khóa '
    'II</span><button type="button">Sao chép trích dẫn</button></div>'
)
NUMBER = '<p class="q-number"><a href="#dieu-2-khoan-1">1.</a></p>'
TABLE = "2/so-sanh/quy-che-hoat-dong/2-du-thao-2/bang/bang-so-sanh.docx"
Edit = Callable[[str], str]


@pytest.fixture(scope="module", name="desk")
def _desk(site: Site, organisation: Project) -> CopyDesk:
    docs = organisation.folder / "docs"
    return CopyDesk(Archive.open(docs), organisation.folder / "mkdocs.yml", LABELS, site.folder)


@pytest.fixture(name="page")
def _page(site: Site) -> str:
    return (site.folder / PAGE).read_text("utf-8")


def saved(
    desk: CopyDesk, folder: Path, source: str | bytes, name: str = "trang.html"
) -> VerifiedCopy:
    file = folder / name
    file.write_bytes(source.encode() if isinstance(source, str) else source)
    return desk.verified(file)


def told(copy: VerifiedCopy) -> list[str]:
    return [LABELS.found(problem) for problem in copy.problems]


def replaced(old: str, new: str) -> Edit:
    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit


def as_complete(page: str) -> str:
    """What a browser makes of a page that it saves with all its files while somebody reads it."""
    page = re.sub(r'(href|src)="[^"#]*/([^"/]+\.(?:js|css))"', r'\1="./trang_files/\2"', page)
    page = re.sub(r'href="(?:\.\./)+([^"]*)"', r'href="https://quy-che.example.org/2/\1"', page)
    page = page.replace('class="no-js"', 'class=""').replace(NUMBER, NUMBER + TOOLS)
    return "<!-- saved from url=(0031)https://quy-che.example.org/2/ -->\n" + page


def as_mhtml(page: str) -> bytes:
    """What Chrome makes of a page that it saves as one file, its scripts left out."""
    bare = re.sub(r"<script.*?</script>", "", page, flags=re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", bare, re.DOTALL)
    assert style
    bare = bare.replace(style[0], '<link rel="stylesheet" type="text/css" href="cid:css-1@m">')
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: "
        "https://quy-che.example.org/hien-hanh/quy-che/quy-che-hoat-dong/\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----B"\r\n\r\n'
    )
    parts = (
        ("text/html", "https://quy-che.example.org/", bare),
        ("text/css", "cid:css-1@m", style[1]),
    )
    body = "".join(
        f"------B\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: {at}\r\n\r\n{text}\r\n"
        for kind, at, text in parts
    )
    return f"{head}{body}------B--\r\n".encode()


# Pages that are what they say


def test_every_page_of_every_edition_is_what_git_holds(site: Site, desk: CopyDesk) -> None:
    pages = [
        path
        for edition in (*sample.EDITIONS, sample.WORK)
        for path in sorted((site.folder / edition).rglob("index.html"))
        if "q-edition" in path.read_text("utf-8")  # others lead to where a pair is compared
    ]
    pages = [path for path in pages if "q-document" in path.read_text("utf-8")] + pages[::9]
    assert len(pages) > 30
    assert [(path, told(copy)) for path in pages if (copy := desk.verified(path)).problems] == []


@pytest.mark.parametrize("kind", [str, as_complete, as_mhtml, lambda page: "\ufeff" + page])
def test_a_page_is_known_however_a_browser_saves_it(
    desk: CopyDesk, page: str, tmp_path: Path, kind: Callable[[str], str | bytes]
) -> None:
    copy = saved(desk, tmp_path, kind(page))
    assert (told(copy), copy.edition) == ([], "2")
    assert copy.title == "Quy chế hoạt động của Ban Điều hành Hội Thả diều Đồi Gió khóa II"
    assert copy.provisions == ("Điều 1 – Điều 18 (18)",)


# Pages that were changed

CHANGED: dict[str, tuple[Edit, str]] = {
    "a word": (
        replaced("quyết định theo đa số", "quyết định theo thiểu số"),
        "khoản 1 Điều 2, sau “và quyết định theo”: Git ghi “đa”, bản sao ghi “thiểu”",
    ),
    "a mark of a letter": (replaced("đa số.", "đa sô."), "Git ghi “số”, bản sao ghi “sô”"),
    "a number": (replaced(">đ)<", ">e)<"), "điểm đ khoản 1 Điều 3"),
    "a word that is gone": (replaced("được bàn chung và ", "được bàn "), "thiếu “chung và”"),
    "a word inside": (replaced("đa số.</p>", "đa số tuyệt đối.</p>"), "thêm “tuyệt đối”"),
    "a blank inside a word": (replaced("quyết định theo đa", "quyết đị nh theo đa"), "“đị nh”"),
    "a sign nobody sees": (replaced("đa số.", "đa\u200b số."), "⟨U+200B⟩"),
    "letters decomposed": (replaced("đa số.", "đa s\u006f\u0302\u0301."), "khác cách viết"),
    "a paragraph": (replaced(CLAUSE, CLAUSE + "<p>Trừ việc gấp.</p>"), "thêm “Trừ việc gấp.”"),
    "a note like those of the site": (
        replaced(CLAUSE, f'{CLAUSE}<p class="q-x" data-q-site>Trừ việc gấp.</p>'),
        "thêm “Trừ việc gấp.”",
    ),
    "another note of the site": (
        replaced(CLAUSE, f'{CLAUSE}<p class="q-about" data-q-site>Trừ việc gấp.</p>'),
        "bản sao thêm “Trừ việc gấp.” so với trang đã công bố",
    ),
    "words in tools": (
        replaced(NUMBER, NUMBER + TOOLS.replace("</span>", "</span>Trừ việc gấp. ")),
        "Trừ việc gấp.",
    ),
    "a clause that is hidden": (replaced("<p>Mọi việc", "<p hidden>Mọi việc"), "giấu hoặc đổi"),
    "a clause in white": (replaced("<p>Mọi việc", '<p style="color:#fff">Mọi việc'), "giấu hoặc"),
    "a style": (replaced("</head>", "<style>#dieu-2{display:none}</style></head>"), "#dieu-2"),
    "a script": (replaced("</body>", "<script>let x = 1</script></body>"), "let x = 1"),
    "another script": (replaced("</body>", '<script src="x.js"></script></body>'), "x.js"),
    "the foot of a sheet": (
        replaced('content:"Có hiệu lực từ', 'content:"Chưa có hiệu lực từ'),
        "dòng in ở chân mỗi tờ",
    ),
    "the state": (
        replaced('data-q-last="">Có hiệu lực từ', 'data-q-last="">Chưa có hiệu lực từ'),
        "đầu trang ghi “Chưa có hiệu lực từ",
    ),
    "the number of the text": (replaced("Số 00-QC/DG", "Số 01-QC/DG"), "Số 01-QC/DG"),
    "a title above it": (
        replaced('<p class="q-issuer">', '<p class="q-party">Nước Văn Lang</p><p class="q-issuer">'),
        "đầu trang ghi “Nước Văn Lang",
    ),
    "an edition that is none": (replaced('"name": "2"', '"name": "9"'), 'phiên bản "9"'),
    "another edition": (
        replaced('"name": "2"', '"name": "2-du-thao-2"'),
        'lời văn là của phiên bản "2"',
    ),
    "a page that is none": (replaced('"page": "quy-che/quy-che-hoat-dong/"', '"page": "quy-che/x/"'),
        "không có văn bản nào ở quy-che/x/"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGED)
@pytest.mark.parametrize("kind", [str, as_complete])
def test_a_page_that_was_changed_is_told_by_what_differs(
    desk: CopyDesk, page: str, tmp_path: Path, name: str, kind: Edit
) -> None:
    edit, expected = CHANGED[name]
    lines = told(saved(desk, tmp_path, kind(edit(page))))
    assert any(expected in line for line in lines), lines


def test_a_page_that_names_no_edition_is_known_by_its_text(
    desk: CopyDesk, page: str, tmp_path: Path
) -> None:
    bare = re.sub(
        r"<script.*?</script>|<aside class=\"q-edition.*?</aside>", "", page, flags=re.DOTALL
    )
    copy = saved(desk, tmp_path, bare)
    assert (copy.edition, told(copy)) == ("2", [])
    assert ["giống hệt ở 2" in LABELS.found(note) for note in copy.notes] == [True]
    (line,) = told(saved(desk, tmp_path, bare.replace("đa số.", "thiểu số.", 1)))
    assert "Git ghi “đa”, bản sao ghi “thiểu”" in line


def test_a_page_of_something_else_is_known_as_none(desk: CopyDesk, tmp_path: Path) -> None:
    copy = saved(desk, tmp_path, "<html><body><p>Báo chí đưa tin.</p></body></html>")
    assert (copy.edition, told(copy)) == ("", ["không giống trang nào, tệp nào của các phiên bản"])


def test_without_what_was_published_only_texts_can_be_proved(
    desk: CopyDesk, site: Site, page: str, tmp_path: Path
) -> None:
    alone = CopyDesk(desk.archive, desk.config, LABELS)
    copy = saved(alone, tmp_path, page)
    assert told(copy) == []
    assert ["chỉ so được lời văn" in LABELS.found(note) for note in copy.notes] == [True]
    home = alone.verified(site.folder / "2" / "index.html")
    assert "không có trang đã công bố để so" in told(home)[0]


def test_a_page_that_nothing_can_be_held_to_is_no_wrong_page(
    site: Site, organisation: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    page = site.folder / "2" / "lich-su" / "index.html"
    docs = organisation.folder / "docs"
    asked = [str(page), "--docs", str(docs), "--config", str(docs.parent / "mkdocs.yml")]
    assert COMMAND.run(asked) == command_lines.WRONG_USE
    assert "không so được" in (complaint := capsys.readouterr().err)
    assert "--site" in complaint
    assert COMMAND.run([*asked, "--site", str(site.folder)]) == command_lines.FINE


def test_a_changed_page_that_is_no_document_is_held_to_what_was_published(
    desk: CopyDesk, site: Site, tmp_path: Path
) -> None:
    page = (site.folder / "2/co-quan/ban-dieu-hanh/index.html").read_text("utf-8")
    changed = page.replace("Mức đóng góp", "Mức thu", 1)
    assert changed != page
    (line,) = told(saved(desk, tmp_path, changed))
    assert "trang đã công bố ghi “đóng góp”, bản sao ghi “thu”" in line


def test_what_is_no_copy_at_all_is_refused(desk: CopyDesk, tmp_path: Path) -> None:
    with refused(UnreadableFileError, "không phải trang web đã lưu"):
        saved(desk, tmp_path, "Chỉ là chữ.", "chu.txt")
    with refused(UnreadableFileError, "bị cắt cụt hoặc hỏng"):
        saved(desk, tmp_path, b"PK\x03\x04 not an archive", "hong.docx")


# Files that were downloaded


def rezipped(source: Path, target: Path, edits: dict[str, tuple[str, str]]) -> Path:
    """The same archive with one place of some members changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            for name, (was, now) in edits.items():
                if info.filename.endswith(name):
                    assert was.encode() in content, was
                    content = content.replace(was.encode(), now.encode(), 1)
            new.writestr(info, content)
    return target


def downloads(folder: Path) -> Iterator[Path]:
    for pattern in ("*.docx", "ho-so.zip"):
        yield from sorted(folder.rglob(pattern))


def test_the_table_of_a_comparison_is_held_to_the_same_table_made_from_git(
    desk: CopyDesk, site: Site, tmp_path: Path
) -> None:
    source, part = site.folder / TABLE, "word/document.xml"
    copy = desk.verified(source)
    assert (told(copy), list(copy.notes), copy.edition) == ([], [], "2")
    assert copy.title.startswith("BẢNG SO SÁNH: Quy chế hoạt động của Ban Điều hành")
    again = desk.verified(
        rezipped(source, tmp_path / "a.docx", {part: ("</w:body>", "</w:body> ")})
    )
    assert told(again) == []
    assert ["lưu lại bằng chương trình khác" in LABELS.found(note) for note in again.notes] == [
        True
    ]
    changed = rezipped(source, tmp_path / "b.docx", {part: ("Ban Điều hành", "Ban Quản trị")})
    assert (
        "tệp lập từ Git ghi “Điều hành”, bản sao ghi “Quản trị”" in told(desk.verified(changed))[0]
    )
    unmarked = rezipped(source, tmp_path / "c.docx", {part: ("<w:strike/>", "<w:i/>")})
    assert "gạch ngang hoặc gạch chân" in told(desk.verified(unmarked))[0]


def test_the_table_of_remarks_and_a_conference_file_are_known(
    desk: CopyDesk, site: Site, tmp_path: Path
) -> None:
    remarks = next((site.folder / "2").rglob("tong-hop-y-kien-*.docx"))
    copy = desk.verified(Path(shutil.copy(remarks, tmp_path / "bang.docx")))
    assert (told(copy), copy.edition) == ([], "2")
    bundle = next((site.folder / "2-du-thao-2").rglob("ho-so.zip"))
    copy = desk.verified(Path(shutil.copy(bundle, tmp_path / "ho-so (1).zip")))
    assert (told(copy), copy.edition) == ([], "2-du-thao-2")
    edits = {"van-ban/quy-che-hoat-dong.html": ("đa số", "thiểu số")}
    (line,) = told(desk.verified(rezipped(bundle, tmp_path / "b.zip", edits)))
    assert "tệp lập từ Git ghi “đa”, bản sao ghi “thiểu”" in line
    with zipfile.ZipFile(bundle) as archive:
        archive.extractall(tmp_path / "mo")
    inner = next((tmp_path / "mo").rglob("van-ban/quy-che-hoat-dong.html"))
    assert (told(desk.verified(inner)), desk.verified(inner).edition) == ([], "2-du-thao-2")


# Files of documents


@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt", "md", "json", "xml"])
@pytest.mark.parametrize("name", ["{file}", "{stem} (1).{suffix}", "gui-toi.{suffix}"])
def test_a_file_of_a_document_is_known_by_its_name_or_by_what_it_holds(
    desk: CopyDesk, site: Site, suffix: str, name: str, tmp_path: Path
) -> None:
    stem = "quy-che-hoat-dong-2"
    content = (site.folder / f"2/quy-che/quy-che-hoat-dong/{stem}.{suffix}").read_bytes()
    file = name.format(file=f"{stem}.{suffix}", stem=stem, suffix=suffix)
    copy = saved(desk, tmp_path, content, file)
    assert (copy.edition, told(copy), copy.notes) == ("2", [], ())
    assert f"({stem}.{suffix})" in copy.title


@pytest.mark.parametrize("suffix", ["docx", "pdf", "txt", "md", "json", "xml"])
def test_a_file_that_was_renamed_is_known_where_nobody_has_the_site(
    desk: CopyDesk, site: Site, suffix: str, tmp_path: Path
) -> None:
    alone = CopyDesk(desk.archive, desk.config, LABELS)
    stem = "quy-che-hoat-dong-2-du-thao-1"
    content = (site.folder / f"2-du-thao-1/quy-che/quy-che-hoat-dong/{stem}.{suffix}").read_bytes()
    copy = saved(alone, tmp_path, content, f"gửi tới (2).{suffix}")
    assert (copy.edition, told(copy)) == ("2-du-thao-1", [])


@pytest.mark.parametrize("suffix", ["docx", "txt", "md", "json", "xml"])
def test_a_changed_word_in_a_file_of_a_document_is_told(
    desk: CopyDesk, site: Site, suffix: str, tmp_path: Path
) -> None:
    name = f"quy-che-hoat-dong-2.{suffix}"
    source, target = site.folder / "2/quy-che/quy-che-hoat-dong" / name, tmp_path / name
    edit = ("đa số", "tối thiểu")
    if suffix == "docx":
        rezipped(source, target, {"word/document.xml": edit})
    else:
        target.write_text(replaced(*edit)(source.read_text("utf-8")), "utf-8")
    (line,) = told(desk.verified(target))[:1]
    assert "tối thiểu" in line
    assert suffix in {"json", "xml"} or "Điều" in line


def test_a_pdf_that_was_changed_is_told(desk: CopyDesk, site: Site, tmp_path: Path) -> None:
    name = "quy-che-hoat-dong-2.pdf"
    content = (site.folder / "2/quy-che/quy-che-hoat-dong" / name).read_bytes()
    copy = saved(desk, tmp_path, content + b"\n", name)
    assert (copy.edition, copy.is_right) == ("2", False)


def test_a_file_that_bears_the_name_of_another_edition_is_known_as_what_it_is(
    desk: CopyDesk, site: Site, tmp_path: Path
) -> None:
    content = (site.folder / "2/quy-che/quy-che-hoat-dong/quy-che-hoat-dong-2.pdf").read_bytes()
    for name in ("quy-che-hoat-dong-2-du-thao-1.pdf", "gui-2-du-thao-1.pdf"):
        copy = saved(desk, tmp_path, content, name)
        assert (copy.edition, told(copy)) == ("2", [])


def test_a_word_that_was_struck_in_a_word_file_is_told(
    desk: CopyDesk, site: Site, tmp_path: Path
) -> None:
    name = "quy-che-hoat-dong-2.docx"
    source = site.folder / "2/quy-che/quy-che-hoat-dong" / name
    words = '<w:t xml:space="preserve">Mọi việc'
    edit = (words, f"<w:rPr><w:strike/></w:rPr>{words}")
    rezipped(source, tmp_path / name, {"word/document.xml": edit})
    assert not desk.verified(tmp_path / name).is_right


@pytest.mark.parametrize("edit", [("### Điều 2", "## Điều 2"), ("\n\n", "\n")])
def test_markdown_that_differs_in_signs_alone_is_told(
    desk: CopyDesk, site: Site, tmp_path: Path, edit: tuple[str, str]
) -> None:
    name = "quy-che-hoat-dong-2.md"
    source = (site.folder / "2/quy-che/quy-che-hoat-dong" / name).read_text("utf-8")
    assert not saved(desk, tmp_path, replaced(*edit)(source), name).is_right
