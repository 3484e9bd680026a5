"""Whoever reads a tree tells the same errors: the check, the build, the review, the next edition."""

import importlib.util
import io
import json
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from quyche.site import files as site_files
from repositories import commit, create, entry, git

ROOT = Path(__file__).parents[2]
FRONT = "---\nkind: {}\ntitle: {}\nstatus: draft\ndraft: 1\n{}---\n"
CLEAN: dict[str, str | bytes | None] = {
    "index.md": "# Trang đầu\n",
    "quy-che/a.md": FRONT.format("regulation", "Quy chế A", "issuer: ban-a\n")
    + "# Quy chế A\n\n### Điều 1. Nhiệm vụ của Ban A\n\n1. Ban A họp mỗi tháng một lần.\n",
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\nLà ban.\n",
    "editions.yml": entry("1-du-thao-1"),
}
PNG = b"\x89PNG\r\n\x1a\n"
FAULTY_TEXT = (
    FRONT.format(
        "regulation", "Quy chế A", "issuer: ban-x\nmeeting: hop-9\nreasons:\n  dieu-99: vì\n"
    )
    + """# Quy chế A

### Điều 1. Nhiệm vụ của Ban A {governs="ban-y"} {odd="x"}

1. Theo khoản 9 Điều 88 Quy chế này.

3. Ba <b>đậm</b>.

2. Hai Ðảng.

2. Hai lần\u200b.

    f) Chữ lạ.

### Một đầu đề

### Điều 2

Điều 3. Thiếu dấu

###Điều 4. Dính liền

### Điều 5. Trống
"""
)
FAULTS: dict[str, str | bytes | None] = {
    "huong-dan/anh.md": "# Ảnh\n\n![Ảnh](https://example.org/a.png)\n",
    "quy-che/a.md": FAULTY_TEXT,
    "quy-che/b.md": FRONT.format("regulation", "B", "odd: 1\n") + "# B\n",
    "quy-che/l.md": FRONT.format("regulation", "L", "adopted: 2021-02-30\n") + "# L\n",
    "quy-che/c.md": b"---\nkind: regulation\n\xff\n",
    "quy-che/d.md": "",
    "quy-che/e.md": "# E\n",
    "quy-che/F_g.md": FRONT.format("regulation", "F", "") + "# F\n",
    "quy-che/h.md": FRONT.format("regulation", "H", "status: adopted\n") + "# H\n",
    "quy-che/i.md": FRONT.format("programme", "I", "") + "# I\n",
    "quy-che/k.md": FRONT.format("regulation", "K", "").replace("draft\n", "adopted\n", 1)
    + "# K\n",
    "chuong-trinh/a.md": FRONT.format("programme", "P", "") + "# P\n\n### Nhiệm vụ 1. Làm <b>\n",
    "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\naliases: [Ban A]\nparent: ban-x\n---\nLà ban.\n",
    "hoi-nghi/hop-1.md": "---\nkind: meeting\ntitle: H\nbody: ban-z\ndate: 2021-01-18\npapers: [zz]\n"
    "---\n# H\n\n## Kết luận\n\n1. Một.\n\n    - Thực hiện: Điều 77 Quy chế A; phiên bản 9\n\n1. Hai.\n",
    "gop-y/a.yml": "- id: 1\n  edition: 99\n  from: ban-x\n  remark: R\n- id: 2\n  odd: 1\n",
    "gop-y/b.yml": "- id: [\n",
    "gop-y/khac.txt": "gì đó\n",
    "editions.yml": entry("1-du-thao-1").replace("01-18", "01-19"),
    # what lies where it may not, or is not what it says
    "gioi-thieu.md": "---\nkind: page\ntitle: Giới thiệu\n...\n# Giới thiệu\n",
    "huong-dan/khoa.md": "title: Hướng dẫn\ntemplate: 404.html\n\n# Hướng dẫn\n",
    "huong-dan/mau.md": "---\nkind: page\ntemplate: 404.html\nhide: [toc]\n---\n# Mẫu\n",
    "quy-che.md": "# Trùng với thư mục\n",
    "lich-su.md": "# Lịch sử\n",
    "khac.md": FRONT.format("regulation", "Khác", "") + "# Khác\n\n### Điều 1. A\n\nChữ.\n",
    "huong-dan/README.md": "# Đọc\n",
    "huong-dan/v1.2.md": "# Bản\n",
    "huong-dan/doc.md": "# Đọc\n",
    "huong-dan/doc/index.md": "# Đọc\n",
    "huong-dan/Doc.md": "# Đọc\n",
    "huong-dan/cu.MD": "# Cũ\n",
    "quy-che/z.md.bak": "bản cũ\n",
    "quy-che/a.docx": "PK",
    "quy-che/.a.md.swp": "bản tạm\n",
    "assets/quyche.js": "alert(1)\n",
    "e.html": "<script>alert(1)</script>\n",
    "versions.json": "[]\n",
    "dinh-kem/e.svg": "<svg/>\n",
    "dinh-kem/trang.htm": "<p>\n",
    "dinh-kem/Sơ đồ.PNG": PNG,
    "dinh-kem/gia.png": "<html><script>alert(1)</script>",
    "dinh-kem/cu.doc": "\x00",
    "dinh-kem/sach.epub": "PK",
    "dinh-kem/that.png": PNG,
    "dinh-kem/tep.png": "@that.png",
    "huong-dan/hong.md": "@khong-co.md",
    "thu-muc": "@huong-dan",
}
RULES = {
    *("alias-twice", "article-empty", "attribute-unknown", "citation-dangling", "comment-edition"),
    *("comment-file", "comment-key", "comment-missing", "comment-yaml", "draft-number", "eth"),
    *("file-empty", "file-name", "front-none", "front-twice", "front-unknown", "heading-unknown"),
    *(
        "heading-without-hashes",
        "id-twice",
        "image-remote",
        "invisible",
        "kind-in-folder",
        "ledger-changed",
    ),
    *("meeting-unknown", "not-utf8", "number-order", "number-twice", "paper-unknown"),
    *("point-letter", "raw-html", "reason-anchor", "register-id-unknown"),
    *("file-active", "file-alike", "file-attached-name", "file-beside", "file-content"),
    *("file-dotted", "file-drawing", "file-folder", "file-hidden", "file-kind", "file-link"),
    *("file-made", "file-office", "file-page-ending", "file-readme", "file-same-page"),
    *("front-fence", "front-unfenced"),
}
"""What is wrong with the faulty tree: each kind of file, each kind of fault that is an error."""
CONFIG = """site_name: Thử
theme: {{name: material, language: vi, custom_dir: {overrides}}}
markdown_extensions: [quyche.markup.notation, tables]
hooks: [{hook}]
"""


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose branch holds one fault of every kind more than the remote's main."""
    folder = create(tmp_path_factory.mktemp("same-errors") / "office")
    config = CONFIG.format(overrides=ROOT / "overrides", hook=ROOT / "hooks" / "build_corpus.py")
    (folder / "mkdocs.yml").write_text(config, "utf-8")
    put(folder, CLEAN)
    git(folder, "update-ref", "refs/remotes/origin/main", "main")
    git(folder, "switch", "--quiet", "--create", "proposal")
    put(folder, FAULTS)
    return folder


def put(folder: Path, files: dict[str, str | bytes | None]) -> None:
    for name, content in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str) and content.startswith("@"):
            path.symlink_to(content[1:])
            continue
        path.write_bytes(content.encode() if isinstance(content, str) else content or b"")
    commit(folder, {})


def script(name: str) -> Callable[[Sequence[str]], int]:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    entered: Callable[[Sequence[str]], int] = module.main
    return entered


def printed(name: str, *arguments: str, code: int = 1) -> str:
    with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err:
        assert script(name)(list(arguments)) == code
    return out.getvalue() + err.getvalue()


def errors(lines: str) -> set[str]:
    """The lines that tell errors, their paths seen from the folder of documents."""
    told = (line.removeprefix("docs/") for line in lines.splitlines())
    return {line for line in told if line.startswith(tuple(FAULTS)) and ": lưu ý: " not in line}


@pytest.fixture
def checked(office: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """What the check tells, which is the measure for all others."""
    monkeypatch.chdir(office)
    return errors(printed("check", "docs"))


def test_the_tree_has_a_fault_of_every_kind(office: Path, checked: set[str]) -> None:
    found = json.loads(printed("check", "docs", "--json"))
    wrong = [problem for problem in found if problem["severity"] == "error"]
    assert {problem["rule"] for problem in wrong} >= RULES
    assert len(checked) == len(wrong)


def test_a_strict_build_tells_what_the_check_tells(office: Path, checked: set[str]) -> None:
    told, _ = laid_out(office)
    assert {line for is_error, line in told if is_error} == checked


def laid_out(office: Path) -> tuple[tuple[tuple[bool, str], ...], dict[str, str | None]]:
    """What a build tells, and the files it goes on with, each with the folder it comes from."""
    config = load_config(str(office / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    files = get_files(config)
    files.add_files_from_theme(config.theme.get_env(), config)
    told = site_files.lay_out(config, files)
    return told, {file.src_uri: file.src_dir for file in files}


def test_a_build_publishes_nothing_that_may_not_lie_there(office: Path, checked: set[str]) -> None:
    _, published = laid_out(office)
    docs = {path for path, folder in published.items() if folder == str(office / "docs")}
    assert {path for path in docs if not path.startswith(("quy-che/", "chuong-trinh/"))} == {
        *("index.md", "co-quan/ban-a.md", "co-quan/ban-b.md", "hoi-nghi/hop-1.md"),
        *("huong-dan/mau.md", "huong-dan/Doc.md", "huong-dan/anh.md", "dinh-kem/that.png"),
    }
    assert all(path.endswith(".md") for path in docs - {"dinh-kem/that.png"})
    assert published["assets/scripts/search.js"] == str(ROOT / "overrides")


@pytest.mark.parametrize(
    "path", ["e.html", "assets/quyche.js", "dinh-kem/gia.png", "dinh-kem/tep.png", "quy-che/a.docx"]
)
def test_a_file_that_is_checked_alone_tells_what_its_folder_tells(
    office: Path, checked: set[str], path: str
) -> None:
    told = errors(printed("check", f"docs/{path}"))
    assert told == {line for line in checked if line.startswith(f"{path}:")}
    assert len(told) == 1


def test_a_review_tells_what_the_check_tells(office: Path, checked: set[str]) -> None:
    report = str(office.parent / "review.md")
    assert (
        errors(printed("review", "origin/main", "HEAD", "--docs", "docs", "--output", report))
        == checked
    )


def test_the_next_edition_is_refused_for_what_the_check_tells(
    office: Path, checked: set[str]
) -> None:
    told = printed("edition", "draft", "--docs", "docs", "--date", "2021-02-10")
    assert errors(told) == checked


def test_an_outline_tells_what_the_check_tells_of_its_document(
    office: Path, checked: set[str]
) -> None:
    outlined = set()
    documents = ("quy-che/a.md", "quy-che/b.md", "quy-che/k.md", "chuong-trinh/a.md")
    for path in documents:
        outline = json.loads(printed("outline", f"docs/{path}", "--json"))
        outlined |= {line["message"] for line in outline["problems"] if line["severity"] == "error"}
    assert outlined == {line for line in checked if line.startswith(documents)}
