"""When a grant wants to be renewed, whether that needs a person, and what to say. Asks nobody."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from domain.connection import Connection, Tokens
from domain.platform import Platform

NEVER = datetime.max.replace(tzinfo=UTC)
WARN_AHEAD = timedelta(days=7)
"""So long before only a person can help, the account's people are told."""
MAY_FAIL_AGAIN = timedelta(minutes=10)
"""New tokens that are refused within this time will not be accepted after one more renewal."""
FIRST_PAUSE_S, LONGEST_PAUSE_S = 30.0, 3600.0
TELL_AFTER = 3
"""Failures in a row after which a person hears of it: one or two are the network's weather."""


class Way(StrEnum):
    """What a platform gives new tokens for."""

    REFRESH_TOKEN = "refresh_token"  # noqa: S105 - the name of a way
    ACCESS_TOKEN = "access_token"  # noqa: S105 - the name of a way
    """For the old one, while it is in force."""
    PERSON = "person"
    """For a person's new consent alone."""


@dataclass(frozen=True)
class Rule:
    way: Way
    ahead: timedelta
    """So long before its end a grant is renewed."""


_RULES = {
    # a token of sixty days: https://developers.facebook.com/docs/instagram-platform/reference/refresh_access_token
    Platform.INSTAGRAM: Rule(Way.ACCESS_TOKEN, timedelta(days=10)),
    # a page's token has no end; what ends, after ninety days, is the right to read, and only the
    # person's return renews that: https://developers.facebook.com/docs/facebook-login/auth-vs-data
    Platform.FACEBOOK: Rule(Way.PERSON, timedelta()),
    # a token of sixty days; approved partners get a refresh token of a year:
    # https://learn.microsoft.com/linkedin/shared/authentication/programmatic-refresh-tokens
    Platform.LINKEDIN: Rule(Way.REFRESH_TOKEN, timedelta(days=7)),
    # two hours: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
    Platform.X: Rule(Way.REFRESH_TOKEN, timedelta(minutes=5)),
    # one hour: https://developers.google.com/identity/protocols/oauth2/web-server
    Platform.YOUTUBE: Rule(Way.REFRESH_TOKEN, timedelta(minutes=5)),
}


def rule_of(platform: Platform) -> Rule:
    return _RULES[platform]


def is_over(tokens: Tokens, now: datetime) -> bool:
    return tokens.expires_at is not None and tokens.expires_at <= now


def is_near(platform: Platform, tokens: Tokens, now: datetime) -> bool:
    """Whether the access token is over, or will be so soon that it is better renewed first."""
    return tokens.expires_at is not None and tokens.expires_at <= now + rule_of(platform).ahead


def is_young(connection: Connection, renewed_at: datetime | None, now: datetime) -> bool:
    """Whether tokens that live shorter than the margin were renewed only a while ago.

    Without this a platform that gives shorter tokens than it says would be asked at every use.
    """
    if renewed_at is None or connection.expires_at is None:
        return False
    life = connection.expires_at - renewed_at
    return life < 2 * rule_of(connection.platform).ahead and now < renewed_at + life * 0.75


def is_early(platform: Platform, expires_at: datetime, now: datetime, *, key: str) -> bool:
    """Whether a look in the background may leave it for a later one.

    It begins at twice the margin, each account at a moment of its own: accounts that were
    connected together are not renewed together.
    """
    spread = zlib.crc32(key.encode()) / 0xFFFF_FFFF
    return expires_at > now + rule_of(platform).ahead * (2.0 - spread)


def is_renewable(platform: Platform, tokens: Tokens, now: datetime) -> bool:
    """Whether the platform would give new tokens without a person."""
    way = rule_of(platform).way
    if way is Way.REFRESH_TOKEN:
        ends = tokens.refresh_expires_at
        return bool(tokens.refresh_token) and (ends is None or ends > now)
    return way is Way.ACCESS_TOKEN and not is_over(tokens, now)


def survives_refusal(platform: Platform, tokens: Tokens, now: datetime) -> bool:
    """Whether new tokens could be had although the access token is refused."""
    way = rule_of(platform).way
    return way is Way.REFRESH_TOKEN and is_renewable(platform, tokens, now)


def lasts_until(platform: Platform, tokens: Tokens) -> datetime | None:
    """When only a person can help; None where that never has to be."""
    way = rule_of(platform).way
    if way is Way.ACCESS_TOKEN:
        return None
    if way is Way.REFRESH_TOKEN and tokens.refresh_token:
        return tokens.refresh_expires_at
    return tokens.expires_at


def merged(old: Tokens, new: Tokens) -> Tokens:
    """The renewed tokens; what the answer left out stays as it was."""
    if new.refresh_token and new.refresh_token != old.refresh_token:
        return new
    return new.model_copy(
        update={
            "refresh_token": old.refresh_token,
            "refresh_expires_at": new.refresh_expires_at or old.refresh_expires_at,
        }
    )


def is_same_grant(one: Tokens, other: Tokens) -> bool:
    """Whether both rest on one consent, so that renewing one takes the other's force away."""
    if one.refresh_token and other.refresh_token:
        return one.refresh_token == other.refresh_token
    return one.access_token == other.access_token


def pause_s(failures: int) -> float:
    """Seconds until the next try, after so many failures in a row."""
    return min(FIRST_PAUSE_S * 2.0 ** min(failures - 1, 10), LONGEST_PAUSE_S)


def warning(connection: Connection, when: datetime) -> str:
    """What a person has to know who plans a post for then; empty when the grant lasts so long."""
    ends = connection.lasts_until
    if ends is None or ends > when:
        return ""
    name, title = connection.account_name, connection.platform.title
    return (
        f"The access to {name} on {title} ends on {ends:%d %B %Y}, before this post is due, and "
        f"{title} renews it only for a person. Connect {title} again before that day; the post "
        "then goes out as planned."
    )
