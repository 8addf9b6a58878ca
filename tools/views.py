"""The contract's JSON shapes of domain objects: plain data, the same on every surface."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import BaseModel

from domain.approval import ALLOWED_DECISIONS, Approval, ApprovalStatus
from domain.campaign import Campaign, Task
from domain.caution import Caution
from domain.connection import Connection
from domain.content import Content, alt_text_of
from domain.form import ORDINARY, Form
from domain.metrics import MetricSnapshot
from domain.part import PublicationPart, counted
from domain.publication import Publication, was_moved
from domain.times import Planned
from platforms.ports import RenderedPost
from store.connections import Consent
from store.subjects import Subject
from tools.shapes import (
    ApprovalView,
    CampaignView,
    ConnectionView,
    ConsentView,
    ContentView,
    ListedPublicationView,
    LocalView,
    MediumView,
    PartView,
    PreviewView,
    PublicationView,
    SnapshotView,
    TaskView,
)

View = dict[str, object]
OPENING = 160
"""Characters of a text's first words in a list."""


def instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def form_args(form: Form) -> View:
    """What stands beside words and media, as an action's argument; nothing where it is usual."""
    if form == ORDINARY:
        return {}
    return {"form": form.model_dump(mode="json", exclude_defaults=True)}


def local(planned: Planned) -> LocalView | None:
    """The wall time that a person meant, with its zone; null for "now"."""
    slot = planned.slot
    return {"wall": slot.wall, "zone": slot.zone} if slot else None


def media_view(content: Content, address: str) -> list[MediumView]:
    """The version's media with where they can be looked at while the approval is not over."""
    return [
        {
            "sha256": medium.sha256,
            "url": f"{address}{medium.path}",
            "content_type": medium.content_type,
            "width": medium.width,
            "height": medium.height,
            "alt_text": alt_text_of(content.version, number),
            "size": medium.size,
            "facts": medium.facts,
        }
        for number, medium in enumerate(content.media)
    ]


def content_view(content: Content, address: str, number: int | None) -> ContentView:
    """The contract's content.

    Args:
        content: The piece and the version that is shown.
        address: Where this installation's server is reached.
        number: By which number its conversation speaks of it (`Contents.numbers`).
    """
    version = content.version
    return {
        "id": content.id,
        "version": version.number,
        "text": version.text,
        "hashtags": list(version.hashtags),
        "first_comment": version.first_comment,
        "alt_text": version.alt_text,
        "media": media_view(content, address),
        "form": version.form,
        "again_of": version.again_of,
        "platform": content.platform,
        "language": content.language,
        "register": version.register,
        "expected_ers": version.expected_ers,
        "expected_range": version.expected_range,
        "expected_level": version.expected_level,
        "references": [_plain(r) for r in version.references],
        "claims": [_plain(c) for c in version.claims],
        "safety": _plain(version.safety),
        "provenance": _plain(version.provenance),
        "rules": list(version.rules),
        "variations": [_plain(v) for v in version.variations],
        "status": content.status,
        "campaign_id": content.campaign_id,
        "publish_at": instant(content.publish_at),
        "publish_at_local": local(content),
        "run_id": version.made_in,
        "number": number,
    }


def preview_view(post: RenderedPost, cautions: Sequence[Caution]) -> PreviewView:
    """A post that nobody was asked about, as its platform would carry it."""
    return {
        "text": post.text,
        "parts": [
            {
                "kind": part.kind,
                "text": part.text,
                "character_count": part.character_count,
                "limit": part.limit,
            }
            for part in post.parts
        ],
        "character_count": post.character_count,
        "limit": post.limit,
        "problems": list(post.problems),
        "cautions": list(cautions),
        "links": list(post.links),
        "media": [
            {
                "sha256": item.sha256,
                "url": item.url,
                "content_type": item.content_type,
                "width": item.width,
                "height": item.height,
                "alt_text": item.alt_text,
                "size": item.size,
                "facts": item.facts,
            }
            for item in post.media
        ],
    }


def approval_view(
    approval: Approval, address: str, number: int | None, warnings: Sequence[str]
) -> ApprovalView:
    """As `content_view`, with the question that was put to people about it."""
    is_open = approval.status is ApprovalStatus.OPEN
    return {
        "id": approval.id,
        "version": approval.version,
        "status": approval.status,
        "kind": approval.kind,
        "content_hash": approval.content_hash,
        "content": content_view(approval.content, address, number),
        "connection_id": approval.connection_id,
        "platform": approval.platform,
        "publish_at": instant(approval.publish_at),
        "publish_at_local": local(approval),
        "not_before": instant(approval.not_before),
        "not_after": instant(approval.not_after),
        "campaign_id": approval.campaign_id,
        "thread_id": approval.thread_id,
        "interrupt_id": approval.interrupt_id,
        "allowed_decisions": list(ALLOWED_DECISIONS) if is_open else [],
        "warnings": list(warnings),
        "cautions": list(approval.cautions) if is_open else [],
        "decision": approval.decision,
        "decided_by": approval.decided_by,
        "decided_at": instant(approval.decided_at),
        "message": approval.message,
        "next_approval_id": approval.next_approval_id,
        "created_at": instant(approval.created_at),
    }


def publication_view(publication: Publication, warnings: Sequence[str]) -> PublicationView:
    return {
        "id": publication.id,
        "state": publication.state,
        "platform": publication.platform,
        "connection_id": publication.connection_id,
        "campaign_id": publication.campaign_id,
        "content_id": publication.content_id,
        "content_version": publication.content_version,
        "content_hash": publication.content_hash,
        "approval_id": publication.approval_id,
        "publish_at": instant(publication.publish_at),
        "publish_at_local": local(publication),
        "not_before": instant(publication.not_before),
        "not_after": instant(publication.not_after),
        "due_at": instant(publication.due_at),
        "platform_post_id": publication.platform_post_id,
        "permalink": publication.permalink,
        "published_at": instant(publication.published_at),
        "error": _plain(publication.error) if publication.error else None,
        "warnings": list(warnings),
        "attempts": [
            {
                "n": attempt.n,
                "started_at": instant(attempt.started_at),
                "settled_at": instant(attempt.settled_at),
                "outcome": attempt.outcome,
                "detail": attempt.detail,
            }
            for attempt in publication.attempts
        ],
        "timeline": [
            {"at": instant(entry.at), "state": entry.state, "detail": entry.detail}
            for entry in publication.timeline
        ],
        "parts": [part_view(part) for part in publication.parts],
        "parts_told": counted(publication.parts) if publication.parts else None,
        "deleted_at": instant(publication.deleted_at),
        "moved": was_moved(publication),
        "created_at": instant(publication.created_at),
    }


def part_view(part: PublicationPart) -> PartView:
    return {
        "n": part.n,
        "kind": part.kind,
        "text": part.text,
        "state": part.state,
        "permalink": part.permalink,
        "published_at": instant(part.published_at),
        "attempts": part.attempts,
        "error": _plain(part.error) if part.error else None,
    }


def listed_publication_view(
    publication: Publication, subject: Subject, number: int | None, warnings: Sequence[str]
) -> ListedPublicationView:
    """As `publication_view`, with what it is about."""
    newest = subject.snapshot
    return {
        **publication_view(publication, warnings),
        "opening": _opening(subject.text),
        "language": subject.language,
        "thread_id": subject.thread_id,
        "number": number,
        "metrics": snapshot_view(newest) if newest else None,
    }


def task_view(task: Task) -> TaskView:
    return {
        "id": task.id,
        "type": task.type,
        "priority": task.priority,
        "depends_on": list(task.depends_on),
        "status": task.status,
        "skipped": task.skipped,
        "error": task.error,
    }


def campaign_view(campaign: Campaign, tasks: tuple[Task, ...] = ()) -> CampaignView:
    return {
        "id": campaign.id,
        "name": campaign.name,
        "brief": campaign.brief,
        "status": campaign.status,
        "thread_id": campaign.thread_id,
        "brand_id": campaign.brand_id,
        "strategy": _plain(campaign.strategy) if campaign.strategy else None,
        "tasks": [task_view(task) for task in tasks],
        "created_at": instant(campaign.created_at),
    }


def connection_view(
    connection: Connection, *, history_refusal: str | None, deletion_refusal: str | None
) -> ConnectionView:
    return {
        "id": connection.id,
        "platform": connection.platform,
        "account_id": connection.account_id,
        "account_name": connection.account_name,
        "account_kind": connection.account_kind,
        "status": connection.status,
        "scopes": list(connection.scopes),
        "expires_at": instant(connection.expires_at),
        "lasts_until": instant(connection.lasts_until),
        "paused_at": instant(connection.paused_at),
        "paused_by": connection.paused_by,
        "history_refusal": history_refusal,
        "deletion_refusal": deletion_refusal,
    }


def consent_view(consent: Consent) -> ConsentView:
    return {
        "platform": consent.platform,
        "status": consent.outcome,
        "problem": consent.problem,
    }


def snapshot_view(snapshot: MetricSnapshot) -> SnapshotView:
    return {
        "id": snapshot.id,
        "publication_id": snapshot.publication_id,
        "as_of": instant(snapshot.as_of),
        "collected_at": instant(snapshot.collected_at),
        "window": snapshot.window,
        "values": dict(snapshot.values),
        "source": snapshot.source,
    }


def _opening(text: str) -> str:
    """The first line that says something, cut to what a list has room for."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return line if len(line) <= OPENING else f"{line[: OPENING - 1].rstrip()}…"


def _plain(value: BaseModel) -> Any:
    """A domain value as JSON: what the shape names by its class."""
    return value.model_dump(mode="json")
