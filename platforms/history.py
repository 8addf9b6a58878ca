"""An account's own posts, page by page and each once, as far back as wanted. Knows no vendor."""

from collections.abc import AsyncIterator

from platforms.ports import InForce, OwnPosts, ReadsOwnPosts

PAGE_SIZE = 50
"""So few at a time that a page is read in seconds, also where each post is asked about."""
IDLE_PAGES = 3
"""Pages in a row without a post that was not given: a list that goes on so has no end."""


async def own_posts(
    reader: ReadsOwnPosts, grant: InForce, *, account_id: str, limit: int, after: str = ""
) -> AsyncIterator[OwnPosts]:
    """The newest posts from that place on, at most so many.

    A list that is numbered by place repeats a post when a new one comes out meanwhile; it is given
    only once.

    Raises:
        PlatformError: Refused, or not answered; the pages before it stand.
    """
    given: set[str] = set()
    idle = 0
    while len(given) < limit and idle < IDLE_PAGES:
        most = min(PAGE_SIZE, limit - len(given))
        page = await reader.read_page(grant, account_id=account_id, after=after, most=most)
        fresh = [post for post in page.posts if post.platform_post_id not in given]
        given.update(post.platform_post_id for post in fresh)
        idle = 0 if fresh else idle + 1
        yield page.model_copy(update={"posts": tuple(fresh)})
        if not page.after or page.after == after:
            return
        after = page.after
