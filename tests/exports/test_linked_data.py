"""What machines are told of a document: right for drafts, texts in force, mended and ended ones."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from quyche.editions import history
from quyche.editions.history import History, Standing
from quyche.editions.ledgers import Edition
from quyche.exports.exported_texts import ExportedText
from quyche.exports.linked_data import LinkedData
from quyche.exports.renditions import Rendition
from quyche.reading.reading import Reading
from quyche.settings import Settings

SITE = "https://a.example/"
PATH = "quy-che/a.md"
PAGE = "quy-che/a/"
TEXT = """\
---
kind: regulation
title: Quy chế hoạt động của Câu lạc bộ
short_title: Quy chế hoạt động
issuer: cau-lac-bo
term: {term}
{more}---
# Quy chế hoạt động của Câu lạc bộ

- Căn cứ Điều lệ;

## Chương I. Chung

### Điều 1. Phạm vi

1. {said} thả diều.
2. Hai.
"""
FIRST_DAY = "number: 1-QC\nadopted: 2018-02-01\neffective: 2018-02-10\n"
DRAFT = "status: draft\ndraft: 1\nsubmitted: 2018-01-05\n"
IN_FORCE = f"status: adopted\n{FIRST_DAY}"
RENEWED = "status: adopted\nnumber: 2-QC\nadopted: 2018-06-01\neffective: 2018-06-01\n"


def text(more: str, said: str = "Mọi hội viên", term: str = "I") -> str:
    return TEXT.format(more=more, said=said, term=term)


def told(*editions: tuple[str, str], site: str = SITE, files: Sequence[Rendition] = ()) -> Any:
    """Of the document in the newest of these editions, `(name, text)` each; `""` is the work."""
    entered = [_edition(name, number) for number, (name, _) in enumerate(editions, 1)]
    snapshots = tuple(
        history.snapshot_of({PATH: source.encode()}, entry, internal=False)
        for entry, (_, source) in zip(entered, editions, strict=True)
    )
    settings = Settings(organisation="Câu lạc bộ", country="vn")
    reading = Reading.of({PATH: editions[-1][1].encode()}, settings=settings, edition=entered[-1])
    name = editions[-1][0] or "dang-soan"
    standing = Standing(name, History(snapshots), site, is_published=True)
    exported = ExportedText(reading, reading.corpus.by_path[PATH], standing)
    return LinkedData(exported, "../..", files)


def _edition(name: str, number: int) -> Edition | None:
    if not name:
        return None
    day, corrects = datetime.date(2018, number, 20), name.partition("-dinh-chinh")
    mended = corrects[0] if corrects[1] else ""
    is_draft = "du-thao" in name
    return Edition(name, name, is_draft, day, documents=(("a", ""),), corrects=mended)


def page(edition: str) -> dict[str, str]:
    return {"@type": "Legislation", "@id": f"{SITE}{edition}/{PAGE}"}


def test_a_draft_is_told_to_be_none_in_force_and_passed_by_nobody() -> None:
    found = told(("1-du-thao-1", text(DRAFT))).legislation
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert found["creativeWorkStatus"].startswith("Dự thảo lần 1")
    assert found["version"] == "1-du-thao-1"
    assert "legislationPassedBy" not in found
    assert "legislationDate" not in found


def test_a_text_in_force_says_since_when_and_leaves_today_to_what_comes() -> None:
    found = told(("1", text(IN_FORCE))).legislation
    assert found["@id"] == found["url"] == f"{SITE}1/{PAGE}"
    assert found["name"] == "Quy chế hoạt động của Câu lạc bộ"
    assert found["legislationIdentifier"][0] == "1-QC"
    assert found["legislationIdentifier"][1].startswith("/akn/vn/act/regulation/")
    assert found["legislationType"] == "Quy chế"
    assert found["legislationJurisdiction"] == "VN"
    assert found["legislationPassedBy"] == {"@type": "Organization", "name": "cau-lac-bo"}
    dates = ("legislationDate", "legislationDateOfApplicability", "legislationDateVersion")
    assert [found[name] for name in dates] == ["2018-02-01", "2018-02-10", "2018-01-20"]
    assert "legislationLegalForce" not in found


@pytest.mark.parametrize(
    "more",
    [
        f"status: repealed\n{FIRST_DAY}repealed: 2018-05-01\n",
        f"status: superseded\n{FIRST_DAY}",
        f"{IN_FORCE}expires: 2018-01-19\n",
    ],
    ids=["repealed", "superseded", "its time is over"],
)
def test_a_text_whose_time_is_over_is_told_to_be_none_in_force(more: str) -> None:
    found = told(("1", text(more))).legislation
    assert found["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert "legislationPassedBy" in found


OTHER = "Mỗi hội viên"


@pytest.mark.parametrize(
    ("editions", "relation", "other"),
    [
        pytest.param(
            [("1", text(IN_FORCE)), ("2-du-thao-1", text(DRAFT, OTHER))], "isBasedOn", "1",
            id="a draft",
        ),
        pytest.param(
            [("1", text(IN_FORCE)), ("", text(IN_FORCE, OTHER))], "isBasedOn", "1", id="work"
        ),
        pytest.param(
            [("1", text(IN_FORCE)), ("1.1-du-thao-1", text(DRAFT, OTHER)), ("1.1", text(RENEWED, OTHER))],
            "legislationConsolidates", "1", id="an amended text",
        ),
        pytest.param(
            [("1", text(IN_FORCE)), ("1-dinh-chinh-1", text(IN_FORCE, OTHER))],
            "legislationCorrects", "1", id="a mended text",
        ),
        pytest.param(
            [("1", text(IN_FORCE)), ("2-du-thao-1", text(DRAFT, OTHER, "II")), ("2", text(RENEWED, OTHER, "II"))],
            "legislationRepeals", "1", id="the text of the next term",
        ),
    ],
)  # fmt: skip
def test_a_text_says_what_it_has_to_do_with_the_one_before(
    editions: list[tuple[str, str]], relation: str, other: str
) -> None:
    found = told(*editions).legislation
    kinds = {"isBasedOn", *(name for name in found if found[name] == page(other))}
    assert found[relation] == page(other)
    assert {name for name in kinds if name in found} == {relation}


def test_what_was_adopted_as_it_was_drafted_goes_on_from_no_other_text_in_force() -> None:
    found = told(("1-du-thao-1", text(DRAFT)), ("1", text(IN_FORCE))).legislation
    assert not {"isBasedOn", "legislationConsolidates", "legislationRepeals"} & set(found)


def test_what_it_replaces_is_named_as_it_names_it() -> None:
    found = told(("1", text(f"{IN_FORCE}replaces: Quy chế số 9-QC\n"))).legislation
    assert found["legislationRepeals"] == {"@type": "Legislation", "name": "Quy chế số 9-QC"}


FILES = [Rendition("pdf", "application/pdf", "../../../1/b.pdf", "1/b.pdf")]


def test_its_files_are_told_with_their_addresses_that_never_change() -> None:
    found = told(("1", text(IN_FORCE)), files=FILES).legislation
    assert [one["contentUrl"] for one in found["encoding"]] == [f"{SITE}1/b.pdf"]


def test_a_site_without_an_address_tells_ways_that_lead_there_from_the_page() -> None:
    found = told(("1", text(IN_FORCE)), ("2-du-thao-1", text(DRAFT)), site="", files=FILES)
    assert found.url == ""
    assert found.legislation["@id"] == f"../../../2-du-thao-1/{PAGE}"
    assert found.legislation["isBasedOn"]["@id"] == f"../../../1/{PAGE}"
    assert found.legislation["encoding"][0]["contentUrl"] == "../../../1/b.pdf"
    assert dict(found.terms).get("identifier") is None


def test_a_site_that_stands_alone_tells_no_address() -> None:
    found = told(("", text(DRAFT)), site="")
    alone = replace(found.exported.standing, is_published=False)
    data = LinkedData(replace(found.exported, standing=alone), "../..").legislation
    assert {"@id", "url"} & set(data) == set()


def test_dublin_core_tells_the_same() -> None:
    found = told(("1", text(f"{IN_FORCE}expires: 2019-12-31\nreplaces: Quy chế số 9-QC\n"))).terms
    assert found[:3] == (
        ("title", "Quy chế hoạt động của Câu lạc bộ"),
        ("alternative", "Quy chế hoạt động số 1-QC ngày 1/2/2018"),
        ("type", "Quy chế"),
    )
    assert dict(found)["valid"] == "start=2018-02-10; end=2019-12-31"
    assert dict(found)["replaces"] == "Quy chế số 9-QC"
    assert [value for name, value in found if name == "identifier"] == ["1-QC", f"{SITE}1/{PAGE}"]


def test_a_draft_was_submitted_and_not_issued_and_is_valid_at_no_time() -> None:
    more = f"{DRAFT}effective: 2018-03-01\nreplaces: Quy chế số 9-QC\n"
    found = dict(told(("1-du-thao-1", text(more))).terms)
    assert not {"valid", "issued", "replaces"} & set(found)
    assert found["dateSubmitted"] == "2018-01-05"


def test_a_mended_text_says_when_it_was_mended() -> None:
    found = dict(told(("1", text(IN_FORCE)), ("1-dinh-chinh-1", text(IN_FORCE, OTHER))).terms)
    assert (found["issued"], found["modified"]) == ("2018-02-01", "2018-02-20")


def test_a_programme_is_told_by_what_its_tasks_are_called() -> None:
    source = text(DRAFT).replace("kind: regulation", "kind: programme")
    tasks = (
        "## Nhiệm vụ 1. Mua diều\n\n- Chủ trì: Ban\n\n## Nhiệm vụ 2. Thả diều\n\n- Chủ trì: Ban\n"
    )
    found = told(("1-du-thao-1", source.partition("## Chương")[0] + tasks))
    assert found.first_words == "Mua diều; Thả diều"


def test_who_is_sent_the_address_sees_which_text_it_is_and_its_first_words() -> None:
    found = told(("1-du-thao-1", text(DRAFT)))
    assert found.title == "Dự thảo lần 1 (5/1/2018) Quy chế hoạt động"
    assert found.first_words == "Mọi hội viên thả diều. Hai."
    assert found.description.startswith("Dự thảo lần 1, trình ngày 5/1/2018, chưa có hiệu lực. Mọi")


def test_first_words_that_are_many_end_between_two_words() -> None:
    found = told(("1", text(IN_FORCE, "từ " * 100))).first_words
    assert found.endswith(" từ…")
    assert len(found) <= 201


def test_no_day_is_made_up_where_none_is_told() -> None:
    assert "legislationIdentifier" not in told(("", text("status: adopted\n"))).legislation
