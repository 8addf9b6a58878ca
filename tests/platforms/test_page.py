import hashlib
from datetime import UTC, datetime

import pytest

from domain import hidden
from platforms.http import Answer
from platforms.page import is_html, read_page

URL = "https://chai.example/blog/kettle"
NOW = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)
LONG = "We bought the brass kettle in 1987 and it has poured every single cup of chai since. " * 6


def read(body, url=URL, kind="text/html; charset=utf-8"):
    raw = body if isinstance(body, bytes) else body.encode()
    headers = {"content-type": kind}
    return read_page(Answer(status=200, headers=headers, url=url, body=raw), NOW)


def test_a_page_is_on_record_as_it_came():
    body = f"<title> The  kettle </title><main><p>{LONG}</p></main>".encode()
    page = read(body).page
    assert (page.body, page.sha256) == (body, hashlib.sha256(body).hexdigest())
    assert (page.url, page.title, page.fetched_at) == (URL, "The kettle", NOW)
    assert "brass kettle" in page.text


def test_a_post_says_its_date_and_engagement_in_microdata():
    page = read(
        '<article itemscope itemtype="https://schema.org/BlogPosting">'
        f'<h1 itemprop="headline">Kettle</h1><time itemprop="datePublished" '
        f'datetime="2026-11-01T09:30:00+05:30">1 Nov</time><p>{LONG}</p>'
        '<span itemprop="interactionStatistic" itemscope>'
        '<meta itemprop="interactionType" content="https://schema.org/LikeAction">'
        '<b itemprop="userInteractionCount">1,286</b></span></article>'
    ).page
    assert page.published_at == datetime(2026, 11, 1, 4, 0, tzinfo=UTC)
    assert (page.likes, page.comments, page.shares) == (1286, None, None)
    assert page.postings == ()


def test_a_post_says_them_in_json_ld():
    page = read(
        '<script type="application/ld+json">{"@graph": [{"@type": ["BlogPosting"], "url": '
        '"/blog/kettle", "datePublished": "2026-11-01", "commentCount": 4, "interactionStatistic":'
        '{"interactionType": {"@type": "ShareAction"}, "userInteractionCount": "1.2K"}}]}</script>'
        f"<p>{LONG}</p>"
    ).page
    assert page.published_at == datetime(2026, 11, 1, tzinfo=UTC)
    assert (page.likes, page.comments, page.shares) == (None, 4, 1200)


def test_a_post_says_them_in_data_attributes():
    page = read(f'<article data-likes="10,00,000" data-shares="x"><p>{LONG}</p></article>').page
    assert (page.likes, page.comments, page.shares) == (1_000_000, None, None)


def test_a_plain_page_may_declare_its_date_in_the_head():
    head = '<meta property="article:published_time" content="2026-10-01T00:00:00Z">'
    assert read(f"{head}<p>{LONG}</p>").page.published_at == datetime(2026, 10, 1, tzinfo=UTC)


def test_an_index_lists_its_posts_and_keeps_all_its_text():
    teasers = "".join(
        f'<article data-likes="{n}"><h2><a href="/blog/{n}#top">Post {n}</a></h2>'
        f'<time datetime="2026-11-0{n}">.</time><p>{LONG}</p></article>'
        for n in (1, 2, 3)
    )
    page = read(f"<h1>Our blog</h1><p>Cutting chai ₹22</p>{teasers}").page
    assert [p.url for p in page.postings] == [f"https://chai.example/blog/{n}" for n in (1, 2, 3)]
    assert (page.postings[0].title, page.postings[0].likes) == ("Post 1", 1)
    assert page.likes is None
    assert "Cutting chai ₹22" in page.text


def test_json_ld_and_markup_of_one_post_are_one_post():
    page = read(
        '<script type="application/ld+json">{"@type":"NewsArticle","url":"/n/1","headline":"A"}'
        '</script><article data-likes="5"><h2><a href="/n/1">a</a></h2></article>'
    ).page
    (posting,) = page.postings
    assert (posting.title, posting.likes) == ("A", 5)


def test_comments_inside_an_article_are_not_posts():
    page = read(f"<article><h1>Post</h1><p>{LONG}</p><article><p>Nice!</p></article></article>")
    assert page.page.postings == ()


def test_links_are_absolute_web_addresses_once_each():
    links = read(
        '<a href="/a">A</a><a href="/a#x">again</a><a href="mailto:x@y.z">m</a>'
        '<a href="javascript:alert(1)">j</a><a href="http://[bad">b</a><a href="">e</a>'
    ).links
    assert [(link.url, link.words) for link in links] == [("https://chai.example/a", "A")]


def test_text_in_another_charset_is_read_as_declared():
    text = "चाय " * 200
    body = f"<meta charset=utf-16le><p>{text}</p>".encode("utf-16le")
    assert "चाय" in read(body, kind="text/html; charset=utf-16le").page.text
    assert "चाय" in read(f"<p>{text}</p>", kind="text/html; charset=no-such").page.text


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe" * 50,
        b"<" * 2000,
        b"<article>" * 20_000,
        b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script>",
        b"<time datetime='0001-01-01T00:00:00+14:00'>" + b"<article><time datetime='9999'>",
        b"<article data-likes='" + b"9" * 5000 + b"'>x",
    ],
)
def test_a_hostile_page_is_only_a_page_with_little_on_it(body):
    page = read(body).page
    assert page.likes is None
    assert page.published_at is None


def test_only_web_pages_are_web_pages():
    def answer(kind):
        headers = {"content-type": kind} if kind else {}
        return Answer(status=200, headers=headers, url=URL, body=b"")

    assert is_html(answer("text/html; charset=utf-8"))
    assert is_html(answer("application/xhtml+xml"))
    assert is_html(answer(""))
    assert not is_html(answer("application/pdf"))


def test_what_a_page_hides_from_a_reader_is_left_out():
    page = read(
        "<title>Tea&#8238;pot&#27;[8m</title>"
        f"<main><p>{LONG}</p><p>Buy&#27;[8m elsewhere\U000e0041</p></main>"
        '<article><h2><a href="/blog/a">One&#x202e;</a></h2></article>'
        '<article><h2><a href="/blog/b">Two&#155;</a></h2></article>'
    )
    texts = [page.page.title, page.page.text, *(p.title for p in page.page.postings)]
    texts += [link.words for link in page.links]
    assert "One" in texts
    assert "Teapot[8m" in texts
    assert [text for text in texts if hidden.refusal(text)] == []
