"""The sandbox's own SQLite file: schema, transactions, reset. Knows no platform's rules."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

FILE_NAME = "sandbox.sqlite3"
SCHEMA = """
CREATE TABLE IF NOT EXISTS settings (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS clients (
    platform TEXT NOT NULL, client_id TEXT NOT NULL, secret_hash TEXT NOT NULL,
    redirect_uris TEXT NOT NULL, gets_refresh_tokens INTEGER NOT NULL,
    PRIMARY KEY (platform, client_id));
CREATE TABLE IF NOT EXISTS accounts (
    position INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, kind TEXT NOT NULL,
    id TEXT NOT NULL, urn TEXT NOT NULL, name TEXT NOT NULL, handle TEXT NOT NULL,
    owner TEXT, UNIQUE (platform, urn));
CREATE TABLE IF NOT EXISTS codes (
    code_hash TEXT PRIMARY KEY, client_id TEXT NOT NULL, member TEXT NOT NULL,
    redirect_uri TEXT NOT NULL, scopes TEXT NOT NULL, expires_ms INTEGER NOT NULL,
    used INTEGER NOT NULL DEFAULT 0, platform TEXT NOT NULL DEFAULT '',
    challenge TEXT NOT NULL DEFAULT '', method TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS tokens (
    token_hash TEXT PRIMARY KEY, platform TEXT NOT NULL, kind TEXT NOT NULL,
    client_id TEXT NOT NULL, member TEXT NOT NULL, scopes TEXT NOT NULL,
    expires_ms INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS posts (
    position INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, id TEXT NOT NULL,
    account TEXT NOT NULL, wire TEXT NOT NULL, text TEXT NOT NULL, body TEXT NOT NULL,
    media TEXT NOT NULL, created_ms INTEGER NOT NULL, deleted_ms INTEGER,
    audience_seed TEXT NOT NULL, audience_hour INTEGER NOT NULL DEFAULT 12,
    UNIQUE (platform, id));
CREATE INDEX IF NOT EXISTS posts_by_account ON posts (platform, account, created_ms);
CREATE INDEX IF NOT EXISTS posts_by_text ON posts (platform, account, text, created_ms);
CREATE TABLE IF NOT EXISTS files (
    sha256 TEXT PRIMARY KEY, content_type TEXT NOT NULL, content BLOB NOT NULL, stashed TEXT);
CREATE TABLE IF NOT EXISTS uploads (
    urn TEXT PRIMARY KEY, owner TEXT NOT NULL, member TEXT NOT NULL, key_hash TEXT NOT NULL UNIQUE,
    expires_ms INTEGER NOT NULL, uploaded_ms INTEGER, sha256 TEXT, failure TEXT);
CREATE TABLE IF NOT EXISTS comments (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, platform TEXT NOT NULL,
    post TEXT NOT NULL, account TEXT NOT NULL, text TEXT NOT NULL, created_ms INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS comments_by_post ON comments (platform, post);
CREATE TABLE IF NOT EXISTS counters (
    name TEXT NOT NULL, day TEXT NOT NULL, used INTEGER NOT NULL, PRIMARY KEY (name, day));
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, platform TEXT NOT NULL, operation TEXT NOT NULL,
    mode TEXT NOT NULL, remaining INTEGER NOT NULL, seconds REAL NOT NULL,
    drip INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS audiences (
    account TEXT PRIMARY KEY, seed TEXT NOT NULL, zone TEXT);
CREATE TABLE IF NOT EXISTS requests (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at_ms INTEGER NOT NULL, platform TEXT, site TEXT,
    operation TEXT, method TEXT NOT NULL, path TEXT NOT NULL, query TEXT NOT NULL,
    user_agent TEXT NOT NULL, status INTEGER, fault TEXT);
"""

# Columns that files of an earlier version lack.
_ADDED = (
    ("posts", "audience_hour", "INTEGER NOT NULL DEFAULT 12"),
    ("faults", "drip", "INTEGER NOT NULL DEFAULT 0"),
    ("audiences", "zone", "TEXT"),
    ("files", "stashed", "TEXT"),
    ("codes", "platform", "TEXT NOT NULL DEFAULT ''"),
    ("codes", "challenge", "TEXT NOT NULL DEFAULT ''"),
    ("codes", "method", "TEXT NOT NULL DEFAULT ''"),
)

Value = str | int | float | bytes | None


class State:
    """One SQLite connection, used from the event loop's thread only."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._db = sqlite3.connect(folder / FILE_NAME, isolation_level=None, timeout=5)
        self._db.row_factory = sqlite3.Row
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(SCHEMA)
        self._upgrade()

    def _upgrade(self) -> None:
        for table, column, kind in _ADDED:
            names = {row["name"] for row in self.rows(f"PRAGMA table_info({table})")}
            if column not in names:
                self._db.execute(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")

    def create(self, schema: str) -> None:
        """Adds tables that a stand-in brings, unless they are there."""
        self._db.executescript(schema)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Commits at the end, takes everything back when the body raises."""
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Returns the row id of an insert."""
        return self._db.execute(sql, values).lastrowid or 0

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[sqlite3.Row]:
        return self._db.execute(sql, values).fetchall()

    def row(self, sql: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._db.execute(sql, values).fetchone()
        return found

    def setting(self, key: str, default: str) -> str:
        found = self.row("SELECT value FROM settings WHERE key = ?", (key,))
        return default if found is None else str(found["value"])

    def set_setting(self, key: str, value: str) -> None:
        self.run(
            "INSERT OR REPLACE INTO settings VALUES (?, ?)",
            (key, value),
        )

    def count(self, name: str, period: str) -> int:
        """Counts one more under that name in that period; returns how many they are."""
        row = self.row(
            "INSERT INTO counters VALUES (?, ?, 1)"
            " ON CONFLICT (name, day) DO UPDATE SET used = used + 1 RETURNING used",
            (name, period),
        )
        return 1 if row is None else int(row["used"])

    def clear(self) -> None:
        """Empties every table."""
        tables = self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
        with self.transaction():
            for table in tables:
                self._db.execute(f'DELETE FROM "{table["name"]}"')  # noqa: S608 (own table names)

    def close(self) -> None:
        self._db.close()
