"""A post that a person writes themselves: previewed, asked about, and out only by a decision."""

import secrets

import pytest

V1 = "/api/v1"
OWN = {"platform": "linkedin", "text": "Rain outside, masala chai inside.", "hashtags": ["chai"]}


def compose(person, **changes):
    return person.http.post(f"{V1}/content", json={**OWN, **changes})


def refused(person, **changes):
    answer = compose(person, **changes)
    return answer.status_code, answer.json()["code"]


def test_a_post_of_ones_own_waits_for_a_decision_and_goes_out_by_it(shop, eventually):
    shop.import_posts()
    made = compose(shop)
    assert made.status_code == 201
    content, asked = made.json()["content"], made.json()["approval"]
    assert (asked["status"], asked["thread_id"], asked["campaign_id"]) == ("open", None, None)
    assert content["provenance"]["author"] == "by hand"
    assert (content["language"], content["safety"]["passed"]) == ("en", True)
    assert content["expected_ers"] is not None
    assert shop.get(f"{V1}/publications")["items"] == []
    shop.post(f"{V1}/approvals/{asked['id']}/decision", {"decision": "approve", "version": 1})

    def out():
        (row,) = shop.get(f"{V1}/publications")["items"]
        return row["state"] == "published" and row

    row = eventually(out)
    assert (row["opening"], row["parts"], row["deleted_at"]) == (OWN["text"], [], None)


def test_the_preview_says_what_would_go_out_and_writes_nothing(shop):
    before = shop.get(f"{V1}/approvals")["items"]
    shown = shop.post(f"{V1}/content/preview", {**OWN, "text": "See https://chai.example/a (now)"})
    assert shown["text"].endswith("#chai")
    assert shown["links"] == ["https://chai.example/a"]
    assert (shown["problems"], shown["limit"], shown["parts"]) == ([], 3000, [])
    long = shop.post(f"{V1}/content/preview", {**OWN, "text": "x" * 3100})
    assert "too long" in long["problems"][0]
    assert shop.get(f"{V1}/approvals")["items"] == before


def test_the_same_request_again_makes_one_post(shop):
    key = {"Idempotency-Key": secrets.token_hex(8)}
    first, again = (shop.http.post(f"{V1}/content", json=OWN, headers=key) for _ in range(2))
    assert first.json() == again.json()
    assert len(shop.get(f"{V1}/approvals")["items"]) == 1


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"text": ""}, 422, "bad_edit"),
        ({"text": "x" * 3100}, 422, "not_publishable"),
        ({"media": ["0" * 64]}, 422, "bad_edit"),
        ({"form": {"format": "story"}}, 422, "not_publishable"),
        ({"form": {"colour": "red"}}, 422, "bad_edit"),
        ({"hashtags": ["two words"]}, 422, "bad_edit"),
        ({"text": "a\u202eb"}, 422, "bad_edit"),
        ({"publish_at": "2020-01-01T10:00:00Z"}, 422, "in_the_past"),
        ({"language": "tlh"}, 422, "unknown_language"),
        ({"platform": "x"}, 409, "not_connected"),
        ({"platform": "orkut"}, 422, "unknown_platform"),
        ({"connection_id": "nobody"}, 404, "not_found"),
        ({"audience": "all"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_asked_about_is_refused_and_leaves_nothing(shop, changes, status, code):
    assert refused(shop, **changes) == (status, code)
    assert shop.get(f"{V1}/approvals")["items"] == []


def test_what_is_unsafe_anywhere_in_it_is_marked_and_cannot_be_approved(shop):
    """Also in what stands beside the text."""
    asked = compose(shop, form={"alt_texts": ["A cheap cup"]}).json()["approval"]
    assert [flag["term"] for flag in asked["content"]["safety"]["flags"]] == ["cheap"]
    yes = {"decision": "approve", "version": 1}
    answer = shop.http.post(f"{V1}/approvals/{asked['id']}/decision", json=yes)
    assert (answer.status_code, answer.json()["code"]) == (422, "unsafe_content")


def test_a_language_is_told_by_the_text(shop):
    hindi = "आज बारिश है, और चाय तैयार है।"
    assert compose(shop, text=hindi).json()["content"]["language"] == "hi"


def test_an_edit_of_it_draws_no_card_over_what_a_person_wrote(shop):
    asked = compose(shop).json()["approval"]
    body = {"decision": "edit", "version": 1, "edits": {"text": "Sun outside, chai inside."}}
    edited = shop.post(f"{V1}/approvals/{asked['id']}/decision", body)
    new = shop.get(f"{V1}/approvals/{edited['next_approval_id']}")["content"]
    assert (new["media"], new["provenance"]["author"]) == ([], "by hand")
    unknown = {"decision": "edit", "version": 2, "edits": {"media": ["f" * 64]}}
    answer = shop.http.post(f"{V1}/approvals/{edited['next_approval_id']}/decision", json=unknown)
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_edit")


def test_a_post_that_is_not_out_cannot_be_deleted(shop):
    asked = compose(shop, publish_at="2031-06-10T14:00:00Z").json()["approval"]
    shop.post(f"{V1}/approvals/{asked['id']}/decision", {"decision": "approve", "version": 1})
    (row,) = shop.get(f"{V1}/publications")["items"]
    answer = shop.http.post(f"{V1}/publications/{row['id']}/delete")
    assert (answer.status_code, answer.json()["code"]) == (409, "cannot_delete")
    part = shop.http.post(f"{V1}/publications/{row['id']}/parts/1/retry")
    assert part.status_code == 404


def test_an_account_tells_whether_its_posts_can_be_deleted_from_here(shop):
    shop.connect("instagram")
    told = {c["platform"]: c["deletion_refusal"] for c in shop.get(f"{V1}/platforms")["items"]}
    assert told["linkedin"] is None
    assert "Delete the post in the Instagram app" in told["instagram"]
