"""Pictures of what goes wrong or takes long, each as a person meets it, made by the real thing: a
network that is away, a clock that went on, a platform that refuses, somebody who was faster.
"""

import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta

import httpx
import pytest
from playwright.sync_api import Route, expect

from tests.server.conftest import PASSWORD, PROFILE
from tests.web.conftest import Visitor

pytestmark = pytest.mark.slow
DAY_S = 24 * 3600
YES = {"decision": "approve", "version": 1}
HINDI = (
    "बारिश में भीगकर आने वाले हर मेहमान का शुक्रिया। "
    "हमारी मसाला चाय हर प्याले के लिए ताज़ी बनती है, अदरक कूटकर, "
    "धीमी आँच पर।"
)
ENDLESS = "https://example.com/" + "chaikidukaanjaipurwali" * 12
LONG_WORD = "Internationalwholesaleandretailcompanyofjaipurs"
NAME = "श्री राधेश्याम जी की प्रसिद्ध मसाला चाय एवं नाश्ता भंडार Internationalwholesaleandretailcompany"


def the_open(shop):
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    return approval


def decided(shop, approval, body) -> None:
    shop.post(f"/api/v1/approvals/{approval['id']}/decision", body)


def refuse(route: Route) -> None:
    route.abort()


def test_what_takes_long_and_what_does_not_come(look, shop):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/api/v1/publications*", hold)
    meera.go("/posts")
    expect(page.get_by_role("status").filter(has_text="Loading")).to_be_visible()
    shot("posts-loading")
    for route in held:
        route.continue_()
    page.unroute("**/api/v1/publications*")
    expect(page.get_by_text("Nothing has gone out yet")).to_be_visible()

    page.route("**/api/v1/**", refuse)
    meera.go("/")
    expect(page.get_by_text("The server does not answer", exact=False)).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing waits for you")).to_have_count(0)
    shot("today-unreachable")
    page.unroute("**/api/v1/**")
    meera.button("Try again").click()
    expect(page.get_by_text("The server does not answer", exact=False)).to_have_count(0)

    meera.context.set_offline(True)
    expect(page.get_by_role("alert").filter(has_text="You are offline")).to_be_visible()
    shot("today-offline")
    meera.tab("Brand")
    expect(page.get_by_text("The server does not answer", exact=False).first).to_be_visible()
    shot("brand-offline")
    meera.context.set_offline(False)
    expect(page.get_by_text("You are offline", exact=False)).to_have_count(0)


def test_a_decision_that_finds_no_network_says_so_and_is_not_sent_later(look, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    approval = the_open(shop)
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{approval['id']}")
    expect(meera.button("Approve")).to_be_visible()
    page.route("**/api/v1/media/*", refuse)
    page.reload()
    expect(page.get_by_text("The picture could not be loaded", exact=False)).to_be_visible()
    page.get_by_text("The picture could not be loaded", exact=False).scroll_into_view_if_needed()
    shot("approval-no-picture")
    meera.go("/")
    missing = page.get_by_role("img", name="The picture could not be loaded", exact=False)
    expect(missing).to_be_visible()
    shot("today-no-picture")
    page.unroute("**/api/v1/media/*")

    meera.go(f"/approvals/{approval['id']}")
    expect(page.get_by_role("img", name=re.compile("Text card"))).to_be_visible()
    meera.context.set_offline(True)
    meera.button("Approve").click()
    expect(page.get_by_text("may or may not have arrived", exact=False)).to_be_visible()
    shot("approval-offline")
    meera.context.set_offline(False)
    expect(page.get_by_text("You are offline", exact=False)).to_have_count(0)
    page.wait_for_timeout(1_500)
    assert the_open(shop)["id"] == approval["id"]
    meera.button("Approve").click()
    expect(page.get_by_text(re.compile("^Approved by Meera"))).to_be_visible()


def test_somebody_else_was_faster(look, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    approval = the_open(shop)
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{approval['id']}")
    expect(meera.button("Approve")).to_be_visible()
    # on a bad network the news is late: this page has not heard of the decision yet
    for path in ("**/api/v1/events", "**/api/v1/approvals/*", "**/api/v1/approvals?*"):
        page.route(path, refuse)
    decided(shop, approval, {"decision": "reject", "version": 1, "message": "Too loud."})
    meera.button("Approve").click()
    expect(page.get_by_text("Somebody was faster: rejected by Meera", exact=False)).to_be_visible()
    shot("approval-decided-elsewhere")


def test_who_may_only_read(look, shop, ask, server):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    approval = the_open(shop)
    user = shop.pair["user"]
    with closing(sqlite3.connect(server.folder / "app.db", timeout=10)) as database:
        database.execute("update members set role = 'viewer' where user_id = ?", (user["id"],))
        database.commit()
    body = {"email": user["email"], "password": PASSWORD}
    shop.pair = httpx.post(f"{server.url}/api/v1/auth/login", json=body, timeout=60).json()
    meera, shot = look()
    meera.sign_in_as(shop)
    meera.go(f"/approvals/{approval['id']}")
    expect(meera.page.get_by_text("Approving needs an owner", exact=False)).to_be_visible()
    shot("approval-viewer")
    meera.go("/accounts")
    expect(meera.page.get_by_text("Only an owner", exact=False)).to_be_visible()
    shot("accounts-viewer")


def test_the_time_went_by(look, shop, ask, control):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    ask(shop, "One LinkedIn post about our masala chai, tomorrow")
    decided(shop, the_open(shop), YES)
    (connection,) = {p["connection_id"] for p in shop.get("/api/v1/publications")["items"]}
    shop.post(f"/api/v1/platforms/{connection}/pause")
    ask(shop, "One LinkedIn post about our bun maskas, tomorrow")
    late = the_open(shop)
    control.post("clock", json={"advance_s": 3 * DAY_S}).raise_for_status()
    meera.go("/posts")
    expect(page.get_by_text("Missed its time", exact=True)).to_be_visible(timeout=90_000)
    shot("posts-missed")
    meera.go(f"/approvals/{late['id']}")
    expect(page.get_by_text("is paused", exact=False)).to_be_visible()
    shot("approval-paused")
    shop.post(f"/api/v1/platforms/{connection}/resume")
    expect(page.get_by_text("is paused", exact=False)).to_have_count(0)
    meera.button("Approve").click()
    expect(page.get_by_text("The time planned for it has passed", exact=False)).to_be_visible()
    shot("approval-too-late")
    meera.button("Choose a new time").click()
    expect(page.get_by_label("When", exact=True)).to_be_visible()

    # the server's clock is ahead by what the tests before advanced it
    slot = datetime.fromisoformat(late["publish_at"])
    page.clock.set_fixed_time(slot + timedelta(days=1))
    meera.go("/")
    expect(page.get_by_text("Its time has passed", exact=True)).to_be_visible()
    shot("today-too-late")
    meera.go(f"/approvals/{late['id']}")
    expect(page.get_by_role("heading", name=re.compile("^Was to go out"))).to_be_visible()
    shot("approval-too-late-known")

    meera.go("/posts")
    meera.button("Choose a new time").click()
    page.get_by_label("When", exact=True).select_option("now")
    shot("posts-move")
    meera.button("Set this time").click()
    expect(page.get_by_text("Published", exact=True)).to_be_visible()


def test_an_account_that_lets_us_in_no_more(look, shop, ask, control):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    revoked = {"platform": "linkedin", "operation": "create_post", "mode": "token_revoked"}
    control.post("faults", json={**revoked, "count": 1}).raise_for_status()
    ask(shop, "One LinkedIn post about our masala chai, now")
    asked = the_open(shop)
    decided(shop, asked, YES)
    meera.go("/accounts")
    # the page and its person share the consent that is over
    expect(page.get_by_text("does not let us in any more", exact=False)).to_have_count(2)
    shot("accounts-lapsed")
    meera.go("/")
    expect(page.get_by_role("link", name="Connect again")).to_have_count(2)
    shot("today-lapsed")


def test_consent_given_and_refused(look):
    meera, shot = look()
    meera.sign_up()
    meera.tab("Accounts")
    answer(meera, shot, "cancel", "Nothing was connected")
    declined = meera.page.get_by_text("LinkedIn was not connected", exact=False)
    expect(declined).to_be_visible()
    shot("accounts-declined")
    answer(meera, shot, "allow", "is connected")
    expect(meera.page.get_by_text("LinkedIn is connected", exact=False)).to_be_visible()
    expect(meera.page.get_by_text("No account is connected")).to_have_count(0)
    shot("accounts-connected")


def answer(meera: Visitor, shot, action: str, heading: str) -> None:
    """On the platform's page, which opens beside the app."""
    with meera.context.expect_page() as opened:
        meera.button("Connect LinkedIn").click()
    consent = opened.value
    consent.locator(f"button[value={action}]").wait_for()
    shot("consent", of=consent)
    if action == "allow":
        shot("accounts-waiting")
    consent.locator(f"button[value={action}]").click()
    expect(consent.get_by_role("heading", level=1)).to_contain_text(heading)
    shot(f"consent-{action}", of=consent)
    consent.close()


def test_words_of_any_length(look, shop, ask, control):
    made = control.post("accounts", json={"platform": "linkedin", "name": NAME})
    member = made.raise_for_status().json()["member"]["id"]
    begun = shop.post("/api/v1/platforms/connect", {"platform": "linkedin"})
    form = {"action": "allow", "account": member}
    agreed = httpx.post(begun["authorize_url"], data=form, timeout=60)
    httpx.get(agreed.headers["location"], timeout=30).raise_for_status()
    for connection in shop.get("/api/v1/platforms")["items"]:
        if connection["account_name"] != NAME:
            shop.http.delete(
                "/api/v1/platforms/linkedin", params={"connection_id": connection["id"]}
            ).raise_for_status()
    product = {
        "name": "केसर पिस्ता इलायची अदरक वाली शाही मसाला चाय",
        "description": HINDI,
        "price": "₹1,25,000",
    }
    shop.put(
        "/api/v1/profile",
        {**PROFILE, "business_name": NAME, "languages": ["hi"], "products": [product]},
    )
    ask(shop, "One LinkedIn post in Hindi about our शाही मसाला चाय, next week")
    text = f"{HINDI}\n\n{ENDLESS}\n\n{HINDI * 6}"
    tags = ["मसालाचाय", "JaipurKiSabsePuraniAurSabseAchhiMasalaChaiKiDukaan"]
    decided(
        shop, the_open(shop), {**YES, "decision": "edit", "edits": {"text": text, "hashtags": tags}}
    )
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/")
    expect(page.get_by_text("Decide", exact=True)).to_be_visible()
    shot("today-long-words")
    asked = the_open(shop)
    meera.go(f"/approvals/{asked['id']}")
    expect(page.get_by_role("img", name=re.compile("Text card"))).to_be_visible()
    shot("approval-long-words", whole=True)
    meera.button(re.compile("^Edit$")).click()
    shot("approval-edit-long-words")
    meera.go(f"/chats/{asked['thread_id']}")
    expect(page.get_by_text("As LinkedIn will show it").first).to_be_visible()
    shot("chat-long-words")
    decided(shop, asked, {**YES, "version": 2})
    meera.go("/posts")
    expect(page.get_by_text("Scheduled", exact=True)).to_be_visible()
    shot("posts-long-words")
    meera.go("/accounts")
    expect(page.get_by_text("Connected", exact=True).first).to_be_visible()
    shot("accounts-long-words")
    meera.go("/brand")
    expect(page.get_by_label("Business name")).to_have_value(NAME)
    shot("brand-long-words", whole=True)


def test_a_report_about_a_name_of_one_long_word(look, shop):
    shop.put("/api/v1/profile", {**PROFILE, "business_name": LONG_WORD})
    html = shop.http.get("/api/v1/analytics/report.html").text
    meera, shot = look()
    meera.page.set_content(html)
    expect(meera.page.get_by_text(LONG_WORD, exact=False).first).to_be_visible()
    shot("report-long-name")


def test_an_address_that_leads_nowhere(look):
    anyone, shot = look()
    answer = anyone.page.goto(f"{anyone.url}/nope")
    assert answer is not None
    assert answer.status == 404
    expect(anyone.page.get_by_role("heading", name="There is nothing here.")).to_be_visible()
    shot("nowhere")
    schema = httpx.get(f"{anyone.url}/openapi.json", timeout=60).json()
    own = {path.split("/")[1] for path in schema["paths"]}
    assert {"api", "threads", "runs"} <= own
    for kept in [f"/{first}/nope/nope" for first in own]:
        program = httpx.get(f"{anyone.url}{kept}", headers={"Accept": "text/html"}, timeout=60)
        assert program.status_code == 404, kept
        assert "<!doctype html>" not in program.text.lower(), kept


def test_more_conversations_than_a_list_shows_at_once(look, shop):
    for n in range(102):
        shop.post("/threads", {"metadata": {"title": f"Wish {n}"}})
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/chats")
    expect(page.locator("main").get_by_text("Wish 101", exact=True)).to_be_visible()
    expect(page.locator("main").get_by_text("Wish 1", exact=True)).to_have_count(0)
    more = meera.button("Show older chats")
    more.scroll_into_view_if_needed()
    shot("chats-many")
    more.click()
    expect(page.locator("main").get_by_text("Wish 0", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Show older chats")).to_have_count(0)
    page.locator("main").get_by_text("Wish 0", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Wish 0")).to_be_visible()


def test_past_posts_of_which_some_cannot_be_read(look, shop):
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/brand")
    page.get_by_label("Where they were posted").select_option("linkedin")
    lines = ["Date,Caption,Likes,Comments,Shares", "2026-03-09,Chai at four.,12,1,0"]
    lines += ["yesterday,Chai at five.,many,1,0"]
    table = {"name": "posts.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    page.get_by_label("CSV or JSON file").set_input_files([table])
    meera.button("Add these posts").click()
    told = page.get_by_text("1 new, 0 known already, 1 not readable.")
    expect(told).to_be_visible()
    told.scroll_into_view_if_needed()
    shot("brand-imported")


def test_the_keyboards_place_is_always_seen(look, shop, ask):
    ask(shop, "One LinkedIn post about our masala chai, next week")
    meera, shot = look()
    page = meera.page
    meera.sign_in_as(shop)
    for path, name in (("/", "today"), (f"/approvals/{the_open(shop)['id']}", "approval")):
        meera.go(path)
        expect(page.locator("main img").first).to_be_visible()
        seen = set()
        for step in range(14):
            page.keyboard.press("Tab")
            place = page.evaluate(RINGED)
            assert place["ring"], place
            seen.add(place["what"])
            if step == 6:
                shot(f"{name}-by-keyboard")
        assert len(seen) > 7, seen


RINGED = """() => {
  const at = document.activeElement;
  const ringed = one => one && getComputedStyle(one).outlineStyle !== 'none'
    && parseFloat(getComputedStyle(one).outlineWidth) >= 2;
  return {
    what: at.getAttribute('aria-label') ?? at.textContent,
    ring: at === document.body || ringed(at) || ringed(at.closest('form')),
  };
}"""
