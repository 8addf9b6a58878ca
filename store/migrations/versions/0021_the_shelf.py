"""Files under keys that people can read, and what of them is still to be put there."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

# by table: of what an index orders those that the shelf was not planned with as they are
STALE = {
    "brands": ("id", "shelved_at IS NULL"),
    "reports": ("created_at", "shelved_at IS NULL"),
    "intelligence_reports": ("generated_at", "shelved_at IS NULL"),
    "contents": ("updated_at", "shelved_version <> current_version"),
}


def upgrade() -> None:
    op.create_table(
        "shelf",
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column("brand_id", sa.String(length=36), nullable=False),
        sa.Column("content_id", sa.String(length=36), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("asset_id", sa.String(length=36), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("content_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("leaves", sa.Boolean(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shelved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "key"),
    )
    op.create_index("ix_shelf_subject", "shelf", ["workspace_id", "owner", "subject_id"])
    op.create_index("ix_shelf_brand", "shelf", ["workspace_id", "brand_id"])
    _of_some("shelf", "ix_shelf_open", "planned_at", "shelved_at IS NULL AND trouble IS NULL")
    # what there is already is put there after the upgrade, a little at a time
    for table, (ordered_by, where) in STALE.items():
        op.add_column(table, _mark(table))
        _of_some(table, f"ix_{table}_unshelved", ordered_by, where)


def _mark(table: str) -> sa.Column:
    if table == "contents":
        return sa.Column("shelved_version", sa.Integer(), nullable=False, server_default="0")
    return sa.Column("shelved_at", sa.DateTime(timezone=True), nullable=True)


def _of_some(table: str, name: str, column: str, where: str) -> None:
    op.create_index(
        name, table, [column], sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def downgrade() -> None:
    for table in STALE:
        op.drop_index(f"ix_{table}_unshelved", table_name=table)
        op.drop_column(table, _mark(table).name)
    op.drop_index("ix_shelf_open", table_name="shelf")
    op.drop_index("ix_shelf_brand", table_name="shelf")
    op.drop_index("ix_shelf_subject", table_name="shelf")
    op.drop_table("shelf")
