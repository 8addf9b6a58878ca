"""What the database cannot do at the moment, in words: full, locked, read-only, away.

Everything else that a driver raises (a broken rule, a wrong statement) is a fault of ours and
passes unchanged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from domain.errors import InvalidError, UnavailableError

_NOTHING_CHANGED = "Nothing of this was written."
_WORDS = {
    "disk_full": (
        "The disk that holds the database is full. Make room there; the work goes on by itself."
    ),
    "database_read_only": (
        "The database cannot be written: its disk or folder is read-only. Make it writable; the "
        "work goes on by itself."
    ),
    "database_busy": (
        "The database is locked by another program. Try again in a moment; if it stays, find what "
        "holds the file open."
    ),
    "database_unreachable": (
        "The database does not answer. Start it or check its address; the work goes on by itself."
    ),
    "database_damaged": (
        "The database file is damaged. Stop the server and put back a backup of the data folder."
    ),
}
_OF_A_FILE = {
    "database_unreachable": (
        "The database file cannot be read or written: its disk fails, is gone, or keeps this user "
        "out. Check the data folder's disk; the work goes on by itself."
    ),
}
"""Where a file needs other words than a server."""
AWAY = frozenset(_WORDS)
"""The codes by which it is said that the database cannot do its work at the moment."""
# primary result codes: https://www.sqlite.org/rescode.html
_SQLITE = {
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_READONLY: "database_read_only",
    sqlite3.SQLITE_BUSY: "database_busy",
    sqlite3.SQLITE_LOCKED: "database_busy",
    sqlite3.SQLITE_IOERR: "database_unreachable",
    sqlite3.SQLITE_CANTOPEN: "database_unreachable",
    sqlite3.SQLITE_CORRUPT: "database_damaged",
    sqlite3.SQLITE_NOTADB: "database_damaged",
}


@contextmanager
def typed(*, writes: bool) -> Iterator[None]:
    """Turn a driver's "not now" into ours.

    Args:
        writes: Whether the body may write; when it may not, "read-only" is a fault of ours.

    Raises:
        UnavailableError: `disk_full`, `database_read_only`, `database_busy`,
            `database_unreachable` or `database_damaged`.
        InvalidError: `bad_text`; PostgreSQL takes no NUL character in any text.
    """
    try:
        yield
    except PoolTimeoutError as error:
        raise _unavailable("database_busy") from error
    except (DBAPIError, PendingRollbackError) as error:
        if _is_nul(error):
            words = "A text has a NUL character, which cannot be stored. Leave it out."
            raise InvalidError(f"{words} {_NOTHING_CHANGED}", code="bad_text") from error
        code = _code_of(error)
        if code is None or (code == "database_read_only" and not writes):
            raise
        raise _unavailable(code, is_file=_is_file(error)) from error


def _unavailable(code: str, *, is_file: bool = False) -> UnavailableError:
    words = (_OF_A_FILE if is_file else {}).get(code, _WORDS[code])
    return UnavailableError(f"{words} {_NOTHING_CHANGED}", code=code)


def _is_nul(error: DBAPIError | PendingRollbackError) -> bool:
    original = getattr(error, "orig", None)
    return isinstance(original, psycopg.DataError) and "NUL (0x00)" in str(original)


def _is_file(error: DBAPIError | PendingRollbackError) -> bool:
    return isinstance(getattr(error, "orig", None), sqlite3.Error)


def _code_of(error: DBAPIError | PendingRollbackError) -> str | None:
    original = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        # the extended code's low byte is the primary one
        return _SQLITE.get(getattr(original, "sqlite_errorcode", 0) & 0xFF)
    if isinstance(original, psycopg.errors.DiskFull):
        return "disk_full"
    # a standby refuses the very beginning of a writing transaction, as a feature it has not
    standby = psycopg.errors.ReadOnlySqlTransaction | psycopg.errors.FeatureNotSupported
    if isinstance(original, standby):
        return "database_read_only"
    if isinstance(original, psycopg.errors.LockNotAvailable | psycopg.errors.QueryCanceled):
        return "database_busy"
    away = isinstance(error, OperationalError | InterfaceError | PendingRollbackError)
    return "database_unreachable" if away else None
