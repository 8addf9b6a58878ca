"""Several brands in one workspace, and profiles that say more than before."""

import pytest

V1 = "/api/v1"
OFFER = {
    "text": "20% off all sweets",
    "valid_from": "2026-11-01",
    "valid_until": "2026-11-08",
    "products": ["Bun maskas"],
    "terms": "In the shop only",
    "source": "the owner",
}


@pytest.fixture
def second(person, profile):
    return person.post(f"{V1}/brands", {**profile, "business_name": "Chai Express"})


def test_a_profile_with_everything_is_kept_as_it_is(person, profile):
    whole = {
        **profile,
        "offers": [OFFER],
        "products": [
            {**profile["products"][0], "unit": "per cup", "url": "https://chai.example/masala"}
        ],
        "facts": [
            {"text": "Since 1998", "source": "the owner"},
            {"text": "We lost money in 2020", "source": None, "may_be_claimed": False},
        ],
        "brand_voice": {
            **profile["brand_voice"],
            "emoji": "sparing",
            "banned_hashtags": ["#cheap"],
            "style_notes": ["Never write in capitals"],
        },
        "contact": {
            "phone": "098220 12345",
            "whatsapp": "+91 98220 12345",
            "email": "asha@chai.example",
            "website": "chai.example",
            "address": "FC Road, Pune",
            "hours": "Daily 6 am to 11 pm",
        },
    }
    person.put(f"{V1}/profile", whole)
    read = person.get(f"{V1}/profile")
    assert {name: read[name] for name in whole} == whole


def test_an_offer_that_ends_before_it_begins_is_refused_by_its_place(person, profile):
    offer = {**OFFER, "valid_until": "2026-10-01"}
    answer = person.http.put(f"{V1}/profile", json={**profile, "offers": [offer]})
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert error["field"] == "offers.0.valid_until"
    assert "1 October 2026, before it begins on 1 November 2026" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/profile", b'{"brand_voice": {"tone": ["half \\ud83c"]}}', "brand_voice.tone.0"),
        ("/profile/draft", b'{"website": "half\\ud83c.example"}', "website"),
    ],
)
def test_half_a_letter_which_no_database_keeps_is_refused(person, path, body, field):
    json = {"content-type": "application/json"}
    method = "PUT" if path == "/profile" else "POST"
    answer = person.http.request(method, f"{V1}{path}", content=body, headers=json)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, field)


def test_only_who_lets_a_held_back_fact_be_claimed_is_on_record_as_doing_so(person, profile):
    forged = {"approved_by": "somebody", "approved_at": "2026-01-01T00:00:00Z"}
    fact = {"text": "Best chai of Pune 2025", "source": "a certificate"}
    held = {**profile, "facts": [{**fact, "may_be_claimed": False, **forged}]}
    assert person.put(f"{V1}/profile", held)["facts"] == [{**fact, "may_be_claimed": False}]
    person.put(f"{V1}/profile", {**profile, "facts": [{**fact, **forged}]})
    (claimed,) = person.get(f"{V1}/profile")["facts"]
    assert claimed["approved_by"] == person.pair["user"]["id"]
    assert claimed["approved_at"] > "2026-06"


def test_a_further_brand_has_its_own_profile_and_history(person, profile, second):
    assert (second["business_name"], second["is_default"]) == ("Chai Express", False)
    person.import_posts(brand_id=second["brand_id"])
    assert person.get(f"{V1}/posts")["items"] == []
    names = [one["business_name"] for one in person.get(f"{V1}/brands")["items"]]
    assert names == ["", "Chai Express"]
    path = f"{V1}/brands/{second['brand_id']}"
    written = person.put(path, {**second, "industry": "kiosk"})
    assert person.get(path) == written
    first = person.get(f"{V1}/brands", limit=1)
    rest = person.get(f"{V1}/brands", cursor=first["next_cursor"])
    assert [one["brand_id"] for one in rest["items"]] == [second["brand_id"]]


def test_a_brand_is_taken_away_once_another_is_the_default(person, second):
    first = person.get(f"{V1}/profile")["brand_id"]
    refused = person.http.delete(f"{V1}/brands/{first}")
    assert (refused.status_code, refused.json()["code"]) == (409, "default_brand")
    assert person.post(f"{V1}/brands/{second['brand_id']}/default")["is_default"] is True
    assert person.get(f"{V1}/profile")["brand_id"] == second["brand_id"]
    assert person.http.delete(f"{V1}/brands/{first}").status_code == 204
    assert person.http.get(f"{V1}/brands/{first}").status_code == 404
    assert person.http.get(f"{V1}/posts", params={"brand_id": first}).status_code == 404
    assert len(person.get(f"{V1}/brands")["items"]) == 1


def test_a_brand_with_posts_that_are_not_over_stays_and_says_what_to_do(person, profile, second):
    person.put(f"{V1}/profile", profile)
    (connection,) = person.connect_linkedin()[:1]
    brand = person.get(f"{V1}/profile")["brand_id"]
    draft = {"platform": "linkedin", "text": "Chai at six.", "connection_id": connection["id"]}
    person.post(f"{V1}/content", draft)
    person.post(f"{V1}/brands/{second['brand_id']}/default")
    answer = person.http.delete(f"{V1}/brands/{brand}")
    assert (answer.status_code, answer.json()["code"]) == (409, "brand_in_use")
    assert "1 post waiting for a decision: decide on them" in answer.json()["detail"]
    (asked,) = person.get(f"{V1}/approvals", status="open")["items"]
    no = {"decision": "reject", "version": 1, "message": "not today"}
    person.post(f"{V1}/approvals/{asked['id']}/decision", no)
    assert person.http.delete(f"{V1}/brands/{brand}").status_code == 204


def test_a_brand_whose_posts_are_being_drafted_stays(person, profile, second):
    person.put(f"{V1}/profile", profile)
    person.connect_linkedin()
    brand = person.get(f"{V1}/profile")["brand_id"]
    person.post(f"{V1}/brands/{second['brand_id']}/default")
    with person.sync_chat() as chat:
        thread = chat.threads.create()["thread_id"]
        said = {"role": "user", "content": "Six LinkedIn posts about our masala chai"}
        asked = {"messages": [said], "brand_id": brand}
        run = chat.runs.create(thread, "insta-media", input=asked)
        answer = person.http.delete(f"{V1}/brands/{brand}")
        chat.runs.join(thread, run["run_id"])
    assert (answer.status_code, answer.json()["code"]) == (409, "brand_in_use"), answer.text
    assert "1 request that the team is working on: wait" in answer.json()["detail"]
    later = person.http.delete(f"{V1}/brands/{brand}").json()["detail"]
    assert "waiting for a decision" in later
    assert "request" not in later


def test_a_viewer_looks_at_brands_and_changes_none(person, as_role, second):
    as_role(person, "viewer")
    path = f"{V1}/brands/{second['brand_id']}"
    assert person.http.get(path).status_code == 200
    for answer in (
        person.http.post(f"{V1}/brands", json={}),
        person.http.put(path, json={}),
        person.http.post(f"{path}/default"),
        person.http.delete(path),
        person.http.put(f"{V1}/profile", json={}),
    ):
        assert answer.status_code == 403
    as_role(person, "owner")
    (entry,) = person.get(f"{V1}/audit", subject=second["brand_id"])["items"]
    assert entry["action"] == "brand.create"
