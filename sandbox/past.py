"""What an account had posted before anybody connected it: invented texts, spread over a past.

Deterministic for the account and the number of the post. Knows no platform's shape of a post.
"""

from dataclasses import dataclass

from sandbox.chance import draw

_DAY_MS = 24 * 3600 * 1000
_OPENINGS = (
    "Remember the first cup you had here? We do, and the rain that came with it.",
    "Thank you to everybody who stayed in the queue this morning.",
    "Our hands were full of flour at five today, and that is how we like it.",
    "We almost gave up on this recipe twice. The third try is on the counter.",
    "Ten families, one long table, and not a single seat free.",
    "Plot twist: the kettle was never off.",
    "Last chance this week, the tray is nearly empty.",
    "Proud of our team, who learned to fold all forty of them by heart.",
    "Imagine a street where every shop knows your name.",
    "The old recipe book came out again, with all its stains.",
    "Nobody told us that Monday would be this loud.",
    "New on the shelf, made in small batches and gone by noon.",
)
_MIDDLES = (
    "Ginger, cardamom and a good deal of patience.",
    "We grind the spices ourselves, a little every day.",
    "Come before four and it is still warm.",
    "Bring a friend, the second cup tastes better in company.",
    "It took eleven tries and one burnt pan.",
    "Ask for it at the counter, it is not on the board.",
    "The neighbours helped, as they always do.",
    "We kept one aside for you.",
)
_ENDINGS = (
    "See you at six.",
    "Which one is yours?",
    "Tell us in the comments.",
    "Doors open at eight.",
    "Tag somebody who needs a break.",
    "We are here till nine.",
    "More on Friday.",
)
_TAGS = ("#chai", "#smallbusiness", "#madebyhand", "#teatime", "#localshop", "#monsoon")


@dataclass(frozen=True)
class Memory:
    """One post of the past."""

    text: str
    created_ms: int


def remembered(account: str, count: int, *, days: int, before_ms: int) -> list[Memory]:
    """So many posts, oldest first, spread over so many days that end a day before that instant.

    No two have the same text: each is numbered as a series on a shop's page would be.
    """
    chance = draw("past", account)
    step = days * _DAY_MS / count
    begin = before_ms - _DAY_MS - days * _DAY_MS
    return [
        Memory(
            text=_text(account, number),
            created_ms=round(begin + (number + chance.uniform(0.1, 0.9)) * step),
        )
        for number in range(count)
    ]


def _text(account: str, number: int) -> str:
    chance = draw("past", account, str(number))
    words = [chance.choice(some) for some in (_OPENINGS, _MIDDLES, _ENDINGS)]
    tags = " ".join(chance.sample(_TAGS, chance.randint(0, 3)))
    return f"{' '.join(words)} No. {number + 1}\n\n{tags}".strip()
