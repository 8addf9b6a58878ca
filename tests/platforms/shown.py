"""A process that says what the twins make of texts: it has the sandbox's code and none of ours."""

import json
import sys

from sandbox.exchange import RefusalError
from sandbox.facebook.feed import read_draft
from sandbox.instagram.draft import check_caption
from sandbox.linkedin import littletext
from sandbox.meta.params import Params
from sandbox.x import counting
from sandbox.youtube.draft import read_parts


def linkedin(wire: str) -> str | None:
    return littletext.publish(wire).text


def x(wire: str) -> str | None:
    is_taken = counting.weight(wire) <= counting.LIMIT and counting.cashtags(wire) <= 1
    return wire.strip() if is_taken else None


def instagram(wire: str) -> str:
    check_caption(wire)
    return wire


def facebook(wire: str) -> str:
    return read_draft(Params({"message": wire})).message


def youtube(wire: dict[str, str]) -> dict[str, object]:
    return read_parts({"snippet": wire}, ["snippet"])["snippet"]


TWINS = {
    "linkedin": linkedin,
    "x": x,
    "instagram": instagram,
    "facebook": facebook,
    "youtube": youtube,
}


if __name__ == "__main__":
    for line in sys.stdin:
        platform, wire = json.loads(line)
        try:
            shown = TWINS[platform](wire)
        except RefusalError:
            shown = None
        sys.stdout.write(json.dumps(shown) + "\n")
