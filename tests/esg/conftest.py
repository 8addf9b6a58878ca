"""A migrated database with two tenants, and an embedder that counts what it is given."""

import hashlib
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import numpy as np
import pytest
from numpy.typing import NDArray

from domain.account import User, Workspace
from domain.brand import Brand, BrandProfile
from store.unit import Store


class LetterEmbedder:
    """Unit vectors of letter counts: cheap, and near for near texts. Remembers every text."""

    name = "letters"
    dim = 32
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.seen += texts
        rows = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for char in text.casefold():
                row[hashlib.sha256(char.encode()).digest()[0] % self.dim] += 1
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture
def letters() -> LetterEmbedder:
    return LetterEmbedder()


@pytest.fixture
async def store(database_url: str, now: datetime) -> AsyncIterator[Store]:
    """Workspaces w and v with the brands b and c."""
    opened = Store(database_url, secret_keys=("a secret key of tests only, long",))
    async with opened.writing() as unit:
        await unit.accounts.add_user(
            User(id="u", email="u@example.com", password_hash="", created_at=now)
        )
        for workspace, brand in (("w", "b"), ("v", "c")):
            await unit.accounts.add_workspace(
                Workspace(id=workspace, name=workspace, created_at=now), owner_id="u"
            )
            made = Brand(id=brand, workspace_id=workspace, profile=BrandProfile())
            await unit.brands.add(made, now)
    yield opened
    await opened.close()
