"""The process: address, one owner per folder, the sandbox beside it, starting, stopping, dying."""

import json
import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from config.settings import Settings
from domain.errors import ConflictError, InvalidError, UnavailableError
from server.owner import LOCK_FILE, Owner, find, owning
from server.serve import serve
from server.stand_in import sandbox_at

READY_S = 5.0
OWNER = Owner(pid=1, url="http://127.0.0.1:1", token="local_x")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def free_run_of_ports() -> int:
    """A port with the next one free too: the sandbox's site listens there."""
    while True:
        port = free_port()
        with socket.socket() as following:
            try:
                following.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
        return port


def settings(folder, **more) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **more)


def test_a_folder_has_one_owner_at_a_time(tmp_path):
    assert find(tmp_path) is None
    with owning(tmp_path, OWNER):
        assert find(tmp_path) == OWNER
        assert stat.S_IMODE((tmp_path / LOCK_FILE).stat().st_mode) == 0o600
        with pytest.raises(ConflictError) as caught, owning(tmp_path, OWNER):
            pytest.fail("a second owner got in")
        assert caught.value.code == "folder_in_use"
        assert OWNER.url in caught.value.message
        assert OWNER.token not in repr(caught.value) + repr(OWNER)
    assert find(tmp_path) is None
    with owning(tmp_path, OWNER):
        pass


def test_what_a_dead_owner_left_is_no_owner(tmp_path):
    (tmp_path / LOCK_FILE).write_text(OWNER.model_dump_json())
    assert find(tmp_path) is None
    with owning(tmp_path, OWNER.model_copy(update={"pid": 2})):
        assert find(tmp_path).pid == 2


def test_a_development_server_stays_on_this_machine(tmp_path):
    with pytest.raises(InvalidError) as caught:
        serve(settings(tmp_path), host="0.0.0.0")
    assert caught.value.code == "not_on_loopback"
    assert "INSTA_ENV=production" in caught.value.message


def test_a_second_server_on_the_folder_is_sent_to_the_first(server):
    with pytest.raises(ConflictError) as caught:
        serve(settings(server.folder), port=0)
    assert server.url in caught.value.message


def test_a_taken_port_is_said_so(tmp_path, server):
    port = int(server.url.rsplit(":", 1)[1])
    with pytest.raises(UnavailableError) as caught:
        serve(settings(tmp_path), port=port, with_sandbox=False)
    assert caught.value.code == "port_taken"
    assert find(tmp_path) is None


def test_something_else_at_the_sandboxs_address_is_said_so(server, tmp_path):
    with pytest.raises(UnavailableError) as caught, sandbox_at(server.url, tmp_path):
        pytest.fail("that is no sandbox")
    assert caught.value.code == "no_sandbox"


def test_a_sandbox_that_runs_already_is_used_and_left_alone(sandbox, tmp_path):
    with sandbox_at(sandbox, tmp_path):
        pass
    assert httpx.get(f"{sandbox}/control/info", timeout=60).status_code == 200


@pytest.mark.slow
def test_a_killed_server_leaves_its_sandbox_and_comes_back_on_the_same_data(server, tmp_path):
    url = f"http://127.0.0.1:{free_run_of_ports()}"
    folder = tmp_path / "data"
    running = type(server)(folder, url, with_sandbox=True).start()
    assert "demo login demo@insta-media.local, password " in running.line
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    login = {"email": "demo@insta-media.local", "password": running.demo_password}
    pair = httpx.post(f"{running.url}/api/v1/auth/login", json=login, timeout=60).json()
    (stand_in,) = children(running.popen.pid)
    running.stop(kill=True)
    assert httpx.get(f"{url}/control/info", timeout=60).status_code == 200

    again = type(server)(folder, url, with_sandbox=True)
    again.start()
    spent = processor_s(again.popen.pid)
    headers = {"Authorization": f"Bearer {pair['access_token']}"}
    assert httpx.get(f"{again.url}/api/v1/profile", headers=headers, timeout=60).status_code == 200
    assert again.demo_password == login["password"]
    again.stop()
    assert again.popen.returncode == 0
    assert find(folder) is None
    os.kill(stand_in, signal.SIGTERM)
    # its own work, whoever else is busy; the seconds until it is ready are measured by `make bench`
    assert spent < 3 * READY_S


def processor_s(pid: int) -> float:
    """What it has had of the processor, in user and system mode; Linux tells (proc(5), stat)."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children(pid: int) -> list[int]:
    """The processes it started and that still run; Linux tells."""
    told = Path(f"/proc/{pid}/task/{pid}/children")
    if not told.exists():
        pytest.skip("this system does not list a process's children")
    return [int(child) for child in told.read_text().split()]


@pytest.mark.slow
def test_a_stopped_server_takes_its_own_sandbox_along(server, tmp_path):
    url = f"http://127.0.0.1:{free_run_of_ports()}"
    running = type(server)(tmp_path, url, with_sandbox=True).start()
    assert httpx.get(f"{url}/control/info", timeout=60).status_code == 200
    running.stop()
    assert running.popen.returncode == 0
    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{url}/control/info", timeout=60)


@pytest.mark.slow
def test_a_production_server_has_no_demo_and_no_seed(server, sandbox, tmp_path):
    running = type(server)(tmp_path, sandbox, INSTA_ENV="production").start()
    try:
        assert "password" not in running.line
        with httpx.Client(base_url=running.url, timeout=60) as http:
            assert http.post("/api/v1/seed").status_code == 404
            body = {"email": "demo@insta-media.local", "password": "anything"}
            assert http.post("/api/v1/auth/login", json=body).status_code == 401
            assert "/api/v1/seed" not in http.get("/openapi.json").json()["paths"]
            headers = {"Authorization": f"Bearer {running.owner_token}"}
            assert http.get("/api/v1/profile", headers=headers).status_code == 404
    finally:
        running.stop()


def test_starting_loads_nothing_heavy_before_it_is_sure_to_serve():
    code = (
        "import sys, json; import server.serve; "
        "print(json.dumps([m for m in ('torch', 'langgraph', 'chromadb', 'dbos', 'fastapi') "
        "if m in sys.modules]))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(shown.stdout) == []
