"""The product's database as it stands, read from outside the product. Changes a plan at most."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg.rows import dict_row

Row = dict[str, Any]


class Rows(Protocol):
    def all(self, query: str, *values: object) -> list[Row]:
        """The rows of a query whose parameters are written `?`."""
        ...

    def change(self, query: str, *values: object) -> None:
        """Write what no interface of the product offers."""
        ...

    def broken(self) -> list[str]:
        """What the database itself finds wrong with its file; nothing is good."""
        ...

    def close(self) -> None: ...


class SqliteRows:
    """Opens the file when it is asked, and again after `close`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._database: sqlite3.Connection | None = None

    def change(self, query: str, *values: object) -> None:
        with closing(self._open("rw")) as database:
            database.execute(query, values)

    def _open(self, mode: str = "ro") -> sqlite3.Connection:
        database = sqlite3.connect(
            f"file:{self._path}?mode={mode}", uri=True, timeout=30, isolation_level=None
        )
        database.row_factory = sqlite3.Row
        return database

    def all(self, query: str, *values: object) -> list[Row]:
        if self._database is None:
            self._database = self._open()
        return [dict(row) for row in self._database.execute(query, values)]

    def broken(self) -> list[str]:
        # a connection of its own, so that nothing is judged from this one's cache
        with closing(self._open()) as database:
            said = [str(row[0]) for row in database.execute("PRAGMA integrity_check")]
            keys = [tuple(row) for row in database.execute("PRAGMA foreign_key_check")]
        return [word for word in said if word != "ok"] + [f"foreign key: {key}" for key in keys]

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None


class PostgresRows:
    """Looks again by a new connection when the cluster was stopped meanwhile."""

    def __init__(self, url: str) -> None:
        self._url = url.replace("postgresql+psycopg://", "postgresql://")
        self._database: psycopg.Connection[Row] | None = None

    def all(self, query: str, *values: object) -> list[Row]:
        asked = query.replace("?", "%s").encode()
        try:
            return self._connected().execute(asked, values).fetchall()
        except psycopg.OperationalError:
            self.close()
            return self._connected().execute(asked, values).fetchall()

    def change(self, query: str, *values: object) -> None:
        self._connected().execute(query.replace("?", "%s").encode(), values)

    def _connected(self) -> psycopg.Connection[Row]:
        if self._database is None or self._database.closed:
            self._database = psycopg.connect(self._url, autocommit=True, row_factory=dict_row)
        return self._database

    def broken(self) -> list[str]:
        """PostgreSQL holds to its own keys; what it cannot read at all is what could be wrong."""
        tables = self.all("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        found = []
        for table in tables:
            try:
                self.all(f'SELECT count(t.*) FROM "{table["tablename"]}" AS t')  # noqa: S608
            except psycopg.Error as error:
                found.append(f"{table['tablename']}: {error}")
        return found

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database = None


def states(rows: Rows, ids: Iterable[str]) -> dict[str, Row]:
    """The publications of these ids, as far as they exist."""
    wanted = list(ids)
    marks = ", ".join("?" * len(wanted)) or "NULL"
    found = rows.all(f"SELECT * FROM publications WHERE id IN ({marks})", *wanted)  # noqa: S608
    return {str(row["id"]): row for row in found}


def attempts(rows: Rows, ids: Iterable[str]) -> dict[str, list[Row]]:
    """The attempts of these publications, in order."""
    wanted = list(ids)
    marks = ", ".join("?" * len(wanted)) or "NULL"
    found: dict[str, list[Row]] = {one: [] for one in wanted}
    query = f"SELECT * FROM attempts WHERE publication_id IN ({marks}) ORDER BY n"  # noqa: S608
    for row in rows.all(query, *wanted):
        found[str(row["publication_id"])].append(row)
    return found


def timeline(rows: Rows, publication_id: str) -> list[Row]:
    return rows.all(
        "SELECT at, state, detail FROM publication_events WHERE publication_id = ? ORDER BY id",
        publication_id,
    )


def lift_quotas(rows: Rows, workspace_id: str) -> None:
    """The plan without monthly limits: a run writes more posts than a small shop in a month."""
    query = "UPDATE workspaces SET subscription_tier = 'enterprise' WHERE id = ?"
    rows.change(query, workspace_id)
