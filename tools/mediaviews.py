"""Media and what was made of them, as they are told over HTTP and in a job's result."""

from datetime import datetime
from typing import Any

from typing_extensions import TypedDict

from domain.media import MediaFacts, MediaKind, Medium
from media.storyboard.look import Storyboard
from tools.fitting import Fitted


class OwnMediumView(TypedDict):
    sha256: str
    url: str
    """Where its own people can look at it, with their token."""
    content_type: str
    kind: MediaKind
    width: int
    height: int
    size: int
    facts: MediaFacts
    provenance: dict[str, Any]
    """How it came here: `{"kind": "upload", "name", "by"}`, `{"kind": "fitted", "of", "for",
    "crop", "changes"}`, or a card's words."""
    created_at: datetime


class FittedView(TypedDict):
    medium: OwnMediumView
    """Fits; the one that was asked about, when that fits as it is."""
    purpose: str
    """Platform and format: `instagram/reel`."""
    changes: list[str]
    """What was changed, a sentence each."""


def own_medium_view(medium: Medium, address: str) -> OwnMediumView:
    return {
        "sha256": medium.sha256,
        "url": f"{address}/api/v1/media/{medium.sha256}",
        "content_type": medium.content_type,
        "kind": medium.kind,
        "width": medium.width,
        "height": medium.height,
        "size": medium.size,
        "facts": medium.facts,
        "provenance": dict(medium.provenance),
        "created_at": medium.created_at,
    }


def fitted_view(fitted: Fitted, address: str) -> dict[str, Any]:
    """As JSON, so that a job can keep it."""
    return {
        "medium": _plain(fitted.medium, address),
        "purpose": fitted.purpose,
        "changes": list(fitted.changes),
    }


def filmed_view(medium: Medium, made: Storyboard, address: str) -> dict[str, Any]:
    """As JSON, so that a job can keep it: the medium, and what of the script it leaves out."""
    return {"medium": _plain(medium, address), "left_out": list(made.left_out)}


def _plain(medium: Medium, address: str) -> dict[str, Any]:
    facts, at = medium.facts.model_dump(mode="json"), medium.created_at.isoformat()
    view = own_medium_view(medium, address)
    return {**view, "kind": medium.kind.value, "facts": facts, "created_at": at}
