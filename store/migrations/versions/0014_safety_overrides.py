"""What people answer for although a check blocks it."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("content_versions", sa.Column("safety_override", sa.JSON(), nullable=True))


def downgrade() -> None:
    op.drop_column("content_versions", "safety_override")
