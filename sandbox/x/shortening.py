"""The text as X gives it back: escaped, with a short address for every long one."""

import html
import secrets
import string

from sandbox.x.counting import Address, addresses

_LETTERS = string.ascii_letters + string.digits
_SHOWN = 26


def shorten(text: str) -> list[dict[str, str]]:
    """A short address for each one in the text, in order; made once, when it is posted."""
    return [_short(one) for one in addresses(text)]


def own_media(handle: str, post_id: str, media_key: str, kind: str) -> dict[str, str]:
    """The address that X adds for what a post shows."""
    path = f"x.com/{handle}/status/{post_id}/{'photo' if kind == 'photo' else 'video'}/1"
    return {
        "url": _address(),
        "expanded_url": f"https://{path}",
        "display_url": f"pic.x.com/{secrets.token_hex(5)}",
        "media_key": media_key,
    }


def given_back(text: str, links: list[dict[str, str]]) -> tuple[str, list[dict[str, object]]]:
    """The text and its addresses, each with its place."""
    places = addresses(text)
    pieces, found, at, length = [], [], 0, 0
    for place, link in zip(places, links, strict=False):
        before = html.escape(text[at : place.start], quote=False)
        pieces += [before, link["url"]]
        start = length + len(before)
        length = start + len(link["url"])
        found.append({"start": start, "end": length, **link})
        at = place.end
    pieces.append(html.escape(text[at:], quote=False))
    whole = "".join(pieces)
    for link in links[len(places) :]:
        whole = f"{whole} {link['url']}" if whole else link["url"]
        found.append({"start": len(whole) - len(link["url"]), "end": len(whole), **link})
    return whole, found


def _short(one: Address) -> dict[str, str]:
    bare = one.full.partition("://")[2].removeprefix("www.")
    shown = bare if len(bare) <= _SHOWN else f"{bare[:_SHOWN]}…"
    return {"url": _address(), "expanded_url": one.full, "display_url": shown}


def _address() -> str:
    return "https://t.co/" + "".join(secrets.choice(_LETTERS) for _ in range(10))
