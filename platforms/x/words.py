"""What people are told when X refuses or is silent. Decides nothing."""

from domain.errors import ErrorClass, Sent
from platforms.effects import Doubt, Effect

_E = ErrorClass
_ADVICE = {
    _E.RATE_LIMIT_EXCEEDED: "X allows no more calls in this window, or the app's plan is used up. "
    "Try again later; whoever runs this installation can look at the app's usage there.",
    _E.TEMPORARY_UNAVAILABLE: "X is not available right now. Try again in a few minutes.",
    _E.NETWORK_ERROR: "X could not be reached. Check the connection and try again.",
    _E.TIMEOUT: "X did not answer in time. Try again in a few minutes.",
    _E.INVALID_TOKEN: "X no longer accepts this connection. Connect X again.",
    _E.INSUFFICIENT_PERMISSIONS: "X does not allow this to the connected account. Look whether the "
    "account is in order there, then connect it again with every permission.",
    _E.CONTENT_POLICY_VIOLATION: "X refuses this content under its rules. Change the post and "
    "approve the new version.",
    _E.INVALID_MEDIA_FORMAT: "X does not accept a picture or video of this post. Replace it and "
    "approve the new version.",
    _E.VALIDATION: "X refuses the request as it is written. Change the post and approve the new "
    "version.",
    _E.DUPLICATE: "X already has a post with these words, so it was not posted again.",
    _E.CONFIGURATION: "X does not accept how this installation calls it. Whoever runs it has to "
    "check the app's credentials, its access level and its plan.",
}
_DOUBT = Doubt("X", place="the X account")


def explain(error_class: ErrorClass, sent: Sent, detail: str, effect: Effect | None = None) -> str:
    if sent == "unknown":
        return _DOUBT.told(effect or "post", detail)
    return f"{_DOUBT.refused(error_class, effect) or _ADVICE[error_class]} {detail}"
