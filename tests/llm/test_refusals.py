"""Where nothing shall go, where nothing can go, and what is no yes: in three languages."""

import pytest

from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.tongue import typed
from llm.tasks.intent import IntentKind, OpenDraft

K, P = IntentKind, Platform
CONNECTED = (P.INSTAGRAM, P.FACEBOOK, P.LINKEDIN)
DRAFTS = (OpenDraft(number=1, platform=P.LINKEDIN), OpenDraft(number=2, platform=P.INSTAGRAM))


@pytest.mark.parametrize(
    ("message", "platforms"),
    [
        ("Write a chai post, not on facebook", {P.INSTAGRAM, P.LINKEDIN}),
        ("a post about chai, don't put it on Facebook", {P.INSTAGRAM, P.LINKEDIN}),
        ("a chai post for all channels except Facebook and LinkedIn", {P.INSTAGRAM}),
        (
            "post about chai on Instagram and LinkedIn but not on Facebook",
            {P.INSTAGRAM, P.LINKEDIN},
        ),
        ("No need to post on LinkedIn. Make one about bun maska", {P.INSTAGRAM, P.FACEBOOK}),
        ("not only Instagram but also Facebook, a chai post", {P.INSTAGRAM, P.FACEBOOK}),
        ("Don't forget Facebook! A chai post on Facebook", {P.FACEBOOK}),
        ("chai ki post banao, facebook pe mat daalo", {P.INSTAGRAM, P.LINKEDIN}),
        ("chai ki post banao facebook aur insta pe nahi", {P.LINKEDIN}),
        ("insta aur linkedin pe chai ki post banao, fb pe nahi", {P.INSTAGRAM, P.LINKEDIN}),
        ("bina facebook ke chai ki post banao", {P.INSTAGRAM, P.LINKEDIN}),
        ("facebook ke alawa sab pe chai ki post", {P.INSTAGRAM, P.LINKEDIN}),
        ("फेसबुक पर मत डालो, चाय की पोस्ट बनाओ", {P.INSTAGRAM, P.LINKEDIN}),
        ("फ़ेसबुक को छोड़कर सब जगह पोस्ट करो", {P.INSTAGRAM, P.LINKEDIN}),
        (
            "इंस्टाग्राम और लिंक्डइन दोनों पर नहीं, सिर्फ फेसबुक पर चाय की पोस्ट",
            {P.FACEBOOK},
        ),
    ],
)
def test_a_refused_platform_is_left_out(asked, message, platforms):
    intent = read_intent(asked(message, connected_platforms=CONNECTED))
    assert intent.kind is K.CAMPAIGN
    assert set(intent.platforms) == platforms


@pytest.mark.parametrize(
    "message",
    [
        "A post about chai. Don't post it on LinkedIn, Facebook or Instagram",
        "chai ki post banao, insta, facebook aur linkedin pe nahi",
        "चाय की पोस्ट बनाओ, इंस्टाग्राम, फेसबुक और लिंक्डइन पर मत डालना",
    ],
)
def test_when_no_platform_is_left_it_is_asked(asked, message):
    intent = read_intent(asked(message, connected_platforms=CONNECTED))
    assert intent.platforms == ()
    assert [(p.code, p.blocking) for p in intent.problems] == [("no_platform_left", True)]
    answered = read_intent(asked("youtube", pending_request=message, connected_platforms=CONNECTED))
    assert (answered.platforms, answered.problems) == ((P.YOUTUBE,), ())


@pytest.mark.parametrize(
    "message", ["not on instagram", "instagram pe mat daalo", "इंस्टाग्राम पर मत डालो"]
)
def test_a_draft_is_taken_back_on_its_card(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert intent.problems[0].code == "decide_on_card"
    assert "card of post 2" in intent.problems[0].message
    nowhere = read_intent(asked(message, open_drafts=DRAFTS[:1])).problems[0].message
    assert nowhere == "No post here goes to Instagram, so there is nothing to take back."


@pytest.mark.parametrize(
    ("message", "name", "platforms"),
    [
        ("post it on tiktok too", "TikTok", ()),
        ("Do a post for insta and threads", "Threads", (P.INSTAGRAM,)),
        ("Post on Snapchat and Instagram about chai", "Snapchat", (P.INSTAGRAM,)),
        ("tiktok par chai ki post banao", "TikTok", ()),
        ("टिकटॉक पर चाय की पोस्ट बनाओ", "TikTok", ()),
        ("ye snapchat pe bhi daal do", "Snapchat", ()),
        ("स्नैपचैट और इंस्टाग्राम पर मसाला चाय की पोस्ट डालो", "Snapchat", (P.INSTAGRAM,)),
        ("chai ki post pinterest aur insta pe", "Pinterest", (P.INSTAGRAM,)),
        ("थ्रेड्स पर पोस्ट करो", "Threads", ()),
        ("whatsapp status pe lagao chai ki post", "WhatsApp", ()),
        ("शेयरचैट के लिए पोस्ट बनाओ", "ShareChat", ()),
        ("reddit pe post karo", "Reddit", ()),
    ],
)
@pytest.mark.parametrize("drafts", [(), DRAFTS])
def test_a_network_we_do_not_serve_is_named(asked, message, name, platforms, drafts):
    intent = read_intent(asked(message, open_drafts=drafts))
    assert intent.platforms == platforms
    unknown = [p for p in intent.problems if p.code == "unknown_platform"]
    assert [f"cannot post on {name}." in p.message for p in unknown] == [True]
    assert unknown[0].blocking is not bool(platforms)


@pytest.mark.parametrize(
    "message",
    [
        "chai ki post banao, order whatsapp par lenge",
        "tiktok pe mat daalo, insta pe chai post banao",
        "josh bhari post banao chai ki",
        "dhaage aur threads ki post banao",
    ],
)
def test_a_name_that_is_no_place_to_post_is_no_problem(asked, message):
    assert read_intent(asked(message)).problems == ()


@pytest.mark.parametrize(
    "message",
    [
        "ok ji sab post kar do",
        "haan sab bhej do",
        "theek hai sab approve kar do",
        "sab kuch post kar do ji",
        "chalo post kar dete hain",
        "haan ji teeno post kar do",
        "post 1 bhej do",
        "pehla wala post kar do",
        "haan kar do",
        "sahi hai bhai, daal do",
        "ठीक है सब पोस्ट कर दो",
        "मंज़ूर है, सब लाइव कर दो",
        "पोस्ट 1 भेज दो",
    ],
)
def test_a_wish_to_approve_is_understood_as_one(asked, message):
    assert read_intent(asked(message, open_drafts=DRAFTS)).kind is K.APPROVAL_ATTEMPT
    assert read_intent(asked(typed(message), open_drafts=DRAFTS)).kind is K.APPROVAL_ATTEMPT


@pytest.mark.parametrize("message", ["nahi, mat bhejo", "sab post mat karo", "अभी पोस्ट मत करो"])
def test_a_no_is_no_wish_to_approve(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert [p.code for p in intent.problems] == ["decide_on_card"]
