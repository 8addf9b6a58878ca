"""Pictures on demand over HTTP: their look, their form, carousels, and what is refused."""

import io

import pytest
from PIL import Image

V1 = "/api/v1"
TEXT = """Three things we do before six in the morning
- Milk from the dairy two lanes away
- Ginger crushed by hand, never powder
- Cups rinsed in hot water
Come by before work."""


def asked(person, **changes):
    body = {"text": TEXT, "platform": "instagram", **changes}
    return person.http.post(f"{V1}/studio/images", json=body)


def made(person, **changes):
    answer = asked(person, **changes)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_a_picture_says_what_it_is_and_can_be_looked_at(shop):
    (item,) = made(shop, style="minimalist")
    assert item["dimensions"] == {"width": 1080, "height": 1350}
    assert (item["style"], item["ratio"], item["ai_made"]) == ("minimalist", "4:5", False)
    assert item["prompt"] == "Three things we do before six in the morning"
    assert item["prompt"] in item["alt_text"]
    assert item["s3_key"] == f"media/{item['sha256'][:2]}/{item['sha256']}"
    got = shop.http.get(item["url"])
    with Image.open(io.BytesIO(got.content)) as card:
        assert (card.format, card.size) == ("JPEG", (1080, 1350))


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        ({"platform": "x"}, (1600, 900)),
        ({"platform": "linkedin"}, (1080, 1080)),
        ({"platform": "linkedin", "ratio": "1.91:1"}, (1200, 630)),
        ({"platform": "instagram", "ratio": "1.91:1"}, (1200, 630)),
        ({"platform": "facebook"}, (1080, 1350)),
        ({"platform": "facebook", "format": "story"}, (1080, 1920)),
    ],
)
def test_each_platform_gets_its_form(shop, changes, size):
    (item,) = made(shop, **changes)
    assert (item["dimensions"]["width"], item["dimensions"]["height"]) == size


def test_the_brands_own_style_is_the_first_choice(person):
    profile = person.get(f"{V1}/profile")
    assets = {**profile["brand_assets"], "style": "vibrant"}
    person.put(f"{V1}/profile", {**profile, "brand_assets": assets})
    assert person.get(f"{V1}/profile")["brand_assets"]["style"] == "vibrant"
    (own,) = made(person)
    (other,) = made(person, style="traditional")
    assert (own["style"], other["style"]) == ("vibrant", "traditional")
    assert own["sha256"] != other["sha256"]
    refused = person.http.put(
        f"{V1}/profile", json={**profile, "brand_assets": {**assets, "style": "baroque"}}
    )
    assert refused.status_code == 422


def test_a_carousel_goes_into_a_post_with_each_card_described(shop):
    items = made(shop, carousel=True, platform="instagram")
    assert [item["prompt"] for item in items] == [
        "Three things we do before six in the morning",
        "Milk from the dairy two lanes away",
        "Ginger crushed by hand, never powder",
        "Cups rinsed in hot water",
        "Come by before work",
    ]
    shop.connect("instagram")
    post = {"platform": "instagram", "text": TEXT, "media": [item["sha256"] for item in items]}
    kept = shop.post(f"{V1}/content", post)
    content = kept["content"]
    assert content["form"]["alt_texts"] == [item["alt_text"] for item in items]
    # a change of the words draws the cards anew, in the look that they have
    approval = kept["approval"]
    edits = {"text": TEXT.replace("Cups rinsed in hot water", "Cups rinsed twice")}
    decision = {"decision": "edit", "version": approval["version"], "edits": edits}
    edited = shop.post(f"{V1}/approvals/{approval['id']}/decision", decision)
    new = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")["content"]
    assert [one["sha256"] for one in new["media"]][:3] == [item["sha256"] for item in items][:3]
    assert "Cups rinsed twice" in new["form"]["alt_texts"][3]
    assert len(new["media"]) == 5


def test_words_that_became_few_have_one_card_again(shop):
    items = made(shop, carousel=True, platform="instagram")
    shop.connect("instagram")
    post = {"platform": "instagram", "text": TEXT, "media": [item["sha256"] for item in items]}
    approval = shop.post(f"{V1}/content", post)["approval"]
    decision = {
        "decision": "edit", "version": approval["version"], "edits": {"text": "Chai from six."}
    }  # fmt: skip
    edited = shop.post(f"{V1}/approvals/{approval['id']}/decision", decision)
    new = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")["content"]
    assert len(new["media"]) == 1
    assert "Chai from six" in new["alt_text"]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"text": ""}, 422, "empty_text"),
        ({"text": "🪔 #"}, 422, "empty_text"),
        ({"text": "Chai.", "carousel": True}, 422, "too_short_for_carousel"),
        ({"ratio": "16:10"}, 422, "invalid"),
        ({"style": "baroque"}, 422, "invalid"),
        ({"ratio": "9:16"}, 422, "ratio_not_taken"),
        ({"platform": "youtube"}, 422, "format_not_offered"),
        ({"platform": "x", "format": "story"}, 422, "format_not_offered"),
        ({"platform": "orkut"}, 422, "unknown_platform"),
        ({"brand_id": "none"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_drawn_is_refused(shop, changes, status, code):
    answer = asked(shop, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_a_plan_has_so_many_and_a_viewer_asks_for_none(person, as_role):
    for number in range(60):
        made(person, text=f"Cup {number}", ratio="1:1")
    answer = asked(person, text="One cup more")
    assert (answer.status_code, answer.json()["code"]) == (429, "quota_exceeded")
    as_role(person, "viewer")
    assert asked(person, text="Cup 1").status_code == 403


def composed(shop, items, **more):
    shop.connect("instagram")
    post = {"platform": "instagram", "text": TEXT, "media": [one["sha256"] for one in items]}
    return shop.post(f"{V1}/content", post | more)["approval"]


def edited(shop, approval, **edits):
    decision = {"decision": "edit", "version": approval["version"], "edits": edits}
    answer = shop.post(f"{V1}/approvals/{approval['id']}/decision", decision)
    return shop.get(f"{V1}/approvals/{answer['next_approval_id']}")


def test_each_medium_keeps_its_own_description(shop):
    items = made(shop, carousel=True)
    approval = composed(shop, items)
    swapped = edited(shop, approval, media=[items[3]["sha256"], items[0]["sha256"]])
    texts = swapped["content"]["form"]["alt_texts"]
    assert texts == [items[3]["alt_text"], items[0]["alt_text"]]
    file = io.BytesIO()
    Image.new("RGB", (1080, 1350), (200, 20, 20)).save(file, "JPEG")
    files = {"file": ("red.jpg", file.getvalue(), "image/jpeg")}
    photo = shop.http.post(f"{V1}/media", files=files).json()["sha256"]
    mixed = edited(shop, swapped, media=[photo, items[0]["sha256"]])
    assert mixed["content"]["form"]["alt_texts"] == ["", items[0]["alt_text"]]
    alone = edited(shop, mixed, media=[photo])["content"]
    assert (alone["alt_text"], alone["form"].get("alt_texts", [])) == (None, [])


def test_what_a_person_chose_for_a_carousel_stays(shop):
    items = made(shop, carousel=True)
    own = [f"Picture number {number}" for number in range(5)]
    approval = composed(shop, items)
    described = edited(shop, approval, form={"alt_texts": own})
    assert described["content"]["form"]["alt_texts"] == own
    assert described["content_hash"] != approval["content_hash"]
    tagged = edited(shop, described, hashtags=["#chai"])
    assert tagged["content"]["form"]["alt_texts"] == own
    three = [items[2], items[0], items[4]]
    chosen = composed(shop, three)
    later = edited(shop, chosen, text=TEXT + " Bring a friend.")
    assert [one["sha256"] for one in later["content"]["media"]] == [one["sha256"] for one in three]


def test_a_card_of_old_words_does_not_stay_whatever_else_the_post_has(shop):
    items = made(shop, carousel=True)
    mentions = [{"name": "chai", "id": "chai"}]
    approval = composed(shop, items, form={"mentions": mentions})
    short = edited(shop, approval, text="Closed today, @chai.")["content"]
    assert len(short["media"]) == 1
    assert "Closed today" in short["alt_text"]
    assert short["form"]["mentions"] == mentions


def test_images_count_for_good_and_a_carousel_as_its_cards(person):
    for number in range(57):
        made(person, text=f"Cup {number}", ratio="1:1")
    (last,) = made(person, text="Cup to be deleted", ratio="1:1")
    assert person.http.delete(f"{V1}/media/{last['sha256']}").status_code == 204
    answer = asked(person, carousel=True)
    assert (answer.status_code, answer.json()["code"]) == (429, "quota_exceeded")
    assert "down to 2" in answer.json()["detail"]
    made(person, text="Cup 58", ratio="1:1")


def test_a_story_has_no_carousel(shop):
    answer = asked(shop, platform="facebook", format="story", carousel=True)
    assert (answer.status_code, answer.json()["code"]) == (422, "carousel_not_offered")
