"""A file of past posts is shown as it is read, and taken in once a person agrees."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
CONTENT = """Day,Words,Likes,Comments,Shares
2026-01-05,Our first cup of masala chai went out at six this morning.,120,14,9
2026-01-12,Thank you to everyone who queued in the rain for chai.,340,51,40
2026-02-02,New on the counter: bun maskas with white butter.,many,6,2
"""
RECORD = """window.zones = [];
const set = FormData.prototype.set;
FormData.prototype.set = function (name, ...rest) {
  if (name === "timezone") window.zones.push(rest[0]);
  return set.call(this, name, ...rest);
};"""


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
    expect(page.get_by_text(re.compile(r"12\sJan,.* · 340 likes"))).to_be_visible()
    expect(page.get_by_text("Line 4: likes")).to_be_visible()
    expect(page.get_by_label("Views")).to_have_value("")
    expect(page.get_by_label("Saves")).to_have_value("")
    shot("brand-import-preview", whole=True)
    meera.button("Add these posts").click()
    expect(page.get_by_text("2 new, 0 known already, 1 not readable.")).to_be_visible()
    assert len(shop.get("/api/v1/posts", q="cup of masala")["items"]) >= 1


def test_a_file_of_which_nothing_can_be_read_says_so_and_is_not_taken_in(look, shop):
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go("/brand")
    page = meera.page
    bad = [f"2026-01-{day:02},Chai at six.,{day},many,few\n" for day in range(1, 8)]
    content = "date,text,likes,impressions,reach\n" + "".join(bad)
    choose(page, content)
    expect(page.get_by_text("No row can be taken in")).to_be_visible()
    expect(page.get_by_text(re.compile("Line 2: Views: .*People reached: "))).to_be_visible()
    expect(page.get_by_text("And 4 more that are not readable.")).to_be_visible()
    expect(meera.button("Add these posts")).to_be_disabled()
    shot("brand-import-nothing", whole=True)
    page.get_by_label("Views").select_option("")
    page.get_by_label("People reached").select_option("")
    expect(page.get_by_text("No row can be taken in")).to_have_count(0)
    meera.button("Add these posts").click()
    expect(page.get_by_text("7 new, 0 known already, 0 not readable.")).to_be_visible()


def test_the_clock_of_times_without_a_zone_is_chosen(visit, shop):
    meera = visit()
    page = meera.page
    # the browser tells nobody what goes with a file
    page.add_init_script(RECORD)
    meera.sign_in_as(shop)
    meera.go("/brand")
    choose(page, CONTENT.replace("Day,Words", "date,text"))
    zone = page.get_by_label("Times without a zone are")
    expect(zone).to_have_value("Asia/Kolkata")
    expect(page.get_by_text(re.compile(r"12\sJan,.*IST · 340 likes"))).to_be_visible()
    zone.select_option("UTC")
    expect(page.get_by_text(re.compile(r"12\sJan, 12:00\sam\sUTC · 340 likes"))).to_be_visible()
    meera.button("Add these posts").click()
    expect(page.get_by_text("2 new, 0 known already, 1 not readable.")).to_be_visible()
    asked = page.evaluate("() => window.zones")
    assert asked == ["Asia/Kolkata", "UTC", "UTC"]


def choose(page, content):
    file = {"name": "posts.csv", "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("CSV or JSON file").set_input_files(file)
