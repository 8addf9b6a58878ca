"""POST /{page}/photos: takes a photo by its bytes or its address, unseen or as a post at once."""

from dataclasses import dataclass, replace
from sqlite3 import Row

from starlette.responses import Response

from sandbox import files, multipart, pictures
from sandbox.exchange import Call, RefusalError
from sandbox.facebook import access, posting
from sandbox.facebook.people import PHOTO, new_id
from sandbox.fetching import fetch
from sandbox.meta import errors, fields, params
from sandbox.multipart import NotAFormError
from sandbox.state import State
from sandbox.world import World

LARGEST_PHOTO = 4 * 1024 * 1024
LARGEST_BODY = LARGEST_PHOTO + 256 * 1024
_KINDS = (pictures.JPEG, pictures.PNG, pictures.GIF)


@dataclass(frozen=True)
class Photo:
    id: str
    page: str
    sha256: str
    alt_text: str
    created_ms: int
    post: str | None = None

    @classmethod
    def from_row(cls, row: Row) -> "Photo":
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


async def bring(world: World, call: Call) -> Call:
    """Fetches the photo of a call that has a good token and gives an address."""
    try:
        visit = access.enter_with(world, call, _values(call)[0], access.PUBLISH)
    except RefusalError:
        return call
    url = visit.params.text("url")
    return replace(call, download=await fetch(url, largest=LARGEST_PHOTO)) if url else call


def upload(world: World, call: Call) -> Response:
    values, source = _values(call)
    visit = access.enter_with(world, call, values, access.PUBLISH)
    asked = visit.params
    is_published = asked.flag("published") if "published" in values else True
    message = asked.text("message") or asked.text("caption")
    alt_text = asked.text("alt_text_custom")
    url = asked.text("url")
    asked.flag("temporary")
    asked.done()
    posting.check_text("message", message)
    if bool(url) == (source is not None):
        raise errors.refusal(324, "(#324) Requires upload file")
    content = source if source is not None else _fetched(call)
    photo = Photo(
        id=new_id(PHOTO),
        page=visit.grant.page,
        sha256=files.keep(world.state, content, _checked(content)),
        alt_text=alt_text,
        created_ms=world.clock.now_ms(),
    )
    _add(world.state, photo)
    answer: dict[str, object] = {"id": photo.id}
    if is_published:
        draft = posting.Draft(message=message, photos=(photo.id,), kind="photo")
        answer["post_id"] = posting.publish(world, photo.page, draft, (photo.sha256,))
        use(world.state, photo.id, str(answer["post_id"]))
    return errors.reply(answer)


def show(world: World, call: Call) -> Response:
    """GET /{v}/{photo}."""
    visit = access.enter(world, call, access.READ)
    wanted = fields.read(visit.params, _FIELDS, node="Photo")
    visit.params.done()
    photo = own(world, visit, call.params["photo"])
    values: dict[str, object] = {
        "id": photo.id,
        "created_time": fields.timestamp(photo.created_ms),
        "alt_text_custom": photo.alt_text,
        "link": f"{world.addresses.platforms}{files.path_of(photo.sha256)}",
        "page_story_id": photo.post or "",
    }
    return errors.reply({name: values[name] for name in wanted if values[name] != ""})


_FIELDS = frozenset({"id", "created_time", "alt_text_custom", "link", "page_story_id"})


def own(world: World, visit: access.Visit, photo_id: str) -> Photo:
    photo = find(world.state, photo_id)
    if photo is None or photo.page != visit.grant.page:
        raise errors.missing(photo_id)
    return photo


def find(state: State, photo_id: str) -> Photo | None:
    row = state.row("SELECT * FROM facebook_photos WHERE id = ?", (photo_id,))
    return None if row is None else Photo.from_row(row)


def use(state: State, photo_id: str, post: str) -> None:
    state.run("UPDATE facebook_photos SET post = ? WHERE id = ?", (post, photo_id))


def unfit(advice: str) -> RefusalError:
    return errors.refusal(
        324,
        "Missing or invalid image file",
        subcode=1366046,
        title="Can't Read Files",
        advice=advice,
    )


def _values(call: Call) -> tuple[dict[str, str], bytes | None]:
    """The parameters, and the photo if it came with them."""
    if call.content_type != multipart.KIND:
        return params.read(call), None
    values, source = params.read(replace(call, body=b"")), None
    try:
        form = multipart.read(call.headers.get("content-type", ""), call.body)
        for name, field in form.items():
            if field.is_file and name != "source":
                raise errors.invalid(f"Unknown parameter: {name[:60]}")
            if name in values:
                raise errors.invalid(f"The parameter {name[:60]} is given twice")
            if field.is_file:
                source = field.content
            else:
                values[name] = field.text()
    except NotAFormError as error:
        raise errors.invalid(f"The form cannot be read: {error}") from None
    return values, source


def _fetched(call: Call) -> bytes:
    if call.download is None or call.download.trouble is not None:
        raise unfit("The photo could not be fetched from its address.")
    return call.download.content


def _checked(content: bytes) -> str:
    if len(content) > LARGEST_PHOTO:
        raise unfit("Your photos couldn't be uploaded. Photos should be less than 4 MB.")
    try:
        picture = pictures.read(content)
    except pictures.NotAPictureError as error:
        raise unfit(str(error)) from None
    if picture.content_type not in _KINDS:
        raise unfit("Photos should be saved as JPG, PNG, GIF or TIFF files.")
    return picture.content_type


def _add(state: State, photo: Photo) -> None:
    state.run(
        "INSERT INTO facebook_photos VALUES (?, ?, ?, ?, ?, ?)",
        (photo.id, photo.page, photo.sha256, photo.alt_text, photo.created_ms, photo.post),
    )
