"""Remarks for tests: their files, and a document in two drafts and as adopted."""

from collections.abc import Mapping

from quyche.corpus import corpora
from quyche.corpus.texts import Corpus, Text
from quyche.remarks import remark_files
from quyche.remarks.remarks import Remark, Remarks

DOCUMENT = "quy-che-a"
PATH = remark_files.path_of(DOCUMENT)


def draft(*articles: tuple[str, str], status: str = "draft") -> str:
    """A regulation of articles, each of one clause, by their headings and texts."""
    told = "\n\n".join(
        f"### Điều {number}. {heading}\n\n1. {text}"
        for number, (heading, text) in enumerate(articles, 1)
    )
    front = f"---\nkind: regulation\ntitle: Quy chế A\nstatus: {status}\nvisibility: public\n---\n"
    return f"{front}# Quy chế A\n\n{told}\n"


SCOPE = ("Phạm vi", "Quy chế này quy định việc họp và việc báo cáo của Ban A.")
MEETINGS = ("Việc họp", "Ban A họp khi cần thiết, do Trưởng Ban A triệu tập và chủ trì.")
MONTHLY = ("Việc họp", "Ban A họp mỗi tháng một lần, do Trưởng Ban A triệu tập và chủ trì.")
REPORTS = ("Việc báo cáo", "Ban A báo cáo Ban B về kết quả công việc đã làm trong năm.")
PAPERS = ("Tài liệu", "Tài liệu được gửi ba ngày trước ngày họp cho mọi người được mời.")
DRAFTS: Mapping[str, str] = {
    "1-du-thao-1": draft(SCOPE, MEETINGS, REPORTS),
    "1-du-thao-2": draft(SCOPE, PAPERS, MONTHLY, REPORTS),
    "1": draft(SCOPE, PAPERS, MONTHLY, REPORTS, status="adopted"),
}
"""The second draft has another article 2; what was article 2 is article 3, and amended."""
REGISTER = {
    "co-quan/ban-a.md": b"---\nkind: body\nname: Ban A\n---\n",
    "co-quan/ban-b.md": b"---\nkind: body\nname: Ban B\naliases: [BB]\n---\n",
    "hoi-nghi/hop-1.md": b"---\nkind: meeting\ntitle: H\nbody: ban-a\ndate: 2021-01-18\n---\n"
    b"# H\n\n## K\xe1\xba\xbft lu\xe1\xba\xadn\n\n1. M\xe1\xbb\x99t.\n",
}


def text_of(edition: str, document: str) -> Text | None:
    """The sample document as an edition has it."""
    source = DRAFTS.get(edition) if document == DOCUMENT else None
    return corpora.text_of(f"quy-che/{document}.md", source.encode()) if source else None


def documents() -> Corpus:
    """The sample document as it is now, with who is named."""
    return corpora.build({f"quy-che/{DOCUMENT}.md": DRAFTS["1"].encode(), **REGISTER})


def remark(number: int = 1, /, **keys: str) -> str:
    """An entry of a file of remarks."""
    told = {"edition": "1-du-thao-1", "from": "ban-b", "remark": "Chưa rõ.", **keys}
    lines = [f"- id: {number}", *(f"  {key}: {value}" for key, value in told.items() if value)]
    return "\n".join(lines) + "\n"


def read(*entries: str) -> Remarks:
    """The remarks of a file of these entries."""
    return remark_files.read("\n".join(entries).encode(), PATH)


def only(**keys: str) -> Remark:
    """One remark."""
    (found,) = read(remark(**keys))
    return found
