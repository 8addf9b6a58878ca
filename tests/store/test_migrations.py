"""Migrations of databases that hold data already."""

import pytest
from alembic import command
from sqlalchemy import create_engine, inspect, text

from store.engine import sync_url
from store.migrate import config, upgrade

MOVES = [("w1", "p1"), ("w2", "p2"), ("w1", "p1"), ("w1", "p3"), ("w2", "p2")]

TOLD = [("p1", "published", "published"), ("p2", "submitted", "scheduled"), ("p3", "missed", None)]

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


@pytest.fixture
def database(bare_database_url):
    engine = create_engine(sync_url(bare_database_url))
    yield engine
    engine.dispose()


def test_moves_from_before_the_events_are_numbered_in_their_order(database, bare_database_url):
    command.upgrade(config(bare_database_url), "0003")
    # the publications they belong to do not matter here, and would need everything else
    is_postgresql = database.dialect.name == "postgresql"
    off = "SET session_replication_role = replica" if is_postgresql else "PRAGMA foreign_keys=OFF"
    insert = text(
        "INSERT INTO publication_events (publication_id, workspace_id, at, state, detail) "
        "VALUES (:p, :w, '2026-11-11 05:00:00', 'claimed', '')"
    )
    with database.begin() as connection:
        connection.execute(text(off))
        for workspace, publication in MOVES:
            connection.execute(insert, {"w": workspace, "p": publication})
    upgrade(bare_database_url)
    query = "SELECT workspace_id, seq FROM publication_events ORDER BY id"
    with database.begin() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    assert rows == [("w1", 1), ("w2", 1), ("w1", 2), ("w1", 3), ("w2", 2)]


def test_reports_move_to_their_new_table_and_back(bare_database_url):
    made = config(bare_database_url)
    command.upgrade(made, "0005")
    engine = create_engine(sync_url(bare_database_url))
    with engine.begin() as rows:
        for statement in BEFORE:
            rows.execute(text(statement))
    for _ in range(2):
        command.upgrade(made, "0006")
        with engine.begin() as rows:
            kept = rows.execute(text("SELECT id, brand_id, campaign_id FROM reports")).one()
        assert tuple(kept) == ("r", "b", "c")
        assert "numbers_settled_at" in _columns(engine, "publications")
        assert "uq_publications_one_in_hand" in _indexes(engine, "publications")
        command.downgrade(made, "0005")
        assert "numbers_settled_at" not in _columns(engine, "publications")
        assert "uq_publications_one_in_hand" in _indexes(engine, "publications")
        with engine.begin() as rows:
            assert rows.execute(text("SELECT id FROM campaign_reports")).scalars().all() == ["r"]
    engine.dispose()


def test_an_upgrade_keeps_what_was_told_and_forgets_what_was_left(database, bare_database_url):
    made = config(bare_database_url)
    command.upgrade(made, "0018")
    is_postgresql = database.dialect.name == "postgresql"
    off = "SET session_replication_role = replica" if is_postgresql else "PRAGMA foreign_keys=OFF"
    insert = text(
        "INSERT INTO publications (id, workspace_id, approval_id, content_id, content_version, "
        "content_hash, connection_id, platform, state, slot, not_before, not_after, due_at, fence, "
        "tries, prepared, told_state, probes, metrics_failures, created_at, updated_at) VALUES "
        f"(:id, 'w', :id, :id, 1, '', 'k', 'x', :state, '', '{AT}', '{AT}', '{AT}', 0, "
        f"0, '{{}}', :told, 0, 0, '{AT}', '{AT}')"
    )
    with database.begin() as connection:
        connection.execute(text(off))
        for id_, state, told in TOLD:
            connection.execute(insert, {"id": id_, "state": state, "told": told})
    for _ in range(2):
        upgrade(bare_database_url)
        with database.begin() as connection:
            query = "SELECT id, told_state FROM publications ORDER BY id"
            kept = [tuple(row) for row in connection.execute(text(query))]
        assert kept == [("p1", "published"), ("p2", None), ("p3", None)]
        assert "ix_publications_untold" in _indexes(database, "publications")
        assert "ix_publications_campaign_id" not in _indexes(database, "publications")
        command.downgrade(made, "0018")
        assert "ix_publications_untold" not in _indexes(database, "publications")
        assert "ix_publications_campaign_id" in _indexes(database, "publications")


def _columns(engine, table: str) -> set[str]:
    return {column["name"] for column in inspect(engine).get_columns(table)}


def _indexes(engine, table: str) -> set[str]:
    return {str(index["name"]) for index in inspect(engine).get_indexes(table)}
