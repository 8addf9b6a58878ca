"""What Facebook's refusals and silences mean, in our classes and in words. Makes no request.

https://developers.facebook.com/docs/graph-api/guides/error-handling
"""

from domain.errors import ErrorClass, PlatformError
from platforms import saying
from platforms.facebook import codes, words
from platforms.meta.product import Product
from platforms.meta.refusing import LATER_S

FACEBOOK = Product(
    doubt=words.DOUBT,
    advice=words.ADVICE,
    by_subcode=codes.BY_SUBCODE,
    by_code=codes.BY_CODE,
    advice_by_subcode=words.ADVICE_BY_SUBCODE,
    waits_s={codes.TOO_FAST: LATER_S},
)
unanswered = FACEBOOK.unanswered


def failed_video(said: str) -> PlatformError:
    """The error of a video that Facebook has and cannot use."""
    quote = saying.quoted(said)
    detail = f"It said: “{quote}”." if quote else ""
    return PlatformError(
        FACEBOOK.explain(ErrorClass.INVALID_MEDIA_FORMAT, "refused", detail),
        error_class=ErrorClass.INVALID_MEDIA_FORMAT,
        sent="refused",
    )
