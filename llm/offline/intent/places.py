"""Where a message wants its posts: the platforms named, connected or refused, and what is none."""

import re

from domain.platform import Platform
from llm.offline import library
from llm.offline.intent.message import platforms_in, refused_in
from llm.offline.sentences import listed
from llm.tasks.intent import IntentInputs, Problem


def places_in(text: str, inputs: IntentInputs) -> tuple[tuple[Platform, ...], tuple[Problem, ...]]:
    """Where to post: what is named, else what is connected without what is refused."""
    named = tuple(dict.fromkeys(m.platform for m in platforms_in(text)))
    refused = refused_in(text)
    everywhere = (
        r"\b(?:all (?:the |my |our |other )?(?:platforms|channels|accounts|social)|everywhere"
        r"|every platform)\b"
    )
    asks_all = re.search(everywhere, text, re.I)
    if named or not (asks_all or set(refused) & set(inputs.connected_platforms)):
        return named, ()
    reachable = inputs.connected_platforms or tuple(Platform)
    left = tuple(p for p in reachable if p not in refused)
    return left, (() if left else (_nowhere_left(refused),))


def not_served(name: str, platforms: tuple[Platform, ...]) -> Problem:
    title = library.read("en/reading")["unknown_titles"].get(name.lower(), "")
    title = title or (name if name != name.lower() else name.capitalize())
    message = f"I cannot post on {title}. I can write for {listed([p.title for p in Platform])}."
    ask = "" if platforms else " Which of these shall it be?"
    return Problem(code="unknown_platform", message=message + ask, blocking=not platforms)


def _nowhere_left(refused: tuple[Platform, ...]) -> Problem:
    able = [p.title for p in Platform if p not in refused]
    offer = f" I can write for {listed(able)}." if able else ""
    message = f"That leaves no connected platform.{offer} Where shall it go?"
    return Problem(code="no_platform_left", message=message)
