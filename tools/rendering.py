"""Renders a piece as its platform will carry it, for whoever has to know. Refuses nothing."""

from domain.connection import Connection
from domain.content import Content
from domain.errors import NotFoundError
from platforms.ports import RenderedPost
from tools.media import items_of
from tools.services import Services


def rendered(services: Services, content: Content, connection: Connection) -> RenderedPost:
    """The post as its platform carries it, media included; a missing one is among its problems."""
    renderer = services.platforms.get(content.platform).renderer
    try:
        media = items_of(services, content)
    except NotFoundError:
        media = ()
    return renderer.render(content.version, account_id=connection.account_id, media=media)
