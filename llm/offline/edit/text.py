"""A caption as paragraphs of sentences, and small exact changes to it. Knows no brand."""

import re
from collections.abc import Callable

from domain.lettering import AFTER, BEFORE
from llm.offline.sentences import EMOJI, closed, each_opened, opened, split

MONEY = r"(?:₹|rs\.?|inr)\s?\d[\d,]*(?:\.\d+)?(?:/-)?"


def sentences(text: str) -> list[str]:
    return [s for line in text.split("\n") for s in split(line)]


def without(text: str, drops: Callable[[str], bool]) -> str:
    """The text without the sentences that answer true; empty paragraphs close up."""
    lines = []
    for line in text.split("\n"):
        kept = [s for s in split(line) if not drops(s)]
        if kept or not line.strip():
            lines.append(" ".join(kept))
    return tidy("\n".join(lines))


def tidy(text: str) -> str:
    """No double spaces, no stranded marks, no more than one empty line."""
    text = re.sub(r"[ \t]+", " ", text)
    text = re.sub(r" +([.,;:!?।])", r"\1", text)
    text = re.sub(r"([,;:])(?=[.!?।])", "", text)
    text = re.sub(r"([.!?।])[.।](?!\.)", r"\1", text)
    text = re.sub(r" *\n *", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def with_before_call(text: str, sentence: str) -> str:
    """The sentence as a paragraph before the last one, where the call to action stands."""
    line, paragraphs = closed(opened(sentence)), text.split("\n\n")
    if len(paragraphs) < 2:
        return f"{text}\n\n{line}" if "\n" not in text else f"{text}\n{line}"
    return "\n\n".join([*paragraphs[:-1], line, paragraphs[-1]])


def with_line(text: str, line: str, *, last: bool) -> str:
    """The text with the line in the place of its first or last one, and all else as it was.

    A text that is one line has its first or last sentence replaced.
    """
    lines = text.strip().split("\n")
    at = -1 if last else 0
    if len(lines) == 1:
        said = split(lines[0])
        said[at:] = [line] if last else [line, *said[1:]]
        return " ".join(said)
    lines[at] = line
    return "\n".join(lines)


def without_emoji(text: str) -> str:
    return tidy(EMOJI.sub("", text))


def without_prices(text: str, prices: tuple[str, ...]) -> str:
    """Prices out of the sentences around them; an amount that belongs to an offer stays."""
    known = [re.escape(p) for p in sorted(prices, key=len, reverse=True) if p]
    lead = r"(?:\s*(?:[,:]|\b(?:at|for|from|only|just|fees|daam)\b|दाम|शुल्क|सिर्फ़))*\s*"
    amount = re.compile(
        rf"{lead}(?:{'|'.join([*known, MONEY])})(?: (?:for|में|mein) (?=\S))?", re.IGNORECASE
    )
    lines = []
    for line in text.split("\n"):
        left = [s for s in (amount.sub(_unless_offer, s).strip() for s in split(line)) if s]
        said = [each_opened(s) for s in left if re.search(r"\w", s)]
        if said or not line.strip():
            lines.append(" ".join(said))
    return tidy("\n".join(lines))


def is_of_offer(match: re.Match[str]) -> bool:
    """Whether the amount says how much an offer gives or asks for, and no price."""
    figure = re.search(MONEY, match.group(), re.IGNORECASE)
    start = match.start() + (figure.start() if figure else 0)
    before, after = match.string[:start], match.string[match.end() :]
    of_offer = re.search(r"\b(?:above|over|of|worth|flat|extra|upto|up to)\s*$", before, re.I)
    goes_on = r"\s*(?:off|discount|cashback|or more|(?:ki|की) |(?:se|से) (?:upar|ऊपर))"
    return bool(of_offer or re.match(goes_on, after, re.I))


def _unless_offer(match: re.Match[str]) -> str:
    if is_of_offer(match):
        return match.group()
    return " " if match.group()[-1:] == " " else ""


def replaced(text: str, old: str, new: str) -> str | None:
    """Every occurrence of the words, in any case; None when they are not in the text."""
    pattern = re.compile(f"{BEFORE}{re.escape(old)}{AFTER}", re.IGNORECASE)
    if pattern.search(text):
        return pattern.sub(lambda _: new, text)
    return text.replace(old, new) if old in text else None
