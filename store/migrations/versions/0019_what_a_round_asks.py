"""What a round of the poll asks is answered from indexes, and so are two lists of a brand."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

# beside the row's columns: what makes a row one that there is still something to do about
PARTIAL = {
    ("publications", "ix_publications_window"): (
        ["state", "not_after"],
        "state = 'scheduled'",
    ),
    ("publications", "ix_publications_probe"): (
        ["state", "next_probe_at"],
        "next_probe_at IS NOT NULL",
    ),
    ("publications", "ix_publications_measure"): (
        ["state", "next_metrics_at"],
        "next_metrics_at IS NOT NULL",
    ),
    ("publications", "ix_publications_untold"): (
        ["state"],
        "thread_id IS NOT NULL AND told_state IS NULL",
    ),
    ("approvals", "ix_approvals_unheard"): (
        ["workspace_id", "seq"],
        "decision IS NOT NULL AND heard_by IS NULL AND thread_id IS NOT NULL",
    ),
    ("campaigns", "ix_campaigns_active"): (
        ["status", "created_at"],
        "status = 'active'",
    ),
}
WHOLE = {
    ("publications", "ix_publications_campaign"): ["workspace_id", "campaign_id", "state"],
    ("approvals", "ix_approvals_campaign"): ["workspace_id", "campaign_id", "status"],
    ("intelligence_reports", "ix_intelligence_reports_brand"): [
        "workspace_id",
        "brand_id",
        "generated_at",
    ],
    ("tasks", "ix_tasks_stage"): ["type", "status", "campaign_id"],
    ("ideas", "ix_ideas_batch"): ["workspace_id", "batch", "number"],
}
# what begins with the same columns takes their place
REPLACED = ("next_metrics_at", "campaign_id", "workspace_id")


def upgrade() -> None:
    # a state that was left is news when it comes back: nothing was told of the one that is there
    op.execute("UPDATE publications SET told_state = NULL WHERE told_state <> state")
    for (table, name), (columns, where) in PARTIAL.items():
        op.create_index(
            name,
            table,
            columns,
            sqlite_where=sa.text(where),
            postgresql_where=sa.text(where),
        )
    for (table, name), columns in WHOLE.items():
        op.create_index(name, table, columns)
    for column in REPLACED:
        op.drop_index(f"ix_publications_{column}", table_name="publications")


def downgrade() -> None:
    for column in REPLACED:
        op.create_index(f"ix_publications_{column}", "publications", [column])
    for table, name in (*WHOLE, *PARTIAL):
        op.drop_index(name, table_name=table)
