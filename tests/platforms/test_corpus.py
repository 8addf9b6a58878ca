"""What was previewed is what is shown, whatever people write: a corpus over every platform.

All of it goes through the rules by which the five twins show or refuse a text; a core of it, and a
real account's captions, are posted everywhere over HTTP.
"""

import asyncio
import csv
import json
import subprocess
import sys
from collections import Counter
from itertools import islice
from pathlib import Path

import pytest

from domain.form import Form, Format
from domain.platform import Platform
from tests.platforms.captions import captions
from tests.platforms.specimens import clip, video_item

COUNT = 2_000
PER_DAY = 95
"""Below what the strictest takes of one account in a day: Instagram, 100."""
FACEBOOKS_LIMIT = 63_206
STREAMS = 8
ADAPTERS = {platform: platform.value for platform in Platform} | {Platform.LINKEDIN: "signed"}
ACCOUNTS = {
    Platform.LINKEDIN: "urn:li:organization:1",
    Platform.X: "1",
    Platform.INSTAGRAM: "1",
    Platform.FACEBOOK: "1",
    Platform.YOUTUBE: "UC1",
}
ROOT = Path(__file__).parents[2]


def shown_by_twins(asked):
    """What each twin shows of a text as it is sent; None where it refuses it."""
    lines = subprocess.run(
        [sys.executable, "-m", "tests.platforms.shown"],
        cwd=ROOT,
        input="\n".join(json.dumps(one) for one in asked),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=120,
    ).stdout.splitlines()
    return [json.loads(line) for line in lines]


def corpus():
    """Every caption for every platform, and for Facebook some around its own far limit."""
    for text, tags in captions(COUNT):
        for platform in ACCOUNTS:
            yield platform, text, tags
    for text, _ in islice(captions(COUNT), 4):
        room = FACEBOOKS_LIMIT - len(text.encode("utf-16-le")) // 2
        for length in (room, room + 1):
            yield Platform.FACEBOOK, text + "x" * length, ()


def with_title(post, text):
    """YouTube's text is two: the title, which is the form's or the first line, stands above it."""
    if post.platform is Platform.YOUTUBE:
        return {"title": post.form.title, "description": text}
    return text


def test_what_the_twins_show_of_every_caption_is_its_preview(platforms_for, make_version, pictures):
    platforms = platforms_for("http://127.0.0.1:9")
    media = {Platform.INSTAGRAM: (pictures.add(),), Platform.YOUTUBE: (video_item(clip()),)}
    posts, refused = [], Counter()
    for platform, text, tags in corpus():
        items = media.get(platform, ())
        version = make_version(text, *tags, media=tuple(item.sha256 for item in items))
        renderer = platforms.get(platform).renderer
        post = renderer.render(version, account_id=ACCOUNTS[platform], media=items)
        if post.problems:
            refused[platform] += 1
        else:
            posts.append(post)
    shown = shown_by_twins([(post.platform, with_title(post, post.wire)) for post in posts])
    wrong = [
        (post.platform, post.text, found)
        for post, found in zip(posts, shown, strict=True)
        if found != with_title(post, post.text)
    ]
    assert not wrong, f"{len(wrong)}: {wrong[:3]}"
    # both sides of the limits were met
    assert len(posts) > 3 * COUNT
    assert refused.total() > COUNT / 10
    assert refused.keys() == set(Platform)


@pytest.fixture
def everywhere(request):
    return [request.getfixturevalue(name) for name in ADAPTERS.values()]


async def send(adapter, post, made, turn):
    async with turn:
        out = await adapter.submit(post, await adapter.prepare(post, {}))
    made[out.platform_post_id] = post


async def publish(adapter, corpus):
    """What has no problem, posted; the previews by the ids of what is out."""
    made, turn = {}, asyncio.Semaphore(STREAMS)
    posts = [adapter.post(text, *tags) for text, tags in corpus]
    for post in posts:
        # a problem is a sentence for a person, and never an empty word
        assert all(len(problem) > 20 and problem.endswith(".") for problem in post.problems)
    fit = [post for post in posts if not post.problems]
    await asyncio.gather(*(send(adapter, post, made, turn) for post in fit))
    assert len(made) == len(fit)
    return made


async def post_everywhere(sandbox, everywhere, corpus):
    """How many of the corpus went out on each platform, each as it was previewed."""
    made = [await publish(adapter, corpus) for adapter in everywhere]
    shown = {(effect["platform"], effect["post_id"]): effect for effect in sandbox.effects()}
    for adapter, posts in zip(everywhere, made, strict=True):
        for post_id, post in posts.items():
            assert shown[adapter.can.platform, post_id]["text"] == post.text
    return {
        adapter.can.platform: len(posts) for adapter, posts in zip(everywhere, made, strict=True)
    }


@pytest.mark.slow
async def test_a_core_of_it_is_shown_everywhere_as_it_was_previewed(sandbox, everywhere):
    out = await post_everywhere(sandbox, everywhere, list(islice(captions(COUNT), PER_DAY)))
    assert min(out.values()) > PER_DAY / 2, out


@pytest.mark.long
async def test_a_real_accounts_captions_are_shown_as_they_were_previewed(
    sandbox, everywhere, shared_data
):
    path = shared_data / "instagram_creator" / "posts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    column = next(name for name in rows[0] if name.strip().lower() == "caption")
    texts = dict.fromkeys(row[column].strip() for row in rows)
    out = await post_everywhere(sandbox, everywhere, [(text, ()) for text in texts][:PER_DAY])
    assert out[Platform.LINKEDIN] > PER_DAY / 2


async def test_every_post_of_a_thread_is_shown_as_it_was_previewed(sandbox, x):
    texts = [
        text for text, tags in captions(200, seed=7) if not tags and not x.post(text).problems
    ][:40]
    previews = {}
    for first, *more in (texts[at : at + 4] for at in range(0, 40, 4)):
        post = x.post(first, form=Form(format=Format.THREAD, thread=tuple(more)))
        root = last = (await x.submit(post, {})).platform_post_id
        previews[root] = post.text
        for part in post.parts:
            out = await x.can.continues.add_part(
                part,
                x.grant.tokens,
                account_id=post.account_id,
                root_id=root,
                parent_id=last,
                gate=lambda: True,
            )
            last = out.platform_post_id
            previews[last] = part.text
    assert {effect["post_id"]: effect["text"] for effect in sandbox.effects()} == previews
