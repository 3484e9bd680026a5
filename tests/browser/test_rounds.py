"""Texts at their own paces, as readers meet them: which is in force, drafted, corrected, and where."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

import rounds
from rounds import RIGHT, WRONG, A, B
from shared_folders import once
from sites import Site, publish, served
from visits import visit


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The published site of the repository with two rounds at once."""

    def build(folder: object) -> None:
        project = rounds.create(tmp_path_factory.mktemp("rounds"))
        publish(folder, *project.arguments)  # type: ignore[arg-type]

    folder = once(tmp_path_factory, "rounds-site", build)
    with served(folder) as url:
        yield Site(folder, url)


@pytest.fixture(name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A page on a phone; an error of a script fails the test."""
    errors: list[str] = []
    with browser.new_context(viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        yield page
    assert errors == []


def test_what_is_in_force_is_what_was_adopted_last_of_each_text(page: Page, site: Site) -> None:
    visit(page, site.page(A, "hien-hanh"))
    article = page.locator("article")
    expect(article).to_contain_text(RIGHT)
    expect(article.locator(".q-state").first).to_contain_text("đang có hiệu lực")
    expect(page.locator(".q-later")).to_contain_text("Đang có dự thảo sửa đổi: Bản 17.1-du-thao-2")
    expect(page.locator(".q-open").first).to_contain_text("xem Điều 1 trong Bản 17.1-du-thao-2")
    visit(page, site.page(B, "hien-hanh"))
    expect(article).to_contain_text("hằng năm")
    expect(page.locator(".q-later")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "edition", "said"),
    [
        (A, "17", "Đã được đính chính: xem Bản 17-dinh-chinh-1 (2/7/2023)."),
        ("index.md", "17", "Đã được đính chính: xem Bản 17-dinh-chinh-1"),
        (A, "17.1-du-thao-1", "Đã có bản mới hơn: Bản 17.1-du-thao-2"),
        (A, "17.2", "Đã được đính chính"),
        (B, "17", "Đã được thay thế bằng Quy chế B (Bản 17.2, 1/7/2023)."),
        (B, "17.2-du-thao-1", "Đã có bản ban hành: Bản 17.2"),
        (B, "17.2", "Văn bản này giữ nguyên trong phiên bản hiện hành"),
    ],
)
def test_an_older_edition_says_what_became_of_its_text(
    page: Page, site: Site, path: str, edition: str, said: str
) -> None:
    visit(page, site.page(path, edition))
    expect(page.locator(".q-later")).to_contain_text(said)


def test_a_correction_shows_above_its_text_what_was_wrong_and_what_is_right(
    page: Page, site: Site
) -> None:
    visit(page, site.page(A, "17-dinh-chinh-1"))
    shown = page.locator(".q-correction")
    expect(shown).to_contain_text("Đính chính Bản 17, ngày 2/7/2023:")
    expect(shown).to_contain_text("“hằng tháng” là “mỗi tháng một lần”.")
    struck = " ".join(shown.locator("del").all_inner_texts())
    added = " ".join(shown.locator("ins").all_inner_texts())
    assert (set(struck.split()) <= set(WRONG.split()), set(added.split()) <= set(RIGHT.split())) == (True, True)  # fmt: skip
    assert added


def test_the_list_shows_first_the_editions_that_moved_the_document(page: Page, site: Site) -> None:
    visit(page, site.page(A, "17.1-du-thao-2"))
    page.locator(".q-pick > summary").click()
    names = "items => items.map(item => item.dataset.qName)"
    shown = page.locator(".q-lists > ol > li").evaluate_all(names)
    assert shown == [
        "dang-soan",
        "17.1-du-thao-2",
        "17-dinh-chinh-1",
        "17.1-du-thao-1",
        "17",
    ]
    folded = page.locator(".q-others li")
    expect(folded.first).to_be_hidden()
    page.locator(".q-others > summary").click()
    assert folded.evaluate_all(names) == ["17.2", "17.2-du-thao-1"]
    expect(folded.first).to_be_visible()


def test_the_list_says_of_each_edition_what_became_of_the_document(page: Page, site: Site) -> None:
    def kind(name: str) -> str:
        return page.locator(f".q-pick li[data-q-name='{name}'] .q-kind").text_content() or ""

    visit(page, site.page(B, "hien-hanh"))  # in an edition that corrected another text
    stands = {name: kind(name) for name in ("17-dinh-chinh-1", "17.2", "17")}
    assert stands == {
        "17-dinh-chinh-1": "Đang có hiệu lực · đang xem",
        "17.2": "Đang có hiệu lực",
        "17": "Đã được thay thế",
    }
    visit(page, site.page(A, "hien-hanh"))
    assert kind("17") == "Đã được đính chính"


@pytest.mark.parametrize(
    ("path", "edition", "before"),
    [
        (A, "hien-hanh", "17"),
        (B, "hien-hanh", "17"),
        (B, "17.1-du-thao-2", "17"),
        (A, "17.1-du-thao-2", "17.1-du-thao-1"),
    ],
)
def test_a_text_is_compared_with_the_text_that_it_goes_on_from(
    page: Page, site: Site, path: str, edition: str, before: str
) -> None:
    visit(page, site.page(path, edition))
    ways = page.locator(".q-actions a", has_text="So với")
    expect(ways.first).to_have_text(re.compile(rf"^So với (bản .*\()?Bản {before}\)?$"))
    ways.last.click()
    expect(page.locator(".q-choices")).to_contain_text("Bản 17")
    beside = "17.2" if path == A else "17.1-du-thao-1"
    expect(page.locator(".q-choices")).not_to_contain_text(f"Bản {beside}")
    offered = page.locator("form.q-pair select[name=older] option")
    expect(offered.filter(has_text="17")).not_to_have_count(0)
    expect(offered.filter(has_text=f"Bản {beside}")).to_have_count(0)


def test_an_article_of_a_draft_is_kept_past_an_edition_of_another_round(
    page: Page, site: Site
) -> None:
    """Between the two drafts stand editions in which the text in force has no such article."""
    visit(page, f"{site.page(A, '17.1-du-thao-1')}#dieu-7a")
    page.locator(".q-pick > summary").click()
    page.locator(".q-pick li[data-q-name='17.1-du-thao-2'] a").click()
    page.wait_for_url("**/17.1-du-thao-2/**")
    assert page.url.endswith("/17.1-du-thao-2/quy-che/a/#dieu-7a")
    expect(page.locator(".q-arrived")).to_have_count(0)


def test_articles_are_told_when_they_changed_in_their_own_round(site: Site) -> None:
    record = json.loads((site.folder / "17.2" / "edition.json").read_text("utf-8"))
    assert record["moves"] == ["b"]
    assert record["bases"] == {"a": "17"}
    assert record["told_in"]["a"] == "17"  # whose text it keeps
    assert "a" not in record["histories"]
    record = json.loads((site.folder / "17" / "edition.json").read_text("utf-8"))
    told = {event["edition"] for events in record["histories"]["a"].values() for event in events}
    assert told == {"17"}
    record = json.loads((site.folder / "17.1-du-thao-2" / "edition.json").read_text("utf-8"))
    told = {event["edition"] for events in record["histories"]["a"].values() for event in events}
    assert told == {"17", "17.1-du-thao-1", "17.1-du-thao-2"}


def test_the_list_of_editions_says_what_each_moves(site: Site) -> None:
    rows = json.loads((site.folder / "versions.json").read_text("utf-8"))
    told = {row["version"]: (row["aliases"], row["properties"]) for row in rows}
    assert list(told) == [
        "dang-soan", "17.1-du-thao-2", "17-dinh-chinh-1", "17.2", "17.2-du-thao-1", "17.1-du-thao-1", "17",
    ]  # fmt: skip
    assert told["17-dinh-chinh-1"] == (
        ["hien-hanh"],
        {"status": "adopted", "date": "2023-07-02", "round": "17", "documents": ["a"], "corrects": "17"},
    )  # fmt: skip
    aliases, properties = told["17.1-du-thao-2"]
    assert (aliases, properties["open"]) == (["du-thao"], True)
    assert [name for name, (_, properties) in told.items() if properties.get("open")] == ["17.1-du-thao-2"]  # fmt: skip


def test_every_pair_of_texts_can_be_compared_at_its_address(site: Site) -> None:
    """A text that an edition left as it was is compared where it came."""
    page = (site.folder / "17.2" / "so-sanh" / "a" / "17.1-du-thao-1" / "index.html").read_text()
    assert "17.1-du-thao-1/so-sanh/a/17/" in page
    assert (site.folder / "17.1-du-thao-1" / "so-sanh" / "a" / "17" / "changes.json").is_file()
    shown = (site.folder / "17.1-du-thao-2" / "so-sanh" / "a").iterdir()
    whole = {path.name for path in shown if (path / "changes.json").is_file()}
    assert whole == {"17.1-du-thao-1", "17-dinh-chinh-1", "17"}


def test_the_feed_of_a_document_has_the_editions_that_moved_it(site: Site) -> None:
    feed = (site.folder / "atom" / "b.xml").read_text("utf-8")
    assert [name for name in ("17.2-du-thao-1", "17.2", "17-dinh-chinh-1") if f"/{name}/" in feed] == [
        "17.2-du-thao-1", "17.2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "edition", "title"),
    [
        (A, "17.2", "Bản 17"),
        (A, "17-dinh-chinh-1", "Bản 17-dinh-chinh-1"),
        (B, "17-dinh-chinh-1", "Bản 17.2"),
        (B, "17.1-du-thao-2", "Bản 17.2"),
        ("index.md", "17.1-du-thao-2", "Bản 17.1-du-thao-2"),
    ],
)
def test_the_bar_names_the_edition_that_brought_the_text(
    site: Site, path: str, edition: str, title: str
) -> None:
    bar = site.html(path, edition).partition('<aside class="q-edition')[2]
    said = re.sub(r"<[^>]+>|\s+", " ", bar.partition("</summary>")[0].partition("<summary>")[2])
    assert " ".join(said.split()).startswith(title)


def test_a_corrected_text_goes_on_saying_from_when_it_is_in_force(page: Page, site: Site) -> None:
    visit(page, site.page(A, "17"))
    expect(page.locator("article .q-state").first).to_contain_text("Có hiệu lực từ ngày 15/3/2021")


@pytest.mark.parametrize("edition", ["17.2-du-thao-1", "17.2"])
def test_no_comparison_leads_to_an_edition_that_leads_back_to_it(
    page: Page, site: Site, edition: str
) -> None:
    """What was in force is compared with the adopted text there, not in its last draft."""
    visit(page, f"{site.url}{edition}/so-sanh/b/17/")
    assert page.url.endswith(f"/{edition}/so-sanh/b/17/")
    page.locator(".q-later a").click()
    adopted, listed = "/17.2/so-sanh/b/17/", "/17-dinh-chinh-1/so-sanh/b/"
    page.wait_for_url(f"**{listed if edition == '17.2' else adopted}")
