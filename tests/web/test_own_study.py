"""The Brand page studies the brand's own posts and keeps what was found."""

import pytest
from playwright.sync_api import expect

from tests.server.test_study import history

pytestmark = pytest.mark.slow


def test_own_posts_are_studied_from_the_brand_page(look, shop):
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go("/brand")
    page = meera.page
    button = page.get_by_role("button", name="Study my posts")
    button.click()
    expect(page.get_by_text("A study needs at least 40 of your posts")).to_be_visible()
    shop.import_posts(history(90))
    button.click()
    again = page.get_by_role("button", name="Study them again")
    expect(again).to_be_enabled(timeout=60_000)
    expect(page.get_by_text("From 90 of your posts", exact=False)).to_be_visible()
    again.scroll_into_view_if_needed()
    shot("brand-study")
    with page.expect_download() as kept:
        page.get_by_role("button", name="Download every figure").click()
    assert kept.value.suggested_filename == "study.html"
    meera.go("/brand")
    expect(page.get_by_text("From 90 of your posts", exact=False)).to_be_visible()
