import hashlib
import socket
import time
from urllib.parse import urlsplit

import pytest

QUANTUM = 256 * 1024


def begun(youtube, size):
    return youtube.begin(size).headers["location"]


def test_pieces_come_in_order_and_the_last_one_makes_the_video(youtube, film, control):
    size = len(film)
    session = begun(youtube, size)
    empty = youtube.put(session, b"", f"*/{size}")
    assert (empty.status_code, "range" in empty.headers) == (308, False)
    first = youtube.put(session, film[:QUANTUM], f"0-{QUANTUM - 1}/{size}")
    assert (first.status_code, first.headers["range"]) == (308, f"bytes=0-{QUANTUM - 1}")
    last = youtube.put(session, film[QUANTUM:], f"{QUANTUM}-{size - 1}/{size}")
    assert last.status_code == 200
    video = last.json()
    assert (video["status"]["uploadStatus"], video["snippet"]["title"]) == (
        "uploaded",
        "Chai, slowly",
    )
    again = youtube.put(session, b"", f"*/{size}")
    assert (again.status_code, again.json()["id"]) == (200, video["id"])
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(film).hexdigest()]
    control.ask("clock", {"advance_s": 2})
    assert youtube.video(video["id"])["status"]["uploadStatus"] == "processed"


@pytest.mark.parametrize(
    ("length", "place"),
    [
        (1000, "0-999/{size}"),
        (QUANTUM, "0-9/{size}"),
        (QUANTUM, "262144-524287/{size}"),
        (QUANTUM, "0-262143/99"),
        (QUANTUM, "nonsense"),
    ],
)
def test_a_piece_of_the_wrong_size_or_place_is_refused(youtube, film, refused, length, place):
    size = len(film)
    session = begun(youtube, size)
    answer = youtube.put(session, film[:length], place.format(size=size))
    assert refused(answer)[0] == 400
    assert "range" not in youtube.put(session, b"", f"*/{size}").headers


def test_what_came_before_the_line_was_cut_counts_in_whole_quanta(youtube, film, server):
    size = len(film)
    session = begun(youtube, size)
    place = urlsplit(session)
    head = (
        f"PUT {place.path}?{place.query} HTTP/1.1\r\nhost: x\r\n"
        f"authorization: Bearer {youtube.token}\r\ncontent-length: {2 * QUANTUM}\r\n"
        f"content-range: bytes 0-{2 * QUANTUM - 1}/{size}\r\n\r\n"
    )
    with socket.create_connection((place.hostname, place.port)) as line:
        line.sendall(head.encode() + film[: QUANTUM + 5])
    for _ in range(50):
        answer = youtube.put(session, b"", f"*/{size}")
        if "range" in answer.headers:
            break
        time.sleep(0.1)
    assert answer.headers["range"] == f"bytes=0-{QUANTUM - 1}"
    assert answer.headers["x-sandbox-received"] == str(QUANTUM + 5)


def test_a_session_is_known_to_its_channel_only_and_for_a_week(youtube, stranger, control):
    session = begun(youtube, 900)
    other = stranger.connect("UCh4rb0urLane5tud1oF1lmQ")
    assert other.put(session, b"", "*/900").status_code == 404
    assert youtube.put(session + "x", b"", "*/900").status_code == 404
    control.ask("clock", {"advance_s": 7 * 86_400 + 1})
    youtube.token = stranger.connect().token
    assert youtube.put(session, b"", "*/900").status_code == 404


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"snippet": {"title": "x" * 101}}, "invalidTitle"),
        ({"snippet": {"title": "a < b"}}, "invalidTitle"),
        ({"snippet": {"title": "a", "description": "न" * 1667}}, "invalidDescription"),
        ({"snippet": {"title": "a", "tags": ["a b"] * 84}}, "invalidTags"),
        ({"snippet": {"title": "a", "categoryId": "x"}}, "invalidCategoryId"),
        ({"snippet": {"title": "a", "colour": "red"}}, "badRequest"),
        ({"status": {"privacyStatus": "secret"}}, "invalidVideoMetadata"),
        (
            {"status": {"privacyStatus": "public", "publishAt": "2030-01-01T00:00:00Z"}},
            "invalidPublishAt",
        ),
        ({"status": {"privacyStatus": "private", "publishAt": "soon"}}, "invalidPublishAt"),
    ],
)
def test_wrong_metadata_begin_nothing(youtube, refused, parts, reason):
    assert refused(youtube.begin(900, **parts)) == (400, reason)


def test_a_day_has_a_hundred_uploads_and_begins_anew_at_midnight_there(youtube, control, refused):
    for _ in range(100):
        assert youtube.begin(900).status_code == 200
    assert refused(youtube.begin(900)) == (403, "quotaExceeded")
    assert youtube.get("/youtube/v3/channels", part="id", mine="true").status_code == 200
    control.ask("clock", {"advance_s": 86_400})
    renewed = youtube.ask(grant_type="refresh_token", refresh_token=youtube.refresh_token)
    youtube.token = renewed.json()["access_token"]
    assert youtube.begin(900).status_code == 200


@pytest.mark.parametrize(
    ("mode", "state"), [("content_policy", "rejected"), ("invalid_media", "failed")]
)
def test_a_video_may_be_taken_and_lost(youtube, control, mode, state):
    control.arm("finish_upload", mode, platform="youtube")
    assert youtube.video(youtube.upload())["status"]["uploadStatus"] == state
    assert control.texts() == []
