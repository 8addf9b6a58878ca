"""What Instagram's refusals and silences mean, in our classes and in words. Makes no request.

https://developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/error-codes
"""

import re

from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.instagram import codes, words
from platforms.meta.product import Product
from platforms.meta.refusing import LATER_S, GraphError

CONTAINER_GONE = (24, 2207008)
NOT_READY = (9007, 2207027)
MEDIA_EXPIRED = (-2, 2207020)
_TOO_FEW = 10
"""Also the code of a missing permission; the words tell them apart."""
UNKNOWN_AGAIN_S = 30.0
"""Meta advises to ask for a container that is not known 30 seconds to two minutes later."""
FETCH_AGAIN_S = 60.0
"""When our own server did not answer Instagram: a restart takes longer than a hiccup."""

INSTAGRAM = Product(
    doubt=words.DOUBT,
    advice=words.ADVICE,
    by_subcode=codes.BY_SUBCODE,
    advice_by_subcode=words.ADVICE_BY_SUBCODE,
    waits_s={
        CONTAINER_GONE[1]: UNKNOWN_AGAIN_S,
        codes.NOT_FETCHED: FETCH_AGAIN_S,
        **dict.fromkeys(codes.LONG_WAITS, LATER_S),
    },
    clean=frozenset({CONTAINER_GONE, NOT_READY, MEDIA_EXPIRED}),
    # our own server may have been away for a moment, and not the picture be wrong
    passing=frozenset({codes.NOT_FETCHED}),
)
refusal = INSTAGRAM.refusal
sign_in_refusal = INSTAGRAM.sign_in_refusal
unanswered = INSTAGRAM.unanswered


def is_too_few(error: GraphError) -> bool:
    """Whether numbers are withheld because too few people stand behind them."""
    return error.numbers[0] == _TOO_FEW and "not enough" in error.message.casefold()


def failed_container(status: str) -> PlatformError:
    """The error of a container that Instagram could not process; its words carry a subcode."""
    found = re.search(r"22070\d\d", status)
    subcode = int(found[0]) if found else None
    error_class = codes.BY_SUBCODE.get(subcode or 0, ErrorClass.INVALID_MEDIA_FORMAT)
    quote = saying.quoted(status)
    detail = f"It said: “{quote}”." if quote else ""
    return PlatformError(
        INSTAGRAM.explain(error_class, "refused", detail, subcode=subcode),
        error_class=error_class,
        sent="refused",
        retry_after_s=FETCH_AGAIN_S if subcode == codes.NOT_FETCHED else None,
        passes=True if subcode == codes.NOT_FETCHED else None,
    )
