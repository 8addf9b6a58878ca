"""What somebody else does with a post while one reads it, edits it, or presses twice."""

import re

import pytest
from playwright.sync_api import Route, expect

pytestmark = pytest.mark.slow
ASK = "One LinkedIn post about our masala chai, next week"
TWO = "Two LinkedIn posts about our masala chai, next week"
MINE = "Mine: masala chai at ten."
THEIRS = "Theirs: masala chai at four."
DECISION = "**/decision"
OF_ONE = re.compile(r"/decision$")


def the_open(person):
    return person.get("/api/v1/approvals", status="open")["items"]


def decide(person, approval, decision, **more):
    body = {"decision": decision, "version": approval["version"], **more}
    return person.post(f"/api/v1/approvals/{approval['id']}/decision", body)


def editing(visit, person, approval, *, live=True):
    meera = visit()
    meera.sign_in_as(person)
    if not live:
        meera.page.route("**/api/v1/events", lambda route: route.abort())
    meera.go(f"/approvals/{approval['id']}")
    meera.button("Edit").click()
    meera.page.get_by_label("Text", exact=True).fill(MINE)
    return meera


def test_an_edit_is_not_saved_over_another_one_without_a_word(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = the_open(shop)
    meera = editing(visit, shop, approval)
    page = meera.page
    decide(shop, approval, "edit", edits={"text": THEIRS})
    expect(page.get_by_text(re.compile("Meera changed the text.* version 2 now"))).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value(MINE)
    expect(meera.button(re.compile("^Save as version"))).to_have_count(0)
    meera.button("Look at version 2").click()
    expect(page.get_by_text(THEIRS, exact=False).first).to_be_visible()
    # nothing is put over theirs by Enter in a field
    page.get_by_label("Hashtags").press("Enter")
    expect(page.get_by_label("Text", exact=True)).to_have_value(MINE)
    assert the_open(shop)[0]["content"]["text"] == THEIRS
    meera.button("Put my changes on top, as version 3").click()
    expect(page.get_by_text("Version 3. Read it again", exact=False)).to_be_visible()
    assert [(a["version"], a["content"]["text"]) for a in the_open(shop)] == [(3, MINE)]


def test_saving_before_the_other_edit_is_seen_is_refused_and_keeps_what_was_typed(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = the_open(shop)
    meera = editing(visit, shop, approval, live=False)
    page = meera.page
    page.route(re.compile(r"/api/v1/approvals(\?|/[^/]+$)"), lambda route: route.abort())
    decide(shop, approval, "edit", edits={"text": THEIRS})
    meera.button("Save as version 2").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.unroute(re.compile(r"/api/v1/approvals(\?|/[^/]+$)"))
    expect(page.get_by_text("Meera changed the text", exact=False)).to_be_visible()
    expect(page.get_by_label("Text", exact=True)).to_have_value(MINE)
    assert [a["content"]["text"] for a in the_open(shop)] == [THEIRS]
    meera.button("Drop my changes").click()
    expect(page.get_by_text(THEIRS, exact=False).first).to_be_visible()


def test_who_was_editing_is_told_of_a_decision_and_keeps_what_was_typed(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = the_open(shop)
    meera = editing(visit, shop, approval)
    decide(shop, approval, "approve")
    told = meera.page.get_by_text(re.compile("Approved by Meera, .*, while you were writing"))
    expect(told).to_be_visible()
    expect(meera.page.get_by_label("Text", exact=True)).to_have_value(MINE)
    expect(meera.button(re.compile("^(Save|Put)"))).to_have_count(0)
    meera.button("Close").click()
    expect(meera.page.get_by_text(re.compile("^Approved by Meera, "))).to_be_visible()


def test_a_refusal_about_one_post_is_not_said_of_the_next(visit, shop, ask):
    ask(shop, TWO)
    first, second = the_open(shop)
    meera = visit()
    meera.sign_in_as(shop)
    page = meera.page
    page.route("**/api/v1/events", lambda route: route.abort())
    # both have been read, so that the page has no need to wait for either
    for approval in (second, first):
        meera.go("/")
        page.locator(f'a[href="/approvals/{approval["id"]}"]').first.click()
        expect(meera.button("Approve")).to_be_visible()
    decide(shop, first, "reject")
    meera.button("Approve").click()
    expect(page.get_by_text("Somebody was faster", exact=False)).to_be_visible()
    page.get_by_role("link", name="Next post that waits").click()
    expect(meera.button("Approve")).to_be_visible()
    expect(page.get_by_text("Somebody was faster", exact=False)).to_have_count(0)
    meera.button("Approve").click()
    expect(page.get_by_text(re.compile("^Approved by Meera, "))).to_be_visible()


def test_pressing_twice_decides_once(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = the_open(shop)
    meera = visit()
    meera.sign_in_as(shop)
    sent = []
    meera.page.on("request", lambda r: sent.append(r.url) if OF_ONE.search(r.url) else None)
    meera.go(f"/approvals/{approval['id']}")
    expect(meera.button("Approve")).to_be_visible()
    meera.button("Approve").evaluate("button => { button.click(); button.click(); }")
    expect(meera.page.get_by_text(re.compile("^Approved by Meera, "))).to_be_visible()
    expect(meera.page.get_by_text("Somebody was faster", exact=False)).to_have_count(0)
    assert len(sent) == 1
    assert len(shop.get("/api/v1/publications")["items"]) == 1


def test_a_decision_whose_answer_got_lost_is_made_again_and_counts_once(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = the_open(shop)
    meera = visit()
    meera.sign_in_as(shop)
    keys = []

    def lost(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        route.fetch()
        route.abort()

    meera.page.route("**/api/v1/events", lambda route: route.abort())
    meera.go(f"/approvals/{approval['id']}")
    expect(meera.button("Approve")).to_be_visible()
    # the page goes on showing the open post: its own look at it fails too
    meera.page.route(re.compile(r"/api/v1/approvals(\?|/[^/]+$)"), lambda route: route.abort())
    meera.page.route(DECISION, lost, times=1)
    meera.button("Approve").click()
    expect(meera.page.get_by_text("may or may not have arrived", exact=False)).to_be_visible()
    meera.page.on(
        "request",
        lambda r: keys.append(r.headers["idempotency-key"]) if OF_ONE.search(r.url) else None,
    )
    meera.page.unroute(re.compile(r"/api/v1/approvals(\?|/[^/]+$)"))
    meera.button("Approve").click()
    expect(meera.page.get_by_text(re.compile("^Approved by Meera, "))).to_be_visible()
    expect(meera.page.get_by_text("Somebody was faster", exact=False)).to_have_count(0)
    assert len(set(keys)) == 1
