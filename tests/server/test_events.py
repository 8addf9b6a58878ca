"""The stream of a workspace's events over HTTP: a real server, a real sandbox, real readers."""

import json
import queue
import threading
from contextlib import contextmanager

import httpx

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
        self.status = None
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()
        assert self._begun.wait(30)

    def _read(self):
        try:
            with self._http.stream("GET", f"{V1}/events", headers=self._headers) as answer:
                self.status = answer.status_code
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
        except httpx.HTTPError:
            pass
        finally:
            self._begun.set()
            self._found.put(None)

    def until(self, kind, within_s=40, **wanted):
        """Read up to an event like this one."""
        while True:
            event = self._found.get(timeout=within_s)
            assert event is not None, f"the stream ended before {kind}"
            self.seen.append(event)
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
        (asked,) = shop.get(f"{V1}/approvals", status="open")["items"]
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
    assert (opened["status"], opened["version"], opened["decision"]) == ("open", 1, None)
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
