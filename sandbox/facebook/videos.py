"""Videos on their way and out: bytes, phases and what became of each.

Feed videos come as the handle of an upload session; Reels and Stories go through phases.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from sqlite3 import Row

from starlette.responses import Response

from sandbox import files
from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, entities, links, posting
from sandbox.facebook.people import VIDEO, new_id
from sandbox.facebook.posting import Draft
from sandbox.meta import errors, fields
from sandbox.state import State
from sandbox.videos import MP4, NotAVideoError, mp4_duration_s, read
from sandbox.world import World

# Long enough that who takes a finished Reel for a published one at once is found out.
PROCESSING_MS = 800
LONGEST_TITLE = 255
SHORTEST_S = 3
_LONGEST_S = {"reel": 90, "story": 60}
NARROWEST, LOWEST = 540, 960
# An encoder's even numbers of pixels are seldom 9:16 to the dot.
_RATIO_GRACE = 0.0125


@dataclass(frozen=True)
class Video:
    id: str
    page: str
    kind: str
    """video, reel or story."""
    stash: str
    """The key of its bytes while they come."""
    created_ms: int
    size: int | None = None
    """As the sender announced it."""
    sha256: str | None = None
    failure: str | None = None
    finished_ms: int | None = None
    post: str | None = None
    title: str = ""

    @classmethod
    def from_row(cls, row: Row) -> "Video":
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


def start(world: World, page: str, kind: str) -> Video:
    video = Video(
        id=new_id(VIDEO),
        page=page,
        kind=kind,
        stash=world.stash.new(),
        created_ms=world.clock.now_ms(),
    )
    save(world.state, video)
    return video


def find(state: State, video_id: str) -> Video | None:
    row = state.row("SELECT * FROM facebook_videos WHERE id = ?", (video_id,))
    return None if row is None else Video.from_row(row)


def save(state: State, video: Video) -> None:
    names = tuple(Video.__dataclass_fields__)
    marks = ", ".join("?" for _ in names)
    state.run(
        f"INSERT OR REPLACE INTO facebook_videos ({', '.join(names)}) VALUES ({marks})",  # noqa: S608 (own names)
        tuple(getattr(video, name) for name in names),
    )


def own(world: World, visit: access.Visit, video_id: str, verb: str = "get") -> Video:
    video = find(world.state, video_id)
    if video is None or video.page != visit.grant.page:
        raise errors.missing(video_id, verb)
    return video


def complete(world: World, video: Video) -> Video:
    """All bytes are here: looks at them, and keeps them when they are a film of its kind."""
    path = world.stash.path(video.stash)
    try:
        failure = _misfit(path, _LONGEST_S[video.kind]) if video.kind in _LONGEST_S else None
        mp4_duration_s(path)
    except NotAVideoError as error:
        failure = str(error)
    if failure is None:
        done = replace(video, sha256=files.keep_stashed(world, video.stash, MP4))
    else:
        done = replace(video, failure=failure)
    save(world.state, done)
    return done


def _misfit(path: Path, longest_s: float) -> str | None:
    """Why a film is none for a Reel or a Story.

    https://developers.facebook.com/documentation/video-api/guides/reels-publishing
    """
    film = read(path)
    if not SHORTEST_S <= film.duration_s <= longest_s:
        return f"It plays {film.duration_s:.1f} s; {SHORTEST_S} to {longest_s:g} s are possible."
    is_tall = abs(film.ratio - 9 / 16) <= _RATIO_GRACE
    if not is_tall or film.width < NARROWEST or film.height < LOWEST:
        return f"It has {film.width} x {film.height} pixels; 9:16 from 540 x 960 on is possible."
    if not 23.9 <= film.fps <= 60.1:
        return f"It has {film.fps:.1f} frames a second; 24 to 60 are possible."
    return None


def publish(world: World, video: Video, draft: Draft) -> Video:
    """Makes it a post; its page shows it at once, its status says so a little later."""
    made = posting.publish(world, video.page, replace(draft, video=video.id), (video.sha256 or "",))
    done = replace(video, finished_ms=world.clock.now_ms(), post=made, title=draft.title)
    save(world.state, done)
    return done


def create(world: World, call: Call) -> Response:
    """POST graph-video/{page}/videos with the handle of an upload."""
    visit = access.enter(world, call, access.PUBLISH)
    asked = visit.params
    handle = asked.required("fbuploader_video_file_chunk")
    description, title = asked.text("description"), asked.text("title")
    if asked.text("published", "true").lower() not in ("true", "1"):
        raise errors.invalid("This stand-in publishes feed videos at once only")
    asked.done()
    posting.check_text("description", description)
    if len(title) > LONGEST_TITLE:
        raise errors.invalid(f"Param title must be at most {LONGEST_TITLE} characters long")
    row = world.state.row("SELECT * FROM facebook_uploads WHERE handle = ?", (handle,))
    if row is None or row["client_id"] != visit.grant.client_id:
        raise errors.refusal(
            6000,
            "There was a problem uploading your video file. Please try again.",
            subcode=1363130,
            title="Video Upload Is Missing",
        )
    video = Video(
        id=new_id(VIDEO),
        page=visit.grant.page,
        kind="video",
        stash=row["stash"],
        size=row["length"],
        created_ms=world.clock.now_ms(),
    )
    done = complete(world, video)
    if done.failure is not None:
        raise unfit(done.failure)
    draft = Draft(message=description, kind="video", title=title)
    return errors.reply({"id": publish(world, done, draft).id})


def unfit(advice: str) -> RefusalError:
    return errors.refusal(
        352,
        "Sorry, the video file you selected is in a format that we don't support.",
        subcode=1363024,
        title="Unsupported Video Format",
        advice=advice,
    )


def show(world: World, call: Call) -> Response:
    """GET /{v}/{video}."""
    visit = access.enter(world, call, access.READ)
    wanted = fields.read(visit.params, _FIELDS, node="Video")
    visit.params.done()
    video = own(world, visit, call.params["video"])
    post = None if video.post is None else entities.find(world, video.post)
    values: dict[str, object] = {
        "id": video.id,
        "status": _status(world, video),
        "created_time": fields.timestamp(video.created_ms),
        "title": video.title,
        "published": _is_out(world, video),
    }
    if post is not None:
        values["description"] = post.wire
        if _is_out(world, video):
            # A video's post is named by its own half of the id, and its address has no host.
            values |= {
                "post_id": post.id.partition("_")[2],
                "permalink_url": links.path_of(post),
                "created_time": fields.timestamp(post.created_ms),
            }
    return errors.reply({name: values[name] for name in wanted if values.get(name, "") != ""})


_FIELDS = frozenset(
    {"id", "status", "post_id", "permalink_url", "created_time", "title", "description"}
    | {"published"}
)


def _is_out(world: World, video: Video) -> bool:
    now = world.clock.now_ms()
    return video.finished_ms is not None and now >= video.finished_ms + PROCESSING_MS


def _status(world: World, video: Video) -> dict[str, object]:
    is_complete = video.sha256 is not None or video.failure is not None
    received = (video.size or 0) if is_complete else world.stash.size(video.stash)
    uploading: dict[str, object] = {
        "status": "complete" if is_complete else "in_progress" if received else "not_started",
        "bytes_transferred": received,
    }
    if video.size is not None:
        uploading["source_file_size"] = video.size
    processing: dict[str, object] = {"status": "not_started"}
    publishing: dict[str, object] = {"status": "not_started"}
    overall = "upload_complete" if is_complete else "processing"
    if video.failure is not None:
        processing = {
            "status": "error",
            "errors": [{"code": 1363024, "message": video.failure}],
        }
        overall = "error"
    elif _is_out(world, video):
        processing = {"status": "complete"}
        publishing = {
            "status": "complete",
            "publish_status": "published",
            "publish_time": fields.timestamp(video.finished_ms or 0),
        }
        overall = "ready"
    elif video.finished_ms is not None:
        processing = publishing = {"status": "in_progress"}
        overall = "processing"
    return {
        "video_status": overall,
        "uploading_phase": uploading,
        "processing_phase": processing,
        "publishing_phase": publishing,
    }
