"""A picture that the platform cannot fetch for a moment, because our own server was away."""

import http.server
import json
import secrets
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import httpx
import pytest

TEAM = "insta-media"
V1 = "/api/v1"


@dataclass
class Relay:
    """A proxy in front of the server that can be down for the platform, never for our own look."""

    target: str = ""
    is_down: bool = False
    is_gone: bool = False
    """Down for our own look too."""
    refused: int = 0
    address: str = field(init=False)

    def answer(self, path: str, agent: str) -> tuple[int, bytes, str]:
        if self.is_down and agent.startswith("sandbox-media-fetcher"):
            self.refused += 1
            return 503, b"", "text/plain"
        if self.is_gone:
            return 503, b"", "text/plain"
        got = httpx.get(self.target + path, timeout=60)
        return got.status_code, got.content, got.headers["content-type"]


@pytest.fixture(scope="module")
def relay() -> Iterator[Relay]:
    made = Relay()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, content, content_type = made.answer(self.path, self.headers["User-Agent"])
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        made.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield made
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def server(relay, tmp_path_factory, starts):
    twins = starts.sandbox(tmp_path_factory.mktemp("sandbox"))
    running = starts.server(
        tmp_path_factory.mktemp("data"),
        json.loads(twins.line)["sandbox"],
        INSTA_CLOCK="sandbox",
        INSTA_PUBLIC_URL=relay.address,
    )
    relay.target = running.url
    yield running
    running.stop()
    twins.stop()


@pytest.fixture
def approved(shop, chat, relay):
    """An Instagram post that a person approved, for now, while the relay still answers."""
    shop.connect("instagram")
    thread = chat.threads.create()["thread_id"]
    words = "Write 1 post for Instagram about our masala chai, right now"
    chat.runs.wait(thread, TEAM, input={"messages": [{"role": "user", "content": words}]})
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    edits = {"publish_at": None, "text": f"Cup number {secrets.randbelow(10**9)}"}
    asked = decide(shop, asked, "edit", edits=edits)
    relay.is_down, relay.is_gone, relay.refused = True, False, 0
    decide(shop, shop.get(f"{V1}/approvals/{asked['next_approval_id']}"), "approve")
    (row,) = shop.get(f"{V1}/publications")["items"]
    return row


def decide(shop, asked, decision, **more):
    body = {"decision": decision, "version": asked["version"], **more}
    return shop.post(f"{V1}/approvals/{asked['id']}/decision", body)


def now_is(shop, row):
    return shop.get(f"{V1}/publications/{row['id']}")


def pass_a_minute(server):
    twins = server.env["INSTA_SANDBOX_URL"]
    httpx.post(f"{twins}/control/clock", json={"advance_s": 61}, timeout=60).raise_for_status()


def test_it_is_tried_again_and_goes_out_once(server, shop, approved, relay, eventually):
    eventually(lambda: relay.refused)
    eventually(lambda: now_is(shop, approved)["state"] == "scheduled")
    assert "could not fetch" in now_is(shop, approved)["error"]["message"]
    relay.is_down = False
    pass_a_minute(server)
    eventually(lambda: now_is(shop, approved)["state"] == "published")
    effects = httpx.get(f"{server.env['INSTA_SANDBOX_URL']}/control/effects", timeout=60).json()[
        "effects"
    ]
    text = shop.get(f"{V1}/approvals/{approved['approval_id']}")["content"]["text"]
    assert len([e for e in effects if e["text"].startswith(text)]) == 1


@pytest.fixture
def failed(server, shop, approved, relay, eventually):
    """The post once the relay stayed away for as long as it was tried."""
    for tries in (1, 2):
        eventually(lambda tries=tries: relay.refused == tries)
        eventually(lambda: now_is(shop, approved)["state"] == "scheduled")
        pass_a_minute(server)
    return eventually(lambda: (r := now_is(shop, approved))["state"] == "failed" and r)


def test_an_address_that_stays_away_ends_it_with_what_to_check(failed):
    row = failed
    assert (row["error"]["code"], row["error"]["retryable"]) == ("invalid_media_format", True)
    assert "INSTA_PUBLIC_URL" in row["error"]["message"]


def move(shop, row):
    return shop.http.post(f"{V1}/publications/{row['id']}/reschedule", json={"publish_at": None})


def test_a_failed_post_whose_picture_is_lost_is_not_moved_and_the_file_is_named(
    server, shop, failed, relay, eventually
):
    relay.is_down = False
    asked = shop.get(f"{V1}/approvals/{failed['approval_id']}")
    (medium,) = asked["content"]["media"]
    (file,) = (server.folder / "assets").rglob(medium["sha256"])
    kept = file.read_bytes()
    file.unlink()
    answer = move(shop, failed)
    assert (answer.status_code, answer.json()["code"]) == (422, "media_unfit")
    assert file.relative_to(server.folder / "assets").as_posix() in answer.json()["detail"]
    assert now_is(shop, failed) == failed
    assert shop.get(f"{V1}/approvals", status="open")["items"] == []
    file.write_bytes(kept)
    moved = move(shop, failed).json()
    assert (moved["approval"]["decision"], moved["not_approved"]) == ("approve", None)
    eventually(lambda: now_is(shop, moved)["state"] == "published")


def test_a_failed_post_that_cannot_be_fetched_yet_is_moved_and_asks_with_the_reason(
    shop, failed, relay, eventually
):
    relay.is_gone = True
    answer = move(shop, failed)
    assert answer.status_code == 200
    moved = answer.json()
    assert moved["state"] == "cancelled"
    assert moved["not_approved"]["code"] == "media_unreachable"
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    assert asked["id"] == moved["approval"]["id"]
    relay.is_down = relay.is_gone = False
    decide(shop, asked, "approve")
    (row, *_) = [r for r in shop.get(f"{V1}/publications")["items"] if r["id"] != failed["id"]]
    eventually(lambda: now_is(shop, row)["state"] == "published")
