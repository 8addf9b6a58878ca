"""Idempotency keys know the process that works on their request, so that a dead one's are free."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("idempotency_keys", sa.Column("holder", sa.String(length=64), nullable=True))


def downgrade() -> None:
    op.drop_column("idempotency_keys", "holder")
