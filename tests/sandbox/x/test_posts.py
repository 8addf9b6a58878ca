import pytest

NEIGHBOUR = "1780009876543210987"


def test_a_post_answers_with_its_id_and_a_short_address(x, control, http):
    answer = x.tweet("Menu <new>: chai.in/menu")
    data = answer.json()["data"]
    assert answer.status_code == 201
    assert data.keys() == {"id", "text", "edit_history_tweet_ids"}
    assert data["text"].startswith("Menu &lt;new&gt;: https://t.co/")
    (effect,) = control.look("effects")["effects"]
    assert (effect["post_id"], effect["text"]) == (data["id"], "Menu <new>: chai.in/menu")
    assert "Menu &lt;new&gt;: chai.in/menu" in http.get(f"/i/web/status/{data['id']}").text
    fields = {"ids": data["id"], "tweet.fields": "entities"}
    (post,) = x.get("/2/tweets", **fields).json()["data"]
    (link,) = post["entities"]["urls"]
    assert link["expanded_url"] == "http://chai.in/menu"
    assert post["text"][link["start"] : link["end"]] == link["url"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("x" * 280, 201),
        ("x" * 281, 403),
        ("茶" * 140, 201),
        ("茶" * 141, 403),
        ("e\u0301" * 280, 201),
        ("👨‍👩‍👧‍👦" * 140, 201),
        ("https://chai.example/" + "x" * 400 + " " + "y" * 256, 201),
        ("https://chai.example/" + "x" * 400 + " " + "y" * 257, 403),
        ("chai.in " + "y" * 256, 201),
        ("chai.in " + "y" * 257, 403),
        ("$TSLA and $AAPL", 403),
        (" ", 400),
        ("x\ufeff", 400),
    ],
)
def test_a_text_is_weighed_and_looked_at(x, text, status):
    assert x.tweet(text).status_code == status


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": "x", "publish_at": 1}, 400),
        ({"text": 5}, 400),
        ({"text": "x", "media": {"media_ids": []}}, 400),
        ({"text": "x", "media": {"media_ids": ["1"], "alt": "x"}}, 400),
        ({"text": "x", "media": {"media_ids": [1]}}, 400),
        ({"text": "x", "reply": {"in_reply_to_tweet_id": 7}}, 400),
        ({"text": "x", "reply": {"to": "7"}}, 400),
        ({"text": "x", "reply_settings": "nobody"}, 400),
        ({"text": "x", "made_with_ai": "yes"}, 400),
        ({"text": "x", "quote_tweet_id": "7"}, 403),
        ({"text": "x", "reply": {"in_reply_to_tweet_id": "7"}}, 403),
        ({}, 400),
        ([], 400),
    ],
)
def test_a_wrong_body_is_refused_and_nothing_is_out(x, control, body, status):
    answer = x.post("/2/tweets", body)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert control.texts() == []


def test_an_unknown_property_is_named(x):
    (error,) = x.tweet("x", note="y").json()["errors"]
    assert "$.note: is not defined in the schema" in error["message"]


def test_the_same_words_are_a_duplicate_for_half_a_day(x, control):
    x.publish("Same again")
    answer = x.tweet("Same again")
    assert answer.status_code == 403
    detail = "You are not allowed to create a Tweet with duplicate content."
    assert answer.json()["detail"] == detail
    control.ask("clock", {"advance_s": 12 * 3600 + 1})
    renewed = x.refresh(x.renewal).json()
    x.token = renewed["access_token"]
    x.publish("Same again")


def test_replies_are_for_ones_own_posts_only(x, stranger):
    root = x.publish("First")
    second = x.reply("Second", root).json()["data"]["id"]
    x.publish("Unrelated")
    other = stranger.connect(account=NEIGHBOUR)
    assert other.reply("Hello", root).status_code == 403
    fields = {"tweet.fields": "referenced_tweets,conversation_id"}
    (post,) = x.get("/2/tweets", ids=second, **fields).json()["data"]
    assert post["referenced_tweets"] == [{"type": "replied_to", "id": root}]
    assert post["conversation_id"] == root


def test_the_timeline_is_newest_first_in_pages_and_leaves_out_replies(x, control):
    ids = []
    for number in range(7):
        ids.append(x.publish(f"Post {number}"))
        control.ask("clock", {"advance_s": 1})
    x.reply("A reply", ids[0])
    path = "/2/users/1780001234567890123/tweets"
    first = x.get(path, max_results="5", exclude="replies,retweets").json()
    assert [post["id"] for post in first["data"]] == ids[:1:-1]
    rest = x.get(
        path, max_results="5", exclude="replies", pagination_token=first["meta"]["next_token"]
    ).json()
    assert [post["id"] for post in rest["data"]] == ids[1::-1]
    assert rest["meta"]["result_count"] == 2
    assert "next_token" not in rest["meta"]
    assert len(x.get(path, since_id=ids[4]).json()["data"]) == 3
    empty = x.get(path, start_time="2100-01-01T00:00:00Z").json()
    assert empty == {"meta": {"result_count": 0}}


@pytest.mark.parametrize(
    "query",
    [
        {"max_results": "4"},
        {"exclude": "likes"},
        {"tweet.fields": "reach"},
        {"post.fields": "text"},
        {"start_time": "yesterday"},
        {"count": "5"},
    ],
)
def test_a_wrong_query_is_refused(x, query):
    answer = x.get("/2/users/1780001234567890123/tweets", **query)
    assert answer.status_code == 400
    assert answer.json()["type"].endswith("/invalid-request")


def test_a_post_is_deleted_by_its_owner(x, stranger, control):
    post = x.publish("Short life")
    other = stranger.connect(account=NEIGHBOUR)
    assert x.http.delete(f"/2/tweets/{post}", headers=other.headers).status_code == 403
    gone = x.http.delete(f"/2/tweets/{post}", headers=x.headers)
    assert gone.json() == {"data": {"deleted": True}}
    assert x.http.delete(f"/2/tweets/{post}", headers=x.headers).status_code == 404
    assert control.texts() == []
    missing = x.get("/2/tweets", ids=post).json()
    assert "data" not in missing
    assert missing["errors"][0]["type"].endswith("/resource-not-found")


def test_a_token_does_what_its_scopes_say(stranger):
    reader = stranger.connect(scope="tweet.read users.read")
    assert reader.tweet("Not allowed").status_code == 403
    assert reader.begin(b"x").status_code == 403
    assert stranger.tweet("Nobody").status_code == 401
