"""A rowing club whose site is English: two drafts, what was adopted, an amendment, a programme."""

from pathlib import Path

from publishing_helpers import Files, Project
from sites import LOOPBACK

SETTINGS = """site_name: Rules of the River Rowing Club
site_description: A sample for tests, of no real club.
site_url: !ENV [SITE_URL, "http://127.0.0.1:8000/"]
repo_url: https://example.org/river
extra:
  generator: false
  quyche:
    language: en
    structure: en
    organisation: River Rowing Club
    place: Riverside
    edit_url: https://example.org/river/edit/main/docs/{path}#L{line}
    clear_task: [who, what, when]
    clear_task_label: clear
    clear_task_source: The committee chose them.
"""
REGISTER: dict[str, str] = {
    "index.md": "# Rules of the River Rowing Club\n\nWelcome.\n",
    "huong-dan/reading.md": "# How to read\n\nStart at the home page.\n",
    "co-quan/committee.md": (
        "---\nkind: body\nname: Committee\nexpects: [duties, meetings, relations]\n---\n"
        "# Committee\n\nIt runs the club.\n"
    ),
    "co-quan/boat-house.md": "---\nkind: body\nname: Boat House\nparent: committee\n---\n",
    "co-quan/audit.md": (
        "---\nkind: body\nname: Audit Group\nparent: committee\nvalid_from: 2021-02-01\n---\n"
    ),
    "chuc-danh/captain.md": (
        "---\nkind: role\nname: Captain\nmember_of: [committee]\naliases: [Club Captain]\n---\n"
    ),
    "hoi-nghi/2021-01-18-committee.md": (
        "---\nkind: meeting\ntitle: Winter meeting of the Committee\nbody: committee\nordinal: 3\n"
        "date: 2021-01-18\nchair: captain\npapers: [rowing-rules]\n---\n"
        "# Winter meeting of the Committee\n\nThe Committee heard the first draft.\n\n"
    ),
}
CONCLUSIONS = """
## Conclusions

1. The Boat House drafts the rules again.

    - Lead: Boat House
    - Time: by 10 February 2021
    - Carried out in: edition 1-du-thao-2
"""
PROGRAMME = """---
kind: programme
title: Work programme for 2021
issuer: committee
{more}---
# Work programme for 2021

### Task 1. Paint the Boat House

- Lead: Boat House
- With: Captain and the Committee
- Time: March 2021
- Progress: Completed on 10 March 2021; product: Rowing rules

### Task 2. Buy oars

- Lead: Captain
- Time: by the end of June 2021
- Product: six oars{oars}
"""
REGULATION = """---
kind: regulation
title: Rowing rules of the River Rowing Club
short_title: Rowing rules
issuer: committee
drafter: boat-house
{more}---
# Rowing rules of the River Rowing Club

The Committee makes these rules:

## Chapter I. General

### Article 1. Scope

These rules are for all members.

### Article 2. Duties and meetings of the Committee

1. The Committee meets {often}.

2. The Committee decides on:

    (a) the yearly plan;

    (b) the boats{boats}.
{more_articles}
"""
CAPTAIN = """
### Article 3. Duties of the Captain

The Captain reports on the plan in Article 2(2)(a).
"""
BOATS = """
### Article 3. Boats

1. Each boat has a number.

2. Nobody rows alone.
"""
_ADOPTED = "status: adopted\nnumber: {number}\nadopted: {day}\neffective: {day}\n"
REMARKS = """- id: 1
  edition: 1-du-thao-1
  address: article-2-paragraph-1
  from: boat-house
  date: 2021-01-20
  remark: Once a year is not enough.
  proposal: once every quarter
  answer: taken-in
  explanation: The Committee now meets every quarter.
  shown: 1-du-thao-2
- id: 2
  edition: 1-du-thao-1
  from: A member
  remark: Rules are too long.
  answer: not
  explanation: They are short.
"""


def rules(often: str, boats: str, more_articles: str, more: str) -> str:
    """The rules in one wording."""
    return REGULATION.format(often=often, boats=boats, more_articles=more_articles, more=more)


def draft(number: int, day: str) -> str:
    return f"status: draft\ndraft: {number}\nsubmitted: {day}\n"


def _entry(name: str, title: str, day: str, more: str = "") -> str:
    kind = "draft" if "du-thao" in name else "adopted"
    return f'- name: "{name}"\n  title: "{title}"\n  kind: {kind}\n  date: {day}\n{more}'


FIRST = _entry("1-du-thao-1", "Term 1 · Draft 1", "2021-01-18", "  meeting: 2021-01-18-committee\n")
SECOND = _entry("1-du-thao-2", "Term 1 · Draft 2", "2021-02-10")
TERM = _entry("1", "Term 1", "2021-03-15", "  note: The first rules of the club.\n")
AMENDMENT = _entry("1.1-du-thao-1", "Term 1 · Amendment of Rowing rules · Draft 1", "2022-05-03")
HISTORY: tuple[Files, ...] = (
    {
        **REGISTER,
        "quy-che/rowing-rules.md": rules("once a year", "", "", draft(1, "2021-01-18")),
        "editions.yml": FIRST,
    },
    {
        "hoi-nghi/2021-01-18-committee.md": REGISTER["hoi-nghi/2021-01-18-committee.md"]
        + CONCLUSIONS,
        "quy-che/rowing-rules.md": rules("once every quarter", "", CAPTAIN, draft(2, "2021-02-10")),
        "gop-y/rowing-rules.yml": REMARKS,
        "editions.yml": FIRST + SECOND,
    },
    {
        "quy-che/rowing-rules.md": rules(
            "once every quarter",
            " and oars",
            BOATS + CAPTAIN.replace("Article 3.", "Article 4."),
            _ADOPTED.format(number="R-01", day="2021-03-15"),
        ),
        "chuong-trinh/programme-2021.md": PROGRAMME.format(
            oars="", more=_ADOPTED.format(number="P-02", day="2021-03-15")
        ),
        "editions.yml": FIRST + SECOND + TERM,
    },
    {
        "quy-che/rowing-rules.md": rules(
            "every month",
            " and oars",
            BOATS + CAPTAIN.replace("Article 3.", "Article 4."),
            draft(1, "2022-05-03"),
        ),
        "editions.yml": FIRST + SECOND + TERM + AMENDMENT,
    },
)


def create(folder: Path) -> Project:
    """A repository of four editions."""
    project = Project.create(folder, (), address=LOOPBACK)
    found = project.config.read_text("utf-8")
    whole = found[found.index("edit_uri:") : found.index("site_name:", found.index("edit_uri:"))]
    project.config.write_text(
        whole.replace("  language: vi\n", "").replace("lang: vi", "lang: en") + SETTINGS, "utf-8"
    )
    for step in HISTORY:
        project.commit(step)
    return project
