"""A file of past posts is shown as it is read, and taken in once a person agrees."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
CONTENT = """Day,Words,Likes,Comments,Shares
2026-01-05,Our first cup of masala chai went out at six this morning.,120,14,9
2026-01-12,Thank you to everyone who queued in the rain for chai.,340,51,40
2026-02-02,New on the counter: bun maskas with white butter.,many,6,2
"""


def test_the_columns_are_chosen_before_the_posts_are_added(look, shop):
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go("/brand")
    page = meera.page
    file = {"name": "posts.csv", "mimeType": "text/csv", "buffer": CONTENT.encode()}
    page.get_by_label("CSV or JSON file").set_input_files(file)
    expect(page.get_by_text("No column looks like the text")).to_be_visible()
    expect(meera.button("Add these posts")).to_be_disabled()
    page.get_by_label("Text", exact=True).select_option("Words")
    page.get_by_label("Date and time").select_option("Day")
    expect(page.get_by_text("2026-01-12 00:00 · 340 likes")).to_be_visible()
    expect(page.get_by_text("Line 4: likes")).to_be_visible()
    expect(page.get_by_label("Saves")).to_have_value("")
    shot("brand-import-preview", whole=True)
    meera.button("Add these posts").click()
    expect(page.get_by_text("2 new, 0 known already, 1 not readable.")).to_be_visible()
    assert len(shop.get("/api/v1/posts", q="cup of masala")["items"]) >= 1
