"""A process of its own that sends a video made of nothing, for what memory and a kill need."""

import asyncio
import hashlib
import json
import os
import signal
import struct
import sys
import tracemalloc
from datetime import UTC, datetime

from pydantic import SecretStr

from domain.connection import Tokens
from domain.media import MediaFacts
from domain.platform import Platform
from platforms.http import Http
from platforms.ports import MediaItem, PlatformSettings, RenderedPost
from platforms.registry import build_platforms
from tests.films import mp4

SECONDS = 60.0
"""So long that a hundred megabytes are no more in a second than Instagram takes."""
_MIB = 1024 * 1024


class Generated:
    """A film that is nowhere: its tables, then frames of zeros; kills us once so much was asked."""

    def __init__(self, size, kill_after):
        tables = mp4(seconds=SECONDS, padding=0)[: -(8 + 4)]
        self.head = tables + struct.pack(">I4s", size - len(tables), b"mdat")
        self.size = size
        self.kill_after = kill_after
        self.first = None
        self.given = 0

    async def whole(self, sha256):
        raise AssertionError(f"{sha256} is too large to be held")

    async def part(self, sha256, start, length):
        assert length <= 4 * _MIB, sha256
        if length > 1 and self.first is None:
            self.first = start
        if self.kill_after and self.given >= self.kill_after:
            say(given=self.given, first=self.first)
            os.kill(os.getpid(), signal.SIGKILL)
        length = min(length, self.size - start)
        self.given += length
        return self.head[start : start + length].ljust(length, b"\0")

    def sha256(self):
        found = hashlib.sha256(self.head)
        left = self.size - len(self.head)
        while left:
            found.update(bytes(min(_MIB, left)))
            left -= min(_MIB, left)
        return found.hexdigest()


def say(**facts):
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


def post_of(order, files):
    item = MediaItem(
        sha256=files.sha256(),
        content_type="video/mp4",
        width=720,
        height=1280,
        size=files.size,
        facts=MediaFacts(
            duration_s=SECONDS, fps=30, video_codec="h264", audio_codec="aac", audio_hz=44_100
        ),
        # without an address to fetch it from: the bytes have to be sent
        url=order["url"],
    )
    return RenderedPost(
        platform=Platform(order["platform"]),
        account_id=order["account"],
        wire="Long",
        text="Long",
        media=(item,),
        character_count=4,
        limit=280,
    )


async def main(order):
    files = Generated(order["size"], order["kill_after"])
    post = post_of(order, files)

    async def keep(prepared):
        say(kept=prepared)

    base = order["base"]
    name = order["platform"]
    settings = PlatformSettings(
        api_base=base,
        upload_base=base,
        auth_base=base,
        token_base=base,
        client_id=f"sandbox-{name}",
        client_secret=SecretStr(f"sandbox-{name}-secret"),
        is_sandbox=True,
    )
    tokens = Tokens(access_token=order["token"])
    async with Http() as http:
        platforms = build_platforms(
            {post.platform: settings}, http=http, now=lambda: datetime.now(UTC)
        )
        publisher = platforms.get(post.platform).publisher
        tracemalloc.start()
        ready = await publisher.prepare(post, tokens, order["prepared"], files=files, keep=keep)
        _, peak = tracemalloc.get_traced_memory()
        made = await publisher.submit(post, tokens, ready, gate=lambda: True)
    say(
        post=made.platform_post_id,
        sha256=post.media[0].sha256,
        peak=peak,
        given=files.given,
        first=files.first,
    )


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
