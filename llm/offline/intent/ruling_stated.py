"""A rule of writing that a person states: “never use emoji”, “aage se emoji mat lagana”.

Read whole or not at all: a word too many, and it is an edit of the drafts, or something else.
"""

import re
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from domain.rule import Aspect, Habit
from llm.offline.intent.message import number
from llm.offline.intent.ruling_signs import ICON, QUOTED, TAG, standing_wish
from llm.tasks.intent import Intent, IntentKind, OwnContact, RuleWish

A = Aspect
Found = Iterable[tuple[Aspect, dict[str, object]]]
Read = Callable[[re.Match[str], dict[str, str]], Found]

_THINGS = {
    A.NO_EXCLAMATION: r"exclai?mation(?:s| marks?| points?| signs?)?"
    r"|(?:exclamation|vismay\w*)(?: (?:chi[nh]+|nishan|sign)\w*)?",
    A.NO_EMOJI: r"emojis?|imoji|emoticons?|smileys?|smilies",
    A.NO_PRICE: r"prices?|price tags?|rates?|da+m|ki+mat|kee?mat|bhav",
    A.NO_CAPITALS: r"(?:words? in )?(?:all[- ])?(?:caps|capitals|capital letters)"
    r"|(?:all[- ])?capital words|block letters|bade akshar\w*",
    A.MOST_HASHTAGS: r"hash ?tags?",
}
_THING = "(?:" + "|".join(_THINGS.values()) + ")"
_AND = r"(?:,? (?:and|or|nor|aur|ya)|,) (?:(?:no|any|the) )?"
_USE = r"(?:use|put|add|write|include|have|want|say|show|mention|give|quote|tell|print)"
_NEVER = r"(?:(?:we|i|you) )?(?:should )?(?:never|not|do not|don'?t|must not)(?: (?:to|ever))*"
_NO = (
    rf"(?:{_NEVER}(?: {_USE}(?: in)?)?|no(?: more)?|without|avoid(?: using)?|stop using"
    r"|leave out|skip|remove|take out)(?: (?:any|an?|the|our|all|your))*"
)
_NOT = r"(?:mat|nahi\w*|na)"
_DO = (
    r"(?:(?:istemal|use|prayog|upyog|add) )?(?:lag|likh|da+l|rakh|kar|bol|kah|keh|de|bata|dikha"
    r"|jod|chah|ho)\w*(?: (?:hai|hain|karo|karna|karen|do|dena|kar))*"
)
_TELL = r"(?:lag|likh|da+l|bata|dikha|jod|add|den)\w*(?: (?:hai|karo|karna|do|dena))*"
_HIS = r"(?: (?:ka|ki|ke|ko|istemal|use|prayog|upyog|bilkul|shabd|word))*"
_Q, _QS = f"(?P<text>{QUOTED})", f"(?P<all>{QUOTED}(?:{_AND}{QUOTED})*)"
_TAGS, _ICON = f"(?P<all>{TAG}(?:(?:{_AND}| )(?:{TAG}))*)", f"(?P<all>{ICON})"
_OLD = f"(?P<old>{QUOTED})"
_SAY = r"(?:say|use|write|print)"
_WORD = r"[^\W\d_][^\W\d_]{2,}"
_POSTS = r"(?: (?:(?:every|each|all|the|my|our) )*(?:posts?|captions?))?"
_LAST = r"(?:a?khir(?:i)?|a+khir|ant|end) mei?n?"
_END = rf"(?:end|close|finish|sign off){_POSTS} (?:with|as|by saying)"
_OUR = r"(?: (?:my|our|the|shop's|brand's|own))*"
_NUMBER = (
    r"(?P<most>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
    r"|ek|do|teen|tin|cha+r|pa+nch)"
)
_TAGGED = r"hash ?tags?"
_COUNTS = {"ek": 1, "do": 2, "teen": 3, "tin": 3, "ten": 10, "char": 4, "chaar": 4} | {
    "panch": 5,
    "paanch": 5,
}
_CONTACTS: dict[OwnContact, str] = {
    "whatsapp": r"(?:wh?ats? ?ap+|vh?ats ?a+i?p)(?: (?:number|nambar|no))?",
    "phone": r"(?:(?:phone|mobile|contact|telephone|fon|mobail) )?(?:number|nambar)|phone",
    "address": r"(?:(?:shop|store|full) )?address|pata",
    "website": r"web ?site(?: (?:address|link))?",
    "email": r"e-?mail(?: (?:address|id))?",
    "hours": r"(?:opening |business )?(?:hours|timings?)",
}
_CONTACT = "(?P<contact>" + "|".join(_CONTACTS.values()) + ")"
_BESIDE = frozenset(
    {"never", "that", "this", "anything", "something", "nothing", "sorry", "yes", "please", "die"}
    | {"goodbye", "the", "any", "what", "how", "when", "why", "where", "again", "too", "much"}
    | {"more", "less", "things", "hindi", "english", "hinglish", "aap", "tum", "price", "prices"}
    | {"emoji", "emojis", "hashtag", "hashtags", "rate", "rates", "caps", "capitals"}
)
"""After “never say”: no word that is meant for itself."""


def _things(match: re.Match[str], _: dict[str, str]) -> Found:
    for one in re.split(_AND, match["things"], flags=re.I):
        for aspect, pattern in _THINGS.items():
            if re.fullmatch(pattern, one.strip(), re.I):
                yield aspect, ({"most": 0} if aspect is A.MOST_HASHTAGS else {})
                break


def _each(aspect: Aspect, name: str) -> Read:
    def read(match: re.Match[str], given: dict[str, str]) -> Found:
        return [(aspect, {name: given[c]}) for c in match["all"] if c in given]

    return read


def _one(aspect: Aspect) -> Read:
    return lambda match, given: [(aspect, {"text": given[match["text"]]})]


def _plain(aspect: Aspect) -> Read:
    return lambda _match, _given: [(aspect, {})]


def _most(match: re.Match[str], _: dict[str, str]) -> Found:
    word = match["most"].lower()
    most = _COUNTS.get(word) or number(word)
    return [] if most is None else [(A.MOST_HASHTAGS, {"most": most})]


def _instead(match: re.Match[str], given: dict[str, str]) -> Found:
    old, text = (given.get(match[name], match[name]) for name in ("old", "text"))
    if (old.lower(), text.lower()) in {("aap", "tum"), ("ap", "tum"), ("आप", "तुम")}:
        return [(A.INFORMAL, {})]
    if {old.lower(), text.lower()} & _BESIDE:
        return []
    return [(A.REPLACE, {"old": old, "text": text})]


def _word(match: re.Match[str], _: dict[str, str]) -> Found:
    word = match["word"]
    return [] if word.lower() in _BESIDE else [(A.LEAVE_OUT, {"old": word})]


_READERS: tuple[tuple[str, Read], ...] = (
    (rf"{_NO} (?P<things>{_THING}(?:{_AND}{_THING})*)", _things),
    (rf"(?:koi )?(?P<things>{_THING}(?:{_AND}{_THING})*){_HIS} {_NOT}(?: {_DO})?", _things),
    (rf"(?P<things>{_THING}(?:{_AND}{_THING})*) hata\w*(?: (?:do|dena|dia karo))?", _things),
    (rf"{_NO}(?: {_TAGGED})? {_TAGS}", _each(A.NO_HASHTAG, "text")),
    (rf"{_TAGS}{_HIS} {_NOT}(?: {_DO})?", _each(A.NO_HASHTAG, "text")),
    (
        rf"(?:(?:{_USE}|end{_POSTS} with|put in){_OUR}(?: {_TAGGED})? )?{_TAGS}"
        rf"(?: (?:at the end|too|as well))?",
        _each(A.ADD_HASHTAG, "text"),
    ),
    (rf"{_TAGS}(?: (?:bhi|jarur|zarur))* {_DO}", _each(A.ADD_HASHTAG, "text")),
    (rf"{_NO} {_ICON}", _each(A.LEAVE_OUT, "old")),
    (rf"{_ICON} {_NOT}(?: {_DO})?", _each(A.LEAVE_OUT, "old")),
    (
        rf"(?:{_USE}|end{_POSTS} with)(?: (?:an?|the|our))?(?: emoji)? {_ICON}"
        r"(?: (?:at the end|too))?",
        _each(A.ADD_EMOJI, "text"),
    ),
    (rf"{_ICON}(?: (?:bhi|jarur|zarur|emoji))* {_DO}", _each(A.ADD_EMOJI, "text")),
    (
        rf"(?:(?:{_USE}|keep(?: to)?) )?(?:at (?:the )?most|(?:not?|never) more than|only|just"
        rf"|max(?:imum)?(?: of)?|up ?to) {_NUMBER} {_TAGGED}(?: (?:only|max))?",
        _most,
    ),
    (
        rf"(?:{_USE} )?{_NUMBER} {_TAGGED}"
        r" (?:at (?:the )?most|max(?:imum)?|only|or (?:less|fewer))",
        _most,
    ),
    (rf"{_NEVER}(?: {_USE})? more than {_NUMBER} {_TAGGED}", _most),
    (
        rf"(?:[jz]yada se [jz]yada|adhik se adhik|max(?:imum)?|sirf|ke[vw]al|bas) {_NUMBER}"
        rf" {_TAGGED}(?: hi)?(?: {_DO})?",
        _most,
    ),
    (rf"{_NUMBER} se (?:[jz]yada|adhik) {_TAGGED} {_NOT} {_DO}", _most),
    (rf"{_NUMBER} {_TAGGED} se (?:[jz]yada|adhik) {_NOT} {_DO}", _most),
    (rf"(?:{_SAY} )?{_Q},? (?:instead of|rather than|in place of|not) {_OLD}", _instead),
    (
        rf"say (?P<text>{QUOTED}|{_WORD}) (?:instead of|rather than) (?P<old>{QUOTED}|{_WORD})",
        _instead,
    ),
    (rf"replace(?: the word)? {_OLD} (?:with|by) {_Q}", _instead),
    (rf"{_NEVER} {_SAY} {_OLD}[,;:]?(?: but)?(?: {_SAY})? {_Q}(?: instead)?", _instead),
    (rf"{_OLD} k[ie] (?:jaga?ha?|bajay|bajai)(?: par| pe)? {_Q}(?: {_DO})?", _instead),
    (r"(?:(?:use|say|write) )?tum,? (?:instead of|rather than|not) a+p", _plain(A.INFORMAL)),
    (rf"tum(?: {_DO})?,? a+p {_NOT}(?: {_DO})?", _plain(A.INFORMAL)),
    (rf"a+p k[ie] (?:jaga?ha?|bajay|bajai) tum(?: {_DO})?", _plain(A.INFORMAL)),
    (
        rf"(?:{_NEVER} (?:{_SAY}|mention)|avoid(?: (?:saying|using))?|no)"
        rf"(?: the)?(?: (?:words?|phrases?))? {_QS}",
        _each(A.LEAVE_OUT, "old"),
    ),
    (rf"{_QS}{_HIS} {_NOT} {_DO}", _each(A.LEAVE_OUT, "old")),
    (rf"{_NEVER} (?:say|(?:{_SAY} )the word) (?P<word>{_WORD})", _word),
    (rf"(?:start|begin|open){_POSTS} with {_Q}", _one(A.OPENING)),
    (rf"{_Q} se (?:shuru|shuruat) {_DO}", _one(A.OPENING)),
    (rf"(?:{_USE} )?{_Q} as (?:the|our|my|an?) (?:call to action|cta)", _one(A.CALL_TO_ACTION)),
    (rf"(?:call to action|cta) {_Q}", _one(A.CALL_TO_ACTION)),
    (rf"{_END} {_Q}", _one(A.SIGN_OFF)),
    (rf"(?:{_USE} )?{_Q} (?:at the (?:end|bottom)|as (?:the|our|my) sign-?off)", _one(A.SIGN_OFF)),
    (rf"{_LAST} {_Q} {_DO}", _one(A.SIGN_OFF)),
    (rf"{_Q} {_LAST} {_DO}", _one(A.SIGN_OFF)),
    (rf"{_Q} se (?:khat?a?m|ant|end) {_DO}", _one(A.SIGN_OFF)),
    (
        rf"(?:add|mention|show|include|write|say|put|tell|give|quote|print){_OUR} prices?",
        _plain(A.ADD_PRICE),
    ),
    (rf"(?:{_THINGS[A.NO_PRICE]})(?: (?:bhi|jarur|zarur))* {_TELL}", _plain(A.ADD_PRICE)),
)
_OWN = (
    rf"{_END}{_OUR} {_CONTACT}",
    rf"(?:add|put|include|mention|write|give|print){_OUR} {_CONTACT}(?: at the (?:end|bottom))?",
    rf"(?:{_LAST} )?(?:hama+ra|mera|apna|dukan ka) {_CONTACT}(?: {_LAST})?"
    rf"(?: (?:bhi|jarur))* {_DO}",
    rf"{_LAST} {_CONTACT} {_DO}",
)


def rule_in(said: str) -> Intent | None:
    """The rule that the message states for always; None where it states none for sure."""
    wish = standing_wish(said)
    if wish is None:
        return None
    for form in wish.forms:
        if contact := _own(form):
            return _stated(RuleWish(act="state", own_contact=contact, platform=wish.platform))
        if habits := _habits(form, wish.given):
            return _stated(RuleWish(act="state", habits=habits, platform=wish.platform))
    return None


def _own(form: str) -> OwnContact | None:
    for pattern in _OWN:
        if match := re.fullmatch(pattern, form, re.I):
            said = match["contact"]
            return next(c for c, words in _CONTACTS.items() if re.fullmatch(words, said, re.I))
    return None


def _habits(form: str, given: dict[str, str]) -> tuple[Habit, ...]:
    for pattern, read in _READERS:
        if match := re.fullmatch(pattern, form, re.I):
            try:
                found = [
                    Habit.model_validate({"aspect": aspect, "params": params})
                    for aspect, params in read(match, given)
                ]
            except ValidationError:
                return ()
            if found:
                return tuple(dict.fromkeys(found))
    return ()


def _stated(wish: RuleWish) -> Intent:
    return Intent(kind=IntentKind.RULES, rules=wish)
