"""Nobody uses what is another workspace's for something of their own."""

import pytest

from tests.server.landlord import CANARY

V1 = "/api/v1"
PLAN = {"name": "n", "brief": "One LinkedIn post about masala chai"}
WRITING = {"brief": "masala chai", "platform": "linkedin"}
POST = {"platform": "linkedin", "text": "Chai at four."}
PICTURES = {
    "brand_assets": {"logo_s3_key": "{own_sha256}"},
    "products": [{"name": "Masala chai", "picture": "{own_sha256}"}],
}


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("campaigns", {**PLAN, "template_id": "{template_id}"}, 404),
        ("studio/generate", {**WRITING, "template_id": "{template_id}"}, 404),
        ("profile/draft", {"asset_ids": ["{asset_id}"]}, 404),
        ("content", {**POST, "media": ["{own_sha256}"]}, 422),
        ("content", {**POST, "media": ["{sha256}"]}, 422),
        ("content/preview", {**POST, "media": ["{own_sha256}"]}, 422),
    ],
)
def test_what_a_request_names_is_not_found(shop, landlord, path, body, status):
    answer = shop.http.post(f"{V1}/{path}", json=landlord.filled(body))
    assert answer.status_code == status, answer.text
    assert CANARY not in answer.text


def test_a_profile_that_names_a_picture_does_not_get_it(shop, landlord, profile):
    shop.put(f"{V1}/profile", landlord.filled({**profile, **PICTURES}))
    assert shop.http.get(f"{V1}/media/{landlord.ids['own_sha256']}").status_code == 404
    content = shop.post(f"{V1}/content", POST)["content"]
    assert landlord.ids["own_sha256"] not in str(content["media"])


def test_a_page_is_not_begun_at_what_is_elsewhere(person, landlord):
    for path, after in (("brands", "brand_id"), ("media", "own_sha256"), ("rules", "rule_id")):
        place = f"{V1}/{'profile/' * (path == 'rules')}{path}"
        answer = person.http.get(place, params={"cursor": landlord.ids[after]})
        assert (answer.status_code, answer.json()["code"]) == (422, "bad_cursor")
