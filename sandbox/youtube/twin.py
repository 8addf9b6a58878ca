"""YouTube's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.twin import Twin
from sandbox.youtube import past, people, platform

YOUTUBE = Twin.of(people, platform, past.add, people.SCHEMA)
