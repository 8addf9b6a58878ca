"""From an empty account to a measured post, as a person does it on a phone."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.slow


def test_from_sign_up_to_a_published_and_reported_post(visit, control):
    meera = visit()
    page = meera.page
    meera.sign_up()

    page.get_by_role("link", name="Describe your brand").click()
    page.get_by_label("What kind of business").fill("chai café")
    page.get_by_label("Place").fill("Jaipur")
    meera.button("Add a product").click()
    page.get_by_label("Product", exact=True).fill("Masala chai")
    page.get_by_label("In a few words").fill("Slow-brewed with ginger")
    page.get_by_label("Price").fill("₹40")
    meera.button("Add a fact").click()
    page.get_by_label("Fact", exact=True).fill("We have brewed every cup to order since 1998.")
    page.get_by_label("Source").fill("the owner")
    meera.button("Save").click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()

    meera.tab("Accounts")
    meera.connect("LinkedIn")
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()

    meera.tab("Today")
    page.get_by_role("link", name="Ask the team").click()
    meera.say("One LinkedIn post about our masala chai, now")
    expect(page.get_by_text("As LinkedIn will show it")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/chats/[0-9a-f-]{36}$"))
    expect(page.get_by_role("img", name=re.compile("Text card of Chai Corner"))).to_be_visible()
    meera.button("What it claims").click()
    expect(page.get_by_text("from the owner")).to_be_visible()

    meera.button("Edit").click()
    expect(page.get_by_text("Approval starts over", exact=False)).to_be_visible()
    page.get_by_label("Text", exact=True).fill("Masala chai, ₹40. Come in out of the rain.")
    meera.button("Save as version 2").click()
    expect(page.get_by_text("Version 2. Read it again: approval started over.")).to_be_visible()
    expect(page.get_by_text("Masala chai, ₹40. Come in out of the rain.").first).to_be_visible()

    meera.button("Approve").click()
    expect(page.get_by_text(re.compile(r"Approved by Meera, "))).to_be_visible()
    expect(page.get_by_text("Published", exact=True).first).to_be_visible()
    expect(page.get_by_role("link", name="Open on LinkedIn")).to_be_visible()
    said = "Masala chai, ₹40. Come in out of the rain."
    effects = control.get("effects").json()["effects"]
    assert len([effect for effect in effects if effect["text"].startswith(said)]) == 1

    told = page.get_by_text(re.compile(r"\bERS \d"))
    expect(told).to_have_count(0)
    control.post("clock", json={"advance_s": 2 * 86400}).raise_for_status()
    expect(page.get_by_text(re.compile("^Measured "))).to_be_visible(timeout=90_000)
    expect(told.last).to_be_visible(timeout=90_000)
    assert meera.sideways() == 0


def test_signing_out_and_in_leads_back_to_the_page_that_was_asked_for(visit, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, now")
    meera = visit()
    meera.go("/posts")
    expect(meera.page.get_by_role("heading", name="Sign in")).to_be_visible()
    meera.page.get_by_label("E-mail").fill(shop.pair["user"]["email"])
    meera.page.get_by_label("Password").fill("not the password")
    meera.button("Sign in").click()
    expect(meera.page.get_by_role("alert")).to_be_visible()
    meera.page.get_by_label("Password").fill("correct horse battery")
    meera.button("Sign in").click()
    expect(meera.page.get_by_role("heading", name="Posts")).to_be_visible()
    meera.tab("Brand")
    meera.button("Sign out").click()
    expect(meera.page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert meera.page.evaluate("() => localStorage.getItem('insta-media.session')") is None


def test_a_lapsed_token_is_renewed_once_for_all_that_need_it(visit, shop):
    meera = visit()
    meera.sign_in_as(shop)
    meera.page.evaluate(
        """() => {
          const kept = JSON.parse(localStorage.getItem('insta-media.session'));
          kept.expires_at = 0;
          localStorage.setItem('insta-media.session', JSON.stringify(kept));
        }"""
    )
    traded = []
    meera.page.on("request", lambda r: traded.append(r) if "auth/refresh" in r.url else None)
    meera.go("/accounts")
    expect(meera.page.get_by_text("Masala Chai Co.").first).to_be_visible()
    assert len(traded) == 1
