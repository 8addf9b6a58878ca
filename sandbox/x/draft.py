"""Strict check of the body of POST /2/tweets. Knows nothing of tokens or storage."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.exchange import Call, RefusalError
from sandbox.strictjson import NotJsonError, read_json
from sandbox.x import counting, errors
from sandbox.x.query import ID

_TAKEN = {"text", "media", "reply", "reply_settings", "made_with_ai", "paid_partnership"}
# known to X, and not for an app of a plan that anybody can buy, or not offered here
_CLOSED = {
    "card_uri",
    "community_id",
    "direct_message_deep_link",
    "edit_options",
    "for_super_followers_only",
    "geo",
    "nullcast",
    "poll",
    "quote_tweet_id",
    "share_with_followers",
}
_SETTINGS = ("following", "mentionedUsers", "subscribers", "verified")
MOST_MEDIA = 4
_MOST_TAGGED = 10


@dataclass(frozen=True)
class Draft:
    text: str
    media_ids: tuple[str, ...]
    parent: str | None


def read_draft(call: Call) -> Draft:
    """The post to publish.

    Raises:
        RefusalError: 400 or 403 with what is wrong.
    """
    body = read_body(call)
    only(body, _TAKEN | _CLOSED, "$")
    for name in sorted(_CLOSED & body.keys()):
        raise errors.forbidden(f"You are not permitted to use [{name}] with this access level.")
    for name in ("made_with_ai", "paid_partnership"):
        if not isinstance(body.get(name, False), bool):
            raise _wrong(f"$.{name}", body[name], "boolean")
    if body.get("reply_settings", _SETTINGS[0]) not in _SETTINGS:
        raise _wrong("$.reply_settings", body["reply_settings"], "/".join(_SETTINGS))
    text = body.get("text", "")
    if not isinstance(text, str):
        raise _wrong("$.text", text, "string")
    media_ids = _media_ids(body)
    if not text.strip() and not media_ids:
        raise errors.invalid("text", text, "$.text: a post needs a text or media")
    _check_text(text)
    return Draft(text.strip(), media_ids, _parent(body))


def read_body(call: Call) -> dict[str, object]:
    """The JSON object of the call.

    Raises:
        RefusalError: 400.
    """
    content_type = call.content_type
    if content_type != "application/json":
        raise errors.invalid("content-type", content_type, "The body must be application/json")
    try:
        body = read_json(call.body)
    except NotJsonError as error:
        raise errors.invalid("body", "", f"The body cannot be read: {error}") from None
    if not isinstance(body, dict):
        raise errors.invalid("body", "", "$: must be an object")
    return body


def only(record: Mapping[str, object], known: set[str], path: str) -> None:
    """X refuses whatever its schema does not have.

    Raises:
        RefusalError: 400 naming the property.
    """
    for name in record:
        if name not in known:
            raise errors.invalid(
                name,
                record[name],
                f"{path}.{name[:60]}: is not defined in the schema and the schema does not allow "
                "additional properties",
            )


def _check_text(text: str) -> None:
    if any(letter in text for letter in "\ufeff\ufffe\uffff"):
        raise errors.invalid("text", "", "$.text: has a character that is not allowed")
    if counting.weight(text) > counting.LIMIT:
        raise errors.coded(403, 186, "Tweet needs to be a bit shorter.")
    if counting.cashtags(text) > 1:
        raise errors.forbidden("You are not permitted to use more than one cashtag in a post.")


def _media_ids(body: Mapping[str, object]) -> tuple[str, ...]:
    media = body.get("media")
    if media is None:
        return ()
    if not isinstance(media, dict):
        raise _wrong("$.media", media, "object")
    only(media, {"media_ids", "tagged_user_ids"}, "$.media")
    tagged = media.get("tagged_user_ids", [])
    if not isinstance(tagged, list) or len(tagged) > _MOST_TAGGED or not _are_ids(tagged):
        raise _wrong("$.media.tagged_user_ids", tagged, f"array of at most {_MOST_TAGGED} ids")
    ids = media.get("media_ids")
    if not isinstance(ids, list) or not 0 < len(ids) <= MOST_MEDIA or not _are_ids(ids):
        raise _wrong("$.media.media_ids", ids, f"array of 1 to {MOST_MEDIA} ids")
    return tuple(str(one) for one in ids)


def _parent(body: Mapping[str, object]) -> str | None:
    reply = body.get("reply")
    if reply is None:
        return None
    if not isinstance(reply, dict):
        raise _wrong("$.reply", reply, "object")
    known = {"in_reply_to_tweet_id", "exclude_reply_user_ids", "auto_populate_reply_metadata"}
    only(reply, known, "$.reply")
    parent = reply.get("in_reply_to_tweet_id")
    if not _are_ids([parent]):
        raise _wrong("$.reply.in_reply_to_tweet_id", parent, "id")
    return str(parent)


def _are_ids(values: list[object]) -> bool:
    return all(isinstance(one, str) and ID.fullmatch(one) for one in values)


def _wrong(path: str, value: object, kind: str) -> RefusalError:
    return errors.invalid(path.rpartition(".")[2], value, f"{path}: must be of type {kind}")
