"""A server that is away for a while: nothing typed gets lost, and the page finds back by itself."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from tests.server.conftest import PROFILE
from tests.web.conftest import Visitor
from tests.web.gate import Gate

pytestmark = pytest.mark.slow
ASK = "One LinkedIn post about our masala chai, next week"
WRITE = "Write to the team"
FOREIGN = re.compile("LangGraph", re.IGNORECASE)


@pytest.fixture
def gate(server) -> Iterator[Gate]:
    at = urlsplit(server.url)
    with Gate((at.hostname, at.port)) as made:
        yield made


@pytest.fixture
def meera(visit, shop, gate) -> Iterator[Visitor]:
    """Somebody who reaches the server by way of the gate."""
    visitor = visit()
    visitor.url = gate.url
    visitor.sign_in_as(shop)
    yield visitor
    # the chat's client tells every broken connection on the console too
    visitor.complaints.clear()


def test_what_the_team_did_while_the_server_was_away_appears_by_itself(
    meera, shop, gate, sandbox, control
):
    rival = {"name": "Chai Ghar", "website": sandbox["sites"]["chaighar"]}
    shop.put("/api/v1/profile", {**PROFILE, "competitors": [rival]})
    held = {"platform": "site", "operation": "page", "mode": "hold_before_effect", "count": 1}
    control.post("faults", json=held).raise_for_status()
    page = meera.page
    meera.go("/chats/new")
    meera.say(ASK)
    control.get("held", params={"wait_s": 20}).raise_for_status()
    expect(page.get_by_text(re.compile("Looking at what others do"))).to_be_visible()
    gate.shut()
    told = page.get_by_text("The connection broke.", exact=False)
    expect(told).to_be_visible(timeout=60_000)
    expect(page.get_by_text(FOREIGN)).to_have_count(0)
    control.post("release", json={}).raise_for_status()
    thread_id = page.url.rsplit("/", 1)[1]
    with shop.sync_chat() as chat:
        (run,) = chat.runs.list(thread_id)
        chat.runs.join(thread_id, run["run_id"])
    gate.open()
    expect(page.get_by_text("As LinkedIn will show it")).to_be_visible(timeout=60_000)
    expect(meera.button("Approve")).to_be_visible()
    expect(told).to_have_count(0)
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_text("The team:", exact=False)).to_have_count(1)
    expect(page.get_by_text(ASK, exact=True).locator("visible=true")).to_have_count(2)


@pytest.mark.parametrize("where", ["new", "known"])
def test_a_message_that_did_not_get_through_is_given_back_to_send_again(meera, shop, gate, where):
    page = meera.page
    path = "new" if where == "new" else shop.post("/threads", {})["thread_id"]
    meera.go(f"/chats/{path}")
    expect(page.get_by_role("heading", name="What should the team do?")).to_be_visible()
    gate.shut()
    meera.say(ASK)
    expect(page.get_by_text("your message did not get through", exact=False)).to_be_visible()
    expect(page.get_by_label(WRITE)).to_have_value(ASK)
    expect(page.get_by_text(FOREIGN)).to_have_count(0)
    gate.open()
    page.get_by_label("Send").click()
    expect(page.get_by_text("As LinkedIn will show it")).to_be_visible()
    expect(page.get_by_text("did not get through", exact=False)).to_have_count(0)
    expect(page.get_by_label(WRITE)).to_have_value("")
    assert len(shop.get("/api/v1/approvals", status="open")["items"]) == 1


def test_a_message_that_arrived_though_its_answer_got_lost_is_not_asked_for_again(meera, shop):
    page = meera.page
    thread_id = shop.post("/threads", {})["thread_id"]
    meera.go(f"/chats/{thread_id}")
    expect(page.get_by_role("heading", name="What should the team do?")).to_be_visible()

    def lost(route: Route) -> None:
        shop.post(f"/threads/{thread_id}/runs", route.request.post_data_json)
        route.abort("connectionreset")

    page.route("**/runs/stream", lost, times=1)
    meera.say(ASK)
    expect(page.get_by_text("As LinkedIn will show it")).to_be_visible()
    expect(page.get_by_label(WRITE)).to_have_value("")
    expect(page.get_by_text("did not get through", exact=False)).to_have_count(0)
    assert len(shop.get("/api/v1/approvals", status="open")["items"]) == 1
