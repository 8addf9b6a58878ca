"""Captions by the thousand, the same ones each time: every script, sign and length we expect."""

import random
from collections.abc import Iterator

SEED = 20_261_111


def _words(text: str) -> list[str]:
    return text.split()


WORDS = (
    _words("chai is ready at the café by seven naïve ginger cardamom ₹40 today’s special"),
    _words("आज की चाय तैयार है श्रद्धा क्षत्रिय ज़रूर ड़ेढ़ शक्ति हिन्दी ₹४० नमस्ते।"),
    _words("இன்று தேநீர் தயார் ஸ்ரீ க்ஷேத்திரம் வணக்கம் கொழும்பு ஃபில்டர்"),
    _words("আজকের চা তৈরি আছে বাংলা কেন্দ্রীয় দুঃখ ক্ষণিক স্বাগতম ৳৪০"),
    _words("આજની ચા તૈયાર છે ગુજરાતી શ્રી ક્ષમા નમસ્તે કૃપા"),
    _words("ఈరోజు టీ సిద్ధంగా ఉంది తెలుగు క్షేమం నమస్కారం శ్రీమతి"),
    _words("آج کی چائے تیار ہے اردو خوش آمدید پاکستانی، شکریہ۔ ﷲ"),
    _words("aaj ki chai ready hai yaar bilkul mast scene hai kal milte hain na"),
    _words("東京のチャイ 茶馆 안녕하세요 Привет Здравствуйте Ελλάδα שלום"),
    _words("e\u0301clair Zoe\u0308 ﬁne Å Å ½ ™ straße İstanbul ǅ"),
)
EMOJI = _words("☕ 🎉 ❤️ ❤ 👍🏽 👩‍👩‍👧‍👦 🧑🏾‍🚒 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇮🇳 🇮🇳🇮🇳🇧🇩 🏳️‍🌈 1️⃣ #️⃣ ™️ 🫶🏿 🧑‍🤝‍🧑 👁️‍🗨️ 🇮 ‼️ 🩷")
SIGNS = _words(
    r"| { } @ [ ] ( ) < > # \ * _ ~ & % $ ^ + = ` ; : ' / ? ! ..."
    r" (chai) [link](url) {hashtag|\#|chai} @[Chai](urn:li:person:1) **bold** __u__ ~~s~~ a\_b \\ "
    r"<b>chai</b> &amp; &lt; &#39; %20 ${x} {{x}} <!-- --> \n \u0041 $CHAI $TEA \(x\)"
)
LINKS = (
    "https://chaighar.example/menu?a=1&b=2#top",
    "http://chaighar.example",
    "HTTPS://Chai.Example/É",
    "chaighar.in",
    "www.chaighar.in/menu",
    "chaighar.in/a_b_(c)",
    "https://xn--11b4c3d.example/",
    "https://चाय.भारत/मेनू",
    "mailto:chai@chaighar.in",
    "chai@chaighar.in",
    "https://t.co/abcdefghij",
    "https://chaighar.in/@chai?x=[1]",
    "(https://chaighar.in/a).",
    "https://chaighar.in,",
)
TAGS = _words("ChaiTime चाय_समय தேநீர் চা ચા టీ چائے chai2024 2024 чай 茶 Café C4 _chai chai_ मसाला‌चाय")
MENTIONS = _words("@chaighar @chai.ghar @chai_ghar @@chai ＠chai @चाय a@b @chaighar's .@chai")
QUOTES = ("“{}”", '"{}"', "‘{}’", "'{}'", "«{}»", "„{}“", "`{}`", "({})", "[{}]", "*{}*", "_{}_")
BREAKS = (
    *("\n", "\n\n", "\r\n", "\r", "\n\n\n\n", " \n ", "\t", "  ", "\u2028", "\u2029", "\x85"),
    *("\xa0", "\u202f", "\u2009", "\u3000", "\u200d", "\u200c", "\u200b", "\u2060", "\u00ad"),
    *("\u200e", "\u200f", "\u202b", "\u202c", "\u2066", "\u2069", "\x0b", "\x0c", "\u180e"),
)
LIMITS = (100, 140, 280, 1250, 2200, 3000, 5000)
"""What the platforms take, as each counts; lengths fall on both sides of them."""


def captions(count: int, seed: int = SEED) -> Iterator[tuple[str, tuple[str, ...]]]:
    """So many texts with their hashtags, no two alike."""
    chance = random.Random(seed)
    for number in range(count):
        words = chance.sample(WORDS, k=chance.choice((1, 1, 1, 2, 3)))
        pieces = [_piece(chance, words) for _ in range(chance.choice((1, 3, 8, 15, 30)))]
        text = "".join(piece + chance.choice((" ", " ", " ", *BREAKS)) for piece in pieces)
        if chance.random() < 0.12:
            text = _near(chance, text)
        tags = tuple(chance.sample(TAGS, k=chance.choice((0, 0, 1, 2, 5))))
        # a number of its own, anywhere: no platform takes one text twice
        at = chance.choice((0, len(text)))
        yield f"{text[:at]} {number:04} {text[at:]}", tags


def _piece(chance: random.Random, words: list[list[str]]) -> str:
    word = chance.choice(chance.choice(words))
    return chance.choice(
        (
            chance.choice(EMOJI),
            chance.choice(SIGNS),
            chance.choice(LINKS),
            f"#{chance.choice((*TAGS, word))}",
            chance.choice(MENTIONS),
            chance.choice(QUOTES).format(word),
            word + chance.choice(("\u200d", "\u200c", "\xa0")) + word,
            word + chance.choice(SIGNS) + chance.choice(EMOJI),
            *[word] * 4,
        )
    )


def _near(chance: random.Random, text: str) -> str:
    """The text again and again, up to a few characters around a limit."""
    length = chance.choice(LIMITS) + chance.randint(-12, 12)
    return (text * (length // len(text) + 1))[:length]
