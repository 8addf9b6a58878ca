"""Migrations of databases that hold data already."""

import pytest
from alembic import command
from sqlalchemy import create_engine, text

from store.engine import sync_url
from store.migrate import config, upgrade

MOVES = [("w1", "p1"), ("w2", "p2"), ("w1", "p1"), ("w1", "p3"), ("w2", "p2")]


@pytest.fixture
def database(database_url):
    engine = create_engine(sync_url(database_url))
    yield engine
    engine.dispose()


def test_moves_from_before_the_events_are_numbered_in_their_order(database, database_url):
    command.upgrade(config(database_url), "0003")
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
    upgrade(database_url)
    query = "SELECT workspace_id, seq FROM publication_events ORDER BY id"
    with database.begin() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    assert rows == [("w1", 1), ("w2", 1), ("w1", 2), ("w1", 3), ("w2", 2)]
