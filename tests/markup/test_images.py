"""Images on other hosts are found in whatever way they are written, and nothing else is."""

import pytest

from quyche.markup.images import remote_images, remote_images_in_text

HOST = "https://x.vn/a.png"


@pytest.mark.parametrize(
    ("page", "found"),
    [
        (f"a\n\n![b]({HOST})", [(3, HOST)]),
        (f'![b]({HOST} "c")', [(1, HOST)]),
        (f"![b](<{HOST}>)", [(1, HOST)]),
        (f"![b][r]\n\nc\n\n[r]: {HOST}", [(5, HOST)]),
        (f"![r]\n\n[r]: {HOST} 'c'", [(3, HOST)]),
        (f"![b][]\n\n[b]: {HOST}", [(3, HOST)]),
        ("![b](//x.vn/a.png)", [(1, "//x.vn/a.png")]),
        ("![b](/\\x.vn/a.png)", [(1, "/\\x.vn/a.png")]),
        ("![b](HTTPS:x.vn/a)", [(1, "HTTPS:x.vn/a")]),
        ("![b](ht&#116;ps://x.vn/a)", [(1, "ht&#116;ps://x.vn/a")]),
        ("![b](&#x2f;/x.vn/a)", [(1, "&#x2f;/x.vn/a")]),
        ("![b](data:image/png;base64,AAAA)", [(1, "data:image/png;base64,AAAA")]),
        ("![b](ftp://x.vn/a)", [(1, "ftp://x.vn/a")]),
        (f"[![b]({HOST})](c.md)", [(1, HOST)]),
        (f"- a\n- ![b]({HOST})\n", [(2, HOST)]),
        (f"| a |\n|---|\n| ![b]({HOST}) |\n", [(3, HOST)]),
        (f"> ![b]({HOST})", [(1, HOST)]),
        (f"# ![b]({HOST})", [(1, HOST)]),
        (f"![b]({HOST})\n\n![c]({HOST}?d)", [(1, HOST), (3, f"{HOST}?d")]),
        ("![b](a.png) ![c](../a/b.png) ![d](/a.png) ![e](#f) ![g](?h:i)", []),
        (f"[b]({HOST}) <{HOST}> {HOST}", []),
        (f"`![b]({HOST})`", []),
        (f"```\n![b]({HOST})\n\n![b]({HOST})\n```", []),
        (f"    ![b]({HOST})", []),
        (f"\\![b]({HOST})", []),
        (f"<img src={HOST}>", []),
        ("", []),
    ],
)
def test_images_of_a_page_that_lie_elsewhere(page: str, found: list[tuple[int, str]]) -> None:
    assert list(remote_images(page)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"1. a\n2. b ![c]({HOST})", [(2, HOST)]),
        (f"![c](<{HOST}>)", [(1, HOST)]),
        (f"[c]({HOST}) ![d](e.png)", []),
        ("![" * 20_000, []),
    ],
)
def test_images_in_a_document_that_lie_elsewhere(text: str, found: list[tuple[int, str]]) -> None:
    assert list(remote_images_in_text(text)) == found
