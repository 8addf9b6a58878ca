"""Which posts a question about results means: a time, a platform, some numbers, or all of them."""

import re

from domain.period import Period
from domain.times import zone
from llm.offline.intent.message import platforms_in
from llm.offline.intent.numbering import numbers_in
from llm.offline.intent.spans import span_in
from llm.tasks.intent import Intent, IntentInputs, IntentKind, Problem, ReportWish

_PERIODS = (
    (Period.TODAY, r"\btoday(?:'s)?\b"),
    (Period.YESTERDAY, r"(?<!before )\byesterday(?:'s)?\b"),
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


def read_report(text: str, inputs: IntentInputs) -> Intent:
    """What the question is about; nothing said means what the conversation is about."""
    today = inputs.now.astimezone(zone(inputs.timezone)).date()
    known = {p.number for p in inputs.open_drafts} | {p.number for p in inputs.approved_posts}
    period = next((name for name, said in _PERIODS if re.search(said, text, re.I)), None)
    # "the last 7 days" and "30 days" are no post numbers
    without_days = re.sub(r"\b\d+ (?:days?|weeks?|months?|years?)\b", " ", text)
    span = span_in(text, today) if period is None else None
    wish = ReportWish(
        period=period,
        days=span.days if span else None,
        about=tuple(numbers_in(without_days, sorted(known))),
        platforms=tuple(dict.fromkeys(m.platform for m in platforms_in(text))),
        everything=bool(re.search(_EVERYTHING, text, re.I)),
    )
    unread = (_unknown(span.said),) if span and span.days is None else ()
    return Intent(kind=IntentKind.REPORT, report=wish, problems=unread)


def _unknown(said: str) -> Problem:
    message = (
        f"I cannot tell which days up to today “{said}” means. Ask for the last 7 days, last "
        "month, March, 2026, or 1 March to 15 March, for example."
    )
    return Problem(code="unknown_period", message=message)
