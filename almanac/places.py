"""Which state of India a business is in, from the words of its location. Asks no map."""

import re
from functools import cache
from importlib.resources import files

import yaml

from domain.errors import InvalidError
from domain.lettering import AFTER, BEFORE


def states_in(location: str) -> tuple[str, ...]:
    """Codes of the states that the words name, a state's own name before a city's; () for none."""
    pattern, codes = _pattern()
    found = [codes[match.group().lower()] for match in pattern.finditer(location)]
    named = [code for code in found if _names()[code][0] in location.lower()]
    return tuple(dict.fromkeys(named or found))


def state(region: str) -> str:
    """The code of a state that is asked for by its code or its name.

    Raises:
        InvalidError: `unknown_region`.
    """
    code = region.strip().upper()
    if code in _names():
        return code
    found = states_in(region)
    if len(found) != 1:
        raise InvalidError(
            f"“{region}” is no state of India that this calendar knows. Give its name or code, for "
            "example Kerala or KL.",
            code="unknown_region",
        )
    return found[0]


def is_whole_state(name: str) -> bool:
    """Whether the words are a state's name and no city's: Rajasthan is, Delhi is both."""
    said = name.strip().lower()
    return any(said == names[0] for code, names in _names().items() if code not in _CITY_STATES)


_CITY_STATES = frozenset({"CH", "DL", "PY"})


@cache
def _names() -> dict[str, list[str]]:
    text = files("almanac").joinpath("data", "places.yml").read_text(encoding="utf-8")
    named: dict[str, list[str]] = yaml.safe_load(text)
    return named


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {name: code for code, names in _names().items() for name in names}
    longest_first = sorted(codes, key=lambda name: (-len(name), name))
    body = "|".join(re.escape(name) for name in longest_first)
    return re.compile(f"{BEFORE}(?:{body}){AFTER}", re.IGNORECASE), codes
