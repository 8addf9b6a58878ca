"""Posts and vectors in a real database: bulk writes, pages, tenants, races."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from domain.errors import NotFoundError
from domain.platform import Platform
from domain.post import Post
from store.posts import KeyedPost
from store.unit import Store
from store.vectors import IN_CHUNK, TextVector

DAY = datetime(2025, 1, 1, tzinfo=UTC)


@pytest.fixture
async def history(database_url: str, now: datetime) -> AsyncIterator[Store]:
    """Workspace w with the brands b and a, workspace v with brand c; no posts."""
    opened = Store(database_url, secret_keys=("a secret key of tests only, long",))
    async with opened.writing() as unit:
        owner = User(id="u", email="u@example.com", password_hash="", created_at=now)
        await unit.accounts.add_user(owner)
        for workspace in ("w", "v"):
            made = Workspace(id=workspace, name=workspace, created_at=now)
            await unit.accounts.add_workspace(made, owner_id="u")
        for workspace, brand in (("w", "b"), ("w", "a"), ("v", "c")):
            profile = BrandProfile()
            await unit.brands.add(Brand(id=brand, workspace_id=workspace, profile=profile), now)
    yield opened
    await opened.close()


def post(number, **values):
    base = {
        "id": f"p{number:05}",
        "workspace_id": "w",
        "brand_id": "b",
        "platform": Platform.INSTAGRAM,
        "text": f"text {number}",
        "hashtags": ("tea", "चाय"),
        "published_at": DAY + timedelta(days=number),
        "likes": number,
        "ers": 10.25,
        "registers": ("pride",),
    }
    return Post(**(base | values))


async def save(store, *posts, changed=(), retold=(), now=DAY):
    async with store.writing() as unit:
        await unit.posts.save(
            posts[0].workspace_id if posts else "w",
            posts[0].brand_id if posts else "b",
            new=[KeyedPost(p, f"key {p.id}") for p in posts],
            changed=list(changed),
            retold=retold,
            at=now,
        )


async def version(store, workspace="w", brand="b"):
    async with store.reading() as unit:
        return await unit.posts.version(workspace, brand)


async def write_vectors(store, *vectors, model="m"):
    async with store.writing() as unit:
        made = [TextVector(post_id, text, bytes(vector)) for post_id, text, vector in vectors]
        return await unit.posts.vectors.write("w", "b", model, made)


async def missing(store, model="m"):
    async with store.reading() as unit:
        return await unit.posts.vectors.missing("w", "b", model)


async def test_a_post_comes_back_as_it_went_in(history):
    written = post(1, saves=2**40, partial=True, platform_post_id="17", source="published")
    await save(history, written)
    async with history.reading() as unit:
        assert await unit.posts.get("w", written.id) == written
        assert await unit.posts.by_ids("w", "b", [written.id, "absent"]) == {written.id: written}


async def test_bulk_writes_pass_the_limit_of_variables(history):
    posts = [post(n) for n in range(IN_CHUNK * 2 + 1)]
    await save(history, *posts)
    async with history.reading() as unit:
        found = await unit.posts.by_ids("w", "b", [p.id for p in posts])
    assert list(found.values()) == posts


async def test_every_change_raises_the_version_and_nothing_else_does(history):
    assert await version(history) == 0
    await save(history, post(1))
    assert await version(history) == 1
    await save(history, changed=[post(1, likes=9)])
    assert await version(history) == 2
    await save(history)
    assert await version(history) == 2
    assert await version(history, "w", "a") == 0


async def test_a_changed_post_takes_its_new_form(history):
    await save(history, post(1), post(2))
    await save(history, changed=[post(1, likes=99, text="other", ers=None)])
    async with history.reading() as unit:
        assert await unit.posts.get("w", "p00001") == post(1, likes=99, text="other", ers=None)
        assert await unit.posts.get("w", "p00002") == post(2)


async def test_pages_go_newest_first_with_the_undated_last_and_miss_nothing(history):
    posts = [post(n, published_at=None if n < 3 else DAY + timedelta(n // 2)) for n in range(9)]
    await save(history, *posts)
    seen, after = [], None
    async with history.reading() as unit:
        while page := await unit.posts.list("w", "b", after=after, limit=2):
            seen += [p.id for p in page]
            after = page[-1].id
    dated = sorted(posts[3:], key=lambda p: (-p.published_at.timestamp(), p.id))
    assert seen == [p.id for p in [*dated, *posts[:3]]]


async def test_a_list_is_narrowed_by_platform_words_and_time(history):
    await save(
        history,
        post(1, text="Masala CHAI 100%"),
        post(2, platform=Platform.X),
        post(3, text="100 cups"),
    )
    async with history.reading() as unit:

        async def ids(**options):
            return [p.id for p in await unit.posts.list("w", "b", **options)]

        assert await ids(platform=Platform.X) == ["p00002"]
        assert await ids(text="chai") == ["p00001"]
        assert await ids(text="100%") == ["p00001"]
        assert await ids(since=DAY + timedelta(2), until=DAY + timedelta(3)) == ["p00002"]


async def test_only_searchable_posts_lack_a_vector(history):
    await save(history, post(1), post(2, text=""), post(3, ers=None), post(4))
    assert await missing(history) == ["p00001", "p00004"]
    assert await write_vectors(history, ("p00001", "text 1", b"\0" * 8)) == 1
    assert await missing(history) == ["p00004"]
    assert await missing(history, model="other") == ["p00001", "p00004"]


async def test_a_vector_of_an_earlier_text_is_not_written(history):
    await save(history, post(1))
    assert await write_vectors(history, ("p00001", "what it said before", b"\0" * 8)) == 0
    assert await missing(history) == ["p00001"]
    assert await version(history) == 1


async def test_a_second_vector_for_the_same_post_is_left_out(history):
    await save(history, post(1))
    assert await write_vectors(history, ("p00001", "text 1", b"\1" * 8)) == 1
    assert await write_vectors(history, ("p00001", "text 1", b"\2" * 8)) == 0
    async with history.reading() as unit:
        assert await unit.posts.vectors.known("w", "b", "m", ["text 1"]) == {"text 1": b"\1" * 8}


async def test_equal_texts_share_the_first_vector(history):
    await save(history, post(1, text="same"), post(2, text="same"))
    await write_vectors(history, ("p00001", "same", b"\1" * 8))
    await write_vectors(history, ("p00002", "same", b"\2" * 8))
    async with history.reading() as unit:
        rows = await unit.posts.vectors.search_rows("w", "b", "m")
    assert {row.vector for row in rows} == {b"\1" * 8}
    assert {row.id for row in rows} == {"p00001", "p00002"}


async def test_a_retold_post_loses_its_vector_in_the_same_write(history):
    await save(history, post(1), post(2))
    await write_vectors(history, ("p00001", "text 1", b"\1" * 8), ("p00002", "text 2", b"\2" * 8))
    await save(history, changed=[post(1, text="new")], retold=["p00001"])
    assert await missing(history) == ["p00001"]


async def test_an_interrupted_write_leaves_nothing(history):
    async def interrupted():
        async with history.writing() as unit:
            made = KeyedPost(post(1), "k")
            await unit.posts.save("w", "b", new=[made], changed=[], retold=[], at=DAY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await interrupted()
    async with history.reading() as unit:
        assert await unit.posts.list("w", "b") == ()
    assert await version(history) == 0


async def test_no_method_reaches_into_another_workspace(history):
    await save(history, post(1))
    await write_vectors(history, ("p00001", "text 1", b"\1" * 8))
    async with history.reading() as unit:
        posts = unit.posts
        with pytest.raises(NotFoundError):
            await posts.get("v", "p00001")
        assert await posts.list("v", "b") == ()
        assert await posts.by_ids("v", "b", ["p00001"]) == {}
        assert await posts.vectors.missing("v", "b", "other") == []
        assert await posts.vectors.texts("v", "b", "other", ["p00001"]) == {}
        assert await posts.vectors.known("v", "b", "m", ["text 1"]) == {}
        assert await posts.vectors.search_rows("v", "b", "m") == ()
    async with history.writing() as unit:
        with pytest.raises(NotFoundError):
            await unit.posts.lock("v", "b")
        stolen = TextVector("p00001", "text 1", b"\3" * 8)
        assert await unit.posts.vectors.write("v", "b", "other", [stolen]) == 0
        await unit.posts.save("v", "b", new=[], changed=[], retold=["p00001"], at=DAY)
    assert await missing(history) == []


async def test_no_method_reaches_into_another_brand(history):
    await save(history, post(1))
    async with history.reading() as unit:
        assert await unit.posts.list("w", "a") == ()
        assert await unit.posts.by_ids("w", "a", ["p00001"]) == {}
        assert await unit.posts.vectors.texts("w", "a", "m", ["p00001"]) == {}
        assert await unit.posts.vectors.search_rows("w", "a", "m") == ()


async def test_the_version_is_read_by_itself_as_within_a_unit(history):
    async with history.reading() as unit:
        version = await unit.posts.version("w", "b")
    assert await history.peeks.posts_version("w", "b") == version
    for key in (("w", "nobody"), ("v", "b")):
        with pytest.raises(NotFoundError):
            await history.peeks.posts_version(*key)
