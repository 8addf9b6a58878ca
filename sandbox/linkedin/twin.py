"""LinkedIn's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.linkedin import past, people, platform, videos
from sandbox.twin import Twin

LINKEDIN = Twin.of(people, platform, past.add, videos.SCHEMA)
