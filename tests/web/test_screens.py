"""Every page and state as a picture (build/screens), each fit for its screen and for everybody.

`make screens` runs only this, in all sizes; otherwise the smallest has to do, where things go wrong
first. A page may not be wider than its screen, nothing to tap may be smaller than a fingertip, and
axe may find nothing serious on it.
"""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.server.conftest import PROFILE
from tests.web.conftest import SCREENS, Visitor

pytestmark = pytest.mark.slow
CAMPAIGN = "Two LinkedIn posts about our masala chai and one for Instagram, next week"


def test_before_signing_in(look):
    anyone, shot = look()
    anyone.go("/sign-in")
    shot("sign-in")
    anyone.page.get_by_label("E-mail").fill("nobody@example.com")
    anyone.page.get_by_label("Password").fill("not the password")
    anyone.button("Sign in").click()
    expect(anyone.page.get_by_role("alert")).to_be_visible()
    shot("sign-in-refused")
    anyone.go("/sign-up")
    shot("sign-up")


def test_a_new_account(look):
    meera, shot = look()
    meera.sign_up()
    shot("today-new")
    for name, empty in (
        ("Chats", "No conversations yet"),
        ("Posts", "Nothing has gone out yet"),
        ("Accounts", "No account is connected"),
    ):
        meera.tab(name)
        expect(meera.page.get_by_text(empty)).to_be_visible()
        shot(f"{name.lower()}-empty")
    meera.tab("Brand")
    expect(meera.page.get_by_label("Business name")).to_have_value("Chai Corner")
    expect(meera.page.get_by_label("Never use humour")).to_be_visible()
    shot("brand-empty", whole=True)
    meera.go("/chats/new")
    expect(meera.page.get_by_role("heading", name="What should the team do?")).to_be_visible()
    shot("chat-new")
    meera.go("/chats/00000000-0000-4000-8000-000000000000")
    expect(meera.page.get_by_role("heading", name="There is nothing here.")).to_be_visible()
    shot("not-found")


def test_a_shop_at_work(look, shop, ask, control, sandbox):
    shop.connect("instagram")
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    at_work(meera, shot, shop, control, sandbox)
    shop.put("/api/v1/profile", PROFILE)
    thread_id = ask(shop, CAMPAIGN)
    first, second, third = shop.get("/api/v1/approvals", status="open")["items"]

    meera.go("/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("things need you")
    expect(page.locator("main img").first).to_be_visible()
    shot("today-waiting")
    meera.go(f"/chats/{thread_id}")
    expect(page.get_by_text("As LinkedIn will show it").first).to_be_visible()
    shot("chat")
    meera.button(re.compile("^Plan:")).click()
    expect(page.get_by_role("heading", name="Why this plan")).to_be_visible()
    meera.button(re.compile("^Plan:")).scroll_into_view_if_needed()
    shot("chat-plan")

    meera.go(f"/approvals/{first['id']}")
    expect(page.get_by_role("img", name=re.compile("Text card"))).to_be_visible()
    shot("approval")
    for part in ("Learned from", "What it claims", "Passed the checks", "other ways"):
        meera.button(re.compile(part)).click()
    shot("approval-open", whole=True)
    meera.button("Edit").click()
    shot("approval-edit", whole=True)
    meera.button("Keep as it was").click()
    meera.button("Reject").click()
    page.get_by_label("Why?", exact=False).scroll_into_view_if_needed()
    shot("approval-reject")
    meera.button("Back").click()
    meera.button("Ask").click()
    shot("approval-ask")
    meera.button("Back").click()
    meera.button("Approve").click()
    expect(page.get_by_text("Scheduled", exact=True).first).to_be_visible()
    shot("approval-decided")

    reject = {"decision": "reject", "version": 1, "message": "Not our tone."}
    shop.post(f"/api/v1/approvals/{second['id']}/decision", reject)
    meera.go(f"/approvals/{second['id']}")
    expect(page.get_by_text(re.compile("Rejected by"))).to_be_visible()
    shot("approval-rejected")
    edit = {"decision": "edit", "version": 1, "edits": {"text": "Guaranteed the cheapest chai."}}
    shop.post(f"/api/v1/approvals/{third['id']}/decision", edit)
    meera.go(f"/approvals/{third['id']}")
    expect(page.get_by_text("Version 2. Read it again", exact=False)).to_be_visible()
    shot("approval-checks", whole=True)


def at_work(meera: Visitor, shot, shop, control, sandbox) -> None:
    """The chat while the team reads a competitor's page that takes its time."""
    rival = {"name": "Chai Ghar", "website": sandbox["sites"]["chaighar"]}
    shop.put("/api/v1/profile", {**PROFILE, "competitors": [rival]})
    held = {"platform": "site", "operation": "page", "mode": "hold_before_effect", "count": 1}
    control.post("faults", json=held).raise_for_status()
    meera.go("/chats/new")
    meera.say("One LinkedIn post about our bun maskas, next week")
    control.get("held", params={"wait_s": 20}).raise_for_status()
    expect(meera.page.get_by_text(re.compile("Looking at what others do"))).to_be_visible()
    meera.page.screenshot(path=SCREENS / "working.png")
    meera.button("Stop").click()
    control.post("release", json={}).raise_for_status()
    expect(meera.page.get_by_text("Stopped.", exact=False)).to_be_visible()
    shot("chat-stopped")
    for approval in shop.get("/api/v1/approvals", status="open")["items"]:
        shop.post(
            f"/api/v1/approvals/{approval['id']}/decision", {"decision": "reject", "version": 1}
        )


def test_posts_on_their_way(look, shop, ask, control):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    approve = {"decision": "approve", "version": 1}

    def out(text: str) -> dict[str, Any]:
        known = {p["id"] for p in shop.get("/api/v1/publications")["items"]}
        ask(shop, text)
        for approval in shop.get("/api/v1/approvals", status="open")["items"]:
            shop.post(f"/api/v1/approvals/{approval['id']}/decision", approve)
        (new,) = [p for p in shop.get("/api/v1/publications")["items"] if p["id"] not in known]
        return new

    now = "One LinkedIn post about our masala chai, now"
    out(now)
    meera.go("/posts")
    expect(page.get_by_text("Published", exact=True)).to_be_visible()
    fault = {"platform": "linkedin", "count": 1, "operation": "create_post"}
    control.post("faults", json={**fault, "mode": "content_policy"}).raise_for_status()
    out(now)
    expect(page.get_by_text("Failed", exact=True)).to_be_visible()
    control.post("faults", json={**fault, "mode": "lost_response_after_effect"}).raise_for_status()
    looks = {**fault, "operation": "find_posts", "mode": "http_500_before_effect", "count": 50}
    control.post("faults", json=looks).raise_for_status()
    out(now)
    expect(page.get_by_text("Did this go out?")).to_be_visible()
    day = datetime.now(UTC) + timedelta(days=12)  # later than any test moves the clock
    out(f"One LinkedIn post about our bun maskas on {day.day} {day:%B} at 7 pm")
    expect(page.get_by_text("Scheduled", exact=True)).to_be_visible()
    control.post("clock", json={"advance_s": 26 * 3600}).raise_for_status()
    expect(page.get_by_text(re.compile("^Measured "))).to_be_visible(timeout=90_000)
    shot("posts", whole=True)
    meera.button("What happened").click()
    shot("posts-history", whole=True)
    meera.button("Call off").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    shot("posts-call-off")
    meera.go("/")
    expect(page.get_by_text("Did this go out?")).to_be_visible()
    shot("today-unknown")
    meera.go("/chats")
    expect(page.locator("main li").first).to_be_visible()
    shot("chats")
    (measured,) = [p for p in shop.get("/api/v1/publications")["items"] if p["permalink"]]
    asked = shop.get(f"/api/v1/approvals/{measured['approval_id']}")
    meera.go(f"/chats/{asked['thread_id']}")
    expect(page.get_by_text(re.compile("^Measured "))).to_be_visible()
    page.wait_for_timeout(2_000)
    shot("chat-reported")


def test_accounts_and_brand(look, shop):
    shop.connect("instagram")
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/accounts")
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()
    shot("accounts")
    meera.button("Pause").click()
    expect(page.get_by_text(re.compile("^Paused by Meera"))).to_be_visible()
    shot("accounts-paused")
    meera.button("Disconnect").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    shot("accounts-disconnect")
    meera.button("Back").click()
    meera.go("/")
    expect(page.get_by_text("is paused", exact=False)).to_be_visible()
    shot("today-paused")
    meera.go("/brand")
    expect(page.get_by_label("Business name")).to_have_value("Chai Corner")
    expect(page.get_by_label("Never use humour")).to_be_visible()
    shot("brand", whole=True)
