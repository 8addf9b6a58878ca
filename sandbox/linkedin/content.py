"""Strict check of the `content` of a post: media or an article. Knows nothing of what they are."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandbox.exchange import RefusalError
from sandbox.linkedin import errors

URNS = {
    kind: re.compile(rf"urn:li:{kind}:[A-Za-z0-9_-]{{1,100}}")
    for kind in ("image", "video", "document")
}
LONGEST_ALT_TEXT = 4086
LONGEST_TITLE = 400
LONGEST_DESCRIPTION = 4086
FEWEST, MOST = 2, 20
_OFFERED = ("media", "multiImage", "article")
_ARTICLE = {
    "source": 2000,
    "title": LONGEST_TITLE,
    "description": LONGEST_DESCRIPTION,
    "thumbnail": 200,
}


@dataclass(frozen=True)
class Asset:
    kind: str
    urn: str
    field: str
    title: str = ""
    alt_text: str = ""


@dataclass(frozen=True)
class Article:
    source: str
    title: str
    description: str


@dataclass(frozen=True)
class Content:
    assets: tuple[Asset, ...] = ()
    article: Article | None = None


def read_content(value: object) -> Content:
    """What the post shows, media in their order; nothing when there is no content.

    Raises:
        RefusalError: 400 with the field that is wrong.
    """
    if value is None:
        return Content()
    if not isinstance(value, dict) or len(value) != 1:
        raise _invalid("content", "must be an object with one kind of content")
    kind = next(iter(value))
    if kind == "media":
        return Content((_asset(value[kind], "content/media", tuple(URNS), {"title"}),))
    if kind == "multiImage":
        return Content(_several(value[kind]))
    if kind == "article":
        return _article(value[kind])
    raise _invalid(f"content/{kind[:40]}", f"is not offered here: use {' or '.join(_OFFERED)}")


def _several(value: object) -> tuple[Asset, ...]:
    field = "content/multiImage"
    images = value.get("images") if isinstance(value, dict) and len(value) == 1 else None
    if not isinstance(images, list) or not FEWEST <= len(images) <= MOST:
        raise _invalid(f"{field}/images", f"must be an array of {FEWEST} to {MOST} images")
    return tuple(
        _asset(one, f"{field}/images/{number}", ("image",), set())
        for number, one in enumerate(images)
    )


def _article(value: object) -> Content:
    field = "content/article"
    found = _texts(value, field, _ARTICLE)
    for name in ("source", "title"):
        if not found.get(name, "").strip():
            raise errors.bad_input(
                "MISSING_FIELD",
                f"{field}/{name} field is required but not found",
                field=f"{field}/{name}",
            )
    if urlsplit(found["source"]).scheme not in ("http", "https"):
        raise _invalid(f"{field}/source", "must be a web address")
    article = Article(found["source"], found["title"], found.get("description", ""))
    if "thumbnail" not in found:
        return Content((), article)
    return Content((_named(found["thumbnail"], f"{field}/thumbnail", ("image",)),), article)


def _asset(value: object, field: str, kinds: tuple[str, ...], more: set[str]) -> Asset:
    limits = {"id": 200, "altText": LONGEST_ALT_TEXT, **dict.fromkeys(more, LONGEST_TITLE)}
    if isinstance(value, dict) and not isinstance(value.get("id"), str):
        raise _unknown(f"{field}/id", kinds)
    found = _texts(value, field, limits)
    named = _named(found["id"], f"{field}/id", kinds)
    return Asset(
        named.kind, named.urn, named.field, found.get("title", ""), found.get("altText", "")
    )


def _named(urn: str, field: str, kinds: tuple[str, ...]) -> Asset:
    for kind in kinds:
        if URNS[kind].fullmatch(urn):
            return Asset(kind, urn, field)
    raise _unknown(field, kinds)


def _texts(value: object, field: str, limits: dict[str, int]) -> dict[str, str]:
    """The object's texts, each no longer than it may be."""
    if not isinstance(value, dict):
        raise _invalid(field, "must be an object")
    for name, text in value.items():
        if name not in limits:
            raise _invalid(f"{field}/{name[:40]}", "is unrecognized and not allowed")
        if not isinstance(text, str):
            raise _invalid(f"{field}/{name}", "must be a string")
        if len(text) > limits[name]:
            raise errors.bad_input(
                "FIELD_LENGTH_TOO_LONG",
                f"{field}/{name} is {len(text)} characters long, the limit is {limits[name]}",
                field=f"{field}/{name}",
            )
    return value


def _unknown(field: str, kinds: tuple[str, ...]) -> RefusalError:
    wanted = " or ".join(f"urn:li:{kind}:{{id}}" for kind in kinds)
    return errors.bad_input("INVALID_IMAGE_ID", f"{field} must be {wanted}", field=field)


def _invalid(field: str, rule: str) -> RefusalError:
    return errors.bad_input("INVALID_VALUE_FOR_FIELD", f"{field} {rule}", field=field)
