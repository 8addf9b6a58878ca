"""What one submission needs, and the last look at whether it may go out at all. Sends nothing."""

from dataclasses import dataclass
from datetime import datetime

from domain.approval import Approval, ApprovalStatus, Decision
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.content import Content, content_hash
from domain.publication import Publication
from platforms.ports import Capabilities, Publisher, RenderedPost
from store.unit import Unit
from tools.granting import lost
from tools.media import fetched
from tools.rendering import rendered
from tools.services import Services


class RefusedError(Exception):
    """The publisher itself will not send this row."""

    def __init__(self, code: str, message: str, *, waits: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.waits = waits
        """Whether a new consent of the same account mends it."""


@dataclass(frozen=True)
class Material:
    """Everything one submission needs, in memory for its duration."""

    post: RenderedPost
    tokens: Tokens
    connection: Connection
    capabilities: Capabilities
    publisher: Publisher


@dataclass(frozen=True)
class Loaded:
    """What the rows say of one publication."""

    approval: Approval
    connection: Connection
    tokens: Tokens | None
    """None when its grant cannot be read."""


async def load(unit: Unit, row: Publication, *, at: datetime) -> Loaded:
    """Read what a publication rests on; an account whose grant cannot be read is asked for anew."""
    approval = await unit.approvals.get(row.workspace_id, row.approval_id)
    connection, tokens = await unit.connections.with_tokens(row.workspace_id, row.connection_id)
    if tokens is None:
        await unit.connections.ask_again(row.workspace_id, row.connection_id, at)
    return Loaded(approval, connection, tokens)


def material(services: Services, row: Publication, loaded: Loaded) -> Material:
    """What goes out; refuses whatever lacks an approval of exactly this form.

    Raises:
        RefusedError: No approval of this hash, no working connection, or it cannot be sent.
    """
    approval, connection = loaded.approval, loaded.connection
    is_approved = (
        approval.status is ApprovalStatus.DECIDED and approval.decision is Decision.APPROVE
    )
    # an approval carries the content at the very version it asked about
    content = approval.content
    if not is_approved or not _is_exactly(row, content, approval.content_hash):
        raise RefusedError(
            "not_approved",
            "This is not exactly what a person approved, so it was not sent. Approve it again.",
        )
    if connection.status is ConnectionStatus.NEEDS_RECONNECT:
        lapsed = lost(connection)
        raise RefusedError(lapsed.code, lapsed.message, waits=True)
    if connection.status is not ConnectionStatus.ACTIVE:
        raise RefusedError(
            "not_connected",
            f"{row.platform.title} is not connected any more. Connect it, then try again.",
        )
    if loaded.tokens is None:
        raise RefusedError(
            "cannot_decrypt",
            f"The stored access to {connection.account_name} on {row.platform.title} cannot be "
            "read with this server's secret key. Connect it again. Nothing was posted.",
            waits=True,
        )
    capabilities = services.platforms.get(row.platform)
    post = rendered(services, content, connection)
    if post.problems or capabilities.publisher is None:
        raise RefusedError("not_publishable", " ".join(post.problems) or "It cannot be sent.")
    fetches = fetched(capabilities, content.version)
    if post.media and fetches and not services.public_url:
        raise RefusedError(
            "no_public_address",
            f"{row.platform.title} fetches the media from this server, but the process that "
            "sends posts does not know its own address. Whoever runs this installation has to set "
            "INSTA_PUBLIC_URL for it. Nothing was posted.",
        )
    return Material(post, loaded.tokens, connection, capabilities, capabilities.publisher)


def _is_exactly(row: Publication, content: Content, approved_hash: str) -> bool:
    """Recompute the hash from what would be sent; the row and the approval must both carry it."""
    actual = content_hash(
        content.version,
        platform=row.platform,
        connection_id=row.connection_id,
        publish_at=row.publish_at,
    )
    is_same = content.id == row.content_id and content.version.number == row.content_version
    return is_same and actual == row.content_hash == approved_hash
