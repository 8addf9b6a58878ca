"""Whole things of the product that many tests need, and of which each cares about a little."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, cast

from domain.content import Provenance, Safety, Version
from llm.build import build_author
from tools.services import Services

UNSIGNED = Provenance(author="a", prompt="p", prompt_version="1", prompt_hash="h")


def a_version(text: str, at: datetime, **more: Any) -> Version:
    """A version that passed its check, the first unless `number` says otherwise."""
    given = {"number": 1, "safety": Safety(passed=True), "provenance": UNSIGNED, **more}
    return Version(text=text, created_at=at, created_by="insta-media", **given)


def services_at(clock: Callable[[], datetime], **parts: Any) -> Services:
    """Services by the offline author at that time; a part that is not given must not be touched."""
    nothing = dict.fromkeys(("store", "esg", "platforms", "sites", "blobs"), cast("Any", None))
    return Services(
        **{**nothing, "author": build_author("offline"), "sandbox_sites": {}, **parts},
        clock=clock,
        real_clock=clock,
    )
