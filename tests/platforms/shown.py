"""A process that says what the twins make of texts: it has the sandbox's code and none of ours."""

import json
import sys

from sandbox.exchange import RefusalError
from sandbox.instagram.draft import check_caption
from sandbox.linkedin import littletext
from sandbox.x import counting


def linkedin(wire: str) -> str | None:
    return littletext.publish(wire).text


def x(wire: str) -> str | None:
    is_taken = counting.weight(wire) <= counting.LIMIT and counting.cashtags(wire) <= 1
    return wire.strip() if is_taken else None


def instagram(wire: str) -> str | None:
    try:
        check_caption(wire)
    except RefusalError:
        return None
    return wire


if __name__ == "__main__":
    for line in sys.stdin:
        platform, wire = json.loads(line)
        shown = {"linkedin": linkedin, "x": x, "instagram": instagram}[platform](wire)
        sys.stdout.write(json.dumps(shown) + "\n")
