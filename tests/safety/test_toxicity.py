"""The score and the flags: the same word in another context is another thing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.safety import TOXIC
from safety.normal import read
from safety.toxicity import findings, flag_of, score_of


def told(text: str) -> tuple[float, dict[str, str]]:
    """The score, and by category the gravest severity."""
    found = findings(read(text))
    flags = [flag for flag in map(flag_of, found) if flag is not None]
    order = ("info", "warn", "block")
    worst: dict[str, str] = {}
    for flag in flags:
        known = worst.get(flag.category, "info")
        worst[flag.category] = max(known, flag.severity, key=order.index)
    return score_of(found), worst


ABOUT_PEOPLE = (
    "Women, say goodbye to dirty dishes.",
    "Moms hate laundry. We love it.",
    "Girls, don't waste money on parlours this Diwali.",
    "Steal the look, girls!",
    "Girls who fear maths, join our batch.",
    "Women hate waste, and so do we.",
    "Old people should not climb stairs alone: our lift repair is free for them.",
    "Women should never fear walking home. Our cab has women drivers.",
    "Chinese food in ten minutes, no dirty tricks.",
    "Wives, get rid of stains in one wash.",
    "Girls, beat the heat with our kulfi.",
    "Women, kill the craving with roasted makhana.",
    "Asian Paints all shades, wipe out damp walls.",
    "Mexicans love chilli, Indians love it more. Burn your tongue!",
    "Women will die for this saree.",
    "Foreigners queue for our lassi, do not miss it.",
    "Muslim brothers, Sikh brothers, Hindu brothers: iftar at seven, do not be late.",
    "South Indians hate bad filter coffee. Ours is good.",
    "Punjabis and their butter: a love story, nothing but the truth.",
    "Bengalis will kill for this hilsa.",
    "Girls night out: get out of the house, 20% off on mocktails.",
    "Women and dogs welcome at our cafe.",
    "Black people's hair needs care: our salon is trained for it.",
    "Gujaratis are crazy about fafda.",
    "Migrant workers go home for Chhath: our bus leaves at 6.",
    "Women are not a problem to be solved. Hire them.",
    "Immigrants built this street. Their food is why you come.",
    "Disabled people have no place to park here. We made four.",
    "The worst part of being a woman? Pockets. We fixed that.",
    "Mothers deserve better than a dirty kitchen.",
    "Tamils and Bengalis fight over sweets. We sell both.",
    "Indian parents and their fear of empty fridges.",
    "Girls should learn to hit back: self defence class on Sunday.",
    "Women in STEM should attack hard problems.",
    "Refugees are cooking tonight: come hungry.",
    "Dalit artists exhibition: works on slavery, caste and hope.",
    "Jain food without onion: nothing unclean in our kitchen.",
    "Ladkiyon, gande bartan chhodo, dishwasher lo.",
    "Auraton ke liye sona, chor se safe locker.",
    "Bihari litti chokha, gandagi ka naam nahi.",
    "Kashmiri shawl mein thand se door raho.",
    "Punjabi kudi, chor nazar wali, naya gaana.",
    "Marwari thali: pet bhar jaye, nafrat nahi hogi.",
    "Mahilaon ko ghar mein rehna zaruri nahi, kaam humare saath karo.",
    "Nepali momo, gande tel mein nahi.",
    "महिलाओं के लिए चोर जेब वाले कुर्ते।",
    "बंगाली मिठाई, गंदे हाथ न लगाएँ।",
    "लड़कियों के लिए कराटे, मारना सीखो।",
)
"""Harsh words and people in one sentence, of which the one is not said of the other."""


@pytest.mark.parametrize("text", ABOUT_PEOPLE)
def test_a_harsh_word_beside_people_is_not_said_of_them(text):
    assert told(text)[0] < 0.1


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("This is fucking good", "profanity"),
        ("This is f**king good", "profanity"),
        ("Abe chutiye, dukaan band hai", "profanity"),
        ("अबे चूतिये, दुकान बंद है", "profanity"),
        ("You are an idiot", "insult"),
        ("Tu gadha hai", "insult"),
        ("I will kill you", "threat"),
        ("Jaan se maar denge", "threat"),
        ("Immigrants are vermin", "hate"),
        ("Women do not deserve rights", "hate"),
        ("No woman can ever be our equal", "hate"),
        ("Refugees come here every day. I hate them.", "hate"),
        ("Someone should shoot all the gays", "threat"),
        ("मुसलमानों को देश से निकालो", "hate"),
        ("Biharion ko yahan se bhagao", "hate"),
        ("Those bloody paki people", "ethnicity"),
        ("Ye chamar log ganda kaam karte hain", "caste"),
        ("Tu chhakka hai kya", "gender"),
        ("தேவடியா", "profanity"),
        ("খানকির ছেলে", "profanity"),
    ],
)
def test_what_harms_people_is_blocked(text, category):
    score, flags = told(text)
    assert flags.get(category) == "block"
    assert score >= TOXIC


@pytest.mark.parametrize(
    "text",
    [
        "Gandhi Jayanti: closed at two",
        "Kill it on the dance floor",
        "A biryani to die for",
        "Scunthorpe, Sussex and Essex",
        "Chakka (jackfruit) ki sabzi",
        "Dhoni ka chhakka, match jeet gaye",
        "2BHK flats, halwa on moving day",
        "Rohan is our MC on stage tonight",
        "Mr. Dick and Lund University",
        "Garmi ki chhuttiyon mein 20% chhoot",
        "छुट्टियों में 20% की छूट",
        "Snake plant, ₹250",
        "Mulla Nasruddin ki kahaniyan",
        "I don't hate anyone",
        "Nobody should hurt women",
        "Black chickpeas, white rice",
        "Light jaati hai to diya jalao",
        "We hate soggy samosas",
        "Saalon ka anubhav, sale par ₹299",
    ],
)
def test_what_only_looks_so_is_let_pass(text):
    score, flags = told(text)
    assert set(flags.values()) <= {"info"}
    assert score < 0.1


@pytest.mark.parametrize(
    ("by_itself", "rejected"),
    [
        ("Women are stupid", "Saying “women are stupid” is sexist. We do not agree."),
        ("Muslims are terrorists", "It is wrong to say that Muslims are terrorists."),
        ("You are a retard", "Never call anybody a “retard”: the word is hurtful."),
        ("भंगी कहीं के", "किसी को 'भंगी' कहना अपराध है।"),
    ],
)
def test_what_is_told_to_reject_it_weighs_little(by_itself, rejected):
    assert told(by_itself)[0] >= TOXIC
    score, flags = told(rejected)
    assert score < TOXIC
    assert "block" not in flags.values()


def test_a_community_is_a_subject_and_no_slur():
    assert told("Dalit poetry evening on Friday") == (0.0, {"caste": "info"})
    assert told("Hindu, Muslim, Sikh, Isai, sab langar mein") == (0.0, {"religious": "info"})


def test_a_quotation_around_everything_sets_nothing_apart():
    assert told("“All immigrants are vermin, say no to them.”")[0] >= TOXIC


def test_the_score_grows_with_what_is_found_and_counts_a_term_once():
    one, both = told("fuck")[0], told("fuck, what a bastard")[0]
    assert one < both < 1
    assert told("fuck fuck fuck")[0] == one


@given(st.text(max_size=300))
def test_any_text_gets_a_score(text):
    score, _ = told(text)
    assert 0 <= score <= 1
