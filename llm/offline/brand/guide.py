"""Rules of a style guide: colours, fonts, tone, words, what to do and what not. Pure.

A guide is read line by line: a line that names a matter (“Tone:”, “Words we avoid”) says what it
and the lines under it are about, until the next such line.
"""

import re
from collections.abc import Iterator

from domain.brand_draft import ProposalField as F
from domain.devanagari import romanised
from llm.offline.brand.found import GUESSED, LIKELY, STATED, found
from llm.offline.sentences import clean
from llm.tasks.brand_draft import DraftSource, Proposed

MOST_NOTES = 40
LONGEST_WORD = 40
LONGEST_NOTE = 200
_WRAPPED = 50
"""Characters from which a line may be broken off rather than ended."""
_MATTERS = {
    F.COLOR_PALETTE: r"(?:(?:our|brand|primary|secondary|main) )*(?:colou?rs?|palette|rang)"
    r"(?: palette| codes?)?",
    F.FONTS: r"(?:(?:our|brand) )?(?:fonts?|typefaces?|typography|headings?|headlines?"
    r"|body(?: text)?)",
    F.TONE: r"(?:(?:our|brand) )?(?:tone|voice|personality|tone (?:of voice|and voice)|lehja|lahja"
    r"|andaaz|swar)(?: of voice)?(?: is)?|we are|we sound",
    F.AVOID_WORDS: r"(?:words?|phrases?|terms?)(?: we| to| you)?(?: should)? "
    r"(?:avoid|never (?:use|say)|not to use|do not use|don['’]?t use)"
    r"|(?:avoid|banned|forbidden)(?: these)?(?: words?| phrases?)?"
    r"|(?:never|don['’]?t|do not) (?:say|use the words?)|yeh? shab?d na(?:hi)?\b.*",
    F.KEYWORDS: r"(?:(?:our|brand) )?key ?words?"
    r"|(?:words?|phrases?) (?:we (?:use|like|love)|to use)|preferred words?|we say"
    r"|yeh? shab?d.*",
}
_MATTER = {field: re.compile(words, re.IGNORECASE) for field, words in _MATTERS.items()}
_DONT = re.compile(r"don['’]?t['’]?s?|do not|never|avoid|kya na karein|na karein", re.IGNORECASE)
_NOTES = re.compile(
    rf"{_DONT.pattern}|do['’]?s?|do['’]?s and don['’]?t['’]?s|always|how we write"
    r"|writing(?: style| rules)?|style|grammar|rules?|kya karein",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?P<label>[^:–—]{2,60}?)\s*(?::|\s[–—-]\s)\s*(?P<rest>.*)")
_BULLET = re.compile(r"^(?:[•·▪◦*–—-]|\d{1,2}[.)]|[✓✔✗✘✅❌x]\s)\s*")
_CROSSES = ("✗", "✘", "❌")
_RULE = re.compile(
    r"(?:do|don['’]?t|never|always|avoid|use|write|keep|say|no|only|hamesha|kabhi)\b",
    re.IGNORECASE,
)
_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})(?![0-9a-zA-Z])")
_RGB = re.compile(r"rgb\(?\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)?", re.IGNORECASE)
_NAMED_COLOURS = {
    "maroon": "#800000", "navy": "#000080", "navy blue": "#000080", "teal": "#008080",
    "cream": "#FFFDD0", "ivory": "#FFFFF0", "beige": "#F5F5DC", "gold": "#FFD700",
    "saffron": "#F4C430", "mustard": "#FFDB58", "turmeric": "#E3A857", "terracotta": "#E2725B",
    "rust": "#B7410E", "olive": "#808000", "black": "#000000", "white": "#FFFFFF",
    "red": "#FF0000", "orange": "#FFA500", "yellow": "#FFFF00", "green": "#008000",
    "blue": "#0000FF", "purple": "#800080", "pink": "#FFC0CB", "brown": "#A52A2A",
    "grey": "#808080", "gray": "#808080",
}  # fmt: skip
"""CSS's and common names; a name tells less than a code, and a person sees the code."""
_FONT = re.compile(
    r"\b(?:Poppins|Roboto(?: Slab| Condensed)?|Open Sans|Noto (?:Sans|Serif)(?: Devanagari)?|Lato"
    r"|Montserrat|Mukta|Hind|Baloo(?: 2)?|Playfair Display|Georgia|Helvetica(?: Neue)?|Arial|Inter"
    r"|Nunito|Raleway|Merriweather|Tiro Devanagari|Rajdhani|Kalam|Yatra One|Futura|Garamond"
    r"|Times New Roman|Verdana|Oswald|Work Sans|DM Sans|Source Sans Pro|Ubuntu|Cormorant)\b"
)
_FONT_NAME = re.compile(r"[A-Z][A-Za-z0-9]+(?: [A-Z][A-Za-z0-9]+){0,3}")
_NO_FONT = re.compile(
    r"(?:Headings?|Headlines?|Body|Text|Titles?|Fonts?|Bold|Regular|Use|Our|The|For|And|Light|Medium)",
)
_NO_EMOJI = re.compile(
    r"\b(?:no|never|avoid|don['’]?t|do not|without)\b[^.]{0,20}\bemojis?\b", re.I
)
_FEW = r"(?:sparing(?:ly)?|rarely|one|two|1|2|few)"
_FEW_EMOJI = re.compile(
    rf"\bemojis?\b[^.]{{0,40}}\b{_FEW}\b|\b{_FEW}\b[^.]{{0,30}}\bemojis?\b", re.IGNORECASE
)
_FREE_EMOJI = re.compile(r"\b(?:love|free(?:ly)?|plenty|lots|many)\b[^.]{0,30}\bemojis?\b", re.I)


def rules(source: DraftSource) -> Iterator[Proposed]:
    """What the guide asks for, in its order."""
    section = _Section()
    for line in _lines(source.text.root):
        yield from _colours(line, source.id, named=section.matter is F.COLOR_PALETTE)
        if emoji := _emoji(line):
            yield from _some(found(F.EMOJI, emoji, source.id, line, STATED))
        if words := section.enter(line):
            yield from section.told(words, line, source.id)


class _Section:
    """What the lines that follow are about, as the last label or heading said."""

    def __init__(self) -> None:
        self.matter: F | None = None
        self._heading = ""
        """Of rules: “Do”, “Don't”."""
        self._is_listed = False
        self._is_labelled = False
        self._notes = 0

    def enter(self, line: str) -> str:
        """Take the line in; what it says besides being a label or a heading."""
        field, head, rest = _label(line)
        self._is_labelled = field is not None
        if field is not None:
            self.matter, self._heading = field, ""
            return rest
        if _NOTES.fullmatch(head):
            self.matter, self._heading, self._is_listed = None, head, False
            return rest
        has_bullet = bool(_BULLET.match(line))
        if self._is_listed and not has_bullet:
            self._heading = ""  # a line without a bullet after lines with one is beside the list
        self._is_listed = has_bullet
        return line

    def told(self, words: str, line: str, source_id: str) -> Iterator[Proposed]:
        if self.matter is not None and (self._is_labelled or _belongs(words)):
            yield from _entries(self.matter, words, line, source_id)
        elif self._notes < MOST_NOTES and (note := _note(words, self._heading)):
            self._notes += 1
            self.matter = None
            yield from _some(found(F.STYLE_NOTES, note, source_id, line, STATED))


def _lines(text: str) -> Iterator[str]:
    """The lines, each with what a narrow column broke off it."""
    whole = ""
    for raw in text.replace("\f", "\n").splitlines():
        line = clean(raw)
        if len(whole) >= _WRAPPED and line[:1].islower() and not whole.endswith((".", ":")):
            whole = f"{whole} {line}"
            continue
        if whole:
            yield whole
        whole = line
    if whole:
        yield whole


def _some(one: Proposed | None) -> Iterator[Proposed]:
    if one is not None:
        yield one


def _label(line: str) -> tuple[F | None, str, str]:
    """What the line is about if its label says so; the label; what the line says of it."""
    label = _LABEL.fullmatch(line)
    head, rest = (label["label"], label["rest"]) if label else (line, "")
    plain = romanised(_BULLET.sub("", head)).strip(": ")
    field = next((field for field, words in _MATTER.items() if words.fullmatch(plain)), None)
    return field, plain, rest


def _belongs(line: str) -> bool:
    """Whether a line under a matter still lists entries of it, and no sentence of its own."""
    plain = _BULLET.sub("", line)
    return len(plain) <= 80 and not _RULE.match(romanised(plain)) and not plain.endswith(".")


def _note(words: str, heading: str) -> str | None:
    """The rule as it reads by itself: what stands under “Don't” is told with it."""
    plain = _BULLET.sub("", words)
    if not 8 <= len(plain) <= LONGEST_NOTE or len(plain.split()) < 2:
        return None
    is_rule = _RULE.match(romanised(plain))
    if not (heading or is_rule):
        return None
    is_ban = _DONT.fullmatch(heading) or words.startswith(_CROSSES)
    if is_ban and not _DONT.match(romanised(plain)):
        return f"Don't: {plain}"
    return plain


def _entries(field: F, words: str, line: str, source_id: str) -> Iterator[Proposed]:
    if field is F.COLOR_PALETTE:
        yield from _colour_names(words, line, source_id)
        return
    if field is F.FONTS:
        named = [*_FONT.findall(words)] or [
            name for name in _FONT_NAME.findall(words) if not _NO_FONT.fullmatch(name)
        ]
        for name in dict.fromkeys(named):
            yield from _some(found(field, name, source_id, line, LIKELY))
        return
    for entry in _listed(words):
        yield from _some(found(field, entry, source_id, line, STATED))


def _listed(words: str) -> Iterator[str]:
    """The entries of a list in one line; what is longer than a word or three is no entry."""
    plain = re.sub(r"\([^)]*\)", "", _BULLET.sub("", words))
    for part in re.split(r"[,;/|،•]|\band\b|\bor\b|\baur\b|और", plain):
        entry = part.strip(" .\"“”'‘’।")
        if entry and len(entry) <= LONGEST_WORD and len(entry.split()) <= 4:
            yield entry if any(c.isupper() for c in entry[1:]) else entry[:1].lower() + entry[1:]


def _colours(line: str, source_id: str, *, named: bool) -> Iterator[Proposed]:
    for code in _HEX.findall(line):
        if len(code) == 4 and not named and not re.search(r"colou?r|palette|hex", line, re.I):
            continue  # “#123” may be a number of something
        whole = code if len(code) == 7 else "#" + "".join(c * 2 for c in code[1:])
        yield from _some(found(F.COLOR_PALETTE, whole.upper(), source_id, line, STATED))
    for parts in _RGB.findall(line):
        values = [int(part) for part in parts]
        if max(values) <= 255:
            code = "#" + "".join(f"{value:02X}" for value in values)
            yield from _some(found(F.COLOR_PALETTE, code, source_id, line, STATED))


def _colour_names(words: str, line: str, source_id: str) -> Iterator[Proposed]:
    """Colours that are only named; a code beside a name says it exactly."""
    if _HEX.search(line) or _RGB.search(line):
        return
    for entry in _listed(words):
        if code := _NAMED_COLOURS.get(entry.casefold()):
            yield from _some(found(F.COLOR_PALETTE, code, source_id, line, GUESSED))


def _emoji(line: str) -> str:
    for pattern, policy in ((_FEW_EMOJI, "sparing"), (_NO_EMOJI, "none"), (_FREE_EMOJI, "free")):
        if pattern.search(line):
            return policy
    return ""
