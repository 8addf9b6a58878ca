"""Several people and surfaces at once, and a page that is loaded again in the middle."""

import re

import pytest
from playwright.sync_api import expect

from tests.server.conftest import PROFILE

pytestmark = pytest.mark.slow
ASK = "One LinkedIn post about our masala chai, next week"


def test_a_conversation_goes_on_where_it_was_when_the_page_is_loaded_again(
    visit, shop, sandbox, control
):
    rival = {"name": "Chai Ghar", "website": sandbox["sites"]["chaighar"]}
    shop.put("/api/v1/profile", {**PROFILE, "competitors": [rival]})
    held = {"platform": "site", "operation": "page", "mode": "hold_before_effect", "count": 1}
    control.post("faults", json=held).raise_for_status()
    meera = visit()
    meera.sign_in_as(shop)
    meera.go("/chats/new")
    meera.say(ASK)
    control.get("held", params={"wait_s": 20}).raise_for_status()
    expect(meera.page.get_by_text(re.compile("Looking at what others do"))).to_be_visible()
    meera.page.reload()
    # still at work, and told so
    expect(meera.page.get_by_text(re.compile("Looking at what others do"))).to_be_visible()
    expect(meera.page.get_by_label("Stop")).to_be_visible()
    control.post("release", json={}).raise_for_status()
    expect(meera.page.get_by_text("As LinkedIn will show it")).to_be_visible()
    expect(meera.page.get_by_label("Send")).to_be_visible()
    expect(meera.page.get_by_text(ASK, exact=True).locator("visible=true")).to_have_count(2)


def test_of_two_who_decide_at_once_the_second_is_told_who_was_faster(visit, shop, ask):
    ask(shop, ASK)
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    meera, arun = visit(), visit()
    for person in (meera, arun):
        person.sign_in_as(shop)
        person.go(f"/approvals/{approval['id']}")
        expect(person.button("Approve")).to_be_visible()
    # the second still looks at the open card when they decide
    arun.context.route("**/api/v1/approvals**", lambda route: route.abort())
    arun.context.route("**/api/v1/events", lambda route: route.abort())
    meera.button("Reject").click()
    meera.page.get_by_label("Why?", exact=False).fill("Not this week")
    meera.button("Reject this post").click()
    expect(meera.page.get_by_text(re.compile(r"Rejected by Meera, "))).to_be_visible()
    arun.context.unroute("**/api/v1/approvals**")
    arun.button("Approve").click()
    expect(arun.page.get_by_text(re.compile("Somebody was faster: .* by Meera, "))).to_be_visible()
    expect(arun.page.get_by_text(re.compile(r"^Rejected by Meera, "))).to_be_visible()
    assert shop.get("/api/v1/publications")["items"] == []


def test_an_open_card_says_so_when_another_surface_decides(visit, shop, ask):
    thread_id = ask(shop, ASK)
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    meera = visit()
    meera.sign_in_as(shop)
    meera.go(f"/chats/{thread_id}")
    expect(meera.button("Approve")).to_be_visible()
    shop.post(f"/api/v1/approvals/{approval['id']}/decision", {"decision": "approve", "version": 1})
    expect(meera.page.get_by_text(re.compile(r"Approved by Meera, "))).to_be_visible()
    expect(meera.page.get_by_text("Scheduled", exact=True).first).to_be_visible()
    expect(meera.button("Approve")).to_have_count(0)


def test_what_the_team_is_asked_about_a_post_is_answered_in_the_conversation(visit, shop, ask):
    thread_id = ask(shop, ASK)
    meera = visit()
    meera.sign_in_as(shop)
    meera.go(f"/chats/{thread_id}")
    meera.button("Ask").click()
    meera.page.get_by_label("What do you want to know", exact=False).fill("Make it shorter")
    meera.button("Send to the team").click()
    expect(meera.page.get_by_text("Version 2. Read it again", exact=False)).to_be_visible()
    assert len(shop.get("/api/v1/approvals", status="open")["items"]) == 1


def test_a_post_of_unknown_fate_waits_for_a_person_and_takes_their_word(visit, shop, ask, control):
    ask(shop, "One LinkedIn post about our masala chai, now")
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    lost = {"platform": "linkedin", "mode": "lost_response_after_effect", "count": 1}
    control.post("faults", json={**lost, "operation": "create_post"}).raise_for_status()
    down = {"platform": "linkedin", "operation": "find_posts", "mode": "http_500_before_effect"}
    control.post("faults", json={**down, "count": 50}).raise_for_status()
    meera = visit()
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{approval['id']}")
    meera.button("Approve").click()
    expect(meera.page.get_by_text("Did this go out?")).to_be_visible()
    meera.tab("Today")
    expect(meera.page.get_by_role("heading", level=1)).to_contain_text("needs you")
    expect(meera.page.get_by_text("Did this go out?")).to_be_visible()
    meera.button("Yes, it is there").click()
    expect(meera.page.get_by_text("Did this go out?")).to_have_count(0)
    (publication,) = shop.get("/api/v1/publications")["items"]
    assert publication["state"] == "published"


def test_a_page_of_many_posts_asks_for_none_of_them_alone(visit, shop, ask):
    ask(shop, "Three LinkedIn posts about our masala chai, next week")
    approvals = shop.get("/api/v1/approvals", status="open")["items"]
    assert len(approvals) == 3
    for approval in approvals:
        yes = {"decision": "approve", "version": 1}
        shop.post(f"/api/v1/approvals/{approval['id']}/decision", yes)
    meera = visit()
    meera.sign_in_as(shop)
    asked = []
    meera.page.on("request", lambda request: asked.append(request.url.partition("?")[0]))
    meera.go("/posts")
    for approval in approvals:
        opening = approval["content"]["text"].split("\n")[0]
        expect(meera.page.get_by_text(opening).first).to_be_visible()
    alone = re.compile(r"/api/v1/(approvals|publications)/.")
    assert [url for url in asked if alone.search(url)] == []
