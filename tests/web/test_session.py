"""Who is signed in stays so while the server cannot say, and what is live comes back."""

import pytest
from playwright.sync_api import Request, Route, expect

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
