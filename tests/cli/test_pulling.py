"""What a person in a shell reads while posts come in, whatever the server calls its fields."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from cli import posts
from cli.api import Api
from domain.errors import InvalidError
from domain.platform import Platform

SEVERAL = "Several LinkedIn accounts are connected: Chai (c1), Tea (c2). Say which one with its id."


@contextmanager
def answering(*answers: tuple[int, dict[str, object]]) -> Iterator[Api]:
    """A server that gives these answers in turn."""
    left = list(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            status, body = left.pop(0)
            raw = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("content-length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        do_GET = do_POST  # noqa: N815 - as the library names it

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        with Api(f"http://127.0.0.1:{server.server_port}") as api:
            yield api
        server.shutdown()


def pull(api: Api) -> dict[str, object]:
    return posts.pull(api, Platform.LINKEDIN, connection=None, limit=500, brand=None)


def test_of_several_accounts_one_is_named_by_the_option():
    with (
        answering((422, {"detail": SEVERAL, "code": "which_account"})) as api,
        pytest.raises(InvalidError, match=r"Chai \(c1\), Tea \(c2\).*--connection") as caught,
    ):
        pull(api)
    assert "connection_id" not in caught.value.message


@pytest.mark.parametrize(
    ("total", "words"), [(None, "50 posts so far"), (1200, "50 of 1,200 posts")]
)
def test_progress_says_how_many_there_are_where_that_is_known(capsys, total, words):
    going = {"status": "running", "done": 50, "total": total, "result": None}
    done = {"status": "done", "done": 60, "total": 60, "result": {"imported": 60}}
    with answering((202, {"job_id": "j"}), (200, going), (200, done)) as api:
        assert pull(api) == {"imported": 60}
    assert words in capsys.readouterr().err


def test_scores_have_two_decimals(capsys):
    row = {"published_at": None, "likes": 1, "comments": 0, "shares": 0, "text": "Chai", "line": 2}
    told = {
        **{"sample": [row | {"ers": ers} for ers in (31.7, 0.0, 76.23)], "rows_total": 3},
        **{"rejected": [], "rejected_total": 0, "mapping": {"text": "Caption"}, "unmapped": []},
        "notes": [],
    }
    posts.show_preview(told, may_lack_text=False, as_json=False)
    shown = capsys.readouterr().out
    assert all(score in shown for score in ("31.70", " 0.00", "76.23"))
