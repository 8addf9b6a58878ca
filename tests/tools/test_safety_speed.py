"""No text makes the check slow: its time grows with the length, whatever the letters are."""

import time

import pytest

from domain.brand import BrandProfile
from domain.register import Register
from tools.safety import check

SHORT, TIMES = 6_000, 4
"""Letters of the shorter text, and how often the longer one is as long."""
MOST = 9
"""Times that the longer one may take: it is 4 when time grows with the length, and 16 when it
grows with the square."""
TRIES = 5
BRAND = BrandProfile.model_validate(
    {
        "business_name": "Nukkad Stores",
        "location": "12 MG Road, Pune",
        "brand_voice": {"tone": ["calm"], "avoid_words": ["cheap", "a", "सस्ता"]},
        "competitors": [{"name": "Big Basin"}],
        "facts": [{"text": "Over 5,000 happy customers", "source": "survey"}],
        "products": [
            {"name": "Chai", "price": "₹20"},
            {"name": "Masala Chai", "price": "₹30-40 per 1 kg"},
        ],
        "registers_off": [Register.URGENCY, Register.HUMOUR],
    }
)
"""One for which every step has something to look for."""
SIGNS = (
    *("*", "1,", "a", "a ", "@", "9 ", "“", "#Aa", "च", "7", "98765 ", "1 2-3 ", "₹1,", "₹20 "),
    *("a.b@", "aa@b.", "http://", "www.", "\u200b", "\u200d", "😀", "👨\u200d👩\u200d👧", "🇮🇳"),
    *("(", "[", "{{", "<a", "[a] ", '"', "'", " 'ab", "“a” ", "‘a", "\n", "a\n", ".", "!a", "?! "),
    *("a. ", "दि a", "दिन ", "क्", "१,", "e\u0301", "x_", "f*", "a|b ", "ﷺ", "ß", "²", "-", "A B "),
)
WORDS = (
    *("not ", "AAA ", "b i t c h ", "f*c*k ", "he she ", "randi saala ", "mc bc ", "blue tits "),
    *("women hate ", "fuck women ", "kill all women ", "not women matter ", "they are women. "),
    *("never said women are scum ", "wrong to bitch ", "“bitch” said ", "मुसलमान मारो ", "you u "),
    *("the best ", "best in pune ", "5,000 happy customers ", "1k ", "cures ", "ka a ", "रोग a "),
    *(
        "daant",
        "दांत",
        "lives at ",
        "her address ",
        "thanks to ",
        "free stay ",
        "₹20 chai ",
        "10 rs ",
    ),
    *("1 kg ", "chai ₹99 ", "Mr. Dick ", "4111 1111 1111 1111 ", "AB@okaxis ", "xxx ", "cheap "),
)
BEGUN = (
    *(
        ("5", " "),
        ("sabse ac", "h"),
        ("isse ac", "h"),
        ("aa@", "b.c"),
        ("lose ", "1"),
        ("AAA", " "),
    ),
    *(("x", "."), ("treats ", "a "), ("₹1", " "), ("save", " "), ("lowest pric", "e"), ("#", "aA")),
)
"""What begins as something that is looked for, and then never ends."""


@pytest.mark.parametrize("piece", [*SIGNS, *WORDS])
def test_the_time_for_a_hostile_text_grows_with_its_length(piece):
    assert growth("", piece) < MOST


@pytest.mark.parametrize(("beginning", "piece"), BEGUN)
def test_so_it_does_for_what_never_ends(beginning, piece):
    assert growth(beginning, piece) < MOST


def growth(beginning: str, piece: str) -> float:
    """How many times as long the longer text takes, each at its best.

    It is the processor's time of this process, since others may keep the machine busy, and a few
    tries, since they may empty its caches, too.
    """
    pieces = SHORT // len(piece)
    texts = (beginning + piece * pieces + "x", beginning + piece * pieces * TIMES + "x")
    best = [float("inf"), float("inf")]
    for _ in range(TRIES):
        best = [min(known, taken(text)) for known, text in zip(best, texts, strict=True)]
        if best[1] < MOST * best[0]:
            break
    return best[1] / best[0]


def taken(text: str) -> float:
    begun = time.process_time()
    check(text, (), BRAND)
    return time.process_time() - begun
