"""What a message says of rules of writing: list them, remember one, leave or forget one.

An answer to a proposal is never read as a decision on a post, nor the other way round.
"""

import re

from domain.devanagari import fold
from domain.rule import Aspect
from llm.offline.tongue import typed
from llm.tasks.intent import Intent, IntentInputs, IntentKind, KnownRule, RuleWish

LONGEST_ANSWER = 80
"""Characters; who writes more says something else as well."""
_RULE = r"(?:rules?|niyam|niam|niyamon)"
_ASKED = r"(?:what|which|list|show)(?: (?:me|are|is|all|the|my|our|your))*"
_FOLLOWED = (
    r"(?:(?:mante|manate|folo|follow|yad|rakhte|rakhe|karte|kya|kaun se|hai|hain|ho|dikhao|dikhaiye"
    r"|batao|bataiye|dikha do|bata do)\W*)+"
)
_LIST = re.compile(
    rf"^(?:please |pls )?(?:{_ASKED} (?:\w+ )?{_RULE}(?: (?:do|you|we|i|follow|have|are|there"
    rf"|know|keep|remember|when|writing|write|now|please|for me|of mine))*|my {_RULE}|{_RULE})\W*$"
    rf"|^(?:mere |hamare |ap )?(?:kaun ?se |kaun kaun se |kya |sab |sare )?{_RULE} {_FOLLOWED}$"
)
_NAMED = r"(?:\W+(?:about|on|for|of|that|which|with|against|saying|no\.?|number|\d)\b[^.!?]*)?"
_GONE = (
    r"(?:hata do|hatao|hata dijiye|hataiye|bhul jao|bhul jaiye|mita do|band kar do|chhodo|chhod do)"
)
_FORGET = re.compile(
    r"\b(?:forget|drop|delete|remove|cancel|stop following|no longer follow)"
    r"(?: (?:the|my|our|this|that))? "
    rf"(?:(?P<before>[^.!?]{{1,40}}?) )?{_RULE}(?P<about>{_NAMED})\W*$"
    rf"|(?P<first>^[^.!?]{{0,60}}?){_RULE}\b(?P<middle>[^.!?]{{0,20}}?)\b{_GONE}\W*$"
)
_OF_POSTS = re.compile(r"\b(?:posts?|drafts?|captions?|write|likh\w*|banao|bana do|reels?)\b")
"""Before the rule: then it is what a post is about, or a wish for one beside it."""
_YES = r"(?:yes|yeah|yep|ok|okay|sure|please|good|right|han|han ji|ji|ji han|th[i]k hai|bilkul)"
_REMEMBER = re.compile(
    rf"^(?:{_YES}[,.! ]+)*(?:(?:please )?(?:do )?(?:remember|keep|follow) (?:that|this|it)"
    r"(?: rule)?"
    r"|remember|(?:ise |yah |ye |niyam )?yad (?:rakho|rakhna|rakhiye|rakhie|rakh lo|rakhen))"
    rf"(?:[, ]+(?:from now on|always|please|{_YES}))*\W*$"
)
_NO = re.compile(
    r"^(?:(?:no|nope|nah|nahi|nahin|na|mat|rahne do|rehne do|jane do|do not|don't|dont|please"
    r"|thanks|thank you|not now|ji|ise|yad|rakho|remember|that|it|need|keep|leave)[,.! ]*)+$"
)
_HAS_NO = re.compile(r"\b(?:no|nope|nah|nahi|nahin|na|mat|not|don't|dont|rahne|rehne|jane)\b")
_DROP = re.compile(
    rf"^(?:{_YES}[,.! ]+)*(?:drop|forget|delete|remove) (?:it|that|this)\W*$"
    rf"|^(?:{_YES}[,.! ]+)+(?:ise )?(?:hata do|hatao|hataiye|bhul jao)\W*$"
)
_KEEP = re.compile(
    r"^(?:(?:no|nahi|nahin)[,. ]*)?(?:please )?(?:keep (?:it|that|the rule)|rahne do|rehne do)\W*$"
)
_SUBJECTS: dict[Aspect, str] = {
    Aspect.NO_EXCLAMATION: r"exclamation|!|vismay",
    Aspect.NO_EMOJI: r"emoji|imoji",
    Aspect.ADD_EMOJI: r"emoji|imoji",
    Aspect.MOST_HASHTAGS: r"hash ?tag",
    Aspect.NO_HASHTAG: r"hash ?tag",
    Aspect.ADD_HASHTAG: r"hash ?tag",
    Aspect.LENGTH: r"length|long|short|characters?|lambai|chhot|akshar",
    Aspect.OPENING: r"opening|greeting|begin|start|first line|shuru",
    Aspect.SIGN_OFF: r"sign.?off|end|last line|akhir|ant\b",
    Aspect.CALL_TO_ACTION: r"call to action|cta|last line|akhir",
    Aspect.NO_PRICE: r"price|dam\b|kimat|rate",
    Aspect.ADD_PRICE: r"price|dam\b|kimat|rate",
    Aspect.NO_CAPITALS: r"capital|caps|bade akshar",
    Aspect.NO_ELLIPSIS: r"dots?\b|ellipsis|bindu",
    Aspect.NO_DASHES: r"dash",
    Aspect.ONE_PARAGRAPH: r"paragraph|line break|lines?\b",
    Aspect.LINE_PER_SENTENCE: r"line break|lines?\b|pankti",
    Aspect.INFORMAL: r"\btum\b|\bap\b|\baap\b|pronoun",
    Aspect.NO_OPENING_QUESTION: r"question|saval|sawal",
}


def wish_in(said: str, inputs: IntentInputs) -> Intent | None:
    """The wish about rules; None when the message says nothing of them."""
    text = " ".join(typed(said).lower().split())
    folded = fold(text)
    if _LIST.match(text) or _LIST.match(folded):
        return _wish("list")
    asked = next((rule for rule in inputs.rules if rule.was_asked), None)
    if answer := _answered(text, folded, inputs, asked):
        return answer
    match = _FORGET.search(text) or _FORGET.search(folded)
    if match is None or (not inputs.rules and inputs.open_drafts):
        return None
    around = f"{match.string[: match.start()]} {match['before'] or ''} {match['first'] or ''}"
    if _OF_POSTS.search(around):
        return None
    about = " ".join(filter(None, match.groupdict().values()))
    return _wish("forget", *_meant(about, inputs.rules))


def _answered(
    text: str, folded: str, inputs: IntentInputs, asked: KnownRule | None
) -> Intent | None:
    """The answer to a proposal or a doubt; “remember that” also a while after the question."""
    if len(text) > LONGEST_ANSWER:
        return None
    said = (text, folded)
    if asked and asked.is_followed:
        return _of_a_doubt(said, asked)
    if _any(_REMEMBER, said):
        proposed = [asked] if asked else [rule for rule in inputs.rules if not rule.is_followed]
        if proposed:
            return _wish("accept", proposed[0].number) if len(proposed) == 1 else _wish("list")
    is_no = _any(_NO, said) and any(_HAS_NO.search(one) for one in said)
    return (
        _wish("decline", asked.number) if asked and is_no and not inputs.pending_request else None
    )


def _of_a_doubt(said: tuple[str, str], asked: KnownRule) -> Intent | None:
    if _any(_DROP, said):
        return _wish("forget", asked.number)
    return _wish("accept", asked.number) if _any(_KEEP, said) else None


def _any(pattern: re.Pattern[str], said: tuple[str, str]) -> bool:
    return any(pattern.match(one) for one in said)


def _meant(about: str, rules: tuple[KnownRule, ...]) -> tuple[int, ...]:
    """Numbers of the rules that are named: by number, by words of theirs, or by their subject."""
    known = {rule.number for rule in rules}
    if numbers := [int(n) for n in re.findall(r"\b\d{1,2}\b", about) if int(n) in known]:
        return tuple(dict.fromkeys(numbers))
    words = [w for w in re.findall(r"[^\s\"“”'.,!?]{4,}", about) if w not in _PLAIN]
    said = [r.number for r in rules if any(w in typed(r.words).lower() for w in words)]
    if said:
        return tuple(said)
    ways = f"{about} {fold(about)}"
    return tuple(r.number for r in rules if re.search(_SUBJECTS.get(r.aspect, "$^"), ways, re.I))


_PLAIN = frozenset(
    {"about", "that", "says", "with", "from", "wala", "wali", "vala", "vali", "please"}
)


def _wish(act: str, *numbers: int) -> Intent:
    wish = RuleWish.model_validate({"act": act, "numbers": numbers})
    return Intent(kind=IntentKind.RULES, rules=wish)
