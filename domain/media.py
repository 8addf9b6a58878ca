"""A medium: a picture or video by the hash of its bytes. Holds no bytes, knows no folder."""

from datetime import datetime

from domain.frozen import Frozen

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "video/mp4": "mp4"}
"""What can be served, by content type."""


class Medium(Frozen):
    workspace_id: str
    sha256: str
    content_type: str
    width: int
    """Pixels, as for the height."""
    height: int
    size: int
    """Bytes."""
    provenance: dict[str, object]
    """How it came to be: `{"kind": "card", …the words on it}`."""
    created_at: datetime

    @property
    def path(self) -> str:
        """Where our server has it, below its address."""
        return f"/media/{self.sha256}.{EXTENSIONS[self.content_type]}"
