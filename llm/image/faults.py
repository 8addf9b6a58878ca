"""What went wrong with a picture, in our words: no provider's text, which may hold a key."""

from collections.abc import Mapping
from typing import ClassVar

from llm.model.faults import SAYS, Fault, ModelCallError, fault_of
from llm.model.spec import ModelName

_FILTER_WORDS = ("content filter", "responsible ai", "filter reason")
"""In the text of what is otherwise a malformed request: Titan and Nova refuse a prompt so.
https://docs.aws.amazon.com/nova/latest/userguide/image-gen-errors.html
"""
_UNPAID = frozenset({
    Fault.THROTTLED, Fault.KEY, Fault.REGION, Fault.UNKNOWN, Fault.UNREACHABLE, Fault.LONG,
    Fault.FAILED, Fault.REJECTED,
})  # fmt: skip
"""What ends a call before anything was painted."""


class PictureError(ModelCallError):
    """A call that brought no picture.

    Attributes:
        is_paid: Whether a picture may have been painted, and so is counted.
    """

    says: ClassVar[Mapping[Fault, str]] = {
        **SAYS,
        Fault.KEY: "does not accept our key. Check the AWS keys of this machine or "
        "INSTA_PROVIDERS__BEDROCK__API_KEY, and whether they may use this model",
        Fault.UNKNOWN: "does not know this model, or not in this region. Check its name in "
        "INSTA_IMAGE_MODEL",
        Fault.UNREACHABLE: "could not be reached. Check the network and the address in "
        "INSTA_PROVIDERS__BEDROCK__BASE_URL, then try again",
        Fault.SILENT: "took too long to paint. Try again; INSTA_MODEL_TIMEOUT_S sets how long we "
        "wait, three times that for a picture",
        Fault.CUT: "stopped in the middle of the picture: the connection was lost. Try again",
        Fault.LONG: "cannot read that much. Describe the picture in fewer words",
        Fault.REJECTED: "refused the request for a picture as malformed. Another model may take it",
        Fault.FILTERED: "would not paint this: its filter refused what was asked for or what came "
        "of it. Change the post's words, or use a card or a picture of your own",
        Fault.UNREADABLE: "sent something that is no whole picture. Nothing was kept of it. Try "
        "again, or choose another model",
    }

    def __init__(
        self,
        model: ModelName,
        fault: Fault,
        *,
        status: int = 0,
        retry_after_s: float = 0.0,
        is_paid: bool | None = None,
    ) -> None:
        super().__init__(model, fault, status=status, retry_after_s=retry_after_s)
        self.is_paid = fault not in _UNPAID if is_paid is None else is_paid


def picture_fault(model: ModelName, error: Exception) -> PictureError:
    """An outside library's error as ours."""
    if isinstance(error, PictureError):
        return error
    found, said = fault_of(model, error), str(error).lower()
    if found.fault in (Fault.REJECTED, Fault.LONG) and any(w in said for w in _FILTER_WORDS):
        return PictureError(model, Fault.FILTERED, is_paid=False)
    mine = PictureError(model, found.fault, status=found.status, retry_after_s=found.retry_after_s)
    mine.extra.update(found.extra)
    return mine
