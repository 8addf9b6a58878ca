from dataclasses import asdict

from hypothesis import given
from hypothesis import strategies as st

from sandbox import audience, hours
from sandbox.state import State

ACCOUNT = "urn:li:organization:1"
# 2026-11-28, 19:00 in India and 13:30 in UTC.
EVENING_MS = 1_795_872_600_000


def best_and_worst(seed):
    awake = hours.attention(seed, ACCOUNT)
    return awake.index(max(awake)), awake.index(min(awake))


@given(st.text(max_size=10))
def test_an_audience_is_most_awake_at_one_hour_and_never_gone(seed):
    awake = hours.attention(seed, ACCOUNT)
    assert len(awake) == 24
    assert max(awake) == 1
    assert min(awake) >= 0.25
    assert awake == hours.attention(seed, ACCOUNT)


def test_audiences_keep_different_hours_and_most_sleep_at_night():
    bests = [best_and_worst(str(number))[0] for number in range(40)]
    assert len(set(bests)) > 4
    nights = [best_and_worst(str(number))[1] for number in range(40)]
    assert sum(hour < 6 for hour in nights) > 30


@given(st.text(max_size=120), st.text(max_size=6), st.integers(0, 23))
def test_no_hour_does_better_than_the_best_one(text, seed, hour):
    best, _ = best_and_worst(seed)
    most = audience.judge(seed, ACCOUNT, text, best)
    then = audience.judge(seed, ACCOUNT, text, hour)
    for name in ("impressions", "clicks", "likes", "comments", "shares", "saves"):
        assert getattr(then, name) <= getattr(most, name)
    assert then.register == most.register


def test_the_same_post_at_a_bad_hour_does_clearly_less():
    best, worst = best_and_worst("1")
    text = "Thank you all, shukriya, we are grateful"
    good = asdict(audience.judge("1", ACCOUNT, text, best))
    bad = asdict(audience.judge("1", ACCOUNT, text, worst))
    assert bad["impressions"] < good["impressions"] / 2
    assert bad["likes"] < good["likes"] / 2


def test_the_hour_is_that_of_the_accounts_zone(tmp_path):
    state = State(tmp_path)
    assert hours.hour_of(state, ACCOUNT, EVENING_MS) == 19
    audience.set_seed(state, ACCOUNT, "5", "America/New_York")
    assert hours.hour_of(state, ACCOUNT, EVENING_MS) == 8
    audience.set_seed(state, ACCOUNT, "6")
    assert hours.hour_of(state, ACCOUNT, EVENING_MS) == 8
    state.close()


def test_a_post_meets_the_hour_it_was_published_in(linkedin, control):
    counts = {}
    for name in ("first", "second"):
        hour = int(control.look("clock")["now"][11:13])
        urn = linkedin.publish("Remember the kettle from our childhood?")
        counts[name] = (hour, urn)
        control.ask("clock", {"advance_s": 9 * 3600})
    control.ask("clock", {"advance_s": 30 * 86_400})
    shares = ",".join(urn.replace(":", "%3A") for _, urn in counts.values())
    elements = linkedin.statistics(f"&shares=List({shares})").json()["elements"]
    first, second = (one["totalShareStatistics"]["impressionCount"] for one in elements)
    assert counts["first"][0] != counts["second"][0]
    assert first != second


def test_a_zone_is_checked_and_told(control, http):
    body = {"account": "Masala Chai Co.", "seed": 1, "zone": "Asia/Tokyo"}
    assert control.ask("audience", body)["zone"] == "Asia/Tokyo"
    wrong = http.post("/control/audience", json={**body, "zone": "Pune"})
    assert wrong.status_code == 422
    assert "Asia/Kolkata" in wrong.json()["detail"]
