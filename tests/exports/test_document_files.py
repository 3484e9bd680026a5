"""A document given out: valid by the standard, and in every format the words it has."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import organisation as sample
from quyche.editions import history
from quyche.editions.history import History, Snapshot, Standing
from quyche.editions.ledgers import Edition
from quyche.errors import RefusedError
from quyche.exports import document_files, outlines
from quyche.exports.exported_texts import ExportedText
from quyche.language import structures
from quyche.reading.reading import Reading
from quyche.settings import Settings
from quyche.texts.digests import source_text
from quyche.texts.notes import notes
from shapes import LABELS, faults

DATA = Path(__file__).parent.parent / "data"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
FRONT = "---\nkind: regulation\ntitle: A\n---\n"
WRITTEN = {
    path.relative_to(DATA).as_posix(): structure
    for structure, folder in (("vn", "parser"), ("vn", "imports"), ("en", "english"))
    for path in sorted((DATA / folder).glob("*.md"))
}


@cache
def schema() -> etree.XMLSchema:
    """The strict schema as OASIS gives it out, by CC BY 4.0; a package of it is LGPL."""
    return etree.XMLSchema(etree.parse(DATA / "akoma-ntoso" / "akomantoso30.xsd"))


def read(files: Mapping[str, bytes], path: str, structure: str = "vn") -> ExportedText:
    """The document in one of these files, as work that is no edition."""
    reading = Reading.of(files, settings=Settings(structure=structure), assume={path: "regulation"})
    standing = Standing("dang-soan", History((Snapshot(None, {}, frozenset()),)))
    return ExportedText(reading, reading.corpus.by_path[path], standing)


def of_source(source: str, structure: str = "vn") -> ExportedText:
    return read({"a.md": source.encode()}, "a.md", structure)


@cache
def of_edition(name: str, path: str = sample.REGULATION) -> ExportedText:
    """A document of the kite club, with what its editions made of it."""
    ledger = sample.ledger()
    snapshots = [
        history.snapshot_of(
            {path: content for path, content in sample.files(one.name).items() if path.endswith(".md")},
            one,
            internal=True,
        )
        for one in ledger.until(name).editions
    ]  # fmt: skip
    reading = Reading.of(sample.files(name), edition=ledger.find(name))
    return ExportedText(
        reading, reading.corpus.by_path[path], Standing(name, History(tuple(snapshots)))
    )


def akn(exported: ExportedText) -> etree._Element:  # its only name in the library
    return etree.fromstring(document_files.written(exported, "akn"))


def wrong(exported: ExportedText) -> Iterator[str]:
    """What is wrong with a document as Akoma Ntoso and as plain text."""
    tree = akn(exported)
    if not schema().validate(tree):
        yield str(schema().error_log)
    ids = [node.get("eId") for node in tree.iter() if node.get("eId")]
    yield from {f"twice: {one}" for one in ids if ids.count(one) > 1}
    for node in tree.iter():
        for name in ("href", "source", "refersTo", "dictionary"):
            value = node.get(name, "")
            if value.startswith("#") and value[1:] not in ids:
                yield f"{name} leads nowhere: {value}"
    for meta in list(tree.iter(f"{AKN}meta")):
        parent = meta.getparent()
        assert parent is not None
        parent.remove(meta)
    expected = source_text(exported.document, exported.metadata.title)
    if squeezed(without_notes(tree)) != expected:
        yield "words of the XML"
    text = document_files.written(exported, "txt").decode()
    for note in notes(exported.document):  # its number stands where it is referred to, and below
        text = text.replace(f"[{note.label}]", "")
    if not squeezed(text).endswith(expected):
        yield "words of the plain text"


def told_in(tree: etree._Element) -> list[etree._Element]:
    """The footnotes of a file."""
    return list(tree.iter(f"{AKN}authorialNote"))


def without_notes(tree: etree._Element) -> str:
    """The words of a file, those of its footnotes last, each once."""
    told: dict[str | None, str] = {}
    for note in told_in(tree):
        told.setdefault(note.get("marker"), "".join(note.itertext()))
        parent, before = note.getparent(), note.getprevious()
        assert parent is not None
        if before is not None:
            before.tail = (before.tail or "") + (note.tail or "")
        else:
            parent.text = (parent.text or "") + (note.tail or "")
        parent.remove(note)
    return "".join(tree.itertext()) + "".join(told.values())


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


# Every text


@pytest.mark.parametrize(("path", "structure"), WRITTEN.items(), ids=WRITTEN)
def test_any_text_is_valid_and_keeps_its_words(path: str, structure: str) -> None:
    assert list(wrong(of_source((DATA / path).read_text("utf-8"), structure))) == []


@pytest.mark.parametrize("path", [sample.REGULATION, sample.TERM, sample.INSPECTIONS])
@pytest.mark.parametrize("edition", sample.EDITIONS)
def test_every_edition_of_a_document_is_valid_and_keeps_its_words(edition: str, path: str) -> None:
    if path not in sample.files(edition):
        pytest.skip("comes later")
    exported = of_edition(edition, path)
    assert list(wrong(exported)) == []
    assert document_files.written(exported, "md") == sample.files(edition)[path]
    assert faults("export", json.loads(document_files.written(exported, "json"))) == []


LINES = (
    *(
        "# Tên",
        "## Phần thứ nhất",
        "## Chương II. B",
        "### Mục 1. C",
        "### Điều 1. D",
        "### Điều 1",
    ),
    *("## Phụ lục I. E", "## Phụ lục", "### Ghi chú", "1. Một", "2. **Hai** theo Điều 1", "1.1. F"),
    *(
        "    a) G",
        "    đ) *H* & <b>",
        "        i) K",
        "- gạch",
        "Đoạn.",
        "---",
        "> “Điều 9. Trích”",
    ),
    *("| a | b |\n|---|---|\n| c | Điều 1 |", "“Điều 7. Trích.”", "[liên kết](https://a.example/)"),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(LINES), max_size=14).map("\n\n".join))
def test_whatever_is_written_the_words_stay(source: str) -> None:
    assert list(wrong(of_source(FRONT + source))) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Chỉ một đoạn.\n",
        "# Tên\n",
        "# Tên\n\n- Căn cứ;\n\n---\n\nKý tên\n",
        "Trên tên.\n\n# Tên\n\n## Điều 1. Một\n",
        "# Tên\n\n## Điều 1. Một\n\n1. A\n\n    a) B\n\n    Giữa.\n\n    b) C\n\nSau.\n",
        "# Tên\n\n## Điều 1. Một\n\n---\n\nGiữa.\n\n## Điều 2. Hai\n\n---\n\nCuối.\n",
        "# Tên\n\n## Phụ lục I. Mẫu\n\n---\n\nDưới phụ lục.\n\n## Phụ lục II\n",
        "# Tên\n\n## Điều 1. Bảng\n\n| A | **B** |\n|---|---|\n| theo Điều 1 | *c* |\n",
    ],
)
def test_any_shape_of_a_document_is_valid(body: str) -> None:
    assert list(wrong(of_source(FRONT + body))) == []


def test_two_words_of_one_kind_get_two_eids() -> None:
    source = "# Rules\n\n## Article 5. One\n\n(1) A\n\n## Rule 5. Two\n\n(1) B\n"
    exported = of_source(FRONT + source, structures.named("en").name)
    assert list(wrong(exported)) == []
    assert len(list(akn(exported).iter(f"{AKN}article"))) == 2


def test_a_letter_that_xml_cannot_hold_is_named_with_its_line() -> None:
    with pytest.raises(RefusedError) as refused:
        document_files.written(of_source(f"{FRONT}# Tên\n\n## Điều 1. A\n\n1. B\x0bC\n"), "akn")
    assert LABELS.told(refused.value).startswith("a.md:9: ký tự U+000B ")


def test_such_a_letter_in_the_front_matter_is_told_too() -> None:
    source = '---\nkind: regulation\ntitle: A\nterm: "B\\x01"\n---\n# Tên\n'
    with pytest.raises(RefusedError) as refused:
        document_files.written(of_source(source), "akn")
    assert LABELS.told(refused.value).startswith("a.md:1: ký tự U+0001 ")


# What it says


def values(tree: etree._Element, name: str) -> list[str]:
    return [node.get("value", "") for node in tree.iter(f"{AKN}{name}")]


def test_an_act_is_named_by_its_number_and_a_draft_by_its_round() -> None:
    names = {name: values(akn(of_edition(name)), "FRBRuri") for name in sample.EDITIONS}
    works = {name: uris[0] for name, uris in names.items()}
    assert works["2-du-thao-1"] == works["2-du-thao-2"] != works["2.1-du-thao-1"]
    assert works["2-du-thao-1"].startswith("/akn/vn/bill/regulation/")
    assert works["2"].startswith("/akn/vn/act/regulation/")
    assert len({uris[1] for uris in names.values()}) == len(sample.EDITIONS)


@pytest.mark.parametrize(("country", "expected"), [("", "zz"), ("ke", "ke")])
def test_an_english_site_tells_its_own_language_and_country(country: str, expected: str) -> None:
    files = {"a.md": f"{FRONT}# Rules\n\n## Article 1. One\n".encode()}
    settings_ = Settings(language="en", structure="en", country=country)
    reading = Reading.of(files, settings=settings_, assume={"a.md": "regulation"})
    standing = Standing("dang-soan", History((Snapshot(None, {}, frozenset()),)))
    exported = ExportedText(reading, reading.corpus.by_id["a"], standing)
    assert list(wrong(exported)) == []
    assert (
        values(akn(exported), "FRBRuri")[1]
        == f"/akn/{expected}/act/regulation/0001-01-01/a/eng@0001-01-01!dang-soan"
    )


def test_its_edition_language_and_term_are_told() -> None:
    exported = of_edition("2")
    tree = akn(exported)
    aliases = {node.get("name"): node.get("value") for node in tree.iter(f"{AKN}FRBRalias")}
    assert aliases == {"id": exported.text.id, "term": exported.metadata.term, "edition": "2"}
    assert [node.get("language") for node in tree.iter(f"{AKN}FRBRlanguage")] == ["vie"]
    assert [node.get("number") for node in tree.iter(f"{AKN}publication")] == [
        exported.metadata.number
    ]


def life(exported: ExportedText) -> list[tuple[str, str, str]]:
    """What each event was, what brought it, and its day."""
    events = akn(exported).iter(f"{AKN}eventRef")
    return [(one.get("type", ""), one.get("source", ""), one.get("date", "")) for one in events]


def test_the_life_of_a_draft_is_its_round() -> None:
    days = {one.name: str(one.date) for one in sample.ledger().editions}
    assert life(of_edition("2-du-thao-2")) == [
        ("generation", "#edition-2-du-thao-1", days["2-du-thao-1"]),
        ("amendment", "#edition-2-du-thao-2", days["2-du-thao-2"]),
    ]
    assert [kind for kind, _, _ in life(of_edition("2.1-du-thao-1"))] == ["generation"]


ACT = "---\nkind: regulation\ntitle: A\nstatus: {}\nnumber: 1\nadopted: 2021-01-01\n{}---\n# A\n\n{}\n"
LIVES = (
    (Edition("1", "1", is_draft=False, date=date(2021, 1, 1)), ("adopted", "", "Một")),
    (
        Edition("1-dinh-chinh-1", "2", is_draft=False, date=date(2021, 2, 2), corrects="1"),
        ("adopted", "", "Mốt"),
    ),
    (
        Edition("1.1", "3", is_draft=False, date=date(2021, 3, 3)),
        ("repealed", "repealed: 2021-03-03\n", "Mốt"),
    ),
)


@pytest.mark.parametrize("count", [1, 2, 3])
def test_the_life_of_an_act_goes_on_with_corrections_until_it_is_repealed(count: int) -> None:
    files = [{"quy-che/a.md": ACT.format(*told).encode()} for _, told in LIVES[:count]]
    editions = [edition for edition, _ in LIVES[:count]]
    told = [
        history.snapshot_of(held, edition, internal=True)
        for held, edition in zip(files, editions, strict=True)
    ]
    reading = Reading.of(files[-1], edition=editions[-1])
    standing = Standing(editions[-1].name, History(tuple(told)))
    exported = ExportedText(reading, reading.corpus.by_id["a"], standing)
    assert list(wrong(exported)) == []
    assert (
        life(exported)
        == [
            ("generation", "#edition-1", "2021-01-01"),
            ("amendment", "#edition-1-dinh-chinh-1", "2021-02-02"),
            ("repeal", "#edition-1.1", "2021-03-03"),
        ][:count]
    )
    assert exported.source == editions[-1]
    alone = ExportedText(reading, exported.text, Standing("1", History()))
    kinds = ["generation", "repeal"] if count == len(LIVES) else ["generation"]
    assert [kind for kind, _, _ in life(alone)] == kinds


def test_a_text_is_named_after_the_edition_that_brought_it() -> None:
    """Those that keep it are named for what they changed."""
    edition, path = "2.1-du-thao-1", sample.REGULATION
    kept = Edition("2.2", "Đợt khác", is_draft=False, date=date(2021, 1, 1), documents=(("b", "1" * 40),))  # fmt: skip
    files = sample.files(edition)
    before = of_edition(edition).standing.history.snapshots
    own = history.snapshot_of({path: files[path]}, kept, internal=True)
    reading = Reading.of(files, edition=kept)
    standing = Standing("2.2", History((*before, own)))
    exported = ExportedText(reading, reading.corpus.by_path[path], standing)
    data = json.loads(document_files.written(exported, "json"))
    assert (data["edition"]["name"], data["source"]) == ("2.2", edition)
    head = document_files.written(exported, "txt").decode().partition("\n\n")[0]
    assert head.endswith(sample.ledger()[edition].title)
    assert values(akn(exported), "FRBRversionNumber") == [edition]


def test_a_citation_leads_to_the_provision_it_names() -> None:
    source = "# Tên\n\n## Điều 1. Một\n\n1. Theo khoản 2 Điều này và Điều 9.\n\n2. Hai.\n"
    (ref,) = akn(of_source(FRONT + source)).iter(f"{AKN}ref")
    assert (ref.get("href"), ref.text) == ("#art_1__para_2", "khoản 2 Điều này")


def test_a_citation_of_another_document_leads_to_its_work() -> None:
    act = "---\nkind: regulation\ntitle: Quy chế B\nstatus: adopted\nnumber: 01-QC/B\nadopted: 2020-01-02\n---\n# Quy chế B\n\n## Điều 3. Ba\n"
    own = f"{FRONT}# Tên\n\n## Điều 1. Một\n\n1. Theo Điều 3 Quy chế B.\n"
    exported = read({"a.md": own.encode(), "quy-che/b.md": act.encode()}, "a.md")
    (ref,) = akn(exported).iter(f"{AKN}ref")
    assert ref.get("href") == "/akn/vn/act/regulation/2020-01-02/01-qc-b/~art_3"


def test_a_body_that_is_named_is_told_who_it_is() -> None:
    body = "---\nkind: body\nname: Ban A\n---\n"
    own = f"{FRONT}# Tên\n\n## Điều 1. Một\n\n1. Ban A họp.\n"
    tree = akn(read({"a.md": own.encode(), "co-quan/ban-a.md": body.encode()}, "a.md"))
    (named,) = tree.iter(f"{AKN}organization")
    assert (named.get("refersTo"), named.text) == ("#org-ban-a", "Ban A")
    shown = {node.get("eId"): node.get("showAs") for node in tree.iter(f"{AKN}TLCOrganization")}
    assert shown["org-ban-a"] == "Ban A"


def test_data_has_the_provisions_as_an_outline_has_them() -> None:
    exported = of_edition("2")
    data = json.loads(document_files.written(exported, "json"))
    outline = outlines.of_text(exported.reading, exported.text, LABELS)
    assert data["provisions"] == json.loads(json.dumps(outline["provisions"]))
    assert (data["edition"]["name"], data["term"]) == ("2", exported.metadata.term)


def test_plain_text_has_each_number_before_its_paragraph() -> None:
    source = "# Tên\n\n## Điều 1. Một\n\n1. Theo\nđây.\n\n    a) Điểm.\n"
    written = document_files.written(of_source(FRONT + source), "txt").decode()
    assert written.endswith("\n\nTên\n\nĐiều 1. Một\n\n1. Theo đây.\n\na) Điểm.\n")


def test_the_work_tells_that_it_is_no_edition() -> None:
    exported = of_source(f"{FRONT}# Tên\n")
    written = document_files.written(exported, "txt").decode()
    assert LABELS("edition.work") in written
    assert values(akn(exported), "FRBRversionNumber") == ["dang-soan"]
