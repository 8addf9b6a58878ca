"""Small looks at a text: whole words in any script, gaps nobody filled, Markdown, hashtags."""

import re
import unicodedata

_GAP = re.compile(
    r"\[[^\]\n]{1,40}\]|\{\{?[^}\n]{1,40}\}?\}|<[a-zA-Z_ ]{2,40}>|\blorem ipsum\b|\bTBD\b|\bX{2,}\b"
    r"|\byour (?:brand|product|business|shop) name\b|\bundefined\b|\bNone\b|\bnull\b"
)
_MARKDOWN = re.compile(r"\*\*|__|^#{1,6} |^\s*[-*] |`|\[[^\]]+\]\([^)]+\)|^>", re.MULTILINE)
_TAG = re.compile(r"#[^\s#]+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|\bwww\.[^\s<>\"]+", re.IGNORECASE)
EMOJI = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff][\ufe0f\u200d\u20e3]*"
)


def says(text: str, words: str) -> bool:
    """Whether the words stand there as whole words; vowel signs belong to their word."""
    for match in re.finditer(re.escape(words.strip()), text, re.IGNORECASE):
        before = text[match.start() - 1] if match.start() else " "
        after = text[match.end()] if match.end() < len(text) else " "
        if not (_belongs(before) or _belongs(after)):
            return True
    return False


def _belongs(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def gaps(text: str) -> list[str]:
    """What looks like a gap that nobody filled in."""
    return _GAP.findall(text)


def markdown(text: str) -> list[str]:
    """Marks that a social platform would show as they are."""
    return [match.group().strip() for match in _MARKDOWN.finditer(text)]


def addresses(text: str) -> set[str]:
    return {match.group().rstrip(".,;:!?)") for match in _ADDRESS.finditer(text)}


def hashtag_faults(tags: tuple[str, ...], most: int) -> list[str]:
    """Why platforms or people would not take these tags."""
    found = [f"“{tag}” is not one word behind one #" for tag in tags if not _is_tag(tag)]
    if len(tags) > most:
        found.append(f"{len(tags)} hashtags, at most {most}")
    if len({tag.casefold() for tag in tags}) < len(tags):
        found.append("a hashtag comes twice")
    return found


def _is_tag(tag: str) -> bool:
    body = tag[1:]
    return bool(
        _TAG.fullmatch(tag)
        and all(c == "_" or unicodedata.category(c)[0] in "LMN" for c in body)
        and any(c.isalpha() for c in body)
    )
