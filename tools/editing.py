"""What a person may change on a card, checked and made into the next version. Writes no row."""

import unicodedata
from datetime import datetime
from typing import Literal

from pydantic import Field, ValidationError

from domain import hidden
from domain.approval import EDITABLE
from domain.claims import still_claimed
from domain.content import BY_A_PERSON, BY_HAND, Provenance, Version, with_text
from domain.errors import InvalidError
from domain.form import Form, Format
from domain.frozen import Frozen
from domain.times import GivenInstant
from tools.misfits import misfit


class Edits(Frozen):
    """What a person may change on the card; absent fields stay as they are."""

    text: str | None = Field(default=None, max_length=70_000)
    """May be empty where media say it all: a Story shows no caption."""
    hashtags: tuple[str, ...] | None = Field(default=None, max_length=60)
    first_comment: str | None = Field(default=None, max_length=10_000)
    alt_text: str | None = Field(default=None, max_length=5_000)
    publish_at: GivenInstant | None = None
    next_free: Literal[True] | None = None
    """Take the account's next free slot instead of a time."""
    publish_zone: str | None = Field(default=None, max_length=64)
    """Whose wall time is meant; the brand's when it is absent."""
    media: tuple[str, ...] | None = Field(default=None, max_length=20)
    """sha256 of each medium, in order, of those that the workspace has."""
    form: dict[str, object] | None = None
    """Fields of the form; those that are absent stay, null takes one back."""


def parse_edits(edits: dict[str, object]) -> Edits:
    """Check the fields of an edit.

    Raises:
        InvalidError: `not_editable` for a field that is not a person's to change, `bad_edit` for
            a value that does not fit, `empty_edit` for none.
    """
    foreign = sorted(set(edits) - set(EDITABLE))
    if foreign:
        raise InvalidError(
            f"{', '.join(foreign)} cannot be edited here. You can change: {', '.join(EDITABLE)}.",
            code="not_editable",
        )
    if not edits:
        raise InvalidError("The edit changes nothing. Give at least one field.", code="empty_edit")
    try:
        parsed = Edits.model_validate(hidden.everywhere(edits, hidden.with_plain_breaks))
    except ValidationError as error:
        raise InvalidError(misfit(error, Edits), code="bad_edit") from error
    _refuse_hidden(parsed)
    if parsed.text and not _is_visible(parsed.text):
        parsed = parsed.model_copy(update={"text": ""})
    require_one_time(
        is_timed="publish_at" in parsed.model_fields_set, next_free=bool(parsed.next_free)
    )
    if parsed.publish_zone is not None and parsed.publish_at is None:
        raise InvalidError("publish_zone says how publish_at is meant: give both.", code="bad_edit")
    if any(not tag.strip("# ") or len(tag.split()) != 1 for tag in parsed.hashtags or ()):
        raise InvalidError("A hashtag is one word, for example #chai.", code="bad_edit")
    return parsed


def require_one_time(*, is_timed: bool, next_free: bool) -> None:
    """Refuse a time beside the next free slot: one of them would be dropped unsaid.

    Raises:
        InvalidError: `bad_edit`.
    """
    if is_timed and next_free:
        raise InvalidError("Give publish_at or next_free, not both.", code="bad_edit")


def _refuse_hidden(edits: Edits) -> None:
    tags = edits.hashtags or ()
    given = [("text", edits.text), *(("hashtags", tag) for tag in tags)]
    given += [("first_comment", edits.first_comment), ("alt_text", edits.alt_text)]
    given += [("form", text) for text in _texts(edits.form)]
    for name, text in given:
        if why := hidden.refusal(text or ""):
            raise InvalidError(f"This does not fit: {name}: {why}", code="bad_edit")


def require_nothing_hidden(version: Version) -> None:
    """Refuse a version from before edits were checked: who approves it may not have read it all.

    Raises:
        InvalidError: `unsafe_content`.
    """
    texts = (version.text, *version.hashtags, version.first_comment, version.alt_text)
    texts = (*texts, *version.form.words)
    if why := next((why for text in texts if (why := hidden.refusal(text or ""))), None):
        raise InvalidError(f"{why} Edit the post, then approve.", code="unsafe_content")


def require_something(version: Version) -> Version:
    """The version, if there is anything to be seen in it.

    Raises:
        InvalidError: `bad_edit`.
    """
    if not version.text and not version.media:
        raise InvalidError(
            "The text of a post cannot be empty unless a picture, a video or a document says it "
            "all. Write something, or add one.",
            code="bad_edit",
        )
    return version


def _is_visible(text: str) -> bool:
    """Whether anybody could see it: spaces and zero-width characters alone are nothing."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def edited(version: Version, edits: Edits, *, by: str, at: datetime) -> Version:
    """The next version, with these changes.

    Raises:
        InvalidError: `bad_edit`; the form does not fit, or nothing is left to be seen.
    """
    given = edits.model_dump(
        exclude_unset=True, exclude={"publish_at", "publish_zone", "next_free", "form"}
    )
    required = ("text", "hashtags", "media")
    changes: dict[str, object] = {
        name: value for name, value in given.items() if not (name in required and value is None)
    }
    if edits.form is not None:
        changes["form"] = formed(version.form, edits.form)
    chosen = next((v for v in version.variations if v.text == changes.get("text")), None)
    if chosen is not None:
        changes |= {
            "register": chosen.register,
            "expected_ers": chosen.expected_ers,
            "expected_range": chosen.expected_range,
        }
    elif edits.text is not None:
        tags = version.hashtags if edits.hashtags is None else edits.hashtags
        changes["variations"] = with_text(version.variations, version.text, edits.text, tags)
        changes["claims"] = still_claimed(version.claims, version.text, edits.text)
        changes["provenance"] = by_a_person(version.provenance)
    changes |= {
        "number": version.number + 1,
        "created_at": at,
        "created_by": by,
        "made_in": None,
    }
    new = version.model_copy(update=changes)
    if edits.text == "" and version.text and new.form.format is not Format.STORY:
        # a field emptied by mistake; whoever wants a post without words composes one
        raise InvalidError(
            "The text of a post cannot be empty; only a Story shows none. Write something, or "
            "make it a Story.",
            code="bad_edit",
        )
    return require_something(new)


def formed(form: Form, given: dict[str, object]) -> Form:
    """The form with the given fields changed; a null takes a field back to what is usual.

    Raises:
        InvalidError: `bad_edit`; a field is unknown or does not fit.
    """
    kept = form.model_dump(exclude_unset=True) | given
    try:
        return Form.model_validate({name: one for name, one in kept.items() if one is not None})
    except ValidationError as error:
        raise InvalidError(misfit(error, Form, within=("form",)), code="bad_edit") from error


def _texts(value: object) -> list[str]:
    """Every text in a JSON value."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in _texts(one)]
    return [text for one in value for text in _texts(one)] if isinstance(value, list) else []


def is_by_a_person(provenance: Provenance) -> bool:
    """Whether a person put words of their own into the text."""
    return provenance.author == BY_HAND or provenance.author.endswith(BY_A_PERSON)


def by_a_person(provenance: Provenance) -> Provenance:
    """The same, saying that a person has edited it."""
    if is_by_a_person(provenance):
        return provenance
    return provenance.model_copy(update={"author": provenance.author + BY_A_PERSON})
