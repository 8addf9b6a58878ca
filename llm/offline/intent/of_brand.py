"""Whether a message states something of the brand itself, by a plain sign of it. Reads no value."""

import re

from llm.offline.brand.contact import EMAIL, PHONE
from llm.offline.intent import sayings as say

_OUR = r"(?:our|my|hamar[aie]|humar[aie]|mer[aie])"
_REACHED = re.compile(
    rf"^(?:please |hi,? |note:? )*{_OUR} (?:new )?(?:whats ?app|phone|mobile|contact|telephone)?"
    r" ?(?:number|no\.?|nambar)\b"
    rf"|^{_OUR} (?:new )?(?:whats ?app|phone|e-?mail)(?: address| id)?(?: is|:| hai)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"^(?:please )*{_OUR} (?:new )?(?:address|web ?site|site|opening hours|hours|timings?)"
    r"(?: is| are|:| hai) (?!good|bad|great|down|not|nice|wrong)",
    re.IGNORECASE,
)
_OFFER = re.compile(rf"^{_OUR} (?:new |current )?offer(?: is|:| hai:?)\s", re.IGNORECASE)
_PLACE = re.compile(
    r"\b(?:in|on|under|from|to) (?:the|our|my) brand(?: page| profile)?\W*$"
    r"|\b(?:from|to|in) (?:the |our |my )?(?:products?(?: list)?|price list)\W*$"
    r"|^(?:brand|products?(?: list)?) (?:mein|me|se)\b.*\b(?:hata|nikal|badal|kar|daal)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"^(?:please |pls )*(?:change|update|set|correct|fix|save|remove|delete|drop|take out|add|put"
    r"|brand|products?)\b",
    re.IGNORECASE,
)
_POSTS = re.compile(r"\b(?:posts?|drafts?|captions?|campaigns?|image|picture|plan)\b|#\d", re.I)


def states_of_brand(text: str) -> bool:
    """“Our WhatsApp number is …”, “change … in the brand”; what speaks of posts does not."""
    if _POSTS.search(text) or re.search(say.QUESTION, text, re.IGNORECASE):
        return False
    if _REACHED.search(text) and (PHONE.search(text) or EMAIL.search(text)):
        return True
    if _SAID.search(text) or _OFFER.search(text):
        return True
    return bool(_PLACE.search(text) and _DOES.search(text))
