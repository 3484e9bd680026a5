"""No byte of a public site tells of a text that is internal, whatever hangs on it."""

from __future__ import annotations

import gzip
import hashlib
import html
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

import organisation as sample
import sites
from publishing_helpers import Files, Project
from quyche.editions import ledgers
from quyche.editions.archives import Archive
from quyche.editions.document_files import id_in, is_document
from quyche.publishing.verification import verify
from shared_folders import once

FIRST, SECOND = "2-du-thao-1", "2-du-thao-2"
STEPS = ("1", FIRST, SECOND)
HEARD = "hoi-nghi/2018-03-04-ban-dieu-hanh.md"
REGULATION = """---
kind: regulation
title: Quy chế {word}tiêu
short_title: Quy chế {word}ngắn
issuer: ban-dieu-hanh
number: 77-QC/{word}
term: II (2018-2022)
{state}
aliases: [{alias}]
drafter: van-phong
visibility: {visibility}
---

# Quy chế {word}tiêu

### Điều 1. Nhiệm vụ của Ban Kiểm tra

1. Ban Kiểm tra kiểm tra {word}lời hằng tháng.

2. Ban Kiểm tra báo cáo {word}{draft} theo Điều 2 Quy chế này.

### Điều 2. Trách nhiệm của Chủ tịch Hội

1. Chủ tịch Hội quyết định {word}quyết.
"""
PROGRAMME = """---
kind: programme
title: Chương trình {word}tiêu
short_title: Chương trình {word}ngắn
issuer: ban-dieu-hanh
term: II (2018-2022)
status: draft
draft: {draft}
submitted: {day}
visibility: internal
---

# Chương trình {word}tiêu

### Nhiệm vụ 1. Canh {word}việc

- Chủ trì: Ban Kiểm tra
- Phối hợp: Văn phòng Hội
- Thời gian: Quý IV/2018
- Sản phẩm: Báo cáo {word}phẩm
- Căn cứ: Điều 1 Quy chế bãi đêm
"""
REMARKS = """- id: 1
  edition: {edition}
  address: Điều 1
  from: ban-kiem-tra
  date: 2018-04-20
  remark: Nên {word}ý.
  proposal: Sửa thành {word}đề.
  answer: {answer}
  explanation: Vì {word}do.
"""
ALWAYS, TASKS, TURNED, OPENED = "hươngkín", "nhiệmkín", "trăngrút", "sươngmở"
"""A word of which each word and name is made of a text: internal for ever, its programme, public
once, and internal once."""
IDS = {ALWAYS: "so-huongkin", TASKS: "viec-nhiemkin", TURNED: "so-trangrut", OPENED: "so-suongmo"}
CONCLUSION = """5. Ban Kiểm tra giữ sổ.

    - Chủ trì: Ban Kiểm tra
    - Thời gian: Trước ngày 8/4/2018
    - Thực hiện: phiên bản 2-du-thao-1, Điều 2 Quy chế bãi đêm

6. Ban Kiểm tra trông bãi theo Điều 1 Quy chế bãi đêm.

    - Chủ trì: Ban Kiểm tra
    - Thời gian: Trước ngày 8/4/2018
    - Thực hiện: Điều 1 Quy chế bãi đêm

"""
CITING = " Việc trông bãi ban đêm theo khoản 2 Điều 1 Quy chế bãi đêm và Quy chế bãi đêm.\n"


def regulation(word: str, draft: int, *, visibility: str, alias: str) -> str:
    day = {0: "2014-05-10", 1: "2018-03-04", 2: "2018-04-08"}[draft]
    state = f"status: draft\ndraft: {draft}\nsubmitted: {day}\nmeeting: {day}-ban-dieu-hanh"
    if not draft:
        state = f"status: adopted\nadopted: {day}\neffective: {day}"
    told = {"word": word, "draft": draft, "visibility": visibility, "alias": alias}
    return REGULATION.format(state=state, **told)


def additions(step: str) -> Files:
    """What a step adds to the sample: texts that are internal, and what hangs on them."""
    at = STEPS.index(step)
    turned = "internal" if step == SECOND else "public"
    alias = "Quy chế trăng non"
    files: dict[str, str | None] = {
        f"quy-che/{IDS[TURNED]}.md": regulation(TURNED, at, visibility=turned, alias=alias),
        f"quy-che/{IDS[ALWAYS]}.md": regulation(
            ALWAYS, at, visibility="internal", alias="Quy chế bãi đêm"
        ),
    }
    if at:
        opened = "internal" if step == FIRST else "public"
        day = {1: "2018-03-04", 2: "2018-04-08"}[at]
        files |= {
            f"chuong-trinh/{IDS[TASKS]}.md": PROGRAMME.format(word=TASKS, draft=at, day=day),
            f"quy-che/{IDS[OPENED]}.md": regulation(
                OPENED if at > 1 else f"{OPENED}cũ",
                at,
                visibility=opened,
                alias="Quy chế sương non",
            ),
        }
    if step == SECOND:
        for word in (ALWAYS, TURNED, f"{OPENED}cũ"):
            name = IDS[word.removesuffix("cũ")]
            told = {"word": word, "edition": FIRST, "answer": "not"}
            files[f"gop-y/{name}.yml"] = REMARKS.format(**told)
    return files


def moving(files: Files) -> str:
    """The lines of an entry that name what moves in it, what is internal included."""
    lines = ["  documents:"]
    for path, text in files.items():
        if text and is_document(path):
            content = text.encode()
            blob = b"blob %d\0" % len(content) + content
            lines.append(f"    {id_in(path, content)}: {hashlib.sha1(blob).hexdigest()}")  # noqa: S324  # Git's own
    return "\n".join([*lines, ""])


def history() -> list[Files]:
    """The sample's first three editions with texts that are internal, and work after them."""
    steps: list[Files] = []
    for step in STEPS:
        files: dict[str, str | None] = {**sample.changes(step), **additions(step)}
        papers = ", ".join([*IDS.values()])
        for path, text in files.items():
            if text and path == HEARD:
                named = text.replace("papers: [", f"papers: [{papers}, ")
                files[path] = named.replace("## Việc tiếp theo", f"{CONCLUSION}## Việc tiếp theo")
            if text and path == sample.REGULATION:
                files[path] = text.replace("đa số.\n", f"đa số.{CITING}", 1)
        if step == SECOND:
            files[ledgers.FILE] = f"{files[ledgers.FILE]}{moving(files)}"
        steps.append(files)
    return [*steps, {"huong-dan/doc.md": "# Cách đọc\n\nMột trang.\n"}]


@pytest.fixture(scope="module", name="project")
def _project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    def make(folder: Path) -> None:
        Project.create(folder, history(), address="https://quy-che.example.org/")

    return Project(once(tmp_path_factory, "internal-texts", make))


@pytest.fixture(scope="module", name="site")
def _site(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def make(folder: Path) -> None:
        sites.publish(folder, *project.arguments)

    return once(tmp_path_factory, "internal-texts-site", make)


# Every byte, however it is written


def contents(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and what it holds packed."""
    yield name, content
    if content.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from contents(f"{name}!{member}", archive.read(member))
    elif content.startswith(b"\x1f\x8b"):
        yield from contents(f"{name}!", gzip.decompress(content))


_ESCAPED_RE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MARKS_RE = re.compile("[\u0300-\u036f]")
_AROUND_RE = re.compile(r"<[^<>]*>|[\u00ad\u200b-\u200d\u2060\ufeff]")


def plain(text: str) -> str:
    """A text with every escape undone, in small letters without marks."""
    for _ in range(2):
        text = _ESCAPED_RE.sub(lambda match: chr(int(match[1], 16)), text)
        text = unquote(html.unescape(text))
    lowered = text.lower().replace("đ", "d")
    return _MARKS_RE.sub("", unicodedata.normalize("NFD", lowered))


def readings(content: bytes) -> Iterator[str]:
    """What a file may say, in each encoding that a program could read it in."""
    text = content.decode("utf-8", "ignore")
    yield plain(text)
    yield plain(_AROUND_RE.sub("", text))
    if b"\x00" in content:
        yield plain(content.decode("utf-16-le", "ignore"))
        yield plain(content.decode("utf-16-be", "ignore"))


def telling(site: Path, *words: str) -> dict[str, list[str]]:
    """The words that files tell, by the paths of the files; a name of a file is told too."""
    found: dict[str, list[str]] = {}
    sought = [plain(word) for word in words]
    known: dict[bytes, list[str]] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        for part, content in contents(name, path.read_bytes()):
            digest = hashlib.sha256(content).digest()
            if digest not in known:
                told = list(readings(content))
                known[digest] = [word for word in sought if any(word in text for text in told)]
            hits = {*known[digest], *(word for word in sought if word in plain(part))}
            if hits:
                found[part] = sorted(hits)
    return found


@pytest.mark.parametrize(
    "written",
    [
        ALWAYS,
        ALWAYS.upper(),
        unicodedata.normalize("NFD", ALWAYS),
        json.dumps(ALWAYS),
        ALWAYS.encode("ascii", "xmlcharrefreplace").decode(),
        "".join(f"%{byte:02x}" for byte in ALWAYS.encode()),
        json.dumps(ALWAYS.encode("ascii", "xmlcharrefreplace").decode()),
        IDS[ALWAYS],
        "<b>hương</b>kín",
    ],
)
def test_the_search_finds_a_word_however_it_is_written(written: str, tmp_path: Path) -> None:
    packed, within = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(within, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{written}</w:t>")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.docx", within.getvalue())
    (tmp_path / "page.html").write_text(f"<p>{written}</p>", "utf-8")
    (tmp_path / "ho-so.zip").write_bytes(packed.getvalue())
    (tmp_path / "page.gz").write_bytes(gzip.compress(written.encode()))
    (tmp_path / "wide.bin").write_bytes(written.encode("utf-16-le"))
    assert set(telling(tmp_path, ALWAYS)) >= {
        "page.html",
        "ho-so.zip!a.docx!word/document.xml",
        "page.gz!",
    }


@pytest.fixture(scope="module", name="told")
def _told(site: Path) -> dict[str, frozenset[str]]:
    """The files that tell any word of each text."""
    words = (ALWAYS, TASKS, TURNED, OPENED, f"{OPENED}cũ")
    found = telling(site, *words)
    return {
        word: frozenset(name for name, known in found.items() if plain(word) in known)
        for word in words
    }


def tops(names: frozenset[str]) -> set[str]:
    """The folders and files at the root of a site in which some files lie."""
    return {name.partition("/")[0] for name in names}


@pytest.mark.slow
@pytest.mark.parametrize("word", [ALWAYS, TASKS, f"{OPENED}cũ"])
def test_no_byte_tells_of_a_text_while_it_is_internal(
    told: dict[str, frozenset[str]], word: str
) -> None:
    assert told[word] == frozenset()


@pytest.mark.slow
def test_a_text_that_turned_internal_is_told_of_by_the_editions_it_was_public_in_alone(
    told: dict[str, frozenset[str]],
) -> None:
    assert tops(told[TURNED]) == {"1", FIRST, "hien-hanh", "tim-kiem", "ngoai-tuyen"}


@pytest.mark.slow
def test_a_text_that_turned_public_is_published_from_then_on(
    told: dict[str, frozenset[str]],
) -> None:
    assert tops(told[OPENED]) == {
        SECOND,
        "dang-soan",
        "du-thao",
        "atom",
        "atom.xml",
        "versions.json",
        "tim-kiem",
    }
    assert f"{SECOND}/quy-che/{IDS[OPENED]}/index.html" in told[OPENED]


@pytest.mark.slow
def test_what_cites_an_internal_text_shows_its_words_and_leads_nowhere(site: Path) -> None:
    page = (site / SECOND / sites.address_of(sample.REGULATION) / "index.html").read_text("utf-8")
    said = re.sub("<[^>]+>", "", page)
    assert "theo khoản 2 Điều 1 Quy chế bãi đêm và Quy chế bãi đêm." in said
    minutes = (site / SECOND / sites.address_of(HEARD) / "index.html").read_text("utf-8")
    assert ", Điều 2 Quy chế bãi đêm" in re.sub("<[^>]+>", "", minutes)


@pytest.mark.slow
def test_such_a_site_is_proved_against_its_repository(site: Path, project: Project) -> None:
    docs = project.folder / "docs"
    found = list(verify(site, Archive.open(docs), docs))
    assert [problem for edition in found for problem in edition.problems] == []
    assert len(found) == len(STEPS) + 1
