"""Brings a database to the newest schema; one process at a time, others wait."""

from alembic import command
from alembic.config import Config

from store.engine import sync_url


def upgrade(url: str) -> None:
    """Run every migration that the database lacks. Blocks: call it before the loop starts."""
    command.upgrade(config(url), "head")


def config(url: str) -> Config:
    made = Config()
    made.set_main_option("script_location", "store:migrations")
    made.set_main_option("path_separator", "os")
    made.attributes["url"] = sync_url(url)
    return made
