"""No route shows or changes anything of another workspace. A new route has to be added here."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

from config.settings import Settings
from server import web
from server.app import create_app
from tests.server.landlord import CANARY, IN_WORDS, Landlord

GONE = {404}
UNMADE = ("assistants/", "study/page", "/public", "/evergreen")
"""In paths to what this owner has not."""
LIST = {200}
OWN = {200}
"""A list that is never empty: everybody has a brand."""
MESSAGE = {"messages": [{"role": "user", "content": "Hello"}]}
RUN = {"assistant_id": "insta-media", "input": MESSAGE}
FOREIGN_BRAND = {"assistant_id": "insta-media", "input": {**MESSAGE, "brand_id": "{brand_id}"}}
FOREIGN_POST = {"platform": "linkedin", "text": "Chai", "connection_id": "{connection_id}"}
SCRIPT = {
    "title": "Chai",
    "duration": 15,
    "scenes": [
        {"scene_number": 1, "part": "hook", "duration": 3, "description": "Milk", "shot": "wide"},
        {"scene_number": 2, "part": "call", "duration": 12, "description": "Door", "shot": "wide"},
    ],
}
THREAD = "/threads/{thread_id}"
V1 = "/api/v1"

OPEN = {
    ("GET", "/metrics"),
    ("POST", f"{V1}/auth/register"),
    ("POST", f"{V1}/auth/login"),
    ("POST", f"{V1}/auth/refresh"),
    ("GET", f"{V1}/health"),
    ("GET", f"{V1}/platforms/callback/{{platform}}"),
    ("GET", "/ok"),
    ("GET", "/info"),
    ("GET", "/"),
    ("GET", "/favicon.ico"),
    ("GET", "/media/{name}"),
    ("HEAD", "/media/{name}"),
    ("GET", "/docs"),
    ("GET", "/docs/start.js"),
    ("GET", "/docs/openapi.json"),
    ("MOUNT", "/docs/files"),
    ("GET", "/openapi.json"),
    ("HEAD", "/openapi.json"),
}
"""Routes that need no access; they are checked where they are described."""

ENDLESS = {("GET", f"{V1}/events")}
"""Routes whose answer does not end by itself; test_events looks who is told what."""

GUARDED: dict[tuple[str, str], tuple[set[int], dict[str, Any]]] = {
    ("GET", f"{V1}/media"): (LIST, {}),
    # whatever is sent becomes the own medium of whoever sends it; this is none
    ("POST", f"{V1}/media"): ({422}, {"files": {"file": ("{sha256}.jpg", b"no picture")}}),
    ("GET", f"{V1}/media/{{sha256}}"): (GONE, {}),
    ("DELETE", f"{V1}/media/{{sha256}}"): (GONE, {}),
    ("POST", f"{V1}/media/{{sha256}}/fit"): (GONE, {"json": {"platform": "linkedin"}}),
    ("GET", f"{V1}/assets"): (LIST, {"params": {"prefix": "users/{workspace_id}/"}}),
    # of whoever asks alone
    ("POST", f"{V1}/assets/rebuild"): ({202}, {}),
    ("GET", f"{V1}/profile"): (LIST, {}),
    ("GET", f"{V1}/profile/assets"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/profile/assets"): (
        GONE,
        {
            "files": {"file": ("prices.csv", b"Chai,20\n")},
            "data": {"kind": "price_list", "brand_id": "{brand_id}"},
        },
    ),
    ("GET", f"{V1}/profile/assets/{{asset_id}}/file"): (GONE, {}),
    ("DELETE", f"{V1}/profile/assets/{{asset_id}}"): (GONE, {}),
    ("POST", f"{V1}/profile/draft"): (
        GONE,
        {"json": {"use_history": True, "brand_id": "{brand_id}"}},
    ),
    ("GET", f"{V1}/profile/draft/{{draft_id}}"): (GONE, {}),
    ("POST", f"{V1}/profile/draft/{{draft_id}}/confirm"): (GONE, {"json": {"accept": "all"}}),
    ("GET", f"{V1}/brands"): (OWN, {}),
    # whatever is sent becomes a brand of whoever sends it; this is none
    ("POST", f"{V1}/brands"): ({422}, {"json": {"brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/brands/{{brand_id}}"): (GONE, {}),
    ("PUT", f"{V1}/brands/{{brand_id}}"): (GONE, {"json": {"business_name": "Mine"}}),
    ("POST", f"{V1}/brands/{{brand_id}}/default"): (GONE, {}),
    ("DELETE", f"{V1}/brands/{{brand_id}}"): (GONE, {}),
    ("PUT", f"{V1}/profile"): ({409}, {"json": {"brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/profile/rules"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/profile/rules"): (
        GONE,
        {"params": {"brand_id": "{brand_id}"}, "json": {"aspect": "no_emoji"}},
    ),
    ("POST", f"{V1}/profile/rules/{{rule_id}}/accept"): (GONE, {}),
    ("POST", f"{V1}/profile/rules/{{rule_id}}/decline"): (GONE, {}),
    ("DELETE", f"{V1}/profile/rules/{{rule_id}}"): (GONE, {}),
    ("POST", f"{V1}/posts/import"): (
        GONE,
        {
            "files": {"file": ("p.csv", b"Caption,Likes\nchai,1\n")},
            "data": {"platform": "x", "brand_id": "{brand_id}"},
        },
    ),
    ("POST", f"{V1}/posts/import/preview"): (
        GONE,
        {
            "files": {"file": ("p.csv", b"Caption,Likes\nchai,1\n")},
            "data": {"platform": "x", "brand_id": "{brand_id}"},
        },
    ),
    # of this machine's own command alone; it says nothing of a workspace
    ("POST", f"{V1}/keys/rotate"): ({403}, {"json": {"fingerprint": "x"}}),
    ("GET", f"{V1}/jobs/{{job_id}}"): (GONE, {}),
    ("GET", f"{V1}/posts"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("DELETE", f"{V1}/posts/{{post_id}}"): (GONE, {}),
    ("POST", f"{V1}/esg/search"): (GONE, {"json": {"text": "chai", "brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/esg/reindex"): (LIST, {"json": {"sample": 0}}),
    ("POST", f"{V1}/esg/explain"): (GONE, {"json": {"text": "chai", "brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/esg/model"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/esg/align"): (GONE, {"json": {"draft": "chai", "brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/studio/generate"): (
        GONE,
        {"json": {"brief": "chai", "platform": "linkedin", "brand_id": "{brand_id}"}},
    ),
    ("POST", f"{V1}/studio/images"): (
        GONE,
        {"json": {"text": "chai", "platform": "linkedin", "brand_id": "{brand_id}"}},
    ),
    ("POST", f"{V1}/studio/storyboard"): (
        GONE,
        {"json": {"script": SCRIPT, "platform": "instagram", "brand_id": "{brand_id}"}},
    ),
    ("POST", f"{V1}/studio/video"): (
        GONE,
        {"json": {"brief": "chai", "platform": "instagram", "brand_id": "{brand_id}"}},
    ),
    ("GET", f"{V1}/templates"): (LIST, {"params": {"occasion": "Founders' feast"}}),
    ("POST", f"{V1}/templates"): (GONE, {"json": {"content_id": "{content_id}"}}),
    ("GET", f"{V1}/templates/{{template_id}}"): (GONE, {}),
    ("PUT", f"{V1}/templates/{{template_id}}"): (
        GONE,
        {"json": {"name": "n", "brief": "b", "structure": [{"purpose": "hook"}]}},
    ),
    ("DELETE", f"{V1}/templates/{{template_id}}"): (GONE, {}),
    ("POST", f"{V1}/esg/study"): (GONE, {"json": {"brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/esg/study"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/esg/study/page"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/seed"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/campaigns"): (
        GONE,
        {"json": {"name": "n", "brief": "b", "brand_id": "{brand_id}"}},
    ),
    ("GET", f"{V1}/campaigns"): (LIST, {}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}"): (GONE, {}),
    ("PUT", f"{V1}/campaigns/{{campaign_id}}"): (GONE, {"json": {"name": "n", "budget": 5}}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}/content"): (GONE, {}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}/calendar"): (GONE, {}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}/report"): (GONE, {}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}/report.html"): (GONE, {}),
    ("GET", f"{V1}/campaigns/{{campaign_id}}/analytics"): (GONE, {}),
    ("GET", f"{V1}/analytics/report"): (GONE, {"params": {"publication_id": "{publication_id}"}}),
    ("GET", f"{V1}/analytics/report.html"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("POST", f"{V1}/ideate"): (GONE, {"json": {"n": 1, "brand_id": "{brand_id}"}}),
    ("GET", f"{V1}/ideas"): (LIST, {}),
    ("POST", f"{V1}/ideas/{{idea_id}}/pick"): (GONE, {"json": {}}),
    ("POST", f"{V1}/ideas/{{idea_id}}/dismiss"): (GONE, {}),
    ("GET", f"{V1}/calendar/days"): (
        GONE,
        {"params": {"from": "2026-12-01", "to": "2026-12-31", "brand_id": "{brand_id}"}},
    ),
    # whatever is sent becomes the own day of whoever sends it; this is none
    ("POST", f"{V1}/calendar/days"): ({422}, {"json": {"name": "Fair", "day": "{brand_id}"}}),
    ("DELETE", f"{V1}/calendar/days/{{own_day_id}}"): (GONE, {}),
    ("GET", f"{V1}/approvals"): (LIST, {"params": {"thread_id": "{thread_id}"}}),
    ("GET", f"{V1}/approvals/{{approval_id}}"): (GONE, {}),
    ("POST", f"{V1}/approvals/{{approval_id}}/decision"): (
        GONE,
        {"json": {"decision": "approve", "version": 1}},
    ),
    ("GET", f"{V1}/publications"): (LIST, {"params": {"connection_id": "{connection_id}"}}),
    ("POST", f"{V1}/publications"): (
        GONE,
        {"json": {"content_id": "{content_id}", "connection_id": "{connection_id}"}},
    ),
    ("GET", f"{V1}/publications/{{publication_id}}"): (GONE, {}),
    ("GET", f"{V1}/publications/{{publication_id}}/metrics"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/cancel"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/retry"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/resolve"): (
        GONE,
        {"json": {"outcome": "not_published"}},
    ),
    ("POST", f"{V1}/publications/{{publication_id}}/reschedule"): (
        GONE,
        {"json": {"publish_at": None}},
    ),
    ("POST", f"{V1}/publications/{{publication_id}}/delete"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/parts/{{n}}/retry"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/parts/{{n}}/resolve"): (
        GONE,
        {"json": {"outcome": "not_published"}},
    ),
    ("POST", f"{V1}/content"): (GONE, {"json": FOREIGN_POST}),
    ("POST", f"{V1}/content/preview"): (GONE, {"json": FOREIGN_POST}),
    ("POST", f"{V1}/content/{{content_id}}/safety/override"): (
        GONE,
        {"json": {"version": 1, "reason": "I know this word here."}},
    ),
    ("GET", f"{V1}/audit"): (LIST, {"params": {"subject": "{approval_id}"}}),
    ("GET", f"{V1}/platforms"): (LIST, {}),
    ("POST", f"{V1}/platforms/connect"): (LIST, {"json": {"platform": "linkedin"}}),
    ("GET", f"{V1}/platforms/connect/{{state}}"): (GONE, {}),
    ("POST", f"{V1}/platforms/{{platform}}/history"): (
        GONE,
        {"json": {"connection_id": "{connection_id}"}},
    ),
    ("DELETE", f"{V1}/platforms/{{platform}}"): (
        GONE,
        {"params": {"connection_id": "{connection_id}"}},
    ),
    ("GET", f"{V1}/platforms/{{connection_id}}/audience"): (GONE, {}),
    ("GET", f"{V1}/platforms/{{connection_id}}/public"): (GONE, {"params": {"handle": "nasa"}}),
    ("POST", f"{V1}/platforms/{{connection_id}}/pause"): (GONE, {}),
    ("POST", f"{V1}/platforms/{{connection_id}}/resume"): (GONE, {}),
    ("POST", f"{V1}/approvals/{{approval_id}}/dry-run"): (GONE, {}),
    ("POST", f"{V1}/publications/{{publication_id}}/requeue"): (GONE, {"json": {}}),
    ("PUT", f"{V1}/publications/{{publication_id}}/evergreen"): (
        GONE,
        {"json": {"every_days": 60}},
    ),
    ("GET", f"{V1}/publications/{{publication_id}}/evergreen"): (GONE, {}),
    ("DELETE", f"{V1}/publications/{{publication_id}}/evergreen"): (GONE, {}),
    ("GET", f"{V1}/tracking"): (GONE, {"params": {"brand_id": "{brand_id}"}}),
    ("PUT", f"{V1}/tracking"): (GONE, {"params": {"brand_id": "{brand_id}"}, "json": {}}),
    ("GET", f"{V1}/timetables/{{connection_id}}"): (GONE, {}),
    ("PUT", f"{V1}/timetables/{{connection_id}}"): (GONE, {"json": {"timezone": "Asia/Kolkata"}}),
    ("GET", f"{V1}/timetables/{{connection_id}}/free"): (GONE, {}),
    ("POST", "/assistants/search"): (LIST, {"json": {}}),
    ("POST", "/assistants/count"): (LIST, {"json": {}}),
    ("GET", "/assistants/{assistant_id}"): (GONE, {}),
    ("GET", "/assistants/{assistant_id}/schemas"): (GONE, {}),
    ("GET", "/assistants/{assistant_id}/graph"): (GONE, {}),
    ("POST", "/threads"): (
        GONE,
        {"json": {"thread_id": "{thread_id}", "if_exists": "do_nothing"}},
    ),
    ("POST", "/threads/search"): (LIST, {"json": {"limit": 1000}}),
    ("POST", "/threads/count"): (LIST, {"json": {"ids": ["{thread_id}"]}}),
    ("GET", THREAD): (GONE, {}),
    ("PATCH", THREAD): (GONE, {"json": {"metadata": {"mine": True}}}),
    ("DELETE", THREAD): (GONE, {}),
    ("GET", f"{THREAD}/state"): (GONE, {}),
    ("POST", f"{THREAD}/state"): (GONE, {"json": {"values": {}, "as_node": "review"}}),
    ("POST", f"{THREAD}/state/checkpoint"): (
        GONE,
        {"json": {"checkpoint": {"checkpoint_id": "{checkpoint_id}"}}},
    ),
    ("GET", f"{THREAD}/state/{{checkpoint_id}}"): (GONE, {}),
    ("GET", f"{THREAD}/history"): (GONE, {}),
    ("POST", f"{THREAD}/history"): (GONE, {"json": {}}),
    ("POST", f"{THREAD}/runs/stream"): (GONE, {"json": {**RUN, "if_not_exists": "create"}}),
    ("POST", f"{THREAD}/runs/wait"): (
        GONE,
        {
            "json": {
                "assistant_id": "insta-media",
                "command": {"resume": {"decisions": [{"type": "approve"}]}},
            }
        },
    ),
    ("POST", f"{THREAD}/runs"): (GONE, {"json": RUN}),
    ("GET", f"{THREAD}/runs"): (GONE, {}),
    ("GET", f"{THREAD}/runs/{{run_id}}"): (GONE, {}),
    ("GET", f"{THREAD}/runs/{{run_id}}/join"): (GONE, {}),
    ("GET", f"{THREAD}/runs/{{run_id}}/stream"): (GONE, {}),
    ("POST", f"{THREAD}/runs/{{run_id}}/cancel"): (GONE, {}),
    ("POST", "/runs/cancel"): (GONE, {"json": {"thread_id": "{thread_id}"}}),
    ("POST", "/runs/stream"): (GONE, {"json": FOREIGN_BRAND}),
    ("POST", "/runs/wait"): (GONE, {"json": FOREIGN_BRAND}),
    ("POST", "/runs"): (GONE, {"json": FOREIGN_BRAND}),
}
"""How a stranger asks for what is somebody else's, and what may come of it."""


NAMES = [f"{method} {path}" for method, path in sorted(GUARDED)]


def routes(app: FastAPI) -> Iterator[tuple[str, str]]:
    for route in iter_route_contexts(app.routes):
        for method in route.methods or ("MOUNT",):
            yield method, route.path


def filled(value: Any, landlord: Landlord) -> Any:
    return landlord.filled(value, platform="linkedin", assistant_id="somebody-elses", n=1)


def test_every_route_is_either_open_on_purpose_or_checked_here():
    whole = set(routes(create_app(Settings(_env_file=None, data_dir=Path("unused")))))
    # the web app's files are the same for everybody, and there only once they are built
    files = FastAPI(openapi_url=None)
    web.install(files)
    known = OPEN | ENDLESS | set(GUARDED)
    assert whole - set(routes(files)) == known - set(routes(files))


LOOKS = {
    f"{V1}/content/preview",
    f"{V1}/esg/search",
    f"{V1}/esg/explain",
    f"{V1}/esg/align",
    f"{V1}/approvals/{{approval_id}}/dry-run",
    f"{V1}/posts/import/preview",
    "/assistants/search",
    "/assistants/count",
    "/threads/search",
    "/threads/count",
    f"{THREAD}/history",
    f"{THREAD}/state/checkpoint",
}
"""Paths of POSTs that change nothing."""
CHANGES = [one for one in sorted(GUARDED) if one[0] != "GET" and one[1] not in LOOKS]


@pytest.mark.parametrize(("method", "path"), sorted(GUARDED), ids=NAMES)
def test_nobody_gets_in_without_a_token(anyone, landlord, method, path):
    _, how = GUARDED[method, path]
    answer = anyone.request(method, filled(path, landlord), **filled(how, landlord))
    assert answer.status_code == 401
    assert CANARY not in answer.text


@pytest.mark.parametrize(("method", "path"), sorted(GUARDED), ids=NAMES)
def test_a_stranger_neither_sees_nor_changes_it(person, landlord, method, path):
    allowed, how = GUARDED[method, path]
    before = landlord.sees() if method != "GET" else None
    request = filled(how, landlord)
    answer = person.http.request(method, filled(path, landlord), **request)
    assert answer.status_code in allowed, answer.text
    assert CANARY not in answer.text
    sent = f"{filled(path, landlord)} {request}"
    told = {name for name, value in landlord.ids.items() if value in answer.text}
    assert {name for name in told if landlord.ids[name] not in sent} == set()
    if allowed is LIST and answer.text.startswith('{"items"'):
        assert answer.json()["items"] == []
    assert method == "GET" or landlord.sees() == before


@pytest.mark.parametrize(("method", "path"), CHANGES, ids=map(" ".join, CHANGES))
def test_who_may_only_look_changes_nothing_of_their_own_workspace(landlord, as_role, method, path):
    _, how = GUARDED[method, path]
    before = landlord.sees()
    as_role(landlord.person, "viewer")
    try:
        place, request = filled(path, landlord), filled(how, landlord)
        answer = landlord.person.http.request(method, place, **request)
    finally:
        as_role(landlord.person, "owner")
    assert answer.status_code == 403, answer.text
    assert landlord.sees() == before


def test_the_owner_does_see_all_of_it(landlord):
    for (method, path), (allowed, _) in GUARDED.items():
        if method == "GET" and allowed == GONE and not any(one in path for one in UNMADE):
            answer = landlord.person.http.get(filled(path, landlord))
            assert answer.status_code == 200, path


@pytest.mark.parametrize("path", IN_WORDS)
def test_the_owner_finds_their_words_where_a_stranger_must_not(landlord, path):
    assert CANARY in json.dumps(landlord.looks_at(path))
