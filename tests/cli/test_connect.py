"""`connect` shows the consent page, waits for the person, and says which accounts came; `pause` and
`resume` stop and start what goes out by them.
"""

import subprocess

import httpx
import pytest

from media.ffmpeg import program

pytestmark = pytest.mark.slow


def connect(served, sandbox, platform="linkedin") -> str:
    """Through the consent page; what the command said."""
    with served.start("connect", platform) as process:
        try:
            address = next(line for line in process.stdout if line.startswith(sandbox.url)).strip()
            allowed = httpx.post(address, data={"action": "allow"}, trust_env=False, timeout=60)
            back = httpx.get(allowed.headers["location"], trust_env=False, timeout=30)
            assert back.status_code == 200, back.text
            told, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 0
    return told


def test_it_waits_until_the_person_allowed_and_names_the_accounts(served, sandbox):
    assert "Connected: Masala Chai Co. (business page)" in connect(served, sandbox)


@pytest.mark.parametrize("platform", ["linkedin", "instagram"])
def test_who_says_no_there_is_told_so_here_at_once(served, sandbox, platform):
    with served.start("connect", platform) as process:
        try:
            address = next(line for line in process.stdout if line.startswith(sandbox.url)).strip()
            refused = httpx.post(address, data={"action": "cancel"}, trust_env=False, timeout=60)
            back = httpx.get(refused.headers["location"], trust_env=False, timeout=30)
            assert back.status_code == 422
            assert "Nothing was connected" in back.text
            told, _ = process.communicate(timeout=30)
        finally:
            process.kill()
    assert process.returncode == 1
    assert "the request was declined there" in told


def test_a_connected_account_is_paused_and_resumed(served, sandbox):
    nobody = served.run("pause", "linkedin")
    assert nobody.returncode == 1
    assert "insta-media connect linkedin" in nobody.stderr
    connect(served, sandbox)
    assert "Paused: Masala Chai Co. (business page)" in served.run("pause", "linkedin").stdout
    resumed = served.json("resume", "linkedin")["items"]
    assert [one["paused_at"] for one in resumed] == [None, None]


def test_an_unknown_platform_is_refused_in_words(served):
    refused = served.run("connect", "tiktok")
    assert refused.returncode != 0
    assert "tiktok" in refused.stderr


def test_a_connected_page_brings_its_past_posts_in_once(served, sandbox):
    body = {"account": "Masala Chai Co.", "count": 30}
    httpx.post(f"{sandbox.url}/control/history", json=body, timeout=60).raise_for_status()
    nobody = served.run("pull-history", "--platform", "linkedin")
    assert nobody.returncode == 1
    assert "No LinkedIn account is connected here" in nobody.stderr
    connect(served, sandbox)
    done = served.json("pull-history", "--platform", "linkedin")
    assert (done["imported"], done["rejected"]) == (30, [])
    told = served.run("pull-history", "--platform", "linkedin", "--limit", "10")
    assert told.returncode == 0
    assert "Imported" in told.stdout
    assert "newest 10 posts" in told.stdout + told.stderr


def test_a_post_of_ones_own_waits_for_a_decision(served, sandbox, tmp_path):
    connect(served, sandbox)
    words = tmp_path / "post.txt"
    words.write_text("Rain outside, masala chai inside.\n", encoding="utf-8")
    asked = served.json("post", "--platform", "linkedin", "--file", str(words))
    assert (asked["status"], asked["content"]["text"]) == ("open", words.read_text().strip())
    shown = served.run("post", "--platform", "linkedin", "--text", "Sun outside, chai inside.")
    assert "Sun outside, chai inside." in shown.stdout
    assert "waits for a decision" in shown.stdout
    assert '/decision with {"decision": "approve", "version": 1}' in shown.stdout
    assert sandbox.effects() == []
    neither = served.run("post", "--platform", "linkedin")
    assert neither.returncode == 2
    assert "--text" in neither.stderr


def test_a_video_goes_with_the_words_to_where_it_needs_one(served, sandbox, tmp_path):
    connect(served, sandbox, "youtube")
    film = tmp_path / "tour.mp4"
    source = ("-f", "lavfi", "-i", "testsrc=size=640x360:rate=25:duration=1")
    subprocess.run([program(), "-v", "error", *source, str(film)], check=True, timeout=60)
    words = ("--platform", "youtube", "--text", "A tour of our kitchen in Pune.")
    bare = served.run("post", *words)
    assert bare.returncode == 1
    assert "YouTube posts need a video" in bare.stderr
    asked = served.json("post", *words, "--file", str(film))
    assert asked["status"] == "open"
    assert [one["content_type"] for one in asked["content"]["media"]] == ["video/mp4"]
    (tmp_path / "more.txt").write_text("And a second text.")
    twice = served.run("post", *words, "--file", str(tmp_path / "more.txt"))
    assert twice.returncode == 2
    assert "give the words once" in twice.stderr
