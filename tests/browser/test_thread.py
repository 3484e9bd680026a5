"""One thread through the whole site, click by click: from a role to the draft that took a remark in."""

import re

from playwright.sync_api import Browser, Locator, Page, expect

from sites import Site

EDITION = "17.1-du-thao-2"


def follow(page: Page, link: Locator) -> None:
    """Click a link that a reader can see, and be where it leads."""
    expect(link).to_be_visible()
    link.click()
    page.wait_for_load_state()


def test_a_role_leads_to_its_task_its_basis_the_meeting_the_remark_and_the_draft(
    browser: Browser, site: Site
) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(site.page("chuc-danh/pho-bi-thu-thuong-truc.md", EDITION))
    page.locator(".q-mine .q-over summary").first.click()
    follow(page, page.locator(".q-mine a", has_text="Nhiệm vụ 9a").first)

    expect(page).to_have_url(re.compile("chuong-trinh-lam-viec-2021/#nhiem-vu-9a$"))
    task = page.locator(".q-task:has(#nhiem-vu-9a)")
    expect(task).to_be_in_viewport()
    follow(page, task.get_by_role("link", name="Điều 11 Quy chế làm việc"))

    expect(page).to_have_url(re.compile(f"/{EDITION}/quy-che/quy-che-lam-viec/#dieu-11$"))
    follow(
        page, page.get_by_role("link", name=re.compile("kết luận 5, hội nghị .* 18-1-2021")).first
    )

    expect(page).to_have_url(re.compile("2021-01-18-ban-thuong-vu/#ket-luan-5$"))
    conclusion = page.locator("#ket-luan-5")
    expect(conclusion).to_contain_text("5 rõ")
    follow(
        page,
        conclusion.get_by_role("link", name="7", exact=True),
    )

    expect(page).to_have_url(re.compile("/gop-y/quy-che-lam-viec/#y-kien-7$"))
    remark = page.locator("#y-kien-7")
    expect(remark).to_contain_text("Tiếp thu")
    follow(page, remark.locator(".q-where").get_by_role("link", name="Điều 11", exact=True))

    expect(page).to_have_url(site.page("quy-che/quy-che-lam-viec.md", "17-du-thao-2") + "#dieu-11")
    expect(page.locator("#dieu-11")).to_be_in_viewport()
    expect(page.locator("body")).to_contain_text("Văn bản phân cấp, ủy quyền thể hiện “5 rõ”")
    page.close()
