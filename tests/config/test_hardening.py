"""Hardening: in force in any process that imports it, whatever the environment said."""

import json
import os
import subprocess
import sys

SCRIPT = "import config.hardening, json, os; print(json.dumps(dict(os.environ)))"


def test_the_switches_hold_against_the_environment():
    hostile = {"LANGGRAPH_STRICT_MSGPACK": "false", "HF_HUB_OFFLINE": "0"}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, **hostile, "LANGSMITH_TRACING": "true"},
        capture_output=True,
        text=True,
        check=True,
    )
    after = json.loads(done.stdout)
    assert after["LANGGRAPH_STRICT_MSGPACK"] == "true"
    assert after["HF_HUB_OFFLINE"] == after["TRANSFORMERS_OFFLINE"] == "1"
    assert after["LANGSMITH_TRACING"] == after["ANONYMIZED_TELEMETRY"] == "false"
