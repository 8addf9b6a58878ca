"""Videos by id: list, update, delete, and their thumbnails."""

from starlette.responses import Response

from sandbox import files, pictures
from sandbox.exchange import Call, RefusalError
from sandbox.world import World
from sandbox.youtube import access, errors, library, resource
from sandbox.youtube.draft import read_parts
from sandbox.youtube.query import Query, read_object

MOST_IDS = 50
LARGEST_THUMBNAIL = 2 * 1024 * 1024
EDIT_COST = 50
_WRITABLE = frozenset({"snippet", "status"})


def show(world: World, call: Call) -> Response:
    """GET /youtube/v3/videos?id=: those that there are, others left out."""
    grant = access.enter(world, call, access.READERS)
    query = Query(call)
    parts = query.names("part", resource.PARTS)
    ids = asked_ids(query)
    query.number("maxResults", MOST_IDS, MOST_IDS)
    query.done()
    now = world.clock.now_ms()
    found = [video for one in ids if (video := library.find(world.state, one))]
    shown = [v for v in found if v.channel == grant.account or v.is_shown(now)]
    items = [
        resource.of(world, video, parts, is_owner=video.channel == grant.account) for video in shown
    ]
    info = {"totalResults": len(items), "resultsPerPage": len(items)}
    return errors.reply({"kind": "youtube#videoListResponse", "items": items, "pageInfo": info})


def asked_ids(query: Query) -> list[str]:
    ids = [one.strip() for one in query.required("id").split(",")]
    if len(ids) > MOST_IDS:
        raise errors.refusal(400, "invalidFilters", f"At most {MOST_IDS} ids.", location="id")
    return list(dict.fromkeys(ids))


def update(world: World, call: Call) -> Response:
    """PUT /youtube/v3/videos: whole parts are replaced."""
    grant = access.enter(world, call, access.EDITORS, cost=EDIT_COST)
    query = Query(call)
    names = query.names("part", _WRITABLE)
    query.done()
    body = read_object(call)
    video = _own(world, grant, str(body.get("id", "")))
    parts = read_parts(body, names)
    if "snippet" in parts and not parts["snippet"].get("categoryId"):
        raise errors.refusal(400, "invalidCategoryId", "snippet.categoryId is required.")
    changed = library.change(world.state, video, parts)
    return errors.reply(resource.of(world, changed, names, is_owner=True))


def delete(world: World, call: Call) -> Response:
    """DELETE /youtube/v3/videos?id=."""
    grant = access.enter(world, call, access.EDITORS, cost=EDIT_COST)
    query = Query(call)
    video_id = query.required("id")
    query.done()
    library.remove(world, _own(world, grant, video_id))
    return Response(status_code=204)


def set_thumbnail(world: World, call: Call) -> Response:
    """POST /upload/youtube/v3/thumbnails/set?videoId=."""
    grant = access.enter(world, call, access.UPLOADERS, cost=EDIT_COST)
    query = Query(call)
    video_id = query.required("videoId")
    query.choice("uploadType", ("media",), "media")
    query.done()
    video = _own(world, grant, video_id)
    if not call.body or len(call.body) > LARGEST_THUMBNAIL:
        raise errors.refusal(400, "mediaBodyRequired", "The request has no or too much content.")
    try:
        picture = pictures.read(call.body)
    except pictures.NotAPictureError:
        raise errors.refusal(400, "invalidImage", "The content is no image.") from None
    if picture.content_type not in ("image/jpeg", "image/png"):
        raise errors.refusal(400, "invalidImage", "The image must be JPEG or PNG.")
    sha256 = files.keep(world.state, call.body, picture.content_type)
    world.state.run("UPDATE youtube_videos SET thumbnail = ? WHERE id = ?", (sha256, video.id))
    url = world.addresses.platforms + files.path_of(sha256)
    item = {"default": {"url": url, "width": picture.width, "height": picture.height}}
    return errors.reply({"kind": "youtube#thumbnailSetResponse", "items": [item]})


def _own(world: World, grant: access.Grant, video_id: str) -> library.Video:
    video = library.find(world.state, video_id)
    if video is None:
        raise errors.refusal(404, "videoNotFound", "The video cannot be found.", location="id")
    if video.channel != grant.channel:
        raise forbidden()
    return video


def forbidden() -> RefusalError:
    return errors.refusal(403, "forbidden", "The request is not properly authorized.")
