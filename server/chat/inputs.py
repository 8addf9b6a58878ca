"""A client's graph input as messages of a person: checked, in plain words, nothing else let in."""

from typing import Any

from domain.errors import InvalidError
from domain.frozen import Frozen
from server.chat.bodies import LONGEST_MESSAGE, MOST_MESSAGES

_ROLES = {"user", "human"}
_KEYS = {"messages", "brand_id"}


class Said(Frozen):
    """What a person says in one turn."""

    messages: tuple[dict[str, object], ...]
    brand_id: str | None


def read_input(given: dict[str, Any] | None) -> Said:
    """The input, in the one form that a turn takes.

    Raises:
        InvalidError: `empty_message`, `message_too_long`, `unknown_input`, `bad_message`.
    """
    if not given:
        raise _empty()
    unknown = sorted(set(given) - _KEYS)
    if unknown:
        raise InvalidError(
            f"The input has {', '.join(unknown)[:100]}, which is unknown. It takes messages and "
            "brand_id.",
            code="unknown_input",
        )
    listed = given.get("messages")
    if isinstance(listed, (str, dict)):
        listed = [listed]
    if not isinstance(listed, list) or not listed:
        raise _empty()
    if len(listed) > MOST_MESSAGES:
        raise _bad(f"Send at most {MOST_MESSAGES} messages at once.")
    messages = tuple(_message(entry) for entry in listed)
    _require_short(messages)
    brand_id = given.get("brand_id")
    if brand_id is not None and not isinstance(brand_id, str):
        raise _bad("brand_id has to be text.")
    return Said(messages=messages, brand_id=brand_id)


def _message(entry: object) -> dict[str, object]:
    if isinstance(entry, str):
        entry = {"role": "user", "content": entry}
    if not isinstance(entry, dict):
        raise _bad('A message is {"role": "user", "content": "…"}.')
    role = entry.get("role") or entry.get("type")
    if role not in _ROLES:
        raise _bad('Only messages of a person can be sent: {"role": "user", "content": "…"}.')
    text = _text(entry.get("content"))
    if not text.strip():
        raise _empty()
    message: dict[str, object] = {"role": "user", "content": text}
    if entry.get("id"):
        message["id"] = str(entry["id"])[:100]
    return message


def _text(content: object) -> str:
    """The text of a content, which some clients send as a list of blocks."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        raise _bad("The content of a message has to be text.")
    parts = []
    for block in content:
        if isinstance(block, str):
            parts.append(block)
        elif isinstance(block, dict) and block.get("type") == "text":
            parts.append(str(block.get("text", "")))
        else:
            raise _bad("Only text can be sent; leave out images and files.")
    return "\n".join(parts)


def _require_short(messages: tuple[dict[str, object], ...]) -> None:
    size = sum(len(str(message["content"]).encode()) for message in messages)
    if size > LONGEST_MESSAGE:
        raise InvalidError(
            f"That is too long for one message ({size // 1024} KB; {LONGEST_MESSAGE // 1024} KB is "
            "the most). Shorten it, or send it in parts. To add past posts, use “Past posts” on "
            "the Brand page.",
            code="message_too_long",
        )


def _empty() -> InvalidError:
    return InvalidError(
        "The message is empty. Write what you want, for example “Two LinkedIn posts about our "
        "new menu”.",
        code="empty_message",
    )


def _bad(detail: str) -> InvalidError:
    return InvalidError(detail, code="bad_message")
