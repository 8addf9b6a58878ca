"""What the API answers has the shape that its schema names, from which clients make their types."""

import pytest

LISTS = {
    "/api/v1/approvals": "ApprovalView",
    "/api/v1/publications": "PublicationView",
    "/api/v1/platforms": "ConnectionView",
    "/api/v1/campaigns": "CampaignView",
}


@pytest.fixture(scope="module")
def schemas(landlord):
    return landlord.person.get("/openapi.json")["components"]["schemas"]


@pytest.mark.parametrize(("path", "shape"), LISTS.items())
def test_items_have_all_and_only_the_named_fields(landlord, schemas, path, shape):
    items = landlord.person.get(path)["items"]
    assert items
    for item in items:
        assert set(item) == set(schemas[shape]["properties"]) == set(schemas[shape]["required"])


def test_a_list_names_what_it_holds(landlord):
    paths = landlord.person.get("/openapi.json")["paths"]
    for path, shape in LISTS.items():
        content = paths[path]["get"]["responses"]["200"]["content"]["application/json"]
        assert content["schema"]["$ref"].endswith(f"Page_{shape}_")


def test_a_post_tells_which_run_of_the_conversation_wrote_it(landlord):
    (approval,) = landlord.person.get("/api/v1/approvals", status="open")["items"]
    with landlord.person.sync_chat() as chat:
        runs = chat.runs.list(landlord.ids["thread_id"])
    assert approval["content"]["run_id"] == runs[-1]["run_id"]


def test_the_words_of_a_person_come_from_no_run(shop, chat):
    said = {"role": "user", "content": "One LinkedIn post about our masala chai, now"}
    thread_id = chat.threads.create()["thread_id"]
    chat.runs.wait(thread_id, "insta-media", input={"messages": [said]})
    (approval,) = shop.get("/api/v1/approvals", status="open")["items"]
    assert approval["content"]["run_id"]
    edit = {"decision": "edit", "version": 1, "edits": {"text": "Masala chai, ₹40."}}
    edited = shop.post(f"/api/v1/approvals/{approval['id']}/decision", edit)
    newest = shop.get(f"/api/v1/approvals/{edited['next_approval_id']}")
    assert newest["content"]["run_id"] is None
