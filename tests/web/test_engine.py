"""What the engine knows, where a person meets it: the brand's page, and the post being decided."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow
FLAT = "Buy now. Best offer. Hurry."


def test_the_brand_page_tells_what_moves_people_and_switches_a_register_off(look, shop):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/brand")
    rows = page.get_by_role("listitem").filter(has=page.get_by_label("Never use"))
    expect(rows).to_have_count(8)
    expect(page.get_by_text(re.compile("A first guess from “Cafés and tea stalls"))).to_be_visible()
    expect(page.get_by_text(re.compile(r"^\d of 5 done$"))).to_be_visible()
    best = shop.get("/api/v1/esg/model")["registers"][0]["register"]
    expect(rows.first).to_contain_text(best)
    meera.button("Why this first guess").click()
    shot("brand-registers", whole=True)

    # what is typed beside it and not yet saved neither goes out with the switch nor undoes it
    page.get_by_label("Place").fill("Udaipur")
    page.get_by_label(f"Never use {best}").click()
    expect(rows.last.get_by_label(f"Never use {best}")).to_be_checked()
    profile = shop.get("/api/v1/profile")
    assert (profile["registers_off"], profile["location"]) == ([best], "Jaipur")
    meera.button("Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    profile = shop.get("/api/v1/profile")
    assert (profile["registers_off"], profile["location"]) == ([best], "Udaipur")
    never = page.get_by_label(f"Never use {best}")
    never.focus()
    never.press("Space")
    expect(rows.first.get_by_label(f"Never use {best}")).not_to_be_checked()
    expect(never).to_be_focused()
    assert shop.get("/api/v1/profile")["registers_off"] == []


def test_what_does_not_arrive_is_said_and_can_be_asked_again(visit, shop):
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    page.route("**/esg/model", lambda route: route.abort())
    meera.go("/brand")
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    page.unroute("**/esg/model")
    meera.button("Try again").click()
    never = page.get_by_label("Never use humour")
    expect(never).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)
    page.route("**/api/v1/profile", lambda route: route.abort())
    never.click()
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer")
    expect(never).not_to_be_checked()
    assert shop.get("/api/v1/profile")["registers_off"] == []


def test_a_post_says_what_would_raise_it_and_a_typed_text_is_checked(look, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    meera, shot = look()
    page = meera.page
    asked = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/esg/" in request.url else None
    )
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{approval['id']}")
    raising = meera.button("What would raise it")
    expect(raising).to_be_visible()
    assert asked == []
    raising.click()
    expect(page.get_by_text(re.compile("^From 5 own posts"))).to_be_visible()
    assert [url.rsplit("/", 1)[1] for url in asked] == ["explain"]
    shot("approval-raise", whole=True)

    meera.button("Edit").click()
    text = page.get_by_label("Text", exact=True)
    text.fill(FLAT)
    meera.button("Check this text").click()
    better = meera.button("Use this text")
    expect(page.get_by_text("What is missing")).to_be_visible()
    expect(
        page.get_by_text(re.compile(r"^Scores \d+\.\d of 100; yours scores \d+\.\d\.$"))
    ).to_be_visible()
    shot("approval-checked", whole=True)
    better.click()
    expect(page.get_by_text("Nothing is saved yet", exact=False)).to_be_visible()
    suggested = text.input_value()
    assert suggested != FLAT
    meera.button("Put mine back").click()
    expect(text).to_have_value(FLAT)
    better.click()
    text.press("End")
    text.type(" Come by.")
    expect(page.get_by_text("You changed the text since", exact=False)).to_be_visible()
    assert shop.get(f"/api/v1/approvals/{approval['id']}")["version"] == 1
    text.fill(suggested)
    meera.button("Save as version 2").click()
    expect(page.get_by_text("Version 2. Read it again", exact=False)).to_be_visible()
    meera.button("What would raise it").click()
    expect(page.get_by_text(re.compile("^This text should reach ERS"))).to_be_visible()
    (newest,) = shop.get("/api/v1/approvals", status="open")["items"]
    assert newest["content"]["text"].strip() == suggested.strip()
