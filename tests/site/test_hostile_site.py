"""Whatever an organisation writes, its site has no element and no attribute but those we wrote.

The sample organisation is built twice, every text of it once with markup behind it and once with
harmless words; both sites must have the same elements with the same attributes.
"""

import datetime
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from jinja2 import Environment
from lxml import html

import organisation
from publishing_helpers import Project
from quyche.editions.archives import Archive
from quyche.publishing.workshops import Workshop
from quyche.site import escaping
from quyche.urls import LEDGER
from shared_folders import once

ROOT = Path(__file__).parents[2]
TEMPLATES = {path.relative_to(ROOT / "overrides").as_posix() for path in (ROOT / "overrides").rglob("*.html")}  # fmt: skip
HOSTILE = (
    """x" onfocus="alert(1)" y='z' ><img src=x onerror=alert(1)></h1></a></title></style></script>"""
    """<script>alert(1)</script><svg/onload=alert(1)></textarea>--><!-- ]]> {{ 7 * 7 }} {% raw %}"""
    """ &lt;b&gt; \\3c b \\ z"""
)
HARMLESS = HOSTILE.translate(str.maketrans("<>&\"'\\", "‹›§″′¦"))
"""Word for word and sign for sign the same, none of them a sign of HTML, Markdown or YAML."""
KEYS = {
    *("title", "short_title", "term", "replaces", "source", "description", "note", "remark"),
    *("proposal", "explanation", "name", "short"),
}
"""The keys that hold a text which is shown."""
NAMED = {"name", "short_title"}
"""The keys whose text is looked for in others; as it was, it stays another name."""
FIELDS = ("Sản phẩm", "Nội dung", "Điều chỉnh")
USED = "templates.txt"
CORRECTED, CORRECTION = "2", "2-dinh-chinh-1"
ENTRY = {"name": CORRECTION, "title": "Đính chính", "kind": "adopted", "date": datetime.date(2018, 5, 7), "note": "Sửa lỗi chính tả.", "corrects": CORRECTED}  # fmt: skip


def with_words(text: str, path: str, words: str) -> str:
    """A file of the organisation with words behind every text in it."""
    if path.endswith(".yml"):
        rows = yaml.safe_load(text)
        shown = KEYS - {"name"}  # there it is that of an edition
        return dumped([{key: said(value, words) if key in shown else value for key, value in row.items()} for row in rows])  # fmt: skip
    _, front, body = text.split("---\n", 2)
    values = yaml.safe_load(front)
    known = [values[key] for key in NAMED if key in values]
    if known and values["kind"] != "meeting":
        values["aliases"] = [*values.get("aliases", []), *known]
    told = {key: said(value, words) if key in KEYS else value for key, value in values.items()}
    return f"---\n{dumped(told)}---\n{''.join(lines_with(body, words))}"


def said(value: object, words: str) -> str:
    return f"{str(value).rstrip()} {words}"


def dumped(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=10**6)


def lines_with(body: str, words: str) -> Iterator[str]:
    is_code = False
    for line in body.splitlines(keepends=True):
        text = line.rstrip()
        is_code = is_code != text.startswith("```")
        field = re.match(r" *- ([^:]+):", text)
        is_text = text and not text.startswith(("|", "---", "    .venv")) and not is_code
        if not is_text or (field and field[1] not in FIELDS):
            yield line
        elif heading := re.fullmatch(r"(#+ .*?)( \{.*\})?", text):
            yield f"{heading[1]} {words}{heading[2] or ''}\n"
        else:
            yield f"{text} {words}\n"


def settings_with(config: str, words: str) -> str:
    """The settings with words behind each that is shown."""
    keys = "site_name|site_description|organisation|place|clear_task_label|clear_task_source"
    shown = re.compile(rf"(?m)^( *(?:{keys}): )(.*)$")
    return shown.sub(lambda line: line[1] + json.dumps(said(line[2], words)), config)


def steps() -> Iterator[dict[str, str]]:
    """What the organisation commits, and a correction after the edition that it corrects."""
    for step in organisation.STEPS:
        changed = organisation.changes(step)
        if LEDGER in changed and organisation.STEPS.index(step) > organisation.STEPS.index(
            CORRECTED
        ):
            changed[LEDGER] = corrected(changed[LEDGER])
        yield changed
        if step == CORRECTED:
            text = " cùng ".join(changed[organisation.REGULATION].rsplit(" và ", 1))
            yield {organisation.REGULATION: text, LEDGER: corrected(changed[LEDGER])}


def corrected(ledger: str) -> str:
    rows = yaml.safe_load(ledger)
    at = [row["name"] for row in rows].index(CORRECTED) + 1
    return dumped([*rows[:at], ENTRY, *rows[at:]])


def build(folder: Path, words: str) -> None:
    """The work after all editions, and a correction, as if nothing were an error."""
    told = [
        {path: with_words(text, path, words) for path, text in step.items()} for step in steps()
    ]
    project = Project.create(folder / "office", told)
    project.config.write_text(settings_with(project.config.read_text("utf-8"), words), "utf-8")
    workshop = Workshop(Archive.open(project.folder / "docs"), project.config, folder / "built")
    made: list[Environment] = []
    escape = escaping.escape

    def kept(env: Environment) -> Environment:
        made.append(env)
        return escape(env)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(escaping, "escape", kept)
        for name in (CORRECTION, organisation.WORK):
            workshop.parcel(name, strict=False)
    caches = [env.cache for env in made if env.cache is not None]
    used = {name for cache in caches for _, name in cache.keys()}  # noqa: SIM118  # no dictionary
    (folder / USED).write_text("\n".join(sorted(used)), "utf-8")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, set[str]]:
    """Both sites, and the templates that were used, whichever process of tests built them."""
    hostile = once(tmp_path_factory, "hostile", lambda folder: build(folder, HOSTILE))
    harmless = once(tmp_path_factory, "harmless", lambda folder: build(folder, HARMLESS))
    used = [(folder / USED).read_text("utf-8").split("\n") for folder in (hostile, harmless)]
    return hostile / "built", harmless / "built", {name for names in used for name in names}


def pages(folder: Path) -> dict[str, bytes]:
    """Every page, those in archives with the rest."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix == ".html":
            found[name] = path.read_bytes()
        if path.suffix == ".zip":
            with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as packed:
                inner = [one for one in packed.namelist() if one.endswith(".html")]
                found |= {f"{name}!{one}": packed.read(one) for one in inner}
    return found


def skeleton(page: bytes) -> list[tuple[str, ...]]:
    """The elements of a page in their order, with their attributes."""
    elements = html.fromstring(page).iter()
    return [(str(element.tag), *sorted(map(str, element.attrib))) for element in elements]


def test_every_template_is_used(sites: tuple[Path, Path, set[str]]) -> None:
    assert TEMPLATES - sites[2] == set()


def test_no_template_leaves_the_escaping_to_chance() -> None:
    passing = re.compile(r"\|\s*safe\b|autoescape|Markup")
    found = [name for name in TEMPLATES if passing.search((ROOT / "overrides" / name).read_text("utf-8"))]  # fmt: skip
    assert found == []


def test_no_page_has_an_element_or_an_attribute_that_we_did_not_write(
    sites: tuple[Path, Path, set[str]],
) -> None:
    hostile, harmless = (pages(folder) for folder in sites[:2])
    assert hostile.keys() == harmless.keys()
    assert len(hostile) > 50
    for name, page in hostile.items():
        assert skeleton(page) == skeleton(harmless[name]), name


def test_no_link_leads_to_a_script_and_no_style_and_no_data_is_broken(
    sites: tuple[Path, Path, set[str]],
) -> None:
    hostile, harmless = (pages(folder) for folder in sites[:2])
    for name, page in hostile.items():
        read, other = html.fromstring(page), html.fromstring(harmless[name])
        for link in read.xpath("//@href | //@src | //@action"):
            assert re.match(r"(?:https?:|mailto:|data:font|[^:]*$|#)", link), (name, link)
        for data in read.xpath("//script[@type='application/json']"):
            json.loads(data.text)
        quoted = re.compile(r'"(?:[^"\\]|\\.)*"')
        styles, expected = ([quoted.sub('""', style.text) for style in one.xpath("//style")] for one in (read, other))  # fmt: skip
        assert styles == expected, name


def test_what_was_written_is_read_letter_for_letter(
    sites: tuple[Path, Path, set[str]],
) -> None:
    shown = HOSTILE.replace("&lt;b&gt;", "<b>")  # Markdown reads entities, a title has none
    read = {name: text_of(page) for name, page in pages(sites[0]).items() if b"<h1" in page}
    assert len(read) > 50
    assert [name for name, text in read.items() if HOSTILE not in text and shown not in text] == []


def text_of(page: bytes) -> str:
    return str(html.fromstring(page).text_content())


def test_data_beside_the_pages_is_whole(sites: tuple[Path, Path, set[str]]) -> None:
    for path in sites[0].rglob("*.json"):
        json.loads(path.read_text("utf-8"))
