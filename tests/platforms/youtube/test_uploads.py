"""Large files: in bounded memory, gone on with after a kill, and never finished twice."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from domain.errors import ErrorClass, PlatformError
from platforms.youtube.sessions import QUANTUM
from platforms.youtube.uploads import OFFSET, PIECE, SESSION

MIB = 1024 * 1024
CHILD = Path(__file__).with_name("uploading.py")


def child(sandbox, youtube, size, prepared, *, stop_at=0):
    """Another process that prepares and submits; killed by itself once so much is confirmed."""
    order = {
        "base": sandbox.url,
        "token": youtube.grant.tokens.access_token,
        "account": youtube.account(),
        "size": size,
        "prepared": prepared,
        "stop_at": stop_at,
    }
    done = subprocess.run(
        [sys.executable, str(CHILD), json.dumps(order)],
        cwd=Path(__file__).parents[3],
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def received(sandbox, youtube, session, size):
    """How many bytes ever came to the twin."""
    answer = httpx.put(
        sandbox.url + session,
        headers={
            "authorization": f"Bearer {youtube.grant.tokens.access_token}",
            "content-range": f"bytes */{size}",
        },
        trust_env=False,
    )
    assert answer.status_code == 308
    return int(answer.headers["x-sandbox-received"])


def test_a_large_video_needs_little_memory(sandbox, youtube):
    code, lines = child(sandbox, youtube, 100 * MIB + 7, {})
    assert code == 0
    assert lines[-1]["peak"] < 12 * MIB
    (effect,) = sandbox.effects()
    assert effect["post_id"] == lines[-1]["post"]
    assert effect["media"] == [lines[-1]["sha256"]]


def test_an_upload_goes_on_after_a_kill_where_it_stood(sandbox, youtube):
    size = 40 * MIB + 100
    code, lines = child(sandbox, youtube, size, {}, stop_at=2 * PIECE)
    assert code == -9
    kept = lines[-1]["kept"]
    assert kept[OFFSET] == str(2 * PIECE)
    before = received(sandbox, youtube, kept[SESSION], size)
    code, lines = child(sandbox, youtube, size, kept, stop_at=4 * PIECE)
    assert code == -9
    again = received(sandbox, youtube, kept[SESSION], size)
    assert before == 2 * PIECE
    assert again == 4 * PIECE
    code, lines = child(sandbox, youtube, size, lines[-1]["kept"])
    assert code == 0
    assert [effect["media"] for effect in sandbox.effects()] == [[lines[-1]["sha256"]]]


@pytest.mark.parametrize(
    "mode", ["lost_response_after_effect", "http_500_before_effect", "http_500_after_effect"]
)
async def test_a_piece_in_doubt_is_asked_about_and_not_sent_blindly(
    sandbox, youtube, make_clip, make_video, mode
):
    content = make_clip(PIECE + 3 * QUANTUM + 5)
    item = make_video(content)
    youtube.files[item.sha256] = content
    sandbox.fault(mode, "upload_chunk", platform="youtube")
    post = youtube.post("Chai", media=(item,))
    ready = await youtube.prepare(post, {})
    assert ready[OFFSET] == str(PIECE + 3 * QUANTUM)
    came = received(sandbox, youtube, ready[SESSION], item.size)
    assert came == PIECE + 3 * QUANTUM
    await youtube.submit(post, ready)
    assert sandbox.effects()[0]["media"] == [item.sha256]


async def test_pieces_that_never_arrive_end_the_try(sandbox, youtube, make_clip, make_video):
    content = make_clip(2 * QUANTUM)
    item = make_video(content)
    youtube.files[item.sha256] = content
    sandbox.fault("http_500_before_effect", "upload_chunk", platform="youtube", count=20)
    with pytest.raises(PlatformError) as caught:
        await youtube.prepare(youtube.post("Chai", media=(item,)), {})
    assert (caught.value.error_class, caught.value.passes) == (
        ErrorClass.TEMPORARY_UNAVAILABLE,
        True,
    )
    assert youtube.kept[-1][OFFSET] == "0"


async def test_a_session_that_made_its_video_makes_no_second_one(sandbox, youtube):
    post = youtube.post("Chai")
    ready = await youtube.prepare(post, {})
    sandbox.fault("lost_response_after_effect", "finish_upload", platform="youtube")
    with pytest.raises(PlatformError):
        await youtube.submit(post, ready)
    again = await youtube.submit(post, await youtube.prepare(post, ready))
    assert [effect["post_id"] for effect in sandbox.effects()] == [again.platform_post_id]


async def test_a_session_that_is_gone_is_begun_anew_unless_it_may_have_ended_well(sandbox, youtube):
    post, now = youtube.post("Chai"), datetime.now(UTC)
    ready = await youtube.prepare(post, {})
    made = await youtube.submit(post, ready)
    gone = {SESSION: ready[SESSION] + "x", OFFSET: "0"}
    result = await youtube.can.probe.probe(
        post,
        youtube.grant.tokens,
        account_id=youtube.account(),
        prepared=gone,
        since=now,
        until=now + timedelta(minutes=5),
    )
    assert (result.found, result.confidence) == (made, "medium")
    with pytest.raises(PlatformError, match="say here whether it is") as caught:
        await youtube.can.publisher.prepare(
            post, youtube.grant.tokens, gone, files=youtube, keep=youtube.keep, in_doubt=True
        )
    assert (caught.value.sent, caught.value.passes) == ("unknown", False)
    assert (await youtube.prepare(post, gone))[SESSION] != gone[SESSION]


async def test_the_token_goes_to_no_foreign_address(youtube, platforms_for, serve):
    async def elsewhere(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(
            b"HTTP/1.1 200 X\r\nlocation: https://upload.example/x\r\ncontent-length: 0\r\n\r\n"
        )
        await writer.drain()

    can = platforms_for(await serve(elsewhere)).get(youtube.can.platform)
    post = youtube.post("Chai")
    for prepared in ({}, {SESSION: "https://upload.example/x"}):
        with pytest.raises(PlatformError, match="not YouTube's") as caught:
            await can.publisher.prepare(
                post, youtube.grant.tokens, prepared, files=youtube, keep=youtube.keep
            )
        assert (caught.value.error_class, caught.value.sent) == (ErrorClass.CONFIGURATION, "no")


async def test_what_another_process_prepared_is_prepared_again(youtube, sandbox, platforms_for):
    post = youtube.post("Chai")
    ready = await youtube.prepare(post, {})
    other = platforms_for(sandbox.url).get(youtube.can.platform)
    with pytest.raises(PlatformError, match="goes on where it stopped") as caught:
        await other.publisher.submit(post, youtube.grant.tokens, ready, gate=lambda: True)
    assert (caught.value.sent, caught.value.passes) == ("no", True)
    assert sandbox.effects() == []
