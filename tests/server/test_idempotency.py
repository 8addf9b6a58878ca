"""Idempotency-Key: the same mutation again is answered again, not done again."""

from concurrent.futures import ThreadPoolExecutor

PATH = "/api/v1/profile"


def put(person, key, body):
    return person.http.put(PATH, json=body, headers={"Idempotency-Key": key})


def test_the_same_request_again_gets_the_same_answer_and_no_second_effect(person, profile):
    first = put(person, "k1", profile)
    person.put(PATH, {**profile, "business_name": "Changed Meanwhile"})
    again = put(person, "k1", profile)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert again.headers["idempotent-replayed"] == "true"
    assert person.get(PATH)["business_name"] == "Changed Meanwhile"


def test_another_request_under_the_same_key_is_refused(person, profile):
    put(person, "k2", profile)
    other = put(person, "k2", {**profile, "business_name": "Another"})
    assert other.status_code == 409
    assert other.json()["code"] == "idempotency_mismatch"


def test_a_refused_request_is_refused_again_in_the_same_words(person):
    answers = [put(person, "k3", {"timezone": 7}) for _ in range(2)]
    assert [a.status_code for a in answers] == [422, 422]
    assert answers[0].content == answers[1].content


def test_two_people_may_use_the_same_key(person, register, profile):
    stranger = register()
    assert put(person, "k4", profile).status_code == 200
    answer = put(stranger, "k4", {**profile, "business_name": "Mine"})
    assert answer.status_code == 200
    assert answer.json()["business_name"] == "Mine"


def test_of_many_at_once_one_is_done_and_none_is_done_twice(person, profile):
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: put(person, "k5", profile), range(8)))
    assert {a.status_code for a in answers} <= {200, 409}
    assert all(a.json()["code"] == "in_progress" for a in answers if a.status_code == 409)
    assert any(a.status_code == 200 for a in answers)


def test_a_stranger_without_a_token_is_refused_and_keeps_no_key(anyone, profile):
    answer = anyone.put(PATH, json=profile, headers={"Idempotency-Key": "k6"})
    assert answer.status_code == 401


def test_an_endless_key_is_refused_in_words(person, profile):
    answer = put(person, "k" * 201, profile)
    assert answer.status_code == 422
    assert "200" in answer.json()["detail"]
