"""How the picture of a post is to look, as a message says it: style, form, or several to swipe."""

import re
from collections.abc import Callable, Mapping

from domain.look import Ratio, Style
from llm.tasks.intent import PictureLook

_PICTURE = (
    r"(?:pictures?|pics?|images?|photos?|cards?|creatives?|visuals?|posters?|graphics?|designs?"
    r"|artwork|tasveer|tasvir|chitra|तस्वीर|तस्वीरें|फोटो|फ़ोटो|चित्र|कार्ड|पिक्चर|इमेज)"
)
_CHANGE = r"(?:make|turn|change|switch|convert|crop|redraw|draw|want|need|keep|use|give|banao|karo)"
_NEAR = r"[^.;!?]{0,40}"
_STYLES = {
    Style.MODERN: r"modern|मॉडर्न",
    Style.TRADITIONAL: r"traditional|ethnic|paramparik|पारंपरिक|पारम्परिक|ट्रेडिशनल",
    Style.MINIMALIST: r"minimal(?:ist(?:ic)?)?|मिनिमल",
    Style.VIBRANT: r"vibrant|colou?rful|rangeen|रंगीन|रंगबिरंग[ीा]",
}
_FORMS = {
    Ratio.SQUARE: r"square|chaukor|चौकोर|1\s?:\s?1",
    Ratio.STORY: r"story[- ]?size[d]?|9\s?:\s?16|full[- ]?screen|vertical",
    Ratio.PORTRAIT: r"portrait|4\s?:\s?5",
    Ratio.LINK: r"1\.91\s?:\s?1",
    Ratio.WIDE: r"landscape|horizontal|wide|16\s?:\s?9",
}
_SHAPE = r"(?:format|size|shape|ratio|form|crop)"
_LOOK = r"(?:style|look|theme|layout|design)"
_SWIPED = r"(?:carousels?|कैरोसेल|कैरोज़ेल)"
_ONE = rf"\b(?:just |only |back to )?(?:one|a single|single) {_PICTURE}\b{_NEAR}"
_NOT = r"\b(?:no|not|don'?t|never|without|instead of)\b[^.;,]{0,16}$"
_OF_SHOP = (
    r"\b(?:about|we|they|sells?|selling|prints?|printing|offers?|has|have"
    r"|(?<!make )(?<!turn )(?<!keep )(?<!change )our)\b[^.;!?]*$"
)
"""Before the words: what the shop has or writes about, and no wish for a picture."""
_ORDER = rf"\b(?:{_CHANGE}|write|please|pls|should|must|has to)\b"
_ASKS = r"^(?:does|do|did|is|are|was|were|what|which|how|why|when|has|have)\b"
_POLITE = r"\b(?:can|could|will|would|please|pls)\b"
_BARE = 7
"""Words of a message that names a look and nothing else: “square picture for post 2”."""


def picture_in(text: str) -> tuple[PictureLook | None, str]:
    """The look that is wished for, and the message without the words that say so."""
    asks = re.search(_ASKS, text, re.I) or ("?" in text and not re.search(_POLITE, text, re.I))
    is_said = re.search(r"\b(?:is|are|was|looks?)\b", text, re.I)
    bare = len(text.split()) <= _BARE and not is_said
    if asks or not (bare or re.search(_ORDER, text, re.I)):
        return None, text
    return _read(text, (_carousel, _style, _form))


def look_of_new(text: str) -> tuple[PictureLook | None, str]:
    """As `picture_in`, of a request for posts, where a look stands beside what they are about.

    The word for a carousel is one for a post there, and stays.
    """
    look, left = _read(text, (_style_of_new, _form_of_new))
    if re.search(_SWIPED_NEW, text, re.I):
        look = (look or PictureLook()).model_copy(update={"carousel": True})
    return look, left


Found = tuple[str, object, re.Match[str]] | None
"""The field of a look, its value, and where it is said."""


def _read(text: str, readers: tuple[Callable[[str], Found], ...]) -> tuple[PictureLook | None, str]:
    found = [one for reader in readers if (one := reader(text))]
    if not found:
        return None, text
    look = PictureLook.model_validate({field: value for field, value, _ in found})
    return look, _without(text, [match for _, _, match in found])


_SWIPED_NEW = (
    rf"(?<!our )(?<!the )(?<!has )(?<!have )(?<!sell )(?<!\w){_SWIPED}(?!\w)"
    r"(?= (?:posts?|about|on|for|with|पर|के लिए)\b|\W*$)"
    rf"|\b(?:make|create|want|need|write|an?|ek)\s+{_SWIPED}(?!\w)(?! (?:ride|slide|horse))"
)


def _carousel(text: str) -> Found:
    verb = rf"(?:{_CHANGE}\b{_NEAR}\b)?(?:into |in |as |to )?(?:an? )?"
    said = rf"{verb}(?<!the )(?<!\w){_SWIPED}(?!\w)(?: (?:post|of it|please|banao|bana do))?"
    match = re.search(said, text, re.I)
    if match and _is_wished(text, match):
        return "carousel", True, match
    denied = rf"\b(?:no|not an?|without an?|remove the) {_SWIPED}(?!\w)"
    match = re.search(rf"\b{_CHANGE}\b{_NEAR}?{_ONE}|{denied}", text, re.I)
    return ("carousel", False, match) if match else None


def _style(text: str) -> Found:
    return _named(text, "style", _STYLES, _style_pattern)


def _style_of_new(text: str) -> Found:
    return _named(text, "style", _STYLES, _beside_subject)


def _form_of_new(text: str) -> Found:
    return _named(text, "ratio", _FORMS, _beside_subject)


def _beside_subject(said: str) -> str:
    """“… with a square picture”: what a post is about names no look of its own picture."""
    return (
        rf"\b(?:with|in|using|use)(?: an?| the)? (?:more )?(?<!\w)(?:{said})(?!\w)"
        rf"(?: (?:{_LOOK}|{_SHAPE}))? {_PICTURE}(?!\w)"
    )


def _form(text: str) -> Found:
    return _named(text, "ratio", _FORMS, _form_pattern)


def _named(
    text: str,
    field: str,
    words: Mapping[Style, str] | Mapping[Ratio, str],
    pattern: Callable[[str], str],
) -> Found:
    for one, said in words.items():
        match = re.search(pattern(said), text, re.I)
        # what a post is about stands before the look that it is to have
        if match and (pattern is _beside_subject or _is_wished(text, match)):
            return field, one, match
    return None


def _style_pattern(said: str) -> str:
    """Beside a word for the picture or for its look; else a style is the tone of the words."""
    style = rf"(?:in (?:an? |the )?)?(?:more )?(?<!\w)(?:{said})(?!\w)"
    after = rf"{style}(?: {_LOOK})?(?: (?:for|on|of) the)? {_PICTURE}(?!\w)"
    looked = rf"{style} {_LOOK}\b"
    before = rf"(?:{_CHANGE} )?(?:the |its |a )?(?<!\w){_PICTURE}(?!\w){_NEAR}?{style}(?: {_LOOK})?"
    made = rf"\b(?:make|keep) (?:it|this|them|post \d+)(?: more)? (?<!\w)(?:{said})(?!\w)"
    # “make it modern” or “traditional” may be said of the words, and is read so
    shown = rf"|{made}" if said in (_STYLES[Style.VIBRANT], _STYLES[Style.MINIMALIST]) else ""
    return rf"(?:{after}|{looked}|{before}{shown})"


def _form_pattern(said: str) -> str:
    """Beside a word for the picture or its shape, or as what a post is to be made."""
    form = rf"(?<![\w:])(?:{said})(?![\w:])"
    after = rf"{form} (?:{_SHAPE} )?{_PICTURE}(?!\w)|{form} {_SHAPE}\b"
    after = rf"{after}|{form} (?:for|in|of|on) (?:the |its |a )?{_PICTURE}(?!\w)"
    before = rf"(?<!\w)(?:{_PICTURE}|{_SHAPE})(?!\w){_NEAR}?{form}"
    post = r"(?:it|this|that|them|(?:the )?(?:\w+ )?post(?: \d+)?|both|all)"
    made = rf"\b(?:make|turn|crop|change) {post}\b(?: (?:in)?to)?(?: an?)? {form}"
    # “make it shorter and square”
    return rf"(?:{after}|{before}|{made}|(?<=er) and {form}(?! \w))"


def _is_wished(text: str, match: re.Match[str]) -> bool:
    """Neither forbidden nor said of what the shop has."""
    before = text[: match.start()]
    return not (re.search(_NOT, before, re.I) or re.search(_OF_SHOP, before, re.I))


def _without(text: str, matches: list[re.Match[str]]) -> str:
    gone = {at for match in matches for at in range(*match.span())}
    left = "".join("\0" if at in gone else sign for at, sign in enumerate(text))
    left = re.sub(r"\s*\0+\s*", " ", left).strip()
    ends = r"^(?:and|but|also|,)\s+|\s+(?:and|but|(?:with|in|as|on)(?: an?| the)?)$"
    return re.sub(ends, "", left)
