"""`picture`, `video` and `storyboard` as processes: files that open, and words where none come."""

import json

import pytest
from PIL import Image

from media.ffmpeg import report

pytestmark = pytest.mark.slow
TEXT = "Three things before six. Milk from the next lane. Ginger by hand. Come by."


def test_a_carousel_comes_as_files(served, tmp_path):
    out = tmp_path / "new" / "cards"
    done = served.run("picture", TEXT, "--carousel", "--style", "vibrant", "--out", str(out))
    assert done.returncode == 0, done.stderr
    files = done.stdout.split()
    assert len(files) == 4
    for file in files:
        with Image.open(file) as card:
            assert (card.format, card.size) == ("JPEG", (1080, 1350))
    few = served.run("picture", "Chai.", "--carousel")
    assert few.returncode == 1
    assert "too few for a carousel" in few.stderr


async def test_a_script_is_written_and_then_drawn(served, tmp_path):
    script = tmp_path / "script.json"
    assert served.run("seed").returncode == 0
    made = served.json("video", "our masala chai", "--seconds", "15")
    script.write_text(json.dumps(made), "utf-8")
    film = tmp_path / "reel.mp4"
    done = served.run("storyboard", str(script), str(film), timeout=300)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(film)
    assert "of 15 seconds" in done.stderr
    found = await report(film)
    assert (found.width, found.height) == (1080, 1920)
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith("tmp")] == []


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"items": []}', "no script"])
def test_a_file_without_a_script_is_refused_with_what_to_do(served, tmp_path, content):
    script = tmp_path / "script.json"
    script.write_text(content, "utf-8")
    done = served.run("storyboard", str(script), str(tmp_path / "reel.mp4"))
    assert done.returncode == 1
    assert "insta-media video BRIEF --json" in done.stderr
