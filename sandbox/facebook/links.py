"""The addresses by which people find what a Page has posted."""

from sandbox.posts import Post
from sandbox.world import World


def path_of(post: Post) -> str:
    page, _, number = post.id.partition("_")
    match post.body["kind"]:
        case "reel":
            return f"/reel/{post.body['video']}/"
        case "video":
            return f"/{page}/videos/{post.body['video']}/"
        case "story":
            return f"/stories/{page}/{number}/"
    return f"/{page}/posts/{number}/"


def permalink(world: World, post: Post) -> str:
    return world.addresses.platforms + path_of(post)
