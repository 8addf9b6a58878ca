"""The page where a person sees a published LinkedIn post, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import accounts, audience, comments, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.linkedin.content import Asset, read_content
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
        f'<h1>{escape(name)}</h1><p class="quiet">{when}</p>{_shown(post)}'
        f'<p class="post">{escape(post.text)}</p><p class="quiet">{counts.likes} likes · '
        f"{counts.comments} comments · {counts.shares} reposts · "
        f"{counts.impressions} impressions</p>{_comments(world, post)}"
    )
    return page(f"{name} on LinkedIn", body)


def _shown(post: posts.Post) -> str:
    """Its media, or its card, as far as a page without scripts can show them."""
    content = read_content(post.body.get("content"))
    seen = "".join(
        _medium(sha256, asset) for sha256, asset in zip(post.media, content.assets, strict=True)
    )
    if card := content.article:
        seen += (
            f'<p><a href="{escape(card.source)}">{escape(card.title)}</a></p>'
            f'<p class="quiet">{escape(card.description)}</p>'
        )
    return seen


def _medium(sha256: str, asset: Asset) -> str:
    path, title = files.path_of(sha256), escape(asset.title)
    if asset.kind == "image":
        return f'<img src="{path}" alt="{escape(asset.alt_text)}"><p class="quiet">{title}</p>'
    return f'<p><a href="{path}">{title or asset.kind.capitalize()}</a></p>'


def _comments(world: World, post: posts.Post) -> str:
    written = comments.of_post(world.state, PLATFORM, post.id)
    return "".join(f'<p class="post">{escape(one.text)}</p>' for one in written)
