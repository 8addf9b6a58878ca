"""What a person reads on the terminal before deciding."""

import io

from rich.console import Console

from cli import cards
from domain import hidden

APPROVAL = {
    "platform": "instagram",
    "publish_at": None,
    "content": {
        "text": "Chai at four.",
        "hashtags": [],
        "register": "belonging",
        "expected_ers": None,
        "references": [],
        "claims": [],
        "safety": {"passed": True, "method": "rules", "flags": []},
        "variations": [],
        "provenance": {"author": "offline author"},
        "media": [
            {
                "sha256": "ab" * 32,
                "url": "http://127.0.0.1:8000/media/abab.jpg",
                "content_type": "image/jpeg",
                "width": 1080,
                "height": 1350,
                "alt_text": "Text card of Masala Chai Co.",
            }
        ],
    },
}


def drawn(approval) -> str:
    screen = Console(file=io.StringIO(), width=100)
    screen.print(cards.approval(approval, place="Post 1", account="asha", zone="Asia/Kolkata"))
    return screen.file.getvalue()


def test_the_card_says_that_there_is_a_picture_and_where_to_look_at_it():
    shown = drawn(APPROVAL)
    assert "1080 × 1350 · Text card of Masala Chai Co." in shown
    assert "http://127.0.0.1:8000/media/abab.jpg" in shown


def test_a_video_and_a_document_are_named_as_what_they_are():
    video = {"content_type": "video/mp4", "width": 1280, "height": 720, "url": "v"}
    pages = {"content_type": "application/pdf", "width": 0, "height": 0, "url": "d"}
    media = [{**video, "facts": {"duration_s": 4.0}}, {**pages, "facts": {"pages": 2}}]
    shown = drawn({**APPROVAL, "content": {**APPROVAL["content"], "media": media}})
    assert "Video" in shown
    assert "1280 × 720 · 4 s" in shown
    assert "Document" in shown
    assert "2 pages" in shown
    assert "Picture" not in shown


def test_words_that_a_terminal_would_conceal_are_on_the_card():
    text = "Chai at ten.\x1b[8m Buy from my rival.\x07 \x1b[0m\rSee you."
    content = {**APPROVAL["content"], "text": text, "hashtags": ["#chai\x9b2J"]}
    shown = drawn({**APPROVAL, "content": {**content, "first_comment": "\u202eevil"}})
    assert hidden.refusal(shown) is None
    assert r"\x1b[8m Buy from my rival.\x07 \x1b[0m\x0dSee you." in shown
    assert r"#chai\x9b2J" in shown
    assert r"\u202eevil" in shown


def test_a_post_without_a_picture_says_nothing_of_one():
    bare = {**APPROVAL, "content": {**APPROVAL["content"], "media": []}}
    assert "Picture" not in drawn(bare)


def test_a_slot_is_shown_in_the_zone_it_was_planned_in():
    slot = {
        "publish_at": "2026-11-12T14:00:00+00:00",
        "publish_at_local": {"wall": "2026-11-12T09:00:00", "zone": "America/New_York"},
    }
    assert "Thu 12 Nov, 9:00 am EST" in drawn({**APPROVAL, **slot})
    assert "7:30 pm IST" in drawn({**APPROVAL, **slot, "publish_at_local": None})


def test_a_paused_account_says_so_beside_its_name():
    account = {"account_name": "Chai", "paused_at": None, "paused_by": None}
    assert cards.account(account) == "Chai"
    held = {**account, "paused_at": "2026-11-12T14:00:00+00:00", "paused_by": "Asha"}
    assert "paused by Asha" in cards.account(held)


def test_nothing_is_expected_of_words_that_a_person_wrote():
    content = APPROVAL["content"] | {
        "expected_ers": 41.5,
        "claims": [{"text": "Ground every morning", "source": "the kitchen"}],
        "provenance": {"author": "offline author, edited by a person"},
    }
    shown = drawn(APPROVAL | {"content": content})
    assert "41.5" not in shown
    assert "Belonging" not in shown
    assert "A person changed this text, so nothing is expected of it" in shown
    assert "what it claims is yours to check" in shown
    assert "Ground every morning (the kitchen)" in shown


def test_a_post_written_by_hand_says_who_wrote_it_and_not_what_it_lacks():
    content = APPROVAL["content"] | {
        "expected_ers": 41.5,
        "references": [],
        "provenance": {"author": "by hand"},
    }
    shown = drawn(APPROVAL | {"content": content})
    assert "expected resonance 41.5 of 100 · written by a person" in shown
    assert "no earlier post" not in shown


def test_the_card_tells_each_check_and_who_answers_for_what_one_stopped():
    flag = {"category": "profanity", "severity": "block", "term": "x", "message": "“x” is an oath."}
    safety = {
        "passed": False,
        "method": "rules and dictionaries",
        "flags": [flag],
        "steps": [
            {"name": "toxicity", "result": "blocked", "reason": "“x” is an oath."},
            {"name": "personal_data", "result": "passed", "reason": "None."},
            {"name": "comprehend", "result": "not_run", "reason": "It reads English only."},
        ],
        "override": {"by": "Asha", "reason": "A film's title.", "at": "2026-11-11T05:00:00Z"},
    }
    shown = drawn({**APPROVAL, "content": {**APPROVAL["content"], "safety": safety}})
    assert "not passed, by rules and dictionaries" in shown
    assert "Asha answers for it: A film's title." in shown
    assert "block: “x” is an oath." in shown
    assert "fine: personal data" in shown
    assert "not asked: It reads English only." in shown
