"""A greeting before what is asked. Decides nothing about what follows."""

import re

_HELLO = (
    r"(?:hi+|hello+|hey+|namaste|namaskar|namasthe|salaam|vanakkam|hola|good (?:morning|afternoon"
    r"|evening|day)|नमस्ते|नमस्कार|हेलो|हैलो|हाय|राम राम|ram ram)"
)
_WHOM = r"(?:\s+(?:ji|जी|there|team|everyone|all|sir|madam|bhai|dear|again|doston))?"
_LEAD = re.compile(rf"^{_HELLO}{_WHOM}\s*[!,.।:–—🙏☕-]+\s*", re.IGNORECASE)
_SMALL_TALK = re.compile(
    r"(?:how (?:are|is|r|do)|kaise|kaisi|kya ha+l|aap kaise|कैसे|कैसी|आप कैसे|क्या हाल|what's up|good)\b",
    re.IGNORECASE,
)


def ungreeted(said: str) -> str:
    """The request without the greeting before it; a greeting alone stays one."""
    left = _LEAD.sub("", said)
    if left == said or len(left.split()) < 2 or _SMALL_TALK.match(left):
        return said
    return left
