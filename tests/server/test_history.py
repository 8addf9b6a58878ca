"""Deleting a post of the history, and the proof of the index, over HTTP."""

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
