"""Hashes and checks passwords with argon2id, a few at a time: one check costs 140 ms of a core."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor

from pwdlib import PasswordHash

AT_ONCE = 2
UNUSABLE = "!"
"""The stored hash of an account that no stored password opens."""


class Passwords:
    def __init__(self) -> None:
        self._hasher = PasswordHash.recommended()
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords")
        self._decoy = ""

    async def hash(self, password: str) -> str:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, self._hasher.hash, password)

    async def fits(self, password: str, stored: str | None) -> bool:
        """Whether the password is the stored one; takes as long when there is none to compare."""
        self._decoy = self._decoy or await self.hash(secrets.token_urlsafe())
        usable = stored if stored and stored != UNUSABLE else ""
        loop = asyncio.get_running_loop()
        same = await loop.run_in_executor(
            self._pool, self._hasher.verify, password, usable or self._decoy
        )
        return same and bool(usable)

    def close(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
