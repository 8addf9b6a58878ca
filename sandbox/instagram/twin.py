"""Instagram's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.instagram import containers, past, people, platform
from sandbox.twin import Twin

INSTAGRAM = Twin.of(people, platform, past.add, containers.SCHEMA)
