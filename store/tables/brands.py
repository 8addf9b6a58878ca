"""Brands, their own posts with vectors, and what was learned of their competitors."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.tables.base import Base, index_of_some


class BrandRow(Base):
    __tablename__ = "brands"
    __table_args__ = (index_of_some("ix_brands_unshelved", "id", where="shelved_at IS NULL"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), index=True)
    profile: Mapped[dict[str, Any]]
    tracking: Mapped[dict[str, Any]]
    """What its links carry (`domain.tracking.Tracking`)."""
    is_default: Mapped[bool] = mapped_column(Boolean, default=False)
    posts_version: Mapped[int] = mapped_column(Integer, default=0)
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]
    shelved_at: Mapped[datetime | None]
    """When the shelf was planned with its files as they are; null after each change of these."""


class BrandAssetRow(Base):
    __tablename__ = "brand_assets"
    __table_args__ = (Index("ix_brand_assets_brand", "workspace_id", "brand_id"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    kind: Mapped[str] = mapped_column(String(20))
    name: Mapped[str] = mapped_column(Text)
    content_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int] = mapped_column(Integer)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int | None] = mapped_column(Integer)
    characters: Mapped[int | None] = mapped_column(Integer)
    product: Mapped[str | None] = mapped_column(Text)
    created_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime]


class BrandDraftRow(Base):
    __tablename__ = "brand_drafts"
    __table_args__ = (Index("ix_brand_drafts_brand", "workspace_id", "brand_id"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    status: Mapped[str] = mapped_column(String(20))
    body: Mapped[dict[str, Any]]
    """Proposals, notes, what was accepted."""
    created_by: Mapped[str] = mapped_column(String(36))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)


class BrandRuleRow(Base):
    """A rule of how a brand's posts are written (`domain.rule.BrandRule`)."""

    __tablename__ = "brand_rules"
    __table_args__ = (Index("ix_brand_rules_brand", "workspace_id", "brand_id"),)
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    aspect: Mapped[str] = mapped_column(String(40))
    params: Mapped[dict[str, Any]]
    platform: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(20))
    status: Mapped[str] = mapped_column(String(20))
    evidence: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    created_by: Mapped[str | None] = mapped_column(Text)
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str | None] = mapped_column(Text)
    told_in: Mapped[str | None] = mapped_column(String(36))


class PostRow(Base):
    __tablename__ = "posts"
    __table_args__ = (
        Index("ix_posts_brand", "workspace_id", "brand_id", "published_at"),
        Index("ix_posts_platform_post_id", "workspace_id", "platform_post_id"),
    )
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    platform: Mapped[str] = mapped_column(String(20))
    platform_post_id: Mapped[str | None] = mapped_column(String(300))
    natural_key: Mapped[str] = mapped_column(String(400))
    text: Mapped[str] = mapped_column(Text)
    hashtags: Mapped[list[Any]]
    published_at: Mapped[datetime | None]
    likes: Mapped[int | None] = mapped_column(BigInteger)
    comments: Mapped[int | None] = mapped_column(BigInteger)
    shares: Mapped[int | None] = mapped_column(BigInteger)
    saves: Mapped[int | None] = mapped_column(BigInteger)
    impressions: Mapped[int | None] = mapped_column(BigInteger)
    reach: Mapped[int | None] = mapped_column(BigInteger)
    ers: Mapped[float | None] = mapped_column(Float)
    partial: Mapped[bool] = mapped_column(Boolean, default=False)
    registers: Mapped[list[Any]]
    source: Mapped[str] = mapped_column(String(30))
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]


class PostVectorRow(Base):
    __tablename__ = "post_vectors"
    __table_args__ = (
        Index("ix_post_vectors_brand", "workspace_id", "brand_id", "model", "text_sha256"),
    )
    workspace_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    model: Mapped[str] = mapped_column(String(200), primary_key=True)
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    dim: Mapped[int] = mapped_column(Integer)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    """float32, little-endian, `dim` values."""
    text_sha256: Mapped[str] = mapped_column(String(64))


class IntelligenceReportRow(Base):
    __tablename__ = "intelligence_reports"
    __table_args__ = (
        Index("ix_intelligence_reports_brand", "workspace_id", "brand_id", "generated_at"),
        index_of_some(
            "ix_intelligence_reports_unshelved", "generated_at", where="shelved_at IS NULL"
        ),
    )
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    brand_id: Mapped[str] = mapped_column(ForeignKey("brands.id"))
    campaign_id: Mapped[str | None] = mapped_column(String(36), index=True)
    body: Mapped[dict[str, Any]]
    generated_at: Mapped[datetime]
    shelved_at: Mapped[datetime | None]


class EvidenceRow(Base):
    __tablename__ = "evidence"
    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id"))
    report_id: Mapped[str] = mapped_column(String(36), index=True)
    url: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    excerpt: Mapped[str] = mapped_column(Text)
    blob_key: Mapped[str] = mapped_column(Text)
    fetched_at: Mapped[datetime]
