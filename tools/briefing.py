"""Reads a brief as the chat reads a message: subject, day, offer, for whom. Starts no campaign."""

import re

from domain.brand import BrandProfile
from domain.platform import Platform
from domain.studio import Brief
from llm.tasks.intent import INTENT, Intent, IntentInputs
from tools.services import Services

LONGEST_TOPIC = 160
_ORDER = re.compile(
    r"^(?:please\s+)?(?:(?:write|make|create|draft)\s+)?(?:me\s+)?(?:an?\s+|the\s+|some\s+)?"
    r"(?:blog(?:\s+(?:post|outline))?|article|outline|ad(?:vert)?(?:\s+copy)?|e-?mail|newsletter"
    r"|(?:social\s+)?posts?|caption|(?:product\s+)?description)\s+(?:about|for|on|of)\s+",
    re.IGNORECASE,
)
"""What kind of text is wanted says the request already."""
_FILLER = r"(?:an?|the|our|for|on|of|with|and|offer|offers|sale|special|discount|get|now)"
_EDGES = re.compile(rf"^(?:{_FILLER}\b[ ,:-]*)+|(?:[ ,:-]*\b{_FILLER})+$", re.IGNORECASE)
"""Words beside a subject, which name none."""


async def read_brief(
    services: Services, brand: BrandProfile, text: str, platform: Platform
) -> Brief:
    """The brief in its parts, by the author that reads the chat; what it does not name is empty."""
    written = await services.author.write(
        INTENT,
        IntentInputs(
            message=text,
            now=services.clock(),
            timezone=brand.timezone,
            brand=brand,
            connected_platforms=(platform,),
        ),
    )
    intent = written.output
    return Brief(
        text=text,
        topic=_topic(text, intent),
        occasion=intent.occasion,
        objective=intent.objective,
        tone=intent.tone,
        offer=intent.offer,
        audience=intent.audience,
        without_price=intent.without_price,
        without_offer=intent.without_offer,
    )


def _topic(text: str, intent: Intent) -> str:
    """What was named; without that the brief itself, unless an offer or a day is all it says."""
    named = intent.topic or next(iter(intent.products), "")
    whole, offer = text.strip().casefold(), (intent.offer or "").casefold()
    if offer and named.casefold() in (whole, offer):  # it was not told apart from the offer
        named = ""
    if not named:
        named = _rest(_ORDER.sub("", text), intent.offer or "", intent.occasion or "")
    return named[:LONGEST_TOPIC]


def _rest(text: str, offer: str, occasion: str) -> str:
    """The brief without its offer and day; empty where no word is left that names anything."""
    if offer and offer.casefold() not in text.casefold():
        return ""  # told in other words than these: what is left would hold half of it
    for known in filter(None, (offer, occasion)):
        text = re.sub(re.escape(known), " ", text, flags=re.IGNORECASE)
    left = " ".join(text.split()).strip(" ,;:.-–—")
    trimmed = _EDGES.sub("", left).strip(" ,;:.-–—")
    return trimmed if any(c.isalpha() for c in trimmed) else ""
