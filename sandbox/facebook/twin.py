"""Facebook's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.facebook import past, people, platform, schema
from sandbox.twin import Twin

FACEBOOK = Twin.of(people, platform, past.add, schema.SCHEMA)
