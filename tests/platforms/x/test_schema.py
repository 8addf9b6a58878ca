"""What we send is what X's own models of its specification take, and what they call required."""

import json
import warnings

import httpx
import pytest

from domain.connection import Tokens
from domain.form import Form, Format
from domain.platform import Platform

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    schemas = pytest.importorskip("xdk.schemas")


def strict(model, value):
    """The models let unknown names pass, which X itself refuses: so they are looked for here."""
    made = model.model_validate(value, strict=True)
    names(made)
    return made.model_dump(exclude_none=True)


def names(made):
    assert not made.model_extra, f"{type(made).__name__} does not know {made.model_extra}"
    for name in type(made).model_fields:
        inner = getattr(made, name)
        if hasattr(inner, "model_extra"):
            names(inner)


@pytest.fixture
async def recorded(serve, platforms_for):
    """An adapter, and every request it makes of a server that is content with all of them."""
    seen = []

    async def handle(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
        lower = {name.lower(): value for name, value in fields.items()}
        body = await reader.readexactly(int(lower.get("content-length", "0")))
        seen.append((head.partition(" HTTP/")[0], lower, body))
        answer = json.dumps({"data": {"id": "77", "text": "x"}}).encode()
        writer.write(b"HTTP/1.1 201 X\r\ncontent-length: %d\r\n\r\n%s" % (len(answer), answer))
        await writer.drain()

    return platforms_for(await serve(handle)).get(Platform.X), seen


def sent(seen, path):
    (body,) = [body for line, _, body in seen if line == f"POST {path}"]
    return json.loads(body)


async def test_posts_replies_uploads_and_descriptions_fit_the_schema(recorded, x, compose, add):
    can, seen = recorded
    tokens = Tokens(access_token="t")
    form = Form(format=Format.THREAD, thread=("Second",))
    post = compose("First: chai.in ☕", add(alt_text="A cup"), form=form)
    ready = await can.publisher.prepare(post, tokens, {}, files=x, keep=x.keep)
    made = await can.publisher.submit(post, tokens, ready, gate=lambda: True)
    body = sent(seen, "/2/tweets")
    assert strict(schemas.CreatePostsRequest, body) == body
    assert body == {"text": "First: chai.in ☕", "media": {"media_ids": ["77"]}}
    initialize = sent(seen, "/2/media/upload/initialize")
    assert strict(schemas.InitializeMediaUploadRequest, initialize) == initialize
    metadata = sent(seen, "/2/media/metadata")
    assert strict(schemas.CreateMediaMetadataRequest, metadata) == metadata
    seen.clear()
    (part,) = post.parts
    await can.continues.add_part(
        part,
        tokens,
        account_id="1",
        root_id="77",
        parent_id=made.platform_post_id,
        gate=lambda: True,
    )
    reply = sent(seen, "/2/tweets")
    assert strict(schemas.CreatePostsRequest, reply) == reply
    assert reply["reply"] == {"in_reply_to_tweet_id": "77"}


async def test_a_segment_is_a_form_with_the_two_fields_of_the_schema(recorded, x, compose, add):
    can, seen = recorded
    item = add("video/mp4", size=60)
    await can.publisher.prepare(
        compose("A film", item), Tokens(access_token="t"), {}, files=x, keep=x.keep
    )
    (form,) = [(h, b) for line, h, b in seen if line == "POST /2/media/upload/77/append"]
    headers, body = form
    assert headers["content-type"].startswith("multipart/form-data; boundary=")
    for name in schemas.AppendMediaUploadRequest.model_fields:
        assert body.count(f'name="{name}"'.encode()) == 1
    assert x.files[item.sha256] in body


async def test_the_stand_in_answers_as_the_newer_schema_says(x, sandbox, redirect_uri, press):
    sandbox.control(
        "clients", platform="x", client_id="app-new", client_secret="s", redirect_uris=[]
    )
    query = {
        "response_type": "code",
        "client_id": "app-new",
        "redirect_uri": redirect_uri,
        "state": "s",
        "scope": "tweet.read tweet.write users.read",
        "code_challenge": "p" * 43,
        "code_challenge_method": "plain",
    }
    url = f"{sandbox.url}/i/oauth2/authorize?{httpx.QueryParams(query)}"
    code = press(sandbox, url).params["code"]
    token = sandbox.client.post(
        f"{sandbox.url}/2/oauth2/token",
        auth=("app-new", "s"),
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect_uri,
            "code_verifier": "p" * 43,
        },
    ).json()["access_token"]
    headers = {"authorization": f"Bearer {token}"}
    made = sandbox.client.post(
        f"{sandbox.url}/2/tweets", json={"text": "Menu: chai.in"}, headers=headers
    ).json()
    strict(schemas.CreatePostsResponse, made)
    fields = "created_at,entities,public_metrics,non_public_metrics"
    found = sandbox.client.get(
        f"{sandbox.url}/2/tweets",
        params={"ids": made["data"]["id"], "post.fields": fields},
        headers=headers,
    ).json()
    (post,) = schemas.GetPostsByIdsResponse.model_validate(found).data
    names(post)
    assert post.public_metrics.repost_count == 0
