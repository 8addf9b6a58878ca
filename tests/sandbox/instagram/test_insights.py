import pytest

HOUR, DAY = 3600, 86_400
FEED = "views,reach,likes,comments,saved,shares,total_interactions,profile_visits,follows,reposts"


def values(answer):
    return {one["name"]: one["values"][0]["value"] for one in answer.json()["data"]}


def test_for_a_day_there_is_no_data_which_is_not_zero(instagram, control):
    media = instagram.publish("Thank you for ten lakh cups")
    for step in (0, 3600, 80_000):
        control.ask("clock", {"advance_s": step})
        assert instagram.get(f"{media}/insights", metric=FEED).json() == {"data": []}


def test_then_there_are_numbers_and_they_only_grow(instagram, control):
    media = instagram.publish("Thank you for ten lakh cups, together we did it")
    last = dict.fromkeys(FEED.split(","), 0)
    control.ask("clock", {"advance_s": DAY})
    for step in (0, 6 * HOUR, 3 * DAY, 30 * DAY):
        control.ask("clock", {"advance_s": step})
        found = values(instagram.get(f"{media}/insights", metric=FEED))
        assert found.keys() == last.keys()
        assert all(found[name] >= last[name] for name in last)
        assert found["reach"] <= found["views"]
        parts = ("likes", "comments", "saved", "shares")
        assert found["total_interactions"] == sum(found[name] for name in parts)
        last = found
    assert last["views"] > 0


@pytest.mark.parametrize(
    "name", ["impressions", "plays", "video_views", "engagement", "clips_replays_count", ""]
)
def test_a_removed_name_fails_the_whole_call(instagram, control, code_of, name):
    media = instagram.publish("Old names")
    control.ask("clock", {"advance_s": 2 * DAY})
    assert code_of(instagram.get(f"{media}/insights", metric=f"views,{name}")) == (100, None)


def test_insights_need_their_permission_and_ones_own_media(instagram, somebody, code_of):
    media = instagram.publish("Private numbers")
    plain = somebody.connect(scope="instagram_business_basic")
    assert code_of(plain.get(f"{media}/insights", metric="views")) == (10, None)
    other = somebody.connect("17841430019672058")
    assert code_of(other.get(f"{media}/insights", metric="views")) == (100, 33)


def test_a_story_can_be_read_for_the_day_it_is_shown(instagram, control, code_of):
    media = instagram.publish(media_type="STORIES")
    control.ask("clock", {"advance_s": 1800})
    assert instagram.get(f"{media}/insights", metric="views").json() == {"data": []}
    control.ask("clock", {"advance_s": 2 * HOUR})
    assert values(instagram.get(f"{media}/insights", metric="views,replies"))["views"] > 0
    assert code_of(instagram.get(f"{media}/insights", metric="saved")) == (100, None)
    control.ask("clock", {"advance_s": DAY})
    assert instagram.get(f"{media}/insights", metric="views").json() == {"data": []}


def test_an_accounts_totals_cover_what_was_gained_between_two_instants(instagram, control):
    instagram.publish("First cup, together")
    path = f"{instagram.account}/insights"
    query = {"metric": "views,reach,accounts_engaged", "period": "day"}
    query["metric_type"] = "total_value"
    assert instagram.get(path, **query).json() == {"data": []}
    control.ask("clock", {"advance_s": 5 * DAY})
    media = instagram.get("me/media").json()["data"][0]["id"]
    single = values(instagram.get(f"{media}/insights", metric="views"))["views"]
    now = int(instagram.http.get("/control/clock").json()["offset_s"])
    assert now >= 5 * DAY
    last_day = instagram.get(path, **query).json()["data"]
    totals = {one["name"]: one["total_value"]["value"] for one in last_day}
    assert totals.keys() == {"views", "reach", "accounts_engaged"}
    assert 0 <= totals["views"] < single


@pytest.mark.parametrize("dimension", ["age", "gender", "city", "country"])
def test_who_follows_is_told_by_one_dimension(instagram, dimension):
    query = {
        "metric": "follower_demographics,engaged_audience_demographics",
        "period": "lifetime",
        "metric_type": "total_value",
        "breakdown": dimension,
        "timeframe": "this_month",
    }
    followers, engaged = instagram.get(f"{instagram.account}/insights", **query).json()["data"]
    (told,) = followers["total_value"]["breakdowns"]
    assert told["dimension_keys"] == [dimension]
    assert sum(one["value"] for one in told["results"]) > 1_000
    assert engaged["name"] == "engaged_audience_demographics"


@pytest.mark.parametrize(
    "query",
    [
        {"metric": "profile_views", "period": "day", "metric_type": "total_value"},
        {"metric": "views", "period": "day"},
        {"metric": "views", "period": "week", "metric_type": "total_value"},
        {"metric": "views", "period": "day", "metric_type": "total_value", "since": 5, "until": 4},
        {
            "metric": "views",
            "period": "day",
            "metric_type": "total_value",
            "since": 1,
            "until": 3e6,
        },
    ],
)
def test_an_accounts_insights_are_as_strict(instagram, code_of, query):
    if "until" in query:
        query = {**query, "until": int(query["until"])}
    assert code_of(instagram.get(f"{instagram.account}/insights", **query)) == (100, None)
