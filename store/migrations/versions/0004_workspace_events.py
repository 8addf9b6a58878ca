"""Events of a workspace, numbered together with the moves of its publications."""

import sqlalchemy as sa
from alembic import op

from store.tables import Instant

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "workspace_events",
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.PrimaryKeyConstraint("workspace_id", "seq"),
    )
    op.add_column("publication_events", sa.Column("seq", sa.BigInteger(), nullable=True))
    op.add_column("publication_events", sa.Column("data", sa.JSON(), nullable=True))
    # what happened before is numbered in the order in which it was written
    op.execute(
        "UPDATE publication_events SET seq = numbered.n FROM (SELECT id, row_number() OVER "
        "(PARTITION BY workspace_id ORDER BY id) AS n FROM publication_events) AS numbered "
        "WHERE numbered.id = publication_events.id"
    )
    with op.batch_alter_table("publication_events") as batch:
        batch.alter_column("seq", existing_type=sa.BigInteger(), nullable=False)
    op.create_index(
        "uq_publication_events_seq", "publication_events", ["workspace_id", "seq"], unique=True
    )


def downgrade() -> None:
    op.drop_index("uq_publication_events_seq", "publication_events")
    with op.batch_alter_table("publication_events") as batch:
        batch.drop_column("data")
        batch.drop_column("seq")
    op.drop_table("workspace_events")
