"""The name of a business and its place, as people say them in English, Hindi and Hinglish."""

import re

_SHOP = (
    r"(?:shop|store|business|brand|company|cafe|café|restaurant|boutique|salon|bakery|gym|studio"
    r"|clinic|dukaan|dukan|दुकान|ब्रांड|कंपनी|बिज़नेस|kaam|काम)"
)
_OUR = (
    r"(?:our|my|the|hamari|humari|hamara|humara|hamare|humare|meri|mera|mere|हमारी|हमारा"
    r"|हमारे|मेरी|मेरा)"
)
_NAME = r"(?P<name>[^,.;:!?\n।|]{2,80}?)"
_END = (
    r"(?=\s+(?:in|at|from|near|since|and we|and i|we sell|selling|who|which|where|mein|में)\b"
    r"|\s+(?:hai|hain|है|हैं)(?![\w\u0900-\u097f])|\s*[,.;:!?\n।]|\s*$)"
)
_SAID = tuple(
    re.compile(pattern + _NAME + _END, re.IGNORECASE)
    for pattern in (
        r"\b(?:called|named)\s+",
        rf"\b(?:{_OUR} )?(?:{_SHOP}(?:'s)? )?name(?: is|'s|:)?(?: called)?\s+",
        rf"{_OUR} (?:{_SHOP} )?(?:(?:ka|का|ki|की|ke|के) )?(?:naam|name|नाम)\s+",
        rf"{_OUR} {_SHOP} is\s+",
        r"^(?:hi|hello|namaste|नमस्ते)?[,.! ]*(?:we are|we're|we r|this is|i am from|i'm from)\s+",
    )
)
_HINDI = (
    re.compile(
        r"(?:^|[\s,])(?:hum|ham|हम) (?:(?P<place>[\w\u0900-\u097f]+) (?:ke|ki|ka|mein|me|se|के"
        r"|की|का|में"
        r"|से) )?(?P<name>[^,.;!?\n।]{2,60}?) (?:hain|hai|हैं|है)(?![\w\u0900-\u097f])",
        re.IGNORECASE,
    ),
    re.compile(
        r"^(?:(?P<place>[\w\u0900-\u097f]+) (?:mein|me|में|ki|की|ka"
        r"|का) )?(?P<name>[^,.;!?\n।]{2,60}?)"
        r" (?:naam|नाम) (?:hai|है)",
        re.IGNORECASE,
    ),
)
_LEAD = re.compile(
    r"^(?:(?:no|nahi|नहीं|ji|जी|haan|हाँ|yes|ok|well|so|hi|hello)[,. ]+)*"
    r"(?:(?:it'?s|it is|its|that is|that's|called|name is|naam|नाम|the name is|just|simply)\s+)?",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s+(?:hai|hain|है|हैं|naam hai|नाम है)\W*$|\W+$", re.IGNORECASE)
_NO_NAME = re.compile(
    r"^(?:an?|not|open|closed|selling|located|based|in|at|from|here|small|very|just|so"
    r"|the best|going"
    r"|looking|happy|new|kya|क्या|bahut|बहुत|log|लोग|about|bechte|family|also|now|doing|making)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:\b(?:in|at|from|near|based in"
    r"|located in)\s+)(?P<place>(?:[A-Z\u0900-\u097f][\w\u0900-\u097f'’-]*"
    r"|[\d-]+(?= [A-Z]))(?: (?:[A-Z\u0900-\u097f][\w\u0900-\u097f'’-]*|of|no\.?|\d+))*"
    r"(?:, (?:[A-Z][\w'’-]*)(?: [A-Z][\w'’-]*)*(?=\s*(?:[.;!\n]|$|,)))*)"
)
_PLACE_SAID = re.compile(
    rf"^(?:(?:{_OUR} )?(?:{_SHOP} )?(?:is |are |we are |we're |hum |ham |हम )?(?:in|at|from"
    rf"|near|located in"
    r"|based in)? ?)?(?P<place>[^.!?\n।]{2,120}?)"
    r"(?: (?:mein|me|में|se|से|par|पर)(?: (?:hai|hain|है|हैं|hi))?| (?:hai|hain|है|हैं))?\W*$",
    re.IGNORECASE,
)


_DOES = re.compile(
    r"(?:^|\s)(?:bech|bana|kar|de|rakh|sell|बेच|बना|कर|दे|रख)(?:te|ti|ta|ते|ती|ता|s|ing)?$",
    re.IGNORECASE,
)
"""What somebody does is no name."""


def name_in(text: str) -> tuple[str | None, str | None]:
    """(name, place) as the message introduces the business; None for what it does not say."""
    for pattern in _SAID:
        match = pattern.search(text)
        if match and (name := _fit(match["name"])):
            return name, place_in(text[match.end("name") :])
    for pattern in _HINDI:
        match = pattern.search(text)
        if match and (name := _fit(match["name"])):
            return name, match["place"]
    return None, None


def place_in(text: str) -> str | None:
    """The place behind “in” or “from”, with a capital, as places are written."""
    match = _PLACE.search(text)
    return match["place"].strip(" ,")[:200] if match else None


def whole_name(text: str) -> tuple[str | None, str | None]:
    """The whole message as the answer to “what is it called?”: (name, place)."""
    said = _TAIL.sub("", _LEAD.sub("", text.strip(), count=1)).strip(" \"“”'‘’")
    head, _, rest = said.partition(",")
    placed = re.match(r"(.+?) (?:in|at|from|mein|में) (.+)$", head)
    name, place = placed.groups() if placed else (head, rest.strip())
    if len(name.split()) > 7 or not (fit := _fit(name, capital=False)):
        return None, None
    fit = fit.title() if fit.islower() and fit.isascii() else fit
    place = place.title() if place and place.islower() and place.isascii() else place
    plain = place if place and len(place.split()) <= 5 and not re.search(r"\d", place) else None
    return fit, plain


def whole_place(text: str) -> str | None:
    """The whole message as the answer to “where are you?”."""
    match = _PLACE_SAID.match(_LEAD.sub("", text.strip(), count=1))
    return match["place"].strip(" ,") if match and len(match["place"].split()) <= 12 else None


def plain(name: str) -> str:
    """By what two names are told to be one."""
    return re.sub(r"^(?:the|our) |[^\w\u0900-\u097f]+", " ", name.casefold()).strip()


def _fit(name: str, *, capital: bool = True) -> str | None:
    name = " ".join(name.split()).strip(" \"“”'‘’-")
    if _DOES.search(name):
        return None
    if not name or _NO_NAME.match(name) or not any(c.isalpha() for c in name):
        return None
    if capital and name[0].isascii() and not (name[0].isupper() or name[0].isdigit()):
        return None
    return name
