"""A connected account's past posts come in from its card, and a profile says why it cannot."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def test_an_account_brings_its_past_posts_in(look, shop, control):
    control.post("history", json={"account": "Masala Chai Co.", "count": 40, "days": 60})
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go("/accounts")
    page = meera.page
    card = page.locator("section > *", has_text="Business page").first
    card.get_by_role("button", name="Bring in its past posts").click()
    expect(card.get_by_text("new posts")).to_be_visible()
    expect(card.get_by_role("button", name="Bring them in again")).to_be_enabled()
    shot("accounts-past-posts", whole=True)
    assert len(shop.get("/api/v1/posts", limit=100)["items"]) >= 40
    profile = page.locator("section > *", has_text="Personal profile").first
    expect(profile.get_by_text("Import a CSV of them instead")).to_be_visible()
    expect(profile.get_by_role("button", name="Bring in its past posts")).to_have_count(0)
    shot("accounts-past-posts-refused", whole=True)
