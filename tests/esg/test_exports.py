"""What the networks and their tools hand out, read without a mapping: real headers, own rows."""

import json
from datetime import UTC, datetime

import pytest

from domain.errors import InvalidError
from domain.platform import Platform
from esg.exports import cells_of
from esg.history import parse_history

NOW = datetime(2026, 11, 29, 9, 0, tzinfo=UTC)
FIGURES = ("likes", "comments", "shares", "saves", "impressions", "reach")

GRAPH = {
    "data": [
        {
            "id": "17900000000000001",
            "caption": "Masala chai ☕ on a rainy day\n#chai",
            "timestamp": "2025-03-04T10:00:00+0000",
            "like_count": 120,
            "comments_count": 14,
            "permalink": "https://www.instagram.com/p/Cabc123/",
            "media_type": "IMAGE",
            "children": {"data": [{"id": "17900000000000009"}]},
            "insights": {
                "data": [
                    {"name": "reach", "period": "lifetime", "values": [{"value": 1500}]},
                    {"name": "saved", "period": "lifetime", "values": [{"value": 31}]},
                    {"name": "shares", "period": "lifetime", "values": [{"value": 9}]},
                    {"name": "views", "period": "lifetime", "values": [{"value": 2100}]},
                ]
            },
        },
        {
            "id": "17900000000000002",
            "timestamp": "2025-03-05T10:00:00+0000",
            "comments_count": 2,
            "media_type": "VIDEO",
        },
    ],
    "paging": {"cursors": {"before": "QVFI", "after": "QVFJ"}},
}
DOWNLOAD = [
    {
        "media": [
            {
                "uri": "media/posts/202503/1.jpg",
                "creation_timestamp": 1741082400,
                "media_metadata": {"camera_metadata": {"has_camera_metadata": False}},
                "title": "चाय और समोसा ☕".encode().decode("latin-1"),
                "cross_post_source": {"source_app": "FB"},
            }
        ]
    },
    {
        "media": [
            {"uri": "a.jpg", "creation_timestamp": 1741000000, "title": ""},
            {"uri": "b.jpg", "creation_timestamp": 1741000001, "title": ""},
        ],
        "title": "Café, two pictures".encode().decode("latin-1"),
        "creation_timestamp": 1741168800,
    },
]
SUITE_INSTAGRAM = (
    "Post ID,Account ID,Account username,Account name,Description,Duration (sec),Publish time,"
    "Permalink,Post type,Data comment,Date,Views,Reach,Likes,Shares,Follows,Comments,Saves\n"
    '18011,1784,chaicorner,Chai Corner,"Kettle on, doors open",0,03/04/2025 10:00,'
    "https://www.instagram.com/p/Cabc123/,IG image,,Lifetime,2100,1500,120,9,3,14,31\n"
)
SUITE_FACEBOOK = (
    "Post ID,Page ID,Page name,Title,Description,Duration (sec),Publish time,Caption type,"
    "Permalink,Is crosspost,Is share,Post type,Languages,Custom labels,Funded content status,"
    'Data comment,Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,'
    "Total clicks\n"
    "9001,55,Chai Corner,Kettle on,Kettle on and doors open,0,03/04/2025 10:00,,"
    "https://www.facebook.com/55/posts/9001,0,0,Photos,,,,,Lifetime,2100,1500,143,120,14,9,77\n"
)
INSIGHTS_FACEBOOK = (
    "Post ID,Permalink,Post Message,Type,Countries,Languages,Posted,"
    "Lifetime Post Total Reach,Lifetime Post organic reach,Lifetime Post Total Impressions,"
    "Lifetime Engaged Users,Lifetime Post stories by action type - share,"
    "Lifetime Post stories by action type - like,Lifetime Post stories by action type - comment\n"
    ',,,,,,,"Lifetime: The total number of people who saw it. (Unique Users)",'
    '"Lifetime: Organic reach. (Unique Users)","Lifetime: Impressions. (Total Count)",'
    '"Lifetime: Engaged. (Unique Users)",,,\n'
    '55_9001,https://www.facebook.com/55/posts/9001,Kettle on,Photo,,,"03/04/2025 10:00:00 AM",'
    "1500,1200,2100,90,9,120,14\n"
)
GRAPH_FACEBOOK = {
    "data": [
        {
            "id": "55_9001",
            "message": "Kettle on",
            "created_time": "2025-03-04T10:00:00+0000",
            "permalink_url": "https://www.facebook.com/55/posts/9001",
            "shares": {"count": 9},
            "reactions": {"data": [], "summary": {"total_count": 120, "viewer_reaction": "NONE"}},
            "comments": {"data": [{"message": "Lovely"}], "summary": {"total_count": 14}},
        }
    ]
}
X_NEW = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,"
    "Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks\n"
    '2074000000000000001,"Tue, Mar 4, 2025",Kettle on,'
    "https://x.com/chaicorner/status/2074000000000000001,2100,120,300,31,5,1,14,9,3,2,1,0,0\n"
)
X_OLD = (
    "Tweet id,Tweet permalink,Tweet text,time,impressions,engagements,engagement rate,retweets,"
    "replies,likes,user profile clicks,url clicks\n"
    "1074000000000000001,https://twitter.com/chaicorner/status/1074000000000000001,Kettle on,"
    "2025-03-04 10:00 +0000,2100.0,300.0,0.142,9.0,14.0,120.0,2.0,1.0\n"
)
X_API = {
    "data": [
        {
            "id": "2074000000000000001",
            "text": "Kettle on",
            "created_at": "2025-03-04T10:00:00.000Z",
            "edit_history_tweet_ids": ["2074000000000000001"],
            "entities": {"hashtags": [{"start": 0, "end": 5, "tag": "chai"}]},
            "public_metrics": {
                "retweet_count": 9,
                "reply_count": 14,
                "like_count": 120,
                "quote_count": 2,
                "bookmark_count": 31,
                "impression_count": 2100,
            },
        }
    ],
    "meta": {"result_count": 1},
}
LINKEDIN = (
    '"Aggregated engagement data for all of the posts of your page, organic and sponsored."\n'
    "\n"
    "Post title,Post link,Post type,Campaign name,Posted by,Created date,Campaign start date,"
    "Audience,Impressions,Views,Offsite Views,Clicks,Click through rate (CTR),Likes,Comments,"
    "Reposts,Follows,Engagement rate,Content Type\n"
    '"Kettle on,\ndoors open",https://www.linkedin.com/feed/update/urn:li:activity:7300000000000,'
    "Organic,,Asha,03/04/2025,,All followers,2100,,,77,0.036,120,14,9,,0.1,Article\n"
)


def parse(content, platform, **options):
    text = content if isinstance(content, str) else json.dumps(content)
    return parse_history(text.encode(), platform=platform, now=NOW, **options)


def figures(row):
    return dict(zip(FIGURES, row.counts, strict=True))


@pytest.mark.parametrize(
    ("platform", "content", "post_id", "saves", "impressions", "reach"),
    [
        (Platform.INSTAGRAM, GRAPH, "17900000000000001", 31, 2100, 1500),
        (Platform.INSTAGRAM, SUITE_INSTAGRAM, "18011", 31, 2100, 1500),
        (Platform.FACEBOOK, SUITE_FACEBOOK, "9001", None, 2100, 1500),
        (Platform.FACEBOOK, INSIGHTS_FACEBOOK, "9001", None, 2100, 1500),
        (Platform.FACEBOOK, GRAPH_FACEBOOK, "9001", None, None, None),
        (Platform.X, X_NEW, "2074000000000000001", 31, 2100, None),
        (Platform.X, X_OLD, "1074000000000000001", None, 2100, None),
        (Platform.X, X_API, "2074000000000000001", 31, 2100, None),
        (Platform.LINKEDIN, LINKEDIN, "urn:li:activity:7300000000000", None, 2100, None),
    ],
    ids=[
        "graph-ig",
        "suite-ig",
        "suite-fb",
        "insights-fb",
        "graph-fb",
        "x-new",
        "x-old",
        "x-api",
        "linkedin",
    ],
)
def test_an_export_is_read_as_it_is(platform, content, post_id, saves, impressions, reach):
    history = parse(content, platform)
    assert history.rejected == ()
    row = history.rows[0]
    assert row.platform_post_id == post_id
    assert (row.published_at.date().isoformat(), row.published_at.hour) in (
        ("2025-03-04", 10),
        ("2025-03-04", 0),
    )
    assert figures(row) == {
        "likes": 120,
        "comments": 14,
        "shares": 9,
        "saves": saves,
        "impressions": impressions,
        "reach": reach,
    }
    assert row.text


def test_what_a_hidden_count_leaves_out_is_unknown():
    row = parse(GRAPH, Platform.INSTAGRAM).rows[1]
    assert (row.text, row.counts[:3]) == ("", (None, 2, None))


@pytest.mark.parametrize("form", ["list", "indented", "lines"])
def test_the_same_posts_are_read_from_a_list_and_from_lines(form):
    posts = GRAPH["data"]
    text = {
        "list": json.dumps(posts),
        "indented": json.dumps(GRAPH, indent=2, ensure_ascii=False),
        "lines": "\n".join(json.dumps(post) for post in posts) + "\n",
    }[form]
    read, wanted = parse(text, Platform.INSTAGRAM), parse(GRAPH, Platform.INSTAGRAM)
    assert [(r.natural_key, r.text, r.counts) for r in read.rows] == [
        (r.natural_key, r.text, r.counts) for r in wanted.rows
    ]


def test_a_download_is_repaired_and_dated():
    one, several = parse(DOWNLOAD, Platform.INSTAGRAM).rows
    assert one.text == "चाय और समोसा ☕"
    assert one.published_at == datetime(2025, 3, 4, 10, 0, tzinfo=UTC)
    assert several.text == "Café, two pictures"
    assert several.published_at == datetime(2025, 3, 5, 10, 0, tzinfo=UTC)


def test_facebooks_download_tells_the_post_and_not_who_wrote_it():
    download = [
        {
            "timestamp": 1741082400,
            "data": [{"post": "Kettle on ☕".encode().decode("latin-1")}, {}],
            "title": "Chai Corner updated its status.",
        }
    ]
    (row,) = parse(download, Platform.FACEBOOK).rows
    assert row.text == "Kettle on ☕"


def test_text_of_an_api_is_never_repaired():
    item = {"id": "1790000001", "caption": "Ã© stays", "timestamp": "2025-03-04T10:00:00+0000"}
    assert parse([item], Platform.INSTAGRAM).rows[0].text == "Ã© stays"


def test_xs_archive_is_read_as_the_script_it_is():
    tweet = {
        "id_str": "2074000000000000001",
        "full_text": "Kettle on",
        "created_at": "Tue Mar 04 10:00:00 +0000 2025",
        "favorite_count": "120",
        "retweet_count": "9",
    }
    script = "window.YTD.tweets.part0 = " + json.dumps([{"tweet": tweet}], indent=1)
    (row,) = parse(script, Platform.X).rows
    assert (row.platform_post_id, row.text) == ("2074000000000000001", "Kettle on")
    assert row.counts[:3] == (120, None, 9)


def test_a_sum_is_never_taken_for_one_of_its_parts():
    text = 'Post ID,Description,"Reactions, Comments and Shares"\n9001,Kettle on,143\n'
    history = parse(text, Platform.FACEBOOK)
    assert history.rows[0].counts == (None,) * 6
    for field in ("likes", "comments", "shares"):
        with pytest.raises(InvalidError, match="holds a sum") as refused:
            parse(text, Platform.FACEBOOK, mapping={field: "Reactions, comments and shares"})
        assert refused.value.code == "combined_header"


def test_an_export_that_writes_the_month_first_is_read_so_without_a_doubt():
    history = parse(SUITE_INSTAGRAM, Platform.INSTAGRAM)
    assert history.rows[0].published_at.month == 3
    assert not any("two ways" in note for note in history.notes)


def test_lines_before_the_header_are_counted():
    text = LINKEDIN + "Broken,https://x,Organic,,,03/05/2025,,,1,,,1,0,many,1,1,,0,Article\n"
    (rejected,) = parse(text, Platform.LINKEDIN).rejected
    assert rejected.line == 6
    assert "likes" in rejected.reason


def test_a_row_that_only_explains_the_columns_is_no_post():
    history = parse(INSIGHTS_FACEBOOK, Platform.FACEBOOK)
    assert (len(history.rows), history.rejected) == (1, ())


def test_ids_that_a_spreadsheet_rounded_make_no_two_posts_one():
    text = (
        "Post ID,Description,Publish time,Likes\n"
        "1.79E+16,Kettle on,03/04/2025 10:00,1\n"
        "1.79E+16,Doors open,03/05/2025 10:00,2\n"
    )
    history = parse(text, Platform.INSTAGRAM)
    assert [row.text for row in history.rows] == ["Kettle on", "Doors open"]
    assert any("rounded by a spreadsheet" in note for note in history.notes)


def test_a_bad_item_is_told_with_its_number_and_the_rest_goes_in():
    posts = [{"text": f"post {n}", "like_count": n} for n in range(1, 15)]
    posts[11]["like_count"] = "12%"
    posts[12] = "no post"
    history = parse(posts, Platform.X)
    assert len(history.rows) == 12
    assert [(r.line, r.reason.split(":")[0]) for r in history.rejected] == [
        (12, "item 12"),
        (13, "item 13"),
    ]
    assert "rate or a fraction" in history.rejected[0].reason


def test_numbers_alone_are_told_apart_by_all_they_say(shared_data):
    raw = (shared_data / "facebook_brand" / "metrics.csv").read_bytes()
    history = parse_history(raw, platform=Platform.FACEBOOK, now=NOW, mapping={"text": None})
    assert len(history.rows) + history.repeated == 500
    assert history.repeated < 5
    assert history.rejected == ()
    assert history.rows[0].counts[:3] == (79, 4, 17)


@pytest.mark.parametrize("value", [7, "text", None, [1], True])
def test_what_is_no_object_has_no_cells(value):
    assert cells_of(value) is None
