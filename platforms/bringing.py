"""A post's media on their way to a platform. Sends nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.connection import Tokens
from platforms.ports import Files, Keep, RenderedPost


@dataclass(frozen=True)
class Bringing:
    """Of which post, as whom, and what of it is there already."""

    post: RenderedPost
    tokens: Tokens
    ids: dict[str, str]
    """The remote ids so far, an earlier try's among them; every change is kept by `note`."""
    files: Files
    keep: Keep

    async def note(self, made: Mapping[str, str]) -> None:
        """Keep further ids, before the call that builds on them."""
        self.ids.update(made)
        await self.keep(dict(self.ids))
