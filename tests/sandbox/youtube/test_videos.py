from datetime import UTC, datetime, timedelta


def today(days=0):
    return (datetime.now(UTC) + timedelta(days=days)).date().isoformat()


def report(youtube, **query):
    asked = {"ids": "channel==MINE", "startDate": "2020-01-01", "endDate": today(30)}
    return youtube.get("/v2/reports", **asked | {"metrics": "views,likes"} | query)


def renewed(youtube, control, days):
    control.ask("clock", {"advance_s": days * 86_400})
    answer = youtube.ask(grant_type="refresh_token", refresh_token=youtube.refresh_token)
    youtube.token = answer.json()["access_token"]


def test_a_video_with_a_time_is_private_until_then(youtube, stranger, control):
    at = (datetime.now(UTC) + timedelta(minutes=30)).isoformat()
    one = youtube.upload(status={"privacyStatus": "private", "publishAt": at})
    other = stranger.connect("UCh4rb0urLane5tud1oF1lmQ")
    assert youtube.video(one)["status"]["privacyStatus"] == "private"
    assert other.get("/youtube/v3/videos", part="id", id=one).json()["items"] == []
    control.ask("clock", {"advance_s": 1900})
    status = other.video(one)["status"]
    assert (status["privacyStatus"], "publishAt" in status) == ("public", False)


def test_an_update_replaces_whole_parts(youtube, http, refused):
    one = youtube.upload(
        snippet={"title": "Old", "tags": ["chai"], "description": "d", "categoryId": "22"}
    )

    def put(body, part="snippet"):
        return http.put(
            "/youtube/v3/videos", params={"part": part}, json=body, headers=youtube.headers
        )

    assert refused(put({"id": one, "snippet": {"title": "New"}})) == (400, "invalidCategoryId")
    assert put({"id": one, "snippet": {"title": "New", "categoryId": "26"}}).status_code == 200
    snippet = youtube.video(one)["snippet"]
    assert (snippet["title"], snippet["description"], "tags" in snippet) == ("New", "", False)
    assert refused(put({"id": one, "status": {}}))[1] == "unexpectedPart"


def test_only_the_owner_deletes_and_once(youtube, stranger, http, refused, control):
    one = youtube.upload()
    other = stranger.connect("UCh4rb0urLane5tud1oF1lmQ")

    def delete(who):
        return http.delete("/youtube/v3/videos", params={"id": one}, headers=who.headers)

    assert refused(delete(other)) == (403, "forbidden")
    assert delete(youtube).status_code == 204
    assert refused(delete(youtube)) == (404, "videoNotFound")
    assert control.texts() == []


def test_the_days_units_run_out(youtube, http, refused):
    def spend():
        return http.delete("/youtube/v3/videos", params={"id": "x"}, headers=youtube.headers)

    for _ in range(200):
        assert spend().status_code == 404
    assert refused(spend()) == (403, "quotaExceeded")
    assert youtube.begin(900).status_code == 200


def test_a_thumbnail_is_a_picture_of_two_megabytes_at_most(youtube, http, refused):
    one = youtube.upload()

    def send(content):
        return http.post(
            "/upload/youtube/v3/thumbnails/set",
            params={"videoId": one},
            content=content,
            headers=youtube.headers | {"content-type": "image/jpeg"},
        )

    assert refused(send(b"no picture")) == (400, "invalidImage")
    assert refused(send(bytes(2 * 1024 * 1024 + 1))) == (400, "mediaBodyRequired")


def test_counters_are_texts_and_hidden_ones_are_missing(youtube, control):
    shown = youtube.upload()
    hidden = youtube.upload(status={"privacyStatus": "public", "publicStatsViewable": False})
    kids = youtube.upload(status={"privacyStatus": "public", "selfDeclaredMadeForKids": True})
    control.ask("clock", {"advance_s": 600})
    found = youtube.video(shown)["statistics"]
    assert all(isinstance(value, str) for value in found.values())
    assert int(found["viewCount"]) > 0
    assert "likeCount" not in youtube.video(hidden)["statistics"]
    assert "commentCount" not in youtube.video(kids)["statistics"]


def test_uploads_are_listed_newest_first_page_by_page(youtube, control, refused):
    channel = youtube.get("/youtube/v3/channels", part="contentDetails", mine="true").json()
    playlist = channel["items"][0]["contentDetails"]["relatedPlaylists"]["uploads"]
    query = {"part": "contentDetails", "playlistId": playlist, "maxResults": "2"}
    assert refused(youtube.get("/youtube/v3/playlistItems", **query)) == (404, "playlistNotFound")
    made = [youtube.upload() for _ in range(3)]
    first = youtube.get("/youtube/v3/playlistItems", **query).json()
    second = youtube.get(
        "/youtube/v3/playlistItems", **query, pageToken=first["nextPageToken"]
    ).json()
    ids = [one["contentDetails"]["videoId"] for one in (*first["items"], *second["items"])]
    assert ids == made[::-1]
    assert "nextPageToken" not in second
    assert refused(youtube.get("/youtube/v3/playlistItems", **query, pageToken="x"))[0] == 400


def test_comments_stand_under_what_people_can_see(youtube, http, refused):
    shown, hidden = youtube.upload(), youtube.upload(status={"privacyStatus": "private"})

    def say(video, text="First"):
        comment = {"snippet": {"textOriginal": text}}
        return http.post(
            "/youtube/v3/commentThreads",
            params={"part": "snippet"},
            json={"snippet": {"videoId": video, "topLevelComment": comment}},
            headers=youtube.headers,
        )

    assert say(shown).status_code == 200
    assert refused(say(shown, " ")) == (400, "commentTextRequired")
    assert refused(say(hidden)) == (403, "commentsDisabled")
    assert refused(say("nosuchvideo")) == (404, "videoNotFound")
    listed = youtube.get("/youtube/v3/commentThreads", part="snippet", videoId=shown).json()
    (thread,) = listed["items"]
    assert thread["snippet"]["topLevelComment"]["snippet"]["textOriginal"] == "First"


def test_reports_lag_two_days_and_have_no_rows_until_then(youtube, control):
    one, two = youtube.upload(), youtube.upload()
    renewed(youtube, control, 1)
    early = report(youtube).json()
    assert (early["kind"], "rows" in early) == ("youtubeAnalytics#resultTable", False)
    renewed(youtube, control, 4)
    (total,) = report(youtube).json()["rows"]
    each = report(youtube, dimensions="video", filters=f"video=={one},{two}").json()["rows"]
    assert {row[0] for row in each} == {one, two}
    assert sum(row[1] for row in each) == total[0] > 0
    days = report(youtube, dimensions="day", sort="day").json()["rows"]
    assert sum(row[1] for row in days) == total[0]
    people = report(youtube, dimensions="ageGroup,gender", metrics="viewerPercentage").json()
    assert round(sum(row[2] for row in people["rows"])) == 100


def test_what_is_no_report_is_refused(youtube, refused):
    for query in (
        {"dimensions": "video"},
        {"metrics": "viewerPercentage"},
        {"metrics": "views,views"},
        {"dimensions": "city"},
        {"filters": "country==IN"},
        {"sort": "shares"},
    ):
        answer = report(youtube, **query)
        assert refused(answer)[0] == 400
        assert answer.json()["error"]["message"] == "The query is not supported."
    assert refused(report(youtube, ids="channel==UCother"))[0] == 403


def test_unknown_parameters_and_parts_are_refused(youtube, refused):
    ask = youtube.get
    assert refused(ask("/youtube/v3/videos", part="id", id="x", page="1"))[0] == 400
    assert refused(ask("/youtube/v3/videos", part="fame", id="x")) == (400, "unknownPart")
    assert refused(ask("/youtube/v3/videos", part="id")) == (400, "missingRequiredParameter")
    assert refused(ask("/youtube/v3/channels", part="id", mine="true", id="x"))[0] == 400
