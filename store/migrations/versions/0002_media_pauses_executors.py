"""Media, wall times, paused connections, executors, and one publication in hand per account."""

import sqlalchemy as sa
from alembic import op

from store.tables import Instant

revision = "0002"
down_revision = "0001"

IN_HAND = sa.text("state IN ('claimed', 'prepared', 'submitted')")


def upgrade() -> None:
    op.create_table(
        "media",
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_type", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("provenance", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "sha256"),
    )
    op.create_table(
        "executors",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("host", sa.String(length=200), nullable=False),
        sa.Column("beat", sa.BigInteger(), nullable=False),
        sa.Column("started_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for table in ("contents", "approvals", "publications"):
        op.add_column(table, sa.Column("publish_wall", sa.String(length=32), nullable=True))
        op.add_column(table, sa.Column("publish_zone", sa.String(length=64), nullable=True))
    op.add_column("connections", sa.Column("paused_at", Instant(), nullable=True))
    op.add_column("connections", sa.Column("paused_by", sa.String(length=320), nullable=True))
    for table in ("publications", "threads"):
        with op.batch_alter_table(table) as batch:
            batch.drop_column("lease_until")
    op.create_index(
        "uq_publications_one_in_hand",
        "publications",
        ["connection_id"],
        unique=True,
        sqlite_where=IN_HAND,
        postgresql_where=IN_HAND,
    )
