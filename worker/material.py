"""What one submission needs, and the last look at whether it may go out at all. Sends nothing."""

from dataclasses import dataclass

from domain.approval import ApprovalStatus, Decision
from domain.connection import Connection, ConnectionStatus, Tokens
from domain.content import Content, content_hash
from domain.errors import NotFoundError
from domain.publication import Publication
from platforms.ports import Capabilities, Publisher, RenderedPost
from tools.media import media_items
from tools.services import Services


class RefusedError(Exception):
    """The publisher itself will not send this row."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


@dataclass(frozen=True)
class Material:
    """Everything one submission needs, in memory for its duration."""

    post: RenderedPost
    tokens: Tokens
    connection: Connection
    capabilities: Capabilities
    publisher: Publisher


async def gather(services: Services, row: Publication) -> Material:
    """Load what goes out, and refuse whatever lacks an approval of exactly this form.

    Raises:
        RefusedError: No approval of this hash, no working connection, or it cannot be sent.
    """
    async with services.store.reading() as unit:
        approval = await unit.approvals.get(row.workspace_id, row.approval_id)
        connection, tokens = await unit.connections.with_tokens(row.workspace_id, row.connection_id)
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
    if connection.status is not ConnectionStatus.ACTIVE:
        raise RefusedError(
            "not_connected",
            f"{row.platform.title} is not connected any more. Connect it, then try again.",
        )
    capabilities = services.platforms.get(row.platform)
    post = await rendered(services, content, connection)
    if post.problems or capabilities.publisher is None:
        raise RefusedError("not_publishable", " ".join(post.problems) or "It cannot be sent.")
    return Material(post, tokens, connection, capabilities, capabilities.publisher)


async def rendered(services: Services, content: Content, connection: Connection) -> RenderedPost:
    """The post as its platform carries it, media included; a missing one is among its problems."""
    renderer = services.platforms.get(content.platform).renderer
    try:
        media = await media_items(services, content.workspace_id, content.version)
    except NotFoundError:
        media = ()
    return renderer.render(content.version, account_id=connection.account_id, media=media)


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
