"""How a reader gets in touch: in the ways that the brand itself prints, and in no other."""

from domain.brand import Contact
from llm.offline import tongue
from llm.offline.sentences import filled_in

LONGEST_ADDRESS = 80
"""Characters that a sentence of a post can hold of it."""


def address_in_line(contact: Contact) -> str:
    """The printed address on one line; "" where it is none or too long for a sentence."""
    address = ", ".join(
        filter(None, (part.strip(" ,") for part in (contact.address or "").splitlines()))
    )
    return address.rstrip(".") if len(address) <= LONGEST_ADDRESS else ""


def reached(contact: Contact, language: str, *, first: tuple[str, ...] = ()) -> str:
    """One way, as a line of that language; "" where the brand prints none.

    Args:
        first: Ways that go before the usual order: an address, where readers are asked to come.
    """
    patterns = tongue.words(language, "phrases")["reach"]
    printed = {way: value.strip() for way, value in contact.model_dump().items() if value}
    ways = (*first, *patterns)
    way = next((way for way in ways if printed.get(way)), "")
    return filled_in(str(patterns[way]), {way: printed[way]}) if way else ""
