"""A new price that a message names for a post. Knows nothing of what the post says."""

import re

from llm.offline import library

_SIGN = r"(?:₹|rs\.?|inr|rupees?)"
_SUM = r"(?P<sum>\d{1,9}(?:,\d{2,3})*(?:\.\d{1,2})?)(?![\d%]|,\d|\.\d)"
_NO_SUM = (
    r"(?! ?(?:percent|am|pm|baje|o'clock|days?|hours?|lines?|posts?|words?|off|discount"
    r"|cashback)\b)"
)
_RUPEES = r"(?:\s?/-| ?(?:rupees?|rs\b\.?|bucks|inr)\b)"
_NAME = r"(?:prices?|rates?|cost|mrp|amount)"
_TO = (
    r"(?:,? (?:is|it|now|to|as|at|be|should|must|will|only|just|has|been|changed|increased|raised"
    r"|reduced|lowered|gone|up|down|new|into|=)\b)*"
)
_NUMBERED = r"(?:posts?|drafts?) #?\d{1,3}(?:(?:, and|,| and| &) #?\d{1,3})*"
_NO_POST = r"(?<!post )(?<!posts )(?<!draft )(?<!drafts )(?<!#)"
_WISHES = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"\b{_NAME}\b(?: (?:of|for|in) (?:{_NUMBERED}|[^.;₹\d]{{1,40}}?))?"
        rf"(?: from {_SIGN}? ?(?P<was>\d[\d,]*(?:\.\d+)?){_RUPEES}?)?"
        rf"{_TO} ?[:=]? ?(?:{_SIGN} ?)?{_NO_POST}{_SUM}{_NO_SUM}",
        rf"\b(?:make|keep|set|put) (?:it|this|that|them)(?: (?:at|to|for|as|only|just))* "
        rf"(?:{_SIGN} ?{_SUM}|(?P<bare>\d{{1,9}}(?:,\d{{2,3}})*){_RUPEES}){_NO_SUM}",
    )
)
_TOLD = r"\b(?:add|mention|include|say|write|tell)\b[^.;]{0,20}\b(?:that|saying)\b"
_ASKED = r"^(?:is|was|are|does|did|what|how|why|which)\b.*\?\s*$"


def price_in(text: str) -> str | None:
    """The sum that a price is to say from now on; None when the text sets none."""
    match = _match(text)
    if match is None:
        return None
    return str(match["sum"] or match.groupdict().get("bare"))


def price_before_in(text: str) -> str | None:
    """The sum that it is to replace, where that was named: “from 40 to 45”."""
    match = _match(text)
    return match.groupdict().get("was") if match else None


def without_price(text: str) -> str:
    """The text without the words that set a price: the 7 of “price to 7” is no hour."""
    match = _match(text)
    return f"{text[: match.start()]} {text[match.end() :]}" if match else text


_OF = (
    rf"\b{_NAME} (?:of|for) (?P<what>[^.;,₹\d]{{2,50}}?) (?:to|from|is|as|=|now|should|will|at)\b",
    r"\b(?P<what>(?:[^\s.;,₹\d]+ ){0,4}[^\s.;,₹\d]+) (?:ka|ki|ke|का|की|के) (?:naya |sahi |नया )?"
    rf"(?:dam|daam|dham|kimat|keemat|bhav|bhaav|rate|price|mrp|दाम|कीमत|क़ीमत|भाव|रेट|{_NAME})(?=\s)",
    rf"\b(?:change|set|make|put|update|correct|fix|increase|reduce|raise|lower|and|^) "
    rf"(?:the )?(?P<what>(?:[^\s.;,₹\d]+ ){{0,3}}?[^\s.;,₹\d]+?)(?:'s)? {_NAME}\b",
    rf"^(?:the )?(?P<what>(?:[^\s.;,₹\d]+ ){{0,3}}?[^\s.;,₹\d]+?)(?:'s)? {_NAME}\b",
)


def priced_in(text: str) -> str:
    """What the price to be set is the price of, in the person's words; empty when not said."""
    if "₹" not in text and not re.search(r"\d", text):
        return ""
    data = library.read("en/reading")
    idle = {*data["unnamed"], *data["priced"]}
    for pattern in _OF:
        for match in re.finditer(pattern, text, re.I):
            words = [w for w in match["what"].split() if w.lower() not in idle]
            if words:
                return " ".join(words)
    return ""


def _match(text: str) -> re.Match[str] | None:
    if re.search(_TOLD, text, re.I) or re.search(_ASKED, text, re.I):
        return None
    return next((m for pattern in _WISHES if (m := pattern.search(text))), None)
