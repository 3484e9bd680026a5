"""Comparisons without a page of their own: shown from data, and led to from what somebody typed."""

import json
from pathlib import Path

from playwright.sync_api import Page, expect

from quyche import urls
from quyche.comparing import comparison
from quyche.corpus import corpora
from quyche.editions.ledgers import Edition
from quyche.exports import other_changes
from quyche.histories.pairs import Pair
from quyche.labels import Labels
from repositories import regulation
from sites import served
from visits import visit

SCRIPTS = Path(__file__).parents[2] / "overrides" / "assets" / "scripts"
OLD = regulation("Họp mỗi tháng, do Trưởng ban 😀 chủ trì.\n\n2. Thông báo trước.\n\n3. Bỏ.")
NEW = regulation("Họp mỗi tuần, do Trưởng ban 😀 chủ trì.\n\n2. Thông báo trước.\n\n3. Thêm.")
LIST = """<!doctype html><meta charset="utf-8"><article>
<ul class="q-choices"><li id="voi-1"><a href="#voi-1">So với 1</a> <span class="q-date">1/1</span></li>
<li id="voi-2"><a href="../../../2/so-sanh/a/1/">So với 2</a> <span class="q-date">2/1</span></li></ul>
<section class="q-shown-here" data-deleted="bỏ: " data-inserted="thêm: " tabindex="-1" hidden></section>
</article><script>{script}</script>"""
LOST = """<!doctype html><meta charset="utf-8"><h1>Không có trang này</h1>
<script id="q-search" type="application/json">{"base": "/4/"}</script><script>{script}</script>"""


def joined(*names: str) -> str:
    """Modules as one script, as pages load them."""
    source = "\n".join((SCRIPTS / name).read_text("utf-8") for name in names)
    lines = (line for line in source.splitlines() if not line.startswith("import "))
    script = "\n".join(lines).replace("export ", "")
    for name, value in urls.paths().items():
        script = script.replace(f"{{{{ paths.{name} }}}}", value)
    return script


def pair() -> Pair:
    older = Edition("1", "Bản 1", is_draft=False, date=None)  # type: ignore[arg-type]
    old, new = (corpora.text_of("quy-che/a.md", text.encode()) for text in (OLD, NEW))
    return Pair(older, old, new, comparison.compare(old.document, new.document))


def put(folder: Path, path: str, content: str) -> None:
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(content, "utf-8")


def test_what_is_kept_as_data_is_shown_word_by_word(page: Page, tmp_path: Path) -> None:
    found = other_changes.of_pairs([pair()], Labels.load("vi"))
    put(tmp_path, "4/so-sanh/a/others.json", json.dumps(found))
    script = joined("other-comparisons.js")
    put(tmp_path, "4/so-sanh/a/index.html", LIST.replace("{script}", script))
    with served(tmp_path, lasts=False) as address:
        page.goto(f"{address}4/so-sanh/a/")
        shown = page.locator(".q-shown-here")
        expect(shown).to_be_hidden()
        page.get_by_role("link", name="So với 1").click()
        expect(shown.get_by_role("heading", name="So với 1")).to_be_visible()
        lines = shown.locator(".q-line .q-text")
        without = "(one, tag) => {const own = one.cloneNode(true); own.querySelectorAll(tag).forEach((part) => part.remove()); return own.textContent}"  # fmt: skip
        told = [[line.evaluate(without, tag) for tag in ("ins", "del")] for line in lines.all()]
        assert told == [
            ["Họp mỗi tháng, do Trưởng ban 😀 chủ trì.", "Họp mỗi tuần, do Trưởng ban 😀 chủ trì."],
            ["Bỏ.", "Thêm."],
        ]
        expect(shown.locator(".q-folded").last).to_contain_text("không đổi")
        number = shown.locator(".q-number a").first
        expect(number).to_have_attribute("href", "../../quy-che/a/#dieu-1")
        page.goto(f"{address}4/so-sanh/a/#voi-2")
        expect(shown).to_be_hidden()


RECORDS = {
    "4": ("new", ["so-sanh/a/", "so-sanh/a/3/"]),
    "3": ("third", ["so-sanh/a/", "so-sanh/a/2/"]),
    "2": ("second", ["so-sanh/a/", "so-sanh/a/1/"]),
    "1": ("first", []),
    "3.1": ("third", []),  # it left the text as it was
}


TYPED = {
    "4/so-sanh/a/1/": "4/so-sanh/a/#voi-1",
    "4/so-sanh/a/1/bang/": "4/so-sanh/a/#voi-1",
    "hien-hanh/so-sanh/a/3.1/bang/": "4/so-sanh/a/3/bang/",
    "3.1/so-sanh/a/2/": "3/so-sanh/a/2/",
    "3.1/so-sanh/a/": "3/so-sanh/a/",
    "1/so-sanh/a/4/": "4/so-sanh/a/#voi-1",  # the other way round
}


def test_the_address_of_a_pair_leads_to_where_its_texts_are_compared(
    page: Page, tmp_path: Path
) -> None:
    versions = [
        {
            "version": name,
            "aliases": [],
            "properties": {"documents": ["a"] if name != "3.1" else []},
        }
        for name in RECORDS
    ]
    versions[0]["aliases"] = ["hien-hanh"]
    put(tmp_path, "versions.json", json.dumps(versions))
    for name, (text, pages) in RECORDS.items():
        record = {"name": name, "documents": [{"id": "a", "text": text}], "pages": pages}
        put(tmp_path, f"{name}/edition.json", json.dumps(record))
        for own in pages:
            put(tmp_path, f"{name}/{own}index.html", "<h1>So sánh</h1>")
            put(tmp_path, f"{name}/{own}bang/index.html", "<h1>Bảng</h1>")
    put(tmp_path, "4/so-sanh/a/others.json", json.dumps({"comparisons": {"1": {}}}))
    lost = LOST.replace("{script}", joined("compared-places.js", "lost.js"))
    for typed in (*TYPED, "4/so-sanh/b/1/"):
        put(tmp_path, f"{typed}index.html", lost)
    with served(tmp_path, lasts=False) as address:
        for typed, led in TYPED.items():
            page.goto(address + typed)
            page.wait_for_url(address + led)
        visit(page, f"{address}4/so-sanh/b/1/")
        assert page.url == f"{address}4/so-sanh/b/1/"  # no such document
