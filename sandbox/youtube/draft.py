"""Strict check of a video's metadata: the parts that are written, their fields and limits."""

import re
from datetime import datetime

from sandbox.exchange import RefusalError
from sandbox.youtube import errors

LONGEST_TITLE = 100
LONGEST_DESCRIPTION = 5000
LONGEST_TAGS = 500
PRIVACY = ("public", "unlisted", "private")
_SNIPPET: dict[str, type] = {
    "title": str,
    "description": str,
    "tags": list,
    "categoryId": str,
    "defaultLanguage": str,
    "defaultAudioLanguage": str,
}
_STATUS: dict[str, type] = {
    "privacyStatus": str,
    "publishAt": str,
    "selfDeclaredMadeForKids": bool,
    "containsSyntheticMedia": bool,
    "license": str,
    "embeddable": bool,
    "publicStatsViewable": bool,
}
_KNOWN = {"snippet": _SNIPPET, "status": _STATUS}
_CATEGORY = re.compile(r"[1-9][0-9]?")


def read_parts(body: dict[str, object], parts: list[str]) -> dict[str, dict[str, object]]:
    """The parts of a video that the call names, each whole.

    Raises:
        RefusalError: 400 with the reason of the field that is wrong.
    """
    if set(body) - set(parts) - {"id", "kind", "etag"}:
        raise errors.refusal(
            400, "unexpectedPart", "The body has a part that the part parameter does not name."
        )
    found = {}
    for part in parts:
        value = body.get(part, {})
        if not isinstance(value, dict):
            raise _wrong("invalidVideoMetadata", f"{part} must be an object")
        _check_fields(part, value)
        found[part] = value
    if "snippet" in found:
        _check_snippet(found["snippet"])
    if "status" in found:
        _check_status(found["status"])
    return found


def _check_fields(part: str, value: dict[str, object]) -> None:
    for name, one in value.items():
        kind = _KNOWN[part].get(name)
        if kind is None:
            raise errors.refusal(
                400, "badRequest", f"Unknown name \"{name[:40]}\" at 'video.{part}'"
            )
        if not isinstance(one, kind):
            raise errors.refusal(400, "badRequest", f"Invalid value at 'video.{part}.{name}'")


def _check_snippet(snippet: dict[str, object]) -> None:
    title, description = str(snippet.get("title", "")), str(snippet.get("description", ""))
    if not title.strip() or len(title) > LONGEST_TITLE or set(title) & set("<>"):
        raise _wrong("invalidTitle", "The request metadata specifies an invalid or empty title")
    if len(description.encode()) > LONGEST_DESCRIPTION or set(description) & set("<>"):
        raise _wrong("invalidDescription", "The request metadata has an invalid description")
    tags = snippet.get("tags", [])
    words = tags if isinstance(tags, list) else []
    is_text = all(
        isinstance(one, str) and one.strip() and not set(one) & set("<>") for one in words
    )
    if not is_text or _length(words) > LONGEST_TAGS:
        raise _wrong("invalidTags", "The request metadata specifies invalid video keywords")
    category = snippet.get("categoryId")
    if category is not None and not _CATEGORY.fullmatch(str(category)):
        raise _wrong("invalidCategoryId", "The request metadata has an invalid category id")


def _length(tags: list[object]) -> int:
    texts = [str(tag) for tag in tags]
    return sum(len(tag) + 2 * (" " in tag) for tag in texts) + max(len(texts) - 1, 0)


def _check_status(status: dict[str, object]) -> None:
    if status.get("privacyStatus", "public") not in PRIVACY:
        raise _wrong("invalidVideoMetadata", "privacyStatus must be public, unlisted or private")
    if status.get("license", "youtube") not in ("youtube", "creativeCommon"):
        raise _wrong("invalidVideoMetadata", "license must be youtube or creativeCommon")
    at = status.get("publishAt")
    if at is not None and (publish_ms(at) is None or status.get("privacyStatus") != "private"):
        raise _wrong(
            "invalidPublishAt", "The request metadata specifies an invalid publishing time"
        )


def publish_ms(value: object) -> int | None:
    """Milliseconds since 1970 of an ISO 8601 instant; nothing when it is none."""
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return round(moment.timestamp() * 1000) if moment.tzinfo else None


def _wrong(reason: str, message: str) -> RefusalError:
    return errors.refusal(400, reason, f"{message}.")
