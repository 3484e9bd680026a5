"""One thread through the whole site, click by click: from a role to the draft that took a remark in."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from organisation import REGULATION
from sites import Site

EDITION = "2.1-du-thao-1"


def follow(page: Page, link: Locator) -> None:
    """Click a link that a reader can see, and be where it leads."""
    expect(link).to_be_visible()
    link.click()
    page.wait_for_load_state()


def test_a_role_leads_to_its_task_its_basis_the_meeting_the_remark_and_the_draft(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site.page("chuc-danh/pho-chu-tich.md", EDITION))
    page.locator(".q-mine .q-over summary").first.click()
    follow(page, page.locator(".q-mine a", has_text="Nhiệm vụ 5a").first)

    expect(page).to_have_url(re.compile("chuong-trinh-toan-khoa/#nhiem-vu-5a$"))
    task = page.locator(".q-task:has(#nhiem-vu-5a)")
    expect(task).to_be_in_viewport()
    follow(page, task.get_by_role("link", name="Điều 5 Quy chế hoạt động"))

    expect(page).to_have_url(re.compile(f"/{EDITION}/quy-che/quy-che-hoat-dong/#dieu-5$"))
    follow(
        page, page.get_by_role("link", name=re.compile(r"kết luận 3, hội nghị .* 4.3.2018")).first
    )

    expect(page).to_have_url(re.compile("2018-03-04-ban-dieu-hanh/#ket-luan-3$"))
    conclusion = page.locator("#ket-luan-3")
    expect(conclusion).to_contain_text("5 rõ")
    follow(
        page,
        conclusion.get_by_role("link", name="5", exact=True),
    )

    expect(page).to_have_url(re.compile("/gop-y/quy-che-hoat-dong/#y-kien-5$"))
    remark = page.locator("#y-kien-5")
    expect(remark).to_contain_text("Tiếp thu")
    follow(page, remark.locator(".q-where").get_by_role("link", name="Điều 5", exact=True))

    expect(page).to_have_url(site.page(REGULATION, "2-du-thao-2") + "#dieu-5")
    expect(page.locator("#dieu-5")).to_be_in_viewport()
    expect(page.locator("body")).to_contain_text("Văn bản ủy quyền thể hiện “5 rõ”")
    page.close()
