"""How the picture of a post is to look, as a message says it: style, form, or several to swipe."""

import re
from collections.abc import Callable, Mapping

from domain.look import Ratio, Style
from llm.offline.intent.message import SPOKEN
from llm.tasks.intent import PictureLook

_PICTURE = (
    r"(?:pictures?|pics?|images?|photos?|cards?|creatives?|visuals?|posters?|graphics?|designs?"
    r"|artwork|tasveer|tasvir|chitra|तस्वीर|तस्वीरें|फोटो|फ़ोटो|चित्र|कार्ड|पिक्चर|इमेज)(?!\w)"
    r"(?! (?:frames?|prints?|printing|booths?|studios?|papers?|albums?|holders?|walls?|shoots?"
    r"|services?|stands?|making|games?|shops?))"
)
_CHANGE = r"(?:make|turn|change|switch|convert|crop|redraw|draw|keep|get)"
_WISH = r"(?:want|need|use|prefer|try|give(?: me| us)?|like)"
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
_TONES_TOO = (_STYLES[Style.MODERN], _STYLES[Style.TRADITIONAL])
"""Said of “it” they are the tone of the words."""
_SHAPE = r"(?:format|size|shape|ratio|form|crop)"
_LOOK = r"(?:style|look|theme|layout|शैली|स्टाइल)"
_SWIPED = r"(?:carousels?|कैरोसेल|कैरोज़ेल)(?!\w)"
_POST = r"(?:the |my )?(?:\w+ )?(?:posts?|drafts?|one)(?: \d+)?"
_THING = rf"(?:it|this|that|them|these|both|all|{_POST})"
_ITS_PICTURE = (
    rf"(?:the |its |this |my |our |their )?(?:\w+ )?{_PICTURE}(?: (?:for|of|in|on) {_POST})?"
)
_A = r"(?:(?:an?|the|more|much|very|bit|into|in|to|look|with) ){0,4}"
_DOING = r"(?:make it|kar\w*|bana\w*|chahiye|rakho|karo|करो|कर दो|करें|बनाओ|बना दो|चाहिए|रखो)"
_NO = r"(?:mat|nahi|nahin|na|no|मत|नहीं|न)(?!\w)"
_SAYS = (
    r"\b(?:add|mention|says?|tell|include|remove|delete|replace|announce|about|that we|that our"
    r"|we sell|we have|we print|we make|we offer)\b"
    r"(?:(?!\band (?:make|use|change|turn|keep)\b)[^.;!?])*$"
)
"""Before the words: they belong into the text, or it is told what the shop has."""
_FORBIDS = r"\b(?:no|not|don'?t|never|without|instead of)\b[^.;,]{0,16}$"
_ASKS = r"^(?:does|do|did|is|are|was|were|what|which|how|why|when|has|have)\b"
_POLITE = r"\b(?:can|could|will|would|please|pls)\b"


def picture_in(text: str) -> tuple[PictureLook | None, str]:
    """The look that is wished for, and the message without the words that say so."""
    bare = re.sub(SPOKEN, lambda quoted: " " * len(quoted.group()), text)
    if re.search(_ASKS, bare, re.I) or ("?" in bare and not re.search(_POLITE, bare, re.I)):
        return None, text
    return _read(text, bare, (_carousel, _style, _form))


def look_of_new(text: str) -> tuple[PictureLook | None, str]:
    """As `picture_in`, of a request for posts, where a look stands beside what they are about.

    The word for a carousel is one for a post there, and stays.
    """
    bare = re.sub(SPOKEN, lambda quoted: " " * len(quoted.group()), text)
    look, left = _read(text, bare, (_style_of_new, _form_of_new))
    if re.search(_SWIPED_NEW, bare, re.I):
        look = (look or PictureLook()).model_copy(update={"carousel": True})
    return look, left


Found = tuple[str, object, re.Match[str]] | None
"""The field of a look, its value, and where it is said."""


def _read(
    text: str, bare: str, readers: tuple[Callable[[str], Found], ...]
) -> tuple[PictureLook | None, str]:
    found = [one for reader in readers if (one := reader(bare))]
    if not found:
        return None, text
    look = PictureLook.model_validate({field: value for field, value, _ in found})
    return look, _without(text, [match for _, _, match in found])


_MANY = r"(?:an?|one|two|three|four|five|some|ek|teen|\d+|एक|दो|तीन)"
_WHERE = r"(?:instagram|facebook|linkedin|insta|fb|new|nice|x)"
_SWIPED_NEW = (
    rf"(?:^|\b(?:make|create|want|need|write|do|draft|post)\b(?: me| us)?)\s*(?:{_MANY} )?"
    rf"(?:{_WHERE} )*{_SWIPED}(?: posts?)?(?= (?:about|on|for|of|with|in|पर|के|ke|pe|par)\b|\W*$)"
    rf"|^write about [^,]+, (?:ek |एक )?{_SWIPED}(?! {_NO})"
    rf"|\b{_MANY} (?:{_WHERE} )*{_SWIPED} posts?\b"
)
_SWIPES = (
    rf"\b(?:make|turn|convert|change|do|switch) {_THING}(?: (?:in)?to)?(?: an?)? {_SWIPED}",
    rf"\b(?:want|need|prefer|give me|make|create) (?:an? ){_SWIPED}(?= (?:of it|for post|instead"
    rf"|please)|\W*$)",
    rf"^(?:an? )?{_SWIPED}(?: please| pls)?\W*$",
    rf"(?<!\w)(?:(?:post|पोस्ट) \d+ (?:ko|ka|ki|को|का|की)|isko|ise|iska|इसको|इसे|इसका)"
    rf"(?: ek| एक)? {_SWIPED}(?! {_NO})",
    rf"^write (?:ek |एक )?{_SWIPED}(?! {_NO})\W*$",
)
_SINGLE = (
    rf"\b(?:no|not an?|without an?|remove the|don'?t want an?|no need (?:for|of) an?) {_SWIPED}",
    rf"(?<!\w){_SWIPED} {_NO}",
    rf"\b(?:back to|just|only|make (?:it|this|that|post \d+)|bas|sirf|बस|सिर्फ)"
    rf" (?:one|a single|single|ek|एक) {_PICTURE}",
)


def _carousel(text: str) -> Found:
    for is_swiped, patterns in ((False, _SINGLE), (True, _SWIPES)):
        for pattern in patterns:
            match = re.search(pattern, text, re.I)
            if match and not re.search(_SAYS, text[: match.start()], re.I):
                return "carousel", is_swiped, match
    return None


def _style(text: str) -> Found:
    return _named(text, "style", _STYLES, _wishes)


def _form(text: str) -> Found:
    return _named(text, "ratio", _FORMS, _wishes)


def _style_of_new(text: str) -> Found:
    return _named(text, "style", _STYLES, _beside_subject)


def _form_of_new(text: str) -> Found:
    return _named(text, "ratio", _FORMS, _beside_subject)


def _named(
    text: str,
    field: str,
    words: Mapping[Style, str] | Mapping[Ratio, str],
    patterns: Callable[[str], tuple[str, ...]],
) -> Found:
    for one, said in words.items():
        for pattern in patterns(said):
            match = re.search(pattern, text, re.I)
            if match and (patterns is _beside_subject or _is_wished(text, match)):
                return field, one, match
    return None


def _beside_subject(said: str) -> tuple[str, ...]:
    """“… with a square picture”: what a post is about names no look of its own picture."""
    return (
        rf"\b(?:with|in|using|use)(?: an?| the)? (?:more )?(?<!\w)(?:{said})(?!\w)"
        rf"(?: (?:{_LOOK}|{_SHAPE}))? {_PICTURE}",
    )


def _wishes(said: str) -> tuple[str, ...]:
    """The ways to wish for a style or a form of a picture that is there."""
    word = rf"(?<![\w:])(?:{said})(?![\w:])"
    kind = rf"(?: (?:{_LOOK}|{_SHAPE}))?"
    changed = _ITS_PICTURE if said in _TONES_TOO else rf"(?:{_THING}|{_ITS_PICTURE})"
    return (
        rf"\b{_CHANGE} {changed} {_A}{word}{kind}",
        rf"\b(?:{_CHANGE}|{_WISH}) [^.;!?]{{0,60}}?{_PICTURE}[^.;!?]{{0,30}}?"
        rf"\b(?:and|in|with|to|into) {_A}{word}{kind}",
        rf"\b{_WISH} {_A}{word}{kind} {_PICTURE}",
        rf"\buse {_A}{word} {_LOOK}(?: for {_ITS_PICTURE})?",
        rf"\buse {word}(?: {_SHAPE})? (?:for|in|on) {_ITS_PICTURE}",
        rf"^(?:please |pls )?{_A}{word}{kind} (?!designs?\b){_PICTURE}"
        rf"(?: (?:for|of|on|in)(?: (?:{_POST}|it|them))?)?"
        r"(?: please| pls| now)?\W*$",
        rf"{_ITS_PICTURE} (?:should|must|has to|needs to|can) be {_A}{word}{kind}",
        rf"{_PICTURE}(?: (?:ko|को))?(?: (?:thod[ai]|zyada|aur|थोड़[ाी]|ज़्यादा|और))* {word}{kind}"
        rf"(?: (?:mein|me|में))?(?= {_DOING}|\W*$)",
        rf"{word} {_LOOK} (?:mein|me|में)(?!\w)",
        rf"{word}(?= {_DOING}| (?:format|size|ratio)\b)" if ":" in said else r"(?!)",
        rf"(?<=er) and {word}(?!\s*\w)",
    )


def _is_wished(text: str, match: re.Match[str]) -> bool:
    """Neither forbidden nor part of what is to be said."""
    before = text[: match.start()]
    return not (re.search(_FORBIDS, before, re.I) or re.search(_SAYS, before, re.I))


def _without(text: str, matches: list[re.Match[str]]) -> str:
    gone = {at for match in matches for at in range(*match.span())}
    left = "".join("\0" if at in gone else sign for at, sign in enumerate(text))
    left = re.sub(r"\s*\0+\s*", " ", left).strip()
    ends = r"^(?:and|but|also|,)\s+|\s+(?:and|but|(?:with|in|as|on)(?: an?| the)?)$"
    return re.sub(ends, "", left)
