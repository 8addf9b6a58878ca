"""What a campaign request names beside the time: count, topic, tone, offer, audience, languages."""

import re
from functools import cache

from domain.brand import BrandProfile
from domain.lettering import AFTER, BEFORE
from domain.platform import Platform
from llm.offline import library
from llm.offline.intent.message import number, number_pattern, platforms_in
from llm.offline.intent.offers import without_offers
from llm.offline.products import names
from llm.offline.sentences import listed
from llm.tasks.intent import Problem

MAX_POSTS = 30
"""More drafts than this at once are more than a person can read and approve with care."""

POST_NOUN = (
    r"(?:posts?|captions?|drafts?|tweets?|updates?|pieces?|announcements?|reels?|stor(?:y|ies)"
    r"|content|ideas?|creatives?)"
)


def count_in(text: str) -> int | None:
    """How many posts were asked for: "2 LinkedIn posts", "three short captions", "a post"."""
    often = (
        rf"\b({number_pattern()})(?: posts?| times)? (?:a|per|each|every) week"
        rf"(?:[^.;]{{0,20}}?\bfor (?:the next )?({number_pattern()}) (weeks?|months?))?"
    )
    if match := re.search(often, text, re.IGNORECASE):
        weeks = number(match.group(2) or "one") or 1
        weeks *= 4 if (match.group(3) or "").lower().startswith("month") else 1
        return (number(match.group(1)) or 1) * weeks
    near = (
        rf"(?<![₹\d.,:/])\b({number_pattern()}) (?:of )?"
        rf"(?:(?!of\b|to\b|for\b|and\b|or\b)[^\W\d][\w'&-]* ?){{0,4}}?{POST_NOUN}\b(?! of)"
    )
    for match in re.finditer(near, text, re.IGNORECASE):
        words = match.group().lower().split()
        if not set(words) & {"am", "pm", "percent", "off"}:
            return _corrected(text[match.end() :]) or number(match.group(1)) or None
    return None


def _corrected(after: str) -> int | None:
    """The number that takes back the one just said: “3 posts, no, 5”, “3 posts, sorry 5 posts”."""
    back = r"(?:no|sorry|actually|rather|i mean|i meant|wait|make (?:it|that)|nahin?|नहीं)"
    said = (
        rf"[\s,.;–-]+(?:{back}[\s,.]+)+({number_pattern()})"
        rf"(?=\s*(?:$|[,.;!?]|(?:on|for|in all|about)\b|(?:\w+ )?{POST_NOUN}\b))"
    )
    match = re.match(said, after, re.IGNORECASE)
    return number(match.group(1)) if match else None


def asks_for_none(text: str) -> bool:
    """“0 posts”, “-3 posts”: a number of posts that there cannot be."""
    none = r"(?:(?<!\S)[-−–]\d{1,4}|(?<![\d.,:/₹])\b(?:0+|zero))"
    return re.search(rf"{none}(?: \w+){{0,2}}? {POST_NOUN}\b", text, re.IGNORECASE) is not None


def without_price(text: str) -> bool:
    """Whether the posts shall name no price."""
    return re.search(_NO_PRICE, text, re.I) is not None


def without_offer(text: str) -> bool:
    """Whether the posts shall tell no offer."""
    return re.search(_NO_OFFER, text, re.I) is not None


def per_platform_in(text: str) -> dict[Platform, int]:
    """Each platform with its own number, as in “2 LinkedIn posts and 1 for Instagram”."""
    counts: dict[Platform, int] = {}
    mentions = platforms_in(text)
    per = rf"\b({number_pattern()})(?: \w+)? (?:each\b|per platform)"
    each = re.search(rf"{per}|\beach\b.{{0,12}}\b({number_pattern()}) posts?", text, re.I)
    if each:
        amount = number(each.group(1) or each.group(2)) or 1
        return {mention.platform: amount for mention in mentions}
    for mention in mentions:
        before = text[max(0, mention.start - 32) : mention.start]
        lead = (
            rf"(?<![₹\d.,:/])\b({number_pattern()}) "
            rf"(?:(?:short|new|more|nice|good|{POST_NOUN}) ?)*(?:(?:for|on|to) )?$"
        )
        if match := re.search(lead, before, re.IGNORECASE):
            counts[mention.platform] = number(match.group(1)) or 1
    return counts if len(counts) > 1 and len(counts) == len({m.platform for m in mentions}) else {}


_NO = (
    r"\b(?:without|no|not|don'?t|do not|never|skip|leave out|hide|minus)"
    r"(?: (?:(?:mention|say|show|add|putt?|tell)(?:ing)?|name|naming|give|giving|write|writing"
    r"|include|including|use|using|any|the|its|our|a))*"
)
_NO_PRICE = rf"{_NO} (?:price|rate|cost)s?\b|\bremove the price\b"
_NO_OFFER = rf"{_NO} (?:offer|discount|deal)s?\b"


def languages_in(text: str) -> tuple[tuple[str, ...], tuple[Problem, ...]]:
    """Languages asked for that we write, and what to say about the others."""
    data = library.read("en/reading")
    names = "|".join(data["languages"])
    pattern = (
        rf"\b(?:in|into|to)(?: both)? ({names})\b|(?<=\band )({names})\b"
        rf"|\b({names}) (?:and \w+ )?(?:posts?|captions?|version|language|too)\b"
    )
    asked: list[str] = []
    for match in re.finditer(pattern, text, re.IGNORECASE):
        if is_refused(text, match):
            continue
        code = data["languages"][next(g for g in match.groups() if g).lower()]
        if code not in asked:
            asked.append(code)
    supported = tuple(code for code in asked if code in data["supported_languages"])
    strange = [data["language_titles"][c] for c in asked if c not in data["supported_languages"]]
    if not strange:
        return supported, ()
    able = listed([data["language_titles"][c] for c in data["supported_languages"]])
    offer = (
        f"I am writing the {able} ones."
        if supported
        else (
            f"Which of these shall it be? You can paste your own {strange[0]} words into the draft."
        )
    )
    message = f"I cannot write {' or '.join(strange)} yet: this version writes {able}. {offer}"
    return supported, (
        Problem(code="unsupported_language", message=message, blocking=not supported),
    )


def is_refused(text: str, match: re.Match[str]) -> bool:
    """“not in Hindi”, “do not write it in Hindi”, “hindi mein nahi”: no language asked for."""
    before = (
        r"\b(?:not|never|don'?t|do not|no|without|except)"
        r"(?: (?:write|make|post|do|use|want|need|it|this|them|posts?|anything|the|a))*[ ,]*$"
    )
    after = r"^ (?:nahi|nahin|naa?|mat|nhi|not|नहीं|मत|ना)\b"
    rest = text[match.end() :]
    return bool(re.search(before, text[: match.start()], re.I) or re.search(after, rest, re.I))


def tone_in(text: str) -> str | None:
    """The tone in the writer's own vocabulary: "make it funnier" is "funny"."""
    data = library.read("en/reading")
    names = "|".join(sorted((re.escape(t) for t in data["tones"]), key=len, reverse=True))
    less = (
        rf"\b(?:less|not so|not too|(?:a bit |way |far )?too|overly) ({'|'.join(data['less'])})\b"
    )
    if match := re.search(less, text, re.I):
        return str(data["less"][match.group(1).lower()])
    noun = r"(?:in )?(?:tone|style|voice|mood|feel|vibe|note|language)"
    pattern = (
        rf"\b({names})(?:(?:,| and|,? but| &) \w+)? {noun}\b"
        r"|\b(?:tone|style|mood|voice)(?: is| should be|:)? (?:a )?(?:bit )?(?:more )?"
        rf"({names})\b"
        r"|\b(?:make|keep|sound|be|more|something|little|bit|too|very|really|in an?|write an?|an?)"
        r"(?: it| them| this| that)?(?: a bit| a little| sound| more| the tone)*"
        rf" ({names})\b(?! (?:off|delivery))"
    )
    if match := re.search(pattern, text, re.IGNORECASE):
        return str(data["tones"][next(g for g in match.groups() if g).lower()])
    return None


@cache
def _audiences() -> str:
    return "|".join(sorted(library.read("en/reading")["audiences"], key=len, reverse=True))


def audience_in(text: str) -> str | None:
    names = _audiences()
    pattern = (
        r"\b(?:for|to|aimed at|target(?:ing|ed at)?|audience(?: is|:)?) (?:the |all |our )?"
        rf"(?:local |young |busy )?({names})\b"
    )
    match = re.search(pattern, text, re.IGNORECASE)
    return match.group(1).lower() if match else None


def products_in(text: str, brand: BrandProfile) -> tuple[str, ...]:
    """Names of the brand's products the message mentions, whole or by all their telling words."""
    spoken = set(_stems(text))
    said = [p.name for p in brand.products if names(text, p.name)]
    return tuple(said) or tuple(
        p.name for p in brand.products if (stems := set(_stems(p.name))) and stems <= spoken
    )


def _stems(text: str) -> list[str]:
    words = re.findall(r"[^\W_]{3,}", text.lower())
    return [w[:-1] if w.endswith("s") and len(w) > 4 else w for w in words]


_STATE = (
    *("open", "available", "live", "here", "back", "out", "up", "ready", "better", "different"),
    *("is", "are", "am", "selling", "serving", "making", "taking", "till", "until", "from", "by"),
    *("for", "not", "even", "only"),
)
_NO_STATE = "".join(rf"(?<!\b{word})" for word in _STATE)
NOW = rf"(?:[,:–—-]|{_NO_STATE}) (?:just )?now(?:,? (?:please|pls|plz))?(?=\s*(?:$|[.!;]))"
"""“Now” at the end of what is asked, unless it says how things stand (“we are open now”)."""
_SITE = r"(?:linked|insta|face|you ?tube|twitter|x\b|ig\b|fb\b)"
_DAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_TOPIC_END = re.compile(
    rf"\s*(?:[;!?]|[,.](?!(?<=\d.)\d)|\s(?:-|–|—)\s|{NOW}|\b(?:"
    r"in an?|with an?|(?<!\bwe )(?<!\byou )(?<!\bto )(?:keep|make|use)"
    r"|please|plz|pls|over the|targeting|aimed|to post|(?:\w+ )?tone"
    r"|right (?:now|away)|asap|immediately"
    r"|instead|next|tomorrow|tommorow|tmrw|today|tonight"
    r"|this (?:week|evening|morning)|(?:this |on )"
    + _DAY
    + r"|on (?:the )?\d+\w*|at (?:\d|noon|night)[\d:.]*|by \d+\w*|(?:on|for|to) "
    + _SITE
    + r"|but (?:do not|don't|without|no|not|keep|make)\b"
    + r"|(?:and |with )?(?:without|no|not|don't|do not) "
    + r"(?:(?:mention|say|name|naming|show|give|giving|add|put|include|including|use|using)\w* )?"
    + r"(?:(?:any|the|its|a|our) )*(?:prices?|rates?|costs?|hashtags?|emojis?|offers?|discounts?)\b"
    + r"|remove the price|(?:one|1) a day|daily|every ?day|each day"
    + r"|and (?:one|another|two|three|\d+)(?: more| posts?)* (?:for|on|about)\b"
    + r"|in (?:english|hindi|hinglish|marathi|tamil)|(?:and|then) (?:post|schedule|publish|send)))",
    re.IGNORECASE,
)
_TOPIC_START = re.compile(
    r"\b(?:about|regarding|on the (?:topic|subject) of|announc(?:e|ing)|promot(?:e|ing)|featuring"
    r"|showcas(?:e|ing)|highlight(?:ing)?|introduc(?:e|ing)|launch(?:ing)?|advertis(?:e|ing))"
    r"\s+(?!it\b|them\b|this\b)",
    re.IGNORECASE,
)


_POST_FOR = re.compile(
    r"\bposts? (?:for|on) (?=(?:our|my|the new) "
    r"|an? (?!(?:week|fortnight|month|year|day|few|couple|while|change|start|discount|friend)\b)"
    r"|(?:the )?(?:cold|rainy|winter|summer|monsoon|lazy|foggy|hot|chilly|cosy|wet)\b)",
    re.IGNORECASE,
)
_PART_OF_DAY = r"(?:सुबह|शाम|रात|दोपहर|दिनों?|मौसम|subah|shaam|sham|raat|dopahar|dino?|mausam)"
_MOMENT = re.compile(
    rf"{BEFORE}(?P<moment>(?:(?!(?:aaj|kal|parson?|is|us|baje|आज|कल|परसों|इस|बजे"
    r"|mon|tues|wednes|thurs|fri|satur|sun|som|mangal|budh|guru|shukr|shani|ravi"
    r"|सोम|मंगल|बुध|गुरु|शुक्र|शनि|रवि|इत)(?:day|vaar|var|वार)?(?!\S))\S+ (?:की|का|के|ki|ka|ke)"
    r"|ठंडी|सुहानी|लंबी|thandi|suhani|lambi) "
    rf"{_PART_OF_DAY}) (?:के लिए|के बारे में|पर|ke liye|ke baa?re (?:mein|me)|par|pe){AFTER}",
    re.IGNORECASE,
)


def topic_in(text: str, occasion: str | None) -> str:
    """What the posts are about, in the person's words; empty when they did not say."""
    start = _TOPIC_START.search(text) or _POST_FOR.search(text)
    if not start:
        return ""
    rest = text[start.end() : start.end() + 160]
    end = _TOPIC_END.search(rest)
    topic = rest[: end.start()] if end else rest
    before_offer = without_offers(topic).split("  ")[0]
    topic = before_offer if re.search(r"\w", before_offer) else topic
    if occasion:
        topic = re.sub(
            rf"\s+(?:for|on|this|during|before) (?:the )?{re.escape(occasion)}.*$",
            "",
            topic,
            flags=re.I,
        )
    topic = re.sub(rf"\s+for (?:the |all |our )?(?:{_audiences()})$", "", topic, flags=re.I)
    # what ended the topic ("tomorrow") may have left the word before it: "our chai for"
    topic = re.sub(
        r"(?:\s+(?:for|on|at|in|by|to|from|with|and|this|the|next|before|get|is|at a))+\s*$",
        "",
        topic,
    )
    # the owner of a Hindi topic may have been read as a day: “Sunday ki chhutti”
    topic = re.sub(r"^(?:ki|ka|ke|की|का|के) ", "", topic.strip())
    return topic.strip(" \"'.:-")[:120]


def moment_in(said: str) -> str:
    """A time that a message in Hindi or Hinglish wants a post for, as typed: “barish ki shaam”.

    Read from the words as they were sent: the same words name the hour to post at.
    """
    match = _MOMENT.search(said)
    return match["moment"] if match else ""


@cache
def _objective_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = library.read("en/reading")["objectives"]
    return tuple((n, re.compile(rf"\b(?:{'|'.join(w)})\b", re.I)) for n, w in table.items())


def objective_in(text: str, offer: str | None) -> str:
    """One of sales, visits, engagement, enquiries, awareness."""
    if offer:
        return "sales"
    return next((name for name, words in _objective_words() if words.search(text)), "awareness")
