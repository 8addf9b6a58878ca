"""Which tellings are of one post: by the platform's id, else by text and minute. Writes nothing."""

import re
from collections.abc import Iterable
from datetime import datetime

from domain.platform import Platform
from domain.post import Post
from esg.text import text_key

Moment = tuple[Platform, str, datetime]
"""Platform, normalised text, and the minute of publishing."""

_STATUS = re.compile(r"https?://(?:[\w-]+\.)*(?:x|twitter)\.com/.+/status(?:es)?/(\d+)\S*", re.I)
_URN = re.compile(r"https?://(?:[\w-]+\.)*linkedin\.com/\S*?(urn:li:\w+:\d+)\S*", re.I)
_OF_PAGE = re.compile(r"\d+_(\d+)")


def canonical_id(platform: Platform, told: str) -> str:
    """The platform's id in one form, however a source writes it.

    X and LinkedIn put it into the post's address; Facebook's API puts the page's id before it,
    which its spreadsheets do not.
    """
    if platform is Platform.X:
        match = _STATUS.fullmatch(told)
    elif platform is Platform.LINKEDIN:
        match = _URN.fullmatch(told)
    elif platform is Platform.FACEBOOK:
        match = _OF_PAGE.fullmatch(told)
    else:
        match = None
    return match[1] if match else told


class Known:
    """The posts of a brand as they become known, by id, by the platform's id, by text and minute.

    Two posts that both have an id of the platform, and not the same, are never one.
    """

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        self.posts: dict[str, Post] = {}
        self._of_platform: dict[tuple[Platform, str], str] = {}
        self._of_minute: dict[Moment, dict[str, None]] = {}
        for post in posts:
            self.put(post)

    def put(self, post: Post) -> None:
        """Add the post, or let it stand in place of the one with its id."""
        before = self.posts.get(post.id)
        was = moment_of(before) if before else None
        if was:
            self._of_minute[was].pop(post.id, None)
        self.posts[post.id] = post
        if post.platform_post_id:
            self._of_platform.setdefault((post.platform, post.platform_post_id), post.id)
        moment = moment_of(post)
        if moment:
            self._of_minute.setdefault(moment, {})[post.id] = None

    def find(self, told: Post) -> Post | None:
        """The post that this tells of, if it is known."""
        if told.platform_post_id:
            found = self._of_platform.get((told.platform, told.platform_post_id))
            if found:
                return self.posts[found]
        same = self.posts.get(told.id)
        if same and not _differ(same, told):
            return same
        moment = moment_of(told)
        alike = [self.posts[i] for i in self._of_minute.get(moment, ())] if moment else []
        # one without an id first: it is the one that has yet to learn it
        fitting = [post for post in alike if not _differ(post, told)]
        return min(fitting, key=lambda p: (p.platform_post_id or "", p.id), default=None)


def moment_of(post: Post) -> Moment | None:
    """By what posts without an id are told apart; None where text or time is not known."""
    key = text_key(post.text)
    if not key or post.published_at is None:
        return None
    return post.platform, key, post.published_at.replace(second=0, microsecond=0)


def _differ(one: Post, other: Post) -> bool:
    ids = {one.platform_post_id, other.platform_post_id} - {None}
    return len(ids) > 1
