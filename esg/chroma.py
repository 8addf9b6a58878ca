"""The derived index in Chroma, one collection per brand: the only user of chromadb. Reads no rows.

Every call blocks; whoever is in the event loop calls from a thread.
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from domain.errors import InstaMediaError, InvalidError, UnavailableError
from domain.platform import Platform
from store.indexing import IndexEntry

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

PAGE = 1_000
"""Entries per call; Chroma takes 5,461 at most."""
SEARCH_EF = 200
"""How widely HNSW looks around. Chroma's own 100 finds 18 of the true 20 where this finds 19."""
UNSAFE_UP_TO = (1, 5, 9)
"""Servers up to this let anybody who reaches them run code before signing in (CVE-2026-45829)."""
_STALE = -1
_NAME = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]{0,53}[A-Za-z0-9])?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a collection was made from."""

    version: int
    """The brand's `posts_version`."""
    model: str


@dataclass(frozen=True, slots=True)
class Held:
    """An entry as the collection gives it back."""

    text: str
    metadata: dict[str, Any]
    vector: NDArray[np.float32]


class Chroma:
    """The collections, behind a connection that is made when first needed.

    Every method raises `UnavailableError` when Chroma cannot do it.
    """

    def __init__(self, connect: Callable[[], "ClientAPI"], *, close: Callable[[], None]) -> None:
        self._connect = connect
        self._close = close
        self._opened: ClientAPI | None = None
        self._is_closed = False

    def mark(self, brand_id: str) -> Mark | None:
        """What the brand's collection was made from; None: nothing whole."""
        with _told():
            found = self._found(brand_id)
            made = (found.metadata or {}) if found else {}
        version = made.get("posts_version", _STALE)
        return None if version == _STALE else Mark(int(version), str(made.get("model", "")))

    def begin(self, workspace_id: str, brand_id: str, model: str) -> None:
        """Mark the collection as being made: until `finish` it counts as stale.

        One of another model goes, since vectors of two models must not meet.
        """
        with _told():
            found = self._found(brand_id)
            if found and (found.metadata or {}).get("model") != model:
                self._client().delete_collection(found.name)
                found = None
            metadata = _metadata(workspace_id, brand_id, Mark(_STALE, model))
            if found:
                found.modify(metadata=metadata)
                return
            self._client().create_collection(
                _name(brand_id),
                metadata=metadata,
                configuration={"hnsw": {"space": "cosine", "ef_search": SEARCH_EF}},
                embedding_function=None,
            )

    def finish(self, workspace_id: str, brand_id: str, mark: Mark) -> None:
        """Say what the collection was made from, now that it holds all of it."""
        with _told():
            self._of(brand_id).modify(metadata=_metadata(workspace_id, brand_id, mark))

    def digests(self, brand_id: str) -> dict[str, str]:
        """The digest (`digest_of`) of every entry, by post id."""
        with _told():
            collection = self._of(brand_id)
            found: dict[str, str] = {}
            for offset in range(0, collection.count(), PAGE):
                page = collection.get(include=["metadatas"], limit=PAGE, offset=offset)
                told = page["metadatas"] or []
                found |= {i: str(m.get("digest")) for i, m in zip(page["ids"], told, strict=True)}
        return found

    def upsert(self, brand_id: str, entries: Sequence[IndexEntry]) -> None:
        """Put the entries in, each with its vector, in the place of what had their ids."""
        with _told():
            collection = self._of(brand_id)
            for start in range(0, len(entries), PAGE):
                page = entries[start : start + PAGE]
                collection.upsert(
                    ids=[e.id for e in page],
                    embeddings=np.stack([np.frombuffer(e.vector, dtype="<f4") for e in page]),
                    documents=[e.text for e in page],
                    metadatas=[metadata_of(e) for e in page],
                )

    def delete(self, brand_id: str, ids: Sequence[str]) -> None:
        with _told():
            collection = self._of(brand_id)
            for start in range(0, len(ids), PAGE):
                collection.delete(ids=list(ids[start : start + PAGE]))

    def drop(self, brand_id: str) -> None:
        """Remove the brand's collection, if there is one."""
        with _told():
            if self._found(brand_id):
                self._client().delete_collection(_name(brand_id))

    def read(self, brand_id: str, ids: Sequence[str]) -> dict[str, Held]:
        """The entries with these ids, those there are."""
        with _told():
            wanted = ["documents", "metadatas", "embeddings"]
            page: Any = self._of(brand_id).get(ids=list(ids), include=wanted)  # type: ignore[arg-type]
        rows = zip(
            page["ids"], page["documents"], page["metadatas"], page["embeddings"], strict=True
        )
        return {i: Held(d, dict(m), np.asarray(v, dtype=np.float32)) for i, d, m, v in rows}

    def nearest(
        self, brand_id: str, query: NDArray[np.float32], count: int, platform: Platform | None
    ) -> list[str]:
        """Ids of about the `count` nearest posts to a vector of shape (dim,), nearest first."""
        with _told():
            found = self._of(brand_id).query(
                query_embeddings=query[np.newaxis],
                n_results=count,
                where={"platform": platform.value} if platform else None,
                include=[],
            )
        return found["ids"][0]

    def close(self) -> None:
        """For good: a thread that comes late must not open the folder again."""
        self._is_closed = True
        if self._opened is not None:
            self._opened.close()  # type: ignore[attr-defined]  # the client's, not of its interface
            self._opened = None
        self._close()

    def _client(self) -> "ClientAPI":
        if self._is_closed:
            raise UnavailableError("The index was closed: this process stops.", code="stopping")
        if self._opened is None:
            self._opened = self._connect()
        return self._opened

    def _of(self, brand_id: str) -> "Collection":
        return self._client().get_collection(_name(brand_id), embedding_function=None)

    def _found(self, brand_id: str) -> "Collection | None":
        client = self._client()
        from chromadb.errors import NotFoundError

        try:
            return client.get_collection(_name(brand_id), embedding_function=None)
        except NotFoundError:
            return None


def embedded(folder: Path) -> Chroma:
    """Chroma in this process, in a folder that no other process may have open meanwhile.

    Two clients on one folder do not see each other's posts, so a lock beside it tells the second
    that it came too late, whatever else the processes share.
    """
    held: list[int] = []

    def connect() -> "ClientAPI":
        import chromadb

        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        held.append(_locked(folder.with_suffix(".lock")))
        try:
            return chromadb.PersistentClient(path=str(folder), settings=_settings())
        except BaseException:
            unlock()
            raise

    def unlock() -> None:
        while held:
            os.close(held.pop())

    return Chroma(connect, close=unlock)


def remote(url: str, *, any_version: bool) -> Chroma:
    """A Chroma server, on a private network only.

    Args:
        url: `http://host:port` or `https://…`.
        any_version: Whether one with the hole of CVE-2026-45829, or one that hides its version, is
            to be used all the same.
    """

    def connect() -> "ClientAPI":
        import chromadb

        place = urlsplit(url)
        is_https = place.scheme == "https"
        client = chromadb.HttpClient(
            host=place.hostname or "",
            port=place.port or (443 if is_https else 80),
            ssl=is_https,
            settings=_settings(),
        )
        if not any_version:
            require_safe(client.get_version())
        return client

    return Chroma(connect, close=lambda: None)


def require_safe(version: str) -> None:
    """Refuse a server that is, or may be, open to CVE-2026-45829.

    Raises:
        InvalidError: `unsafe_chroma`. Servers of 1.x say 1.0.0 whatever they are
            (https://github.com/chroma-core/chroma/issues/4849), and so are refused, too.
    """
    numbers = re.findall(r"\d+", version)[:3]
    if numbers and tuple(map(int, numbers)) > UNSAFE_UP_TO:
        return
    raise InvalidError(
        f"The Chroma server of INSTA_CHROMA_URL says it is version {version}. Up to 1.5.9 anybody "
        "who reaches such a server can run code on it (CVE-2026-45829), and newer ones may say "
        "1.0.0, too. When yours is newer, or nobody but this product can reach it, set "
        "INSTA_CHROMA_ANY_VERSION=true; or leave INSTA_CHROMA_URL empty for the index in process.",
        code="unsafe_chroma",
    )


def metadata_of(entry: IndexEntry) -> dict[str, str | int | float | None]:
    """What stands beside a vector (seed 2.3); None takes a key away, an unknown count has none."""
    at = entry.published_at
    return {
        "ers": entry.ers,
        "likes": entry.likes,
        "comments": entry.comments,
        "shares": entry.shares,
        "platform": entry.platform,
        "published_at": at.isoformat() if at else None,
        "registers": ",".join(entry.registers) or None,
        "digest": digest_of(entry),
    }


def digest_of(entry: IndexEntry) -> str:
    """Sixteen hex digits over all that the index holds of a post besides its vector."""
    at = entry.published_at
    facts = (
        entry.text,
        entry.platform,
        at.isoformat() if at else None,
        entry.ers,
        entry.likes,
        entry.comments,
        entry.shares,
        entry.registers,
    )
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def _metadata(workspace_id: str, brand_id: str, mark: Mark) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "brand_id": brand_id,
        "posts_version": mark.version,
        "model": mark.model,
    }


def _name(brand_id: str) -> str:
    """Chroma's rule: 3 to 63 letters, digits and . _ - between two of the first; else a digest."""
    fits = _NAME.fullmatch(brand_id)
    return f"posts-{brand_id if fits else hashlib.sha256(brand_id.encode()).hexdigest()[:32]}"


def _settings() -> "Settings":
    from chromadb.config import Settings

    # its own settings would read the `.env` of the working folder
    return Settings(anonymized_telemetry=False, _env_file=None)


def _locked(file: Path) -> int:
    handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(handle)
        raise UnavailableError(
            f"Another process keeps the index beside {file}. Search works without it. Give each "
            "process a data folder of its own, or all of them one server with INSTA_CHROMA_URL.",
            code="index_in_use",
        ) from error
    return handle


@contextmanager
def _told() -> Iterator[None]:
    """Chroma's failures, which share no base class, as one of ours."""
    try:
        yield
    except InstaMediaError:
        raise
    except Exception as error:
        raise UnavailableError(
            f"The index in Chroma does not work ({type(error).__name__}: {error}). Search goes on "
            "without it. Check INSTA_CHROMA_URL; without one, stop the server and remove the "
            "folder chroma of the data folder: it is made anew from the rows. Then run "
            "`insta-media reindex`.",
            code="index_unavailable",
        ) from error
