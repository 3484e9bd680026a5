"""Whom English rules govern, by their titles and by the subjects of their sentences."""

import pytest

from comparisons import FRONT
from quyche.corpus import corpora
from quyche.corpus.links import Links
from quyche.corpus.texts import Corpus
from quyche.governance.duties import Duties
from quyche.governance.governance import Governance
from quyche.language.english import EN

ENTRIES = {
    "co-quan/committee.md": "---\nkind: body\nname: Executive Committee\naliases: [Committee]\n---\n",
    "co-quan/assembly.md": "---\nkind: body\nname: General Assembly\naliases: [Assembly]\n---\n",
    "chuc-danh/secretary.md": "---\nkind: role\nname: Secretary\n---\n",
    "chuc-danh/treasurer.md": "---\nkind: role\nname: Treasurer\n---\n",
}


def corpus(text: str) -> Corpus:
    files = {**ENTRIES, "quy-che/t.md": FRONT + text}
    return corpora.build({path: each.encode() for path, each in files.items()}, grammar=EN)


def governed(text: str, anchor: str = "section-1") -> dict[str, list[str]]:
    documents = corpus(text)
    governance = Governance.of(documents, Links.of(documents))
    found = governance.by_provision.get(f"t#{anchor}", ())
    return {one.target: [aspect.value for aspect in one.aspects] for one in found}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Duties of the Secretary", {"secretary": ["duties"]}),
        ("Powers and duties of the Executive Committee", {"committee": ["duties", "powers"]}),
        ("Responsibilities of the Treasurer", {"treasurer": ["responsibilities"]}),
        ("Meetings of the Assembly", {"assembly": ["meetings"]}),
        ("Relations between the Committee and the Assembly", {"committee": ["relations"], "assembly": ["relations"]}),
        ("The Treasurer", {"treasurer": []}),
        ("Secretary of the Club", {"secretary": []}),
        ("Fees", {}),
        ("Gifts in the Assembly", {}),
    ],
)  # fmt: skip
def test_a_title_tells_whom_an_article_governs(title: str, expected: dict[str, list[str]]) -> None:
    assert governed(f"## Section 1. {title}\n\nFine weather is welcome.\n") == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The Committee shall prepare the budget.", {"committee": ["duties"]}),
        ("The Committee may appoint judges.", {"committee": ["powers"]}),
        ("The Committee may not sell the boat.", {"committee": ["duties"]}),
        ("The Secretary must keep the register.", {"secretary": ["duties"]}),
        ("The Treasurer is responsible for the accounts.", {"treasurer": ["responsibilities"]}),
        ("The Assembly meets in May.", {"assembly": ["meetings"]}),
        ("The Secretary calls the meetings and is responsible for the minutes.", {"secretary": ["responsibilities", "meetings"]}),
        ("The Treasurer shall report to the Assembly.", {"treasurer": ["relations"]}),
        ("The Secretary and the Treasurer shall sign it.", {"secretary": ["powers"], "treasurer": ["powers"]}),
        ("If it rains, the Committee shall close the hill.", {"committee": ["duties"]}),
        ("The Secretary of the Club shall write it down.", {"secretary": ["duties"]}),
        ("Fees are decided by the Assembly.", {"assembly": ["powers"]}),
        ("A letter to the Secretary is enough.", {}),
        ("Members elect the Committee.", {}),
    ],
)  # fmt: skip
def test_a_sentence_governs_its_subject(sentence: str, expected: dict[str, list[str]]) -> None:
    assert governed(f"## 1 Rules\n\n(a) {sentence}\n", "section-1-paragraph-a") == expected


def test_a_name_that_a_text_gives_holds_for_the_rest_of_it() -> None:
    text = "## 1 One\n\nThe Executive Committee (“the Board”) exists.\n\n## 2 Two\n\nThe Board shall act.\n"
    assert governed(text, "section-2") == {"committee": ["duties"]}


@pytest.mark.parametrize(
    ("sentence", "time"),
    [
        ("The Committee shall meet at least once a month.", "at least once a month"),
        ("The Treasurer shall pay within 30 days of the invoice.", "within 30 days of the invoice"),
        ("The Secretary shall answer not later than two weeks after it came.", "not later than two weeks after it came"),
        ("The Assembly meets every year.", "every year"),
        ("The Treasurer reports by 31 March each year.", "by 31 March each year"),
    ],
)  # fmt: skip
def test_how_often_or_how_soon_is_a_duty(sentence: str, time: str) -> None:
    documents = corpus(f"## 1 Rules\n\n{sentence}\n")
    links = Links.of(documents)
    (duty,) = Duties.of(documents, links, Governance.of(documents, links)).all
    assert (duty.time, duty.text) == (time, sentence.removesuffix("."))
