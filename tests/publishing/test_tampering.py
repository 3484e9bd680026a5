"""Whatever somebody changes on a published site is noticed, even if he adapts the manifests too."""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from publishing_helpers import Project
from quyche.editions.archives import Archive
from quyche.publishing import manifests
from quyche.publishing.published_sites import PublishedSite
from quyche.publishing.rebuilt_sites import held_to
from quyche.publishing.verification import Verified, verify
from quyche.site.assets import name_of
from sites import Site

PAGE = "2/quy-che/quy-che-hoat-dong/index.html"
PROGRAMME = "2/chuong-trinh/chuong-trinh-toan-khoa/index.html"
MEETING = "2/hoi-nghi/2018-04-08-ban-dieu-hanh/index.html"
MANIFEST = "2/manifest.json"
BODY = "2/co-quan/ban-dieu-hanh/index.html"
TABLE = "2/so-sanh/quy-che-hoat-dong/2-du-thao-2/bang"
OTHER_LOOK = "giao-dien/0123456789ab"
CLAUSE = "Mọi việc lớn được bàn chung và quyết định theo đa số."
PARAGRAPH = f"<p>{CLAUSE}</p>"
BETWEEN = '</section>\n<section class="q-article">\n<h3 data-cite="Điều 2"'
STATE = "Có hiệu lực từ ngày 6/5/2018"
STATE_DATES = '<p class="q-state q-adopted" data-q-site data-q-first="2018-05-06" data-q-last="">'


@dataclass
class Tampered:
    """A copy of a published site, where what is changed can be put back."""

    original: Path
    folder: Path
    touched: set[str] = field(default_factory=set)

    def write(self, path: str, content: bytes | None) -> None:
        """Give a file another content, or none."""
        self.touched.add(path)
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            file.unlink(missing_ok=True)
        else:
            file.write_bytes(content)

    def replace(self, path: str, old: str, new: str) -> None:
        """Change one place of a text."""
        text = (self.folder / path).read_text("utf-8")
        assert old in text, (path, old)
        self.write(path, text.replace(old, new, 1).encode())

    def adapt(self) -> None:
        """Make the manifests those of what the editions hold now."""
        for edition in sorted({path.partition("/")[0] for path in self.touched}):
            manifest = f"{edition}/manifest.json"
            if (self.folder / manifest).exists() and manifest not in self.touched:
                self.touched.add(manifest)
                manifests.write(self.folder / edition)

    def undo(self) -> None:
        """Make it the site that was published."""
        for path in self.touched:
            content = self.original / path
            if content.is_file():
                shutil.copyfile(content, self.folder / path)
            else:
                (self.folder / path).unlink(missing_ok=True)
                self._prune((self.folder / path).parent)
        self.touched.clear()

    def _prune(self, folder: Path) -> None:
        """Take away the folders that were made for a file."""
        while folder != self.folder and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent


Tampering = Callable[[Tampered], None]


def replaced(path: str, old: str, new: str) -> Tampering:
    return lambda site: site.replace(path, old, new)


def around(style: str, tag: str = "p") -> Tampering:
    """A clause that is there, and cannot be seen."""
    return replaced(PAGE, PARAGRAPH, f"<{tag} {style}>{CLAUSE}</{tag}>")


def added(path: str, text: str = "Thêm.") -> Tampering:
    return lambda site: site.write(path, text.encode())


def removed(path: str) -> Tampering:
    return lambda site: site.write(path, None)


def appended(path: str, more: bytes = b" ") -> Tampering:
    return lambda site: site.write(path, (site.folder / path).read_bytes() + more)


def swapped(site: Tampered) -> None:
    """Two clauses in each other's places, each with its own number."""
    other = "Ai vi phạm thì bị xem xét kỷ luật theo Điều lệ."
    site.replace(PAGE, CLAUSE, "@")
    site.replace(PAGE, other, CLAUSE)
    site.replace(PAGE, "@", other)


def one_of(pattern: str, folder: str = "2") -> Tampering:
    """The first file of some kind."""

    def tamper(site: Tampered) -> None:
        found = sorted((site.folder / folder).rglob(pattern))
        assert found, pattern
        appended(found[0].relative_to(site.folder).as_posix())(site)

    return tamper


def exchanged(site: Tampered) -> None:
    """The page of another edition in the place of one."""
    site.write(PAGE, (site.folder / PAGE.replace("2/", "2-du-thao-2/", 1)).read_bytes())


def listed(site: Tampered) -> None:
    """A draft that calls itself adopted."""
    rows = json.loads((site.folder / "versions.json").read_text("utf-8"))
    next(row for row in rows if row["version"] == "2.1-du-thao-1")["properties"]["status"] = (
        "adopted"
    )
    site.write("versions.json", json.dumps(rows, ensure_ascii=False, indent=2).encode() + b"\n")


TAMPERINGS: dict[str, Tampering] = {
    # Words of a document
    "a mark of a letter": replaced(PAGE, "đa số.", "đa sô."),
    "a number": replaced(PAGE, ">Điều 7.<", ">Điều 8.<"),
    "a blank inside a word": replaced(PAGE, "quyết định theo", "quyết đị nh theo"),
    "a blank that is gone": replaced(PAGE, "quyết định theo", "quyếtđịnh theo"),
    "an invisible character": replaced(PAGE, "đa số.", "đa\u200b số."),
    "a lookalike of a letter": replaced(PAGE, "đa số.", "đa s\u043e\u0302\u0301."),
    "letters decomposed": replaced(PAGE, "đa số.", "đa s\u006f\u0302\u0301."),
    "a clause taken out": replaced(PAGE, PARAGRAPH, ""),
    "two clauses swapped": swapped,
    "a paragraph between articles": replaced(PAGE, BETWEEN, f"<p>Thêm.</p>{BETWEEN}"),
    "a task of a programme": replaced(PROGRAMME, '<div class="q-tasks"', '<p>Thêm.</p><div class="q-tasks"'),
    "text before the document": replaced(PAGE, '<div class="q-document', '<p>Thêm.</p><div class="q-document'),
    # What hides words
    "hidden": around("hidden"),
    "display none": around('style="display:none"'),
    "visibility": around('style="visibility: hidden"'),
    "off the screen": around('style="position:absolute;left:-9999px"'),
    "no size": around('style="font-size:0"'),
    "transparent": around('style="color: transparent"'),
    "clipped": around('style="clip-path:inset(100%)"'),
    "hidden from those who listen": around('aria-hidden="true"'),
    "struck out": around("", "del"),
    "a template": around("", "template"),
    "a comment": replaced(PAGE, PARAGRAPH, f"<!-- {PARAGRAPH} -->"),
    "folded": replaced(PAGE, PARAGRAPH, f"<details><summary></summary>{PARAGRAPH}</details>"),
    # What adds words that are no text of the page
    "the site's own voice": replaced(PAGE, PARAGRAPH, f"{PARAGRAPH}<p data-q-site>Trừ Văn phòng.</p>"),
    "inside of the site's own voice": replaced(PAGE, "<details class", "<p>Đã bãi bỏ.</p><details class"),
    "generated content": replaced(PAGE, "</head>", '<style>.q-text p::after{content:"không"}</style></head>'),
    "an attribute": replaced(PAGE, PARAGRAPH, f'<p title="Đã bãi bỏ">{CLAUSE}</p>'),
    "an image": replaced(PAGE, PARAGRAPH, f'{PARAGRAPH}<img src="x.png" alt="">'),
    # Head, state, title
    "the issuer": replaced(PAGE, ">Ban Điều hành</p>", ">Ban Kiểm tra</p>"),
    "the number of the document": replaced(PAGE, "Số 00-QC/DG", "Số 01-QC/DG"),
    "its date": replaced(PAGE, "ngày 06 tháng 5", "ngày 16 tháng 5"),
    "its state": replaced(PAGE, STATE, "Hết hiệu lực từ ngày 6/5/2018"),
    "no state": replaced(PAGE, f"{STATE_DATES}{STATE}</p>", ""),
    "other dates of its state": replaced(PAGE, 'data-q-first="2018-05-06"', 'data-q-first="2019-05-06"'),
    "the title of the window": replaced(PAGE, "<title>", "<title>Dự thảo "),
    # Styles, scripts, links
    "a style on the page": replaced(PAGE, "</head>", "<style>#dieu-2{display:none}</style></head>"),
    "a style from elsewhere": replaced(PAGE, "</head>", '<link rel="stylesheet" href="../x.css"></head>'),
    "a script on the page": replaced(PAGE, "</body>", "<script>document.title=1</script></body>"),
    "a script in an attribute": replaced(PAGE, "<body", '<body onload="this.hidden=1"'),
    "an address to start from": replaced(PAGE, "<head>", '<head><base href="https://example.org/">'),
    "a way onward": replaced(PAGE, "<head>", '<head><meta http-equiv="refresh" content="0;url=/1/">'),
    "where a link leads": replaced(PAGE, 'href="../../co-quan/van-phong/"', 'href="../../co-quan/chi-hoi/"'),
    "where an anchor is": replaced(PAGE, 'id="dieu-2-khoan-1"', 'id="dieu-2-khoan-9"'),
    "the canonical address": replaced(PAGE, '<link rel="canonical" href="', '<link rel="canonical" href="x'),
    # Other pages
    "a meeting": replaced(MEETING, "</h1>", " (hoãn)</h1>"),
    "a body": replaced(BODY, "</h1>", " (giải thể)</h1>"),
    "the first page": replaced("2/index.html", "</h1>", "!</h1>"),
    "a comparison": replaced(f"{TABLE}/index.html", "</table>", "<tr></tr></table>"),
    "a page of another edition": exchanged,
    "a page more": added("2/quy-che/quy-che-gia/index.html", "<p>Quy chế</p>"),
    "a page less": removed(MEETING),
    "a page that is empty": lambda site: site.write(PAGE, b""),
    "a page that is no text": lambda site: site.write(PAGE, b"\xff\xfe\x00"),
    # Files beside pages
    "a Word file": appended(f"{TABLE}/bang-so-sanh.docx"),
    "a list for a spreadsheet": appended(f"{TABLE}/doi-chieu.csv"),
    "an archive": one_of("*.zip", "2-du-thao-2"),
    "a calendar": one_of("*.ics"),
    "the search index": replaced("2/tim-kiem.json", '"title":"', '"title":"x'),
    "the record": replaced("2/edition.json", '"title":"', '"title":"x'),
    "the manifest": replaced(MANIFEST, '": "', '": "0'),
    "no manifest": removed(MANIFEST),
    "a file more": added("2/x.js"),
    # Beside the editions
    "a page under an alias": replaced("hien-hanh/index.html", "</h1>", "!</h1>"),
    "a file under an alias": appended("hien-hanh/tim-kiem.json"),
    "what a search loads": one_of("*.json", "tim-kiem"),
    "a page more under an alias": added("hien-hanh/quy-che/quy-che-gia/index.html"),
    "a page less under an alias": removed("du-thao/index.html"),
    "the work": replaced("dang-soan/index.html", "</h1>", "!</h1>"),
    "the list of editions": listed,
    "where the site begins": replaced("index.html", "hien-hanh/", "1/"),
    "the page for what is lost": appended("404.html"),
    "the feed of all": replaced("atom.xml", "<title>", "<title>x"),
    "a feed": replaced("atom/quy-che-hoat-dong.xml", "<title>", "<title>x"),
    "a feed more": added("atom/x.xml"),
    "a feed less": removed("atom/van-phong.xml"),
    "the map of the site": replaced("sitemap.xml", "<loc>", "<loc>x"),
    "what robots may": appended("robots.txt", b"Disallow: /2/\n"),
    "what serves a copy": appended("ngoai-tuyen.js", b"//"),
    "what is kept": replaced("ngoai-tuyen/danh-sach.json", '"files": {', '"files": {"x": 1,'),
    "an edition more": added("3/index.html"),
    "a file more at the root": added("x.html"),
    "a shared style": one_of("quyche.css", "giao-dien"),
    "a shared script": one_of("quyche.js", "giao-dien"),
    "a shared file more": lambda site: one_of_shared(site, "assets/x.js", b"x"),
    "a shared file less": lambda site: one_of_shared(site, "assets/quyche.css", None),
    "a shared folder more": added(f"{OTHER_LOOK}/assets/x.js"),
    "a page in a shared folder": added(f"giao-dien/{name_of({'x.html': b'Moi.'})}/x.html", "Moi."),
}  # fmt: skip


def one_of_shared(site: Tampered, path: str, content: bytes | None) -> None:
    (folder,) = (site.folder / "giao-dien").iterdir()
    site.write(f"giao-dien/{folder.name}/{path}", content)


@pytest.fixture(name="tampered", scope="module")
def _tampered(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Tampered:
    """A copy of the site of the sample organisation, whole again after each test."""
    folder = tmp_path_factory.mktemp("tampered") / "site"
    return Tampered(site.folder, Path(shutil.copytree(site.folder, folder)))


@pytest.fixture(name="archive", scope="module")
def _archive(organisation: Project) -> Archive:
    return Archive.open(organisation.folder / "docs")


@contextmanager
def after(tamper: Tampering, site: Tampered) -> Iterator[None]:
    try:
        tamper(site)
        yield
    finally:
        site.undo()


def told(editions: Iterator[Verified]) -> list[str]:
    return [problem.path for edition in editions for problem in edition.problems]


def test_as_many_ways_of_tampering_are_tried_as_were_thought_of() -> None:
    assert len(TAMPERINGS) >= 42


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_was_changed_is_named(tampered: Tampered, archive: Archive, tamper: Tampering) -> None:
    docs = archive.repository.path / archive.folder
    with after(tamper, tampered):
        found = told(verify(tampered.folder, archive, docs))
        named = any(path.startswith(tuple(found)) for path in tampered.touched)
        assert named or (found and MANIFEST in tampered.touched), found


@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_was_changed_differs_from_what_git_gives(
    tampered: Tampered, tamper: Tampering
) -> None:
    rebuilt = PublishedSite(tampered.original)
    with after(tamper, tampered):
        changed = set(tampered.touched)
        tampered.adapt()
        found = set(told(held_to(rebuilt, PublishedSite(tampered.folder), ())))
        assert found & changed or all(is_of_another_look(tampered, path) for path in changed)
        assert found <= tampered.touched


def is_of_another_look(site: Tampered, path: str) -> bool:
    """Whether a file lies where only its folder's own name tells whether it is right."""
    look = Path(*Path(path).parts[:2])
    return path.startswith("giao-dien/") and not (site.original / look).exists()
