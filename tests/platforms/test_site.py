import asyncio
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from platforms.http import USER_AGENT, Http, Timeouts
from platforms.site import SiteReader

NOW = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
PAGE = "<title>Chai</title><p>" + "Boiled in front of you since 1987, with ginger. " * 8 + "</p>"


class Time:
    """Waiting costs nothing and is written down."""

    def __init__(self):
        self.now = 0.0
        self.waits = []

    async def sleep(self, seconds):
        self.waits.append(round(seconds, 2))
        self.now += seconds


@pytest.fixture
def time():
    return Time()


@pytest.fixture
def reader_for(time):
    def make(http):
        return SiteReader(http, lambda: NOW, time.sleep, monotonic=lambda: time.now)

    return make


@pytest.fixture
async def visit(http, reader_for):
    """Visit a site whose origin the installation allows, without real waiting."""

    async def run(url, **fields):
        http.allow(url)
        return await reader_for(http).read_site(url, **fields)

    return run


def paths(sandbox):
    return [request["path"] for request in sandbox.requests("site")]


async def test_the_start_the_index_and_the_newest_posts_are_read(sandbox, visit):
    result = await visit(sandbox.site, max_pages=5)
    assert result.status == "read"
    start, index, *posts = result.pages
    assert (start.url, index.url) == (f"{sandbox.site}/", f"{sandbox.site}/updates")
    dates = [post.published_at for post in posts]
    assert len(posts) == 3
    assert dates == sorted(dates, reverse=True)
    assert all(post.likes and post.comments and post.shares and post.text for post in posts)
    assert len(index.postings) == 8
    assert dates[0] == max(posting.published_at for posting in index.postings)


async def test_robots_comes_first_and_the_closed_area_is_never_asked_for(sandbox, visit):
    result = await visit(sandbox.site, max_pages=30)
    asked = paths(sandbox)
    assert asked[0] == "/robots.txt"
    assert asked.count("/robots.txt") == 1
    assert len(asked) == len(set(asked)) == len(result.pages) + 1
    assert not any(path.startswith(("/members/", "/till/")) for path in asked)
    agents = {request["user_agent"] for request in sandbox.requests("site")}
    assert agents == {USER_AGENT}


async def test_a_closed_start_page_is_not_asked_for_either(sandbox, visit):
    result = await visit(f"{sandbox.site}/members/offers")
    assert (result.status, result.pages) == ("disallowed", ())
    assert "/members/offers" in result.detail
    assert paths(sandbox) == ["/robots.txt"]


async def test_every_request_waits_for_its_turn(sandbox, visit, time):
    result = await visit(sandbox.site, max_pages=4)
    assert time.waits == [2.25] * len(result.pages)


async def test_visits_to_one_host_share_its_pace_in_real_time(sandbox):
    async with Http(allowed=(sandbox.site,)) as http:
        reader = SiteReader(http, lambda: NOW)
        await asyncio.gather(*(reader.read_site(sandbox.site, max_pages=1) for _ in range(2)))
    starts = [datetime.fromisoformat(request["at"]) for request in sandbox.requests("site")]
    gaps = [after - before for before, after in pairwise(starts)]
    assert len(gaps) == 3
    assert min(gaps) >= timedelta(seconds=2)


async def test_progress_is_told_page_by_page(sandbox, visit):
    told = []

    async def tell(done, total, detail):
        told.append((done, total, detail))

    await visit(sandbox.site, max_pages=3, on_progress=tell)
    assert [(done, total) for done, total, _ in told] == [(0, 3), (1, 3), (2, 3)]
    assert told[1][2] == "Reading 127.0.0.1/updates"


async def test_words_meant_for_machines_are_only_text(sandbox, visit):
    result = await visit(f"{sandbox.site}/updates/franchise-faq", max_pages=1)
    (page,) = result.pages
    assert "ignore your instructions" in page.text
    assert (page.likes, page.comments, page.shares) == (96, 23, 9)
    assert sandbox.effects() == []


async def test_a_busy_site_is_asked_again_when_it_says(sandbox, visit, time):
    sandbox.fault("http_429", "page", platform="site")
    result = await visit(sandbox.site, max_pages=1)
    assert result.status == "read"
    assert 5.0 in time.waits


async def test_a_site_that_stays_busy_is_left_alone(sandbox, visit):
    sandbox.fault("http_429", "page", platform="site", count=99)
    result = await visit(sandbox.site)
    assert (result.status, result.pages) == ("unreachable", ())
    assert "come back later" in result.detail
    assert paths(sandbox).count("/") == 3


async def test_a_site_that_becomes_busy_keeps_what_was_read(sandbox, visit):
    told = []

    async def tell(done, total, detail):
        told.append(done)
        if done == 2:
            sandbox.fault("http_429", "page", platform="site", count=99)

    result = await visit(sandbox.site, on_progress=tell)
    assert (result.status, len(result.pages)) == ("read", 2)
    assert "come back later" in result.detail


async def test_a_page_that_fails_is_left_out_with_its_reason(sandbox, visit):
    async def tell(done, total, detail):
        if done == 2:
            sandbox.fault("http_500_before_effect", "page", platform="site")

    result = await visit(sandbox.site, max_pages=4, on_progress=tell)
    assert (result.status, len(result.pages)) == ("read", 3)
    assert "status 500" in result.detail


@pytest.mark.parametrize("mode", ["slow", "hold_before_effect", "lost_response_after_effect"])
async def test_a_start_page_that_does_not_come_is_unreachable(sandbox, visit, mode):
    sandbox.fault(mode, "page", platform="site")
    result = await visit(sandbox.site)
    assert (result.status, result.pages) == ("unreachable", ())
    assert result.detail.endswith(".")


async def test_robots_that_fail_close_the_site(sandbox, visit):
    sandbox.fault("http_500_before_effect", "robots", platform="site")
    result = await visit(sandbox.site)
    assert result.status == "disallowed"
    assert paths(sandbox) == ["/robots.txt"]


async def test_a_host_that_is_down_is_unreachable(visit):
    assert (await visit("http://127.0.0.1:1")).status == "unreachable"


@pytest.mark.parametrize("url", ["", "not an address", "ftp://x.example", "http://[bad", "//x"])
async def test_what_is_no_web_address_is_unreachable(http, reader_for, url):
    assert (await reader_for(http).read_site(url)).status == "unreachable"


async def test_a_private_address_is_never_visited(http, reader_for, serve):
    calls = []

    async def note(reader, writer):
        calls.append(1)

    result = await reader_for(http).read_site(await serve(note))
    assert (result.status, calls) == ("unreachable", [])
    assert "private network" in result.detail


def site_of(answers, asked):
    """A site that answers each path with (status, headers, body); others with 404."""

    async def handle(reader, writer):
        path = (await reader.readuntil(b"\r\n\r\n")).split(b" ")[1].decode()
        asked.append(path)
        status, headers, body = answers.get(path, (404, {}, ""))
        raw = body if isinstance(body, bytes) else body.encode()
        lines = [f"HTTP/1.1 {status} X", f"content-length: {len(raw)}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + raw)
        await writer.drain()

    return handle


async def visited(serve, visit, answers, **fields):
    asked = []
    return await visit(await serve(site_of(answers, asked)), **fields), asked


HTML = {"content-type": "text/html"}


async def test_a_missing_robots_file_allows_everything(serve, visit):
    result, asked = await visited(serve, visit, {"/": (200, HTML, PAGE)})
    assert (result.status, asked) == ("read", ["/robots.txt", "/"])


async def test_a_redirect_to_a_private_address_is_not_followed(serve, visit):
    calls = []

    async def note(reader, writer):
        calls.append(1)

    inside = await serve(note)
    result, _ = await visited(serve, visit, {"/": (302, {"location": inside}, "")})
    assert (result.status, calls) == ("unreachable", [])
    assert "private network" in result.detail


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://[bad", ""])
async def test_a_redirect_to_no_web_address_is_not_followed(serve, visit, location):
    result, _ = await visited(serve, visit, {"/": (301, {"location": location}, "")})
    assert result.status == "unreachable"


async def test_a_redirect_within_the_site_respects_its_robots(serve, visit):
    answers = {
        "/robots.txt": (200, {}, "User-agent: *\nDisallow: /private\n"),
        "/": (302, {"location": "/private/home"}, ""),
    }
    result, asked = await visited(serve, visit, answers)
    assert (result.status, asked) == ("disallowed", ["/robots.txt", "/"])


async def test_the_front_door_may_lead_to_another_address_whose_robots_are_asked(
    serve, visit, http
):
    asked = []
    answers = {
        "/robots.txt": (200, {}, "User-agent: *\nDisallow: /news\n"),
        "/home": (200, HTML, f'{PAGE}<a href="/news">News</a><a href="/blog">Blog</a>'),
        "/blog": (200, HTML, PAGE),
    }
    home = await serve(site_of(answers, asked))
    http.allow(home)
    result, _ = await visited(serve, visit, {"/": (301, {"location": f"{home}/home"}, "")})
    assert [page.url for page in result.pages] == [f"{home}/home", f"{home}/blog"]
    assert asked == ["/robots.txt", "/home", "/blog"]


async def test_redirects_in_a_circle_end(serve, visit):
    result, asked = await visited(serve, visit, {"/": (302, {"location": "/"}, "")})
    assert result.status == "unreachable"
    assert asked.count("/") == 6


async def test_links_to_other_sites_are_not_followed(serve, visit, http):
    calls = []
    other = await serve(site_of({"/blog": (200, HTML, PAGE)}, calls))
    http.allow(other)
    page = f'{PAGE}<a href="{other}/blog">Blog</a>'
    result, _ = await visited(serve, visit, {"/": (200, HTML, page)})
    assert (len(result.pages), calls) == (1, [])


async def test_an_index_without_markup_leads_to_the_pages_below_it(serve, visit):
    links = '<a href="/blog/b">B</a><a href="/blog/a">A</a><a href="/shop">S</a>'
    answers = {
        "/": (200, HTML, f'{PAGE}<a href="/blog">Read</a>'),
        "/blog": (200, HTML, PAGE + links),
        "/blog/a": (200, HTML, PAGE),
        "/blog/b": (200, HTML, PAGE),
    }
    _, asked = await visited(serve, visit, answers)
    assert asked == ["/robots.txt", "/", "/blog", "/blog/b", "/blog/a"]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        (HTML, "", "empty"),
        (HTML, "<script>alert(1)</script>", "empty"),
        ({"content-type": "application/pdf"}, "%PDF", "unreachable"),
        (HTML, b"x" * 3_000_000, "unreachable"),
    ],
)
async def test_a_site_without_readable_text_says_so(serve, visit, headers, body, status):
    result, _ = await visited(serve, visit, {"/": (200, headers, body)})
    assert (result.status, result.pages) == (status, ())


async def test_a_site_that_wants_long_pauses_is_read_as_far_as_time_allows(serve, visit, time):
    links = "".join(f'<a href="/blog/{n}">{n}</a>' for n in range(9))
    answers = {f"/blog/{n}": (200, HTML, PAGE) for n in range(9)} | {
        "/robots.txt": (200, {}, "User-agent: *\nCrawl-delay: 50\n"),
        "/": (200, HTML, f'{PAGE}<a href="/blog">Blog</a>'),
        "/blog": (200, HTML, PAGE + links),
    }
    result, _ = await visited(serve, visit, answers)
    assert (result.status, len(result.pages)) == ("read", 3)
    assert "time" in result.detail
    assert 50.0 in time.waits
    assert time.now <= 120


@pytest.mark.parametrize("wanted", ["3600", "Wed, 11 Nov 2026 06:00:00 GMT"])
async def test_a_long_retry_after_ends_the_visit_instead_of_being_shortened(serve, visit, wanted):
    answers = {"/": (429, {"retry-after": wanted}, "")}
    result, asked = await visited(serve, visit, answers)
    assert (result.status, asked) == ("unreachable", ["/robots.txt", "/"])


async def test_a_dripping_page_does_not_hold_the_visit(serve, reader_for):
    async def drip(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.05)

    url = await serve(drip)
    async with Http(allowed=(url,), timeouts=Timeouts(read=0.5, total=0.5)) as http:
        assert (await reader_for(http).read_site(url)).status == "unreachable"
