"""Profile, history, search, campaigns, connections: the small routes, with real input and bad."""

from datetime import datetime, timedelta

import httpx
import pytest

from domain.platform import Platform


def test_a_profile_is_written_and_read_back(person, profile):
    before = person.get("/api/v1/profile")
    written = person.put("/api/v1/profile", {**profile, "brand_id": before["brand_id"]})
    assert written["products"][0] == profile["products"][0]
    assert person.get("/api/v1/profile") == written
    assert person.put("/api/v1/profile", written) == written


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"products": [{"description": "nameless"}]}, "products.0.name"),
        ({"colour": "red"}, "colour"),
        ({"facts": "many"}, "facts"),
        ({"business_name": "Chai\x1b[8m Corner"}, "business_name"),
        ({"facts": [{"text": "Since 1998"}, {"text": "\u202eSince"}]}, "facts.1.text"),
        (
            {"competitors": [{"name": "R", "handles": {"x\x9b": "r"}}]},
            r"competitors.0.handles.x\x9b",
        ),
    ],
)
def test_a_profile_that_does_not_fit_is_refused_whole(person, profile, change, field):
    answer = person.http.put("/api/v1/profile", json={**profile, **change})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == field
    assert person.get("/api/v1/profile")["business_name"] == ""


def test_a_profile_in_any_script_and_with_emoji_is_kept_as_it_is(person, profile):
    name = "क्‍ष चाय ❤️ 👩‍👧"
    assert (
        person.put("/api/v1/profile", {**profile, "business_name": name})["business_name"] == name
    )


def test_an_unknown_time_zone_is_refused(person, profile):
    answer = person.http.put("/api/v1/profile", json={**profile, "timezone": "Mars/North"})
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_zone")


def test_posts_are_imported_once_and_listed_in_pages(person):
    done = person.import_posts()
    assert (done["imported"], done["updated"], done["unchanged"]) == (5, 0, 0)
    assert done["mapping"]["text"] == "Caption"
    assert person.import_posts()["unchanged"] == 5
    first = person.get("/api/v1/posts", limit=3)
    rest = person.get("/api/v1/posts", limit=3, cursor=first["next_cursor"])
    dates = [p["published_at"] for p in first["items"] + rest["items"]]
    assert len(dates) == 5
    assert dates == sorted(dates, reverse=True)
    assert rest["next_cursor"] is None
    assert all(p["ers"] > 0 for p in first["items"])
    (found,) = person.get("/api/v1/posts", q="KETTLES")["items"]
    assert found["likes"] == 610
    recent = person.get("/api/v1/posts", since="2026-02-10T00:00:00+00:00")["items"]
    assert len(recent) == 2


def test_posts_are_asked_for_by_id_and_those_of_the_sandbox_have_no_address(person):
    content = "date,text,likes,tweet id\n2026-01-05,Chai at six.,1,1790000000000000001\n"
    person.import_posts(content, platform="x")
    person.import_posts()
    items = person.get("/api/v1/posts")["items"]
    tweet = next(post for post in items if post["platform"] == "x")
    other = next(post for post in items if post["platform"] != "x")
    asked = person.get("/api/v1/posts", id=[other["id"], "nothing", tweet["id"]])["items"]
    assert [post["id"] for post in asked] == [other["id"], tweet["id"]]
    # every platform is the sandbox's here, whose ids lead nowhere
    assert [post["permalink"] for post in asked] == [None, None]


@pytest.mark.parametrize(
    ("content", "fields", "code"),
    [
        ("", {}, None),
        ("Date,Caption,Likes\n", {}, "no_rows"),
        ("\x00\x01\x02", {}, None),
        ("Caption,Likes\nchai,3\n", {"platform": "myspace"}, "unknown_platform"),
        ("Caption,Likes\nchai,3\n", {"mapping": "{"}, "bad_mapping"),
        ("Caption,Likes\nchai,3\n", {"mapping": '{"text": 7}'}, "bad_mapping"),
        ("Caption,Likes\nchai,3\n", {"mapping": '{"text": "Nowhere"}'}, None),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_whole(person, content, fields, code):
    files = {"file": ("posts.csv", content.encode(), "text/csv")}
    data = {"platform": "instagram", **fields}
    answer = person.http.post("/api/v1/posts/import", files=files, data=data)
    assert answer.status_code == 422, answer.text
    assert code in (None, answer.json()["code"])
    assert person.get("/api/v1/posts")["items"] == []


def test_a_preview_shows_how_a_file_would_be_read_and_writes_nothing(person):
    rows = "".join(f"2026-01-0{n % 9 + 1},Chai {n},{n},{'x' if n > 30 else n}\n" for n in range(60))
    files = {"file": ("posts.csv", f"Day,Words,Likes,Comments\n{rows}".encode(), "text/csv")}
    data = {"platform": "instagram"}
    path = "/api/v1/posts/import/preview"
    told = person.http.post(path, files=files, data=data)
    assert told.status_code == 200, told.text
    told = told.json()
    assert told["headers"] == ["Day", "Words", "Likes", "Comments"]
    assert told["mapping"] == {"likes": "Likes", "comments": "Comments"}
    assert told["unmapped"] == ["Day", "Words"]
    assert (told["rows_total"], told["rejected_total"], len(told["rejected"])) == (60, 29, 20)
    data["mapping"] = '{"text": "Words", "published_at": "Day", "comments": null}'
    told = person.http.post(path, files=files, data=data).json()
    assert (told["rejected_total"], len(told["sample"]), told["unmapped"]) == (0, 5, ["Comments"])
    third = told["sample"][2]
    assert (third["line"], third["text"], third["likes"], third["comments"]) == (
        4,
        "Chai 2",
        2,
        None,
    )
    assert third["published_at"].startswith("2026-01-03")
    assert third["ers"] > 0
    assert any("UTC" in note for note in told["notes"])
    assert person.get("/api/v1/posts")["items"] == []


def test_numbers_without_texts_go_in_when_a_person_says_so(person):
    content = "Day,Likes\n2026-01-05,3\n2026-01-05,4\n"
    files = {"file": ("posts.csv", content.encode(), "text/csv")}
    answer = person.http.post("/api/v1/posts/import", files=files, data={"platform": "facebook"})
    assert (answer.status_code, answer.json()["code"]) == (422, "no_text_column")
    assert "null" in answer.json()["detail"]
    done = person.import_posts(content, platform="facebook", mapping='{"text": null}')
    assert (done["imported"], done["mapping"]) == (2, {"likes": "Likes"})
    assert (
        person.import_posts(content, platform="facebook", mapping='{"text": null}')["unchanged"]
        == 2
    )
    assert person.post("/api/v1/esg/search", {"text": "chai"})["references"] == []


def test_an_import_without_a_file_names_the_field(person):
    answer = person.http.post("/api/v1/posts/import", data={"platform": "x"})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "file"


def test_search_explains_every_reference(person):
    person.import_posts()
    found = person.post("/api/v1/esg/search", {"text": "thanking people who waited", "k": 3})
    assert found["space"] == "semantic"
    assert [r["rank"] for r in found["references"]] == [1, 2, 3]
    best = found["references"][0]
    assert best["combined"] == pytest.approx(0.4 * best["similarity"] + 0.6 * best["ers"] / 100)
    assert best["why"]
    assert person.post("/api/v1/esg/search", {"text": "chai", "platform": "x"})["references"] == []


@pytest.mark.parametrize(
    "body", [{"text": " "}, {"text": "chai", "k": 0}, {"text": "chai", "platform": "myspace"}, {}]
)
def test_a_search_that_does_not_fit_is_refused(person, body):
    assert person.http.post("/api/v1/esg/search", json=body).status_code == 422


def test_an_alignment_gives_the_score_what_lacks_and_a_text_that_scores_more(shop):
    shop.import_posts()
    draft = "We are happy to announce that our cheap chai is available."
    found = shop.post("/api/v1/esg/align", {"draft": draft, "platform": "instagram"})
    assert (found["verdict"], found["author"]) == ("misaligned", "offline author")
    assert {"banned_words", "hook", "call_to_action"} <= set(found["missing_signals"])
    assert found["rewrite_score"] > found["resonance_score"]
    assert "cheap" not in found["rewrite_suggestion"]
    assert found["expected_ers"]["low"] <= found["expected_ers"]["mean"]
    assert [r["rank"] for r in found["references"]] == [1, 2, 3, 4, 5]
    assert found["provenance"]["prompt"] == "align"
    assert {"emotional_archetype", "what_works", "what_is_missing", "confidence"} <= set(found)
    assert {"register", "registers", "level", "lifts", "space"} <= set(found)


def test_an_explanation_is_what_the_alignment_rests_on(shop):
    shop.import_posts()
    text = "Thank you. We are grateful to those who wait in the rain for chai."
    told = shop.post("/api/v1/esg/explain", {"text": text})
    found = shop.post("/api/v1/esg/align", {"draft": text})
    assert (told["references"], told["registers"]) == (found["references"], found["registers"])
    assert found["register"] == told["registers"][0]["register"] == "gratitude"


def test_a_draft_and_a_text_are_one_thing(person):
    for route, own, other in (("align", "draft", "text"), ("explain", "text", "draft")):
        said = [person.post(f"/api/v1/esg/{route}", {name: "Chai"}) for name in (own, other)]
        assert [{**one, "provenance": None} for one in said] == [
            {**said[0], "provenance": None}
        ] * 2
        schema = person.get("/openapi.json")["components"]["schemas"][f"{route.title()}Body"]
        assert own in schema["required"]


@pytest.mark.parametrize(
    ("route", "body", "code"),
    [
        ("align", {"draft": "  "}, "empty_draft"),
        ("explain", {"text": ""}, "empty_text"),
        ("align", {"draft": "x" * 32_001}, "invalid"),
        ("align", {"draft": "chai", "platform": "myspace"}, "unknown_platform"),
        ("align", {}, "invalid"),
        ("explain", {}, "invalid"),
    ],
)
def test_a_draft_that_does_not_fit_is_refused_with_what_to_do(person, route, body, code):
    refused = person.http.post(f"/api/v1/esg/{route}", json=body)
    assert refused.status_code == 422
    assert refused.json()["code"] == code
    assert refused.json()["detail"]


def test_a_draft_of_ten_thousand_characters_is_answered(person):
    found = person.post("/api/v1/esg/align", {"draft": "Chai is good today. " * 500})
    assert "length" in found["missing_signals"]


def test_the_seed_fills_the_callers_own_workspace(person):
    done = person.post("/api/v1/seed")
    assert done["imported"] > 0
    assert person.get("/api/v1/profile")["business_name"] == done["business_name"]
    assert person.post("/api/v1/seed")["imported"] == 0


CAMPAIGN = {
    "name": "Monsoon chai",
    "brief": "Two posts about our masala chai for rainy evenings",
    "objectives": ["more visits in the evening"],
    "target_platforms": ["linkedin"],
    "target_languages": ["en"],
}


def test_a_campaign_of_a_form_is_planned_and_asks(shop, eventually):
    made = shop.http.post("/api/v1/campaigns", json=CAMPAIGN)
    assert made.status_code == 201
    campaign = made.json()
    assert campaign["thread_id"]
    assert campaign["name"] == "Monsoon chai"
    assert campaign["strategy"]["target_platforms"] == ["linkedin"]
    assert len(campaign["strategy"]["calendar"]) == 2
    path = f"/api/v1/campaigns/{campaign['id']}"
    approvals = eventually(lambda: shop.get("/api/v1/approvals", status="open")["items"])
    assert {a["thread_id"] for a in approvals} == {campaign["thread_id"]}
    items = shop.get(f"{path}/content")["items"]
    assert {i["content_hash"] for i in items} == {a["content_hash"] for a in approvals}
    assert len(shop.get(f"{path}/calendar")["items"]) == 2
    assert shop.get(path)["tasks"]
    changed = shop.http.put(path, json={"name": "Rainy evenings", "budget": 4000}).json()
    assert (changed["name"], changed["strategy"]["calendar"]) == (
        "Rainy evenings",
        campaign["strategy"]["calendar"],
    )
    (line,) = changed["strategy"]["budget"]["lines"]
    assert (line["platform"], line["amount"], line["why"]) == ("linkedin", 4000, "2 posts planned")
    assert shop.http.put(path, json={"budget": 0}).json()["strategy"]["budget"] is None
    told = len(shop.get("/api/v1/audit")["items"])
    for bad in ({}, {"budget": -1}, {"budget": 1e12}, {"name": ""}, {"budget": "much"}):
        assert shop.http.put(path, json=bad).status_code == 422
    assert len(shop.get("/api/v1/audit")["items"]) == told
    (listed,) = shop.get("/api/v1/campaigns")["items"]
    assert (listed["id"], listed["name"]) == (campaign["id"], "Rainy evenings")
    report = shop.get(f"{path}/report")
    assert (report["maturity"], report["posts"]) == ("none", [])
    assert report["headline"].endswith("no post is out.")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"target_platforms": ["myspace"]}, "unknown_platform"),
        ({"start_date": "2020-01-01"}, "in_the_past"),
        ({"start_date": "2031-02-01", "end_date": "2031-01-01"}, "bad_dates"),
        ({"brief": ""}, "invalid"),
        ({"start_date": "soon"}, "invalid"),
        ({"budget": 1e16}, "invalid"),
        ({"target_languages": ["ta"]}, "needs_model"),
        ({"target_languages": ["en", "no language"]}, "unknown_language"),
        ({"budget": 1e12}, "invalid"),
    ],
)
def test_a_campaign_that_cannot_be_is_refused_with_a_reason(shop, change, code):
    answer = shop.http.post("/api/v1/campaigns", json={**CAMPAIGN, **change})
    assert (answer.status_code, answer.json()["code"]) == (422, code)
    assert shop.get("/api/v1/campaigns")["items"] == []


def test_the_budget_of_a_form_is_read_as_it_was_given(shop):
    given = {**CAMPAIGN, "budget": 10_000_000_000}
    made = shop.post("/api/v1/campaigns", given)
    assert made["strategy"]["budget"]["amount"] == 10_000_000_000
    endless = b'{"name": "Rain", "brief": "Two posts about chai", "budget": 1e400}'
    json = {"content-type": "application/json"}
    answer = shop.http.post("/api/v1/campaigns", content=endless, headers=json)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "budget")


@pytest.mark.parametrize("start", [0, None])
def test_the_posts_of_a_form_lie_between_its_dates(shop, start):
    today = datetime.fromisoformat(shop.get("/api/v1/health")["clock"]["now"]).date()
    first, last = today + timedelta(days=10), today + timedelta(days=20)
    dates = {"end_date": str(last)} | ({} if start is None else {"start_date": str(first)})
    brief = "Three posts about our masala chai"
    campaign = shop.post("/api/v1/campaigns", CAMPAIGN | {"brief": brief} | dates)
    days = [entry["day"] for entry in campaign["strategy"]["calendar"]]
    assert len(days) == 3
    assert days[-1] == str(last)
    assert str(today if start is None else first) <= days[0] < days[1] < days[-1]


def test_a_brand_without_facts_is_asked_for_them_first(person):
    answer = person.http.post("/api/v1/campaigns", json=CAMPAIGN)
    assert (answer.status_code, answer.json()["code"]) == (422, "brand_incomplete")
    assert answer.json()["missing"] == ["business_name", "products"]


def test_connections_never_show_a_token(shop):
    connections = shop.get("/api/v1/platforms")["items"]
    assert {c["platform"] for c in connections} == {"linkedin"}
    for connection in connections:
        assert set(connection) >= {"id", "account_id", "account_name", "status", "scopes"}
        assert not {key for key in connection if "token" in key}
    assert shop.http.delete("/api/v1/platforms/linkedin").status_code == 204
    assert shop.get("/api/v1/platforms")["items"] == []
    assert shop.http.delete("/api/v1/platforms/linkedin").status_code == 404


def test_a_person_who_says_no_is_told_that_nothing_changed(person):
    begun = person.post("/api/v1/platforms/connect", {"platform": "linkedin"})
    with httpx.Client() as browser:
        back = browser.post(begun["authorize_url"], data={"action": "cancel"})
        page = browser.get(back.headers["location"])
    assert page.status_code == 422
    assert page.headers["content-type"].startswith("text/html")
    assert "Nothing was connected" in page.text
    assert person.get("/api/v1/platforms")["items"] == []


def test_a_consent_serves_once(person):
    begun = person.post("/api/v1/platforms/connect", {"platform": "linkedin"})
    with httpx.Client(timeout=15) as browser:
        back = browser.post(begun["authorize_url"], data={"action": "allow"}).headers["location"]
        first, second = browser.get(back), browser.get(back)
    assert first.status_code == 200
    assert "LinkedIn is connected" in first.text
    assert "(business page)" in first.text
    assert "(personal profile)" in first.text
    assert second.status_code == 422
    assert "used already" in second.text


@pytest.mark.parametrize("query", ["", "?code=1", "?code=1&state=made-up", "?error=%3Cscript%3E"])
def test_a_callback_out_of_nowhere_connects_nothing(anyone, query):
    page = anyone.get(f"/api/v1/platforms/callback/linkedin{query}")
    assert page.status_code == 422
    assert "Nothing was connected" in page.text
    assert "<script" not in page.text


def test_every_platform_can_be_connected_and_no_other(person):
    for platform in Platform:
        begun = person.http.post("/api/v1/platforms/connect", json={"platform": platform.value})
        assert begun.is_success, begun.text
        assert begun.json()["authorize_url"].startswith("http://127.0.0.1:")
    answer = person.http.post("/api/v1/platforms/connect", json={"platform": "myspace"})
    assert (answer.status_code, answer.json()["code"]) == (422, "unknown_platform")


def test_health_names_every_part(anyone):
    answer = anyone.get("/api/v1/health")
    assert answer.status_code == 200
    health = answer.json()
    assert health["status"] == "ok"
    assert health["version"]
    parts = {"database", "checkpoints", "jobs", "index", "model", "assets"}
    assert set(health["checks"]) == parts
    assert health["clock"]["source"] == "system"
    assert health["clock"]["now"].endswith(("Z", "+00:00"))


def test_pages_of_a_list_follow_the_cursor(person):
    lost = person.http.get("/api/v1/approvals", params={"cursor": "nowhere"})
    assert (lost.status_code, lost.json()["code"]) == (422, "bad_cursor")
    over = person.http.get("/api/v1/approvals", params={"limit": 1000})
    assert over.json()["errors"][0]["field"] == "limit"
