"""What the API answers has the shape that its schema names, from which clients make their types."""

import pytest

LISTS = {
    "/api/v1/approvals": "ApprovalView",
    "/api/v1/publications": "ListedPublicationView",
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
    approval = landlord.person.get(f"/api/v1/approvals/{landlord.ids['approval_id']}")
    with landlord.person.sync_chat() as chat:
        runs = chat.runs.list(landlord.ids["thread_id"])
    assert approval["content"]["run_id"] == runs[-1]["run_id"]


def test_a_post_has_one_number_wherever_it_is_shown(shop, chat):
    """The one by which the conversation speaks of it, also in its second campaign."""
    thread_id = chat.threads.create()["thread_id"]
    for ask in ("Two LinkedIn posts about our masala chai", "One LinkedIn post about bun maskas"):
        said = {"role": "user", "content": f"{ask}, next week"}
        chat.runs.wait(thread_id, "insta-media", input={"messages": [said]})
    asked = shop.get("/api/v1/approvals", thread_id=thread_id)["items"]
    numbers = {approval["content"]["id"]: approval["content"]["number"] for approval in asked}
    assert sorted(numbers.values()) == [1, 2, 3]
    last = max(asked, key=lambda approval: approval["content"]["number"])
    values = chat.threads.get_state(thread_id)["values"]
    messages = values["messages"]
    assert any(step["text"].startswith("Wrote post 3") for step in values["activity"])
    assert "Post 3 on LinkedIn" in messages[-1]["content"]
    assert last["content"]["text"].split("\n")[0] in messages[-1]["content"]
    yes = {"decision": "approve", "version": 1}
    decided = shop.post(f"/api/v1/approvals/{last['id']}/decision", yes)
    (publication,) = shop.get("/api/v1/publications")["items"]
    (content,) = shop.get(f"/api/v1/campaigns/{last['campaign_id']}/content")["items"]
    alone = shop.get(f"/api/v1/approvals/{last['id']}")["content"]["number"]
    shown = [decided["content"]["number"], publication["number"], content["number"], alone]
    assert shown == [3, 3, 3, 3]


def test_a_publication_of_a_list_says_what_it_is_about(landlord):
    (publication,) = landlord.person.get("/api/v1/publications")["items"]
    asked = landlord.person.get(f"/api/v1/approvals/{publication['approval_id']}")
    assert publication["opening"] == asked["content"]["text"].split("\n")[0]
    assert publication["thread_id"] == landlord.ids["thread_id"]
    assert publication["language"] == asked["content"]["language"]
    alone = landlord.person.get(f"/api/v1/publications/{publication['id']}")
    assert alone["opening"] == publication["opening"]


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
