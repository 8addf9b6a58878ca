"""What is in a medium is known, and a consent round trip has its proof key."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.add_column(
        "media", sa.Column("facts", sa.JSON(), nullable=False, server_default=sa.text("'{}'"))
    )
    op.add_column("oauth_states", sa.Column("verifier", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("oauth_states", "verifier")
    op.drop_column("media", "facts")
