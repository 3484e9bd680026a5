"""Two texts of one document for tests, as the modules that read comparisons want them."""

import datetime

from quyche.comparing.comparison import compare
from quyche.corpus import corpora
from quyche.corpus.texts import Corpus
from quyche.editions.ledgers import Edition
from quyche.histories.pairs import Pair

FRONT = "---\nkind: regulation\ntitle: Quy chế\nstatus: draft\n---\n# Quy chế\n\n"
OLDER = Edition("1", "Bản một", is_draft=False, date=datetime.date(2021, 1, 18))
REGISTER = {
    "co-quan/ban-a.md": "---\nkind: body\nname: Ban A\n---\n",
    "co-quan/ban-b.md": "---\nkind: body\nname: Ban B\n---\n",
    "chuc-danh/truong-ban.md": "---\nkind: role\nname: Trưởng Ban A\n---\n",
}


def documents(body: str, path: str = "quy-che/a.md") -> Corpus:
    """A corpus with one document and three entries of a register."""
    files = {**REGISTER, path: FRONT + body}
    return corpora.build({name: text.encode() for name, text in files.items()})


def pair(old: str, new: str) -> Pair:
    """What was made of one text."""
    (before,), (after,) = documents(old).texts, documents(new).texts
    return Pair(OLDER, before, after, compare(before.document, after.document))
