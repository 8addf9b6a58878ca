"""A brand with an empty history in a SQLite file, and files of posts to fill it with."""

import asyncio
import csv
import io
import tempfile
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from esg.embedder import Embedder
from esg.engine import EsgEngine
from store.migrate import upgrade
from store.unit import Store

WORKSPACE, BRAND = "w", "b"
BEGUN = datetime(2014, 1, 1, tzinfo=UTC)


@asynccontextmanager
async def empty_history(model: Embedder) -> AsyncIterator[tuple[EsgEngine, Store]]:
    """An engine over a new database, and the database; both are gone afterwards."""
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        url = f"sqlite+aiosqlite:///{Path(folder) / 'app.db'}"
        await asyncio.to_thread(upgrade, url)
        store = Store(url, secret_keys=("a secret key of benchmarks only",))
        async with store.writing() as unit:
            user = User(id="u", email="u@example.com", password_hash="", created_at=now)
            await unit.accounts.add_user(user)
            workspace = Workspace(id=WORKSPACE, name="w", created_at=now)
            await unit.accounts.add_workspace(workspace, owner_id="u")
            brand = Brand(id=BRAND, workspace_id=WORKSPACE, profile=BrandProfile())
            await unit.brands.add(brand, now)
        try:
            yield EsgEngine(store, model, now=lambda: now), store
        finally:
            await store.close()


def history_file(texts: Iterable[str]) -> bytes:
    """A CSV with a post of each text, an hour apart."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("Date", "Caption", "Likes", "Comments", "Shares"))
    for n, text in enumerate(texts):
        at = BEGUN + timedelta(hours=n)
        rows.writerow((f"{at:%Y-%m-%d %H:%M}", text, n % 997, n % 31, n % 13))
    return written.getvalue().encode()
