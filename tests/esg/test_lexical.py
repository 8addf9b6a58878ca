"""The lexical space: spelling across scripts, exact, only where the model does not read."""

import time

import numpy as np
import pytest

from domain.platform import Platform
from esg.embedder import reads_language
from esg.engine import EsgEngine
from esg.lexical import LexicalIndex, grams

POSTS = (
    "Masala chai aur baarish, bas aur kya chahiye",
    "Aaj ki garma garam adrak wali chai tayyar hai, aa jao doston ke saath",
    "Nayi sadiyon ka collection aa gaya hai, shaadi season ke liye",
    "Bridal lehenga par 20% chhoot, sirf Sunday tak",
    "Board exam ki taiyari shuru karein, naya batch Monday se",
    "Daant dard ko halke mein mat lijiye, time par checkup karwaiye",
    "Gym join karo, pehla hafta free",
    "Diwali ke liye kaju katli aur motichoor laddu ke special dabbe",
)
PARAPHRASES = {
    "barish ke mausam me masala chay ka maza hi alag hai": 0,
    "doston ke sath garam adrak chai peene aaiye": 1,
    "shadi ke mausam ke liye nai saree": 2,
    "sunday tak bridal lahnge pe bees percent discount": 3,
    "exam ki tayari ke liye new batch somvar se": 4,
    "dant me dard hai to checkup karwao": 5,
    "pehle hafte gym free hai join karein": 6,
    "diwali par laddoo aur kaaju katlee ke dibbe": 7,
}
IN_DEVANAGARI = {
    "मसाला चाय और बारिश, बस और क्या चाहिए": 0,
    "आज की गरमा गरम अदरक वाली चाय तैयार है": 1,
    "शादी सीज़न के लिए नई साड़ियों का कलेक्शन": 2,
    "जिम जॉइन करो, पहला हफ़्ता फ्री": 6,
    "दिवाली के लिए काजू कतली और मोतीचूर लड्डू के स्पेशल डब्बे": 7,
}
HISTORY = "Caption,Likes,Comments,Shares\n" + "\n".join(
    f'"{text}",{100 + i},{i},{i}' for i, text in enumerate(POSTS)
)


@pytest.mark.parametrize(("query", "own"), (PARAPHRASES | IN_DEVANAGARI).items())
def test_a_paraphrase_or_the_other_script_is_nearer_than_anything_else(query, own):
    alike = LexicalIndex.build(POSTS).similarity(query)
    assert int(alike.argmax()) == own
    assert alike[own] > 1.5 * np.delete(alike, own).max()


def test_the_same_caption_in_both_scripts_is_near_and_itself_is_one():
    index = LexicalIndex.build(POSTS)
    assert index.similarity("मसाला चाय और बारिश, बस और क्या चाहिए")[0] > 0.8
    assert index.similarity(POSTS[0])[0] == pytest.approx(1.0, abs=1e-6)
    assert index.similarity("")[0] == 0.0
    assert index.similarity("xyzzy qwrt").max() == 0.0


def test_similarities_agree_with_the_plain_formula():
    """The sparse product against dictionaries: 1 + ln tf, ln((1+n)/(1+df)) + 1, cosine."""
    index, n = LexicalIndex.build(POSTS), len(POSTS)
    held = [grams(text) for text in POSTS]
    query = grams("garam chai aur laddu")

    def weighted(counts):
        spread = {g: sum(g in other for other in held) for g in counts}
        return {
            g: (1 + np.log(c)) * (np.log((1 + n) / (1 + spread[g])) + 1) for g, c in counts.items()
        }

    def length(weights):
        return np.sqrt(sum(w * w for w in weights.values()))

    q = weighted(query)
    plain = [
        sum(w * d.get(g, 0.0) for g, w in q.items()) / length(q) / length(d)
        for d in map(weighted, held)
    ]
    assert index.similarity("garam chai aur laddu") == pytest.approx(plain, abs=1e-6)


def test_equal_texts_tie_exactly():
    index = LexicalIndex.build([POSTS[0], POSTS[1], POSTS[0]])
    alike = index.similarity("chai aur baarish")
    assert alike[0] == alike[2]


def test_ten_thousand_posts_are_searched_in_a_few_milliseconds():
    words = " ".join(POSTS).split()
    rng = np.random.default_rng(7)
    texts = [" ".join(rng.choice(words, 30)) + f" {i}" for i in range(10_000)]
    index = LexicalIndex.build(texts)
    spent = []
    for _ in range(15):
        query = " ".join(rng.choice(words, 12))
        started = time.process_time()
        index.similarity(query)
        spent.append(time.process_time() - started)
    assert (
        sorted(spent)[len(spent) // 2] < 0.06
    )  # every post shares these few words: the worst case


async def test_hinglish_is_searched_by_spelling_and_english_by_meaning(store, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    await engine.import_posts("w", "b", HISTORY.encode(), Platform.INSTAGRAM)
    found = await engine.search("w", "b", "adrak wali garam chai doston ke saath", k=8)
    assert found.space == "lexical"
    nearest = min(found.references, key=lambda r: r.rank_semantic)
    assert nearest.text == POSTS[1]
    assert all("spell" in r.why for r in found.references)
    assert found == await engine.search("w", "b", "adrak wali garam chai doston ke saath", k=8)


async def test_a_history_the_model_does_not_read_is_never_compared_by_meaning(store, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    await engine.import_posts("w", "b", HISTORY.encode(), Platform.INSTAGRAM)
    assert (await engine.search("w", "b", "a post about the gym")).space == "lexical"


async def test_english_stays_in_the_space_of_meaning_and_new_posts_are_found(store, letters, now):
    engine = EsgEngine(store, letters, now=lambda: now)
    english = b"Caption,Likes\nfresh coffee every morning for you,10\nthe shop is open today,20\n"
    await engine.import_posts("w", "b", english, Platform.INSTAGRAM)
    found = await engine.search("w", "b", "coffee in the morning")
    assert found.space == "semantic"
    assert not any("lexical" in r.why for r in found.references)
    assert (await engine.search("w", "b", "subah ki taaza coffee aapke liye")).space == "lexical"
    more = "Caption,Likes\nसुबह की ताज़ा कॉफ़ी आपके लिए,5\n"
    await engine.import_posts("w", "b", more.encode(), Platform.INSTAGRAM)
    found = await engine.search("w", "b", "subah ki taaza coffee aapke liye")
    nearest = min(found.references, key=lambda r: r.rank_semantic)
    assert nearest.text == "सुबह की ताज़ा कॉफ़ी आपके लिए"


def test_a_model_of_hindi_does_not_read_hinglish():
    assert reads_language(frozenset({"en", "hi"}), "hi")
    assert not reads_language(frozenset({"en", "hi"}), "hi-Latn")
    assert reads_language(frozenset({"multilingual"}), "hi-Latn")
