"""An image on another host is an error wherever it is typed, in its file and line."""

import pytest

from quyche.corpus import corpora
from quyche.labels import Labels

IMAGE = "![Ảnh](https://example.org/a.png)"
DRAFT = "kind: {}\ntitle: T\nstatus: draft\n"
MEETING = (
    "---\nkind: meeting\ntitle: H\nbody: ban-a\ndate: 2021-01-18\n---\n# H\n\n## Kết luận\n\n1. "
)
KINDS = {
    "index.md": "# Trang chủ\n\n",
    "gioi-thieu.md": "---\nkind: page\ntitle: T\n---\n\n",
    "khac/x.md": "---\nkind: sai\n---\n",
    "huong-dan/x.md": "a\r\n\r\n> ",
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n# Ban A\n\n",
    "co-quan/index.md": "- ",
    "chuc-danh/x.md": "---\nkind: role\nname: X\n---\n",
    "quy-che/x.md": f"---\n{DRAFT.format('regulation')}---\n# T\n\n### Điều 1. A\n\n1. ",
    "chuong-trinh/x.md": f"---\n{DRAFT.format('programme')}---\n# T\n\n### Nhiệm vụ 1. A\n\n- Thời gian: ",
    "hoi-nghi/x.md": MEETING,
}


@pytest.mark.parametrize("path", KINDS)
def test_every_kind_of_page_is_looked_through(path: str) -> None:
    source = KINDS[path] + IMAGE + "\n"
    found = [
        one for one in corpora.build({path: source.encode()}).problems if one.rule == "image-remote"
    ]
    assert [(one.path, one.line) for one in found] == [(path, KINDS[path].count("\n") + 1)]
    line = Labels.load("vi").line(found[0])
    assert '"https://example.org/a.png"' in line
    assert "hãy chép tệp hình vào kho" in line


def test_of_an_internal_document_nothing_is_told_on_a_public_site() -> None:
    front = f"---\n{DRAFT.format('regulation')}visibility: internal\n---\n# T\n\n"
    files = {"quy-che/x.md": f"{front}{IMAGE}\n".encode()}
    assert corpora.build(files, internal=False).problems == ()
