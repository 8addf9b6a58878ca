"""What shop owners type in Hindi and Hinglish, seen from Wed 14 Oct 2026, 10:30 IST."""

import re
from datetime import date

import pytest

from domain.period import Period
from domain.platform import Platform
from llm.offline.intent.reading import read_intent
from llm.offline.reply.telling import tell
from llm.tasks.intent import EditAction, IntentKind, OpenDraft
from llm.tasks.reply import Greeting, ReplyInputs

K, A, P = IntentKind, EditAction, Platform
DRAFTS = (OpenDraft(number=1, platform=P.LINKEDIN), OpenDraft(number=2, platform=P.INSTAGRAM))


@pytest.mark.parametrize(
    ("message", "action"),
    [
        ("छोटा कर दो", A.SHORTER),
        ("thoda chhota karo", A.SHORTER),
        ("isko aur chota kijiye", A.SHORTER),
        ("बहुत लंबा है", A.SHORTER),
        ("थोड़ा लंबा करो", A.LONGER),
        ("हैशटैग हटा दो", A.REMOVE_HASHTAGS),
        ("hashtag laga do", A.ADD_HASHTAGS),
        ("emoji mat lagao", A.REMOVE_EMOJI),
        ("दाम भी लिखो", A.ADD_PRICE),
        ("price hatao", A.REMOVE_PRICE),
        ("10% ki chhoot jod do", A.ADD_OFFER),
        ("थोड़ा मज़ेदार बनाओ", A.CHANGE_TONE),
        ("professional tone mein karo", A.CHANGE_TONE),
        ("ise Hindi mein likho", A.TRANSLATE),
        ("इसे अंग्रेज़ी में कर दो", A.TRANSLATE),
        ("hinglish mein kar do", A.TRANSLATE),
        ('"चाय" की जगह "कॉफ़ी" लिखो', A.REPLACE_TEXT),
        ("isme likho ki hum Sunday ko khule hain", A.ADD_TEXT),
        ("pasand nahi aaya, dobara likho", A.REWRITE),
        ("kal shaam 7 baje", A.CHANGE_TIME),
        ("कल सुबह 9 बजे डालो", A.CHANGE_TIME),
        ("dono ko agle somvar kar do", A.CHANGE_TIME),
    ],
)
def test_wishes_about_drafts(asked, message, action):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert intent.kind is K.EDIT
    assert action in intent.edit.actions
    assert intent.edit.instruction == message


@pytest.mark.parametrize(
    ("message", "targets"),
    [
        ("post 2 ko chhota karo", (2,)),
        ("दूसरी वाली को छोटा करो", (2,)),
        ("pehli wali ko chhota karo", (1,)),
        ("instagram wale ko chhota karo", (2,)),
        ("छोटा कर दो", "all"),
    ],
)
def test_the_post_that_is_meant(asked, message, targets):
    assert read_intent(asked(message, open_drafts=DRAFTS)).edit.targets == targets


@pytest.mark.parametrize(
    "message",
    [
        "theek hai, bhej do",
        "ठीक है, भेज दो",
        "haan ji",
        "badhiya hai",
        "post kar do",
        "publish karo",
        "मंज़ूर है",
        "चलेगा",
    ],
)
def test_a_yes_in_the_chat_is_an_attempt_and_never_an_approval(asked, message):
    assert read_intent(asked(message, open_drafts=DRAFTS)).kind is K.APPROVAL_ATTEMPT


@pytest.mark.parametrize("message", ["post 2 hata do", "पोस्ट 2 हटा दो", "delete post 2"])
def test_a_draft_is_dropped_on_its_card_only(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, intent.edit.targets) == (K.EDIT, (2,))
    assert intent.edit.actions == ()
    assert "Reject" in intent.problems[0].message


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("नमस्ते", K.GREETING),
        ("shukriya", K.GREETING),
        ("aap kya kar sakte ho", K.QUESTION),
        ("kya baaki hai?", K.WAITING),
        ("क्या मंज़ूर करना है", K.WAITING),
        ("post kaisa raha?", K.REPORT),
        ("कितने लाइक आए", K.REPORT),
        ("post 1 ka kya hua", K.HISTORY),
    ],
)
def test_other_kinds(asked, message, kind):
    assert read_intent(asked(message, open_drafts=DRAFTS)).kind is kind


@pytest.mark.parametrize(
    ("message", "period"),
    [
        ("is hafte ka result kya hai", Period.THIS_WEEK),
        ("पिछले महीने की रिपोर्ट दिखाओ", Period.LAST_MONTH),
        ("pichle 7 din ki report bhejo", Period.LAST_7_DAYS),
    ],
)
def test_a_report_may_name_its_time(asked, message, period):
    intent = read_intent(asked(message))
    assert (intent.kind, intent.report.period) == (K.REPORT, period)


def test_a_whole_request_in_hindi_is_understood(asked):
    intent = read_intent(
        asked("दिवाली के लिए इंस्टाग्राम पर मसाला चाय के 2 पोस्ट बनाओ, अगले सोमवार शाम 7 बजे, 10% की छूट")
    )
    assert (intent.kind, intent.count, intent.platforms) == (K.CAMPAIGN, 2, (P.INSTAGRAM,))
    assert (intent.occasion, intent.products) == ("Diwali", ("Masala Chai",))
    assert (intent.dates, intent.wall_times) == ((date(2026, 10, 19),), ("19:00",))
    assert (intent.offer, intent.languages) == ("10% off", ("hi",))


@pytest.mark.parametrize(
    ("message", "given"),
    [
        ("diwali ke liye 2 instagram post banao", {"count": 2, "occasion": "Diwali"}),
        ("masala chai ke baare mein ek post likho linkedin ke liye", {"topic": "masala chai"}),
        ("नई दुकान के बारे में पोस्ट लिखो", {"topic": "नई दुकान"}),
        ("hafte mein 3 post chahiye", {"count": 3}),
        ("mujhe facebook ke liye hindi mein post chahiye", {"languages": ("hi",)}),
        ("एक पोस्ट चाहिए, हिंदी और इंग्लिश में", {"languages": ("hi", "en")}),
        ("ek post banao", {"languages": ("hi-Latn",), "count": 1}),
        ("raksha bandhan par post bana do students ke liye", {"audience": "students"}),
        (
            "₹500 से ऊपर के ऑर्डर पर 10% की छूट, एक पोस्ट बना दो",
            {"offer": "10% off on orders above ₹500"},
        ),
    ],
)
def test_campaigns(asked, message, given):
    intent = read_intent(asked(message))
    assert intent.kind is K.CAMPAIGN
    assert {name: getattr(intent, name) for name in given} == given


def test_news_told_in_hindi_is_a_post_in_the_owners_words(asked):
    intent = read_intent(asked("हमने कोथरुड में दूसरी दुकान खोली है"))
    assert (intent.kind, intent.topic) == (K.CAMPAIGN, "हमने कोथरुड में दूसरी दुकान खोली है")


def test_words_to_add_stay_as_they_were_typed(asked):
    said = "इसमें लिखो कि कल रविवार को भी 7 बजे तक खुले हैं"
    edit = read_intent(asked(said, open_drafts=DRAFTS)).edit
    assert edit.details.add == ("कल रविवार को भी 7 बजे तक खुले हैं",)
    assert A.CHANGE_TIME not in edit.actions


@pytest.mark.parametrize("language", ["hi", "hi-Latn"])
def test_the_examples_we_offer_are_understood(asked, language):
    for example in ("", "Two LinkedIn posts about Masala Chai for next week"):
        told = tell(ReplyInputs(language=language, situations=(Greeting(example=example),))).text
        intent = read_intent(asked(re.search("“(.+)”", told)[1]))
        assert (intent.kind, intent.count, intent.platforms) == (K.CAMPAIGN, 2, (P.LINKEDIN,))
        assert intent.dates
        assert intent.products == (("Masala Chai",) if example else ())


def test_an_offer_keeps_its_end(asked):
    intent = read_intent(asked("रविवार तक 10% की छूट है, एक पोस्ट बनाओ"))
    assert intent.offer == "10% off till Sunday"
    assert intent.dates == ()


def test_an_answer_in_hindi_completes_an_earlier_request(asked):
    intent = read_intent(asked("इंस्टाग्राम पर", pending_request="टिकटॉक पर मसाला चाय का पोस्ट बनाओ"))
    assert intent.platforms == (P.INSTAGRAM,)
    assert intent.products == ("Masala Chai",)


@pytest.mark.parametrize("message", ["क" * 5000, "kar do " * 800, "। ॥ ़ ्", '"' * 300 + "हटा दो"])
def test_odd_messages_are_read_in_time_and_never_fail(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert set(intent.platforms) <= set(P)
    assert intent.dates == ()  # nothing is invented


@pytest.mark.parametrize(
    "message",
    [
        "कल की रिपोर्ट दिखाओ",
        "kal ki report do",
        "kal ki report",
        "report dikhao kal ki",
        "कल का रिज़ल्ट बताओ",
        "kal ki performance batao",
        "kal ke posts kaise rahe",
        "kal kitne likes aaye",
    ],
)
def test_in_a_question_about_results_kal_is_yesterday(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS, has_campaign=True))
    assert (intent.kind, intent.report.period) == (K.REPORT, Period.YESTERDAY)


def test_kal_is_tomorrow_in_a_post_about_results(asked):
    intent = read_intent(asked("kal exam results ke baare mein ek post likho"))
    assert (intent.kind, intent.dates) == (K.CAMPAIGN, (date(2026, 10, 15),))


@pytest.mark.parametrize("message", ["aaj ki report", "आज की रिपोर्ट दिखाओ"])
def test_todays_report_stays_todays(asked, message):
    assert read_intent(asked(message)).report.period is Period.TODAY


def test_posts_from_a_day_to_a_day_lie_between_them(asked):
    days = read_intent(asked("10 January se 20 January tak 3 post")).dates
    assert [f"{day:%m-%d}" for day in days] == ["01-10", "01-15", "01-20"]
