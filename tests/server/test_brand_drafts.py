"""A profile drafted over HTTP from documents, posts and a site, and taken over by a person."""

import httpx
import pytest

from tests.media.documents import pdf
from tests.media.workbooks import xlsx

V1 = "/api/v1"
DRAFT = f"{V1}/profile/draft"
GUIDE = pdf(["Colours: #A3400F", "Tone: warm, honest", "Words we avoid: cheap"])
PRICES = b"Item,Price,Unit\nMasala chai,45,cup\nIrani chai,50,cup\n"


@pytest.fixture
def shop(person, profile):
    person.put(f"{V1}/profile", profile)
    return person


@pytest.fixture
def draft(shop):
    """From a style guide and a price list."""
    assets = [shop.hand_in("style_guide", GUIDE, name="guide.pdf")]
    assets.append(shop.hand_in("price_list", PRICES, name="prices.csv"))
    return shop.post(DRAFT, {"asset_ids": [one["id"] for one in assets]})


def proposal(draft, field, value):
    return next(
        one
        for one in draft["proposals"]
        if one["field"] == field and (one["value"] == value or value in str(one["value"]))
    )


def test_documents_become_proposals_with_their_words_and_change_nothing(shop, draft, profile):
    assert draft["status"] == "ready"
    colour = proposal(draft, "brand_assets.color_palette", "#A3400F")
    assert (colour["source"], colour["quote"]) == ("guide.pdf", "Colours: #A3400F")
    assert colour["asset_id"]
    chai = proposal(draft, "products", "Masala chai")
    assert chai["value"]["price"] == "₹45"
    assert (chai["current"]["price"], chai["current"]["description"]) == (
        "₹40",
        "Slow-brewed with ginger",
    )
    # what the profile has already is no proposal
    assert {one["value"] for one in draft["proposals"] if one["field"] == "brand_voice.tone"} == {
        "honest"
    }
    assert not [one for one in draft["proposals"] if one["value"] == "cheap"]
    read = shop.get(f"{V1}/profile")
    assert {name: read[name] for name in profile} == profile
    assert shop.get(f"{DRAFT}/{draft['draft_id']}") == draft


def test_a_workbook_is_read_to_the_same_proposals_as_a_csv(shop):
    rows = [("Item", "Price", "Unit"), ("Masala chai", 45, "cup"), ("Irani chai", 50.0, "cup")]
    ids = [shop.hand_in("price_list", content)["id"] for content in (PRICES, xlsx(rows))]
    of_csv, of_xlsx = (shop.post(DRAFT, {"asset_ids": [one]})["proposals"] for one in ids)
    told = [(one["field"], one["value"], one["quote"]) for one in of_xlsx]
    assert told == [(one["field"], one["value"], one["quote"]) for one in of_csv]
    assert [one["value"]["price"] for one in of_xlsx] == ["₹45", "₹50"]


def test_praise_in_a_name_of_a_price_list_is_left_out_and_said(shop):
    rows = b'Item,Price,Unit\n"Shahi Thali (best in town)",350,plate\nMasala chai,Rs 40,\n'
    made = shop.hand_in("price_list", rows, name="prices.csv")
    draft = shop.post(DRAFT, {"asset_ids": [made["id"]]})
    # Masala chai costs that already
    (thali,) = draft["proposals"]
    assert (thali["value"]["name"], thali["value"]["price"]) == ("Shahi Thali", "₹350")
    assert draft["notes"] == [
        "“best in town” was left out of the name of Shahi Thali: nobody can check it."
    ]


def test_what_a_person_accepts_is_written_and_what_they_edit_as_they_edited_it(shop, draft):
    chai = proposal(draft, "products", "Masala chai")
    irani = proposal(draft, "products", "Irani chai")
    body = {"accept": [chai["id"], irani["id"]], "edits": {irani["id"]: {"name": "Irani"}}}
    done = shop.post(f"{DRAFT}/{draft['draft_id']}/confirm", body)
    products = {p["name"]: p for p in done["profile"]["products"]}
    assert list(products) == ["Masala chai", "Bun maskas", "Irani"]
    assert products["Masala chai"]["price"] == "₹45"
    assert products["Masala chai"]["description"] == "Slow-brewed with ginger"
    assert products["Irani"]["price"] is None
    assert done["profile"] == shop.get(f"{V1}/profile")
    accepted = {one["id"] for one in done["draft"]["proposals"] if one["accepted"]}
    assert accepted == {chai["id"], irani["id"]}
    shop.post(f"{DRAFT}/{draft['draft_id']}/confirm", {"accept": "all"})
    everything = shop.get(f"{V1}/profile")
    assert everything["brand_assets"]["color_palette"] == ["#A3400F"]
    # accepted twice is once
    assert [p["name"] for p in everything["products"]] == list(products)
    entries = shop.get(f"{V1}/audit", subject=everything["brand_id"])["items"]
    assert [e["action"] for e in entries[:3]] == ["brand.draft.confirm"] * 2 + ["brand.draft"]
    assert entries[1]["detail"]["fields"] == ["products"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"accept": ["p999"]}, 422, "unknown_proposal"),
        ({"accept": [], "edits": {"p1": "x"}}, 422, "unknown_proposal"),
        ({"accept": "all", "edits": {"p1": {"name": "x"}}}, 422, "bad_edit"),
        ({"accept": "all", "edits": {"p1": {"name": [["deep"]]}}}, 422, "invalid"),
        ({"accept": "all", "edits": {"p1": "a\u202eb"}}, 422, "invalid"),
        ({"accept": "everything"}, 422, "invalid"),
    ],
)
def test_what_cannot_be_taken_over_changes_nothing(shop, draft, profile, body, status, code):
    answer = shop.http.post(f"{DRAFT}/{draft['draft_id']}/confirm", json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    read = shop.get(f"{V1}/profile")
    assert {name: read[name] for name in profile} == profile


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({}, 422, "nothing_to_read"),
        ({"use_history": True}, 422, "nothing_read"),
        ({"website": "javascript:alert(1)"}, 422, "bad_website"),
        ({"asset_ids": ["unknown"]}, 404, "not_found"),
    ],
)
def test_a_draft_of_nothing_is_refused_in_words(shop, body, status, code):
    answer = shop.http.post(DRAFT, json=body)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_posts_tell_how_the_brand_speaks(shop):
    lines = "\n".join(
        f"2026-03-{n:02},Fresh chai at six 🍵 number {n},5,#kulhad" for n in range(1, 8)
    )
    shop.import_posts(f"Date,Caption,Likes,Hashtags\n{lines}\n")
    draft = shop.post(DRAFT, {"use_history": True})
    kulhad = proposal(draft, "brand_voice.keywords", "kulhad")
    assert kulhad["source"] == "your own posts"
    assert len(kulhad["post_ids"]) == 5
    assert proposal(draft, "brand_voice.emoji", "sparing")


def test_viewers_read_drafts_and_neither_begin_nor_accept_them(shop, draft, as_role):
    as_role(shop, "viewer")
    path = f"{DRAFT}/{draft['draft_id']}"
    assert shop.http.get(path).status_code == 200
    assert shop.http.post(DRAFT, json={"use_history": True}).status_code == 403
    assert shop.http.post(f"{path}/confirm", json={"accept": "all"}).status_code == 403


@pytest.mark.slow
def test_a_site_is_read_by_a_job_and_its_facts_name_their_page(person, sandbox, eventually):
    info = httpx.get(f"{sandbox}/control/info").json()
    site = info["sites"]["chaighar"]
    ordered = person.http.post(DRAFT, json={"website": site})
    assert ordered.status_code == 202, ordered.text
    again = person.http.post(DRAFT, json={"website": site})
    assert (again.status_code, again.json()["code"]) == (409, "draft_under_way")
    job, draft_id = ordered.json()["job_id"], ordered.json()["draft_id"]
    early = person.http.post(f"{DRAFT}/{draft_id}/confirm", json={"accept": "all"})
    assert early.json()["code"] == "draft_not_ready"
    done = eventually(
        lambda: (found := person.get(f"{V1}/jobs/{job}"))["status"] == "done" and found,
        within_s=60,
    )
    draft = person.get(f"{DRAFT}/{draft_id}")
    assert done["result"] == {"draft_id": draft_id, "proposals": len(draft["proposals"])}
    profile = person.post(f"{DRAFT}/{draft_id}/confirm", {"accept": "all"})["profile"]
    assert profile["business_name"] == "Chai Ghar"
    assert {"name": "Cutting chai", "description": "", "price": "₹22"} in profile["products"]
    assert profile["contact"]["address"] == "Chai Ghar Foods, Deccan Gymkhana, Pune 411004"
    (fact,) = [f for f in profile["facts"] if "poured his first cutting chai" in f["text"]]
    assert (fact["source"], fact["approved_by"]) == (f"{site}/about", person.pair["user"]["id"])
    # a site that cannot be read is told of
    gone = person.post(DRAFT, {"website": "http://127.0.0.1:1"})
    failed = eventually(
        lambda: (d := person.get(f"{DRAFT}/{gone['draft_id']}"))["status"] == "failed" and d,
        within_s=60,
    )
    assert "127.0.0.1:1" in failed["problem"]


@pytest.mark.slow
def test_a_brand_taken_away_while_its_site_is_read_gets_no_draft_back(person, sandbox, eventually):
    site = httpx.get(f"{sandbox}/control/info").json()["sites"]["chaighar"]
    brand = person.post(f"{V1}/brands", {"business_name": "Chai Ghar"})["brand_id"]
    ordered = person.post(DRAFT, {"website": site, "brand_id": brand})
    path, job = f"{DRAFT}/{ordered['draft_id']}", f"{V1}/jobs/{ordered['job_id']}"
    eventually(lambda: person.get(job)["done"] > 0, within_s=60)
    assert person.get(path)["status"] == "reading"
    assert person.http.delete(f"{V1}/brands/{brand}").status_code == 204
    eventually(lambda: person.get(job)["status"] in ("done", "failed"), within_s=60)
    assert person.http.get(path).status_code == 404
