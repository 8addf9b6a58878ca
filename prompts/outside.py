"""Text from outside as a type of its own, and the fence it wears in a prompt. Judges no content."""

import hashlib

from pydantic import ConfigDict, RootModel


class OutsideText(RootModel[str]):
    """Words somebody else wrote (a page, a comment, a file): data, never instruction.

    Not a `str` on purpose: it cannot slip into a sentence of ours or a prompt by accident, and the
    prompt loader refuses to render it without its fence.
    """

    model_config = ConfigDict(frozen=True)


def fence(value: object, label: str = "data") -> str:
    """The text between two marks that the text itself cannot contain.

    The marks carry a digest of the text, so that a page which writes a closing mark of its own
    guess does not end the fence.
    """
    text = value.root if isinstance(value, OutsideText) else str(value)
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"<<<{label} {mark}\n{text}\n{label} {mark}>>>"
