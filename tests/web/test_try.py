"""A text is tried on the engine without a draft that waits: verdict, reasons, a better one."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
FLAT = "Buy now. Best offer. Hurry."
CHAI = "Thank you to everyone who waited in the rain for our masala chai. Who comes tomorrow?"
TWEETS = """date,text,likes,replies,retweets,tweet id
2026-01-05,Thank you to all who queued in the rain for our chai.,340,51,40,1790000000000000001
2026-01-12,Our first cup of masala chai went out at six this morning.,120,14,9,1790000000000000002
"""


def test_a_text_is_tried_and_a_better_one_taken(look, shop):
    shop.import_posts(TWEETS, platform="x")
    meera, shot = look()
    page = meera.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    meera.sign_in_as(shop)
    meera.go("/brand")
    page.get_by_role("link", name="Try a text").click()
    go = meera.button("See how it does")
    expect(go).to_be_disabled()
    expect(meera.button("Fill in an example")).to_be_visible()
    shot("try", whole=True)
    meera.button("Fill in an example").click()
    text = page.get_by_label("Your text")
    expect(text).to_have_value(re.compile("masala chai"))

    text.fill(FLAT)
    go.focus()
    go.press("Enter")
    expect(page.get_by_role("heading", name="How it fits")).to_be_focused()
    answer = page.get_by_role("region", name="How it fits")
    expect(answer).to_contain_text("What is missing")
    expect(answer).to_contain_text(re.compile(r"This text should reach ERS \d"))
    expect(answer).to_contain_text(re.compile("From 7 own posts"))
    expect(answer).to_contain_text(re.compile(r"urgency\d+% sure"))
    expect(answer).to_contain_text("points compared with this text")
    expect(answer).to_contain_text(re.compile(r"Scores \d+\.\d of 100; yours scores \d+\.\d\."))
    expect(answer).to_contain_text(re.compile(r"It should reach ERS \d"))
    shot("try-answer", whole=True)
    meera.button("5 posts to learn from").click()
    expect(answer.get_by_role("listitem").filter(has_text="most similar").first).to_be_visible()
    shot("try-answer-posts", whole=True)

    meera.button("Copy it").click()
    expect(meera.button("Copied")).to_be_visible()
    meera.button("Work on this one").click()
    suggested = page.evaluate("() => navigator.clipboard.readText()")
    expect(text).to_have_value(suggested)
    expect(answer).to_contain_text("You changed it since")


def test_the_posts_of_one_network_are_shown_and_lead_nowhere_on_a_stand_in(visit, shop):
    shop.import_posts(TWEETS, platform="x")
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/brand/try")
    page.get_by_label("Your text").fill(CHAI)
    page.get_by_label("Where it would be posted").select_option("X")
    meera.button("See how it does").click()
    meera.button("2 posts to learn from").click()
    expect(page.get_by_text("queued in the rain", exact=False).first).to_be_visible()
    expect(page.get_by_role("link", name="Open on X")).to_have_count(0)
    page.get_by_label("Where it would be posted").select_option("Facebook")
    meera.button("See how it does").click()
    expect(page.get_by_text("No post of yours on Facebook is here yet")).to_be_visible()


def test_a_brand_without_posts_is_told_what_to_do(look):
    meera, shot = look()
    page = meera.page
    meera.sign_up()
    meera.go("/chats/new")
    page.get_by_role("link", name="Try a text of your own").click()
    expect(page.get_by_text("what it says is a first guess")).to_be_visible()
    page.get_by_label("Your text").fill(CHAI)
    meera.button("See how it does").click()
    expect(page.get_by_text("nobody can say what this one would reach")).to_be_visible()
    expect(page.get_by_text("No post of yours to learn from")).to_be_visible()
    shot("try-without-posts", whole=True)
    page.get_by_role("link", name="Bring them in").click()
    expect(page.get_by_role("heading", name="Accounts")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Add them from a file").click()
    expect(page.get_by_label("CSV or JSON file")).to_be_in_viewport()


def test_what_goes_wrong_is_said_and_the_text_stays(look, shop):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/brand/try")
    page.get_by_label("Your text").fill(FLAT)
    page.route("**/esg/align", lambda route: route.abort())
    meera.button("See how it does").click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    shot("try-failed", whole=True)
    page.unroute("**/esg/align")
    meera.button("See how it does").click()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("heading", name="How it fits")).to_be_visible()
    expect(page.get_by_label("Your text")).to_have_value(FLAT)
