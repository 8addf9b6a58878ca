"""Tellings of one post from several sources are one post, in whatever order they come."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ers import ers_of_counts
from domain.ids import post_id
from domain.platform import Platform
from domain.post import Post
from esg.engine import EsgEngine
from esg.identity import address_of, canonical_id
from esg.learn import learn_posts, take_in
from esg.text import sha256, text_key
from store.posts import KeyedPost

AT = datetime(2025, 3, 4, 10, 0, tzinfo=UTC)
BY_TEXT = b"Date,Caption,Likes,Saves\n2025-03-04 10:00:20,Kettle on,10,3\n"
BY_ID = b"Post ID,Publish time,Description,Likes,Shares\n77,2025-03-04 10:00,kettle  ON,12,4\n"


def told(text="Kettle on", at=AT, pid=None, **counts):
    key = f"id:{pid}" if pid else f"text:{sha256(text_key(text))}@{at}"
    post = Post(
        id=post_id("b", "x", key),
        workspace_id="w",
        brand_id="b",
        platform=Platform.X,
        platform_post_id=pid,
        text=text,
        published_at=at,
        ers=ers_of_counts(*(counts.get(name) for name in ("likes", "comments", "shares"))),
        partial=True,
        **counts,
    )
    return KeyedPost(post, key)


def posts_after(tellings):
    """Told file by file, as the database would be."""
    state = {}
    for one in tellings:
        state, _ = take_in(state.values(), [one])
    return state


def as_said(state):
    return {(p.platform_post_id, text_key(p.text), p.published_at) for p in state.values()}


@pytest.mark.parametrize(
    ("platform", "written", "meant"),
    [
        (Platform.X, "https://x.com/chai/status/2074000000000000001?s=20", "2074000000000000001"),
        (Platform.X, "https://twitter.com/chai/status/17", "17"),
        (Platform.X, "2074000000000000001", "2074000000000000001"),
        (
            Platform.LINKEDIN,
            "https://www.linkedin.com/feed/update/urn:li:activity:73/",
            "urn:li:activity:73",
        ),
        (Platform.FACEBOOK, "55_9001", "9001"),
        (Platform.INSTAGRAM, "55_9001", "55_9001"),
        (Platform.INSTAGRAM, "https://www.instagram.com/p/Cab_1-2/", "Cab_1-2"),
        (Platform.INSTAGRAM, "https://instagram.com/chai.adda/reel/Cab_1-2/?igsh=x", "Cab_1-2"),
        (
            Platform.INSTAGRAM,
            "https://www.instagram.com/chai.adda/",
            "https://www.instagram.com/chai.adda/",
        ),
        (Platform.X, "https://example.com/status/17", "https://example.com/status/17"),
    ],
)
def test_an_id_is_the_same_however_it_is_written(platform, written, meant):
    assert canonical_id(platform, written) == meant


@pytest.mark.parametrize(
    ("platform", "canonical", "address"),
    [
        (Platform.X, "1790000000000000001", "https://x.com/i/status/1790000000000000001"),
        (Platform.FACEBOOK, "122100000000001", "https://www.facebook.com/122100000000001"),
        (
            Platform.LINKEDIN,
            "urn:li:share:7200000000000000001",
            "https://www.linkedin.com/feed/update/urn:li:share:7200000000000000001",
        ),
        (Platform.INSTAGRAM, "C7abc-D_e1f", "https://www.instagram.com/p/C7abc-D_e1f"),
        (Platform.INSTAGRAM, "17900000000000001", None),
        (Platform.FACEBOOK, "https://fb.watch/abc", "https://fb.watch/abc"),
        (Platform.LINKEDIN, "row 7", None),
        (Platform.X, "javascript:alert(1)", None),
    ],
)
def test_an_id_tells_where_people_find_the_post(platform, canonical, address):
    assert address_of(platform, canonical) == address


TELLINGS = (
    told(likes=1),
    told("KETTLE  on", AT + timedelta(seconds=40), "7", likes=2, shares=5),
    told(pid="7", likes=3, saves=4),
)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_in_any_order_it_is_one_post_and_the_later_count_stands(order):
    state = posts_after(TELLINGS[at] for at in order)
    (post,) = state.values()
    assert post.id == TELLINGS[order[0]].post.id
    assert post.platform_post_id == "7"
    assert post.likes == TELLINGS[order[-1]].post.likes
    assert (post.shares, post.saves) == (5, 4)


def test_two_posts_of_different_ids_stay_two():
    state = posts_after([told(pid="7", likes=1), told(pid="8", likes=2)])
    assert {p.platform_post_id: p.likes for p in state.values()} == {"7": 1, "8": 2}
    again = posts_after([told(likes=9), told(pid="7", likes=1), told(pid="8", likes=2)])
    assert {p.platform_post_id for p in again.values()} == {"7", "8"}


API = told(pid="18021", likes=2)
BY_SHORTCODE = told(pid="Cab_1-2", likes=1)
BY_DAY = told(at=AT.replace(hour=0), likes=3)


@pytest.mark.parametrize("order", list(permutations((API, BY_SHORTCODE, BY_DAY))))
def test_an_address_a_number_and_a_day_alone_are_one_post_that_is_known_best(order):
    if order[0] is BY_SHORTCODE and order[1] is BY_DAY:
        return  # neither says enough to know the other by
    if order[0] is BY_DAY and order[1] is BY_SHORTCODE:
        return
    for again in ((), order):
        (post,) = posts_after([*order, *again]).values()
        assert (post.platform_post_id, post.published_at) == ("18021", AT)


def test_an_activity_and_its_share_are_one_post_when_text_and_time_say_so():
    state = posts_after([told(pid="urn:li:activity:7"), told(pid="urn:li:share:6")])
    assert [p.platform_post_id for p in state.values()] == ["urn:li:share:6"]


@pytest.mark.parametrize(
    "two",
    [
        (told(), told(at=AT.replace(hour=0))),
        (told(pid="7"), told(pid="8", at=AT.replace(hour=0))),
        (told(pid="7"), told(at=AT.replace(hour=11))),
        (told(pid="7"), told(at=AT.replace(day=5, hour=0))),
    ],
)
def test_a_day_alone_is_enough_only_between_two_sources_and_on_that_day(two):
    assert len(posts_after(two)) == 2


@pytest.mark.parametrize("other", [{"at": AT + timedelta(minutes=1)}, {"text": "Doors open"}])
def test_another_minute_or_text_is_another_post(other):
    assert len(posts_after([told(), told(pid="7", **other)])) == 2


def test_posts_without_a_text_are_never_taken_for_each_other():
    assert len(posts_after([told(""), told("", pid="7")])) == 2


texts = st.sampled_from(["Kettle on", "kettle on ", "Doors open"])
minutes = st.integers(0, 2).map(lambda n: AT + timedelta(minutes=n))
parts = st.lists(st.tuples(texts, minutes, st.booleans(), st.integers(0, 99)), max_size=8)


@given(parts, st.randoms(use_true_random=False))
def test_every_order_of_the_parts_makes_the_same_posts(made, chance):
    """Each text and minute has one id of the platform, which some of its parts tell."""
    tellings = [
        told(text, at, f"{text_key(text)}{at}" if has_id else None, likes=likes)
        for text, at, has_id, likes in made
    ]
    state = posts_after(tellings)
    shuffled = tellings[:]
    chance.shuffle(shuffled)
    assert as_said(posts_after(shuffled)) == as_said(state)
    at_once, _ = take_in((), tellings)
    assert at_once == state
    last = {(text_key(t.post.text), t.post.published_at): t.post.likes for t in tellings}
    assert {(text_key(p.text), p.published_at): p.likes for p in state.values()} == last


@given(parts)
def test_telling_everything_again_changes_nothing(made):
    tellings = [told(text, at, str(likes % 3), likes=likes) for text, at, _, likes in made]
    state, keys = take_in((), tellings)
    once = [KeyedPost(state[i], key) for i, key in keys.items()]
    again, added = take_in(state.values(), once)
    assert (again, added) == (state, {})


@pytest.fixture
def engine(store, letters, now):
    return EsgEngine(store, letters, now=lambda: now)


@pytest.mark.parametrize("files", [(BY_TEXT, BY_ID), (BY_ID, BY_TEXT)])
async def test_across_files_the_row_keeps_its_id_and_learns_the_platforms(engine, store, files):
    outcomes = [await engine.import_posts("w", "b", raw, Platform.INSTAGRAM) for raw in files]
    assert [(o.imported, o.updated) for o in outcomes] == [(1, 0), (0, 1)]
    async with store.reading() as unit:
        (post,) = await unit.posts.list("w", "b")
    assert post.platform_post_id == "77"
    assert (post.saves, post.shares) == (3, 4)
    assert post.likes == (12 if files[-1] is BY_ID else 10)
    key = "id:77" if files[0] is BY_ID else f"text:{sha256('kettle on')}@2025-03-04T10:00:20+00:00"
    assert post.id == post_id("b", "instagram", key)


async def test_what_is_told_by_the_day_is_found_in_the_rows(engine, store, now):
    await engine.import_posts("w", "b", b"Date,Caption,Likes\n2025-03-04,Kettle on,1\n", Platform.X)
    async with store.writing() as unit:
        learned = await learn_posts(unit.posts, "w", "b", [told(pid="77", likes=4)], at=now)
    assert (learned.imported, learned.updated, learned.reworded) == (0, 1, ())
    outcome = await engine.import_posts(
        "w", "b", b"Date,Caption,Likes\n2025-03-04,Kettle on,4\n", Platform.X
    )
    assert (outcome.imported, outcome.unchanged) == (0, 1)


async def test_only_posts_whose_words_are_new_need_a_vector(engine, store, now):
    async def learn(**values):
        async with store.writing() as unit:
            return await learn_posts(unit.posts, "w", "b", [told(pid="77", **values)], at=now)

    first = await learn(likes=4)
    (known,) = first.reworded
    assert (await learn(likes=5)).reworded == ()
    assert (await learn(likes=5, text="Kettle off")).reworded == (known,)


async def test_within_one_file_a_second_telling_counts_as_a_repeat(engine):
    raw = (
        b"Post ID,Date,Caption,Likes\n,2025-03-04 10:00,Kettle on,1\n"
        b"7,2025-03-04 10:00,Kettle on,2\n"
    )
    first = await engine.import_posts("w", "b", raw, Platform.X)
    assert (first.imported, first.updated, first.unchanged) == (1, 0, 1)
    again = await engine.import_posts("w", "b", raw, Platform.X)
    assert (again.imported, again.updated, again.unchanged) == (0, 0, 2)


async def test_what_we_published_and_a_file_tells_is_one_post_and_stays_ours(engine, store, now):
    await engine.import_posts("w", "b", BY_TEXT, Platform.X)
    ours = told(pid="77", likes=20)
    post = ours.post.model_copy(update={"source": "published"})
    async with store.writing() as unit:
        await learn_posts(unit.posts, "w", "b", [KeyedPost(post, ours.natural_key)], at=now)
    await engine.import_posts("w", "b", BY_TEXT, Platform.X)
    async with store.reading() as unit:
        (found,) = await unit.posts.list("w", "b")
    assert (found.source, found.platform_post_id, found.likes) == ("published", "77", 10)


async def test_another_tenants_post_is_not_found_by_its_id(engine, store):
    await engine.import_posts("v", "c", BY_ID, Platform.INSTAGRAM)
    assert (await engine.import_posts("w", "b", BY_ID, Platform.INSTAGRAM)).imported == 1
    async with store.reading() as unit:
        assert len(await unit.posts.list("v", "c")) == 1


async def test_a_local_times_csv_and_the_api_tell_one_post(store, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    local = b"Caption,Date,Likes\nKettle on,4 Mar 2025 15:30,10\n"
    api = (
        b'{"data": [{"id": "1790", "caption": "Kettle on", "like_count": 12,'
        b' "timestamp": "2025-03-04T10:00:21+0000"}]}'
    )
    plan = await engine.plan("w", "b", local, Platform.INSTAGRAM, timezone="Asia/Kolkata")
    assert (await engine.carry_out(plan)).imported == 1
    again = await engine.import_posts("w", "b", api, Platform.INSTAGRAM)
    assert (again.imported, again.updated) == (0, 1)


def test_very_many_posts_of_one_text_and_minute_take_no_square_of_time():
    begun = process_time()
    state, _ = take_in((), [told(pid=str(n)) for n in range(3_000)])
    assert len(state) == 3_000
    assert process_time() - begun < 2
