"""Whether a message asks what may be spent, in any of the languages. Sets no sum."""

import re

from llm.offline.intent.budgets import WORD
from llm.offline.intent.spelled_sums import in_figures

_BEFORE = (
    r"(?:(?:and|so|but|ok|okay|hey|hi|hello|please|pls|accha|achha|bhai|aur|और|can you|could you"
    r"|tell me),? )*"
)
_BESIDE = (
    r"(?:is|was|are|my|our|the|a|any|your|this|that|total|current|ad|ads|marketing|monthly|now|set"
    r"|left|remaining|so|far|have|has|do|did|i|we|you|me|us|there|for|of|in|it|plan|campaign"
    r"|month|week|right|again|still|please|pls|gave|told|given|lakhs?|rupees?)"
)
"""Words beside “budget” with which no more is asked than what it is."""
_NEAR = (
    r"(?:hai|he|h|tha|thi|hain|ab|abhi|tak|mera|meri|hamara|humara|apna|is|us|ka|ki|ke|ko|mein|me|liye"
    r"|plan|campaign|total|kul|bacha|baki|set|hua|kiya|diya|na|ji|bhai|please|zara|jara|mujhe|to"
    r"|rupees|rupaye|rs|hazaar|lakh|है|था|अब|अभी|तक|मेरा|हमारा|अपना|इस|का|की|के|को|में|लिए|प्लान|कैंपेन|कुल"
    r"|बचा|बाक़ी|बाकी|हुआ|दिया|किया|ना|जी|मुझे|ज़रा|लाख|हज़ार|हजार|₹?\d[\d,.]*)"
)
_ORDERED = re.compile(
    r"\b(?:make|change|raise|lower|increase|reduce|cut|double|write|plan|draft|create|suggest"
    r"|recommend|best|enough|good|should|posts?|captions?|badha|ghata|kar do|karo|kardo|rakho"
    r"|rakh do|chahie|chahiye|banao|likho)\b|करो|कर दो|रखो|बढ\u093c?ा|घटा|चाहिए|बनाओ|पोस्ट",
    re.IGNORECASE,
)
"""Words with which a message that names the budget wants more than to be told of it."""
_ASKED = re.compile(
    rf"^{_BEFORE}(?:"
    rf"(?:what(?:'?s)?|how (?:much|big|high)|which|is|was|show|tell|remind"
    rf"|(?:do|did|have|has) (?:i|we|you))"
    rf"(?: {_BESIDE})* {WORD}(?: {_BESIDE}| (?:₹|rs\.? ?)?\d[\d,.]*k?)*"
    rf"|(?:what|how much) (?:can|may|could|do|will|did) (?:i|we|you)(?: still)? (?:spend|invest)\b"
    rf"[^.!?]{{0,30}}"
    rf"|(?:{_NEAR} ){{0,5}}{WORD} (?:{_NEAR} ){{0,4}}(?:kitna|kitne|kitni|kya|kia|batao|bataiye"
    rf"|bataie|bata do|bata dijiye|dikhao|dikha do|कितना|कितने|कितनी|क्या|बताओ|बताइए|बता दो"
    rf"|बता दीजिए|दिखाओ|दिखा दो)(?: {_NEAR}){{0,4}}"
    rf"|(?:kitna|kitni|kya|kia|कितना|कितनी|क्या)(?: {_NEAR}){{0,4}} {WORD}"
    rf"(?: {_NEAR}){{0,5}}|(?:my |our |the |mera |hamara |मेरा |हमारा )?{WORD}(?= ?\?)"
    rf")[\s.!?।]*$",
    re.IGNORECASE,
)
"""Questions whose answer is the sum."""


def asks_budget(text: str) -> bool:
    """“What is my budget?”, “budget kitna hai”: the sum is asked for, and none is set."""
    said = (text, *(figures for figures, _ in in_figures(text)))
    return any(_ASKED.match(one) for one in said) and not _ORDERED.search(text)
