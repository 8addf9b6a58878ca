"""What is sold or given, named in English, as Hindi calls it; only where every word is known.

Hindi nouns end otherwise before a postposition: नाश्ता is free, but 10% off is on नाश्ते. Gender is
never told here, so that only wordings without it may hold these names.
"""

import re
from typing import Any

from domain.language import HINGLISH
from llm.offline import library
from llm.offline.vocabulary import english, known, stated, things

_HOW_MANY = re.compile(r"(?P<many>\d{1,3}|[a-z]+) (?P<rest>.+)")
_ENDINGS = (("ियाँ", "ियों"), ("याँ", "यों"), ("ें", "ों"), ("एँ", "ओं"), ("े", "ों"), ("ा", "े"))


def said(text: str, language: str) -> str:
    """The name as a subject; empty where a word is not known, or it is a name of its own."""
    return _named(text, language, is_before=False)


def before_a_postposition(text: str, language: str) -> str:
    """The same as it stands before के, पर, or से."""
    return _named(text, language, is_before=True)


def _named(text: str, language: str, *, is_before: bool) -> str:
    both = [_one(part, language, is_before=is_before) for part in re.split(" and | & ", text)]
    return " और ".join(both) if all(both) else ""


def _one(text: str, language: str, *, is_before: bool) -> str:
    key = re.sub(r"^(?:the|our|your|their) ", "", text.strip())
    match = _HOW_MANY.fullmatch(key)
    if match and (many := _how_many(match["many"])):
        rest = _one(match["rest"], language, is_before=is_before)
        return f"{many} {rest}" if rest else ""
    if key in _data()["goods"]:
        name = str(_data()["goods"][key])
        return _oblique(name) if is_before else name
    *before, last = key.split(" ")
    words = [_word(word, language) for word in before]
    words.append(_word(last, language) or str(_data()["goods"].get(last, "")))
    if not all(words) or last.lower() in _data()["no_goods"].split():
        return ""
    return " ".join([*words[:-1], _oblique(words[-1]) if is_before else words[-1]])


def _how_many(word: str) -> str:
    return word if word.isdigit() else str(_data()["how_many"].get(word, ""))


def _word(word: str, language: str) -> str:
    """One word; short forms stay, in Hinglish English too; other capitals make it a name."""
    if re.fullmatch("[A-Z]{2,6}", word):
        return word
    if not word.islower() or word in _data()["never_goods"].split():
        return ""
    borrowed = english(word)
    if borrowed:
        return word if language == HINGLISH else borrowed
    one = _thing(word)
    return one or _several(_thing(word.removesuffix("s")))


def _thing(word: str) -> str:
    # English names of things seldom end in a or i: thali is no loose spelling of another word
    said = known(word) if word[-1:] in {"a", "i"} else stated(word)
    return said if said in things() else ""


def _several(name: str) -> str:
    if name in _data()["steady"].split():
        return name
    return name[:-1] + {"ा": "े", "ी": "ियाँ"}.get(name[-1:], name[-1:])


def _oblique(name: str) -> str:
    """The name before a postposition."""
    if name.split(" ")[-1] in _data()["steady"].split():
        return name
    for ending, said_so in _ENDINGS:
        if name.endswith(ending):
            return name.removesuffix(ending) + said_so
    return name


def _data() -> Any:
    return library.read("hi/renderings")
