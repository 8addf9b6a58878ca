"""The databases' indexes are those of the tables, and the poll's question is answered by them."""

import re

import pytest
from sqlalchemy import create_engine, event, inspect, text

from store.engine import sync_url
from store.findings import QUESTION
from store.tables import Base

FEW = {"executors"}
"""Tables that do not grow: a row for each process that lives."""
SCAN = {
    "sqlite": re.compile(r"^SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", re.M),
    "postgresql": re.compile(r"Seq Scan on (\w+)()"),
}


@pytest.fixture
def engine(database_url):
    made = create_engine(sync_url(database_url))
    yield made
    made.dispose()


def test_a_round_of_the_poll_reads_through_no_table_that_grows(engine, now):
    plan = plan_of(engine, QUESTION, {"now": now, "owner": "me", "in_hand": ["a", "b"]})
    read = {found for found in SCAN[engine.dialect.name].findall(plan) if found[0] != "CONSTANT"}
    of_some = {name for name, (*_, where) in in_database(engine).items() if where}
    assert {table for table, index in read if index not in of_some} <= FEW, plan
    if engine.dialect.name == "sqlite":  # PostgreSQL chooses by what the tables hold
        asked = {name for name in of_some if name.startswith("ix_")}
        assert {name for name in asked if f" {name}" not in plan} == set()


def plan_of(engine, statement, given) -> str:
    """How the database would answer, with the values bound as they are in earnest."""
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not is_sqlite:  # of empty tables it would read each whole
            connection.execute(text("SET enable_seqscan = off"))

        @event.listens_for(connection, "before_cursor_execute", retval=True)
        def explain(_connection, _cursor, statement, parameters, _context, _many):
            return f"EXPLAIN {'QUERY PLAN ' * is_sqlite}{statement}", parameters

        rows = connection.execute(statement, given).cursor.fetchall()
    return "\n".join(str(row[-1]) for row in rows)


def test_a_migrated_database_has_the_indexes_of_the_tables(engine):
    declared = {
        index.name: (
            [column.name for column in index.columns],
            bool(index.unique),
            index.dialect_options[engine.dialect.name]["where"] is not None,
        )
        for table in Base.metadata.tables.values()
        for index in table.indexes
    }
    assert in_database(engine) == declared


def in_database(engine) -> dict[str, tuple[list[str], bool, bool]]:
    """Columns, whether it is unique, and whether it is of some rows only."""
    looker = inspect(engine)
    return {
        index["name"]: (
            index["column_names"],
            bool(index["unique"]),
            f"{engine.dialect.name}_where" in index.get("dialect_options", {}),
        )
        for table in Base.metadata.tables
        for index in looker.get_indexes(table)
        if "duplicates_constraint" not in index
    }
