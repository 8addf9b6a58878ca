"""Strict check of the `content` of a post: one image or several. Knows nothing of what they are."""

import re
from dataclasses import dataclass

from sandbox.exchange import RefusalError
from sandbox.linkedin import errors

IMAGE_URN = re.compile(r"urn:li:image:[A-Za-z0-9_-]{1,100}")
LONGEST_ALT_TEXT = 4086
FEWEST, MOST = 2, 20
_OFFERED = ("media", "multiImage")


@dataclass(frozen=True)
class Image:
    urn: str
    alt_text: str
    field: str


def read_content(value: object) -> tuple[Image, ...]:
    """The images in their order; none when there is no content.

    Raises:
        RefusalError: 400 with the field that is wrong.
    """
    if value is None:
        return ()
    if not isinstance(value, dict) or len(value) != 1:
        raise _invalid("content", "must be an object with one kind of content")
    kind = next(iter(value))
    if kind not in _OFFERED:
        raise _invalid(f"content/{kind[:40]}", f"is not offered here: use {' or '.join(_OFFERED)}")
    if kind == "media":
        return (_image(value[kind], "content/media", {"id", "title", "altText"}),)
    return _several(value[kind])


def _several(value: object) -> tuple[Image, ...]:
    field = "content/multiImage"
    images = value.get("images") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(images, list) or not FEWEST <= len(images) <= MOST:
        raise _invalid(f"{field}/images", f"must be an array of {FEWEST} to {MOST} images")
    return tuple(
        _image(one, f"{field}/images/{number}", {"id", "altText"})
        for number, one in enumerate(images)
    )


def _image(value: object, field: str, known: set[str]) -> Image:
    if not isinstance(value, dict):
        raise _invalid(field, "must be an object")
    for name in value:
        if name not in known:
            raise _invalid(f"{field}/{name[:40]}", "is unrecognized and not allowed")
    for name in known - {"id"}:
        if not isinstance(value.get(name, ""), str):
            raise _invalid(f"{field}/{name}", "must be a string")
    urn, alt_text = value.get("id"), str(value.get("altText", ""))
    if not isinstance(urn, str) or not IMAGE_URN.fullmatch(urn):
        raise errors.bad_input(
            "INVALID_IMAGE_ID", f"{field}/id must be urn:li:image:{{id}}", field=f"{field}/id"
        )
    if len(alt_text) > LONGEST_ALT_TEXT:
        raise errors.bad_input(
            "FIELD_LENGTH_TOO_LONG",
            f"{field}/altText is {len(alt_text)} characters long, the limit is {LONGEST_ALT_TEXT}",
            field=f"{field}/altText",
        )
    return Image(urn, alt_text, field)


def _invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
