"""Everything a page may need: the documents, and what was read from them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from quyche.archives import Past
from quyche.comments import Comments
from quyche.conclusions import Conclusions
from quyche.duties import Duties
from quyche.links import Links
from quyche.power_checks import Powers
from quyche.tasks import Tasks

if TYPE_CHECKING:
    from quyche.conclusions import Conclusion
    from quyche.corpus import Corpus
    from quyche.governance import Governance
    from quyche.labels import Labels
    from quyche.settings import Settings


@dataclass(frozen=True)
class Library:
    """Everything a page may need: the corpus and what was read from it."""

    corpus: Corpus
    links: Links
    governance: Governance
    labels: Labels
    settings: Settings
    date: datetime.date | None = None
    """The day of the edition, from which on something is still to come."""

    past: Past = field(default_factory=Past)
    """The editions that conclusions may name."""

    comments: Comments = field(default_factory=Comments)
    """The remarks on its documents."""

    @cached_property
    def minutes(self) -> Links:
        """What the minutes of its meetings point to."""
        return Links.of_minutes(self.corpus, self.corpus.minutes)

    @cached_property
    def conclusions(self) -> Conclusions:
        """What its meetings concluded."""
        return Conclusions.of(self.corpus, self.minutes, self.past)

    def name_of(self, conclusion: Conclusion) -> str:
        """How a text speaks of it: `kết luận 2, hội nghị Ban Thường vụ Tỉnh ủy ngày 18-1-2021`."""
        meeting = conclusion.meeting
        body = self.corpus.register.by_id.get(meeting.body)
        name = conclusion.address.citation
        name = f"{name[:1].lower()}{name[1:]}"
        if not body or not meeting.date:
            return f"{name}, {meeting.title}"
        date = f"{meeting.date.day}-{meeting.date.month}-{meeting.date.year}"
        return self.labels("article.conclusion", name=name, body=body.name, date=date)

    @cached_property
    def tasks(self) -> Tasks:
        """The tasks of its programmes."""
        return Tasks.of(self.corpus, self.links)

    @cached_property
    def powers(self) -> Powers:
        """Whom its regulations let decide."""
        return Powers.of(self.corpus, self.links, self.governance)

    @cached_property
    def duties(self) -> Duties:
        """What its regulations ask for again and again."""
        return Duties.of(self.corpus, self.links, self.governance)
