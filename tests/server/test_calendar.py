"""The calendar over HTTP: days of the brand's place, own days, and what they say to a post."""

from datetime import datetime, timedelta

V1 = "/api/v1"
DAYS = f"{V1}/calendar/days"


def between(person, start, end, **more):
    return person.get(DAYS, **{"from": start, "to": end, **more})


def martyrs_day(person) -> str:
    """The next 30 January that is a while ahead."""
    now = datetime.fromisoformat(person.get(f"{V1}/health")["clock"]["now"]) + timedelta(days=2)
    year = now.year + ((now.month, now.day) > (1, 29))
    return f"{year}-01-30"


def compose(person, text, day):
    account = next(
        c["id"] for c in person.get(f"{V1}/platforms")["items"] if c["account_kind"] != "member"
    )
    at = f"{day}T10:00:00+05:30"
    body = {"platform": "linkedin", "connection_id": account, "text": text, "publish_at": at}
    return person.post(f"{V1}/content", body)["approval"]


def codes(asked):
    return [one["code"] for one in asked["cautions"]]


def test_days_of_the_place_stand_before_those_of_others(person, profile):
    person.put(f"{V1}/profile", {**profile, "location": "Kochi, Kerala"})
    found = between(person, "2027-04-14", "2027-04-15")
    assert (found["states"], found["next_cursor"]) == (["KL"], None)
    near = {day["key"]: day["is_near"] for day in found["items"]}
    assert near["Vishu"]
    assert not near["Poila Boishakh"]
    other = between(person, "2027-04-14", "2027-04-15", region="West Bengal", language="hi")
    bengali = next(day for day in other["items"] if day["key"] == "Poila Boishakh")
    assert (bengali["name"], bengali["is_near"]) == ("पोइला बोइशाख", True)


def test_a_calendar_that_cannot_be_shown_says_why(person):
    def code(**params):
        answer = person.http.get(DAYS, params=params)
        assert answer.status_code == 422
        return answer.json()["code"]

    assert code(**{"from": "2027-02-01", "to": "2027-01-01"}) == "bad_dates"
    assert code(**{"from": "0001-01-01", "to": "9999-12-31"}) == "bad_dates"
    ok = {"from": "2027-01-01", "to": "2027-01-02"}
    assert code(**ok, region="Atlantis") == "unknown_region"
    assert code(**ok, language="fr") == "unsupported_language"
    ends = [("0001-01-01", "0001-02-01"), ("9999-12-01", "9999-12-31")]
    assert all("items" in between(person, *span) for span in ends)


def test_an_own_day_is_kept_told_and_taken_out_again(person):
    made = person.post(DAYS, {"name": "Anniversary", "day": "2024-03-02", "yearly": True})
    found = between(person, "2027-03-01", "2027-03-03")
    assert made["id"] in [day["key"] for day in found["items"]]
    assert [own["name"] for own in found["own"]] == ["Anniversary"]
    assert person.http.delete(f"{DAYS}/{made['id']}").status_code == 204
    assert person.http.delete(f"{DAYS}/{made['id']}").json()["code"] == "unknown_day"
    backwards = {"name": "Fair", "day": "2027-01-05", "until": "2027-01-04"}
    assert person.http.post(DAYS, json=backwards).json()["code"] == "bad_dates"


def test_a_post_that_sells_on_a_day_of_mourning_is_told_before_it_is_approved(shop):
    day = martyrs_day(shop)
    asked = compose(shop, "Flat 20% off on every masala chai today.", day)
    assert codes(asked) == ["day_of_mourning"]
    assert "Martyrs' Day, a day of mourning, and this post sells" in asked["cautions"][0]["message"]
    tried = shop.post(f"{V1}/approvals/{asked['id']}/dry-run")
    assert "day_of_mourning" in codes(tried)
    assert codes(compose(shop, "On Martyrs' Day we remember. No offers today.", day)) == []
    assert codes(compose(shop, "Our old stove is being repaired this week.", day)) == []


def test_a_declared_mourning_counts_as_one(shop):
    day = f"{martyrs_day(shop)[:4]}-03-17"
    declared = {"name": "State mourning", "day": day, "mourning": True}
    shop.post(DAYS, declared)
    asked = compose(shop, "Happy evenings with our filter coffee!", day)
    assert codes(asked) == ["day_of_mourning"]
    moved = {"decision": "edit", "version": 1, "edits": {"publish_at": f"{day[:8]}18T05:00:00Z"}}
    edited = shop.post(f"{V1}/approvals/{asked['id']}/decision", moved)
    again = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")
    assert codes(again) == []
