"""A brand's own site: which pages are worth reading, and what a page says in words and data."""

from datetime import UTC, datetime

import pytest

from platforms.own_page import own_page
from platforms.own_site import own_links
from platforms.site import SiteReader
from platforms.visit import FetchedPage

AT = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
PAGE = """<!doctype html><html><head><title>Chai Ghar</title>
<meta name="description" content="Cafés in Pune"><meta name="theme-color" content="#a3400f">
<script type="application/ld+json">{"@type": "Cafe", "name": "Chai Ghar"}</script>
<script type="application/ld+json">{broken</script><style>.x{}</style></head><body>
<nav><a href="/about">About</a></nav><h1>Chai, <b>boiled</b></h1>
<ul><li><span>Cutting chai</span><b>₹22</b></li></ul>
<table><tr><td>Misal</td><td>₹ 110</td></tr></table><p>one<br>two\u202e</p>
<noscript>hidden</noscript>
<footer>FC Road, Pune 411004 <a href="tel:+919822012345">call</a>
<a href="mailto:hello%40chai.example?subject=x">write</a>
<a href="https://wa.me/919822012345">chat</a></footer></body></html>"""


def fetched(markup: str, content_type: str = "text/html") -> FetchedPage:
    return FetchedPage(
        url="https://chai.example/",
        title="Chai Ghar",
        fetched_at=AT,
        sha256="",
        body=markup.encode(),
        content_type=content_type,
        text="",
    )


def test_a_page_is_its_blocks_line_by_line_with_what_its_links_tell():
    page = own_page(fetched(PAGE))
    assert page.text.splitlines() == [
        "Cafés in Pune",
        "Theme colour: #a3400f",
        "About",
        "Chai, boiled",
        "Cutting chai ₹22",
        "Misal  ₹ 110",
        "one",
        "two",
        "FC Road, Pune 411004 call write chat",
        "Phone: +919822012345",
        "E-mail: hello@chai.example",
        "WhatsApp: 919822012345",
    ]
    assert page.data == ('{"@type":"Cafe","name":"Chai Ghar"}',)


def test_a_page_that_nests_without_end_is_read_all_the_same():
    page = own_page(fetched("<div>" * 20_000 + "deep" + "</div>" * 20_000))
    assert len(page.text) <= 10


def test_the_encoding_that_the_server_says_is_used():
    page = FetchedPage(
        url="https://x.example/",
        title="",
        fetched_at=AT,
        sha256="",
        body="<p>Café".encode("latin-1"),
        content_type="text/html; charset=iso-8859-1",
        text="",
    )
    assert own_page(page).text == "Café"


@pytest.mark.parametrize(
    ("links", "wanted"),
    [
        (
            [("/blog", "Blog"), ("/contact-us", "x"), ("/about.html", "x"), ("/our-menu/", "x")],
            ["/about.html", "/our-menu/", "/contact-us"],
        ),
        (
            [("/p/1", "संपर्क"), ("/p/2", "हमारे बारे में"), ("/p/3", "Products")],
            ["/p/2", "/p/3", "/p/1"],
        ),
        ([("/a", "Menu"), ("/b", "Services"), ("/c", "About us")], ["/c", "/a", "/b"]),
        ([("/login", "Log in"), ("/cart", "Cart"), ("/menu-planner", "Planner")], []),
    ],
)
def test_pages_about_the_business_are_read_one_of_each_kind_first(links, wanted):
    absolute = [(f"https://x.example{path}", words) for path, words in links]
    assert own_links(absolute) == [f"https://x.example{path}" for path in wanted]


async def test_an_own_site_is_read_from_its_front_page_and_not_its_blog(sandbox, http):
    now = 0.0

    async def sleep(seconds: float) -> None:
        nonlocal now
        now += seconds

    http.allow(sandbox.site)
    reader = SiteReader(http, lambda: AT, sleep, monotonic=lambda: now)
    visit = await reader.read_own_site(sandbox.site)
    asked = [str(r["path"]) for r in sandbox.requests("site")]
    assert asked == ["/robots.txt", "/", "/about"]
    home, about = (own_page(page) for page in visit.pages)
    assert "Cutting chai ₹22" in home.text.splitlines()
    assert "Chai Ghar Foods, Deccan Gymkhana, Pune 411004" in home.text.splitlines()
    assert about.title.startswith("About")
