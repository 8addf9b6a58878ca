"""Which tellings are of one post: by the platform's id, else by text and time. Writes nothing."""

import re
from collections.abc import Iterable
from datetime import datetime, time
from itertools import islice

from domain.platform import Platform
from domain.post import Post
from esg.text import text_key

Moment = tuple[Platform, str, datetime]
"""Platform, normalised text, and the minute of publishing."""
_Day = tuple[Moment, bool, bool]
"""A moment at midnight; whether the day alone is known; whether an API knows the post's id."""

_LOOKED_AT = 1_000
"""Posts of one text and minute, or day, that are gone through: more are no history, and to look at
all of them for each takes the square of their number."""
_STATUS = re.compile(r"https?://(?:[\w-]+\.)*(?:x|twitter)\.com/.+/status(?:es)?/(\d+)\S*", re.I)
_URN = re.compile(r"https?://(?:[\w-]+\.)*linkedin\.com/\S*?(urn:li:\w{1,40}:\d+)\S*", re.I)
_OF_PAGE = re.compile(r"\d+_(\d+)")
_SHORTCODE = re.compile(r"https?://[^/\s]+/(?:[\w.]+/)?(?:p|reels?|tv)/([\w-]+)(?:[/?#]\S*)?", re.I)
_OF_API = re.compile(r"\d+|urn:li:(?:share|ugcPost):\d+")
_ADDRESSES = (
    (Platform.X, re.compile(r"\d+"), "https://x.com/i/status/"),
    (Platform.FACEBOOK, re.compile(r"\d+"), "https://www.facebook.com/"),
    (Platform.LINKEDIN, re.compile(r"urn:li:\w+:\d+"), "https://www.linkedin.com/feed/update/"),
    (Platform.INSTAGRAM, re.compile(r"(?!\d+$)[\w-]{5,20}"), "https://www.instagram.com/p/"),
)


def canonical_id(platform: Platform, told: str) -> str:
    """The platform's id in one form, however a source writes it.

    X and LinkedIn put it into the post's address; Facebook's API puts the page's id before it,
    which its spreadsheets do not. Instagram's address holds a shortcode, which is another id than
    the number that its API and its spreadsheets give.
    """
    if any(map(str.isspace, told)):  # no address has one, and the patterns rest on that
        match = None
    elif platform is Platform.X:
        match = _STATUS.fullmatch(told)
    elif platform is Platform.LINKEDIN:
        match = _URN.fullmatch(told)
    elif platform is Platform.FACEBOOK:
        match = _OF_PAGE.fullmatch(told)
    elif platform is Platform.INSTAGRAM:
        match = _SHORTCODE.fullmatch(told)
    else:
        match = None
    return match[1] if match else told


def address_of(platform: Platform, canonical: str) -> str | None:
    """Where people find the post, by what `canonical_id` gave; None where that does not say it.

    Instagram's API and spreadsheets give a number, from which no address follows.
    """
    if canonical.startswith("https://"):
        return canonical
    for of, known, address in _ADDRESSES:
        if of is platform and known.fullmatch(canonical):
            return address + canonical
    return None


def is_of_api(platform_post_id: str) -> bool:
    """Whether the id is one by which a platform's API knows the post, not a part of its address."""
    return _OF_API.fullmatch(platform_post_id) is not None


def is_day_alone(at: datetime) -> bool:
    """Whether the instant is a date that was told without a time."""
    return at.time() == time()


class Known:
    """The posts of a brand as they become known, by id, by the platform's id, by text and time.

    Two posts that both have an id of the platform in the same form, and not the same, are never
    one. Where one source tells the day alone, text and day are enough for what another tells.
    """

    def __init__(self, posts: Iterable[Post] = ()) -> None:
        self.posts: dict[str, Post] = {}
        self._of_platform: dict[tuple[Platform, str], str] = {}
        self._of_minute: dict[tuple[Moment, bool | None], dict[str, None]] = {}
        self._of_day: dict[_Day, dict[str, None]] = {}
        for post in posts:
            self.put(post)

    def put(self, post: Post) -> None:
        """Add the post, or let it stand in place of the one with its id."""
        before = self.posts.get(post.id)
        was = moment_of(before) if before else None
        if before and was:
            self._of_minute[was, _kind(before)].pop(post.id, None)
            self._of_day[_day(was, before)].pop(post.id, None)
        self.posts[post.id] = post
        if post.platform_post_id:
            self._of_platform.setdefault((post.platform, post.platform_post_id), post.id)
        moment = moment_of(post)
        if moment:
            self._of_minute.setdefault((moment, _kind(post)), {})[post.id] = None
            self._of_day.setdefault(_day(moment, post), {})[post.id] = None

    def find(self, told: Post) -> Post | None:
        """The post that this tells of, if it is known."""
        if told.platform_post_id:
            found = self._of_platform.get((told.platform, told.platform_post_id))
            if found:
                return self.posts[found]
        same = self.posts.get(told.id)
        if same:  # our id is made of what a source told, so it is the same telling again
            return same
        moment = moment_of(told)
        if moment is None:
            return None
        # two sources, of which one tells the time and one the day alone
        day, is_alone, is_api = _day(moment, told)
        places = [self._of_minute.get((moment, kind), {}) for kind in _fitting(told)]
        places.append(self._of_day.get((day, not is_alone, not is_api), {}))
        found_in = (self._first(place, told) for place in places)
        return next((found for found in found_in if found), None)

    def _first(self, place: Iterable[str], told: Post) -> Post | None:
        return _first((self.posts[i] for i in islice(place, _LOOKED_AT)), told)


def moment_of(post: Post) -> Moment | None:
    """By what posts without an id are told apart; None where text or time is not known."""
    key = text_key(post.text)
    if not key or post.published_at is None:
        return None
    return post.platform, key, post.published_at.replace(second=0, microsecond=0)


def _kind(post: Post) -> bool | None:
    """Whether an API knows the post's id; None without one."""
    return is_of_api(post.platform_post_id) if post.platform_post_id else None


def _fitting(told: Post) -> tuple[bool | None, ...]:
    """The kinds of posts it could be one with: two ids of one kind are of two posts."""
    kind = _kind(told)
    return (None, False, True) if kind is None else (None, not kind)


def _day(moment: Moment, post: Post) -> _Day:
    is_api = bool(post.platform_post_id and is_of_api(post.platform_post_id))
    is_alone = post.published_at is not None and is_day_alone(post.published_at)
    return (*moment[:2], moment[2].replace(hour=0, minute=0)), is_alone, is_api


def _first(alike: Iterable[Post], told: Post) -> Post | None:
    """The one this tells of; one without an id first, as it has yet to learn it."""
    fitting = [post for post in alike if not _differ(post, told)]
    return min(fitting, key=lambda p: (p.platform_post_id or "", p.id), default=None)


def _differ(one: Post, other: Post) -> bool:
    mine, others = one.platform_post_id, other.platform_post_id
    if mine is None or others is None or mine == others:
        return False
    return is_of_api(mine) is is_of_api(others)
