"""The page where a person sees a post of X with what follows it, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import accounts, audience, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.page import page
from sandbox.world import World
from sandbox.x.people import PLATFORM


def show(world: World, call: Call) -> Response:
    """GET /i/web/status/{id}."""
    post = posts.find(world.state, PLATFORM, call.params["id"])
    if post is None or post.deleted_ms is not None:
        return page("Not found", "<h1>This post is not here</h1><p>It may be deleted.</p>", 404)
    author = accounts.find_member(world.state, PLATFORM, post.account)
    name = author.name if author else post.account
    everything = posts.of_account(world.state, PLATFORM, post.account)
    thread = [one for one in reversed(everything) if one.body.get("conversation_id") == post.id]
    shown = "".join(_post(world, one) for one in thread or [post])
    return page(
        f"{name} on X",
        f'<span class="badge">Local stand-in, not X</span><h1>{escape(name)}</h1>{shown}',
    )


def _post(world: World, post: posts.Post) -> str:
    counts = audience.of_post(post, world.clock.now_ms())
    when = moment(post.created_ms).strftime("%d %b %Y, %H:%M UTC")
    alt_texts = post.body.get("alt_texts")
    described = alt_texts if isinstance(alt_texts, list) else []
    pictures = "".join(
        f'<img src="{files.path_of(sha256)}" alt="{escape(str(text))}">'
        for sha256, text in zip(post.media, described, strict=False)
    )
    return (
        f'<p class="quiet">{when}</p>{pictures}<p class="post">{escape(post.text)}</p>'
        f'<p class="quiet">{counts.comments} replies · {counts.shares} reposts · '
        f"{counts.likes} likes · {counts.impressions} views</p>"
    )
