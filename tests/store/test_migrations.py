"""The newest migration forth and back, with rows in it."""

from alembic import command
from sqlalchemy import create_engine, inspect, text

from store.engine import sync_url
from store.migrate import config

AT = "2026-11-01 10:00:00+00:00"
BEFORE = (
    "INSERT INTO workspaces (id, name, subscription_tier, is_demo, created_at) "
    f"VALUES ('w', 'w', 'basic', false, '{AT}')",
    "INSERT INTO brands (id, workspace_id, profile, is_default, posts_version, created_at, "
    f"updated_at) VALUES ('b', 'w', '{{}}', true, 0, '{AT}', '{AT}')",
    "INSERT INTO campaigns (id, workspace_id, brand_id, name, brief, status, created_at, "
    f"updated_at) VALUES ('c', 'w', 'b', 'Diwali', '', 'completed', '{AT}', '{AT}')",
    "INSERT INTO campaign_reports (id, workspace_id, campaign_id, body, created_at) "
    f"VALUES ('r', 'w', 'c', '{{\"headline\": \"Out\"}}', '{AT}')",
)


def test_reports_move_to_their_new_table_and_back(database_url):
    made = config(database_url)
    command.upgrade(made, "0003")
    engine = create_engine(sync_url(database_url))
    with engine.begin() as rows:
        for statement in BEFORE:
            rows.execute(text(statement))
    for _ in range(2):
        command.upgrade(made, "0004")
        with engine.begin() as rows:
            kept = rows.execute(text("SELECT id, brand_id, campaign_id FROM reports")).one()
        assert tuple(kept) == ("r", "b", "c")
        assert "numbers_settled_at" in _columns(engine, "publications")
        assert "uq_publications_one_in_hand" in _indexes(engine, "publications")
        command.downgrade(made, "0003")
        assert "numbers_settled_at" not in _columns(engine, "publications")
        assert "uq_publications_one_in_hand" in _indexes(engine, "publications")
        with engine.begin() as rows:
            assert rows.execute(text("SELECT id FROM campaign_reports")).scalars().all() == ["r"]
    engine.dispose()


def _columns(engine, table: str) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table)}


def _indexes(engine, table: str) -> set[str]:
    return {str(index["name"]) for index in inspect(engine).get_indexes(table)}
