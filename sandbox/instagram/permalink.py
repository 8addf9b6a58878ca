"""The page where a person sees a published Instagram post, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import audience, comments, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.instagram import links
from sandbox.instagram.containers import Kind
from sandbox.instagram.media import STORY_LIFE_MS
from sandbox.instagram.people import PLATFORM, username
from sandbox.page import page
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /p/{shortcode}."""
    post_id = links.media_id(call.params["shortcode"])
    post = posts.find(world.state, PLATFORM, post_id) if post_id else None
    now = world.clock.now_ms()
    if post is None or post.deleted_ms is not None or _is_over(post, now):
        return page("Not found", "<h1>This post is not here</h1><p>It may be deleted.</p>", 404)
    author = username(world.state, post.account)
    counts = audience.of_post(post, now)
    when = moment(post.created_ms).strftime("%d %b %Y, %H:%M UTC")
    body = (
        '<span class="badge">Local stand-in, not Instagram</span>'
        f'<h1>{escape(author)}</h1><p class="quiet">{when}</p>{_pictures(post)}'
        f'<p class="post">{escape(post.text)}</p><p class="quiet">{counts.likes} likes · '
        f"{counts.comments} comments · {counts.saves} saved · {counts.impressions} views</p>"
        f"{_comments(world, post, author)}"
    )
    return page(f"{author} on Instagram", body)


def _is_over(post: posts.Post, now: int) -> bool:
    """Whether it is a story whose day has passed."""
    return post.body["kind"] == Kind.STORY and now - post.created_ms >= STORY_LIFE_MS


def _pictures(post: posts.Post) -> str:
    children = post.body["children"]
    items = children if isinstance(children, list) else []
    told = [child for child in items if isinstance(child, dict)] or [post.body]
    return "".join(
        _shown(files.path_of(sha256), one) for sha256, one in zip(post.media, told, strict=False)
    )


def _shown(path: str, told: dict[str, object]) -> str:
    if told.get("is_video"):
        return f'<video src="{path}" controls></video>'
    return f'<img src="{path}" alt="{escape(str(told.get("alt_text", "")))}">'


def _comments(world: World, post: posts.Post, author: str) -> str:
    found = comments.of_post(world.state, PLATFORM, post.id)
    return "".join(
        f'<p class="post"><strong>{escape(author)}</strong> {escape(one.text)}</p>' for one in found
    )
