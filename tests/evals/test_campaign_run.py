"""The offline author writes for all two hundred businesses; of some faults there may be none."""

import asyncio
from collections import Counter

import pytest

from evals.campaigns.measuring import measured
from evals.campaigns.planning import campaigns
from evals.campaigns.running import written
from llm.build import build_author


@pytest.fixture(scope="module")
def run():
    return asyncio.run(written(build_author("offline"), campaigns()))


def test_every_measure_of_the_posts_keeps_its_limit(run):
    assert len(run) == 600
    assert measured(run).missed == ()


def test_nothing_of_one_run_of_posts_is_written_twice(run):
    texts = Counter((p.campaign.id, v.text) for p in run for v in p.posts.variations)
    assert [where for where, count in texts.items() if count > 1] == []
