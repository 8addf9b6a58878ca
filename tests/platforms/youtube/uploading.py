"""A process of its own that uploads a video made of nothing, for what a kill and memory need."""

import asyncio
import hashlib
import json
import os
import signal
import sys
import tracemalloc
from datetime import UTC, datetime

from pydantic import SecretStr

from domain.connection import Tokens
from domain.form import Form
from domain.media import MediaFacts
from domain.platform import Platform
from platforms.http import Http
from platforms.ports import MediaItem, PlatformSettings, RenderedPost
from platforms.registry import build_platforms

HEAD = b"\x00\x00\x00\x14ftypisom\x00\x00\x02\x00isom"
_PIECE = 1024 * 1024


class Generated:
    """A file that is nowhere: its head, then zeros."""

    def __init__(self, size):
        self.size = size

    async def whole(self, sha256):
        raise AssertionError(sha256)

    async def part(self, sha256, start, length):
        assert length <= 4 * _PIECE, sha256
        length = min(length, self.size - start)
        return HEAD[start : start + length].ljust(length, b"\0")

    def sha256(self):
        found = hashlib.sha256(HEAD)
        left = self.size - len(HEAD)
        while left:
            found.update(bytes(min(_PIECE, left)))
            left -= min(_PIECE, left)
        return found.hexdigest()


def say(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


async def main(order):
    files = Generated(order["size"])
    item = MediaItem(
        sha256=files.sha256(),
        content_type="video/mp4",
        width=1080,
        height=1920,
        size=order["size"],
        facts=MediaFacts(duration_s=10.0),
        url="http://127.0.0.1:9/",
    )
    post = RenderedPost(
        platform=Platform.YOUTUBE,
        account_id=order["account"],
        wire="Long",
        text="Long",
        media=(item,),
        form=Form(title="Long"),
        character_count=4,
        limit=5000,
    )

    async def keep(prepared):
        say(kept=prepared)
        if order["stop_at"] and int(prepared["offset"]) >= order["stop_at"]:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = PlatformSettings(
        api_base=order["base"], client_id="c", client_secret=SecretStr("s"), is_sandbox=True
    )
    tokens = Tokens(access_token=order["token"])
    async with Http() as http:
        platforms = build_platforms(
            {Platform.YOUTUBE: settings}, http=http, now=lambda: datetime.now(UTC)
        )
        publisher = platforms.get(Platform.YOUTUBE).publisher
        tracemalloc.start()
        ready = await publisher.prepare(post, tokens, order["prepared"], files=files, keep=keep)
        made = await publisher.submit(post, tokens, ready, gate=lambda: True)
        _, peak = tracemalloc.get_traced_memory()
    say(post=made.platform_post_id, sha256=item.sha256, peak=peak)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
