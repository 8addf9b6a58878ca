"""Accounts have a week of slots and quiet hours, posts return, approvals say what was found."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "timetables",
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("connection_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.ForeignKeyConstraint(["connection_id"], ["connections.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "connection_id"),
    )
    op.create_table(
        "evergreens",
        sa.Column("publication_id", sa.String(length=36), nullable=False),
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("every_days", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rounds", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=36), nullable=False),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["publication_id"], ["publications.id"]),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"]),
        sa.PrimaryKeyConstraint("publication_id"),
    )
    op.create_index("ix_evergreens_next_at", "evergreens", ["next_at"])
    op.add_column(
        "brands",
        sa.Column("tracking", sa.JSON(), nullable=False, server_default=sa.text("'{}'")),
    )
    op.add_column(
        "approvals",
        sa.Column("cautions", sa.JSON(), nullable=False, server_default=sa.text("'[]'")),
    )


def downgrade() -> None:
    op.drop_column("approvals", "cautions")
    op.drop_column("brands", "tracking")
    op.drop_index("ix_evergreens_next_at", table_name="evergreens")
    op.drop_table("evergreens")
    op.drop_table("timetables")
