import base64
import hashlib
import struct
import time

import pytest

GIF = (
    b"GIF89a"
    + struct.pack("<HHBBB", 2, 1, 0, 0, 0)
    + b"\x2c"
    + struct.pack("<HHHHB", 0, 0, 2, 1, 0)
    + b"\x02\x02\x44\x01\x00\x3b"
)
VIDEO = struct.pack(">I", 16) + b"ftypisom" + bytes(400)


def jpeg(number=0):
    frame = struct.pack(">HHBHHB", 0xFFC0, 11, 8, 40, 30, 1) + bytes((1, 0x11, 0))
    scan = struct.pack(">HHB", 0xFFDA, 8, 1) + bytes((1, 0, 0, 63, 0, number))
    return b"\xff\xd8" + frame + scan + b"\xff\xd9"


def wait(x, media_id):
    for _ in range(40):
        info = x.state(media_id).json()["data"].get("processing_info", {"state": "succeeded"})
        if info["state"] not in ("pending", "in_progress"):
            return info["state"]
        time.sleep(0.1)
    return "never"


def test_a_picture_in_segments_is_put_together_and_shown(x, control):
    content = jpeg()
    began = time.monotonic()
    media_id = x.begin(content).json()["data"]["id"]
    assert x.append(media_id, 1, content[10:]).status_code == 200
    for _ in range(2):
        # a segment may come again
        assert x.append(media_id, 0, content[:10]).json()["data"]["expires_at"] > 0
    data = x.finish(media_id).json()["data"]
    assert data["size"] == len(content)
    # whole seconds left, of a clock that goes on
    passed = time.monotonic() - began + 1
    assert 86_400 - passed <= data["expires_after_secs"] <= 86_400
    assert "processing_info" not in data
    x.publish("A cup", media={"media_ids": [media_id]})
    (effect,) = control.look("effects")["effects"]
    assert effect["media"] == [hashlib.sha256(content).hexdigest()]


def test_a_segment_may_be_json(x):
    content = jpeg()
    media_id = x.begin(content).json()["data"]["id"]
    body = {"segment_index": 0, "media": base64.b64encode(content).decode()}
    assert x.post(f"/2/media/upload/{media_id}/append", body).status_code == 200
    assert x.finish(media_id).status_code == 200


@pytest.mark.parametrize(("content", "kind"), [(GIF, "image/gif"), (VIDEO, "video/mp4")])
def test_what_moves_is_worked_on_before_it_can_be_shown(x, content, kind):
    media_id = x.upload(content, kind)
    info = x.finish(media_id).json()["data"]["processing_info"]
    assert (info["state"], info["check_after_secs"]) == ("pending", 1)
    early = x.tweet("Too early", media={"media_ids": [media_id]})
    assert early.json()["errors"][0]["message"] == "Your media IDs are invalid."
    assert wait(x, media_id) == "succeeded"
    post = x.publish("Moving", media={"media_ids": [media_id]})
    more = {"expansions": "attachments.media_keys", "media.fields": "public_metrics"}
    answer = x.get("/2/tweets", ids=post, **{"tweet.fields": "attachments,entities"}, **more).json()
    (key,) = answer["data"][0]["attachments"]["media_keys"]
    assert answer["includes"]["media"][0]["media_key"] == key
    assert answer["data"][0]["entities"]["urls"][0]["media_key"] == key


@pytest.mark.parametrize(
    "change",
    [
        {"media_type": "image/gif"},
        {"media_type": "audio/mp3"},
        {"media_category": "dm_image"},
        {"total_bytes": 6 * 1024 * 1024},
        {"total_bytes": "12"},
        {"total_bytes": 0},
        {"name": "x"},
    ],
)
def test_an_upload_that_x_would_not_take_is_refused_at_once(x, change):
    assert x.begin(jpeg(), **change).status_code == 400


def test_a_wrong_segment_or_an_unfinished_whole_is_refused(x, stranger):
    media_id = x.begin(jpeg()).json()["data"]["id"]
    assert x.append(media_id, 1000, b"x").status_code == 400
    assert x.append(media_id, "one", b"x").status_code == 400
    assert x.append(media_id, 0, b"").status_code == 400
    assert x.append("123", 0, b"x").status_code == 400
    other = stranger.connect(account="1780009876543210987")
    assert other.append(media_id, 0, b"x").status_code == 400
    assert x.append(media_id, 0, b"short").status_code == 200
    assert x.state(media_id).status_code == 400
    assert x.finish(media_id).status_code == 400


def test_bytes_that_are_not_what_was_said_are_no_media(x):
    media_id = x.begin(b"no picture").json()["data"]["id"]
    x.append(media_id, 0, b"no picture")
    assert x.finish(media_id).status_code == 400
    video = x.upload(b"no video at all", "video/mp4")
    assert wait(x, video) == "failed"
    assert x.tweet("x", media={"media_ids": [video]}).status_code == 400


def test_media_do_not_mix_and_die_after_a_day(x, control):
    pictures = [x.upload(jpeg(number)) for number in range(2)]
    moving = x.upload(GIF, "image/gif")
    assert wait(x, moving) == "succeeded"
    assert x.tweet("Mix", media={"media_ids": [pictures[0], moving]}).status_code == 400
    x.publish("Two", media={"media_ids": pictures})
    control.ask("clock", {"advance_s": 86_401})
    x.token = x.refresh(x.renewal).json()["access_token"]
    assert x.tweet("Old", media={"media_ids": pictures}).status_code == 400


def test_a_description_is_kept_for_pictures_only(x, http):
    media_id = x.upload(jpeg())
    body = {"id": media_id, "metadata": {"alt_text": {"text": "A clay cup"}}}
    answer = x.post("/2/media/metadata", body)
    assert answer.json()["data"]["associated_metadata"] == body["metadata"]
    post = x.publish("A cup", media={"media_ids": [media_id]})
    assert 'alt="A clay cup"' in http.get(f"/i/web/status/{post}").text
    body["metadata"]["alt_text"]["text"] = "x" * 1001
    assert x.post("/2/media/metadata", body).status_code == 400
    video = {"id": x.upload(VIDEO, "video/mp4"), "metadata": {"alt_text": {"text": "Film"}}}
    assert x.post("/2/media/metadata", video).status_code == 400
