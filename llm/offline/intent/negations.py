"""Words that forbid a change, leave a post as it is or take an order back. Changes nothing."""

import re

from llm.offline.intent.clauses import folded
from llm.offline.intent.hindi import saying

_NOT = (
    r"(?<!why )\b(?:don'?t|do not|never|no need to|(?:can|could|will) you not|need not|needn'?t"
    r"|shouldn'?t|should not|mustn'?t|must not|(?:don'?t|do not) want (?:you )?to)"
)
_GENERAL = r"(?:change|touch|edit|alter|modify|rewrite|redo|reword|mess with)"
_SPECIAL = (
    r"(?:remove|delete|drop|lose|cut|take (?:out|down|away)|shorten|lengthen|trim|expand"
    r"|make(?! (?:a|any|new|more|another|posts)\b)(?! (?:it|them|this|that) (?:so|too|very)\b)"
    r"|move|reschedule|postpone|prepone|shift|delay|translate|convert|turn|add|cancel|reject"
    r"|discard|scrap|call off|replace|reduce|increase|get rid of"
    r"|(?:write|put) (?:(?:it|them|this|that|post \d+) )?in (?=hindi|english|hinglish))"
)
_FORBIDDEN = re.compile(
    rf"{_NOT} (?:you |ever |please |also )?(?:{_GENERAL}|{_SPECIAL})\b"
    r"|\bwithout (?:changing|removing|losing|touching|dropping|cutting|editing|moving|adding"
    r"|deleting|making)\b",
    re.IGNORECASE,
)
_PROPERTY = (
    r"(?:prices?|rates?|cost|emojis?|hash ?tags?|offers?|lines?|text|words?|time|date|day|slot"
    r"|length|language|tone|photos?|images?|#\w+|dam|daam|kimat|bhav|imoji|haishtaig)"
)
_POST = (
    r"(?:it|them|this|that|these|those|both|(?:posts?|drafts?) #?\d[\d, and&]*"
    r"|(?:the|that|this) (?:[\w']+ ){0,4}(?:ones?|posts?|drafts?))"
)
_LEFT = re.compile(
    r"\b(?:leave|keep|let)\b.{0,60}?\b(?:as (?:it|they) (?:is|are|was|were)|as is|as it's|alone"
    r"|untouched|unchanged|the same|same|be|intact|like (?:that|this))(?=\W|$)"
    r"|^\W*(?:(?:no|actually|just|please|so|sorry|wait|oh|ok|but|and),? )*"
    rf"(?:keep|leave) {_POST}(?: out)?(?: please)?\W*$"
    rf"|\bkeep (?:all )?(?:the |its |our |my )?{_PROPERTY}"
    r"(?! (?:at|to|as|for|₹|rs|\d|short|simple))"
    r"|\b(?:stays?|remains?) (?:as|the same|unchanged|like)\b|\bshould (?:stay|remain)\b"
    r"|\bno changes?\b (?:to|in|for|needed|required)|\bnever ?mind\b|\bscratch that\b"
    r"|\bforget (?:it|that)\W*$",
    re.IGNORECASE,
)
_FINE = (
    r"(?:great|good|fine|ok|okay|perfect|nice|lovely|excellent|awesome|amazing|beautiful|superb"
    r"|wonderful|brilliant|cool|alright|all right|correct)"
)
_PRAISED = re.compile(
    rf"(?<!not )\b(?:is|are|looks?|was|seems?|reads?|it's)(?: (?:already|really|very|so|just|all"
    rf"|quite|absolutely|pretty|also))* {_FINE}"
    r"(?: (?:as (?:it|they) (?:is|are)|now|already|for me|enough|too|also|though))*\W*$"
    r"|^\W*(?:i|we) (?:really )?(?:like|love) (?:the|post|it|this)\b[^,]*$",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^\W*(?:(?:oh|sorry|hmm|ok|no|wait),? )*(?:actually|no,? wait|wait|never ?mind|scratch that"
    r"|forget|on second thoughts?|no\b|nahi nahi|are nahi|ruko)",
    re.IGNORECASE,
)


def forbids(clause: str) -> bool:
    """It says that a change is not to be made."""
    return bool(_FORBIDDEN.search(clause) or saying("forbids").search(folded(clause)))


def leaves(clause: str) -> bool:
    """It says that something stays as it is."""
    return bool(_LEFT.search(clause) or saying("leaves").search(folded(clause)))


def excludes(clause: str) -> bool:
    """“Not post 1”, “post 1 nahi”: only a name and that it is not meant."""
    return bool(
        re.search(r"^\W*not (?:the\b|posts?\b)", clause, re.IGNORECASE)
        or re.search(r"(?:post \d+|val[aie](?: post)?)(?: ko)? (?:nahi|nahin)\W*$", folded(clause))
    )


def praises(clause: str) -> bool:
    if clause.rstrip().endswith("?"):
        return False
    return bool(_PRAISED.search(clause) or saying("praises").search(folded(clause)))


def takes_back(clause: str) -> bool:
    """“Actually no, keep it”: what was ordered just before does not hold."""
    return _BACK.search(clause) is not None


def properties(clause: str) -> frozenset[str]:
    """What of a post the clause speaks about: its price, its hashtags; empty when of the whole."""
    found = re.findall(rf"(?<![\w#]){_PROPERTY}(?!\w)", clause, re.IGNORECASE)
    return frozenset(word.lower().rstrip("s") for word in found)


def is_general(clause: str) -> bool:
    """It speaks of a whole post and of no particular change to it."""
    if properties(clause):
        return False
    special = re.search(rf"{_NOT} (?:\w+ )?{_SPECIAL}\b", clause, re.IGNORECASE)
    return special is None or re.search(rf"{_NOT} {_GENERAL}\b", clause, re.I) is not None


def affirmed(clause: str) -> str:
    """The clause without its negation: the change that it forbids."""
    bare = re.sub(rf"{_NOT} ", "", clause, flags=re.IGNORECASE)
    return re.sub(r"\b(?:mat|nahin?|मत|नहीं)\s+", "", bare, flags=re.IGNORECASE)
