"""Whether new posts are to be videos, and how long: “a 15 second reel about our chai”.

The order is put as one for a “reel post”, so that whoever reads orders of posts reads it too.
"""

import re

from domain.video_asked import TIME, length_of
from llm.offline.intent.message import SPOKEN
from llm.tasks.intent import Intent, IntentKind, Problem

_REEL = r"(?:reels?|रील्?स?|रीलें)"
_VIDEO = r"(?:(?:short )?videos?|shorts|video clips?|वीडियो|विडियो|शॉर्ट्स)"
_KIND = rf"(?:{_REEL}|{_VIDEO})(?!\w)"
_MANY = r"(?:an?|one|two|three|four|five|some|ek|do|teen|\d+|एक|दो|तीन)"
_WHERE = r"(?:instagram|facebook|youtube|linkedin|insta|fb|short|new|quick|nice)"
_BEFORE = rf"(?:{_MANY} )?(?:{TIME}(?: long)? )?(?:{_WHERE} )*(?:{TIME} )?"
_AFTER = r"(?:about|on|for|showing|with|to|in|at|tomorrow|today|next|this)\b"
_MAKE = r"\b(?:make|create|shoot|film|write|want|need|do|draft|post|plan|give)\b(?: me| us)?"
_DOING = r"(?:banao|banaiye|bana do|chahiye|daalo|dalo|बनाओ|बनाइए|बना दो|चाहिए|डालो)(?!\w)"
_ORDERED = (
    rf"{_MAKE} {_BEFORE}(?P<kind>{_KIND}(?: post)?)(?= (?:{_AFTER}|of\b)|\s*[,.!?]|\s*$)",
    rf"^{_BEFORE}(?P<kind>{_KIND}(?: post)?)(?= (?:about|on|for|showing)\b)",
    rf"(?<!\w)(?P<kind>{_KIND}(?: post)?)(?= (?:{TIME}(?: ki| ka)? )?{_DOING})",
)
_SAYS = r"\b(?:add|mention|says?|tell|include|remove|that we|that our)\b[^.;!?]*$"
_NONE = rf"\b(?:no|not an?|without an?|instead of an?|don'?t make an?) {_KIND}"
_INTO = (
    rf"\b(?:make|turn|convert|change) (?:it|this|that|them|the post|post \d+)"
    rf"(?: (?:in)?to(?: an?)?| an?) {_KIND}"
    rf"|(?<!\w)(?:post|पोस्ट) \d+ (?:ko|ki|ka|को|की|का) (?:ek |एक )?{_KIND}"
)
_MARK = re.compile(r"\breel (\d+)(?:/(\d+))? post\b")


def as_post(text: str) -> str:
    """The order of a video as one of a post, its length said once; other texts as they are."""
    bare = re.sub(SPOKEN, lambda match: " " * len(match.group()), text)
    if re.search(_NONE, bare, re.I) or _MARK.search(bare):
        return text
    found = next((m for one in _ORDERED if (m := re.search(one, bare, re.I))), None)
    if found is None or re.search(_SAYS, bare[: found.start()], re.I):
        return text
    length = length_of(bare, None)
    named = f"/{length.named:g}" if length.named and length.named == int(length.named) else ""
    before, after = text[: found.start("kind")], text[found.end("kind") :]
    timed = rf"(?: of)?(?: |^){TIME}(?!\w)(?: (?:ki|ka|ke|की|का|के)(?!\w))?(?: long)?"
    left = (re.sub(timed, " ", part, flags=re.I) for part in (before, after))
    return re.sub(r"[ \t]+", " ", f" reel {length.seconds}{named} post ".join(left)).strip()


def video_in(text: str) -> tuple[int | None, str, tuple[Problem, ...]]:
    """The seconds of the videos that are asked for, the order as one of plain posts, and what to
    know of the length.
    """
    found = _MARK.search(text)
    if found is None:
        return None, text, ()
    seconds, named = int(found.group(1)), int(found.group(2) or found.group(1))
    told = f"Videos run 15, 30 or 60 seconds: this one has {seconds} instead of {named}."
    odd = Problem(code="video_length", message=told, blocking=False)
    return seconds, _MARK.sub("post", text), (odd,) if named != seconds else ()


def of_draft(text: str) -> Intent | None:
    """A draft that is to become a video, which none does: what to ask for instead."""
    if not re.search(_INTO, re.sub(SPOKEN, " ", text), re.I):
        return None
    said = "A draft does not become a video. Ask for a new one, for example “make a reel about …”."
    return Intent(kind=IntentKind.UNCLEAR, problems=(Problem(code="video_is_new", message=said),))
