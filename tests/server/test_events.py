"""The stream of a workspace's events over HTTP: a real server, a real sandbox, real readers."""

import json
import queue
import secrets
import signal
import sqlite3
import threading
import time
from contextlib import ExitStack, closing, contextmanager
from datetime import UTC, datetime, timedelta

import httpx
import jwt
import pytest

from config.secrets import KEY_FILE, derive

V1 = "/api/v1"
TEAM = "insta-media"


class Listener:
    """Somebody who reads the stream on a thread of their own."""

    def __init__(self, url, headers, last_id=None):
        self._headers = {**headers, **({"Last-Event-ID": last_id} if last_id else {})}
        self._http = httpx.Client(base_url=url, timeout=httpx.Timeout(30, read=40))
        self._found = queue.Queue()
        self.seen = []
        self.comments = 0
        self.ended_whole = False
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._begun.wait(30)

    def _read(self):
        try:
            with self._http.stream("GET", f"{V1}/events", headers=self._headers) as answer:
                self._begun.set()
                fields = {}
                for line in answer.iter_lines():
                    name, _, value = line.partition(": ")
                    if line.startswith(":"):
                        self.comments += 1
                    elif line:
                        fields[name] = value
                    elif fields:
                        data = json.loads(fields["data"])
                        assert (data["type"], data["id"]) == (fields["event"], fields["id"])
                        self._found.put(data)
                        fields = {}
            self.ended_whole = True
        except httpx.HTTPError:
            pass
        finally:
            self._begun.set()
            self._found.put(None)

    def until(self, kind, within_s=40, **wanted):
        """Read up to an event like this one."""
        end = time.monotonic() + within_s
        while True:
            event = self._found.get(timeout=max(end - time.monotonic(), 0.01))
            assert event is not None, f"the stream ended before {kind}"
            self.seen.append(event)
            assert event["type"] != "publication.failed", event
            if event["type"] == kind and wanted.items() <= event.items():
                return event

    def has_ended(self, within_s):
        self._thread.join(within_s)
        return not self._thread.is_alive()

    def close(self):
        self._http.close()


@contextmanager
def listening(person, last_id=None):
    listener = Listener(person.url, person.headers, last_id)
    try:
        yield listener
    finally:
        listener.close()


@pytest.fixture
def thread_id(shop, chat):
    """A conversation with one open question."""
    thread = chat.threads.create()["thread_id"]
    said = {"messages": [{"role": "user", "content": "One LinkedIn post about our masala chai"}]}
    chat.runs.wait(thread, TEAM, input=said)
    unlike_others(shop)
    return thread


def unlike_others(shop):
    """The open question, about words that no other test posts: the platform takes none twice."""
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    edits = {"text": f"Cup number {secrets.randbelow(10**9)}"}
    body = {"decision": "edit", "version": asked["version"], "edits": edits}
    edited = shop.post(f"{V1}/approvals/{asked['id']}/decision", body)
    return shop.get(f"{V1}/approvals/{edited['next_approval_id']}")


def kinds(events):
    return [e["type"] for e in events]


def approve(shop, asked):
    body = {"decision": "approve", "version": asked["version"]}
    return shop.post(f"{V1}/approvals/{asked['id']}/decision", body)


def test_a_whole_publication_is_told_as_it_happens(shop, chat):
    with listening(shop) as listener:
        assert listener.until("ready")["id"].isdigit()
        thread = chat.threads.create()["thread_id"]
        said = {"messages": [{"role": "user", "content": "One LinkedIn post about our chai"}]}
        chat.runs.wait(thread, TEAM, input=said)
        asked = unlike_others(shop)
        decided = approve(shop, asked)
        published = listener.until("publication.published")
        listener.until("run.finished")
    mine = [e for e in listener.seen if e.get("approval_id") == asked["id"]]
    assert kinds(mine) == [
        "approval.opened",
        "approval.decided",
        *(f"publication.{s}" for s in ("scheduled", "claimed", "prepared", "submitted")),
        "publication.published",
    ]
    opened, told = mine[:2]
    assert (opened["status"], opened["version"], opened["decision"]) == ("open", 2, None)
    assert (told["decided_by"], told["decided_at"]) == (
        decided["decided_by"],
        decided["decided_at"],
    )
    (row,) = shop.get(f"{V1}/publications")["items"]
    assert published["publication_id"] == row["id"]
    for name in ("permalink", "platform_post_id", "published_at", "state", "connection_id"):
        assert published[name] == row[name]
    assert published["error"] is None
    assert kinds(listener.seen).index("run.started") < kinds(listener.seen).index("run.finished")
    ids = [int(e["id"]) for e in listener.seen]
    assert ids == list(range(ids[0], ids[0] + len(ids)))


# coming back


def test_who_comes_back_gets_what_was_missed_once_and_in_order(shop, thread_id):
    (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
    with listening(shop, "0") as whole, listening(shop, "0") as first:
        first.until("approval.opened", approval_id=asked["id"])
        first.close()
        approve(shop, asked)
        whole.until("publication.published")
        with listening(shop, first.seen[-1]["id"]) as second:
            second.until("publication.published")
    assert [*first.seen, *second.seen] == whole.seen
    assert [int(e["id"]) for e in whole.seen] == list(range(1, len(whole.seen) + 1))


@pytest.mark.parametrize("last_id", ["999999", "-1", "yesterday", "1" * 40])
def test_a_number_that_was_never_told_is_answered_with_a_reset(shop, last_id):
    with listening(shop, last_id) as listener:
        reset = listener.until("reset")
        shop.post(f"{account(shop)}/pause")
        paused = listener.until("connection.paused")
    assert kinds(listener.seen) == ["reset", "connection.paused"]
    assert int(paused["id"]) == int(reset["id"]) + 1


def account(shop):
    """The path of the shop's connected page."""
    return f"{V1}/platforms/{shop.get(f'{V1}/platforms')['items'][0]['id']}"


def test_who_was_away_for_too_long_is_told_to_begin_anew(shop, server):
    row = (shop.pair["user"]["workspace_id"], 20_000, "import.progress")
    with closing(sqlite3.connect(server.folder / "app.db", timeout=30)) as database:
        insert = "insert into workspace_events values (?, ?, ?, '2026-11-11 05:00:00.000000', '{}')"
        database.execute(insert, row)
        database.commit()
    with listening(shop, "1") as listener:
        assert listener.until("reset")["id"] == "20000"
    with listening(shop, "19999") as listener:
        assert listener.until("import.progress")["id"] == "20000"


def test_a_hole_between_two_events_is_told_as_a_reset_too(shop, server):
    """Pruning leaves publications' moves: what is gone need not stand before the first one left."""
    with listening(shop) as listener:
        last = listener.until("ready")["id"]
        for step in ("pause", "resume", "pause", "resume"):
            shop.post(f"{account(shop)}/{step}")
        newest = [listener.until(kind)["id"] for kind in PAUSED_TWICE][-1]
    where = (shop.pair["user"]["workspace_id"], int(last) + 2)
    with closing(sqlite3.connect(server.folder / "app.db", timeout=30)) as database:
        database.execute("delete from workspace_events where workspace_id = ? and seq = ?", where)
        database.commit()
    with listening(shop, last) as listener:
        assert listener.until("reset")["id"] == newest
        assert kinds(listener.seen) == ["reset"]


PAUSED_TWICE = ("connection.paused", "connection.resumed") * 2


# what is told


def test_accounts_are_told_of_without_their_grant(shop):
    path = account(shop)
    with listening(shop, "0") as listener:
        connected = listener.until("connection.connected")
        shop.post(f"{path}/pause")
        paused = listener.until("connection.paused")
        shop.post(f"{path}/resume")
        listener.until("connection.resumed")
        shop.http.delete(f"{V1}/platforms/linkedin").raise_for_status()
        gone = listener.until("connection.disconnected")
    assert paused["paused_by"] == shop.pair["user"]["email"]
    assert (connected["status"], gone["status"]) == ("active", "disconnected")
    assert set(connected) == {
        *("id", "type", "at", "connection_id", "platform", "account_name", "status"),
        *("paused_at", "paused_by"),
    }


def test_an_import_is_told_with_its_counts(person):
    with listening(person) as listener:
        listener.until("ready")
        outcome = person.import_posts()
        done = listener.until("import.finished")
    assert kinds(listener.seen) == ["ready", "import.started", "import.progress", "import.finished"]
    assert done["imported"] == outcome["imported"] == 5
    assert (listener.seen[2]["done"], listener.seen[2]["total"]) == (5, 5)
    assert len({e["import_id"] for e in listener.seen[1:]}) == 1


def test_a_run_tells_that_its_conversation_waits_for_people(shop, thread_id):
    with listening(shop, "0") as listener:
        finished = listener.until("run.finished", thread_id=thread_id)
    assert (finished["status"], finished["thread_status"]) == ("success", "interrupted")


# who is told


def test_nobody_is_told_of_another_workspace(register, shop, thread_id):
    stranger = register()
    with listening(shop, "0") as mine, listening(stranger, "0") as theirs:
        mine.until("approval.opened")
        stranger.import_posts()
        theirs.until("import.finished")
    assert {e["type"].split(".")[0] for e in theirs.seen} == {"import"}
    assert [int(e["id"]) for e in theirs.seen] == list(range(1, len(theirs.seen) + 1))


def test_nobody_listens_without_a_token(anyone):
    answer = anyone.get(f"{V1}/events")
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")


def test_a_stream_ends_with_its_access_token(person, server):
    key = derive((server.folder / KEY_FILE).read_text().strip(), "access-token")
    token = person.pair["access_token"]
    claims = jwt.decode(token, key, ["HS256"], audience="insta-media-api")
    soon = datetime.now(UTC) + timedelta(seconds=8)
    short = jwt.encode({**claims, "exp": soon}, key, "HS256")
    listener = Listener(person.url, {"Authorization": f"Bearer {short}"})
    listener.until("ready")
    assert listener.has_ended(within_s=25)
    assert datetime.now(UTC) >= soon - timedelta(seconds=1)
    listener.close()


def test_a_stream_ends_with_the_membership(person, server):
    with listening(person) as listener:
        listener.until("ready")
        with closing(sqlite3.connect(server.folder / "app.db", timeout=30)) as database:
            user = (person.pair["user"]["id"],)
            database.execute("delete from members where user_id = ?", user)
            database.commit()
        assert listener.has_ended(within_s=25)


# what it costs


def open_streams(anyone):
    lines = anyone.get("/metrics").text.splitlines()
    (found,) = [line for line in lines if line.startswith("insta_event_streams ")]
    return float(found.split()[1])


def test_many_readers_hold_no_connection_and_are_forgotten_when_they_leave(
    shop, anyone, eventually
):
    path = account(shop)
    with ExitStack() as stack:
        readers = [stack.enter_context(listening(shop)) for _ in range(30)]
        for reader in readers:
            reader.until("ready")
        assert open_streams(anyone) >= 30
        shop.post(f"{path}/pause")
        told = [reader.until("connection.paused") for reader in readers]
        assert told == [told[0]] * 30
    eventually(lambda: open_streams(anyone) == 0)


def test_a_slow_reader_holds_nobody_up_and_misses_nothing(person, server):
    many = 9_000  # more than fits into the buffers between two processes
    data = json.dumps({"filler": "x" * 500})
    row = "insert into workspace_events values (?, ?, 'import.progress', '2026-11-11 05:00:00', ?)"
    with closing(sqlite3.connect(server.folder / "app.db", timeout=30)) as database:
        workspace = person.pair["user"]["workspace_id"]
        database.executemany(row, [(workspace, n, data) for n in range(1, many + 1)])
        database.commit()
    with person.http.stream("GET", f"{V1}/events", headers={"Last-Event-ID": "0"}) as answer:
        time.sleep(2)
        assert person.get(f"{V1}/health")["status"] == "ok"
        lines = answer.iter_lines()
        read = (line for line in lines if line.startswith("id: "))
        assert [int(next(read)[4:]) for _ in range(many)] == list(range(1, many + 1))


@pytest.mark.slow
def test_silence_is_filled_with_comments(person):
    with listening(person) as listener:
        listener.until("ready")
        assert not listener.has_ended(within_s=17)
        assert listener.comments >= 1


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_ends_its_streams(starts, sandbox, tmp_path, capfd, number):
    running = starts.server(tmp_path, sandbox)
    login = {"email": "demo@insta-media.local", "password": running.demo_password}
    answer = httpx.post(f"{running.url}{V1}/auth/login", json=login, timeout=30).json()
    listener = Listener(running.url, {"Authorization": f"Bearer {answer['access_token']}"})
    listener.until("ready")
    running.popen.send_signal(number)
    assert listener.has_ended(within_s=4)
    running.popen.wait(20)
    running.popen.stdout.close()
    listener.close()
    assert listener.ended_whole
    assert "ERROR" not in capfd.readouterr().err


# two processes


@pytest.mark.slow
def test_what_a_worker_elsewhere_publishes_is_told_by_the_server(
    starts, sandbox, tmp_path, postgres_url, register, profile
):
    running = starts.server(tmp_path, sandbox, with_worker=False, INSTA_DATABASE_URL=postgres_url)
    worker = starts.worker_of(running)
    try:
        person = register(at=running.url)
        person.put(f"{V1}/profile", profile)
        person.connect_linkedin()
        with person.sync_chat() as chat, listening(person, "0") as listener:
            said = {"messages": [{"role": "user", "content": "One LinkedIn post about our buns"}]}
            chat.runs.wait(chat.threads.create()["thread_id"], TEAM, input=said)
            (asked,) = person.get(f"{V1}/approvals", status="open")["items"]
            approve(person, asked)
            listener.until("publication.published", approval_id=asked["id"], within_s=90)
        states = [e["state"] for e in listener.seen if e["type"].startswith("publication.")]
        assert states == ["scheduled", "claimed", "prepared", "submitted", "published"]
        assert [int(e["id"]) for e in listener.seen] == list(range(1, len(listener.seen) + 1))
    finally:
        worker.terminate()
        worker.wait(30)
        running.stop()
