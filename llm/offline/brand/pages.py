"""What a page of the brand's own site says in words: how to reach it, what is so, what it offers.

Pure. Only whole lines and sentences of the page are handed on; nothing in them is followed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from domain.brand import Offer
from domain.brand_draft import ProposalField as F
from domain.language import OTHER, language_of
from llm.offline.brand.contact import EMAIL, HOURS, OPEN, PHONE, PIN
from llm.offline.brand.dates import last_day
from llm.offline.brand.found import GUESSED, LIKELY, STATED, found, offer
from llm.offline.intent.offers import offer_in
from llm.offline.sentences import clean, split
from llm.tasks.brand_draft import DraftSource, Proposed

MOST_FACTS = 12
_LABELLED = {
    "Phone": F.PHONE,
    "E-mail": F.EMAIL,
    "WhatsApp": F.WHATSAPP,
    "Theme colour": F.COLOR_PALETTE,
}
_LABEL = re.compile(r"(Phone|E-mail|WhatsApp|Theme colour): (.+)")
_SINCE = re.compile(
    r"\b(?:since|established(?: in)?|estd?\.?(?: in)?|founded in|from|started in|opened in)"
    r"\s*:?\s*(?:19|20)\d\d\b|\bin (?:19|20)\d\d\b|\b(?:19|20)\d\d se\b|(?:सन्?|सन) ?\d{4}|\d{4} से",
    re.IGNORECASE,
)
_MANY = r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+\+?)"
_COUNTED = (
    r"(?:years?|saal|branches|outlets|stores|shops|cafés?|cafes?|generations|doctors|chefs|students"
    r"|patients|customers|families|weavers|artisans|teachers|members)"
)
_CHECKABLE = re.compile(
    r"\b(?:certified|certificate|licen[cs]ed?|fssai|iso \d+|registered|award|winner|hallmark"
    r"|silk mark|ayush|family[ -](?:run|owned)|(?:second|third|fourth)[ -]generation|home[ -]?made"
    r"|hand[ -]?(?:made|woven|crafted|rolled)|made in|sourced from|grown in"
    rf"|delivered? (?:in|within|across)|{_MANY} {_COUNTED})\b"
    r"|पीढ़ि|शाखा|प्रमाणित|हाथ से|वर्षों|साल(?:ों)? से",
    re.IGNORECASE,
)
_PRAISE = re.compile(
    r"\b(?:best|finest|no\.? ?1|number one|guarantee\w*|cheapest|lowest|world[ -]class|unbeatable"
    r"|perfect|amazing|awesome|leading|most (?:loved|trusted)|sabse)\b|#1|सबसे|100 ?%",
    re.IGNORECASE,
)
_NO_FACT = re.compile(
    r"[?!@©₹]|https?:|\brs\.?\s?\d|copyright|all rights|cookie|privacy|terms|click|subscribe"
    r"|log ?in|sign ?up|\b(?:off|discount|offer|call|whatsapp|order now|visit us|book)\b",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"home(?: ?page)?|welcome|about(?: us)?|(?:our )?story|contact(?: us)?|(?:our )?menu|shop|store"
    r"|(?:our )?(?:products|services|offers|prices|collections?)|index|untitled",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s+[|–—·•:-]\s+|\s*[|·•]\s*")


def said(source: DraftSource) -> Iterator[Proposed]:
    """What the page's lines and sentences say."""
    lines = [line for raw in source.text.root.splitlines() if (line := clean(raw))]
    for line in lines:
        labelled = _LABEL.fullmatch(line)
        if labelled:
            field = _LABELLED[labelled[1]]
            value = labelled[2].upper() if field is F.COLOR_PALETTE else labelled[2]
            yield from _some(found(field, value, source.id, line, LIKELY))
        else:
            yield from _reach(line, source.id)
    yield from _facts(lines, source.id)
    yield from _offers(lines, source.id)
    language = language_of(source.text.root)
    if language != OTHER and lines:
        longest = max(lines, key=len)
        yield from _some(found(F.LANGUAGES, language, source.id, longest, LIKELY))


def name_of(pages: Sequence[DraftSource]) -> Proposed | None:
    """What the site calls itself in the titles of its pages, if several readings agree."""
    parts = [_named(page.title.root) for page in pages]
    counts = Counter(part for told in parts for part in dict.fromkeys(told))
    if not counts:
        return None
    host = _letters(urlsplit(pages[0].name).hostname or "")

    def weight(part: str) -> tuple[int, bool, int]:
        return counts[part], _letters(part) in host, -len(part)

    best = max(counts, key=weight)
    sure = STATED if counts[best] > 1 or _letters(best) in host else GUESSED
    page = next(page for page in pages if best in clean(page.title.root))
    return found(F.BUSINESS_NAME, best, page.id, page.title.root, sure)


def _named(title: str) -> list[str]:
    """What the parts of a title may name; of “Chai Ghar, Pune” the name, not the place."""
    heads = (clean(part).split(",")[0].strip() for part in _PARTS.split(title))
    return [head for head in heads if 1 < len(head) <= 60 and not _NO_NAME.fullmatch(head)]


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text.casefold())


def _some(one: Proposed | None) -> Iterator[Proposed]:
    if one is not None:
        yield one


def _reach(line: str, source_id: str) -> Iterator[Proposed]:
    if len(line) > 250:
        return
    for pattern, field in ((PHONE, F.PHONE), (EMAIL, F.EMAIL)):
        if match := pattern.search(line):
            yield from _some(found(field, match[0].strip(". "), source_id, line, LIKELY))
    if PIN.search(line) and line.count(",") and not PHONE.search(line):
        yield from _some(found(F.ADDRESS, line.strip(" ."), source_id, line, LIKELY))
    if HOURS.search(line) and OPEN.search(line) and len(line) <= 120:
        yield from _some(found(F.HOURS, line.strip(" ."), source_id, line, LIKELY))


def _facts(lines: list[str], source_id: str) -> Iterator[Proposed]:
    count = 0
    for line in lines:
        for sentence in split(line):
            since = _SINCE.search(sentence)
            if not (since or _CHECKABLE.search(sentence)) or _PRAISE.search(sentence):
                continue
            if not 12 <= len(sentence) <= 200 or _NO_FACT.search(sentence):
                continue
            if HOURS.search(sentence) or PIN.search(sentence) or len(sentence.split()) < 3:
                continue
            count += 1
            if count > MOST_FACTS:
                return
            sure = STATED if since else LIKELY
            yield from _some(found(F.FACTS, sentence, source_id, sentence, sure))


def _offers(lines: list[str], source_id: str) -> Iterator[Proposed]:
    for line in lines:
        words = offer_in(line) if len(line) <= 250 else None
        if words and len(words) <= 200:
            record = Offer(text=words[:1].upper() + words[1:], valid_until=last_day(line))
            yield offer(record, source_id, line, LIKELY if record.valid_until else GUESSED)
