"""All that we send exists in Google's own description of its APIs, with its type."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import SecretStr

from domain.form import Form, Format, Privacy, Video
from domain.platform import Platform
from platforms.ports import PlatformSettings
from platforms.registry import build_platforms
from platforms.youtube import data
from platforms.youtube.oauth import SCOPES
from platforms.youtube.render import MAX_BYTES
from platforms.youtube.resource import FAILED, LOST, REJECTED

FOLDER = files("googleapiclient") / "discovery_cache" / "documents"
DATA, ANALYTICS = (
    json.loads((FOLDER / f"{name}.json").read_text())
    for name in ("youtube.v3", "youtubeAnalytics.v2")
)
SESSION = "upload_id"


def methods(document):
    """Every method with the paths it answers at, uploads too."""
    for resource in document["resources"].values():
        for method in resource.get("methods", {}).values():
            yield method, "/" + method["path"]
            for protocol in method.get("mediaUpload", {}).get("protocols", {}).values():
                yield method, protocol["path"]


@dataclass
class Recorder:
    """The way out, which writes down what leaves."""

    http: object
    seen: list[tuple[str, str, bytes | None]] = field(default_factory=list)

    def allow(self, *urls):
        self.http.allow(*urls)

    async def send(self, method, url, *, content=None, **fields):
        self.seen.append((method, url, content if isinstance(content, bytes) else None))
        return await self.http.send(method, url, content=content, **fields)


@pytest.fixture
async def seen(sandbox, youtube, http, make_version):
    """All calls that the adapter can make to the two APIs."""
    recorder, base = Recorder(http), sandbox.url
    settings = PlatformSettings(
        api_base=base, analytics_base=base, client_id="c", client_secret=SecretStr("s")
    )
    can = build_platforms(
        {Platform.YOUTUBE: settings}, http=recorder, now=lambda: datetime.now(UTC)
    ).get(Platform.YOUTUBE)
    tokens, account, now = youtube.grant.tokens, youtube.account(), datetime.now(UTC)

    async def grant():
        return tokens

    videos = (
        None,
        Video(tags=("chai", "slow tea"), category="26", privacy=Privacy.UNLISTED),
        Video(public_at=now + timedelta(days=1), made_for_kids=False),
    )
    for video in videos:
        post = youtube.post("Chai")
        form = Form(title="Chai", video=video, format=Format.SHORT)
        post = post.model_copy(update={"form": form})
        ready = await can.publisher.prepare(post, tokens, {}, files=youtube, keep=youtube.keep)
        made = await can.publisher.submit(post, tokens, ready, gate=lambda: True)
        if video is None:
            root = made.platform_post_id
    span = {"account_id": account, "since": now, "until": now + timedelta(minutes=5)}
    gone = {"session": ready["session"] + "x"}
    await can.probe.probe(post, tokens, prepared=gone, **span)
    told = make_version("Chai", first_comment="Recipe below")
    (part,) = can.renderer.render(told, account_id=account).parts
    below = {"root_id": root, "parent_id": root}
    await can.continues.add_part(part, tokens, account_id=account, gate=lambda: True, **below)
    await can.continues.find_part(part, tokens, **span, **below)
    await can.metrics.read_metrics([root], tokens, account_id=account)
    await can.history.read_page(grant, account_id=account, most=1)
    await can.public.read_public("harbourlanefilms", grant, account_id=account, most=1)
    await can.audience.read_audience(tokens, **span)
    await can.deleter.delete(root, tokens, account_id=account)
    return recorder.seen


def test_every_call_is_one_that_google_describes(seen):
    found = set()
    for verb, url, body in seen:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, keep_blank_values=True)
        if SESSION in dict(query):
            assert verb == "PUT"  # the resumable protocol itself, which no document describes
            continue
        document = ANALYTICS if parts.path.startswith("/v2/") else DATA
        (method,) = [
            method
            for method, path in methods(document)
            if (method["httpMethod"], path) == (verb, parts.path)
        ]
        found.add(method["id"])
        assert set(method["scopes"]) & set(SCOPES), method["id"]
        check_query(document, method, query)
        if "request" in method:
            check(document, document["schemas"][method["request"]["$ref"]], json.loads(body))
        else:
            assert body is None
    assert found == {
        "youtube.videos.insert",
        "youtube.videos.list",
        "youtube.videos.delete",
        "youtube.channels.list",
        "youtube.playlistItems.list",
        "youtube.commentThreads.insert",
        "youtube.commentThreads.list",
        "youtubeAnalytics.reports.query",
    }


def check_query(document, method, query):
    known = document["parameters"] | method["parameters"]
    names = [name for name, _ in query]
    assert len(set(names)) == len(names), method["id"]
    required = {name for name, rule in method["parameters"].items() if rule.get("required")}
    assert required <= set(names), method["id"]
    for name, value in query:
        rule = known[name]
        if rule["type"] == "integer":
            assert int(rule.get("minimum", 0)) <= int(value) <= int(rule.get("maximum", 10**6))
        if rule["type"] == "boolean":
            assert value in ("true", "false")
        assert value in rule.get("enum", [value]), (method["id"], name)
        if name == "part":
            check_parts(document, method, value)


def check_parts(document, method, value):
    """The parts are fields of the resource that the call sends or gets."""
    schema = document["schemas"][method["response"]["$ref"]]
    if "items" in schema["properties"]:
        schema = document["schemas"][schema["properties"]["items"]["items"]["$ref"]]
    assert set(value.split(",")) <= set(schema["properties"]), method["id"]


def check(document, rule, value):
    """The value is as its schema says, and no field is unknown."""
    if "$ref" in rule:
        rule = document["schemas"][rule["$ref"]]
    kinds = {"object": dict, "array": list, "boolean": bool, "string": str}
    assert type(value) is kinds[rule["type"]]
    if isinstance(value, dict):
        for name, one in value.items():
            check(document, rule["properties"][name], one)
    if isinstance(value, list):
        for one in value:
            check(document, rule["items"], one)
    if isinstance(value, str):
        assert value in rule.get("enum", [value])
        assert rule.get("format") != "date-time" or datetime.fromisoformat(value).tzinfo


def test_our_hosts_are_googles():
    assert f"{data.API_BASE}/" == DATA["rootUrl"]
    assert f"{data.ANALYTICS_BASE}/" == ANALYTICS["rootUrl"]
    limit = DATA["resources"]["videos"]["methods"]["insert"]["mediaUpload"]["maxSize"]
    assert str(MAX_BYTES) == limit


def test_every_state_and_reason_of_a_video_has_words():
    status = DATA["schemas"]["VideoStatus"]["properties"]
    assert set(FAILED) == set(status["failureReason"]["enum"])
    assert set(REJECTED) == set(status["rejectionReason"]["enum"])
    assert set(status["uploadStatus"]["enum"]) - LOST == {"uploaded", "processed"}
