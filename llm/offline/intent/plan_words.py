"""How another plan is wished for in English, a pattern for each whole clause. Decides nothing.

Networks stand as a mark with a figure. Groups: c or n how many, one for “another”, often for
“twice”, p the networks, d a day, w days of the week,
u the unit, k and verb which way.
"""

import re
from functools import cache

from llm.offline import library
from llm.offline.intent.message import number_pattern

PLACE = "\ue010"
"""Stands before a figure where a network was named; no keyboard types it."""
_N = "(?P<c>NUMBER)"
_PLACES = rf"(?P<p>{PLACE}\d(?:(?:,? and |, ?| ?& ?|/){PLACE}\d)*)"
_ON = rf"(?:(?: (?:on|for|to|in) | ){_PLACES})"
_WHOLE = (
    r"(?:everything|(?:the |our |my |this )?(?:whole |entire )?"
    r"(?:plan|campaign|schedule|calendar|timetable)|the whole thing"
    r"|all(?: of)?(?: (?:it|them|(?:the |my |our |these |those )?posts))?|every post)"
)
_IT = rf"(?:it|them|this|that|posting|the posts|{_WHOLE})"
_UNIT = r"(?P<u>day|week)s?"
_SOME = r"(?:(?:WEEKDAY|the weekends?|weekends?)(?:,? and |, ?| ?& ?| or )?)+"
_WEEKDAYS = f"(?P<w>{_SOME})"
_KEPT = f"(?P<w>weekdays|working days|mon(?:day)? to fri(?:day)?|{_SOME})"
_DATE = r"(?P<d>.+)"
_MANY = "(?:a|an|NUMBER)"
_ENGLISH: tuple[tuple[str, str], ...] = (
    (
        "more",
        r"(?:(?:add|make|do|write|create|plan|give me|give us|i want|i need|we need|want|need) )?"
        rf"(?:{_N} (?:more|extra|additional|further) posts?|(?P<one>another) post){_ON}?"
        r"(?: (?:too|as well))?(?: (?:to|in) (?:it|the plan|the campaign))?",
    ),
    (
        "posts",
        r"(?:make|change|increase|raise|extend|bring|turn|set) (?:it|that|this|them"
        rf"|(?:the )?(?:plan|campaign|number of posts))(?: up)?(?: to| into)? {_N} posts?{_ON}?"
        r"(?: instead(?: of (?:NUMBER|one)(?: posts?)?)?| in all| in total| altogether)?",
    ),
    (
        "posts",
        rf"(?:(?:make|do|plan|write|post) )?{_N} posts?{_ON}?"
        r"(?: instead(?: of (?:NUMBER|one)(?: posts?)?)?| in all| in total| altogether)",
    ),
    ("posts", rf"(?:increase|raise) the (?:number of )?posts to {_N}"),
    ("platforms", rf"add {_PLACES}(?: (?:too|also|as well|to (?:it|the plan|the campaign)))?"),
    (
        "platforms",
        rf"(?:also|as well)(?: (?:post|do|put|publish|share|run)(?: {_IT})?)? (?:on|for|to|in) "
        rf"{_PLACES}(?: (?:too|as well))?",
    ),
    (
        "platforms",
        r"(?:post|put|do|run|share|publish|make|write|send)"
        rf"(?: {_IT})? also (?:on|for|to|in) {_PLACES}",
    ),
    (
        "platforms",
        rf"(?:(?:post|put|do|run|share|publish|make|write|send)(?: {_IT})? )?(?:(?:on|for|to|in) )?"
        rf"{_PLACES} (?:too|also|as well)",
    ),
    (
        "per_week",
        rf"(?:(?:make|change|post|do|plan|set|put|let'?s do) )?(?:{_IT} )?(?:to |out )?"
        rf"{_N}(?: posts?| times)? (?:a|per|each|every) week(?: (?:instead|only))?",
    ),
    (
        "per_week",
        rf"(?:(?:make|change|post|do|plan|set) )?(?:{_IT} )?(?:to )?"
        r"(?P<often>once|twice) (?:a|per|each|every) week(?: (?:instead|only))?",
    ),
    (
        "start",
        rf"(?:start|begin)(?: {_IT})?(?: (?:on|from|only on))? {_DATE}",
    ),
    (
        "shift",
        r"(?P<verb>move|shift|push|postpone|delay|defer|reschedule|put off|put|bring|pull|prepone"
        rf"|advance) {_WHOLE}(?: (?:back|out|up|off|(?P<fwd>forward)|(?P<on>ahead)))?(?: by)? "
        rf"(?P<n>{_MANY}) {_UNIT}(?: (?P<k>later|earlier|sooner|before|back|ahead|forward))?",
    ),
    ("shift", rf"{_WHOLE} (?P<n>{_MANY}) {_UNIT} (?P<k>later|earlier|sooner|before)"),
    (
        "skip",
        r"(?:no|never|not|nothing|avoid|skip|leave out|don'?t|do not)"
        r"(?: (?:any|posts?|posting|publish|put|send|share|anything|out|them|up))*"
        rf"(?: on| for)?(?: the| any)? {_WEEKDAYS}",
    ),
    (
        "only",
        r"(?:(?:post|publish|share|send)(?: \w+)? )?(?:only (?:on )?|only post on )"
        rf"{_KEPT}",
    ),
    ("only", rf"(?:on )?{_KEPT} only"),
    (
        "until",
        r"(?:extend|continue|prolong|stretch|run|carry on|go on|keep going|keep posting|keep)"
        rf"(?: {_IT})?(?: with (?:it|this))?(?: going| posting| running)? "
        rf"(?:until|till|til|up ?to|through|to) {_DATE}",
    ),
)


@cache
def wishes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    days = "|".join(sorted(library.read("en/reading")["weekdays"], key=len, reverse=True))
    return tuple(
        (
            what,
            re.compile(
                pattern.replace("NUMBER", number_pattern()).replace("WEEKDAY", f"(?:{days})s?"),
                re.IGNORECASE,
            ),
        )
        for what, pattern in _ENGLISH
    )
