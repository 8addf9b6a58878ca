"""The page where a person sees a video, at the paths of its permalinks."""

from html import escape

from starlette.responses import Response

from sandbox import accounts, comments, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.page import page
from sandbox.world import World
from sandbox.youtube import library
from sandbox.youtube.people import PLATFORM
from sandbox.youtube.query import Query


def show(world: World, call: Call) -> Response:
    """GET /watch?v= and /shorts/{id}."""
    video_id = call.params.get("id") or Query(call).text("v")
    video, now = library.find(world.state, video_id), world.clock.now_ms()
    if video is None or not video.is_shown(now):
        words = "It may be deleted, private or not processed."
        return page("Not found", f"<h1>This video is not here</h1><p>{words}</p>", 404)
    channel = accounts.find_by_urn(world.state, PLATFORM, video.channel)
    name = channel.name if channel else video.channel
    counts = library.counts(world, video, now)
    when = moment(video.shown_ms).strftime("%d %b %Y, %H:%M UTC")
    said = "".join(
        f'<p class="post">{escape(one.text)}</p>'
        for one in comments.of_post(world.state, PLATFORM, video.id)
    )
    title = escape(str(video.snippet.get("title", "")))
    words = escape(str(video.snippet.get("description", "")))
    body = (
        '<span class="badge">Local stand-in, not YouTube</span>'
        f'<h1>{title}</h1><p class="quiet">{escape(name)} · {when}</p>{_file(world, video.id)}'
        f'<p class="post">{words}</p><p class="quiet">{counts.likes} likes · '
        f"{counts.impressions} views</p><h2>Comments</h2>{said}"
    )
    return page(f"{name} on YouTube", body)


def _file(world: World, video_id: str) -> str:
    post = posts.find(world.state, PLATFORM, video_id)
    media = post.media if post else ()
    return "".join(f'<p><a href="{files.path_of(one)}">The file</a></p>' for one in media)
