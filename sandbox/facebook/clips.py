"""Reels and Stories: a video's start and finish, a photo's Story, and the lists of both."""

from starlette.responses import Response

from sandbox import posts
from sandbox.exchange import Call
from sandbox.facebook import access, entities, links, photos, posting, videos
from sandbox.facebook.posting import Draft
from sandbox.meta import cursors, errors, fields
from sandbox.meta.params import Params
from sandbox.posts import Post
from sandbox.world import World

DAILY_REELS = 30
DAY_MS = 24 * 3600 * 1000
_STATES = ("PUBLISHED", "SCHEDULED", "DRAFT")
_REEL_FIELDS = frozenset({"id", "post_id", "description", "created_time", "permalink_url", "title"})


def reels(world: World, call: Call) -> Response:
    """POST /{page}/video_reels, in both phases."""
    return _phase(world, call, "reel")


def video_stories(world: World, call: Call) -> Response:
    """POST /{page}/video_stories, likewise."""
    return _phase(world, call, "story")


def photo_stories(world: World, call: Call) -> Response:
    """POST /{page}/photo_stories."""
    visit = access.enter(world, call, access.PUBLISH)
    photo_id = visit.params.required("photo_id")
    visit.params.done()
    photo = photos.own(world, visit, photo_id)
    if photo.post is not None:
        raise errors.invalid("The photo is published already and cannot become a Story")
    draft = Draft(message="", kind="story", photos=(photo.id,))
    made = posting.publish(world, photo.page, draft, (photo.sha256,))
    photos.use(world.state, photo.id, made)
    return errors.reply({"success": True, "post_id": made.partition("_")[2]})


def list_stories(world: World, call: Call) -> Response:
    """GET /{page}/stories: those of the last day, newest first."""
    visit = access.enter(world, call, access.READ)
    begin = world.clock.now_ms() - posting.STORY_LIFE_MS
    found = [
        post
        for post in posting.visible(world.state, visit.grant.page, ("story",))
        if post.created_ms > begin
    ]
    return cursors.listing(
        world,
        call,
        visit.params,
        found,
        id_of=lambda post: post.id,
        show=lambda post: _story(world, post),
    )


def list_reels(world: World, call: Call) -> Response:
    """GET /{page}/video_reels: they stand in no other list."""
    visit = access.enter(world, call, access.READ)
    wanted = fields.read(visit.params, _REEL_FIELDS, node="Video")
    return cursors.listing(
        world,
        call,
        visit.params,
        posting.visible(world.state, visit.grant.page, ("reel",)),
        id_of=lambda post: post.id,
        show=lambda post: _reel(post, wanted),
    )


def _phase(world: World, call: Call, kind: str) -> Response:
    visit = access.enter(world, call, access.PUBLISH)
    match visit.params.required("upload_phase").lower():
        case "start":
            visit.params.done()
            return _start(world, visit.grant.page, kind)
        case "finish":
            return _finish(world, visit, kind)
    raise errors.invalid("Param upload_phase must be one of {START, FINISH}")


def _start(world: World, page: str, kind: str) -> Response:
    begin = world.clock.now_ms() - DAY_MS
    made = posting.visible(world.state, page, ("reel",))
    if kind == "reel" and sum(post.created_ms > begin for post in made) >= DAILY_REELS:
        raise errors.refusal(
            4,
            f"(#4) A Page can publish {DAILY_REELS} Reels within 24 hours",
            subcode=1390008,
            title="Too Many Reels",
        )
    video = videos.start(world, page, kind)
    url = f"{world.addresses.platforms}/video-upload/v26.0/{video.id}"
    return errors.reply({"video_id": video.id, "upload_url": url})


def _finish(world: World, visit: access.Visit, kind: str) -> Response:
    video = videos.own(world, visit, visit.params.required("video_id"), "post")
    draft = _reel_draft(visit.params) if kind == "reel" else Draft(message="", kind=kind)
    visit.params.done()
    if video.kind != kind:
        raise errors.missing(video.id, "post")
    if video.failure is not None:
        raise videos.unfit(video.failure)
    if video.sha256 is None:
        raise errors.refusal(
            6000,
            "There was a problem uploading your video file. Please try again.",
            subcode=1363130,
            title="Video Upload Is Missing",
        )
    if video.post is not None:
        # No answer is documented for this; nothing is published a second time.
        raise errors.invalid("The video is published already")
    done = videos.publish(world, video, draft)
    answer: dict[str, object] = {"success": True}
    if done.post is not None and kind == "story":
        answer["post_id"] = done.post.partition("_")[2]
    return errors.reply(answer)


def _reel_draft(params: Params) -> Draft:
    state = params.text("video_state", "PUBLISHED")
    if state not in _STATES:
        raise errors.invalid(f"Param video_state must be one of {', '.join(_STATES)}")
    if state != "PUBLISHED" or params.text("scheduled_publish_time"):
        raise errors.invalid("This stand-in publishes Reels at once only")
    title, place = params.text("title"), params.text("place")
    description = params.text("description")
    posting.check_text("description", description)
    if len(title) > videos.LONGEST_TITLE:
        raise errors.invalid(f"Param title must be at most {videos.LONGEST_TITLE} characters long")
    return Draft(message=description, kind="reel", title=title, place=place)


def _story(world: World, post: Post) -> dict[str, object]:
    shown = post.body["photos"]
    photo = shown[0] if isinstance(shown, list) and shown else ""
    return {
        "post_id": post.id.partition("_")[2],
        "status": "published",
        "creation_time": str(post.created_ms // 1000),
        "media_type": "photo" if photo else "video",
        "media_id": photo or post.body["video"],
        "url": links.permalink(world, post),
    }


def _reel(post: Post, wanted: list[str]) -> dict[str, object]:
    values: dict[str, object] = {
        "id": post.body["video"],
        "post_id": post.id.partition("_")[2],
        "description": post.wire,
        "title": post.body["title"],
        "created_time": fields.timestamp(post.created_ms),
        "permalink_url": links.path_of(post),
    }
    return {name: values[name] for name in wanted if values[name] != ""}


def delete_video(world: World, call: Call) -> Response:
    """DELETE /{v}/{video}: takes its post along."""
    visit = access.enter(world, call, access.PUBLISH)
    visit.params.done()
    video = videos.own(world, visit, call.params["video"], "delete")
    if video.post is not None:
        post = entities.find(world, video.post, verb="delete")
        posts.delete(world.state, post, world.clock.now_ms())
    world.state.run("DELETE FROM facebook_videos WHERE id = ?", (video.id,))
    return errors.reply({"success": True})
