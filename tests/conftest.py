"""What every test may lean on: databases, outside data, and a wall around the machine."""

import os
import socket
import sqlite3
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from hypothesis import settings as hypothesis_settings

from store.migrate import upgrade
from tests import s3_server

ROOT = Path(__file__).parents[1]
POSTGRES = "postgresql://postgres@127.0.0.1:5432/postgres"
LOOPBACK = ("127.", "::1", "localhost")
TABLES = """SELECT quote_ident(tablename) FROM pg_tables
  WHERE schemaname = 'public' AND tablename <> 'alembic_version'"""
LEFT_BEHIND = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()"""

# a busy machine is not a failing property
hypothesis_settings.register_profile("ours", deadline=None)
hypothesis_settings.load_profile("ours")


def _only_loopback(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    opened, address = arguments
    if isinstance(opened, socket.socket) and opened.family == socket.AF_UNIX:
        return
    host = str(address[0]) if isinstance(address, tuple) else str(address)
    if not host.startswith(LOOPBACK):
        raise ConnectionRefusedError(f"tests stay on this machine; {host} is not on it")


sys.addaudithook(_only_loopback)


@pytest.fixture
def now() -> datetime:
    """A fixed instant, mid-week and mid-morning in India."""
    return datetime(2026, 11, 11, 5, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of outside data beside the repository; the test is skipped where it is absent."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("needs the outside data in ../shared/data, which is not part of the repository")
    return folder


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives this process what AWS's tools read: made-up credentials, and where Comprehend is."""

    def at(endpoint: str) -> None:
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAMADEUP")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "made-up")
        monkeypatch.setenv("AWS_REGION", "ap-south-1")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "ap-south-1")
        monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
        monkeypatch.setenv("AWS_ENDPOINT_URL_COMPREHEND", endpoint)

    return at


@pytest.fixture(scope="session")
def s3_endpoint() -> Iterator[str]:
    with s3_server.running() as endpoint:
        yield endpoint


@pytest.fixture
def bucket(s3_endpoint: str, aws: Callable[[str], None], monkeypatch: pytest.MonkeyPatch):
    """A bucket of the test's own, which AWS's tools find in this process."""
    aws(s3_endpoint)
    monkeypatch.setenv("AWS_ENDPOINT_URL", s3_endpoint)
    return s3_server.new_bucket(s3_endpoint)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A database with every table and no row: SQLite always, PostgreSQL where one answers."""
    url: str = request.getfixturevalue(f"_{request.param}_without_rows")
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Likewise, without tables, and used by no other test."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'app.db'}"
        return
    with _fresh_postgres(request.config) as url:
        yield url


@pytest.fixture
def sqlite_url(_sqlite_without_rows: str) -> str:
    """The SQLite database of a test to which the kind of database is all the same."""
    return _sqlite_without_rows


@pytest.fixture
def _sqlite_without_rows(fills_file: Callable[[Path], None], tmp_path: Path) -> str:
    fills_file(tmp_path / "app.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'app.db'}"


@pytest.fixture(scope="session")
def fills_file(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], None]:
    """Makes a SQLite file with every table and no row; to migrate one takes ten times as long."""
    migrated = tmp_path_factory.mktemp("migrated") / "app.db"
    upgrade(f"sqlite+aiosqlite:///{migrated}")

    def fill(file: Path) -> None:
        with closing(sqlite3.connect(migrated)) as made, closing(sqlite3.connect(file)) as copy:
            made.backup(copy)

    return fill


@pytest.fixture
def _postgresql_without_rows(_migrated_postgres: str) -> str:
    # to make a database of its own for each test takes twenty times as long
    with psycopg.connect(_migrated_postgres.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(LEFT_BEHIND)
        tables = [name for (name,) in connection.execute(TABLES)]
        # not TRUNCATE, which writes every file anew; and in any order, past the foreign keys
        connection.execute("SET session_replication_role = replica")
        connection.execute("; ".join(f"DELETE FROM {name}" for name in tables))
    return _migrated_postgres


@pytest.fixture(scope="session")
def _migrated_postgres(request: pytest.FixtureRequest) -> Iterator[str]:
    with _fresh_postgres(request.config) as url:
        upgrade(url)
        yield url


@pytest.fixture
def postgres_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty PostgreSQL database of its own for the test; skipped where none answers."""
    with _fresh_postgres(request.config) as url:
        yield url


@contextmanager
def _fresh_postgres(config: pytest.Config) -> Iterator[str]:
    admin = postgres_admin_url(config)
    if admin is None:
        pytest.skip("no PostgreSQL answers; set INSTA_TEST_POSTGRES_URL to run this there too")
    name = f"insta_test_{uuid.uuid4().hex[:12]}"
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    yield urlsplit(admin)._replace(scheme="postgresql+psycopg", path=f"/{name}").geturl()
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


_POSTGRES_KEY = pytest.StashKey[str | None]()


def postgres_admin_url(config: pytest.Config) -> str | None:
    """Where databases may be made: INSTA_TEST_POSTGRES_URL, else one on 5432 that answers in 1 s.

    Raises:
        psycopg.OperationalError: The URL was given and nothing answers there.
    """
    if _POSTGRES_KEY not in config.stash:
        config.stash[_POSTGRES_KEY] = _find_postgres()
    return config.stash[_POSTGRES_KEY]


def _find_postgres() -> str | None:
    given = os.environ.get("INSTA_TEST_POSTGRES_URL", "")
    url = given.replace("postgresql+psycopg://", "postgresql://") or POSTGRES
    try:
        psycopg.connect(url, connect_timeout=10 if given else 1).close()
    except psycopg.OperationalError:
        if given:
            raise
        return None
    return url


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which databases the run used."""
    if _POSTGRES_KEY not in config.stash:
        return
    url = config.stash[_POSTGRES_KEY]
    where = f"and PostgreSQL at {urlsplit(url).hostname}" if url else "; no PostgreSQL answered"
    terminalreporter.write_line(f"Databases: SQLite {where}".replace(" ;", ";"))
