"""What every action is given: the parts of the running system, and the turn it serves."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from esg.engine import EsgEngine
from llm.image.port import Painter
from llm.moderation import Moderator
from llm.port import Author
from platforms.registry import Platforms
from platforms.site import SiteReader
from store.blobs import Blobs
from store.unit import Store
from tools.flights import Flights

Clock = Callable[[], datetime]
"""Gives the present instant, aware, UTC."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of one process, assembled once."""

    store: Store
    author: Author
    esg: EsgEngine
    platforms: Platforms
    sites: SiteReader
    blobs: Blobs
    clock: Clock
    """The time that posts live in: slots, windows, due rows, numbers, platforms' tokens."""
    real_clock: Clock
    """The machine's time, whatever posts live in: our own tokens and states, runs, threads."""
    sandbox_sites: dict[str, str]
    """The sandbox's own sites by name, once it has told them; empty with real platforms."""
    public_url: str = ""
    """Where this installation's server is reached, without a slash at the end; empty where that
    is not known (a process without a server, and no INSTA_PUBLIC_URL)."""
    moderator: Moderator | None = None
    """Who is asked beside the rules how toxic a text is; None: nobody."""
    painter: Painter | None = None
    """Who paints pictures; None: every picture is a drawn card."""
    drawing: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    """Held while a video is drawn: one at a time in a process."""
    flights: Flights = field(default_factory=Flights)
    """Renewals of platforms' tokens that are under way in this process."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of one thread: the runtime context of every node. Holds ids, never secrets."""

    services: Services
    workspace_id: str
    brand_id: str
    thread_id: str
    run_id: str
    tier: str
