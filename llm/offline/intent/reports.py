"""Which posts a question about results means: a time, a platform, some numbers, or all of them."""

import re

from domain.period import Period
from llm.offline.intent.message import platforms_in
from llm.offline.intent.numbering import numbers_in
from llm.tasks.intent import IntentInputs, ReportWish

_PERIODS = (
    (Period.TODAY, r"\btoday(?:'s)?\b"),
    (Period.YESTERDAY, r"\byesterday(?:'s)?\b"),
    (Period.THIS_WEEK, r"\b(?:this|the current) week(?:'s)?\b|\bweekly\b"),
    (Period.LAST_WEEK, r"\b(?:last|past|previous) week(?:'s)?\b"),
    (Period.THIS_MONTH, r"\b(?:this|the current) month(?:'s)?\b|\bmonthly\b"),
    (Period.LAST_MONTH, r"\b(?:last|past|previous) month(?:'s)?\b"),
    (Period.THIS_YEAR, r"\b(?:this|the current) year(?:'s)?\b"),
    (Period.LAST_7_DAYS, r"\b(?:last|past) (?:7|seven) days\b"),
    (Period.LAST_30_DAYS, r"\b(?:last|past) (?:30|thirty) days\b|\blast four weeks\b"),
    (Period.LAST_90_DAYS, r"\b(?:last|past) (?:(?:90|ninety) days|three months|3 months)\b"),
)
_EVERYTHING = (
    r"\ball (?:of )?(?:my|our|the)? ?(?:posts?|campaigns?|content)\b|\beverything\b|\boverall\b"
    r"|\bin total\b|\baltogether\b|\bso far this\b|\bof all time\b|\ball time\b"
)


def read_report(text: str, inputs: IntentInputs) -> ReportWish:
    """What the question is about; nothing said means what the conversation is about."""
    known = {p.number for p in inputs.open_drafts} | {p.number for p in inputs.approved_posts}
    period = next((name for name, said in _PERIODS if re.search(said, text, re.I)), None)
    # "the last 7 days" and "30 days" are no post numbers
    without_days = re.sub(r"\b\d+ (?:days?|weeks?|months?|years?)\b", " ", text)
    return ReportWish(
        period=period,
        about=tuple(numbers_in(without_days, sorted(known))),
        platforms=tuple(dict.fromkeys(m.platform for m in platforms_in(text))),
        everything=bool(re.search(_EVERYTHING, text, re.I)),
    )
