"""What waits for a person: in what order, until when, and what is said of words they wrote."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
V1 = "/api/v1"


def waiting(person):
    return [a for a in person.get(f"{V1}/approvals")["items"] if a["status"] == "open"]


def test_a_draft_whose_time_passes_says_so_while_today_stays_open(visit, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, tomorrow at 7 pm")
    (asked,) = waiting(shop)
    slot = datetime.fromisoformat(asked["publish_at"])
    meera = visit()
    meera.sign_in_as(shop)
    meera.page.clock.install()
    meera.go("/")
    expect(meera.page.get_by_text("Decide", exact=True)).to_be_visible()
    # the sandbox's days may be well ahead of the browser's
    past_slot = slot + timedelta(days=2) - datetime.now(UTC)
    meera.page.clock.fast_forward(past_slot // timedelta(milliseconds=1))
    expect(meera.page.get_by_text("Its time has passed")).to_be_visible()


def test_the_way_to_waiting_posts_never_lies_over_one(visit, shop, ask):
    thread = ask(shop, "Two LinkedIn posts about our masala chai this week")
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go(f"/chats/{thread}")
    pill = page.get_by_role("button", name="2 posts wait for your decision")
    page.locator("[id^=post-]").nth(1).wait_for()
    page.mouse.move(100, 300)
    page.mouse.wheel(0, -100_000)
    for post in (0, 1):
        page.locator("[id^=post-]").nth(post).get_by_role("button", name="Approve").hover()
        expect(pill).to_have_count(0)


def test_nothing_is_expected_of_words_that_a_person_wrote(visit, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    (before,) = waiting(shop)
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{before['id']}")
    expect(page.get_by_text("Learned from", exact=False)).to_be_visible()
    edits = {"text": "Masala chai, today at half of ₹60."}
    body = {"decision": "edit", "version": before["version"], "edits": edits}
    shop.post(f"{V1}/approvals/{before['id']}/decision", body)
    (after,) = waiting(shop)
    meera.go(f"/approvals/{after['id']}")
    expect(page.get_by_text("what was expected of the draft", exact=False)).to_be_visible()
    expect(page.get_by_text("what it claims is yours to check", exact=False)).to_be_visible()
    for untrue in ("Expected to reach", "Speaks of", "It claims nothing"):
        expect(page.get_by_text(untrue, exact=False)).to_have_count(0)


def test_a_moved_post_is_told_once(visit, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    (asked,) = waiting(shop)
    shop.post(
        f"{V1}/approvals/{asked['id']}/decision",
        {"decision": "approve", "version": asked["version"]},
    )
    (row,) = shop.get(f"{V1}/publications")["items"]
    shop.post(f"{V1}/publications/{row['id']}/reschedule", {"publish_at": None})
    meera = visit()
    meera.sign_in_as(shop)
    meera.go("/posts")
    expect(meera.page.get_by_text(re.compile("^Out since"))).to_be_visible()
    expect(meera.page.get_by_text("Cancelled")).to_have_count(0)
    expect(meera.page.get_by_text("Called off", exact=False)).to_have_count(0)
