"""Counts in both vocabularies, analytics that lag, limits that are told, faults on demand."""

import pytest

DAY_S = 86_400
MEASURED = "public_metrics,non_public_metrics"


def grow_up(x, control, seconds):
    control.ask("clock", {"advance_s": seconds})
    given = x.refresh(x.renewal).json()
    x.token, x.renewal = given["access_token"], given["refresh_token"]


def test_counts_grow_and_an_owners_numbers_end_after_thirty_days(x, stranger, control):
    post = x.publish("Thank you for ten lakh cups, together we did it")
    grow_up(x, control, DAY_S)
    (found,) = x.get("/2/tweets", ids=post, **{"tweet.fields": MEASURED}).json()["data"]
    public, own = found["public_metrics"], found["non_public_metrics"]
    assert public["impression_count"] == own["impression_count"] > own["engagements"]
    assert public["retweet_count"] >= public["quote_count"] >= 0
    other = stranger.connect(account="1780009876543210987")
    hidden = other.get("/2/tweets", ids=post, **{"tweet.fields": MEASURED}).json()
    assert hidden["errors"][0]["type"].endswith("/not-authorized-for-field")
    grow_up(x, control, 30 * DAY_S)
    late = x.get("/2/tweets", ids=post, **{"tweet.fields": MEASURED}).json()
    assert "data" not in late
    assert x.get("/2/tweets", ids=post, **{"tweet.fields": "public_metrics"}).json()["data"]


def test_an_app_whose_id_says_so_is_answered_in_the_newer_words(stranger, control):
    client = {"platform": "x", "client_id": "an-app-new", "client_secret": "s"}
    control.ask("clients", client)
    stranger.app = ("an-app-new", "s")
    x = stranger.connect()
    post = x.tweet("First").json()["data"]
    assert post.keys() == {"id", "text", "edit_history_post_ids"}
    assert x.get("/2/tweets", ids=post["id"], **{"tweet.fields": "text"}).status_code == 400
    answer = x.get("/2/tweets", ids=post["id"], **{"post.fields": "public_metrics"}).json()
    assert "repost_count" in answer["data"][0]["public_metrics"]
    reply = x.reply("Second", post["id"]).json()["data"]["id"]
    answer = x.get("/2/tweets", ids=reply, **{"post.fields": "referenced_posts"}).json()
    assert answer["data"][0]["referenced_posts"][0]["id"] == post["id"]


def test_analytics_are_an_hour_behind_and_add_up(x, control):
    post = x.publish("Slow and steady, our kettle never rests")
    query = {
        "ids": post,
        "start_time": "2026-01-01T00:00:00Z",
        "end_time": "2027-06-01T00:00:00Z",
        "granularity": "total",
        "analytics.fields": "impressions,url_clicks,follows",
    }
    assert x.get("/2/tweets/analytics", **query).json() == {}
    grow_up(x, control, 3 * DAY_S)
    (one,) = x.get("/2/tweets/analytics", **query).json()["data"]
    (total,) = one["timestamped_metrics"]
    assert total["metrics"].keys() == {"impressions", "url_clicks", "follows"}
    daily = x.get("/2/tweets/analytics", **{**query, "granularity": "daily"}).json()["data"][0]
    summed = sum(bucket["metrics"]["impressions"] for bucket in daily["timestamped_metrics"])
    assert summed == total["metrics"]["impressions"] > 0
    for wrong in ({"granularity": "yearly"}, {"start_time": "soon"}, {"ids": "x"}):
        assert x.get("/2/tweets/analytics", **{**query, **wrong}).status_code == 400


def test_every_answer_tells_of_its_window_and_the_window_ends(x, control):
    limits = [x.get("/2/users/me").headers for _ in range(3)]
    assert [int(one["x-rate-limit-remaining"]) for one in limits] in ([74, 73, 72], [74, 73, 74])
    for _ in range(80):
        answer = x.get("/2/users/me")
    assert answer.status_code == 429
    assert answer.headers["x-rate-limit-remaining"] == "0"
    now = control.look("clock")["now"]
    assert int(answer.headers["x-rate-limit-reset"]) % 900 == 0, now
    control.ask("clock", {"advance_s": 900})
    assert x.get("/2/users/me").status_code == 200
    refused = x.tweet("x" * 300)
    assert refused.status_code == 403
    assert refused.headers["x-rate-limit-limit"] == "100"
    assert refused.headers["x-app-limit-24hour-limit"] == "10000"


@pytest.mark.parametrize(
    ("mode", "status", "is_out"),
    [
        ("http_429", 429, False),
        ("token_revoked", 401, False),
        ("content_policy", 403, False),
        ("invalid_media", 400, False),
        ("http_500_before_effect", 500, False),
        ("http_500_after_effect", 500, True),
    ],
)
def test_a_fault_is_worded_as_x_words_it(x, control, mode, status, is_out):
    control.arm("create_post", mode, platform="x", seconds=0)
    answer = x.tweet("Chai")
    assert (answer.status_code, control.texts()) == (status, ["Chai"] if is_out else [])
    assert answer.json()["status"] == status
    assert "x-rate-limit-reset" in answer.headers


def test_an_unknown_user_is_an_error_in_a_good_answer(x):
    known = x.get("/2/users/by/username/HarbourLane", **{"user.fields": "public_metrics"})
    assert known.json()["data"]["public_metrics"]["followers_count"] > 0
    unknown = x.get("/2/users/by/username/nobody")
    assert unknown.status_code == 200
    assert unknown.json()["errors"][0]["resource_type"] == "user"
    assert x.get("/2/nothing").status_code == 404
