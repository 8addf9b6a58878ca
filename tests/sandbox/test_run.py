import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx

ROOT = Path(__file__).parents[2]


def free_port():
    """A port that is free, as is the one above it."""
    while True:
        with socket.socket() as probe, socket.socket() as above:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
            try:
                above.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def test_everything_survives_a_restart_even_a_killed_one(start, make_linkedin):
    first = start()
    with httpx.Client(base_url=first.base) as http:
        linkedin = make_linkedin(http).connect()
        urn = linkedin.publish("Still here tomorrow")
        http.post("/control/clock", json={"advance_s": 5000})
        fault = {"platform": "linkedin", "operation": "find_posts", "mode": "http_429"}
        http.post("/control/faults", json=fault)
    first.process.kill()
    with httpx.Client(base_url=start().base) as http:
        linkedin.http = http
        assert linkedin.find().status_code == 429
        (element,) = linkedin.find().json()["elements"]
        assert element["id"] == urn
        assert http.get("/control/clock").json()["offset_s"] == 5000
        assert http.get("/control/requests").json()["requests"]


def test_it_is_ready_quickly_and_stops_when_told(start):
    begun = time.monotonic()
    server = start()
    ready_s = time.monotonic() - begun
    assert httpx.get(f"{server.base}/control/info").status_code == 200
    assert ready_s < 3  # 0.2 s on an idle machine; a loaded one gets some grace
    begun = time.monotonic()
    server.stop()
    assert time.monotonic() - begun < 5


def test_sites_take_the_ports_above_the_platforms(start):
    server = start("--port", str(port := free_port()))
    assert urlsplit(server.base).port == port
    assert urlsplit(server.sites["chaighar"]).port == port + 1


def test_a_taken_port_is_said_in_words(server, tmp_path):
    port = str(urlsplit(server.base).port)
    command = [sys.executable, "-m", "sandbox", "--data", str(tmp_path), "--port", port]
    ended = subprocess.run(
        command, check=False, cwd=ROOT, capture_output=True, text=True, timeout=20
    )
    assert ended.returncode == 1
    assert f"Cannot listen on 127.0.0.1:{port}" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_chaos_is_chosen_on_the_command_line(start):
    with httpx.Client(base_url=start("--faults", "chaos:3").base) as http:
        assert http.get("/control/info").json()["chaos_seed"] == "3"
        outcomes = set()
        for _ in range(60):
            try:
                outcomes.add(http.get("/v2/userinfo").status_code)
            except httpx.RemoteProtocolError:
                outcomes.add("dropped")
            if {401, 429, 500, "dropped"} <= outcomes:
                break
        assert {401, 429, 500, "dropped"} <= outcomes


def test_the_sandbox_imports_nothing_of_the_product():
    code = (
        "import sandbox.run, sys; ours = {'cli', 'server', 'worker', 'graph', 'nodes', 'tools',"
        " 'esg', 'platforms', 'llm', 'prompts', 'store', 'config', 'domain'};"
        " print(sorted(ours & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)
    assert ended.stdout.strip() == "[]"
