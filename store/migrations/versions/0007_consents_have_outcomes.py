"""A consent round trip tells how it ended, so that who began it elsewhere does not wait in vain."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.add_column("oauth_states", sa.Column("outcome", sa.String(length=20), nullable=True))
    op.add_column("oauth_states", sa.Column("problem", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("oauth_states", "problem")
    op.drop_column("oauth_states", "outcome")
