"""A ward that publishes texts of all systems: its Council, its Party committee, a club, a chairman."""

from pathlib import Path

from publishing_helpers import Files, Project, entry
from sites import LOOPBACK

SETTINGS = """
extra:
  generator: false
  quyche:
    organisation: Phường Bến Gỗ
    place: Bến Gỗ
    system: state
"""
COUNCIL, PARTY, CLUB, CHAIRMAN, NOBODY = ("hdnd", "dang-uy", "hoi", "chu-tich", "khong-ten")
NUMBERS = {
    COUNCIL: "05/2026/NQ-HĐND",
    PARTY: "05-QC/ĐU",
    CLUB: "12/HCT",
    CHAIRMAN: "09/QĐ-UBND",
    NOBODY: "03/QC-P",
}
ISSUERS = {
    COUNCIL: "hoi-dong-nhan-dan",
    PARTY: "dang-uy",
    CLUB: "hoi-cao-tuoi",
    CHAIRMAN: "chu-tich",
    NOBODY: "",
}
REGISTER: Files = {
    "index.md": "# Trang chủ\n\nChào.\n",
    "co-quan/hoi-dong-nhan-dan.md": (
        "---\nkind: body\nname: Hội đồng nhân dân phường Bến Gỗ\nsystem: state\n---\n"
    ),
    "co-quan/uy-ban-nhan-dan.md": (
        "---\nkind: body\nname: Ủy ban nhân dân phường Bến Gỗ\nparent: hoi-dong-nhan-dan\n---\n"
    ),
    "co-quan/dang-uy.md": "---\nkind: body\nname: Đảng ủy phường Bến Gỗ\nsystem: party\n---\n",
    "co-quan/hoi-cao-tuoi.md": (
        "---\nkind: body\nname: Hội Người cao tuổi phường Bến Gỗ\nsystem: plain\n---\n"
    ),
    "chuc-danh/chu-tich.md": (
        "---\nkind: role\nname: Chủ tịch Ủy ban nhân dân phường Bến Gỗ\n"
        "member_of: [uy-ban-nhan-dan, dang-uy]\n---\n"
    ),
}


def regulation(name: str, often: str, more: str) -> str:
    """A regulation of one of them."""
    issuer = f"issuer: {ISSUERS[name]}\n" if ISSUERS[name] else ""
    return (
        f"---\nkind: regulation\ntitle: Quy chế {name}\n{issuer}visibility: public\n{more}---\n"
        f"# Quy chế {name}\n\n### Điều 1. Chế độ họp\n\n1. Họp {often}.\n2. Có biên bản.\n"
    )


def adopted(name: str, often: str, day: str) -> str:
    """A regulation in force from that day on."""
    told = f"status: adopted\nnumber: {NUMBERS[name]}\nadopted: {day}\neffective: {day}\n"
    return regulation(name, often, told)


FIRST = {
    f"quy-che/{name}.md": regulation(name, "hằng quý", "status: draft\ndraft: 1\n")
    for name in ISSUERS
}
SECOND = {f"quy-che/{name}.md": adopted(name, "hằng tháng", "2026-02-03") for name in ISSUERS}


def create(folder: Path) -> Project:
    """A repository of two editions: drafts, and what was adopted."""
    drafts, texts = entry("1-du-thao-1", "2026-01-12"), entry("1", "2026-02-03")
    history: list[Files] = [
        {**REGISTER, **FIRST, "editions.yml": drafts},
        {**SECOND, "editions.yml": drafts + texts},
    ]
    project = Project.create(folder, history, address=LOOPBACK)
    own = project.config.read_text("utf-8")
    project.config.write_text(own.partition("\nextra:")[0] + SETTINGS, "utf-8")
    return project
