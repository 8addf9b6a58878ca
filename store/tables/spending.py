"""What language models cost each workspace."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base


class ModelMonthRow(Base):
    """A workspace's calendar month (UTC), in millionths of a US dollar."""

    __tablename__ = "model_months"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    month: Mapped[str] = mapped_column(String(7), primary_key=True)
    """As 2026-11."""
    spent_micros: Mapped[int] = mapped_column(BigInteger, default=0)
    reserved_micros: Mapped[int] = mapped_column(BigInteger, default=0)
    """What calls under way may cost at most."""


class ModelCallRow(Base):
    """One call of one model."""

    __tablename__ = "model_calls"
    __table_args__ = (
        Index("ix_model_calls_month", "workspace_id", "month"),
        Index("ix_model_calls_open", "settled_at", "asked_at"),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    run_id: Mapped[str] = mapped_column(String(36), default="")
    month: Mapped[str] = mapped_column(String(7))
    prompt: Mapped[str] = mapped_column(String(60))
    model: Mapped[str] = mapped_column(String(200))
    reserved_micros: Mapped[int] = mapped_column(BigInteger)
    input_tokens: Mapped[int] = mapped_column(Integer, default=0)
    output_tokens: Mapped[int] = mapped_column(Integer, default=0)
    cost_micros: Mapped[int] = mapped_column(BigInteger, default=0)
    asked_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
