"""The contract's JSON shapes of domain objects: plain data, the same on every surface."""

from datetime import datetime

from domain.approval import ALLOWED_DECISIONS, Approval, ApprovalStatus
from domain.campaign import Campaign, Task
from domain.connection import Connection
from domain.content import Content
from domain.metrics import MetricSnapshot
from domain.publication import Publication
from domain.times import Planned

View = dict[str, object]


def instant(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def local(planned: Planned) -> View | None:
    """The wall time that a person meant, with its zone; null for "now"."""
    slot = planned.slot
    return {"wall": slot.wall, "zone": slot.zone} if slot else None


def media_view(content: Content, address: str) -> list[View]:
    """The version's media with where they can be looked at while the approval is not over."""
    return [
        {
            "sha256": medium.sha256,
            "url": f"{address}{medium.path}",
            "content_type": medium.content_type,
            "width": medium.width,
            "height": medium.height,
            "alt_text": content.version.alt_text,
        }
        for medium in content.media
    ]


def content_view(content: Content, address: str) -> View:
    """The contract's content; `address` is where this installation's server is reached."""
    version = content.version
    return {
        "id": content.id,
        "version": version.number,
        "text": version.text,
        "hashtags": list(version.hashtags),
        "first_comment": version.first_comment,
        "alt_text": version.alt_text,
        "media": media_view(content, address),
        "platform": content.platform.value,
        "language": content.language,
        "register": version.register,
        "expected_ers": version.expected_ers,
        "expected_range": version.expected_range,
        "references": [r.model_dump(mode="json") for r in version.references],
        "claims": [c.model_dump(mode="json") for c in version.claims],
        "safety": version.safety.model_dump(mode="json"),
        "provenance": version.provenance.model_dump(mode="json"),
        "variations": [v.model_dump(mode="json") for v in version.variations],
        "status": content.status.value,
        "campaign_id": content.campaign_id,
        "publish_at": instant(content.publish_at),
        "publish_at_local": local(content),
    }


def approval_view(approval: Approval, address: str) -> View:
    is_open = approval.status is ApprovalStatus.OPEN
    return {
        "id": approval.id,
        "version": approval.version,
        "status": approval.status.value,
        "kind": approval.kind,
        "content_hash": approval.content_hash,
        "content": content_view(approval.content, address),
        "connection_id": approval.connection_id,
        "platform": approval.platform.value,
        "publish_at": instant(approval.publish_at),
        "publish_at_local": local(approval),
        "not_before": instant(approval.not_before),
        "not_after": instant(approval.not_after),
        "campaign_id": approval.campaign_id,
        "thread_id": approval.thread_id,
        "interrupt_id": approval.interrupt_id,
        "allowed_decisions": [d.value for d in ALLOWED_DECISIONS] if is_open else [],
        "decision": approval.decision.value if approval.decision else None,
        "decided_by": approval.decided_by,
        "decided_at": instant(approval.decided_at),
        "message": approval.message,
        "next_approval_id": approval.next_approval_id,
        "created_at": instant(approval.created_at),
    }


def publication_view(publication: Publication) -> View:
    return {
        "id": publication.id,
        "state": publication.state.value,
        "platform": publication.platform.value,
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
        "platform_post_id": publication.platform_post_id,
        "permalink": publication.permalink,
        "published_at": instant(publication.published_at),
        "error": publication.error.model_dump(mode="json") if publication.error else None,
        "attempts": [
            {
                "n": attempt.n,
                "started_at": instant(attempt.started_at),
                "settled_at": instant(attempt.settled_at),
                "outcome": attempt.outcome.value,
                "detail": attempt.detail,
            }
            for attempt in publication.attempts
        ],
        "timeline": [
            {"at": instant(entry.at), "state": entry.state.value, "detail": entry.detail}
            for entry in publication.timeline
        ],
        "created_at": instant(publication.created_at),
    }


def task_view(task: Task) -> View:
    return {
        "id": task.id,
        "type": task.type.value,
        "priority": task.priority,
        "depends_on": list(task.depends_on),
        "status": task.status.value,
        "error": task.error,
    }


def campaign_view(campaign: Campaign, tasks: tuple[Task, ...] = ()) -> View:
    return {
        "id": campaign.id,
        "name": campaign.name,
        "brief": campaign.brief,
        "status": campaign.status.value,
        "thread_id": campaign.thread_id,
        "brand_id": campaign.brand_id,
        "strategy": campaign.strategy.model_dump(mode="json") if campaign.strategy else None,
        "tasks": [task_view(task) for task in tasks],
        "created_at": instant(campaign.created_at),
    }


def connection_view(connection: Connection) -> View:
    return {
        "id": connection.id,
        "platform": connection.platform.value,
        "account_id": connection.account_id,
        "account_name": connection.account_name,
        "account_kind": connection.account_kind.value,
        "status": connection.status.value,
        "scopes": list(connection.scopes),
        "expires_at": instant(connection.expires_at),
        "paused_at": instant(connection.paused_at),
        "paused_by": connection.paused_by,
    }


def snapshot_view(snapshot: MetricSnapshot) -> View:
    return {
        "id": snapshot.id,
        "publication_id": snapshot.publication_id,
        "as_of": instant(snapshot.as_of),
        "collected_at": instant(snapshot.collected_at),
        "window": snapshot.window,
        "values": dict(snapshot.values),
        "source": snapshot.source,
    }
