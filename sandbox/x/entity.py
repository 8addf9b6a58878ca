"""A post as X shows it, in the words of its guides or of its newer specification."""

from collections.abc import Collection, Iterable

from sandbox import audience, posts
from sandbox.clock import moment
from sandbox.world import World
from sandbox.x import media, shortening

FIELDS = {
    "attachments",
    "author_id",
    "conversation_id",
    "created_at",
    "edit_history_tweet_ids",
    "entities",
    "id",
    "non_public_metrics",
    "note_tweet",
    "organic_metrics",
    "public_metrics",
    "referenced_tweets",
    "text",
}
HIDDEN = {"non_public_metrics", "organic_metrics"}
_NEWER = {
    "edit_history_tweet_ids": "edit_history_post_ids",
    "note_tweet": "note_post",
    "referenced_tweets": "referenced_posts",
    "retweet_count": "repost_count",
}


def fields_of(*, is_newer: bool) -> set[str]:
    """What can be asked for, under the names of that vocabulary."""
    return {renamed(name, is_newer=is_newer) for name in FIELDS}


def parameter_of(*, is_newer: bool) -> str:
    return "post.fields" if is_newer else "tweet.fields"


def renamed(name: str, *, is_newer: bool) -> str:
    return _NEWER.get(name, name) if is_newer else name


def show(
    world: World, post: posts.Post, fields: Collection[str], *, is_newer: bool
) -> dict[str, object]:
    """The post with these fields; an id, the text and the history are always there."""
    text, links = shortening.given_back(post.text, _links(post))
    whole: dict[str, object] = {
        "id": post.id,
        "text": text,
        "edit_history_tweet_ids": [post.id],
        "author_id": post.account,
        "conversation_id": post.body.get("conversation_id", post.id),
        "created_at": iso_z(post.created_ms),
    }
    if links:
        whole["entities"] = {"urls": links}
    if keys := media_keys(post):
        whole["attachments"] = {"media_keys": keys}
    if parent := post.body.get("parent"):
        whole["referenced_tweets"] = [{"type": "replied_to", "id": parent}]
    whole |= _metrics(world, post, is_newer=is_newer)
    asked = {"id", "text", renamed("edit_history_tweet_ids", is_newer=is_newer), *fields}
    given = {renamed(name, is_newer=is_newer): value for name, value in whole.items()}
    return {name: value for name, value in given.items() if name in asked}


def media_shown(world: World, shown: Iterable[posts.Post]) -> list[dict[str, object]]:
    """What `includes.media` has for these posts, with how often a video was played."""
    found: list[dict[str, object]] = []
    for post in shown:
        for key in media_keys(post):
            row = media.by_key(world.state, key)
            kind = kind_of(str(row["category"])) if row else "photo"
            one: dict[str, object] = {"media_key": key, "type": kind}
            if kind == "video":
                counts = audience.of_post(post, world.clock.now_ms())
                one["public_metrics"] = {"view_count": counts.impressions * 2 // 5}
            found.append(one)
    return found


def kind_of(category: str) -> str:
    return {"tweet_gif": "animated_gif", "tweet_video": "video"}.get(category, "photo")


def media_keys(post: posts.Post) -> list[str]:
    keys = post.body.get("media_keys")
    return [str(key) for key in keys] if isinstance(keys, list) else []


def iso_z(milliseconds: int) -> str:
    return moment(milliseconds).strftime("%Y-%m-%dT%H:%M:%S.") + f"{milliseconds % 1000:03d}Z"


def _links(post: posts.Post) -> list[dict[str, str]]:
    links = post.body.get("links")
    return [one for one in links if isinstance(one, dict)] if isinstance(links, list) else []


def _metrics(world: World, post: posts.Post, *, is_newer: bool) -> dict[str, object]:
    counts = audience.of_post(post, world.clock.now_ms())
    engagements = counts.clicks + counts.likes + counts.comments + counts.shares + counts.saves
    hidden = {
        "impression_count": counts.impressions,
        "url_link_clicks": counts.clicks,
        "user_profile_clicks": counts.clicks // 3,
        "engagements": engagements,
    }
    quotes = counts.shares // 4
    return {
        "public_metrics": {
            renamed("retweet_count", is_newer=is_newer): counts.shares - quotes,
            "reply_count": counts.comments,
            "like_count": counts.likes,
            "quote_count": quotes,
            "bookmark_count": counts.saves,
            "impression_count": counts.impressions,
        },
        "non_public_metrics": hidden,
        "organic_metrics": {**hidden, "like_count": counts.likes, "reply_count": counts.comments},
    }
