import json
import socket
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from urllib.parse import urlsplit

import httpx
import pytest


@contextmanager
def posting(linkedin, text):
    """A post on its way in another thread."""
    with ThreadPoolExecutor(1) as pool:
        future: Future[httpx.Response] = pool.submit(linkedin.post, linkedin.body(text))
        yield future


def send_and_hang_up(linkedin, control, text):
    """Sends the whole request, waits until it is held, then closes the socket."""
    url = urlsplit(str(linkedin.http.base_url))
    content = json.dumps(linkedin.body(text)).encode()
    headers = {
        **linkedin.headers,
        "Host": url.netloc,
        "Content-Type": "application/json",
        "Content-Length": str(len(content)),
    }
    lines = ["POST /rest/posts HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    with socket.create_connection((url.hostname, url.port)) as connection:
        connection.sendall("\r\n".join(lines).encode() + b"\r\n\r\n" + content)
        assert control.wait_held()


def test_a_call_held_before_its_effect_has_none_until_released(linkedin, control):
    control.arm("create_post", "hold_before_effect")
    with posting(linkedin, "Patience") as future:
        (held,) = control.wait_held()
        assert held["operation"] == "create_post"
        assert held["mode"] == "hold_before_effect"
        assert control.texts() == []
        assert control.ask("release") == {"released": 1}
        assert future.result(10).status_code == 201
    assert control.texts() == ["Patience"]
    assert control.look("held")["held"] == []


def test_a_call_held_after_its_effect_shows_it_at_once(linkedin, control):
    control.arm("create_post", "hold_after_effect")
    with posting(linkedin, "Done already") as future:
        assert control.wait_held()
        assert control.texts() == ["Done already"]
        assert not future.done()
        control.ask("release")
        assert future.result(10).status_code == 201


def test_a_held_call_goes_on_when_its_client_is_gone(linkedin, control):
    control.arm("create_post", "hold_before_effect")
    send_and_hang_up(linkedin, control, "The client died")
    assert control.texts() == []
    assert control.ask("release") == {"released": 1}
    assert control.texts() == ["The client died"]


def test_the_duplicate_check_comes_after_the_hold(linkedin, control):
    control.arm("create_post", "hold_before_effect")
    send_and_hang_up(linkedin, control, "Who is first?")
    urn = linkedin.publish("Who is first?")
    control.ask("release")
    (effect,) = control.look("effects")["effects"]
    assert effect["post_id"] == urn


def test_a_held_call_is_in_the_journal_without_a_status(linkedin, control):
    control.arm("create_post", "hold_before_effect")
    with posting(linkedin, "Still open") as future:
        control.wait_held()
        assert control.look("requests")["requests"][-1]["status"] is None
        control.ask("release")
        future.result(10)
    line = control.look("requests")["requests"][-1]
    assert (line["status"], line["fault"]) == (201, "hold_before_effect")


def test_a_reset_cuts_what_is_held_and_its_effect_never_comes(linkedin, control):
    control.arm("create_post", "hold_before_effect")
    with posting(linkedin, "Forgotten") as future:
        control.wait_held()
        control.ask("reset")
        with pytest.raises(httpx.TransportError):
            future.result(10)
    assert control.texts() == []


def test_releasing_nothing_is_no_error(control):
    assert control.ask("release") == {"released": 0}
