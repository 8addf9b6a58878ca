"""A topic that is no product, as a post can speak of it: in the post's language, or not at all.

English topics keep the person's words. In Hindi and Hinglish only what is known there or was typed
there is said; an English phrase in the middle of a Hindi sentence would read like a slip.
"""

import re
from typing import Any

from domain.devanagari import has_devanagari
from domain.language import ENGLISH, HINDI, HINGLISH
from llm.offline import festivals, library, tongue
from llm.offline.sentences import opened, says

LONGEST = 10
"""Words of a topic that a sentence can carry."""
_OWN_EN = re.compile(r"^(?:about|regarding)\s+", re.I)
_DETERMINER = re.compile(r"^(?:our|my|the|a|an|this|that|your|every)\s+", re.I)
_OWN_HI = re.compile(
    r"^(?:(?:hamar|humar|mer|apn)[aei]|ham?are|हमार[ाेी]|मेर[ाेी]|मेरे|अपन[ाेी]|our|my|the|an?|ki|ka|ke|की|का|के)"
    r"\s+",
    re.I,
)
_TIME_EN = re.compile(
    r"\b(?:mornings?|evenings?|afternoons?|nights?|days?|weekends?|weather|seasons?|monsoon|winter"
    r"|summer|rain|rains|holidays?)$",
    re.I,
)
_TIME_HI = re.compile(
    r"(?:सुबह|शाम|रात|दोपहर|दिन|मौसम|बारिश|सर्दी|सर्दियाँ|गर्मी|छुट्टी|subah|sh?aam|sham|raat|dopahar"
    r"|din|mausam|baa?rish|sardi|garmi|chh?utti)$",
    re.I,
)
_ONE_TIME = re.compile(r"\b(?:morning|evening|afternoon|night|day|weekend)$", re.I)
_FIRST = re.compile(r"^(?:first|last|next|one|two|three|every|each)\b", re.I)
_DAY = re.compile(r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_SMALL = re.compile(
    r"\b(?:an?|the|our|my|your|how|why|what|when|for|of|in|on|at|to|and|we|you|is|are|with|from)\b",
    re.I,
)
_SMALL_HI = re.compile(
    r"(?<!\S)(?:ki|ka|ke|ko|se|par|pe|mein|aur|naye|nayi|naya|की|का|के|को|से|पर|में|और|नए|नई|नया)(?!\S)",
    re.I,
)


def is_thing(topic: str, goods: tuple[str, ...]) -> bool:
    """Whether the topic names what a shop of this kind sells, though no product is so named."""
    if re.search(r"\b(?:who|that|which|when|for|from|of|in|at|on|to|and)\b", topic, re.I):
        return False  # “people who work from cafes” are no cafés
    last = topic.split()[-1:] or [""]
    return bool(says(last[0], goods)) or bool(says(last[0].removesuffix("s"), goods))


def said_in(topic: str, language: str) -> str:
    """The topic as a sentence of the language can hold it; empty when it cannot."""
    bare = _OWN_EN.sub("", topic.rstrip("?.!। ")).strip()
    if not bare or len(bare.split()) > LONGEST:
        return ""
    if language == ENGLISH:
        return _with_article(bare)
    own = _OWN_HI.sub("", bare)
    # short English nouns are Hinglish: team, exam season
    if language == HINGLISH and len(own.split()) <= 2 and own.isascii() and not _SMALL.search(own):
        return own
    if known := _known(own):
        return tongue.in_script(known, language)
    if has_devanagari(own):
        return tongue.typed(own) if language == HINGLISH else own
    return quoted(own) if language == HINDI else own


def quoted(topic: str) -> str:
    """The person's own words in letters that the post does not have otherwise."""
    return f"“{opened(topic.rstrip('.!। '))}”"


def _is_time(theme: str) -> bool:
    """A time or a mood of the year, to which goods belong, and not a matter of its own."""
    return bool(_TIME_EN.search(theme) or _TIME_HI.search(theme))


def tag_words(theme: str, language: str) -> str:
    """The words of it that make a hashtag; empty when they would make none that people use."""
    if language == ENGLISH:
        bare = _DETERMINER.sub("", re.sub(r"^our new\s+", "", theme, flags=re.I))
        return bare if len(bare.split()) <= 3 and not _SMALL.search(bare) else ""
    bare = _OWN_HI.sub("", theme)
    return bare if len(bare.split()) <= 2 and not _SMALL_HI.search(bare) else ""


def _with_article(topic: str) -> str:
    if re.match(r"(?:first|last|next)\b", topic, re.I) and _is_time(topic):
        return f"the {topic[:1].lower()}{topic[1:]}"
    named = _DETERMINER.match(topic) or _DAY.match(topic) or _FIRST.match(topic)
    bare = _ONE_TIME.search(topic) and not named
    if not bare or len(topic.split()) < 2 or re.search(r"['’]", topic):
        return topic
    return f"{'an' if topic[0].lower() in 'aeiou' else 'a'} {topic[:1].lower()}{topic[1:]}"


def _known(topic: str) -> str:
    """An English topic in Hindi: a time of the year and the day, or a phrase that is known."""
    data: Any = library.read("hi/renderings")["themes"]
    key = _DETERMINER.sub("", topic.strip().lower())
    if whole := data["whole"].get(key):
        return str(whole)
    telling = [word for word in key.split() if word not in data["fillers"]]
    if len(telling) == 2 and telling[1].removesuffix("s") in data["parts"]:
        first = data["times"].get(telling[0]) or library.read("hi/renderings")["days"].get(
            telling[0]
        )
        part, joint = data["parts"][telling[1].removesuffix("s")]
        return f"{first} {joint} {part}" if first else ""
    if len(telling) == 2 and telling[1] in data["with_festival"]:
        festival = festivals.named(telling[0])
        name = festivals.spoken_in(festival, HINDI).name if festival else ""
        return f"{name} {data['with_festival'][telling[1]]}" if name else ""
    return ""
