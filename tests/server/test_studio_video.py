"""Scripts over HTTP: the seed's shape, what is refused, and that nothing is kept."""

import pytest

V1 = "/api/v1"
ASKED = {"brief": "a 30 second reel about our masala chai", "platform": "instagram"}


def asked(person, **changes):
    return person.http.post(f"{V1}/studio/video", json={**ASKED, **changes})


def test_a_script_is_written_and_nothing_is_kept(shop):
    shop.import_posts()
    before = shop.get(f"{V1}/approvals")["items"]
    made = asked(shop).json()
    (item,) = made["items"]
    assert item["duration"] == 30
    assert sum(scene["duration"] for scene in item["scenes"]) == pytest.approx(30)
    assert item["scenes"][0]["part"] == "hook"
    assert item["scenes"][0]["duration"] <= 3
    overlay = item["text_overlays"][0]
    assert set(overlay) == {"text", "scene_number", "start_s", "end_s"}
    assert item["voiceover"][0] == item["hook"]
    assert item["music_suggestions"]
    assert item["expected_ers"]["low"] <= item["expected_ers"]["mean"]
    assert made["references"]
    assert made["author"] == "offline author"
    assert made["provenance"]["prompt"] == "video_script"
    assert shop.get(f"{V1}/approvals")["items"] == before


def test_length_and_count_are_as_asked(shop):
    made = asked(shop, duration=15, variation_count=3, language="hi-Latn").json()
    assert [item["duration"] for item in made["items"]] == [15] * len(made["items"])
    assert len({item["register"] for item in made["items"]}) == len(made["items"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"duration": 20}, "invalid"),
        ({"variation_count": 4}, "invalid"),
        ({"variation_count": 0}, "invalid"),
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
    assert answer.json()["missing"]
    as_role(person, "viewer")
    assert asked(person).status_code == 403
