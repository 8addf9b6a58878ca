"""The page where a person sees a published Instagram post, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import audience, comments, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.instagram import links
from sandbox.instagram.people import PLATFORM, username
from sandbox.page import page
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /p/{shortcode}."""
    post_id = links.media_id(call.params["shortcode"])
    post = posts.find(world.state, PLATFORM, post_id) if post_id else None
    if post is None or post.deleted_ms is not None:
        return page("Not found", "<h1>This post is not here</h1><p>It may be deleted.</p>", 404)
    author = username(world.state, post.account)
    counts = audience.of_post(post, world.clock.now_ms())
    when = moment(post.created_ms).strftime("%d %b %Y, %H:%M UTC")
    body = (
        '<span class="badge">Local stand-in, not Instagram</span>'
        f'<h1>{escape(author)}</h1><p class="quiet">{when}</p>{_pictures(post)}'
        f'<p class="post">{escape(post.text)}</p><p class="quiet">{counts.likes} likes · '
        f"{counts.comments} comments · {counts.saves} saved · {counts.impressions} views</p>"
        f"{_comments(world, post, author)}"
    )
    return page(f"{author} on Instagram", body)


def _pictures(post: posts.Post) -> str:
    children = post.body["children"]
    told = [str(child["alt_text"]) for child in children] if isinstance(children, list) else []
    alt_texts = told or [str(post.body["alt_text"])]
    return "".join(
        f'<img src="{files.path_of(sha256)}" alt="{escape(alt_text)}">'
        for sha256, alt_text in zip(post.media, alt_texts, strict=False)
    )


def _comments(world: World, post: posts.Post, author: str) -> str:
    found = comments.of_post(world.state, PLATFORM, post.id)
    return "".join(
        f'<p class="post"><strong>{escape(author)}</strong> {escape(one.text)}</p>' for one in found
    )
