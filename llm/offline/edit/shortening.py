"""Making a post shorter: ornament goes first, what it promises and asks for stays.

Every sentence carries some of what must not be lost: a product, a price, an offer, a day, a place
to write to, the call. One goes only when others still say all of it.
"""

import re
from functools import cache

from domain.brand import BrandProfile
from domain.lettering import AFTER, BEFORE, has_word
from llm.offline import festivals, library
from llm.offline.edit.text import MONEY
from llm.offline.edit.wish import CannotError
from llm.offline.products import names
from llm.offline.sentences import opened, split, words

_TARGET = 0.65
"""A post that is to be shorter ends at about two thirds, if that much can go."""
_FLOOR = 0.4
"""Less than this of a post, as long as nobody named a number of lines, says too little."""
_CONDITION = (
    rf"{BEFORE}(?:only|minimum|min|above|not valid|except|excluding|members?|dine-?in|take-?away"
    r"|per (?:person|bill|customer)|first \d+|while stocks? lasts?|stocks? last|terms|conditions?"
    r"|advance|on orders|सिर्फ़|केवल|कम से कम|से ऊपर|शर्त|शर्तें|sirf|kam se kam|se upar|shart"
    rf"|shartein){AFTER}"
)
"""What an offer hangs on."""
_PERCENT = r"\d+ ?(?:%|percent|प्रतिशत)"
_GIVEN = (
    r"\b(?:off|discount|cashback|offer)\b|\b(?:free|get 1)\b|छूट|फ़्री|मुफ़्त|ऑफ़र|\bchh?oot\b|\bmuft\b"
)
_REACH = r"https?://\S+|www\.\S+|\b[\w-]+\.(?:in|com|example|org)\b|\+?\d[\d -]{8,}\d|(?<!\w)@\w+"
_HOUR = (
    r"\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)\b|\d{1,2}(?:[:.]\d\d)? ?(?:बजे|baje)|\d{1,2}(?:st|nd|rd|th)\b"
)
_NEAR = re.compile(
    rf"{BEFORE}(?:today|tonight|tomorrow|weekend|आज|कल|परसों|aaj|kal|parson){AFTER}", re.IGNORECASE
)
_CALL = re.compile(
    r"^\W*(?:message|call|visit|come|order|book|bring|see|dm|write|whatsapp|tell|drop|join|reply"
    r"|comment|tag|save|share|ask|try|meet|find|walk in|stop by|send|pre-?order|reserve|enrol"
    r"|tap|click|follow|say|mention|show|register|sign up)\b"
    r"|(?:इए|िए|िये|आओ|ाओ|करो|ना न भूलें)[।.!\s\W]*$|(?:iye|iyega|jiye|aao|karo|dekho)\W*$",
    re.IGNORECASE,
)


def is_call(sentence: str) -> bool:
    """Whether the sentence asks the reader to do something."""
    return bool(_CALL.search(sentence))


def is_offer(text: str) -> bool:
    """Whether something is given: a discount, something free."""
    return bool(re.search(_GIVEN, text, re.I))


def shortened(text: str, brand: BrandProfile, lines: int | None) -> str:
    """The text at about two thirds, or in so many lines.

    Raises:
        CannotError: Everything it says is needed.
    """
    paragraphs = [split(line) for line in text.split("\n") if line.strip()]
    said = [sentence for paragraph in paragraphs for sentence in paragraph]
    carried = _carried(said, len(paragraphs[-1]) if paragraphs else 0, brand)
    kept = list(range(len(said)))
    for place in _lightest_first(said, carried, brand, strict=lines is not None):
        others: set[str] = set().union(*(carried[i] for i in kept if i != place), set())
        if _is_short(said, kept, lines):
            break
        if carried[place] <= others and len(kept) > 1 and _leaves_enough(said, kept, place, lines):
            kept.remove(place)
    kept = _whole_openings(paragraphs, kept, carried)
    gap = "\n\n" if "\n\n" in text else "\n"
    rows = _rows(paragraphs, kept, lines)
    if len(kept) == len(said) and len(rows) >= len(paragraphs):
        raise CannotError("There is nothing left to cut without losing what it says.")
    return gap.join([opened(_JOINT.sub("", rows[0])), *rows[1:]])


_JOINT = re.compile(
    r"^(?:एक बात और|और हाँ|और सुनिए|वैसे|(?:यह भी )?बता दें|ek baat aur|aur haan|aur suniye|waise"
    r"|(?:yeh bhi )?bata dein|also|and yes|one more thing)[:,] ",
    re.IGNORECASE,
)
"""What joins a sentence to one before it, which may be gone."""


def _leaves_enough(said: list[str], kept: list[int], place: int, lines: int | None) -> bool:
    left = sum(len(said[i]) for i in kept if i != place)
    return lines is not None or left >= _FLOOR * sum(map(len, said))


def _whole_openings(
    paragraphs: list[list[str]], kept: list[int], carried: list[set[str]]
) -> list[int]:
    """An opening of two sentences is one thought: half of it (“Not handy?”) says nothing."""
    first = set(range(len(paragraphs[0]))) if paragraphs else set()
    half = first & set(kept)
    if not half or half == first or any(carried[i] for i in first) or half == set(kept):
        return kept
    return [i for i in kept if i not in first]


def _is_short(said: list[str], kept: list[int], lines: int | None) -> bool:
    if lines is not None:
        return len(kept) <= lines
    return sum(len(said[i]) for i in kept) <= _TARGET * sum(map(len, said))


def _carried(said: list[str], in_last: int, brand: BrandProfile) -> list[set[str]]:
    """Of each sentence what it alone or with others says; the call stands in the last paragraph."""
    found = [_marks(sentence, brand) for sentence in said]
    last = range(len(said) - in_last, len(said))
    calls = [i for i in last if is_call(said[i])]
    for place in calls[-1:] or ([len(said) - 1] if len(said) > 1 else []):
        found[place].add("call")
    if any(mark == "offer" or mark.startswith("sum") for marks in found for mark in marks):
        for place, sentence in enumerate(said):
            if re.search(_CONDITION, sentence, re.I):
                found[place].add(f"condition {sentence}")
    if not any(mark.startswith("product") for marks in found for mark in marks):
        known = _known(brand)
        telling = max(range(len(said)), key=lambda i: len(words(said[i]) & known), default=0)
        if said and words(said[telling]) & known:
            found[telling].add("subject")
    return found


def _known(brand: BrandProfile) -> set[str]:
    """Words of what the owner tells of the business."""
    facts = [f.text for f in brand.facts] + [p.description for p in brand.products]
    return set().union(*(words(text) for text in facts), set())


def _marks(sentence: str, brand: BrandProfile) -> set[str]:
    marks = {f"product {p.name}" for p in brand.products if names(sentence, p.name)}
    marks |= {f"sum {_digits(m)}" for m in re.findall(MONEY, sentence, re.I)}
    marks |= {f"sum {_digits(p.price)}" for p in brand.products if p.price and p.price in sentence}
    marks |= {f"share {_digits(m)}" for m in re.findall(_PERCENT, sentence, re.I)}
    marks |= {f"reach {m.lower()}" for m in re.findall(_REACH, sentence, re.I)}
    marks |= {f"hour {m.lower()}" for m in re.findall(_HOUR, sentence, re.I)}
    marks |= {f"day {m.lower()}" for m in _days().findall(sentence)}
    marks |= {f"day {festival.name}" for _, _, festival in festivals.find(sentence)}
    marks |= {"place"} if _names_place(sentence, brand) else set()
    marks |= {"offer"} if is_offer(sentence) else set()
    # “today” dates an offer; alone it is a manner of speaking
    return marks | ({f"day {m.lower()}" for m in _NEAR.findall(sentence)} if marks else set())


def _names_place(sentence: str, brand: BrandProfile) -> bool:
    """The address or its first part, by which a reader finds the shop."""
    street = brand.location.split(",")[0].strip()
    return len(street) > 2 and has_word(sentence, street)


def _digits(amount: str) -> str:
    return re.sub(r"\D", "", amount)


@cache
def _days() -> re.Pattern[str]:
    full = [name for name in library.read("en/reading")["weekdays"] if name.endswith("day")]
    months = [name for name in library.read("en/reading")["months"] if len(name) > 4]
    hindi = library.read("hi/times")
    named = "|".join([*full, *hindi["weekdays"]])
    dated = "|".join([*months, *hindi["months"]])
    return re.compile(
        rf"{BEFORE}(?:{named}|\d{{1,2}} (?:{dated})|(?:{dated}) \d{{1,2}}){AFTER}", re.I
    )


def _lightest_first(
    said: list[str], carried: list[set[str]], brand: BrandProfile, *, strict: bool
) -> list[int]:
    """Mood goes first, then the opening or what is known besides, last what others repeat."""
    known = _known(brand)

    def weight(place: int) -> tuple[int, int]:
        sentence = said[place]
        if carried[place]:
            return 4, -len(sentence)
        tells = bool(re.search(r"\d", sentence)) or bool(words(sentence) & known)
        if place == 0:  # the opening outlives what is only nice to know, where there is room
            return (1 if strict else 3), -len(sentence)
        return (2 if tells else 0), -len(sentence)

    return sorted(range(len(said)), key=weight)


def _rows(paragraphs: list[list[str]], kept: list[int], lines: int | None) -> list[str]:
    """The kept sentences in their paragraphs, or on no more lines than asked for."""
    rows, place = [], 0
    for paragraph in paragraphs:
        stays = [s for i, s in enumerate(paragraph, start=place) if i in set(kept)]
        place += len(paragraph)
        rows += [" ".join(stays)] if stays else []
    if lines is None or len(kept) <= lines or len(rows) <= lines:
        return rows
    head, middle, end = rows[: lines - 2], rows[max(lines - 2, 0) : -1], rows[-1:]
    if lines == 1:
        return [" ".join(rows)]
    return [*head, " ".join(middle), *end]
