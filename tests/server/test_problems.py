"""The one shape of every error, and the walls in front of every route."""

import httpx
import pytest

SHAPE = {"type", "title", "status", "detail", "instance", "code", "errors"}


def check(answer: httpx.Response, status: int, code: str) -> dict:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert set(body) >= SHAPE
    assert (body["status"], body["code"]) == (status, code)
    assert body["instance"] == answer.request.url.path
    assert body["detail"].strip()
    return body


def test_an_unknown_address(anyone):
    check(anyone.get("/api/v1/nothing"), 404, "not_found")


@pytest.mark.parametrize("path", ["/runs/crons", "/threads/x/commands", "/threads/x/stream/events"])
def test_what_the_chat_protocol_does_not_offer_is_not_found(person, path):
    check(person.http.post(path, json={}), 404, "not_found")


def test_a_wrong_method(anyone):
    answer = anyone.delete("/api/v1/health")
    check(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["allow"]


def test_nobody(anyone):
    body = check(anyone.get("/api/v1/campaigns"), 401, "unauthenticated")
    assert "/api/v1/auth/login" in body["detail"]


def test_broken_json(person):
    answer = person.http.post(
        "/threads", content=b'{"metadata": ', headers={"Content-Type": "application/json"}
    )
    check(answer, 422, "bad_json")


def test_a_field_that_does_not_fit(person):
    answer = person.http.post("/api/v1/esg/search", json={"k": "many"})
    body = check(answer, 422, "invalid")
    assert {e["field"]: e["message"] for e in body["errors"]}["text"] == "is required"
    assert {e["field"] for e in body["errors"]} == {"text", "k"}
    assert "many" not in answer.text


def test_a_naive_time(shop):
    answer = shop.http.get("/api/v1/publications", params={"since": "2026-01-01T10:00:00"})
    body = check(answer, 422, "invalid")
    assert body["errors"][0]["field"] == "since"


def test_a_body_over_the_cap_is_refused_by_its_told_length(person):
    answer = person.http.post("/threads", content=b"x" * (1024 * 1024 + 1))
    check(answer, 413, "body_too_large")


def test_a_body_over_the_cap_is_refused_while_it_arrives(person):
    def endless():
        for _ in range(200):
            yield b" " * 10_000

    answer = person.http.post(
        "/threads", content=endless(), headers={"Content-Type": "application/json"}
    )
    check(answer, 413, "body_too_large")


def test_a_file_may_be_larger_than_other_bodies(person):
    rows = "".join(f"Post number {n} {'about chai ' * 20},{n}\n" for n in range(30))
    filler = "Date,Caption,Likes\n" + "2026-01-05," + rows.replace("\n", "\n2026-01-05,")
    padding = "\n" * (1024 * 1024)
    assert person.import_posts(filler[: filler.rfind("\n")] + padding)["imported"] == 30


def test_answers_carry_headers_that_keep_browsers_safe(anyone):
    for answer in (anyone.get("/ok"), anyone.get("/nothing")):
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["x-frame-options"] == "DENY"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-request-id"]
        assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("GET", "/api/v1/publications/%00", {404}),
        ("GET", "/api/v1/approvals/a%00b", {404}),
        ("GET", "/api/v1/campaigns/%00/content", {404}),
        ("GET", "/api/v1/media/%00", {404}),
        ("GET", "/threads/%00/state", {404}),
        ("GET", "/api/v1/publications?connection_id=%00", {422}),
    ],
)
def test_an_address_with_a_nul_is_unknown(person, method, path, statuses):
    answer = person.http.request(method, path)
    assert answer.status_code in statuses, answer.text


def test_a_wish_nobody_can_hear_is_refused(shop, chat):
    thread = chat.threads.create()["thread_id"]
    said = {"messages": [{"role": "user", "content": "One LinkedIn post about our masala chai"}]}
    chat.runs.wait(thread, "insta-media", input=said)
    (asked,) = shop.get("/api/v1/approvals", status="open")["items"]
    chat.threads.delete(thread)
    body = {"decision": "respond", "version": 1, "message": "Shorter, please"}
    answer = shop.http.post(f"/api/v1/approvals/{asked['id']}/decision", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "no_conversation")
    assert shop.get(f"/api/v1/approvals/{asked['id']}")["status"] == "open"
