"""The page where a person sees a published LinkedIn post, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import accounts, audience, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.linkedin.content import read_content
from sandbox.linkedin.people import PLATFORM
from sandbox.page import page
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /feed/update/{urn}."""
    post = posts.find(world.state, PLATFORM, call.params["urn"])
    if post is None or post.deleted_ms is not None:
        return page("Not found", "<h1>This post is not here</h1><p>It may be deleted.</p>", 404)
    author = accounts.find_by_urn(world.state, PLATFORM, post.account)
    name = author.name if author else post.account
    counts = audience.of_post(post, world.clock.now_ms())
    when = moment(post.created_ms).strftime("%d %b %Y, %H:%M UTC")
    body = (
        '<span class="badge">Local stand-in, not LinkedIn</span>'
        f'<h1>{escape(name)}</h1><p class="quiet">{when}</p>{_pictures(post)}'
        f'<p class="post">{escape(post.text)}</p><p class="quiet">{counts.likes} likes · '
        f"{counts.comments} comments · {counts.shares} reposts · "
        f"{counts.impressions} impressions</p>"
    )
    return page(f"{name} on LinkedIn", body)


def _pictures(post: posts.Post) -> str:
    shown = zip(post.media, read_content(post.body.get("content")), strict=True)
    return "".join(
        f'<img src="{files.path_of(sha256)}" alt="{escape(image.alt_text)}">'
        for sha256, image in shown
    )
