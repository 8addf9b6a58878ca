"""A rule that is stated for always is read whole; the same words for a draft stay an edit."""

import pytest

from domain.rule import Aspect, subject_words
from llm.offline.intent.reading import read_intent
from llm.tasks.intent import IntentKind, KnownRule, OpenDraft

DRAFTS = (OpenDraft(number=1, platform="linkedin"), OpenDraft(number=2, platform="instagram"))


def stated(asked, message, **more):
    intent = read_intent(asked(message, **{"open_drafts": DRAFTS, **more}))
    if intent.kind is not IntentKind.RULES:
        return intent.kind
    wish = intent.rules
    assert wish.act == "state"
    params = [h.params.model_dump(exclude_none=True) for h in wish.habits]
    return [(h.aspect.value, *p.values()) for h, p in zip(wish.habits, params, strict=True)]


@pytest.mark.parametrize(
    ("message", "rules"),
    [
        ("never use exclamation marks", [("no_exclamation",)]),
        ("From now on no exclamation marks", [("no_exclamation",)]),
        ("Rule: never use exclamation marks!", [("no_exclamation",)]),
        ("आगे से विस्मयादिबोधक चिह्न मत लगाना", [("no_exclamation",)]),
        ("विस्मय चिह्न कभी मत लगाना", [("no_exclamation",)]),
        ("Don't ever use emojis", [("no_emoji",)]),
        ("Never write in all caps", [("no_capitals",)]),
        ("Remember: no emojis", [("no_emoji",)]),
        ("aage se emoji mat lagana", [("no_emoji",)]),
        ("yaad rakhna: emoji kabhi nahi", [("no_emoji",)]),
        ("no emojis or exclamation marks from now on", [("no_emoji",), ("no_exclamation",)]),
        (
            "Remember: always end with “See you at the counter.”",
            [("sign_off", "See you at the counter.")],
        ),
        ("आख़िर में हमेशा “फिर मिलेंगे” लिखना", [("sign_off", "फिर मिलेंगे")]),
        ("from now on always begin with “Namaste”", [("opening", "Namaste")]),
        ("Always use “Call us” as the call to action", [("call_to_action", "Call us")]),
        ("from now on at most 3 hashtags", [("most_hashtags", 3)]),
        ("never use more than three hashtags", [("most_hashtags", 3)]),
        ("aage se 3 se zyada hashtag mat lagana", [("most_hashtags", 3)]),
        ("never say “cheap”", [("leave_out", "cheap")]),
        ("never say “cheap” or “sasta”", [("leave_out", "cheap"), ("leave_out", "sasta")]),
        ("कभी भी “सस्ता” मत लिखना", [("leave_out", "सस्ता")]),
        ("always say “affordable” instead of “cheap”", [("replace", "cheap", "affordable")]),
        ("आगे से “सस्ता” की जगह “किफ़ायती” लिखना", [("replace", "सस्ता", "किफ़ायती")]),
        ("Always add #MalwaMithai", [("add_hashtag", "#MalwaMithai")]),
        ("hamesha #MalwaMithai lagana", [("add_hashtag", "#MalwaMithai")]),
        ("never use #cheap", [("no_hashtag", "#cheap")]),
        ("always add 🙏", [("add_emoji", "🙏")]),
        ("no prices in posts from now on", [("no_price",)]),
        ("kabhi daam mat likhna", [("no_price",)]),
        ("हमेशा दाम लिखना", [("add_price",)]),
        ("don't use all caps from now on", [("no_capitals",)]),
        ("हमेशा तुम लिखना, आप नहीं", [("informal",)]),
    ],
)
def test_what_is_said_for_always_is_a_rule(asked, message, rules):
    assert stated(asked, message) == rules
    assert stated(asked, message, open_drafts=(), has_open_plan=True) == rules


@pytest.mark.parametrize(
    ("message", "platform"),
    [
        ("On LinkedIn, never use emojis", "linkedin"),
        ("never use emojis in our LinkedIn posts", "linkedin"),
        ("इंस्टाग्राम पर कभी इमोजी मत लगाना", "instagram"),
        ("never use emojis", None),
    ],
)
def test_where_it_holds_is_read(asked, message, platform):
    wish = read_intent(asked(message)).rules
    assert (wish.act, wish.platform) == ("state", platform)


@pytest.mark.parametrize(
    ("message", "own"),
    [
        ("Remember: always end with our WhatsApp number", "whatsapp"),
        ("always end with our address", "address"),
        ("hamesha aakhir mein hamara whatsapp number likhna", "whatsapp"),
        ("हमेशा आख़िर में हमारा पता लिखना", "address"),
    ],
)
def test_the_brand_s_own_contact_is_named_and_not_made_up(asked, message, own):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert (intent.kind, intent.edit) == (IntentKind.RULES, None)
    assert (intent.rules.own_contact, intent.rules.habits) == (own, ())


@pytest.mark.parametrize(
    "message",
    [
        "no emojis in post 1",
        "no emojis in post 1 from now on",
        "remove the exclamation marks",
        "emoji mat lagana",
        "no prices",
        "at most 3 hashtags",
        "remember to add the price",
        "price daalna yaad rakhna",
        "kabhi kabhi daam likhna",
        "kabhi price mat badhana",
        "aage se rate badhega",
        "hamesha price kam rakhna",
        "from now on the price is 45",
        "from now on we are open on Sundays",
        "Always fresh, never frozen",
        "remember: Diwali offer ends Sunday",
        "never say never",
        "never mind the emojis",
        "never remove the emojis",
        "do you always add emojis?",
        "always use English instead of Hindi",
        "never post on Facebook",
        "from now on no posts on Sundays",
        "from now on three posts a week",
        "We always use pure ghee",
        "end with our WhatsApp number",
        "never use exclamation marks. Also make post 1 shorter",
        "Write a post: never use exclamation marks",
        "never say “50% off”",
    ],
)
def test_near_misses_state_no_rule(asked, message):
    intent = read_intent(asked(message, open_drafts=DRAFTS))
    assert intent.rules is None


def test_a_list_of_any_length_is_read(asked):
    tags = " ".join(f"#chai{n}" for n in range(300))
    assert read_intent(asked(f"always add {tags}")).kind
    assert len(stated(asked, "always add " + " ".join(f"#chai{n}" for n in range(20)))) == 20


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("never use exclamation marks", "exclamation marks"),
        ("never say “सस्ता”", "सस्ता"),
        ("Always add #MalwaMithai", "#MalwaMithai"),
        ("always end with “With love”", "the sign-off"),
        ("no prices from now on", "prices"),
        ("from now on at most 3 hashtags", "hashtags"),
    ],
)
def test_the_name_that_drops_a_rule_is_understood(asked, message, words):
    (habit,) = read_intent(asked(message)).rules.habits
    assert subject_words(habit) == words
    other = Aspect.NO_DASHES
    rules = (
        KnownRule(number=1, aspect=other, words="no dashes", is_followed=True),
        KnownRule(
            number=2,
            aspect=habit.aspect,
            words=" ".join(filter(None, (habit.params.old, habit.params.text))),
            is_followed=True,
        ),
    )
    for said in (f"forget the rule about {words}", f"{words} वाला नियम हटा दो"):
        wish = read_intent(asked(said, rules=rules)).rules
        assert (wish.act, wish.numbers) == ("forget", (2,))
