"""Content: a piece and its immutable versions, and the hash that an approval binds to."""

import hashlib
import json
from datetime import datetime
from enum import StrEnum

from pydantic import Field

from domain.form import ORDINARY, Form
from domain.frozen import Frozen
from domain.media import Medium
from domain.platform import Platform
from domain.post import Reference
from domain.safety import Safety
from domain.times import Planned, as_utc

BY_A_PERSON = ", edited by a person"
"""At the end of an author's name, once somebody put words of their own into the text."""

BY_HAND = "by hand"
"""The author of a text that no author of ours wrote; `Version.created_by` says whose it is."""


class ContentStatus(StrEnum):
    PENDING_REVIEW = "pending_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    PUBLISHED = "published"


class Provenance(Frozen):
    """Who wrote it and from what: shown with the text wherever a person decides on it."""

    author: str
    """ "offline author", or the provider and model."""
    prompt: str
    prompt_version: str
    prompt_hash: str
    input_tokens: int = 0
    output_tokens: int = 0
    cost_usd: float = 0.0
    latency_ms: float = 0.0


class Claim(Frozen):
    """A statement in the text with the place it rests on."""

    text: str
    source: str


class Variation(Frozen):
    """One way to say it; the approval asks about the one expected to do best."""

    id: str
    register: str
    hook: str = ""
    text: str
    hashtags: tuple[str, ...] = ()
    first_comment: str | None = None
    alt_text: str | None = None
    expected_ers: float | None = None
    expected_range: tuple[float, float] | None = None
    """Where four of five such posts should land; stored before publishing."""
    character_count: int = 0
    similarity: float | None = None
    """To the most alike of the others, 0 to 1; None where it was not compared."""


class Version(Frozen):
    """One immutable form of a piece of content."""

    number: int = Field(ge=1)
    text: str
    hashtags: tuple[str, ...] = ()
    first_comment: str | None = None
    alt_text: str | None = None
    media: tuple[str, ...] = ()
    """sha256 of each medium, in order."""
    form: Form = ORDINARY
    register: str = ""
    expected_ers: float | None = None
    expected_range: tuple[float, float] | None = None
    expected_level: float | None = None
    """The brand's own mean when this was expected: what predicting the mean would have said."""
    references: tuple[Reference, ...] = ()
    claims: tuple[Claim, ...] = ()
    safety: Safety
    provenance: Provenance
    rules: tuple[str, ...] = ()
    """The brand's rules that were applied to the draft, in words."""
    variations: tuple[Variation, ...] = ()
    created_at: datetime
    created_by: str
    """ "insta-media" for the team's own drafts, otherwise the person's name."""
    again_of: str | None = None
    """The publication that it says again; None: it is said for the first time."""
    made_in: str | None = None
    """The run that made it, so that a run repeated after a crash does not change it twice."""


def with_text(
    variations: tuple[Variation, ...], old: str, new: str, hashtags: tuple[str, ...]
) -> tuple[Variation, ...]:
    """The variations after an edit: the one that was edited says what the post says now."""
    return tuple(
        v.model_copy(update={"text": new, "hashtags": hashtags, "character_count": len(new)})
        if v.text == old
        else v
        for v in variations
    )


def alt_text_of(version: Version, number: int) -> str | None:
    """What describes the medium of that place, from 0: the form's words, else on the first ours."""
    texts = version.form.alt_texts or (version.alt_text or "",)
    return (texts[number] or None) if number < len(texts) else None


class Content(Planned):
    id: str
    workspace_id: str
    brand_id: str
    campaign_id: str | None
    task_id: str | None
    platform: Platform
    language: str
    status: ContentStatus
    version: Version
    """The newest version."""
    media: tuple[Medium, ...] = ()
    """What the version's media are, in its order, as far as they are known here."""


def content_hash(
    version: Version, *, platform: Platform, connection_id: str, publish_at: datetime | None
) -> str:
    """sha256 over all that a person approves (design, section 5): any change is a new approval.

    Raises:
        InvalidError: `publish_at` is naive.
    """
    form: dict[str, object] = {
        "text": version.text,
        "hashtags": list(version.hashtags),
        "first_comment": version.first_comment,
        "alt_text": version.alt_text,
        "media": list(version.media),
        "platform": platform.value,
        "connection_id": connection_id,
        "publish_at": as_utc(publish_at).isoformat() if publish_at else None,
    }
    if version.form != ORDINARY:
        # beside what the design lists: an ordinary post keeps the hash that it lists
        form["form"] = version.form.model_dump(mode="json", exclude_defaults=True)
    # escaped to ASCII: a text may hold half an emoji, which UTF-8 cannot encode
    canonical = json.dumps(form, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
