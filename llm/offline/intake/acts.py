"""What a message is to the questions: a yes, a skip, another matter. Reads no business."""

import re

from llm.offline.intent import sayings as say
from llm.offline.intent.hindi import in_english
from llm.tasks.intake import IntakeInputs

_PLEASE = (
    r"(?:[\s,.!]+(?:please|pls|ji|जी|it|this|that|is|all|correct|right|save|karo|kar do"
    r"|kar lo|karein|hai|है|करो|कर दो|कर लो|यह|ise|इसे|sab|सब|theek|ठीक|sahi|सही|thanks"
    r"|thank you))*"
)
_YES = re.compile(
    r"^(?:yes|yeah|yep|yup|ok|okay|sure|save|correct|right|perfect|fine|good|great|haan|han"
    r"|ha+|हाँ|हां|जी|ji|sahi|सही"
    rf"|th[ei]+k|ठीक|bilkul|बिल्कुल|rakh lo|रख लो|done|looks good|all good|सेव){_PLEASE}\W*$",
    re.IGNORECASE,
)
_NO = re.compile(
    r"^(?:no|nope|nah|nahi|nahin|नहीं|galat|ग़लत|गलत|wrong|not (?:right|correct)"
    r"|that'?s (?:wrong|not right)|don'?t save)"
    r"(?:[\s,.!]+(?:that'?s|that|is|it|wrong|not|right|galat|hai|है|this|ये|yeh|ye|save|mat|मत|karo"
    r"|करो|thanks))*\W*$",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"^(?:skip|pass|next|later|not now|none|nothing|no idea|i don'?t know|don'?t know|dunno|no"
    r"|nope|nahi|नहीं"
    r"|(?:i )?(?:can'?t|cannot|won'?t|will not|don'?t want to|do not want to|would rather not"
    r"|'d rather not|prefer not to)"
    r" (?:say|tell|share|answer|give)[^.!?]*|(?:that'?s|it'?s) (?:private"
    r"|none of your business)|pata nahi|नहीं पता|पता नहीं"
    r"|baad mein|बाद में|abhi nahi|अभी नहीं|chhodo|छोड़ो|chodo|aage|आगे|nahi bata\w*"
    r"|नहीं बता\w*|rehne do|रहने दो|kuch nahi"
    r"|कुछ नहीं)(?: (?:it|this|that|one|question|please|ji))*\W*$",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"^(?:(?:ok |please )?(?:stop|enough|that'?s (?:all|enough|it)|no more(?: questions)?"
    r"|cancel|quit|leave it)"
    r"(?: (?:asking|now|please|questions|for now))*|bas|बस|bas karo|बस करो|bas itna(?: hi)?"
    r"|kafi hai|काफ़ी है)\W*$",
    re.IGNORECASE,
)
NO_ANSWER = re.compile(
    r"https?:|www\.|\b(?:ignore|instructions?|system prompt|approve[sd]?|publish|password|token)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\?\s*$|^(?:what|how|why|who|when|which|can|could|do|does|will|would|should|kya|kaise"
    r"|kyun|kab|क्या|कैसे|क्यों|कब)\b",
    re.IGNORECASE,
)


_MARKET = re.compile(r"\bMarket\b")
"""A street's name; “market our katli” is a request."""


def plain_act(text: str, inputs: IntakeInputs) -> str | None:
    """What the message is as a whole, where it tells nothing: a yes, a no, a skip, a stop."""
    if _STOP.match(text):
        return "stop"
    if inputs.confirming:
        return "yes" if _YES.match(text) else "no" if _NO.match(text) else None
    return "skip" if inputs.asked and _SKIP.match(text) else None


def asks_other(text: str) -> bool:
    """A question, a greeting, or a request for posts: nothing that tells of the business."""
    english = _MARKET.sub(" ", in_english(text))
    patterns = (say.NEW, say.NEW_PLAIN, say.APPROVE, say.GREETING, say.CHANGE)
    return bool(_ASKS.search(text)) or any(re.search(p, english, re.IGNORECASE) for p in patterns)


def asks_for_posts(text: str) -> bool:
    """A question or a request, whose offer and number are for its posts and not of the brand."""
    english = _MARKET.sub(" ", in_english(text))
    patterns = (say.NEW, say.NEW_PLAIN)
    return bool(_ASKS.search(text)) or any(re.search(p, english, re.IGNORECASE) for p in patterns)


def is_courtesy(text: str) -> bool:
    """Whether the words only greet, thank or ask to begin."""
    return bool(re.search(say.GREETING, text, re.I) or re.search(say.SETUP, text, re.I))
