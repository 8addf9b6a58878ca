"""The studio over HTTP: what it answers, what it refuses, and how a post of it is asked about."""

import pytest

V1 = "/api/v1"
ASKED = {"brief": "our masala chai", "platform": "linkedin", "content_type": "social_post"}


def asked(person, **changes):
    return person.http.post(f"{V1}/studio/generate", json={**ASKED, **changes})


def test_a_generated_post_is_taken_into_an_approval(shop):
    shop.import_posts()
    before = shop.get(f"{V1}/approvals")["items"]
    made = asked(shop).json()
    assert len(made["items"]) == 3
    assert made["references"]
    item = made["items"][0]
    assert item["metadata"]["model_used"] == "offline author"
    assert item["expected_ers"]["low"] <= item["expected_ers"]["mean"]
    assert shop.get(f"{V1}/approvals")["items"] == before
    fields = ("platform", "text", "hashtags", "first_comment", "language")
    kept = shop.post(f"{V1}/content", {name: item[name] for name in fields})
    assert kept["approval"]["status"] == "open"
    assert kept["content"]["text"] == item["text"]


def test_an_ad_comes_in_its_parts(shop):
    (ad, *_) = asked(shop, content_type="ad_copy", platform="instagram").json()["items"]
    structure = ad["structure"]
    assert structure["kind"] == "ad_copy"
    assert ad["text"].startswith(structure["headline"])
    assert (ad["limit"], ad["hashtags"]) == (125, [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"variation_count": 2}, "invalid"),
        ({"variation_count": 6}, "invalid"),
        ({"content_type": "sonnet"}, "unknown_content_type"),
        ({"platform": "orkut"}, "unknown_platform"),
        ({"language": "Klingonish"}, "unknown_language"),
        ({"language": "ta"}, "needs_model"),
        ({"brief": ""}, "empty_brief"),
        ({"mood": "good"}, "invalid"),
    ],
)
def test_what_cannot_be_written_is_refused(shop, changes, code):
    answer = asked(shop, **changes)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def test_an_empty_brand_is_asked_about_and_a_viewer_may_not_write(person, as_role):
    answer = asked(person)
    assert (answer.status_code, answer.json()["code"]) == (422, "needs_answer")
    as_role(person, "viewer")
    assert asked(person).status_code == 403


def test_the_form_of_a_post_is_kept_used_changed_and_forgotten(shop):
    own = {"platform": "linkedin", "text": "Long day?\n\n20% off till Sunday.\n\nCome by."}
    content_id = shop.post(f"{V1}/content", own)["content"]["id"]
    made = shop.post(f"{V1}/templates", {"content_id": content_id, "name": "Ours"})
    assert [part["purpose"] for part in made["structure"]] == ["hook", "offer", "call"]
    listed = shop.get(f"{V1}/templates", limit=100)["items"]
    assert (listed[0]["id"], listed[0]["origin"]) == (made["id"], "own")
    slots = {"offer": "10% off till Monday"}
    texts = shop.post(f"{V1}/studio/generate", {"template_id": made["id"], "slots": slots})
    for item in texts["items"]:
        assert item["platform"] == "linkedin"
        assert "10% off till Monday" in item["text"].split("\n\n")[1]
    body = {name: made[name] for name in ("name", "brief", "structure")}
    changed = shop.put(f"{V1}/templates/{made['id']}", {**body, "industry": "cafe"})
    assert shop.get(f"{V1}/templates/{made['id']}") == changed
    assert shop.http.delete(f"{V1}/templates/{made['id']}").status_code == 204
    assert shop.http.get(f"{V1}/templates/{made['id']}").status_code == 404


def test_shipped_templates_are_found_and_stay_as_they_are(shop):
    found = shop.get(f"{V1}/templates", industry="sweet", occasion="diwali")["items"]
    assert [one["id"] for one in found] == [
        "sweets-diwali-boxes",
        "ad-festival-offer",
        "email-thank-you",
    ]
    path = f"{V1}/templates/sweets-diwali-boxes"
    body = {"name": "n", "brief": "b", "structure": [{"purpose": "hook"}]}
    for answer in (shop.http.put(path, json=body), shop.http.delete(path)):
        assert (answer.status_code, answer.json()["code"]) == (409, "shipped_template")
    unfit = asked(shop, template_id="email-thank-you")
    assert (unfit.status_code, unfit.json()["code"]) == (422, "template_unfit")
    both = shop.http.post(f"{V1}/templates", json={"content_id": "x", "template": body})
    assert both.status_code == 422


def test_a_campaign_after_a_template_has_its_order(shop, eventually):
    form = {
        "name": "Monsoon",
        "brief": "One LinkedIn post about our masala chai, 20% off till Sunday",
        "template_id": "grocery-weekly-offer",
    }
    made = shop.post(f"{V1}/campaigns", form)
    items = eventually(lambda: shop.get(f"{V1}/campaigns/{made['id']}/content")["items"])
    assert items[0]["provenance"]["prompt"] == "templated_post"
    assert items[0]["text"].split("\n\n")[0].rstrip(".").endswith("20% off till Sunday")
    variations = items[0]["variations"]
    assert all(0 <= one["similarity"] < 0.92 for one in variations)


@pytest.mark.parametrize("odd", [{"brief": "{unclosed"}, {"brief": "{a.b} {0}"}, {"name": " "}])
def test_a_template_that_nothing_could_fill_is_refused(shop, odd):
    sound = {"name": "Ours", "brief": "{product}, {offer}", "structure": [{"purpose": "hook"}]}
    refused = shop.http.post(f"{V1}/templates", json={"template": sound | odd})
    assert (refused.status_code, refused.json()["code"]) == (422, "bad_template")
    made = shop.post(f"{V1}/templates", {"template": sound})
    again = shop.http.put(f"{V1}/templates/{made['id']}", json=sound | odd)
    assert again.json()["code"] == "bad_template"
