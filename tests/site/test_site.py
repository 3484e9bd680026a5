"""A site built by MkDocs: which pages there are, where links lead, and what stops a build."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from shared_folders import once
from sites import settings

REGULATION = """---
kind: regulation
title: {title}
status: {status}
{more}---
# {title}

## Chương I. Chung

### Điều 1. Nhiệm vụ của Ban A

1. Ban A họp theo khoản 3 Điều này.
3. Theo Điều 1 Quy chế B:
    đ) Đ.
"""
FILES = {
    "index.md": "# Trang chủ\n\nChào.\n",
    "gioi-thieu.md": "# Giới thiệu\n\n\ue000[\x22ul\x22,{}]\n",
    "huong-dan/dau.md": "# Dấu < & > và `<b>` &lt;i&gt; &amp;amp;\n\n![Sơ đồ](../dinh-kem/so-do.png) [Tệp](../dinh-kem/2021/bang.pdf)\n",
    "huong-dan/hai.md": '---\nkind: page\ntitle: "Hai <i> &amp; hai"\n---\n---\ntemplate: 404.html\nhide: [toc]\n---\n\nChữ.\n',
    "dinh-kem/so-do.png": "\x89PNG\r\n\x1a\n...",
    "dinh-kem/2021/bang.pdf": "%PDF-1.7\n",
    "quy-che/a.md": REGULATION.format(title="Quy chế A", status="draft", more="draft: 2\nsample: true\n"),
    "quy-che/b.md": REGULATION.format(
        title="Quy chế B",
        status="adopted",
        more="number: 00-QC/TU\nadopted: 2021-02-03\neffective: 2021-02-03\nissuer: ban-a\n",
    ),
    "quy-che/mat.md": REGULATION.format(title="Quy chế mật", status="draft", more="visibility: internal\n"),
    "quy-che/phu/mat-nua.md": REGULATION.format(title="Quy chế mật nữa", status="draft", more="visibility: internal\n"),
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\nexpects: [powers]\n---\n# Ban A\n\nLà ban.\n",
    "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng Ban A\nparent: ban-a\n---\n",
    "hoi-nghi/h.md": "---\nkind: meeting\ntitle: Hội nghị\nbody: ban-a\ndate: 2021-01-18\npapers: [a, mat]\n---\n# Hội nghị\n",
    "gop-y/a.yml": "- {id: 1, edition: '1', from: ban-a, remark: Nên <b>rõ</b> hơn.}\n",
    "gop-y/mat.yml": "- {id: 1, edition: '1', from: ban-a, remark: Về điều mật.}\n",
    "editions.yml": '- name: "1"\n  title: Khóa I\n  kind: adopted\n  date: 2021-02-03\n',
}  # fmt: skip


def build(folder: Path, files: dict[str, str], *options: str) -> subprocess.CompletedProcess[str]:
    """Build a site of these files into `site`, with the project's own configuration."""
    for name, text in files.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("latin-1" if path.suffix == ".png" else "utf-8"))
    (folder / "mkdocs.yml").write_text(settings(), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *options],
        cwd=folder,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was built strictly and without a warning."""

    def make(folder: Path) -> None:
        done = build(folder, FILES, "--strict")
        assert done.returncode == 0, done.stderr
        assert "WARNING" not in done.stderr
        assert "ERROR" not in done.stderr

    return once(tmp_path_factory, "small-site", make) / "site"


def page(site: Path, name: str) -> html.HtmlElement:
    return html.parse(str(site / name / "index.html")).getroot()


def test_every_document_entry_and_generated_page_is_there(site: Path) -> None:
    pages = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
    assert pages == {
        ".", "gioi-thieu", "quy-che/a", "quy-che/b", "co-quan/ban-a", "chuc-danh/truong-ban",
        "huong-dan/dau", "huong-dan/hai", "hoi-nghi", "hoi-nghi/h", "gop-y", "gop-y/a", "so-do-to-chuc", "bang-trach-nhiem", "lich-cong-tac", "lich-su", "so-sanh", "kiem-tra-ban-sao",
    }  # fmt: skip


def test_attachments_are_published_as_they_are_and_pages_show_them(site: Path) -> None:
    shown = page(site, "huong-dan/dau")
    (picture,) = shown.xpath("//article//img/@src")
    (file,) = shown.xpath("//article//p/a/@href")
    for link, path in ((picture, "dinh-kem/so-do.png"), (file, "dinh-kem/2021/bang.pdf")):
        published = (site / "huong-dan" / "dau" / link).resolve()
        assert published == (site / path).resolve()
        assert published.read_bytes() == (site.parent / "docs" / path).read_bytes()


@pytest.mark.parametrize(
    ("name", "title"),
    [("dau", "Dấu < & > và <b> <i> &amp;"), ("hai", "Hai <i> &amp; hai")],
    ids=["from a heading", "from front matter"],
)
def test_a_title_is_read_as_it_was_written_wherever_it_shows(
    site: Path, name: str, title: str
) -> None:
    shown = page(site, f"huong-dan/{name}")
    assert str(shown.findtext(".//title")).startswith(f"{title} - ")
    assert [link.text_content() for link in shown.xpath("//a[@aria-current='page']")] == [title]
    assert shown.xpath("//article//h1")[0].text_content() == title
    if name == "hai":
        before = page(site, "huong-dan/dau").xpath("//a[@rel='next']")[0]
        assert before.text_content().endswith(title)


def test_what_stands_below_the_front_matter_is_text_to_the_site_builder(site: Path) -> None:
    shown = page(site, "huong-dan/hai")
    assert "template: 404.html" in shown.xpath("//article")[0].text_content()
    assert shown.xpath("//aside[contains(@class, 'md-source-file')]") == []


def test_nothing_internal_reaches_the_site(site: Path) -> None:
    published = [
        path for path in site.rglob("*") if path.suffix in {".html", ".json", ".xml", ".gz", ".ics"}
    ]
    assert [path for path in published if "mật" in path.read_text("utf-8", "ignore")] == []
    assert not list(site.rglob("*mat*"))
    assert not list(site.rglob("editions.yml"))


def test_remarks_stand_on_their_page_and_those_on_what_is_internal_nowhere(site: Path) -> None:
    shown = page(site, "gop-y/a")
    assert "Nên <b>rõ</b> hơn." in shown.text_content()
    assert shown.xpath("//a[contains(@href, '.docx')]") == []
    assert not (site / "gop-y" / "mat").exists()
    assert list(site.rglob("*.yml")) == []
    assert not any("Về điều mật" in path.read_text("utf-8") for path in site.rglob("*.html"))


def test_an_internal_document_is_built_where_the_settings_ask_for_it(tmp_path: Path) -> None:
    setting = "  quyche:\n    internal: true\n"
    build(tmp_path, FILES)
    config = tmp_path / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("  quyche:\n", setting)
    config.write_text(text, encoding="utf-8")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"], cwd=tmp_path, capture_output=True, check=True
    )
    shown = page(tmp_path / "site", "quy-che/mat")
    assert "Quy chế mật" in shown.text_content()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "quy-che/a",
            [
                "Trang chủ",
                "Quy chế A",
                "Quy chế B",
                "Hội nghị",
                "Ý kiến góp ý",
                "Cơ quan, chức danh",
                "Lịch sử",
                "So sánh",
                "Hướng dẫn",
                "Giới thiệu",
            ],
        ),
        (
            "co-quan/ban-a",
            [
                "Trang chủ",
                "Quy chế",
                "Hội nghị",
                "Ý kiến góp ý",
                "Sơ đồ tổ chức",
                "Bảng trách nhiệm",
                "Chức danh",
                "Ban A",
                "Lịch sử",
                "So sánh",
                "Hướng dẫn",
                "Giới thiệu",
            ],
        ),
    ],
)
def test_the_navigation_lists_documents_meetings_roles_and_bodies(
    name: str, expected: list[str], site: Path
) -> None:
    links = page(site, name).xpath(
        "//nav[contains(@class, 'md-nav')]//a[contains(@class, 'md-nav__link')]"
    )
    titles = [" ".join(link.text_content().split()) for link in links if link.get("href")[0] != "#"]
    assert titles == expected


def test_a_citation_leads_to_its_provision(site: Path) -> None:
    shown = page(site, "quy-che/a")
    (own,) = shown.xpath("//a[text()='khoản 3 Điều này']/@href")
    (other,) = shown.xpath("//a[.='Điều 1 Quy chế B']/@href")
    assert (own, other) == ("#dieu-1-khoan-3", "../b/#dieu-1")
    assert shown.xpath("//*[@id='dieu-1-khoan-3']")
    assert page(site, "quy-che/b").xpath("//*[@id='dieu-1']")


def test_numbers_stand_on_the_page_as_adopted(site: Path) -> None:
    shown = page(site, "quy-che/a").xpath("//*[contains(@class, 'q-number')]")
    assert [number.text_content() for number in shown] == ["Chương I.", "Điều 1.", "1.", "3.", "đ)"]


def test_the_head_of_a_document_says_what_it_is(site: Path) -> None:
    adopted = " ".join(page(site, "quy-che/b").text_content().split())
    assert "Số 00-QC/TU" in adopted
    assert "ngày 03 tháng 02 năm 2021" in adopted
    assert "Có hiệu lực từ ngày 3/2/2021" in adopted
    draft = " ".join(page(site, "quy-che/a").text_content().split())
    assert "Dự thảo lần 2" in draft
    assert "Văn bản ví dụ" in draft
    assert "Văn bản ví dụ" not in adopted


def test_the_page_of_a_body_lists_what_governs_it_with_its_text(site: Path) -> None:
    shown = page(site, "co-quan/ban-a")
    links = {str(href) for href in shown.xpath("//article//a/@href")}
    assert {"../../quy-che/a/#dieu-1", "../../quy-che/b/#dieu-1"} <= links
    text = shown.text_content()
    assert "Ban A họp theo khoản 3 Điều này." in text
    assert "Chưa có quy định về: quyền hạn." in text
    assert shown.xpath("count(//h1)") == 1


def test_the_matrix_marks_what_the_rules_must_give_and_do_not(site: Path) -> None:
    (row,) = page(site, "bang-trach-nhiem").xpath("//tr[th//a[contains(., 'Ban A')]][1]")[:1]
    cells = [cell.text_content().strip() for cell in row.xpath("./td")]
    assert len(cells) == 5
    assert cells[1] == "chưa quy định"
    assert row.xpath("./td[1]//a/@href")


def test_the_tree_holds_bodies_and_their_roles(site: Path) -> None:
    (role,) = page(site, "so-do-to-chuc").xpath("//article//li//li[contains(., 'Trưởng Ban A')]")
    assert role.xpath(".//a/@href") == ["../chuc-danh/truong-ban/"]


def test_the_home_page_tells_what_is_in_force_and_what_is_a_draft(site: Path) -> None:
    links = {str(href) for href in page(site, ".").xpath("//article//a/@href")}
    assert {"quy-che/a/", "quy-che/b/", "chuc-danh/truong-ban/"} <= links


def test_what_is_typed_into_an_ordinary_page_is_no_notation_of_ours(site: Path) -> None:
    """HTML and scripts in one are errors of the check; tests of hostile texts show what holds beyond."""
    (content,) = page(site, "gioi-thieu").xpath("//article")
    assert content.xpath(".//ul") == []
    assert '\ue000["ul",{}]' in content.text_content()


@pytest.mark.parametrize(
    ("name", "text", "complaint", "is_quiet"),
    [
        ("quy-che/a.md", FILES["quy-che/a.md"].replace("khoản 3", "khoản 9"), "quy-che/a.md:14: dẫn chiếu", False),
        ("quy-che/a.md", FILES["quy-che/a.md"].replace("status: draft", "status: x"), "quy-che/a.md:4: giá trị", False),
        ("quy-che/a.md", FILES["quy-che/a.md"] + "\n<b>x</b>\n", "quy-che/a.md:18: có thẻ HTML", True),
        ("editions.yml", "- name: x\n", "editions.yml:1: mục này thiếu", False),
    ],
)  # fmt: skip
def test_an_error_stops_a_strict_build_and_names_its_place(
    name: str, text: str, complaint: str, tmp_path: Path, *, is_quiet: bool
) -> None:
    done = build(tmp_path, {**FILES, name: text}, "--strict", *(["-q"] if is_quiet else []))
    assert done.returncode == 1
    assert f"quyche: {complaint}" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unknown_setting_stops_a_build_in_one_line(tmp_path: Path) -> None:
    build(tmp_path, {"index.md": "# Trang\n"})
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("organisation:", "organization:"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert "không có mục organization; hãy ghi: organisation" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_site_without_any_document_can_be_built(tmp_path: Path) -> None:
    done = build(tmp_path, {"index.md": "# Trang\n"}, "--strict")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site" / "so-do-to-chuc" / "index.html").is_file()
