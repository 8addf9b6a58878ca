"""LinkedIn's stand-in as the sandbox offers it. Holds no rule of its own."""

from sandbox.linkedin import past, people, platform, videos
from sandbox.twin import Twin

LINKEDIN = Twin(
    platform=people.PLATFORM,
    routes=platform.routes,
    operations=platform.OPERATIONS,
    client=(people.CLIENT_ID, people.CLIENT_SECRET),
    seed=people.seed,
    create=people.create,
    remember=past.add,
    schema=videos.SCHEMA,
)
