"""Which tellings are of one post: by the platform's id, else by text and minute. Writes nothing."""

import re

from domain.platform import Platform

_STATUS = re.compile(r"https?://(?:[\w-]+\.)*(?:x|twitter)\.com/.+/status(?:es)?/(\d+)\S*", re.I)
_URN = re.compile(r"https?://(?:[\w-]+\.)*linkedin\.com/\S*?(urn:li:\w+:\d+)\S*", re.I)
_OF_PAGE = re.compile(r"\d+_(\d+)")


def canonical_id(platform: Platform, told: str) -> str:
    """The platform's id in one form, however a source writes it.

    X and LinkedIn put it into the post's address; Facebook's API puts the page's id before it,
    which its spreadsheets do not.
    """
    if platform is Platform.X:
        match = _STATUS.fullmatch(told)
    elif platform is Platform.LINKEDIN:
        match = _URN.fullmatch(told)
    elif platform is Platform.FACEBOOK:
        match = _OF_PAGE.fullmatch(told)
    else:
        match = None
    return match[1] if match else told
