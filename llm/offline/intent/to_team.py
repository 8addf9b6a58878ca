"""What is said to the team and is no wish for a post: complaints, habits of the shop, news of it.

Reads whole messages only; what asks for a new post beside it is left to others.
"""

import re
from collections import Counter
from datetime import datetime

from llm.offline.intent.hindi import in_english
from llm.offline.intent.message import SITE, number, number_pattern, tidy
from llm.offline.intent.naming import posts_of
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.replanning import revision_in
from llm.offline.tongue import typed as latin
from llm.tasks.intent import EditAction, EditRequest, Intent, IntentInputs, IntentKind, Problem

K = IntentKind


def said_to_team(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """What the message comes to, where it is one of these; None for every other."""
    if inputs.pending_request:  # it answers what was asked back
        return None
    return (
        _too_many(said, inputs, now)
        or _connected(said)
        or _habit(said, inputs)
        or _missing(said, inputs)
    )


# how many there were to be

_POSTS = r"(?: (?:posts?|drafts?|ones?))?"
_IN_ALL = r"(?: (?:in total|in all|total|altogether|only|overall))"
_TOO_MANY = (
    r"(?:(?:but|no|hey|wait|sorry|oh),? )*(?:"
    r"why (?:are there |did you (?:make|write|plan) |is (?:it|that) )?(?:so|that|this) many"
    rf"{_POSTS}|(?:that'?s |that is |these are |this is |there are |it'?s )?(?:way |far )?too many"
    rf"{_POSTS})"
)
_TOLD = (
    r"(?:(?:but|no),? )*(?:i|we)(?:'ve| had| have)?(?: only| just| clearly)? (?:said|asked(?: you)?"
    r" for|told you|wanted|meant|ordered|requested)(?: only| just)?"
)


def _too_many(said: str, inputs: IntentInputs, now: datetime) -> Intent | None:
    """“Why so many? I said 4 posts in total”: the plan to that number, or what can be done."""
    pattern = (
        rf"(?:(?P<why>{_TOO_MANY})[\s?!.,;–—-]*)?"
        rf"(?:{_TOLD} (?P<n>{number_pattern()}){_POSTS}(?P<all>{_IN_ALL})?)?[\s?!.]*"
    )
    match = re.fullmatch(pattern, said, re.IGNORECASE)
    if match is None or not (match["why"] or match["n"]):
        return None
    count = number(match["n"]) if match["n"] else None
    if count and match["why"] is None and not posts_of(inputs) and not inputs.has_campaign:
        return None  # “I wanted 2 posts”: as good a request as any other
    if not count or not inputs.has_open_plan or not posts_of(inputs):
        return Intent(kind=K.UNCLEAR, problems=(_HOW_TO_LESSEN,))
    there = Counter(post.platform for post in posts_of(inputs))
    each = count
    if len(there) > 1 and (match["all"] or max(there.values()) <= count):
        each, left = divmod(count, len(there))
        if left:
            return Intent(kind=K.UNCLEAR, problems=(_uneven(count, len(there)),))
    return revision_in(f"make it {each} posts", inputs, now)


_HOW_TO_LESSEN = Problem(
    code="no_new_posts",
    message=(
        "I started nothing new. To have fewer posts, say “make it 4 posts” while a plan is open, "
        "or press Reject on the card of each draft you do not want."
    ),
)


def _uneven(count: int, platforms: int) -> Problem:
    return Problem(
        code="no_new_posts",
        message=(
            f"I started nothing new. {count} posts in all do not share out over {platforms} "
            "platforms. Say how many there shall be on each."
        ),
    )


# what the team waited for

_IS_ON = (
    r"(?:connected|linked|hooked up|added|connect ho ga[iy]\w*|connect ho chuk\w+|jud ga[iy]\w*"
    r"|jud chuk\w+|link ho ga[iy]\w*|connect (?:kar )?(?:di?ya|li?ya)|jod (?:di?ya|li?ya))"
)
_SITES = rf"{SITE}(?:(?:,| and| aur| &) {SITE})*"
_CONNECTED = (
    r"(?:(?:ok|okay|so|now|ab|done|hi|hey|maine|humne|i|i've|i have|we|we've|we have|my|our|mera"
    r"|hamara),? )*"
    r"(?:(?:just |now )?(?:connected|linked|added) (?:my |our |the )?"
    rf"{_SITES}(?: account)?(?: now)?"
    rf"|{_SITES}(?: (?:account|ab|now|bhi|ko|is|are|has been|have been|ka account))* {_IS_ON}"
    r"(?: (?:now|hai|hain|h|successfully|too|bhi))*)"
)
_SHOW = (
    r"(?:(?:please|pls|so|now|and|then|ok|okay|can you|could you|ab|aur|to|phir|zara|mujhe|hame)"
    r",? )*"
    r"(?:(?:show|let me see|display|bring up)(?: (?:me|us))?"
    r"(?: (?:the|my|our|all|these|those|of))* (?:posts?|drafts?)"
    r"|(?:(?:meri|mere|mera|hamari|hamare|saari|sari|sare|sab|wo|woh|ve) )*"
    r"(?:posts?|drafts?|posten|poste) dikha(?:o| ?do|iye|ie| dijiye|na))"
    r"(?: (?:now|again|please|pls|here|na|ji|phir se))*"
)


def _connected(said: str) -> Intent | None:
    """“Instagram is connected now, show the posts”: what waits, and never news for a post."""
    spoken = latin(said).lower()
    joint = r"[\s,.;!।–—-]+(?:and |so |aur |to )?"
    whole = rf"(?:{_CONNECTED}(?:{joint}{_SHOW})?|{_SHOW})[\s.!?।]*"
    return Intent(kind=K.WAITING) if re.fullmatch(whole, spoken, re.IGNORECASE) else None


# how the shop is open

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAYS = rf"(?:{_DAY}s|(?:every|each) {_DAY}|weekends|(?:every|all) weekends?|public holidays)"
_SHOP = (
    r"(?:we|(?:our|the|my) (?:\w+ ){0,2}?(?:shop|store|cafe|café|salon|studio|restaurant|clinic"
    r"|office|bakery|parlou?r|gym|business|showroom|outlet|place|centre|center))"
)
_HABIT = (
    r"(?:(?:please note|note|remember|fyi|btw|by the way|also|just so you know|but|and),? "
    rf"(?:that )?)*{_SHOP}(?:'re| are| is| stay| stays| remain| remains| keep)?(?: always| usually"
    r"| not| never| don't| do not| doesn't| does not| shop)* (?:closed|shut|open|off)"
    rf"(?: on)? {_DAYS}(?:(?:,| and| or| &)(?: on)? {_DAYS})*"
)
_DAY_HINDI = r"(?:som|mangal|budh|guru|shukr|shani|ravi|it)v?a+r|" + _DAY
_HABIT_HINDI = (
    r"(?:(?:hum|ham|humari|hamari|humara|hamara|meri|mera|apni|dukan|dukaan|shop|log|har|cafe|ki)"
    rf" )*(?:{_DAY_HINDI})(?: (?:aur|ko|ke din|dukan|dukaan|shop|{_DAY_HINDI}))*"
    r" (?:band|khul[aei]|khol\w+|chhutti|chutti) (?:rakh|reh|rah)\w* (?:hain?|h)"
)


def _habit(said: str, inputs: IntentInputs) -> Intent | None:
    """“We are closed on Mondays”, week after week: known of the shop, and no post by itself."""
    is_habit = re.fullmatch(rf"{_HABIT}[\s.!]*", said, re.IGNORECASE) or re.fullmatch(
        rf"(?:{_HABIT_HINDI})[\s.!।]*", latin(said).lower()
    )
    if not is_habit:
        return None
    # where little is known of the business, whoever takes such things down takes it
    known = not inputs.brand.missing()
    return Intent(kind=K.UNCLEAR, problems=(_OF_THE_SHOP,) if known else ())


_OF_THE_SHOP = Problem(
    code="no_new_posts",
    message=(
        "That tells of the business and asks for no post, so I started none. Put it under Brand, "
        "and posts can say it. For a post about it, say “write a post that …”."
    ),
)

# what the drafts leave out

_THEY = (
    r"(?:none of (?:them|these|those|the (?:posts?|drafts?))|neither of them|no post|(?:the |these "
    r"|those |my )?(?:posts?|drafts?|captions?)(?: #?\d{1,3})?|they|it)"
)
_MISSING = (
    rf"(?:but |and |hey |why )*{_THEY} (?:doesn't |does not |don't |do not |didn't |even |ever )*"
    r"(?:mentions?|says?|talks?|names?|speaks?|(?:is|are)(?:n't| not)?(?= about))\b"
    r"(?: (?:anything|a word|of|about|for))*"
    r" (?P<what>[^.!?;,]{2,60})"
)
_NEGATED = r"\b(?:none|neither|no post|n't|not)\b|n't\b"
_MISSING_HINDI = (
    r"(?:(?:in|is|kisi|kisi bhi|meri|mere|sab) )*(?:post|posts|draft|drafts|poston|inme|isme|unme)"
    r"(?: \d{1,3})?(?: (?:mein|men|me|main))?(?: (?:kahin|kahi|bhi))* (?P<what>[^.!?;,।]{2,60}?)"
    r" (?:ka|ki|ke) (?:zikr|jikr|zikra|naam|nam|baat|bat|baare|bare)\w*(?: (?:mein|me|kuch|bhi))*"
    r" (?:nahi|nahin|nhi)(?: (?:hai|h|hain|kiya|ki))*"
)
_NEW = (
    r"\b(?:another|new|more|additional|extra|nayi|naya|naye|ek aur)\b"
    rf"|\b(?:an?|{number_pattern()}) (?:\w+ ){{0,2}}posts?\b(?! (?:and|again))"
)


def _missing(said: str, inputs: IntentInputs) -> Intent | None:
    """“None of them mentions weddings. Write …”: of the drafts that are there, never new ones."""
    posts = posts_of(inputs)
    if not posts:
        return None
    spoken = latin(said).lower()
    hindi = re.match(rf"{_MISSING_HINDI}(?=[\s,.;!?।]|$)", spoken)
    match = hindi or re.match(_MISSING, said, re.IGNORECASE)
    if match is None or not (hindi or re.search(_NEGATED, match.group(), re.IGNORECASE)):
        return None
    numbers = numbers_in(in_english(tidy(said)), sorted(post.number for post in posts))
    after = re.sub(r"\bposts? #?\d+(?:(?:,| and| &)? ?#?\d+)*", "it", spoken[match.end() :])
    if re.search(_NEW, after):
        return None
    known = {post.number for post in posts}
    priced = re.search(_PRICE, match["what"], re.IGNORECASE)
    return Intent(
        kind=K.EDIT,
        edit=EditRequest(
            targets=tuple(n for n in numbers if n in known) or "all",
            instruction=said[:2000],
            actions=(EditAction.ADD_PRICE if priced else EditAction.REWRITE,),
        ),
    )


_PRICE = r"^(?:(?:the|its|our|any|iska|iski) )*(?:prices?|rates?|cost|daam|dam|kimat|keemat)$"
