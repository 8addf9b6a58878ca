"""What is said about a post, told from what is to be said in it.

“Its too short” is a wish for length and “add more fun” one for a tone: neither is a sentence to
print. Only words given as content are.
"""

import re

from domain.devanagari import fold
from llm.tasks.intent import EditAction

A = EditAction

_THIN = r"short|small|incomplete|unfinished|empty|brief|thin|half[- ]?done|adhura|adhuri"
_FULL = r"long|lengthy|wordy|big|crowded|cluttered|much text"
_FLAT = r"boring|dull|dry|flat|bland|plain|lifeless|monotonous|tame|weak|generic|sleepy|fika|fiki"
_STIFF = r"formal|stiff|corporate|serious|robotic|mechanical|stuffy|heavy"
_COLD = r"cold|distant|impersonal|unfriendly|rude|harsh"
_LOUD = r"salesy|pushy|loud|aggressive|ad-?like|spammy|desperate"
_SILLY = r"casual|funny|silly|childish|emotional|dramatic|cheesy|flowery|sentimental"
_BAD = (
    r"abrupt|awkward|odd|strange|weird|wrong|off|bad|poor|ugly|confusing|unclear|vague|fake"
    r"|outdated|old-?fashioned|repetitive|incorrect|not (?:right|correct|good|nice|catchy|engaging"
    r"|great|attractive|impressive|interesting|clear|enough|working|like us)"
)
_JUDGED = "|".join((_THIN, _FULL, _FLAT, _STIFF, _COLD, _LOUD, _SILLY, _BAD))
_IT = (
    r"(?:it|its|it's|this|that|they|these"
    r"|the (?:\w+ ){0,2}(?:post|text|caption|draft|line|ending|one)s?)"
)
_VERB = r"(?:(?:is|are|'s|was|looks?|feels?|sounds?|seems?|reads?|comes across(?: as)?) )"
_VERY = r"(?:(?:too|very|so|quite|really|rather|still|just|a|bit|little|way|kind of|more|like) )"

_SAID_OF_IT = rf"(?:{_IT} {_VERB}?|{_VERB}|\b(?:too|bit|little) ){_VERY}*"
_MORE = r"\b(?:more|some|bit of|little|an?|need\w*)"

_REMARK = re.compile(
    rf"(?:{_IT} {_VERB}?{_VERY}*|{_VERB}{_VERY}*|(?:too|very|bit|little) )(?:{_JUDGED})\b.*$"
    r"|(?:it|this|that|they) (?:needs?|lacks?|could be|should be|doesn'?t|does not|don'?t)\b.*$"
    rf"|not (?:{_VERY}|\w+ )?enough\b.*$",
    re.IGNORECASE,
)
_HINDI_REMARK = re.compile(
    r"^(?:(?:ie|yeh|ye|post|abhi|bahut|thoda|thodi|kafi|jada|jiada|kuch|bilkul) )*"
    r"(?:chota|choti|chote|lamba|lambi|adhura|adhuri|boring|fika|fiki|bekar|kam|ajib|kharab)\b"
)
_WISHES: tuple[tuple[EditAction, str | None, str], ...] = (
    (
        A.LONGER,
        None,
        rf"(?:(?<!make )(?<!keep )(?<!cut ){_IT} {_VERB}?|{_VERB}"
        r"|(?<!not )\b(?:too|but|bit|little|very) )"
        rf"(?<!it very )(?<!it a bit ){_VERY}*(?:{_THIN})\b"
        r"|\b(?:say|write|add|tell|include|mention|give|put)(?: in)?(?: a| some| one)?"
        r"(?: bit| little| lot)? more(?: lines?| sentences?| words?| about| info\w*| content"
        r"| text| details?)?(?=\W*$|[,.;!]| about| as | because| on )"
        r"|\b(?:add|include|give|with)\b[^.;,]{0,16}\b(?:details?|info(?:rmation)?)\b",
    ),
    (
        A.SHORTER,
        None,
        rf"{_SAID_OF_IT}(?:{_FULL})\b"
        r"|\b(?:say|write) less\b|\bfewer (?:words|lines)\b",
    ),
    # what is asked for by name goes before what a judgement stands for
    (A.CHANGE_TONE, "funny", rf"{_MORE} (?:fun|humou?r|jokes?|laughs?)\b"),
    (A.CHANGE_TONE, "bold", rf"{_MORE} (?:punch|energy|josh|spice|life|spark|drama)\b"),
    (A.CHANGE_TONE, "warm", rf"{_MORE} (?:emotions?|warmth|feelings?|heart|love)\b"),
    (A.CHANGE_TONE, "bold", rf"{_SAID_OF_IT}(?:{_FLAT})\b"),
    (A.CHANGE_TONE, "casual", rf"{_SAID_OF_IT}(?:{_STIFF}|{_LOUD}|like an? ad\w*)\b"),
    (A.CHANGE_TONE, "warm", rf"{_SAID_OF_IT}(?:{_COLD})\b"),
    (A.CHANGE_TONE, "professional", rf"\btoo {_VERY}*(?:{_SILLY})\b"),
)
_THING = (
    r"bit|little|lot|more|less|something|anything|somewhere|things?|else|stuff|lines?|sentences?"
    r"|words?|details?|info(?:rmation)?|content|text|paras?|paragraphs?|punch|energy|emotions?"
    r"|warmth|feelings?|heart|fun|humou?r|jokes?|spice|life|spark|drama|josh|flavou?r|style|magic"
    r"|creativity|questions?|call to action|cta|hooks?|headlines?|titles?|stor(?:y|ies)|quotes?"
    r"|rhymes?|poems?|shayari|examples?|testimonials?|reviews?|facts?|benefits?|reasons?|photos?"
    r"|pictures?|images?|pics?|videos?|links?|locations?|address|phone|phone numbers?|numbers?"
    r"|contacts?(?: details| numbers?)?|timings?|hours|website|map|logo|interesting|nice|good|new"
    r"|better|catchy|attractive|personal|special|engaging|different"
)
_UNSPECIFIC = re.compile(
    rf"(?:(?:a|an|the|our|my|some|any|one|two|few|more|very|to|it|in|at|end|with|and|of|{_THING})\b\W*)+"
    r"(?:(?:to|in|into|about|for|on) (?:it|us|me|this|that|the \w+|our \w+)\W*)?$"
    r"|(?:in|with) (?:an? )?(?:\w+ )*(?:way|manner|tone|style|words|mood|voice|language|feel)\W*$"
    r"|(?:why|how|what|who|where|when)\b[^?]*$",
    re.IGNORECASE,
)
_REASON = re.compile(
    r",? (?:because|since|as (?:it|they|this|people|the)|so that|otherwise)\b.*$"
    r"|, (?:people|customers|everyone|they|i (?:think|feel)|it|its|it's|this|that|we need)\b.*$",
    re.IGNORECASE,
)


def content(words: str, *, given: bool) -> str:
    """What of these words is to be printed; empty when they only speak about the post.

    `given` when they came as content: quoted, after a colon or after “that”.
    """
    kept = re.sub(r"^(?:this|the following)(?: line| sentence)?\s*:\s*", "", words.strip())
    kept = kept[1:-1] if re.fullmatch(r"'[^']+'", kept) else kept
    parts = re.split(r"(?<=[,;])\s", kept)
    while parts and is_remark(parts[-1]):
        parts.pop()
    kept = " ".join(parts).strip(" ,;")
    if not given:
        kept = re.sub(r"\s+(?:too|also|as well|please|pls)$", "", _REASON.sub("", kept), flags=re.I)
    return "" if not kept or (not given and _UNSPECIFIC.match(kept)) else kept


def is_remark(text: str) -> bool:
    """It judges the post and says nothing of the business."""
    bare = text.strip(" ,;.!")
    return bool(_REMARK.match(bare) or _HINDI_REMARK.match(fold(bare)))


def wished(text: str) -> tuple[list[EditAction], str | None]:
    """The changes that remarks stand for, and the tone that they ask for."""
    found: list[EditAction] = []
    tone: str | None = None
    for action, towards, pattern in _WISHES:
        if re.search(pattern, text, re.IGNORECASE) and (towards is None or tone is None):
            found.append(action)
            tone = towards or tone
    return list(dict.fromkeys(found)), tone


def judges(text: str) -> bool:
    """A remark stands somewhere in it: there is something to change, whatever it is."""
    return any(_REMARK.search(part) for part in re.split(r"[.;,!]\s*", text)) or bool(
        re.search(
            r"\b(?:add|put in|include|needs?|say|make)\b[^.;,]{0,20}\b(?:" + _THING + r")\b",
            text,
            re.I,
        )
    )
