"""The lock over prompt files: one that is broken or lost versions is said so, and never passes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from prompts.release import LOCK

ROOT = Path(__file__).parents[2]
KNOWN = json.loads((ROOT / "prompts" / LOCK).read_text("utf-8"))


@pytest.fixture
def lock(tmp_path) -> Path:
    shutil.copytree(ROOT / "prompts", tmp_path / "prompts")
    return tmp_path / "prompts" / LOCK


@pytest.fixture
def verify(tmp_path, lock):
    """The command over a copy of the prompts."""

    def run(*options: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "cli.main", "prompts", "verify", *options],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.returncode, " ".join((done.stdout + done.stderr).split())

    return run


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"{", "is not JSON"),
        (b"", "is not JSON"),
        (b"\xff\xfe{", "is not JSON"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "no mapping of versions to hashes"),
        (b'{"reply/v1": 1}', "no mapping of versions to hashes"),
        (b'{"reply": "x"}', "“reply” names no version"),
        (b'{"../x/v1": "x"}', "names no version"),
    ],
)
def test_a_lock_that_is_none_is_said_so(verify, lock, raw, said):
    lock.write_bytes(raw)
    for options in ((), ("--lock",)):
        code, told = verify(*options)
        assert code == 1
        assert said in told
        assert "back from the history" in told
    assert lock.read_bytes() == raw


def test_a_lock_that_is_gone_is_said_so(verify, lock):
    lock.unlink()
    code, told = verify("--lock")
    assert (code, lock.exists()) == (1, False)
    assert f"There is no prompts/{LOCK}" in told


def test_a_lock_that_lost_everything_fails_and_is_not_made_anew(verify, lock):
    lock.write_text("{}", "utf-8")
    code, told = verify()
    assert code == 1
    assert "the lock lost it" in told
    assert "No version of this prompt is released" in told
    assert verify("--lock")[0] == 1
    assert json.loads(lock.read_text("utf-8")) == {}


def test_a_lost_version_with_a_later_one_fails(verify, lock):
    lock.write_text(json.dumps({k: v for k, v in KNOWN.items() if k != "intent/v1"}), "utf-8")
    code, told = verify()
    assert code == 1
    assert "intent/v1 ✗ draft" in told


def test_a_new_prompt_fails_until_it_is_released_and_can_be(verify, lock):
    file = lock.parent / "strategy" / "v1.md"
    (lock.parent / "plan").mkdir()
    text = file.read_text("utf-8").replace("name: strategy", "name: plan", 1)
    (lock.parent / "plan" / "v1.md").write_text(text, "utf-8")
    code, told = verify()
    assert code == 1
    assert "No version of this prompt is released" in told
    assert verify("--lock")[0] == 0
    assert json.loads(lock.read_text("utf-8")).keys() == {*KNOWN, "plan/v1"}


def test_the_next_version_may_wait_for_its_release(verify, lock):
    newest = lock.parent / "strategy" / "v2.md"
    text = newest.read_text("utf-8").replace("version: 2", "version: 3", 1)
    (lock.parent / "strategy" / "v3.md").write_text(text, "utf-8")
    code, told = verify()
    assert code == 0
    assert "Not released yet: strategy/v3" in told
