"""The shelf: which file lies under which readable key, and what is still to be put there."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, index_of_some


class ShelfRow(Base):
    """A file of the shelf (`domain.shelf.Shelved`).

    It names what it is of by id alone: a row outlives that until its file has left the shelf.
    """

    __tablename__ = "shelf"
    __table_args__ = (
        Index("ix_shelf_subject", "workspace_id", "owner", "subject_id"),
        Index("ix_shelf_brand", "workspace_id", "brand_id"),
        index_of_some(
            "ix_shelf_open", "planned_at", where="shelved_at IS NULL AND trouble IS NULL"
        ),
    )
    workspace_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    key: Mapped[str] = mapped_column(String(300), primary_key=True)
    owner: Mapped[str] = mapped_column(String(20))
    subject_id: Mapped[str] = mapped_column(String(36))
    brand_id: Mapped[str] = mapped_column(String(36))
    content_id: Mapped[str | None] = mapped_column(String(36))
    version: Mapped[int | None] = mapped_column(Integer)
    asset_id: Mapped[str | None] = mapped_column(String(36))
    source: Mapped[str | None] = mapped_column(String(300))
    sha256: Mapped[str] = mapped_column(String(64))
    content_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[dict[str, Any]]
    """Width, height, words for who cannot see it, provenance."""
    leaves: Mapped[bool]
    """Whether the file is to be taken off, and the row with it."""
    planned_at: Mapped[datetime]
    """With the key: which plan the row is of."""
    shelved_at: Mapped[datetime | None]
    """Null while it is still to be done."""
    trouble: Mapped[str | None] = mapped_column(Text)
    """Code of what keeps it from being done; it is not tried again by itself."""
