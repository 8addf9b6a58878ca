"""Which of a text's claims stay with it when its words change. Pure."""

import re

from domain.content import Claim
from domain.lettering import MARKS

_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")


def still_claimed(claims: tuple[Claim, ...], old: str, new: str) -> tuple[Claim, ...]:
    """The claims that the new text still makes: what they put into the old one is still there.

    A claim is a fact of the brand in its own words, of which a text may use only some; the rule
    therefore follows the words that both had in common.
    """
    before, after = _words(old), _words(new)
    return tuple(c for c in claims if (_words(c.text) & before) <= after)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
