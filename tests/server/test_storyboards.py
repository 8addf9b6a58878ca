"""A script drawn as a video over HTTP: ordered, followed, taken into a Reel that awaits a yes."""

import copy
import io

import httpx
import pytest
from PIL import Image

V1 = "/api/v1"
SCRIPT = {
    "title": "Chai at four",
    "duration": 15,
    "scenes": [
        {
            "scene_number": 1, "part": "hook", "duration": 2.5, "shot": "close_up",
            "description": "Milk rises in a pan", "transition": "zoom",
        },
        {
            "scene_number": 2, "part": "content", "duration": 8.5, "shot": "overhead",
            "description": "Masala chai is poured", "transition": "slide",
        },
        {
            "scene_number": 3, "part": "call", "duration": 4, "shot": "wide",
            "description": "The counter",
        },
    ],
    "text_overlays": [
        {"text": "Tired at four?", "scene_number": 1, "start_s": 0, "end_s": 2.5},
        {"text": "Ginger, crushed by hand", "scene_number": 2, "start_s": 3, "end_s": 9},
        {"text": "Come by", "scene_number": 3, "start_s": 11.5, "end_s": 15},
    ],
    "music_suggestions": ["Slow tabla"],
}  # fmt: skip


def ordered(person, **changes) -> httpx.Response:
    body = {"script": SCRIPT, "platform": "instagram", **changes}
    return person.http.post(f"{V1}/studio/storyboard", json=body)


def jpeg(colour) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (900, 1200), colour).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture
def drawn(eventually):
    """Follows a job to its end; its result."""

    def follow(person, answer):
        assert answer.status_code == 202, answer.text
        path = f"{V1}/jobs/{answer.json()['job_id']}"

        def ended():
            job = person.get(path)
            return job if job["status"] in ("done", "failed") else None

        job = eventually(ended, within_s=240)
        assert (job["status"], job["kind"], job["error"]) == ("done", "storyboard", None)
        assert (job["done"], job["total"]) == (15, 15)
        return job["result"]

    return follow


def test_a_script_of_ours_becomes_a_reel_that_waits_for_a_person(shop, drawn):
    asked = {"brief": "our masala chai", "platform": "instagram", "duration": 15}
    (script,) = shop.post(f"{V1}/studio/video", asked)["items"]
    result = drawn(shop, ordered(shop, script=script))
    medium = result["medium"]
    assert (medium["content_type"], medium["width"], medium["height"]) == ("video/mp4", 1080, 1920)
    assert medium["facts"]["duration_s"] == pytest.approx(15, abs=0.05)
    assert (medium["facts"]["video_codec"], medium["facts"]["audio_codec"]) == ("h264", "aac")
    assert medium["provenance"]["script"]["title"] == script["title"]
    shop.connect("instagram")
    post = {
        "platform": "instagram", "text": script["hook"], "media": [medium["sha256"]],
        "form": {"format": "reel"},
    }  # fmt: skip
    kept = shop.post(f"{V1}/content", post)
    assert kept["approval"]["status"] == "open"
    assert kept["content"]["media"][0]["sha256"] == medium["sha256"]


def test_pictures_of_the_named_product_are_shown_and_the_same_order_is_one(shop, drawn):
    files = {"file": ("chai.jpg", jpeg((20, 120, 200)), "image/jpeg")}
    picture = shop.http.post(f"{V1}/media", files=files).json()["sha256"]
    first = ordered(shop, pictures={"2": picture}, style="vibrant", ratio="1:1")
    assert ordered(shop, pictures={"2": picture}, style="vibrant", ratio="1:1").json() == (
        first.json()
    )
    medium = drawn(shop, first)["medium"]
    assert (medium["width"], medium["height"]) == (1080, 1080)
    assert medium["provenance"]["pictures"] == [picture]
    assert medium["provenance"]["style"] == "vibrant"


def changed(path, value):
    script = copy.deepcopy(SCRIPT)
    *way, last = path
    at = script
    for step in way:
        at = at[step]
    at[last] = value
    return {"script": script}


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        (changed(("duration",), 20), 422, "invalid"),
        (changed(("scenes", 0, "duration"), 4), 422, "invalid"),
        (changed(("scenes", 2, "part"), "content"), 422, "invalid"),
        (changed(("text_overlays", 0, "end_s"), 9), 422, "invalid"),
        (changed(("text_overlays", 0, "text"), "x" * 91), 422, "invalid"),
        (changed(("title",), "Chai \u202e at four"), 422, "invalid"),
        ({"platform": "orkut"}, 422, "unknown_platform"),
        ({"platform": "x", "ratio": "9:16"}, 422, "media_unfit"),
        ({"platform": "linkedin", "format": "reel"}, 422, "format_not_offered"),
        ({"platform": "facebook", "ratio": "1:1"}, 422, "media_unfit"),
        ({"pictures": {"2": "0" * 64}}, 422, "bad_edit"),
        ({"pictures": {"9": "0" * 64}}, 422, "unknown_scene"),
        ({"style": "baroque"}, 422, "invalid"),
        ({"brand_id": "none"}, 404, "not_found"),
    ],
)
def test_what_cannot_be_drawn_is_refused_before_any_work(shop, changes, status, code):
    answer = ordered(shop, **changes)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text


def test_a_brand_has_so_many_waiting_and_a_viewer_orders_none(person, as_role):
    texts = [f"Cup number {number}" for number in range(4)]
    answers = [ordered(person, **changed(("title",), text)) for text in texts]
    assert [one.status_code for one in answers[:3]] == [202, 202, 202]
    assert (answers[3].status_code, answers[3].json()["code"]) == (409, "too_many_orders")
    as_role(person, "viewer")
    assert ordered(person).status_code == 403
