"""One picture for posts that need one, kept as the product keeps its own."""

import io
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from domain.media import Medium
from media.inspecting import inspect
from store.blobs import FolderBlobs
from store.media import blob_key
from store.unit import Store

SIDE = 1080
COLOUR = (196, 98, 45)


async def keep(store: Store, data_dir: Path, workspace_id: str) -> str:
    """Store it for the workspace; its sha256."""
    drawn = io.BytesIO()
    Image.new("RGB", (SIDE, SIDE), COLOUR).save(drawn, "JPEG")
    found = inspect(drawn.getvalue())
    medium = Medium(
        workspace_id=workspace_id,
        sha256=found.sha256,
        content_type=found.content_type,
        width=found.width,
        height=found.height,
        size=found.size,
        provenance={"kind": "crash test"},
        created_at=datetime.now(UTC),
    )
    await FolderBlobs(data_dir / "assets").put(blob_key(found.sha256), drawn.getvalue())
    async with store.writing() as unit:
        await unit.media.add(medium)
    return found.sha256
