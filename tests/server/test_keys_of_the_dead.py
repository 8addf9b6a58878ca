"""A request that died with its server may be made again under the same Idempotency-Key."""

import socket
import sqlite3
import threading
from contextlib import closing

import httpx
import pytest

V1 = "/api/v1"
KEY = {"Idempotency-Key": "the-same"}
ASK = "One Instagram post about our masala chai"


@pytest.fixture
def silence():
    """An address that takes every call and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


@pytest.fixture
def server(sandbox, tmp_path, starts):
    running = starts.server(tmp_path / "data", sandbox)
    yield running
    if running.popen.poll() is None:
        running.stop()


def test_it_is_not_refused_as_still_at_work(
    server, silence, shop, chat, sandbox, starts, tmp_path, eventually
):
    shop.connect("instagram")
    thread = chat.threads.create()["thread_id"]
    said = {"messages": [{"role": "user", "content": ASK}]}
    chat.runs.wait(thread, "insta-media", input=said)
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    path = f"{V1}/approvals/{asked['id']}/decision"
    yes = {"decision": "approve", "version": 1}

    def decide(url: str) -> httpx.Response | None:
        try:
            return httpx.post(f"{url}{path}", json=yes, headers={**shop.headers, **KEY}, timeout=60)
        except httpx.TransportError:
            return None

    server.stop()
    # proving that the picture can be fetched takes this one seconds: time enough to die
    mortal = starts.server(tmp_path / "data", sandbox, INSTA_PUBLIC_URL=silence)
    dying = threading.Thread(target=decide, args=(mortal.url,))
    dying.start()
    eventually(lambda: keys(server.folder))
    again = decide(mortal.url)
    assert (again.status_code, again.json()["code"]) == (409, "in_progress")
    mortal.stop(kill=True)
    dying.join()
    assert keys(server.folder) == [(None,)]
    second = starts.server(tmp_path / "data", sandbox)
    answers = [decide(second.url) for _ in range(2)]
    second.stop()
    assert [a.status_code for a in answers] == [200, 200]
    assert answers[0].content == answers[1].content
    assert answers[1].headers["idempotent-replayed"] == "true"


def keys(folder):
    with closing(sqlite3.connect(folder / "app.db", timeout=10)) as database:
        return database.execute("select status from idempotency_keys").fetchall()
