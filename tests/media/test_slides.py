"""What stands on a carousel's cards: the post's own sentences, each once; and how they look."""

import io

import pytest
from PIL import Image, ImageChops

from domain.brand import BrandProfile, Contact, Product
from domain.look import Ratio, Style
from media.card import Place, draw
from media.slides import slides
from media.wording import alt_text, card_words

BRAND = BrandProfile(
    business_name="Asha Sweets",
    location="Pune",
    products=(Product(name="Kaju katli", price="₹480"), Product(name="Besan ladoo", price="₹320")),
    contact=Contact(whatsapp="+91 98220 11223"),
)
LIST = """Four boxes people ask for every Diwali 🪔

• Kaju katli, cut the same morning
• Besan ladoo, roasted slowly in ghee
• The mixed box for the office

Order by Thursday on WhatsApp.
#diwali #pune"""
HINDI = (
    "दीवाली के डिब्बे, एक शाम पहले बंधे। काजू कतली उसी सुबह कटती है। बेसन के लड्डू धीमी आँच पर "
    "भुनते हैं। गुरुवार तक बताइए, डिब्बा आपके नाम का रखेंगे।"
)


def headlines(text, most=10, brand=BRAND):
    return [words.headline for words in slides(text, brand, most)]


def test_a_lists_items_are_the_thoughts_and_its_last_line_the_end():
    cover, katli, ladoo, box, last = slides(LIST, BRAND, 10)
    assert (cover.headline, cover.line) == ("Four boxes people ask for every Diwali 🪔", "")
    assert (katli.headline, katli.line) == ("Kaju katli, cut the same morning", "Kaju katli · ₹480")
    assert ladoo.line == "Besan ladoo · ₹320"
    assert (box.headline, box.line) == ("The mixed box for the office", "")
    assert (last.headline, last.line) == ("Order by Thursday on WhatsApp", "+91 98220 11223")
    assert {words.brand for words in (cover, katli, last)} == {"Asha Sweets"}


def test_without_a_list_the_sentences_are():
    assert headlines(HINDI) == [
        "दीवाली के डिब्बे, एक शाम पहले बंधे",
        "काजू कतली उसी सुबह कटती है",
        "बेसन के लड्डू धीमी आँच पर भुनते हैं",
        "गुरुवार तक बताइए, डिब्बा आपके नाम का रखेंगे",
    ]


@pytest.mark.parametrize(
    "text",
    ["", "Chai at four?", "Chai at four? Come in.", "#chai #pune", "🪔🪔🪔\n🪔", "One.\n#two"],
)
def test_what_is_too_short_has_none(text):
    assert slides(text, BRAND, 10) == ()


def test_no_word_is_added_said_twice_or_taken_from_a_row_of_hashtags():
    for text in (LIST, HINDI, LIST.replace("• ", "1. "), LIST.replace("• ", "✅ ")):
        found = headlines(text)
        assert len(found) == len(set(found))
        assert all(headline in text for headline in found)
        assert not any("diwali pune" in headline for headline in found)


def test_more_than_a_platform_takes_stays_in_the_text():
    found = headlines(LIST, most=4)
    assert found[0].startswith("Four boxes")
    assert found[-1].startswith("Order by Thursday")
    assert len(found) == 4


def test_a_number_that_the_call_names_is_not_written_twice():
    *_, last = slides(LIST.replace("on WhatsApp", "at +91 98220 11223"), BRAND, 10)
    assert last.line == ""


@pytest.mark.parametrize("style", list(Style))
@pytest.mark.parametrize("ratio", list(Ratio))
def test_the_dots_are_all_that_tells_equal_cards_apart(style, ratio):
    words, *_ = slides(LIST, BRAND, 10)
    palette = ("#8A1C3B", "#FBEFD9", "#E9A23B")
    first, second = (
        Image.open(
            io.BytesIO(
                draw(words, palette, style=style, ratio=ratio, place=Place(n, 5, words.headline))
            )
        )
        for n in (1, 2)
    )
    loud = ImageChops.difference(first, second).convert("L").point(lambda v: 255 if v > 60 else 0)
    left, top, right, bottom = loud.getbbox()
    assert bottom - top < first.height * 0.03
    assert right - left < first.width * 0.15
    assert top > first.height * 0.75
    assert abs((left + right) / 2 - first.width / 2) < first.width * 0.1


def test_all_of_them_have_the_firsts_colours():
    grounds = set()
    told = slides(LIST, BRAND, 10)
    for number, words in enumerate(told, 1):
        place = Place(number, len(told), told[0].headline)
        content = draw(words, ("#8A1C3B", "#FBEFD9", "#E9A23B"), place=place)
        card = Image.open(io.BytesIO(content))
        grounds.add(tuple(part // 8 for part in card.getpixel((card.width - 8, card.height - 8))))
    assert len(grounds) == 1


def test_glued_hashtags_cost_no_more_than_their_letters():
    assert slides("#a" * 4_000 + " come by", BRAND, 10) == ()


def test_bits_stand_with_the_sentence_before_them():
    text = (
        "Rain outside? Chai inside. Masala chai is on the stove. ₹40. "
        "Koregaon Park mein hain? To aaiye. Write to us by Thursday evening."
    )
    assert headlines(text) == [
        "Rain outside?",
        "Chai inside. Masala chai is on the stove. ₹40",
        "Koregaon Park mein hain? To aaiye",
        "Write to us by Thursday evening",
    ]


def test_what_no_font_can_draw_has_no_card_and_no_description():
    text = "First things first. مرحبا بكم في متجرنا. Third comes the ginger here. Come by at four."
    found = slides(text, BRAND, 10)
    assert all("مرحبا" not in alt_text(words) for words in found)
    assert "First things first" in headlines(text)
    assert alt_text(card_words("مرحبا بكم", BRAND)) == "Text card of Asha Sweets"
