"""Who renews a grant, when that failed, how long it lasts without a person, and who was warned."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

_COLUMNS = {
    "lasts_until": sa.DateTime(timezone=True),
    "renewed_at": sa.DateTime(timezone=True),
    "renewing_by": sa.String(36),
    "renewing_until": sa.DateTime(timezone=True),
    "renew_after": sa.DateTime(timezone=True),
    "warned_at": sa.DateTime(timezone=True),
}


def upgrade() -> None:
    for name, kind in _COLUMNS.items():
        op.add_column("connections", sa.Column(name, kind, nullable=True))
    op.add_column(
        "connections",
        sa.Column("renew_failures", sa.Integer(), nullable=False, server_default=sa.text("0")),
    )


def downgrade() -> None:
    op.drop_column("connections", "renew_failures")
    for name in reversed(_COLUMNS):
        op.drop_column("connections", name)
