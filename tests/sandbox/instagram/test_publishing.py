import pytest

DAY = 86_400


def test_publishing_answers_with_the_media_id_and_a_person_sees_it(instagram, http, control):
    media = instagram.publish("Ginger <b>& honey #chai")
    told = instagram.get(
        media, fields="id,permalink,shortcode,timestamp,caption,media_type,media_product_type"
    ).json()
    assert told["id"] == media
    assert told["caption"] == "Ginger <b>& honey #chai"
    assert told["media_type"] == "IMAGE"
    assert told["media_product_type"] == "FEED"
    assert told["timestamp"].endswith("+0000")
    assert told["shortcode"] in told["permalink"]
    page = http.get(told["permalink"])
    assert page.status_code == 200
    assert "Ginger &lt;b&gt;&amp; honey #chai" in page.text
    (effect,) = control.look("effects")["effects"]
    image = f"/files/{effect['media'][0]}"
    assert image in page.text
    assert http.get(image).headers["content-type"] == "image/jpeg"


def test_a_container_that_is_not_ready_is_refused_and_can_be_published_later(
    instagram, control, code_of
):
    container = instagram.container("Patience")
    assert code_of(instagram.release(container)) == (9007, 2207027)
    assert control.texts() == []
    control.ask("clock", {"advance_s": 1})
    assert instagram.release(container).status_code == 200
    assert control.texts() == ["Patience"]


def test_a_used_container_is_refused_a_second_time(instagram, control, code_of):
    container = instagram.container("Only once")
    control.ask("clock", {"advance_s": 1})
    assert instagram.release(container).status_code == 200
    assert code_of(instagram.release(container)) == (9007, 2207027)
    assert control.texts() == ["Only once"]


def test_the_same_words_may_be_published_twice(instagram, control):
    instagram.publish("Again")
    instagram.publish("Again")
    assert control.texts() == ["Again", "Again"]


def test_an_unknown_container_or_parameter_is_refused(instagram, code_of):
    assert code_of(instagram.release("17881111111111111")) == (24, 2207008)
    answer = instagram.post(f"{instagram.account}/media_publish")
    assert code_of(answer) == (100, None)
    answer = instagram.post(f"{instagram.account}/media_publish", creation_id="1", when="now")
    assert code_of(answer) == (100, None)


def test_a_hundred_posts_go_out_in_a_rolling_day(instagram, control, host, make_jpeg, code_of):
    url = host.offer(make_jpeg())
    containers = [instagram.container(f"Post {n}", image_url=url) for n in range(101)]
    control.ask("clock", {"advance_s": 1})
    for container in containers[:100]:
        assert instagram.release(container).status_code == 200
    path = f"{instagram.account}/content_publishing_limit"
    told = instagram.get(path, fields="quota_usage,config").json()["data"][0]
    assert told == {
        "quota_usage": 100,
        "config": {"quota_total": 100, "quota_duration": DAY},
    }
    assert code_of(instagram.release(containers[100])) == (9, 2207042)
    assert instagram.status(containers[100])["status_code"] == "FINISHED"
    assert len(control.texts()) == 100
    control.ask("clock", {"advance_s": DAY})
    assert instagram.get(path).json()["data"][0] == {"quota_usage": 0}
    instagram.publish("A new day")


def test_a_story_shows_its_picture_and_no_caption(instagram, control, host, make_jpeg):
    media = instagram.publish(
        "Unseen", media_type="STORIES", image_url=host.offer(make_jpeg(1080, 1920))
    )
    assert control.texts() == [""]
    told = instagram.get(media, fields="media_product_type,caption").json()
    assert told == {"media_product_type": "STORY", "id": media}
    assert instagram.get(f"{instagram.account}/media").json() == {"data": []}


def test_media_are_listed_newest_first_in_pages(instagram):
    ids = [instagram.publish(f"Post number {number}") for number in range(5)][::-1]
    first = instagram.get(f"{instagram.account}/media", fields="id,caption", limit=2).json()
    assert [one["id"] for one in first["data"]] == ids[:2]
    newer = instagram.publish("In between")
    rest = instagram.http.get(first["paging"]["next"]).json()
    assert [one["id"] for one in rest["data"]] == ids[2:4]
    before = rest["paging"]["cursors"]["before"]
    back = instagram.get("me/media", limit=2, before=before).json()
    assert [one["id"] for one in back["data"]] == ids[:2]
    everything = instagram.get("me/media").json()
    assert [one["id"] for one in everything["data"]] == [newer, *ids]
    assert "next" not in everything["paging"]


@pytest.mark.parametrize(
    "query", [{"after": "x"}, {"limit": "0"}, {"limit": "ten"}, {"sort": "up"}]
)
def test_a_wrong_page_is_refused(instagram, code_of, query):
    assert code_of(instagram.get("me/media", **query)) == (100, None)


def test_media_of_others_are_not_shown(instagram, somebody, code_of):
    media = instagram.publish("Mine alone")
    other = somebody.connect("17841430019672058")
    assert code_of(other.get(media)) == (100, 33)
    assert other.get("me/media").json() == {"data": []}
    assert code_of(instagram.get(media, fields="id,soul")) == (100, None)


def test_deleting_is_not_for_tokens_of_instagram_login(instagram, control, code_of):
    media = instagram.publish("Here to stay")
    answer = instagram.http.delete(f"/v26.0/{media}", params={"access_token": instagram.token})
    assert code_of(answer) == (100, 33)
    assert control.texts() == ["Here to stay"]


def test_the_first_comment_stands_under_the_post(instagram, somebody, http, code_of):
    media = instagram.publish("Chai at four")
    comment = instagram.post(f"{media}/comments", message="#chai #pune").json()["id"]
    query = {"fields": "id,text,username", "limit": 1}
    assert instagram.post(f"{media}/comments", message="More").status_code == 200
    newest = instagram.get(f"{media}/comments", **query).json()
    assert newest["data"][0]["text"] == "More"
    after = newest["paging"]["cursors"]["after"]
    listed = instagram.get(f"{media}/comments", after=after, **query).json()["data"]
    assert listed == [{"id": comment, "text": "#chai #pune", "username": "masalachai.adda"}]
    told = instagram.get(media, fields="comments_count,permalink").json()
    assert told["comments_count"] == 2
    assert "#chai #pune" in http.get(told["permalink"]).text
    assert code_of(instagram.post(f"{media}/comments")) == (100, None)
    assert code_of(instagram.post(f"{media}/comments", message="x" * 2201)) == (36004, 2207010)
    publisher = somebody.connect(
        scope="instagram_business_basic,instagram_business_content_publish"
    )
    refused = publisher.post(f"{media}/comments", message="No right to")
    assert code_of(refused) == (10, None)


def test_an_unknown_permalink_is_a_page_that_says_so(http):
    for code in ("nothing", "%00", "x" * 40):
        answer = http.get(f"/p/{code}/")
        assert answer.status_code == 404
        assert "not here" in answer.text
