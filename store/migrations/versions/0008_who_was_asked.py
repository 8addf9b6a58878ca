"""Interrupts know to whom they were shown."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    op.add_column("interrupts", sa.Column("shown_to", sa.String(length=36), nullable=True))


def downgrade() -> None:
    op.drop_column("interrupts", "shown_to")
