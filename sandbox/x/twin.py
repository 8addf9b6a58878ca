"""X's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.twin import Twin
from sandbox.x import media, past, people, platform

X = Twin.of(people, platform, past.add, media.SCHEMA)
