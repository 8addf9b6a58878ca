"""Facebook's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.facebook import past, people, platform, schema
from sandbox.twin import Twin

FACEBOOK = Twin(
    platform=people.PLATFORM,
    routes=platform.routes,
    operations=platform.OPERATIONS,
    client=(people.CLIENT_ID, people.CLIENT_SECRET),
    seed=people.seed,
    create=people.create,
    remember=past.add,
    schema=schema.SCHEMA,
)
