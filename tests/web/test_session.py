"""Who is signed in stays so while the server cannot say, and what is live comes back."""

import pytest
from playwright.sync_api import Request, Route, expect

from tests.server.conftest import PASSWORD

pytestmark = pytest.mark.slow
REFRESH = "**/api/v1/auth/refresh"
LAPSED = "s => localStorage.setItem('insta-media.session', JSON.stringify(s))"


def lapsed(visit, shop):
    """Somebody whose token has to be renewed before anything else."""
    meera = visit()
    meera.sign_in_as(shop)
    meera.page.evaluate(LAPSED, {**shop.pair, "expires_at": 0})
    return meera


def test_a_renewal_that_found_no_network_is_tried_again(visit, shop):
    meera = lapsed(visit, shop)
    tried = []

    def lost(route: Route) -> None:
        tried.append(route)
        route.abort()

    meera.page.route(REFRESH, lost, times=2)
    meera.go("/posts")
    expect(meera.page.get_by_text("Nothing has gone out yet")).to_be_visible()
    assert len(tried) == 2


def test_a_server_that_cannot_renew_signs_nobody_out_and_is_followed_again(visit, shop, ask):
    meera = lapsed(visit, shop)
    page = meera.page
    page.route(REFRESH, lambda route: route.fulfill(status=503, body="{}"))
    sent = []

    # the driver marks what it calls, which a method of a list does not allow
    def note(request: Request) -> None:
        sent.append(request)

    page.on("request", note)
    meera.go("/")
    expect(page.get_by_text("The server does not answer", exact=False)).to_be_visible()
    bare = [r.url for r in sent if "/api/v1/" in r.url and "authorization" not in r.headers]
    assert [url for url in bare if not url.endswith("/auth/refresh")] == []
    with page.expect_response(lambda answer: answer.url.endswith("/api/v1/events")) as followed:
        page.unroute(REFRESH)
    assert followed.value.status == 200
    ask(shop, "One LinkedIn post about our masala chai, next week")
    # by its event: the next look without one is a minute away
    expect(page.get_by_text("Decide", exact=True)).to_be_visible()


@pytest.mark.parametrize("where", ["/chats/new", "/chats/{thread}"])
def test_a_session_that_ends_while_writing_is_said_and_the_words_are_kept(visit, shop, ask, where):
    thread = ask(shop, "One LinkedIn post about our masala chai, next week")
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    path = where.format(thread=thread)
    meera.go(path)
    words = page.get_by_label("Write to the team")
    words.fill("Two posts about our kulhad chai, please")
    page.evaluate(LAPSED, {**shop.pair, "access_token": "x", "refresh_token": "x"} | FAR)
    page.get_by_label("Send").click()
    expect(page.get_by_text("You were signed out. Sign in to go on.")).to_be_visible()
    sign_in(meera, shop)
    expect(words).to_have_value("Two posts about our kulhad chai, please")
    assert page.url.endswith(path)
    page.get_by_label("Send").click()
    expect(page.get_by_text("kulhad chai, please").first).to_be_visible()
    expect(words).to_have_value("")
    # the library of the chat tells the refusal on the console, too
    meera.complaints = [told for told in meera.complaints if "HTTP 401" not in told]


def test_words_that_were_typed_when_the_session_ended_are_nobody_elses(visit, shop, server):
    meera = visit()
    page = meera.page
    meera.sign_in_as(shop)
    meera.go("/chats/new")
    words = page.get_by_label("Write to the team")
    words.fill("For my eyes only")
    page.reload()
    expect(words).to_have_value("For my eyes only")
    meera.go("/brand")
    expect(page.get_by_text(f"Workspace {shop.pair['user']['workspace_id']}")).to_be_visible()
    meera.button("Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.get_by_text("You were signed out")).to_have_count(0)
    sign_in(meera, shop)
    meera.go("/chats/new")
    expect(words).to_have_value("")


FAR = {"expires_at": 4_102_444_800_000}


def sign_in(visitor, person):
    page = visitor.page
    page.get_by_label("E-mail").fill(person.pair["user"]["email"])
    page.get_by_label("Password").fill(PASSWORD)
    visitor.button("Sign in").click()
    expect(page.get_by_role("link", name="Chats").locator("visible=true").first).to_be_visible()
