"""Pictures over HTTP: seen with the question, fetched by a platform, gone once it is over."""

import hashlib
import secrets

import httpx
import pytest

TEAM = "insta-media"


def ask(shop, words: str):
    with shop.sync_chat() as chat:
        thread = chat.threads.create()["thread_id"]
        values = chat.runs.wait(
            thread, TEAM, input={"messages": [{"role": "user", "content": words}]}
        )
    return values["__interrupt__"][0]["value"]


def decide(shop, approval, decision, **more):
    path = f"/api/v1/approvals/{approval['id']}/decision"
    return shop.post(path, {"decision": decision, "version": approval["version"], **more})


def at_once(shop, approval):
    """The same post, without a slot."""
    edited = decide(shop, approval, "edit", edits={"publish_at": None})
    return shop.get(f"/api/v1/approvals/{edited['next_approval_id']}")


def opened(shop):
    return shop.get("/api/v1/approvals", status="open")["items"]


def connect(shop, platform: str) -> None:
    """Through the sandbox's consent page, as a browser would."""
    begun = shop.post("/api/v1/platforms/connect", {"platform": platform})
    with httpx.Client(trust_env=False, timeout=30) as browser:
        answer = browser.post(begun["authorize_url"], data={"action": "allow"})
        assert browser.get(answer.headers["location"]).status_code == 200


@pytest.fixture
def card(shop):
    """(approval, medium as its card shows it); no other test's post says the same."""
    ask(shop, "One LinkedIn post about our masala chai")
    (asked,) = opened(shop)
    text = f"Cup number {secrets.randbelow(10**9)}"
    edited = decide(shop, asked, "edit", edits={"text": text})
    approval = shop.get(f"/api/v1/approvals/{edited['next_approval_id']}")
    (medium,) = approval["content"]["media"]
    return approval, medium


def test_the_question_and_the_approval_show_the_picture(shop, anyone):
    question = ask(shop, "One LinkedIn post about our masala chai")
    (approval,) = opened(shop)
    (medium,) = approval["content"]["media"]
    (action,) = question["action_requests"]
    assert action["args"]["media"] == [{"sha256": medium["sha256"], "url": medium["url"]}]
    assert (medium["content_type"], medium["width"], medium["height"]) == ("image/jpeg", 1080, 1080)
    assert medium["alt_text"] == approval["content"]["alt_text"]
    assert medium["url"] == f"{shop.url.rstrip('/')}/media/{medium['sha256']}.jpg"
    got = anyone.get(medium["url"])
    assert hashlib.sha256(got.content).hexdigest() == medium["sha256"]
    assert got.headers["content-type"] == "image/jpeg"
    assert got.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in got.headers["cache-control"]
    head = anyone.head(medium["url"])
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(got.content))


def test_anything_else_is_not_found_in_the_same_words(anyone, card):
    _, medium = card
    sha256 = medium["sha256"]
    names = [f"{sha256}.png", f"{sha256}.mp4", sha256, f"{'0' * 64}.jpg", f"{sha256.upper()}.jpg"]
    answers = [anyone.get(f"/media/{name}") for name in (*names, "..%2f..%2fowner.lock")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.json()["detail"] for answer in answers[:5]}) == 1


def test_after_a_no_only_its_people_see_it(shop, anyone, card, register):
    approval, medium = card
    decide(shop, approval, "reject")
    assert anyone.get(medium["url"]).status_code == 404
    own = f"/api/v1/media/{medium['sha256']}"
    seen = shop.http.get(own)
    assert hashlib.sha256(seen.content).hexdigest() == medium["sha256"]
    assert seen.headers["content-type"] == "image/jpeg"
    assert seen.headers["cache-control"].startswith("private")
    assert register().http.get(own).status_code == 404
    assert anyone.get(own).status_code == 401


def test_once_the_post_is_out_its_address_is_closed(shop, anyone, card, eventually):
    approval, _ = card
    asked = at_once(shop, approval)
    (medium,) = asked["content"]["media"]
    decide(shop, asked, "approve")
    eventually(lambda: shop.get("/api/v1/publications", state="published")["items"])
    assert anyone.get(medium["url"]).status_code == 404


def test_an_edit_in_the_chat_clients_way_redraws_the_card(shop, anyone):
    ask(shop, "One LinkedIn post about our masala chai")
    (approval,) = opened(shop)
    (before,) = approval["content"]["media"]
    resume = {
        "decisions": [
            {
                "type": "edit",
                "edited_action": {"name": "publish_post", "args": {"text": "Only today!"}},
            }
        ]
    }
    with shop.sync_chat() as chat:
        chat.runs.wait(approval["thread_id"], TEAM, command={"resume": resume})
    (new,) = opened(shop)
    (medium,) = new["content"]["media"]
    assert medium["sha256"] != before["sha256"]
    assert "Only today!" in medium["alt_text"]
    assert anyone.get(medium["url"]).status_code == 200


def test_instagram_fetches_the_card_and_posts_it(shop, anyone, eventually, sandbox):
    connect(shop, "instagram")
    ask(shop, "One Instagram post about our masala chai")
    (approval,) = opened(shop)
    assert approval["platform"] == "instagram"
    asked = at_once(shop, approval)
    assert decide(shop, asked, "approve")["status"] == "decided"
    (row,) = eventually(lambda: shop.get("/api/v1/publications", state="published")["items"])
    assert row["platform"] == "instagram"
    effects = anyone.get(f"{sandbox}/control/effects").json()["effects"]
    assert asked["content"]["media"][0]["sha256"] in str(effects)
