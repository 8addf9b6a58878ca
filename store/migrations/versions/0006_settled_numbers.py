"""Numbers that settle: when they were collected, looks that failed, reports of any scope."""

import sqlalchemy as sa
from alembic import op

from store.tables import Instant

revision = "0006"
down_revision = "0005"

KEPT = "id, workspace_id, campaign_id, body, created_at"


def upgrade() -> None:
    op.add_column("metric_snapshots", sa.Column("collected_at", Instant(), nullable=True))
    op.execute("UPDATE metric_snapshots SET collected_at = as_of")
    with op.batch_alter_table("metric_snapshots") as batch:
        batch.alter_column("collected_at", existing_type=Instant(), nullable=False)
    # not in a batch: remaking the table would lose its partial index
    for column in (
        sa.Column("metrics_failures", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("metrics_problem", sa.String(length=30), nullable=True),
        sa.Column("numbers_settled_at", Instant(), nullable=True),
    ):
        op.add_column("publications", column)
    op.add_column("campaigns", sa.Column("report_due_at", Instant(), nullable=True))
    op.create_index("ix_campaigns_report_due_at", "campaigns", ["report_due_at"])
    _make_reports()


def _make_reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("brand_id", sa.String(length=36), nullable=False),
        sa.Column("campaign_id", sa.String(length=36), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.ForeignKeyConstraint(["brand_id"], ["brands.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_reports_campaign_id", "reports", ["campaign_id"])
    op.execute(
        "INSERT INTO reports (id, workspace_id, brand_id, campaign_id, body, created_at) "
        "SELECT r.id, r.workspace_id, c.brand_id, r.campaign_id, r.body, r.created_at "
        "FROM campaign_reports r JOIN campaigns c ON c.id = r.campaign_id"
    )
    op.drop_table("campaign_reports")


def downgrade() -> None:
    op.create_table(
        "campaign_reports",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("workspace_id", sa.String(length=36), nullable=False),
        sa.Column("campaign_id", sa.String(length=36), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"]),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaigns.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_campaign_reports_campaign_id", "campaign_reports", ["campaign_id"])
    op.execute(
        f"INSERT INTO campaign_reports ({KEPT}) "  # noqa: S608 (constants)
        f"SELECT {KEPT} FROM reports WHERE campaign_id IS NOT NULL"
    )
    op.drop_table("reports")
    op.drop_index("ix_campaigns_report_due_at", "campaigns")
    op.drop_column("campaigns", "report_due_at")
    for column in ("metrics_failures", "metrics_problem", "numbers_settled_at"):
        op.drop_column("publications", column)
    with op.batch_alter_table("metric_snapshots") as batch:
        batch.drop_column("collected_at")
