"""What the offline author asks an image model for: the post's things, in three languages."""

import pytest

from domain.brand import BrandProfile, BrandVoice, Competitor, Product
from domain.platform import Platform
from llm.offline.picture.prompting import prompt_picture
from llm.offline.picture.seeing import data
from llm.offline.tongue import typed
from llm.tasks.image_prompt import ImagePromptInputs
from safety.picturing import unpaintable

CHAI = BrandProfile(
    business_name="Gupta Chai Corner",
    industry="Tea stall",
    brand_voice=BrandVoice(avoid_words=("cheap", "ginger")),
    products=(
        Product(name="Masala Chai", description="Ginger, cardamom and Assam leaf"),
        Product(name="Bun Maska", description="Soft bun with salted butter"),
    ),
    competitors=(Competitor(name="Tea Junction"),),
)


def asked(text, brand=CHAI, **more):
    given = {"platform": Platform.INSTAGRAM, "palette": ("warm brown", "cream"), **more}
    return prompt_picture(ImagePromptInputs(text=text, brand=brand, **given))


def test_the_same_post_gives_the_same_prompt():
    assert asked("Masala Chai at four?") == asked("Masala Chai at four?")


@pytest.mark.parametrize("style", ["modern", "traditional", "minimalist", "vibrant"])
def test_each_style_has_its_own_words_and_calm_space(style):
    found = asked("Masala Chai at four?", style=style)
    assert data()["styles"][style]["medium"] in found.prompt
    assert "space" in found.prompt or "plain area" in found.prompt
    assert "warm brown and cream" in found.prompt


def test_minimal_is_one_thing():
    assert asked("Masala Chai and Bun Maska", style="minimalist").concepts == ("Masala Chai",)


def test_what_a_brand_avoids_is_not_shown():
    found = asked("Masala Chai with ginger, better than Tea Junction", avoid=("steam engine",))
    assert "ginger" not in found.prompt.lower()
    assert "Tea Junction" not in f"{found.prompt} {found.alt_text} {found.negative}"
    assert found.negative.endswith("steam engine")


def test_what_hindi_words_mean_is_asked_for_in_english():
    found = asked("अदरक और नींबू की चाय", BrandProfile(industry="Tea stall"), language="hi")
    assert found.concepts == ("ginger", "lemon", "chai")
    assert found.alt_text == "लकड़ी के काउंटर पर दिखता है: अदरक, नींबू और चाय।"


def test_a_devanagari_name_is_told_in_latin_letters():
    shop = BrandProfile(industry="Sweet shop", products=(Product(name="घेवर"),))
    found = asked("आज ताज़ा घेवर", shop, language="hi")
    assert found.prompt.isascii()
    assert "ghevar" in found.prompt.lower()
    assert "घेवर" in found.alt_text


@pytest.mark.parametrize("text", ["Martyrs' Day. We remember.", "शहीद दिवस पर नमन, मसाला चाय"])
def test_a_day_of_mourning_shows_no_product_and_no_celebration(text):
    found = asked(text, style="vibrant")
    assert found.concepts == ("white flowers",)
    assert "celebration" in found.negative
    assert "saturated" not in found.prompt


def test_everything_at_once_stays_within_what_models_take():
    long = tuple(f"{word} thing of no use" for word in "abcdefghijklmnopqrstuvwxyz")
    products = tuple(Product(name=f"{letter * 59}") for letter in "abc")
    shop = CHAI.model_copy(update={"products": products})
    found = asked(" ".join(p.name for p in products), shop, avoid=long)
    assert len(found.prompt) <= 480
    assert len(found.negative) <= 480
    assert len(found.alt_text) <= 300


def test_nothing_that_is_shipped_here_is_unpaintable():
    shipped = data()
    entries = [
        *shipped["families"].values(),
        *shipped["days"].values(),
        *shipped["styles"].values(),
        shipped["quiet"],
        shipped["any_day"],
    ]
    english = [*(str(v) for e in entries for k, v in e.items() if k not in ("hindi", "where"))]
    named = [word.strip() for word in shipped["seen"].split(";")]
    found = {words: unpaintable(words) for words in (*english, *named, *shipped["more"])}
    assert {words: why for words, why in found.items() if why} == {}


def test_every_hindi_phrase_can_be_typed_in_latin_letters():
    for entry in (*data()["families"].values(), *data()["days"].values()):
        assert typed(entry["hindi"]).isascii(), entry


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("Happy children with balloons", "a child"),
        ("a portrait of the owner", "a face"),
        ("clay idols of Ganesha", "a figure of faith"),
        ("a board with the words SALE", "lettering"),
        ("गणेश जी की मूर्ति", "a figure of faith"),
    ],
)
def test_what_no_picture_may_show_is_named(words, why):
    assert why in unpaintable(words)


def test_what_only_sounds_like_it_may_be_painted():
    assert unpaintable("textiles, a kidney bean curry, ramen and a marigold surface") == ""
