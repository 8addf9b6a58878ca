"""Films of a hundred megabytes: in little memory, and gone on with after a kill where they stood.

YouTube's own are in `youtube/test_uploads.py`.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from domain.platform import Platform

MIB = 1024 * 1024
SIZE = 100 * MIB + 7
MOST_MEMORY = 16 * MIB
IN_FLIGHT = 8 * MIB
"""What a kill may cost: a piece, and what was on the line."""
FIXTURES = {
    Platform.INSTAGRAM: "instagram",
    Platform.LINKEDIN: "signed",
    Platform.X: "x",
    Platform.FACEBOOK: "facebook",
}

pytestmark = pytest.mark.long


@pytest.fixture(params=FIXTURES)
def adapter(request):
    return request.getfixturevalue(FIXTURES[request.param])


def send(sandbox, adapter, *, size=SIZE, prepared=None, kill_after=0):
    """Another process that prepares and submits; what it said, and how it ended."""
    order = {
        "platform": adapter.can.platform,
        "base": sandbox.url,
        "token": adapter.grant.tokens.access_token,
        "account": adapter.account(),
        "size": size,
        "prepared": prepared or {},
        "kill_after": kill_after,
        # Instagram fetches what has an address; the others never ask for it
        "url": "" if adapter.can.platform is Platform.INSTAGRAM else "http://127.0.0.1:9/film.mp4",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.platforms.sending", json.dumps(order)],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=240,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def kept(lines):
    return [line["kept"] for line in lines if "kept" in line][-1]


def test_a_film_of_a_hundred_megabytes_goes_on_after_a_kill_in_little_memory(sandbox, adapter):
    code, lines = send(sandbox, adapter, kill_after=50 * MIB)
    assert code == -9
    before = lines[-1]["given"]
    code, more = send(sandbox, adapter, prepared=kept(lines))
    assert code == 0
    end = more[-1]
    # it went on where the platform has it, and no confirmed byte left again
    assert end["first"] >= before - IN_FLIGHT
    assert before + end["given"] <= SIZE + IN_FLIGHT
    assert end["peak"] < MOST_MEMORY
    (effect,) = sandbox.effects()
    assert end["post"]
    assert effect["media"] == [end["sha256"]]
