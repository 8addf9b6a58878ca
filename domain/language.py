"""The languages the product writes, and which of them a text is in. Pure; measured on real chats.

Hindi is told by its script. Hinglish and English share one: small words, which no text of some
length can do without, decide.
"""

import re
from collections.abc import Sequence

from domain.lettering import IN_WORD

ENGLISH, HINDI, HINGLISH = "en", "hi", "hi-Latn"
WRITTEN = (ENGLISH, HINDI, HINGLISH)
TITLES = {ENGLISH: "English", HINDI: "Hindi", HINGLISH: "Hinglish"}
OTHER = "und"
"""A text in a script none of these is written in (ISO 639-2: undetermined)."""

_HINDI = """
aaj aap aapka aapke aapki aapko aapne ab abhi accha acha achha achhi agar agla agle aisa aise
aisi aka apna apne apni aur baad baat baje banao bana banaya banaye banai bahut bohot bhai bhi
bhej bhejo bilkul bina bolo chahiye chaiye chahie chhota chota chhoti choti dal dala de dena
dekho dijiye dikhao din diya diye do dono dusra dusri doosra gaya gayi ghar ha haan hai hain han
har hata hatao hi ho hoga hogi hona hota hote hoti hua hue hui hum humara humare humari humko
humne hamara hamare hamari hamein isko isme ismein ise iska iski iske jaise jaisa jana jao jaldi
ji jo ka kaam kab kaisa kaise kaisi lagi tujhe tera teri kabhi kafi kahan kal kam kar kara karao
karke karo karna karne karte karta karti karu karun karwao kaun kaunsa ke keh khud ki kijiye
kisi kitna kitne kitni ko koi kuch kuchh kya kyon kyu kyun laga lagao le lekin lena likh likho
likhna likhdo liye lo log lamba main mat matlab me mein mera mere meri mil mila milega mujhe
mujhko na naam nahi nahin nai naya nayi naye ne nhi par pe pehla pehle pehli phir poora pura
raha rahe rahi rakho rha rhe rhi sab sabhi saare sakta sakte sakti samajh se shaam sham subah
sirf sath saath taaki tak tarah thik theek thoda thodi tha the thi tum tumhara tumhe usko use
uska uski unka wala wale wali waala waale waali woh wo ye yeh yaar yahan yaha zyada jyada krdo
krna kr kro karado kardo hatado bhejdo batao bata bataiye boliye chalo chal chalega dalo daalo
rehne rakhna raat dopahar badhao badha likhiye banaiye bhejiye dijiyega karein
karen chahta chahti bhejna daalna dalna lagana badlo badal nikalo jodo jod shukriya dhanyavad
tumne humein unhe apun kuchh abhi ruko mast badhiya ek parso parson chhoot chhut
"""
_ENGLISH = """
a about after all also am an and any are as at be because been before but by can could did do
does don't draft each every first for from get give go goes has have he her here him his how i
i'm if in into is it it's its just last let like make many me month more most much my need new
next no not now of off on one only or other our out over please post posts remove she should
show so some than thank thanks that the their them then there these they this those to today
tomorrow up us use want was we week were what when where which who why will with without would
write you your change shorter add
"""
_SHARED = frozenset(
    {"me", "do", "the", "par", "main", "use", "he", "in", "is", "to", "hi", "am", "na"}
)
"""Words of both languages tell nothing by themselves."""
_HINDI_WORDS = frozenset(_HINDI.split()) - _SHARED
_ENGLISH_WORDS = frozenset(_ENGLISH.split()) - _SHARED
EVERYDAY = _HINDI_WORDS | _ENGLISH_WORDS | _SHARED
"""Words that any sentence may have, in Latin letters."""
_TOKEN = re.compile(r"[a-z][a-z']*")
_URL = re.compile(rf"https?://\S+|www\.\S+|[@#]{IN_WORD}+")


_OWN_NAMES = {"हिन्दी": HINDI, "हिंदी": HINDI}


def written_code(name: str) -> str | None:
    """The code of a language we write, by code, English or own name; None for any other."""
    known = {code.casefold(): code for code in WRITTEN} | _OWN_NAMES
    known |= {title.casefold(): code for code, title in TITLES.items()}
    return known.get(name.strip().casefold())


def language_of(text: str) -> str:
    """`hi` by script, else `hi-Latn` or `en` by small words; `und` for another script.

    A text without any telling word counts as English.
    """
    bare = _URL.sub(" ", text)
    letters = [c for c in bare if c.isalpha()]
    if not letters:
        return ENGLISH
    hindi = sum("\u0900" <= c <= "\u097f" for c in letters)
    latin = sum(c < "\u0250" for c in letters)
    if hindi and hindi >= 0.3 * len(letters):
        # an English sentence about a shop whose name is in Devanagari is English
        around = sum(t in _ENGLISH_WORDS for t in _TOKEN.findall(bare.casefold()))
        return ENGLISH if around > 1 and hindi < 0.6 * len(letters) else HINDI
    if latin < 0.5 * len(letters):
        return OTHER
    return HINGLISH if _reads_hinglish(bare) else ENGLISH


def spoken_language(messages: Sequence[str]) -> str:
    """The language a person writes in, by their newest message that tells; else English."""
    for message in reversed(messages):
        language = language_of(message)
        if language in {HINDI, HINGLISH} or (language == ENGLISH and _reads_english(message)):
            return language
    return ENGLISH


def _reads_english(text: str) -> bool:
    """More than a name, a number or an ok: a small word, or at least three words."""
    tokens = _TOKEN.findall(text.casefold())
    return len(tokens) > 2 or any(t in _ENGLISH_WORDS for t in tokens)


def _reads_hinglish(text: str) -> bool:
    tokens = _TOKEN.findall(text.casefold().replace("’", "'"))
    hindi = sum(t in _HINDI_WORDS for t in tokens)
    english = sum(t in _ENGLISH_WORDS for t in tokens)
    # “yoga tips do”: give me; an English sentence that ends so has a small word before it
    gives = len(tokens) > 1 and tokens[-1] == "do" and not english
    return gives or (hindi > 0 and hindi >= english)
