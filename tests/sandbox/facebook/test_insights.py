import time

PAGE = "104523809112771"
DAY = 86_400


def test_a_posts_numbers_come_a_day_late_and_only_grow(facebook, control):
    post = facebook.publish("Remember the first cup you had here?")
    asked = {"metric": "post_media_view", "period": "lifetime"}
    assert facebook.get(f"{post}/insights", **asked).json() == {"data": []}
    found = []
    for _ in range(2):
        control.ask("clock", {"advance_s": 2 * DAY})
        (metric,) = facebook.get(f"{post}/insights", **asked).json()["data"]
        found.append(metric["values"][0]["value"])
    assert 0 < found[0] <= found[1]


def test_one_removed_or_misspelt_name_fails_the_whole_call(facebook, refused):
    post = facebook.publish("Kettle on")
    for names in ("post_media_view,post_impressions", "post_media_sight"):
        assert refused(facebook.get(f"{post}/insights", metric=names)) == (100, None)
    assert refused(facebook.get(f"{PAGE}/insights", metric="page_fans")) == (100, None)
    assert refused(facebook.get(f"{post}/insights")) == (3001, 1504028)


def test_a_pages_days_end_at_midnight_in_california(facebook, control):
    facebook.publish("Kettle on")
    control.ask("clock", {"advance_s": 10 * DAY})
    until = int(time.time()) + 9 * DAY
    span = {"since": until - 7 * DAY, "until": until, "period": "day"}
    (metric,) = facebook.get(f"{PAGE}/insights", metric="page_media_view", **span).json()["data"]
    assert {value["end_time"][11:] for value in metric["values"]} == {"08:00:00+0000"}
    assert len(metric["values"]) in (7, 8)
    assert sum(value["value"] for value in metric["values"]) > 0


def test_followers_are_told_by_country_only(facebook, refused):
    asked = {"metric": "page_follows_country", "period": "lifetime"}
    (metric,) = facebook.get(f"{PAGE}/insights", **asked).json()["data"]
    count = facebook.get(PAGE, fields="followers_count").json()["followers_count"]
    assert 0 < sum(metric["values"][0]["value"].values()) <= count
    assert refused(facebook.get(f"{PAGE}/insights", metric="page_follows_city")) == (100, None)


def test_another_page_is_shown_to_a_reviewed_app_only(facebook, http, refused):
    assert facebook.get("harbour.lane.books", fields="id,name").json()["id"] == "104523809117702"
    assert refused(facebook.get("nobody.at.all")) == (803, None)
    client = {"platform": "facebook", "client_id": "small", "client_secret": "s"}
    http.post("/control/clients", json=client).raise_for_status()
    query = {
        "client_id": "small",
        "redirect_uri": "http://127.0.0.1:9/callback",
        "response_type": "code",
        "scope": "pages_show_list,pages_read_engagement",
    }
    answer = http.post("/v26.0/dialog/oauth", params=query, data={"action": "allow"})
    code = answer.headers["location"].partition("code=")[2].partition("#")[0].partition("&")[0]
    asked = {**query, "client_secret": "s", "code": code}
    asked = {name: asked[name] for name in ("client_id", "redirect_uri", "client_secret", "code")}
    facebook.token = http.get("/v26.0/oauth/access_token", params=asked).json()["access_token"]
    assert facebook.get(PAGE).status_code == 200
    assert refused(facebook.get("harbour.lane.books")) == (10, None)
