"""An account's week over HTTP: slots, quiet hours, and what is free."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

V1 = "/api/v1"
WEEK = {
    "timezone": "Asia/Kolkata",
    "slots": [{"weekday": day, "at": "19:30"} for day in (1, 4)],
    "quiet": [{"begins": "22:00", "ends": "07:00"}],
}


@pytest.fixture
def account(person):
    return person.connect("linkedin")[0]["id"]


def test_an_account_begins_without_slots_in_the_brands_zone(person, account):
    assert person.get(f"{V1}/timetables/{account}") == {
        "timezone": "Asia/Kolkata",
        "slots": [],
        "quiet": [],
    }
    assert person.get(f"{V1}/timetables/{account}/free") == {"slots": []}


def test_a_week_is_kept_and_offers_its_next_slots_in_wall_time(person, account):
    saved = person.put(f"{V1}/timetables/{account}", WEEK)
    assert saved["quiet"][0]["weekdays"] == [0, 1, 2, 3, 4, 5, 6]
    assert person.get(f"{V1}/timetables/{account}") == saved
    slots = person.get(f"{V1}/timetables/{account}/free", count=4)["slots"]
    whens = [
        datetime.fromisoformat(slot["at"]).astimezone(ZoneInfo(slot["zone"])) for slot in slots
    ]
    assert len(whens) == 4
    assert all(f"{when:%H:%M}" == "19:30" and when.weekday() in (1, 4) for when in whens)
    assert whens == sorted(whens)


@pytest.mark.parametrize(
    "wrong", [{"timezone": "Nowhere"}, {"slots": [{"weekday": 9, "at": "19:30"}]}, {"quiet": [{}]}]
)
def test_a_week_that_cannot_be_is_refused_and_the_old_one_stays(person, account, wrong):
    person.put(f"{V1}/timetables/{account}", WEEK)
    answer = person.http.put(f"{V1}/timetables/{account}", json=WEEK | wrong)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert person.get(f"{V1}/timetables/{account}")["slots"] == WEEK["slots"]
