"""How anything becomes a post that people see on a Page: at once, or later by Facebook's clock."""

import json
from dataclasses import dataclass

from sandbox import audience, hours, posts
from sandbox.facebook.people import PLATFORM, POST, new_id
from sandbox.meta import errors
from sandbox.posts import Post
from sandbox.state import State
from sandbox.world import World

STORY_LIFE_MS = 24 * 3600 * 1000


LONGEST_TEXT = 63_206


@dataclass(frozen=True)
class Draft:
    message: str
    kind: str
    """status, link, photo, album, video, reel, story."""
    link: str = ""
    place: str = ""
    photos: tuple[str, ...] = ()
    video: str = ""
    title: str = ""

    def body(self) -> dict[str, object]:
        return {
            "kind": self.kind,
            "link": self.link,
            "place": self.place,
            "photos": list(self.photos),
            "video": self.video,
            "title": self.title,
        }


def check_text(name: str, text: str) -> None:
    """What people read of a post, whatever its kind calls it.

    Raises:
        RefusalError: Code 100.
    """
    if len(text) > LONGEST_TEXT:
        raise errors.invalid(f"Param {name} must be at most {LONGEST_TEXT} characters long")


def publish(
    world: World,
    page: str,
    draft: Draft,
    media: tuple[str, ...],
    *,
    post_id: str = "",
    at_ms: int | None = None,
) -> str:
    """Makes it visible; returns the post's id."""
    when = world.clock.now_ms() if at_ms is None else at_ms
    made = post_id or new_post_id(page)
    posts.add(
        world.state,
        Post(
            platform=PLATFORM,
            id=made,
            account=page,
            wire=draft.message,
            text=draft.message,
            body=draft.body(),
            media=media,
            created_ms=when,
            deleted_ms=None,
            audience_seed=audience.seed_of(world.state, page),
            audience_hour=hours.hour_of(world.state, page, when),
        ),
    )
    return made


def new_post_id(page: str) -> str:
    return f"{page}_{new_id(POST)}"


def schedule(world: World, page: str, draft: Draft, media: tuple[str, ...], at_ms: int) -> str:
    made = new_post_id(page)
    world.state.run(
        "INSERT INTO facebook_scheduled VALUES (?, ?, ?, ?, ?, ?)",
        (made, page, draft.message, json.dumps(draft.body()), json.dumps(media), at_ms),
    )
    return made


def publish_due(world: World) -> None:
    """Shows what was scheduled for a time that has come; looked for at each call."""
    now = world.clock.now_ms()
    for row in world.state.rows(
        "SELECT * FROM facebook_scheduled WHERE at_ms <= ? ORDER BY at_ms", (now,)
    ):
        body = json.loads(row["body"])
        draft = Draft(
            message=row["message"],
            kind=body["kind"],
            link=body["link"],
            place=body["place"],
            photos=tuple(body["photos"]),
            video=body["video"],
            title=body["title"],
        )
        media = tuple(json.loads(row["media"]))
        publish(world, row["page"], draft, media, post_id=row["id"], at_ms=row["at_ms"])
        world.state.run("DELETE FROM facebook_scheduled WHERE id = ?", (row["id"],))


def visible(state: State, page: str, kinds: tuple[str, ...]) -> list[Post]:
    """The Page's posts of these kinds, newest first."""
    found = posts.of_account(state, PLATFORM, page)
    return [post for post in found if post.body["kind"] in kinds]
