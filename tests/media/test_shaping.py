"""Devanagari and Latin as a reader expects them, by glyph and place rather than by pixels."""

import subprocess
import sys

import pytest

from media.scripts import INDIC, font, runs
from media.shaping import clusters, drawable, shape

DRAW = """
import hashlib
import sys
{before}
from media.card import draw
from media.wording import CardWords
print(hashlib.sha256(draw(CardWords("प्रार्थना", "₹40", "क्षत्रिय", ""), ())).hexdigest())
"""
WITHOUT_ITS_TEXT = "sys.modules['PIL._imagingft'] = None"
"""The imaging library's own text engine, the only part that would look for FriBidi."""


def names(text, weight="Bold"):
    glyphs = shape(text, weight, 100).glyphs
    return [font(g.family, weight).glyph_to_string(g.index) for g in glyphs]


@pytest.mark.parametrize(
    ("text", "glyphs"),
    [
        # one conjunct each for kṣa and tra; the short i stands before the letter it follows
        ("क्षत्रिय", ["dvK_SSA", "dvmI.a04", "dvT_RA", "dvYA"]),
        # r after p is a stroke under it, r before th a hook (reph) over it
        ("प्रार्थना", ["dvP_RA", "dvmAA", "dvTHA", "dvReph", "dvNA", "dvmAA"]),
        ("हार्दिक", ["dvHA", "dvmAA", "dvmI.a02", "dvDA", "dvReph.amI", "dvKA"]),
    ],
)
def test_devanagari_forms_conjuncts_moves_matras_and_hangs_the_reph(text, glyphs):
    assert names(text) == glyphs


@pytest.mark.parametrize("weight", ["Bold", "Medium"])
def test_a_greeting_has_every_glyph_in_both_weights(weight):
    text = "दीवाली की हार्दिक शुभकामनाएँ ₹480 · “Chai” – अब!"
    assert ".notdef" not in names(text, weight)


def test_glyphs_stand_in_the_order_of_their_places():
    line = shape("क्षत्रिय", "Bold", 100)
    places = [glyph.x for glyph in line.glyphs]
    assert places == sorted(places)
    assert places[0] == 0
    assert places[-1] < line.width


def test_each_script_is_shaped_by_its_own_rules_in_a_mixed_line():
    pieces = [text for _family, text in runs("Diwali के लिए 20% off", "Bold")]
    assert pieces == ["Diwali ", "के लिए 20% ", "off"]
    mixed, alone = names("Chai क्षत्रिय"), names("क्षत्रिय")
    assert mixed[-len(alone) :] == alone


def test_a_word_is_torn_between_clusters_only():
    assert clusters("क्षत्रिय", "Bold") == ["क्ष", "त्रि", "य"]
    assert clusters("chai", "Bold") == ["c", "h", "a", "i"]


def test_emoji_and_ornaments_are_left_out_rather_than_drawn_as_boxes():
    assert drawable("Gift boxes 🎁 ✨ are here ❤️ 👨‍👩‍👧!", "Bold") == "Gift boxes are here !"
    assert drawable("🎉🎊", "Bold") == ""
    assert drawable("𝗖𝗵𝗮𝗶 ｔｉｍｅ", "Bold") == "Chai time"


GREETINGS = {
    "devanagari": "दीपावलीच्या हार्दिक शुभेच्छा!",
    "bengali": "শুভ দীপাবলি, মিষ্টি ₹480।",
    "gurmukhi": "ਦੀਵਾਲੀ ਦੀਆਂ ਮੁਬਾਰਕਾਂ, 20% ਛੋਟ",
    "gujarati": "દિવાળીની શુભકામનાઓ – ₹480",
    "odia": "ଶୁଭ ଦୀପାବଳି, ମିଠା ₹480",
    "tamil": "தீபாவளி நல்வாழ்த்துக்கள்! ₹480",
    "telugu": "దీపావళి శుభాకాంక్షలు, 20% తగ్గింపు",
    "kannada": "ದೀಪಾವಳಿಯ ಹಾರ್ದಿಕ ಶುಭಾಶಯಗಳು",
    "malayalam": "ദീപാവലി ആശംസകൾ, “ചായ” ₹40",
}


@pytest.mark.parametrize("weight", ["Bold", "Medium"])
@pytest.mark.parametrize("script", [script.name for script in INDIC])
def test_every_script_of_india_is_drawn_whole(script, weight):
    text = GREETINGS[script]
    assert drawable(text, weight) == text
    assert ".notdef" not in names(text, weight)


@pytest.mark.parametrize(
    ("syllable", "sign"),
    # the sign is written before the letter that it is spoken after
    [("কি", "ি"), ("ਕਿ", "ਿ"), ("કિ", "િ"), ("கெ", "ெ"), ("കെ", "െ"), ("କେ", "େ")],
)
def test_signs_that_stand_before_their_letter_do(syllable, sign):
    ((family, _),) = runs(syllable, "Bold")
    drawn = names(syllable)
    plain = names(syllable[0])
    assert len(drawn) == 2
    assert drawn[1] == plain[0]
    assert family.startswith("NotoSans")
    assert drawn[0] != plain[0]
    assert sign == syllable[1]


def test_a_line_of_several_scripts_uses_the_font_of_each():
    families = [family for family, _text in runs("Chai ₹40 · சாய் டைம் 5", "Bold")]
    assert families[0] == "Poppins"
    assert "NotoSansTamil" in families


def test_words_of_a_script_that_no_font_has_are_not_drawn_at_all():
    assert drawable("お茶の時間", "Bold") == ""
    assert drawable("Chai お茶", "Bold") == ""


def test_zero_width_joiners_are_kept_for_the_shaper():
    half = drawable("क्\u200dष", "Bold")
    assert "\u200d" in half
    assert names(half) != names("क्ष")


def test_a_card_is_the_same_where_the_imaging_library_can_set_no_text():
    drawn = [
        subprocess.run(
            [sys.executable, "-c", DRAW.format(before=before)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for before in ("", WITHOUT_ITS_TEXT)
    ]
    assert len(drawn[0]) == 65
    assert drawn[0] == drawn[1]
