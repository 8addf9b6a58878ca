"""Videos as they are kept: made, found, changed over time by the clock, judged, deleted."""

import json
import secrets
from dataclasses import dataclass, replace
from sqlite3 import Row

from sandbox import audience, hours, posts
from sandbox.state import State
from sandbox.world import World
from sandbox.youtube.draft import publish_ms
from sandbox.youtube.people import PLATFORM

# Long enough that who asks at once sees it, short enough that nobody has to wait for it.
PROCESSING_MS = 1_000


@dataclass(frozen=True)
class Video:
    id: str
    channel: str
    snippet: dict[str, object]
    status: dict[str, object]
    uploaded_ms: int
    judged_ms: int
    """From when on a failure or rejection is told."""
    failure: str
    rejection: str
    thumbnail: str

    @classmethod
    def from_row(cls, row: Row) -> "Video":
        values = {name: row[name] for name in cls.__dataclass_fields__}
        for name in ("snippet", "status"):
            values[name] = json.loads(row[name])
        return cls(**values)

    def upload_status(self, now_ms: int) -> str:
        if (self.failure or self.rejection) and now_ms >= self.judged_ms:
            return "failed" if self.failure else "rejected"
        return "processed" if now_ms >= self.uploaded_ms + PROCESSING_MS else "uploaded"

    def privacy(self, now_ms: int) -> str:
        """A video with a time of its own is private until then, and public from then on."""
        at = publish_ms(self.status.get("publishAt"))
        if at is not None and now_ms >= at:
            return "public"
        return str(self.status.get("privacyStatus", "public"))

    @property
    def shown_ms(self) -> int:
        """When people could see it first."""
        return max(self.uploaded_ms, publish_ms(self.status.get("publishAt")) or 0)

    def is_shown(self, now_ms: int) -> bool:
        is_good = self.upload_status(now_ms) in ("uploaded", "processed")
        return is_good and self.privacy(now_ms) != "private"

    @property
    def takes_comments(self) -> bool:
        return self.status.get("selfDeclaredMadeForKids") is not True


def add(
    world: World,
    channel: str,
    parts: dict[str, dict[str, object]],
    *,
    media: tuple[str, ...],
    at_ms: int,
    failure: str = "",
    rejection: str = "",
    judged_ms: int = 0,
) -> Video:
    """A new video; one with a fault is among the videos, and never among what is out."""
    snippet, status = parts["snippet"], parts["status"]
    video_id = secrets.token_urlsafe(8)
    world.state.run(
        "INSERT INTO youtube_videos (id, channel, snippet, status, uploaded_ms, judged_ms, failure,"
        " rejection) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            video_id,
            channel,
            json.dumps(snippet),
            json.dumps(status),
            at_ms,
            judged_ms,
            failure,
            rejection,
        ),
    )
    if not failure and not rejection:
        words = str(snippet.get("description", ""))
        post = posts.Post(
            platform=PLATFORM,
            id=video_id,
            account=channel,
            wire=words,
            text=words,
            body={"snippet": snippet, "status": status},
            media=media,
            created_ms=at_ms,
            deleted_ms=None,
            audience_seed=audience.seed_of(world.state, channel),
            audience_hour=hours.hour_of(world.state, channel, at_ms),
        )
        posts.add(world.state, post)
    found = find(world.state, video_id)
    if found is None:
        msg = f"{video_id} was not kept"
        raise LookupError(msg)
    return found


def find(state: State, video_id: str) -> Video | None:
    row = state.row("SELECT * FROM youtube_videos WHERE id = ?", (video_id,))
    return None if row is None else Video.from_row(row)


def of_channel(state: State, channel: str) -> list[Video]:
    """Newest first."""
    rows = state.rows(
        "SELECT * FROM youtube_videos WHERE channel = ? ORDER BY uploaded_ms DESC, rowid DESC",
        (channel,),
    )
    return [Video.from_row(row) for row in rows]


def change(state: State, video: Video, parts: dict[str, dict[str, object]]) -> Video:
    """Replaces whole parts, as the API does: what a part does not say is gone."""
    changed = replace(
        video,
        snippet=parts.get("snippet", video.snippet),
        status=parts.get("status", video.status),
    )
    state.run(
        "UPDATE youtube_videos SET snippet = ?, status = ? WHERE id = ?",
        (json.dumps(changed.snippet), json.dumps(changed.status), video.id),
    )
    words = str(changed.snippet.get("description", ""))
    state.run(
        "UPDATE posts SET wire = ?, text = ? WHERE platform = ? AND id = ?",
        (words, words, PLATFORM, video.id),
    )
    return changed


def judge(state: State, video_id: str, *, failure: str = "", rejection: str = "") -> None:
    """Lets a video be lost at once, as it may be hours after its upload."""
    state.run(
        "UPDATE youtube_videos SET failure = ?, rejection = ?, judged_ms = 0 WHERE id = ?",
        (failure, rejection, video_id),
    )


def remove(world: World, video: Video) -> None:
    world.state.run("DELETE FROM youtube_videos WHERE id = ?", (video.id,))
    if (post := posts.find(world.state, PLATFORM, video.id)) is not None:
        posts.delete(world.state, post, world.clock.now_ms())


def counts(world: World, video: Video, at_ms: int) -> audience.Counts:
    """What it had gathered at that instant: nothing before anybody could see it."""
    post = posts.find(world.state, PLATFORM, video.id)
    if post is None or not video.is_shown(max(at_ms, video.shown_ms)):
        return audience.add(())
    return audience.of_post(replace(post, created_ms=video.shown_ms), at_ms)
