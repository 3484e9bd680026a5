"""Remarks and proposals from where one reads: what is written in the browser arrives, whole."""

import datetime
import json
import re
import subprocess
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from issue_addresses import issue_of
from organisation import INSPECTIONS, REGULATION, TERM, documents, files
from quyche import hosts, urls
from quyche.imports.remarks import issues, slips
from quyche.imports.remarks.found import FoundRemark
from quyche.imports.remarks.intake import Context, intake_of
from quyche.labels import Labels
from quyche.remarks.remarks import Remarks
from sites import WORK, Site

LABELS = Labels.load("vi")
DRAFT = "2-du-thao-1"
CLAUSE = "dieu-3-khoan-2"
CITED = "khoản 2 Điều 3"
SAID = "Nên ghi rõ & đủ: 50% “số” phiếu?\n### Văn bản\n<img src=x onerror=alert(1)>"
PROPOSED = "2. Ban Điều hành chịu trách nhiệm + giải trình.\n    a) một;"
OFFICE = "Ban Kiểm tra"
DESKS = Path(__file__).parents[2] / "overrides" / "assets" / "scripts" / "desks.js"
REPOSITORY = "https://git.example/a/b"


@pytest.fixture(scope="module", name="page")
def _page(browser: Browser) -> Iterator[Page]:
    """A phone; an error of a script, or a request that leaves the site, fails the tests."""
    errors: list[str] = []
    with browser.new_context(
        viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"]
    ) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(dialog.message))
        yield page
    assert errors == []


def given(page: Page, **instead: str) -> None:
    """What the work says of who takes remarks and proposals."""

    def answer(route: Route) -> None:
        told = {**route.fetch().json(), **instead}
        route.fulfill(json=told)

    page.unroute_all(behavior="wait")  # an answer under way would come twice
    page.route(f"**/{urls.EDITOR}", answer)


def press(page: Page, anchor: str, label: str) -> Locator:
    """The window that a tool at a provision opens."""
    page.locator(f"#{anchor} .q-number a").first.press("Enter")
    page.locator(".q-tools").get_by_role("button", name=label).first.press("Enter")
    window = page.locator("dialog[open]")
    expect(window).to_be_visible()
    return window


def remark(page: Page, site: Site, said: str = SAID) -> Locator:
    """The window for a remark on a clause of a draft, filled in."""
    page.goto(site.page(REGULATION, DRAFT))
    window = press(page, CLAUSE, LABELS("offering.remark"))
    window.get_by_label(LABELS("proposing.field.remark")).fill(said)
    window.get_by_label(LABELS("proposing.field.proposal")).fill(PROPOSED)
    window.get_by_label(LABELS("proposing.field.sender")).fill(OFFICE)
    return window


def is_whole(found: FoundRemark) -> None:
    """Everything that was written and chosen arrived, each in its place."""
    tidied = [" ".join(text.split()) for text in (found.remark, found.proposal)]
    assert tidied == [" ".join(text.split()) for text in (SAID, PROPOSED)]
    assert (found.document, found.edition, found.place) == ("quy-che-hoat-dong", DRAFT, CLAUSE)
    assert found.sender == OFFICE
    assert found.quoted.startswith("2. Ban Điều hành chịu trách nhiệm trước hội viên")


def test_a_remark_made_as_an_issue_is_read_back_whole(
    page: Page, site: Site, tmp_path: Path
) -> None:
    given(page, taker="issues", issue=hosts.issue_url("github", REPOSITORY))
    window = remark(page, site)
    link = window.get_by_role("link", name="git.example")
    address = link.get_attribute("href") or ""
    assert address.startswith(f"{REPOSITORY}/")
    assert link.get_attribute("rel") == "noopener noreferrer"
    issue = issue_of("github", address)
    (tmp_path / "issues.json").write_text(json.dumps([issue]), "utf-8")
    (found,) = issues.read(tmp_path / "issues.json")
    is_whole(found)
    assert found.source == "issue-7"
    assert CITED in str(issue["title"])
    window.get_by_label(LABELS("proposing.field.remark")).fill(" \n ")
    expect(window.get_by_text("git.example")).to_have_attribute("aria-disabled", "true")
    assert window.get_by_text("git.example").get_attribute("href") is None
    expect(window.get_by_role("button", name=LABELS("proposing.slip_file"))).to_be_disabled()


def test_what_is_too_long_for_an_address_is_cut_where_one_sees_it_or_pasted(
    page: Page, site: Site
) -> None:
    given(page, taker="issues", issue=hosts.issue_url("forgejo", REPOSITORY))
    window = remark(page, site, "Dài, " * 120)
    for said, is_cut in (("Ngắn.", False), ("Đề nghị " * 100, False), ("Đề nghị " * 900, True)):
        window.get_by_label(LABELS("proposing.field.remark")).fill(said)
        link = window.get_by_role("link", name="git.example")
        address = link.get_attribute("href") or ""
        assert len(address) <= 7500
        body = dict(parse_qsl(urlsplit(address).query))["body"]
        assert (LABELS("proposing.paste") in body) is is_cut
        assert (said.strip() in body) is not is_cut
    page.context.route(f"{REPOSITORY}/**", lambda route: route.fulfill(body="there"))
    with page.expect_popup() as opened:
        link.click()
    opened.value.close()
    expect(window.get_by_text(LABELS("proposing.pasted"))).to_be_visible()
    pasted = page.evaluate("navigator.clipboard.readText()")
    assert ("Đề nghị " * 900).strip() in pasted
    assert PROPOSED.splitlines()[0] in pasted


def test_an_article_longer_than_an_address_is_quoted_as_far_as_it_goes(
    page: Page, site: Site
) -> None:
    given(page, taker="gop-y@hoi.example")
    page.goto(site.page(REGULATION, DRAFT))
    window = press(page, "dieu-3", LABELS("offering.remark"))
    window.get_by_label(LABELS("proposing.field.remark")).fill("Ngắn.")
    address = window.get_by_role("link", name=LABELS("proposing.mail")).get_attribute("href") or ""
    assert len(address) <= 1900
    body = dict(parse_qsl(urlsplit(address).query))["body"]
    quoted = body.split("### Nguyên văn\r\n\r\n")[1].split("\r\n\r\n###")[0]
    assert quoted.startswith("Điều 3. Nhiệm vụ, quyền hạn của Ban Điều hành")
    assert quoted.endswith(" […]")
    assert "Ngắn." in body


@pytest.mark.parametrize("way", ["mail", "file"])
def test_without_an_account_a_remark_is_a_mail_or_a_slip(
    page: Page, site: Site, tmp_path: Path, way: str
) -> None:
    given(page, taker="gop-y@hoi.example" if way == "mail" else "file")
    window = remark(page, site)
    if way == "mail":
        link = window.get_by_role("link", name=LABELS("proposing.mail"))
        address = urlsplit(link.get_attribute("href") or "")
        assert address.path == "gop-y@hoi.example"
        asked = dict(parse_qsl(address.query))
        mail = EmailMessage()
        mail["Subject"], mail["Date"] = asked["subject"], "Fri, 27 Nov 2026 20:00:00 +0000"
        mail.set_content(asked["body"])
        mail.add_alternative("<p>…</p>", subtype="html")
        (tmp_path / "a.eml").write_bytes(bytes(mail))
        (found,) = slips.read(tmp_path / "a.eml")
        assert CITED in asked["subject"]
    else:
        with page.expect_download() as saved:
            window.get_by_role("button", name=LABELS("proposing.slip_file")).click()
        assert saved.value.suggested_filename == f"gop-y-quy-che-hoat-dong-{CLAUSE}.txt"
        saved.value.save_as(tmp_path / "a.txt")
        assert slips.is_one(tmp_path / "a.txt")
        (found,) = slips.read(tmp_path / "a.txt")
    is_whole(found)
    assert isinstance(found.date, datetime.date)


def test_what_was_written_is_there_again_until_it_is_discarded(page: Page, site: Site) -> None:
    given(page, taker="file")
    window = remark(page, site)
    expect(window.get_by_text(LABELS("proposing.remark_kept"))).to_be_visible()
    page.reload()
    window = press(page, CLAUSE, LABELS("offering.remark"))
    field = window.get_by_label(LABELS("proposing.field.remark"))
    assert field.input_value() == SAID
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href')") == f"#{CLAUSE}"
    window = press(page, CLAUSE, LABELS("offering.remark"))
    window.get_by_role("button", name=LABELS("proposing.forget")).click()
    window = press(page, CLAUSE, LABELS("offering.remark"))
    assert field.input_value() == ""


@pytest.mark.parametrize("path", [REGULATION, TERM, INSPECTIONS])
def test_what_a_form_quotes_of_any_provision_is_known_as_its_text(
    page: Page, site: Site, path: str
) -> None:
    page.goto(site.page(path, "2.1-du-thao-1"))
    module = DESKS.read_text("utf-8")
    quoting = module[module.index("const INNER") : module.index("// The address of")]
    script = f"() => {{ {quoting.replace('export ', '')} return [...document.querySelectorAll('.q-document [data-cite]')].map(one => [one.id, textOf(one)]) }}"  # fmt: skip
    quoted = page.evaluate(script)
    text = documents("2.1-du-thao-1").by_path[path]
    assert [anchor for anchor, _ in quoted] == [one.anchor for one in text.document.walk()]
    found = [
        FoundRemark(at, f"Ý {at}.", place=anchor, sender="Ban Kiểm tra", quoted=said)
        for at, (anchor, said) in enumerate(quoted, 1)
    ]
    known = Context(
        documents("2.1-du-thao-1"), ("2.1-du-thao-1",), lambda *_: text, Remarks(), text.id
    )
    done = intake_of(found, known, "issues.json")
    assert [problem.rule for problem in done.problems if "quoted" in problem.rule] == []
    assert len(done.new) == len(found) > 5


# Editing


def applied(tmp_path: Path, patch: str) -> str:
    """The regulation as Git makes it of the published one and a patch."""
    file = tmp_path / "docs" / REGULATION
    file.parent.mkdir(parents=True)
    file.write_bytes(files()[REGULATION])
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    subprocess.run(["git", "apply", "-"], cwd=tmp_path, input=patch.encode(), check=True)
    return file.read_bytes().decode()


def test_an_edit_ends_as_a_patch_that_changes_what_was_typed_and_nothing_else(
    page: Page, site: Site, tmp_path: Path
) -> None:
    page.unroute_all(behavior="wait")
    page.goto(site.page(REGULATION))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    window = press(page, "dieu-2", LABELS("offering.edit"))
    text = window.get_by_label(LABELS("proposing.text"))
    (article,) = (p for p in documents().by_path[REGULATION].document.articles() if p.number == "2")
    assert text.input_value() == article.source.rstrip("\n")
    save = window.get_by_role("button", name=LABELS("proposing.patch"))
    expect(save).to_be_disabled()
    hostile = "<script>alert(1)</script> <img src=x onerror=alert(1)> ngay"
    typed = text.input_value().replace("chung", hostile, 1).replace("đa số", "Điều 99", 1)
    assert typed.count("Điều 99") == 1
    text.fill(typed)
    window.get_by_label(LABELS("proposing.reason")).fill("cho\nrõ <b>")
    shown = window.locator(".q-redlined")
    assert shown.locator("del").all_inner_texts() == ["chung", "đa số"]
    assert shown.locator("ins").all_inner_texts() == [hostile, "Điều 99"]
    assert shown.locator("script, img").count() == 0
    doubt = LABELS("proposing.doubt.cited", found="Điều 99")
    expect(window.get_by_text(doubt)).to_be_visible()
    counted = LABELS("proposing.counted", inserted=11, deleted=3)
    expect(window.locator("[role=status]").first).to_contain_text(counted[:5])
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert window.evaluate("it => it.scrollWidth <= it.clientWidth")
    with page.expect_download() as saved:
        save.click()
    patch = Path(saved.value.path()).read_text("utf-8")
    assert "\nLy-do: chorõ <b>\n" in patch or "\nLy-do: cho rõ <b>\n" in patch
    assert "\nDieu: 2\nVan-ban: quy-che-hoat-dong\n" in patch
    old = files()[REGULATION].decode()
    own = article.source.rstrip("\n")
    assert applied(tmp_path, patch) == old.replace(own, typed)
    assert [url for url in asked if not url.startswith(("blob:", site.url))] == []


def test_the_host_s_editor_opens_at_the_line_with_the_text_to_paste(page: Page, site: Site) -> None:
    page.unroute_all(behavior="wait")
    page.goto(site.page(REGULATION))
    window = press(page, CLAUSE, LABELS("offering.edit"))
    provision = documents().by_path[REGULATION].by_anchor[CLAUSE]
    line = provision.line
    text = window.get_by_label(LABELS("proposing.text"))
    text.fill(f"{provision.source.rstrip()} Thêm.")
    link = window.get_by_role("link", name="example.org")
    assert link.get_attribute("href") == f"https://example.org/doi-gio/edit/main/docs/{REGULATION}#L{line}"  # fmt: skip
    page.context.route("https://example.org/**", lambda route: route.fulfill(body="there"))
    with page.expect_popup() as opened:
        link.click()
    opened.value.close()
    assert page.evaluate("navigator.clipboard.readText()") == text.input_value()
    expect(window.locator(".q-steps li")).to_have_count(3)
    expect(window.locator(".q-steps")).to_contain_text(f"dòng {line}")
    expect(window.locator(".q-steps pre")).to_have_text("Dieu: 3\nVan-ban: quy-che-hoat-dong")
    window.get_by_role("button", name=LABELS("proposing.forget")).click()


@pytest.mark.parametrize(
    ("anchor", "there", "said"),
    [
        ("dieu-3-khoan-3", "dieu-3-khoan-3", "Bản đang soạn ở đây đã khác Khóa II · Dự thảo lần 1"),
        ("dieu-7", "dieu-9", "Điều 7 trong Khóa II · Dự thảo lần 1 nay là Điều 9 và Điều 10."),
    ],
)
def test_from_an_edition_one_comes_to_that_provision_in_the_work_and_is_told_what_differs(
    page: Page, site: Site, anchor: str, there: str, said: str
) -> None:
    page.unroute_all(behavior="wait")
    page.goto(site.page(REGULATION, DRAFT))
    page.locator(f"#{anchor} .q-number a").first.press("Enter")
    page.locator(".q-tools").get_by_role("button", name=LABELS("offering.edit")).click()
    page.wait_for_url(f"**/{WORK}/**")
    window = page.locator("dialog[open]")
    expect(window.locator(".q-notes")).to_contain_text(said)
    provision = documents().by_path[REGULATION].by_anchor[there]
    text = window.get_by_label(LABELS("proposing.text"))
    assert text.input_value() == provision.source.rstrip("\n")
    assert re.fullmatch(rf".*/{WORK}/[^?]*#{there}", page.url)
    if "khác" in said:
        link = window.locator(".q-notes a")
        link.click()
        expect(page.locator("h1")).to_contain_text("Quy chế")


def test_what_the_work_no_longer_has_is_said_so(page: Page, site: Site) -> None:
    page.goto(site.page(REGULATION, DRAFT))
    page.locator("#dieu-12 .q-number a").first.press("Enter")
    page.locator(".q-tools").get_by_role("button", name=LABELS("offering.edit")).click()
    page.wait_for_url(f"**/{WORK}/**")
    expect(page.locator(".q-arrived")).to_contain_text("Điều 12")
    expect(page.locator(".q-arrived")).to_contain_text("không có điều tương ứng ở đây")
    expect(page.locator("dialog")).to_have_count(0)


def test_a_draft_of_an_edit_outlives_the_page_and_says_when_the_work_went_on(
    page: Page, site: Site
) -> None:
    page.unroute_all(behavior="wait")
    page.goto(site.page(REGULATION))
    window = press(page, CLAUSE, LABELS("offering.edit"))
    text = window.get_by_label(LABELS("proposing.text"))
    text.fill("2. Bản nháp.")
    page.goto(site.page(REGULATION, DRAFT))
    source = json.loads((site.folder / WORK / "quy-che/quy-che-hoat-dong" / urls.EDITOR).read_text("utf-8"))["source"]  # fmt: skip
    given(page, source=source.replace("2. Ban Điều hành chịu", "2. Ban Điều hành phải chịu"))
    page.goto(site.page(REGULATION))
    window = press(page, CLAUSE, LABELS("offering.edit"))
    assert text.input_value() == "2. Bản nháp."
    expect(window.get_by_text(LABELS("proposing.changed_since"))).to_be_visible()
    expect(window.locator("del")).to_contain_text("phải")
    window.get_by_role("button", name=LABELS("proposing.forget")).click()


def test_a_reader_who_proposes_nothing_loads_nothing_of_it(page: Page, site: Site) -> None:
    page.unroute_all(behavior="wait")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.page(REGULATION, DRAFT))
    page.locator(f"#{CLAUSE} .q-number a").first.press("Enter")
    expect(page.locator(".q-tools")).to_be_visible()
    assert [url for url in asked if "proposing" in url or urls.EDITOR in url] == []


def test_out_of_reach_of_the_work_one_is_told_and_can_remark_all_the_same(
    page: Page, site: Site
) -> None:
    page.unroute_all(behavior="wait")
    page.route(f"**/{urls.EDITOR}", lambda route: route.abort())
    page.goto(site.page(REGULATION))
    window = press(page, CLAUSE, LABELS("offering.edit"))
    expect(window.get_by_text(LABELS("proposing.unreachable"))).to_be_visible()
    window.get_by_role("button", name=LABELS("proposing.close")).click()
    page.reload()
    window = press(page, CLAUSE, LABELS("offering.remark"))
    expect(window.get_by_role("button", name=LABELS("proposing.slip_file"))).to_be_visible()
