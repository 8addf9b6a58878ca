"""Logs: on stderr, machine-readable in production, with secrets taken out."""

import json
import subprocess
import sys

import pytest

from config.logs import _redact
from domain import hidden

SCRIPT = """
import logging, structlog
from config.logs import configure_logging
configure_logging(production={production})
log = structlog.get_logger()
log.info("signed in", user="asha", access_token="hunter2", password="hunter2", n=3)
log.debug("chatter")
try:
    raise ValueError("out of chai")
except ValueError:
    log.exception("failed")
logging.getLogger("somelib").info("library chatter")
logging.getLogger("somelib").warning("library warning")
log.info("named", name="Chai\\x1b[8m")
logging.getLogger("somelib").warning("by %s", "Chai\\x9b8m")
"""


def run(*, production: bool) -> tuple[str, str]:
    """A process of its own: logging is configured once per process."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(production=production)],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout, done.stderr


def test_production_writes_one_json_object_per_line_on_stderr():
    out, err = run(production=True)
    assert out == ""
    first, failure = (json.loads(line) for line in err.splitlines()[:2])
    assert first["event"] == "signed in"
    assert first["level"] == "info"
    assert first["timestamp"].endswith("Z")
    assert (first["user"], first["n"]) == ("asha", 3)
    assert "ValueError: out of chai" in failure["exception"]


@pytest.mark.parametrize("production", [True, False])
def test_secrets_are_taken_out(production):
    _, err = run(production=production)
    assert "hunter2" not in err
    assert err.count("[redacted]") == 2


def test_development_is_readable_and_without_colours_in_a_pipe():
    _, err = run(production=False)
    assert "signed in" in err
    assert "\x1b[" not in err


@pytest.mark.parametrize("production", [True, False])
def test_a_terminal_obeys_nothing_that_others_wrote(production):
    _, err = run(production=production)
    assert hidden.refusal(err) is None
    assert r"by Chai\x9b8m" in err


def test_libraries_speak_from_warnings_up_and_debug_is_off():
    _, err = run(production=True)
    assert "library warning" in err
    assert "chatter" not in err


@pytest.mark.parametrize(
    "key",
    [
        "token",
        "access_token",
        "RefreshToken",
        "client_secret",
        "password",
        "Authorization",
        "api_key",
        "Set-Cookie",
        "code_verifier",
    ],
)
def test_whatever_is_called_like_a_secret_is_redacted(key):
    assert _redact(None, "info", {key: "hunter2", "event": "x"}) == {
        key: "[redacted]",
        "event": "x",
    }


def test_secrets_inside_a_structure_are_redacted_and_counts_are_kept():
    event = {"request": {"headers": [{"Authorization": "hunter2"}], "path": "/x"}, "tokens": 12}
    after = _redact(None, "info", event)
    assert "hunter2" not in str(after)
    assert after["request"]["path"] == "/x"
    assert after["tokens"] == 12
