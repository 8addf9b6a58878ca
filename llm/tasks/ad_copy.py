"""An ad, written several ways: the types. Nothing is booked; a person takes it to the ad's form."""

from collections.abc import Iterator
from typing import Literal

from domain.advert import AdRoom
from llm.port import Task
from llm.tasks.studio import Copies, Copy, CopyInputs


class AdCopyInputs(CopyInputs):
    room: AdRoom
    """How long each part may be, and which buttons there are."""


class AdCopy(Copy):
    """`call_to_action` is one of the platform's buttons; empty where it has none to choose."""

    kind: Literal["ad_copy"] = "ad_copy"
    headline: str
    primary_text: str
    """The main text; it begins with the hook."""
    description: str = ""

    def lines(self) -> Iterator[str]:
        yield from (self.headline, self.primary_text, self.description)


class AdCopies(Copies):
    variations: tuple[AdCopy, ...] = ()


AD_COPY = Task("ad_copy", AdCopyInputs, AdCopies)
