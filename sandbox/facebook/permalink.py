"""The page where a person sees what a Page has posted, at the path of its permalink."""

from html import escape

from starlette.responses import Response

from sandbox import accounts, audience, comments, files, posts
from sandbox.clock import moment
from sandbox.exchange import Call
from sandbox.facebook import posting, videos
from sandbox.facebook.people import PLATFORM
from sandbox.page import page
from sandbox.posts import Post
from sandbox.world import World


def show(world: World, call: Call) -> Response:
    """GET /{page}/posts/{number}, and a Story at its own path."""
    return _page(world, f"{call.params['page']}_{call.params['number']}")


def show_video(world: World, call: Call) -> Response:
    """GET /reel/{video} and /{page}/videos/{video}."""
    video = videos.find(world.state, call.params["video"])
    return _page(world, (video.post or "") if video is not None else "")


def _page(world: World, post_id: str) -> Response:
    post = posts.find(world.state, PLATFORM, post_id)
    if post is None or post.deleted_ms is not None or _is_over(world, post):
        return page("Not found", "<h1>This post is not here</h1><p>It may be deleted.</p>", 404)
    account = accounts.find_by_urn(world.state, PLATFORM, post.account)
    author = account.name if account else post.account
    counts = audience.of_post(post, world.clock.now_ms())
    when = moment(post.created_ms).strftime("%d %b %Y, %H:%M UTC")
    link, title = str(post.body["link"]), str(post.body["title"])
    body = (
        '<span class="badge">Local stand-in, not Facebook</span>'
        f'<h1>{escape(author)}</h1><p class="quiet">{when}</p>{_media(post)}'
        f"{f'<h2>{escape(title)}</h2>' if title else ''}"
        f'<p class="post">{escape(post.text)}</p>'
        f"{_link(link)}"
        f'<p class="quiet">{counts.likes} reactions · {counts.comments} comments · '
        f"{counts.shares} shares</p>{_comments(world, post, author)}"
    )
    return page(f"{author} on Facebook", body)


def _link(url: str) -> str:
    return f'<p><a href="{escape(url)}">{escape(url)}</a></p>' if url else ""


def _is_over(world: World, post: Post) -> bool:
    age = world.clock.now_ms() - post.created_ms
    return post.body["kind"] == "story" and age >= posting.STORY_LIFE_MS


def _media(post: Post) -> str:
    if post.body["video"]:
        return "".join(
            f'<p><a href="{files.path_of(sha256)}">The video</a></p>' for sha256 in post.media
        )
    return "".join(f'<img src="{files.path_of(sha256)}" alt="">' for sha256 in post.media)


def _comments(world: World, post: Post, author: str) -> str:
    return "".join(
        f'<p class="post"><strong>{escape(author)}</strong> {escape(one.text)}</p>'
        for one in comments.of_post(world.state, PLATFORM, post.id)
    )
