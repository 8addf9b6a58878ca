"""Ideas over HTTP: what they rest on, and a pick that makes one campaign however often sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta

import pytest

V1 = "/api/v1"


@pytest.fixture
def ideas(shop):
    shop.import_posts()
    return shop.post(f"{V1}/ideate", {"n": 4})


def test_each_idea_says_what_it_rests_on_and_what_to_expect(ideas):
    assert [idea["number"] for idea in ideas["ideas"]] == [1, 2, 3, 4]
    for idea in ideas["ideas"]:
        assert idea["evidence"]
        assert idea["why"]
        assert idea["platforms"] == ["linkedin"]
        expected = idea["expected_ers"]
        assert expected["low"] <= expected["mean"] <= expected["high"]
    kinds = {one["kind"] for idea in ideas["ideas"] for one in idea["evidence"]}
    assert {"day", "post", "register"} <= kinds
    assert any("no other source of trends" in note for note in ideas["notes"])


def test_a_winner_is_cited_with_its_own_score(shop, ideas):
    cited = [e for i in ideas["ideas"] for e in i["evidence"] if e["kind"] == "post"]
    posts = {post["id"]: post["ers"] for post in shop.get(f"{V1}/posts")["items"]}
    assert cited
    assert all(posts[one["ref"]] == one["figure"] for one in cited)


def test_ideas_are_kept_with_what_became_of_them(shop, ideas):
    first, second = ideas["ideas"][:2]
    away = shop.post(f"{V1}/ideas/{first['id']}/dismiss")
    assert away["status"] == "dismissed"
    refused = shop.http.post(f"{V1}/ideas/{first['id']}/pick", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "idea_dismissed")
    assert len(shop.get(f"{V1}/ideas", status="open")["items"]) == 3
    one = shop.get(f"{V1}/ideas", limit=1)
    rest = shop.get(f"{V1}/ideas", limit=10, cursor=one["next_cursor"])
    assert [i["number"] for i in (*one["items"], *rest["items"])] == [1, 2, 3, 4]
    again = shop.post(f"{V1}/ideate", {"n": 12})
    assert first["occasion"] not in {idea["occasion"] for idea in again["ideas"]} - {None}
    assert second["id"] in [idea["id"] for idea in shop.get(f"{V1}/ideas")["items"]]


def test_picked_twice_at_once_it_is_one_campaign(shop, ideas):
    idea = ideas["ideas"][1]

    def pick(_):
        return shop.http.post(f"{V1}/ideas/{idea['id']}/pick", json={})

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(pick, range(2)))
    assert [answer.status_code for answer in answers] == [201, 201]
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert len({answer.json()["thread_id"] for answer in answers}) == 1
    (campaign,) = shop.get(f"{V1}/campaigns")["items"]
    assert campaign["name"] == idea["title"]
    assert idea["angle"].rstrip(".") in campaign["brief"]
    kept = next(i for i in shop.get(f"{V1}/ideas")["items"] if i["id"] == idea["id"])
    assert (kept["status"], kept["campaign_id"]) == ("picked", campaign["id"])
    late = shop.http.post(f"{V1}/ideas/{idea['id']}/dismiss")
    assert (late.status_code, late.json()["code"]) == (409, "idea_picked")


def test_other_dates_take_the_place_of_the_ideas_own(shop):
    now = datetime.fromisoformat(shop.get(f"{V1}/health")["clock"]["now"])
    name = "Republic Day" if now.month > 1 else "Independence Day"  # one that is a while ahead
    (idea,) = shop.post(f"{V1}/ideate", {"n": 1, "brief": f"ideas for {name}"})["ideas"]
    assert idea["occasion"] == name
    day = str(date.fromisoformat(idea["when"]) - timedelta(days=1))
    campaign = shop.post(f"{V1}/ideas/{idea['id']}/pick", {"start_date": day, "end_date": day})
    days = [entry["day"] for entry in campaign["strategy"]["calendar"]]
    assert days == [day]


def test_a_pick_that_cannot_be_planned_leaves_the_idea_open(person, profile):
    person.put(f"{V1}/profile", profile)  # without an account
    (idea,) = person.post(f"{V1}/ideate", {"n": 1})["ideas"]
    refused = person.http.post(f"{V1}/ideas/{idea['id']}/pick", json={})
    assert (refused.status_code, refused.json()["code"]) == (422, "needs_answer")
    assert [i["status"] for i in person.get(f"{V1}/ideas")["items"]] == ["open"]


def test_what_cannot_be_asked_says_why(person, profile):
    bare = person.http.post(f"{V1}/ideate", json={})
    assert (bare.status_code, bare.json()["code"]) == (422, "brand_incomplete")
    person.put(f"{V1}/profile", profile)
    odd = {"start": "2027-02-01", "end": "2027-01-01"}
    assert person.http.post(f"{V1}/ideate", json=odd).json()["code"] == "bad_dates"
    past = {"start": "2020-01-01", "end": "2020-01-05"}
    assert person.http.post(f"{V1}/ideate", json=past).json()["code"] == "in_the_past"
    assert person.http.post(f"{V1}/ideate", json={"n": 13}).status_code == 422
    gone = person.http.post(f"{V1}/ideas/nothing/pick", json={})
    assert (gone.status_code, gone.json()["code"]) == (404, "unknown_idea")
