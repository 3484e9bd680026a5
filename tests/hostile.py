"""An organisation whose every text was typed by somebody who wants it to run, to load or to break out."""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from publishing_helpers import Files, Project

OUTSIDE = "evil.example"
"""The host that nothing may ask."""
_TYPED = (Path(__file__).parent / "data" / "hostile-payloads.txt").read_text("utf-8")


def _numbered(typed: str, number: int) -> str:
    """With a call that the browser tells of, an address on that host, and which payload it is."""
    told = typed.replace("RUN", f"owned({number})").replace("OUT", f"https://{OUTSIDE}/NUM")
    return told.replace("NUM", str(number))


PAYLOADS: Sequence[str] = [
    _numbered(line, number) for number, line in enumerate(_TYPED.splitlines(), start=1)
]
"""What is typed, each in one line, with its own number."""
ELEMENTS: Sequence[str] = [
    typed for typed in PAYLOADS if re.search(r"<\w", typed) and "http-equiv" not in typed
]
"""Those that are elements where nothing escapes them; no policy keeps a page from being left."""


def _some(place: int, count: int = 6) -> str:
    """A few of them in one line, others for each place."""
    return " ".join(PAYLOADS[(place * count + at) % len(PAYLOADS)] for at in range(count))


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # which YAML reads, too


def _front(place: int, **fields: str) -> str:
    """Front matter; what is marked with a star is hostile."""
    lines = []
    for at, (key, value) in enumerate(fields.items()):
        shown = _quoted(f"{value.strip('*')} {_some(place + at)}") if value.endswith("*") else value
        lines.append(f"{key}: {shown}\n")
    return f"---\n{''.join(lines)}---\n"


FORMS = (
    "{}",
    "## {}",
    "- {}",
    "1. {}",
    "> {}",
    "| a | {} |\n|---|:-:|\n| {} | b |",
    "**{}**",
    "`{}`",
    "```{}\n{}\n```",
    "    {}",
    "[{}](x.md)",
    "[x]({})",
    '[x](<{}> "{}")',
    "![{}](x.png)",
    "![x]({})",
    "[{}][r]",
    "<{}>",
    "# x {{: {} }}",
    '<div markdown="1">\n{}\n</div>',
    '!!! note "{}"\n    {}',
    "x[^1]\n\n[^1]: {}",
    "*[x]: {}",
    "\\{}",
    "&#x3c;{}",
)
"""What Markdown makes something of, here or with an extension."""


def _page(title: str, turn: int) -> Iterator[str]:
    """Every payload in a form, another for each turn, on the first as a paragraph, too."""
    yield f"# {title}"
    yield from () if turn else PAYLOADS
    for at, payload in enumerate(PAYLOADS):
        yield FORMS[(at + turn * 5) % len(FORMS)].replace("{}", payload)
    yield "\n".join(f"[q{at}]: https://{OUTSIDE}/{at}" for at in range(len(PAYLOADS)))
    yield f"[r]: {PAYLOADS[0]}"


def _articles(payloads: Sequence[str]) -> Iterator[str]:
    """Clauses and points of them, in articles that are named like them."""
    yield f"- Căn cứ {_some(1)};"
    yield f"## Chương I. {_some(2)}"
    for number, at in enumerate(range(0, len(payloads), 20), start=1):
        yield f"### Điều {number}. Nhiệm vụ của Ban A {payloads[at]}"
        yield from (f"{clause}. {text}" for clause, text in enumerate(payloads[at : at + 20], 1))
        yield f"    a) {_some(number)};"
    yield f"[^1]: {_some(3)}"


def _tasks() -> Iterator[str]:
    names = ("Nội dung", "Chủ trì", "Phối hợp", "Thời gian", "Sản phẩm", "Căn cứ", "Đối tượng")
    for number, at in enumerate(range(0, len(PAYLOADS), 10), start=1):
        yield f"### Nhiệm vụ {number}. Việc {PAYLOADS[at]}"
        told = [f"- {name}: {_some(at + place, 2)}" for place, name in enumerate(names)]
        yield "\n".join([*told, "- Thời gian: Quý III/2018", f"- Tiến độ: {_some(at, 2)}"])
    yield f"### Nhiệm vụ 99. Việc\n\n- Chủ trì: Ban A\n- Thời gian: Quý I/2019\n- Tiến độ: Hoàn thành ngày 1/2/2019 {_some(5)}"


def _remarks() -> str:
    answers = ("taken-in", "in-part", "not", "")
    rows = []
    for number, payload in enumerate(PAYLOADS, 1):
        answer = answers[number % 4]
        more = f"  answer: {answer}\n  explanation: {_quoted(payload)}\n" if answer else ""
        rows.append(
            f"- id: {number}\n  edition: '1'\n  address: khoản {number % 9 + 1} Điều 1\n"
            f"  from: {_quoted(payload) if number % 3 else 'ban-a'}\n  date: 2018-03-10\n"
            f"  remark: {_quoted(payload)}\n  proposal: {_quoted(payload)}\n{more}"
        )
    return "\n".join(rows)


def _entry(name: str, kind: str, date: str) -> str:
    told = f"  title: {_quoted(f'Bản {name} {_some(4)}')}\n  note: {_quoted(_some(5, 20))}\n"
    return f'- name: "{name}"\n{told}  kind: {kind}\n  date: {date}\n  meeting: hop\n'


def _whole(parts: Iterator[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _documents(status: str, payloads: Sequence[str]) -> Files:
    more = {"number": "00*", "adopted": "2018-05-06", "effective": "2018-05-06"}
    state = {"draft": "1"} if status == "draft" else more
    common = {"term": "I (2018-2022)*", "issuer": "ban-a", "status": status, "meeting": "hop"}
    titles = {"title": "Quy chế*", "short_title": "Quy chế*", "replaces": "Quy chế cũ*"}
    named = {"title": "Chương trình*", "short_title": "Chương trình*"}
    return {
        "quy-che/quy-che.md": _front(10, kind="regulation", **titles, **common, **state)
        + _whole(iter([f"# Quy chế {_some(7)}", *_articles(payloads)])),
        "chuong-trinh/chuong-trinh.md": _front(20, kind="programme", **named, **common, **state)
        + _whole(iter([f"# Chương trình {_some(8)}", *_tasks()])),
    }


def _others() -> Files:
    """Pages, the register, a meeting, remarks."""
    minutes = [
        f"# Họp {_some(9)}",
        "## Chương trình",
        "1. Cho ý kiến.",
        f"## {_some(6)}",
        *PAYLOADS,
    ]
    concluded = [
        f"{at}. {payload}\n\n    - Chủ trì: {payload}"
        for at, payload in enumerate(PAYLOADS[::5], 1)
    ]
    meeting = {
        "kind": "meeting",
        "title": "Họp*",
        "body": "ban-a",
        "date": "2018-03-04",
        "term": "I*",
    }
    register = {"kind": "body", "name": "Ban A*", "aliases": f"[Ban A, {_quoted(_some(3))}]"}
    return {
        "index.md": _whole(_page(f"Trang chủ {_some(11)}", 0)),
        "gioi-thieu.md": _front(30, kind="page", title="Giới thiệu*", description="Về*")
        + _whole(_page("Giới thiệu", 1)),
        "huong-dan/khong-de.md": _front(35, kind="page", title="Không đề*") + "Một đoạn.\n",
        "huong-dan/cach-doc.md": _whole(_page("Q search", 2)),
        "co-quan/ban-a.md": _front(40, **register) + _whole(_page("Ban A", 3)),
        "chuc-danh/truong-ban.md": _front(50, kind="role", name="Trưởng*", parent="ban-a")
        + _whole(_page("Trưởng", 4)),
        "hoi-nghi/hop.md": _front(60, **meeting, papers="[quy-che, chuong-trinh]")
        + _whole(iter([*minutes, "## Kết luận", *concluded])),
        "gop-y/quy-che.yml": _remarks(),
    }


def create(folder: Path) -> Project:
    """A repository with an edition, and work that goes on."""
    ledger = _entry("1", "adopted", "2018-05-06")
    turned = [*PAYLOADS[1::2], PAYLOADS[0]]
    return Project.create(
        folder,
        [
            {**_others(), **_documents("adopted", PAYLOADS), "editions.yml": ledger},
            _documents("draft", turned),
        ],
    )
