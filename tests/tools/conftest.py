"""A studio that is filled once for each file of tests."""

import asyncio

import pytest

from tests.tools.workshop import Studio


@pytest.fixture(scope="module")
def loop():
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def studio(loop, fills_file, tmp_path_factory):
    file = tmp_path_factory.mktemp("studio") / "app.db"
    fills_file(file)
    made = Studio(f"sqlite+aiosqlite:///{file}")
    loop.run(made.fill())
    yield made
    loop.run(made.store.close())
