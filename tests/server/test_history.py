"""Deleting a post of the history, and the proof of the index, over HTTP."""

from domain.register import Register

V1 = "/api/v1"


def search(person):
    found = person.post(f"{V1}/esg/search", {"text": "masala chai", "k": 20})
    return {r["post_id"] for r in found["references"]}


def test_a_deleted_post_is_gone_audited_and_comes_back_with_its_file(person):
    person.import_posts()
    before = search(person)
    gone = sorted(before)[0]
    answer = person.http.delete(f"{V1}/posts/{gone}")
    assert (answer.status_code, answer.content) == (204, b"")
    assert search(person) == before - {gone}
    assert gone not in {p["id"] for p in person.get(f"{V1}/posts")["items"]}
    entry = person.get(f"{V1}/audit")["items"][0]
    assert (entry["action"], entry["subject"]) == ("post.delete", gone)
    assert person.http.delete(f"{V1}/posts/{gone}").status_code == 404
    assert person.import_posts()["imported"] == 1
    assert search(person) == before


def test_the_index_is_proved_equal_and_follows_a_deletion(person, eventually):
    person.import_posts()
    told = person.post(f"{V1}/esg/reindex", {"sample": 5})
    assert told["equal"]
    (brand,) = told["brands"]
    assert (brand["posts"], brand["recall_at_20"]) == (5, 1.0)
    assert person.http.delete(f"{V1}/posts/{sorted(search(person))[0]}").status_code == 204
    eventually(lambda: person.get(f"{V1}/health")["checks"]["index"] == "ok")
    (brand,) = person.post(f"{V1}/esg/reindex", {"sample": 5})["brands"]
    assert (brand["posts"], brand["equal"]) == (4, True)
    assert person.http.post(f"{V1}/esg/reindex").json()["equal"]


def test_the_model_of_a_brand_is_told_with_what_it_rests_on(shop):
    shop.import_posts()
    told = shop.get(f"{V1}/esg/model")
    assert {r["register"] for r in told["registers"]} == {register.value for register in Register}
    for register in told["registers"]:
        assert register["low"] <= register["mean"] <= register["high"]
    means = [r["mean"] for r in told["registers"] if r["is_on"]]
    assert means == sorted(means, reverse=True)
    assert told["confidence"] == "low"
    assert told["prior"]["archetype"]
    assert len(told["validation"]) == 5
    assert told["predictions"] == {
        "n": 0,
        "within": None,
        "error": None,
        "mean_error": None,
        "gain": None,
    }


def test_a_register_that_is_switched_off_is_never_chosen(shop):
    shop.import_posts()
    profile = shop.get(f"{V1}/profile")
    best = shop.get(f"{V1}/esg/model")["registers"][0]["register"]
    shop.put(f"{V1}/profile", {**profile, "registers_off": [best]})
    told = shop.get(f"{V1}/esg/model")
    assert told["registers"][-1]["register"] == best
    assert told["registers"][-1]["is_on"] is False
    assert told["next_register"] != best
    assert best not in {post["register"] for post in told["validation"]}
    explained = shop.post(f"{V1}/esg/explain", {"text": "A cup for the whole lane."})
    assert best not in {r["register"] for r in explained["best_registers"]}


def test_posts_tell_their_registers_with_how_sure_that_is(shop):
    shop.import_posts()
    told = shop.get(f"{V1}/posts")["items"]
    assert any(post["registers"] for post in told)
    for post in told:
        assert list(post["register_confidence"]) == post["registers"]
        assert all(0 < sure <= 1 for sure in post["register_confidence"].values())


def test_a_text_is_explained_with_what_it_should_do_and_what_would_raise_it(shop):
    shop.import_posts()
    told = shop.post(f"{V1}/esg/explain", {"text": "Last day! Only a few left, hurry."})
    assert told["registers"][0]["register"] == "urgency"
    expected = told["expected"]
    assert expected["low"] < expected["mean"] < expected["high"]
    assert told["level"] > 0
    points = [lift["points"] for lift in told["lifts"]]
    assert points
    assert points == sorted(points, reverse=True)
    assert told["basis"].startswith("From ")
