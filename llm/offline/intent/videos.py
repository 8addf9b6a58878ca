"""Whether new posts are to be videos, and how long: “a 15 second reel about our chai”.

The order is put as one for a “reel post”, so that whoever reads orders of posts reads it too.
"""

import re

from domain.video_asked import TIME, length_of
from llm.offline.intent.message import SPOKEN
from llm.tasks.intent import Intent, IntentKind, Problem

_REEL = r"(?:reels?|रील्?स?|रीलें)"
_VIDEO = r"(?:(?:short )?videos?|shorts|video clips?|वीडियो|विडियो|शॉर्ट्स)"
_KIND = rf"(?:{_REEL}|{_VIDEO})"
_ASKED = (
    r"(?:make|create|shoot|film|write|want|need|do|an?|one|two|three|some|ek|do|teen|short|second"
    r"|seconds|youtube|instagram|facebook|insta|fb|एक|दो|तीन|\d+)"
)
_ASKED_AFTER = r"(?:banao|banaiye|bana do|chahiye|daalo|dalo|बनाओ|बनाइए|बना दो|चाहिए|डालो)"
_NOT_THIS = r"(?! (?:calls?|games?|conference|shooting|editing|posts?|पोस्ट)\b)"
_ORDERED = (
    rf"(?<!the )(?<!this )(?<!that )(?<!our )(?<!my )(?<!\w){_REEL}(?!\w){_NOT_THIS}(?! of )"
    r"(?: post)?",
    rf"(?<=\s){_VIDEO}(?!\w){_NOT_THIS}(?= (?:about|on|for|of|showing)\b)",
    rf"(?<!\w){_VIDEO}(?!\w)(?=(?: \w+)? {_ASKED_AFTER})",
)
_VERB = rf"\b{_ASKED}\b"
_NONE = rf"\b(?:no|not an?|without an?|instead of an?|don'?t make an?) {_KIND}(?!\w)"
_INTO = (
    rf"\b(?:make|turn|convert|change) (?:it|this|that|them|the post|post \d+)\b(?: (?:in)?to)?"
    rf"(?: an?)? {_KIND}(?!\w)"
    rf"|(?<!\w)(?:post|पोस्ट) \d+ (?:ko|ki|ka|को|की|का) (?:ek |एक )?{_KIND}(?!\w)"
)
_MARK = re.compile(r"\breel (?:(15|30|60) )?post\b")


def as_post(text: str) -> str:
    """The order of a video as one of a post, its length said once; other texts as they are."""
    bare = re.sub(SPOKEN, lambda match: " " * len(match.group()), text)
    if re.search(_NONE, bare, re.I) or _MARK.search(bare):
        return text
    found = next((m for one in _ORDERED if (m := re.search(one, bare, re.I))), None)
    if found is None or not (re.search(_VERB, bare, re.I) or re.search(_ASKED_AFTER, bare)):
        return text
    seconds = length_of(bare, None).seconds
    before, after = text[: found.start()], text[found.end() :]
    timed = rf"(?: of)?(?: |^){TIME}(?!\w)(?: (?:ki|ka|ke|की|का|के)(?!\w))?"
    left = (re.sub(timed, " ", part, flags=re.I) for part in (before, after))
    return re.sub(r"[ \t]+", " ", f" reel {seconds} post ".join(left)).strip()


def video_in(text: str) -> tuple[int | None, str]:
    """The seconds of the videos that are asked for, and the order as one of plain posts."""
    found = _MARK.search(text)
    if found is None:
        return None, text
    return int(found.group(1) or 15), _MARK.sub("post", text)


def of_draft(text: str) -> Intent | None:
    """A draft that is to become a video, which none does: what to ask for instead."""
    if not re.search(_INTO, re.sub(SPOKEN, " ", text), re.I):
        return None
    said = "A draft does not become a video. Ask for a new one, for example “make a reel about …”."
    return Intent(kind=IntentKind.UNCLEAR, problems=(Problem(code="video_is_new", message=said),))
