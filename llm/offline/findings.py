"""What competitors' pages show, by counting: themes, pace, reactions, offers, gaps.

Outside text is only ever counted and shortly quoted; nothing in it is followed.
"""

import re
from collections import Counter
from datetime import datetime
from urllib.parse import urlsplit

from domain.devanagari import romanised
from domain.ers import ers_of_counts
from domain.intelligence import Finding
from domain.lettering import MARKS
from llm.offline.choice import digest
from llm.offline.intent.offers import offer_in
from llm.offline.sentences import clean, listed, words
from llm.tasks.findings import Findings, FindingsInputs, OutsidePage

MAX_FINDINGS = 24
MAX_TEXT = 240
READ = 20_000
"""Characters of a page that are counted."""
ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}"
    r"\b(?:instruction|prompt|rule|previous|above|system)"
    r"|\bsystem prompt\b"
    r"|\byou are (?:now )?(?:an? )?(?:ai|assistant|chatgpt|language model|agent)\b"
    r"|\b(?:reveal|print|send|leak|exfiltrate)\b.{0,40}"
    r"\b(?:password|api key|token|secret|credential)"
    r"|<\|?(?:im_start|system|endoftext)\|?>|\[/?inst\]"
    r"|\b(?:approve|publish|delete|post)\b.{0,20}\b(?:all|every) (?:draft|post|approval|content)",
    re.IGNORECASE | re.DOTALL,
)

_TOLD = r"(?:instructions?|prompts?|rules?|nirdesh\w*|niyam\w*|aadesh\w*|adesh\w*)"
_DROP = r"(?:ignore|bho*l|bhu+l|an?dekh\w*|na[zj]arandaa?[zj]\w*|mat maa?n\w*|chh?od)"
_KEPT = r"(?:password|paasvard|pasvard|api key|token|secret|otp)"
_GIVE = r"(?:bhej|bata|dikha|likh|share|send|de do|de dijiye)"
_ALL = r"(?:sab(?:hi)?|saa?re|sari|all|har)"
_ACT = r"(?:publish|pablish|prakashit|approve|aproov|delete|dilit|hata|post kar|manzoor|manjur)"
HINDI_ORDERS = re.compile(
    rf"\b{_TOLD}\b.{{0,40}}\b{_DROP}|\b{_DROP}.{{0,40}}\b{_TOLD}\b"
    rf"|\b{_KEPT}\b.{{0,40}}\b{_GIVE}"
    rf"|\b{_ALL}\b.{{0,15}}\b(?:posts?|drafts?|draaft|approvals?)\b.{{0,25}}\b{_ACT}",
    re.IGNORECASE | re.DOTALL,
)
"""The same in Hindi, over its Latin letters: people write it in both scripts."""


def find(inputs: FindingsInputs) -> Findings:
    """Findings, strongest first, ties in the pages' order."""
    odd = [page for page in inputs.pages if _gives_orders(page)]
    pages = [page for page in inputs.pages if page not in odd and _text(page)]
    found = [_suspicious(page) for page in odd]
    for competitor in dict.fromkeys(page.competitor for page in pages):
        own = [page for page in pages if page.competitor == competitor]
        found += [*_themes(own), *_pace(own), *_reactions(own), *_offers(own)]
    found += _gaps(inputs, pages)
    ordered = sorted(found, key=lambda f: -f.strength)
    return Findings(findings=tuple(ordered[:MAX_FINDINGS]))


def _text(page: OutsidePage) -> str:
    return clean(f"{page.title.root}. {page.text.root[:READ]}")


def _gives_orders(page: OutsidePage) -> bool:
    text = _text(page)
    return bool(ORDERS.search(text) or HINDI_ORDERS.search(romanised(text)))


def _finding(page: OutsidePage, kind: str, text: str, strength: float) -> Finding:
    return Finding(
        text=text[:MAX_TEXT],
        kind=kind,
        evidence_id=page.evidence_id,
        url=page.url,
        strength=round(min(max(strength, 0.0), 1.0), 3),
    )


def _who(page: OutsidePage) -> str:
    return clean(page.competitor)[:60] or (urlsplit(page.url).hostname or "A competitor")


def _suspicious(page: OutsidePage) -> Finding:
    text = f"A page of {_who(page)} holds text that gives orders to programs. It was left aside."
    return _finding(page, "suspicious", text, 0.1)


def _themes(pages: list[OutsidePage]) -> list[Finding]:
    """Words that stand on most of a competitor's pages, and often."""
    spread = Counter(word for page in pages for word in words(_text(page)))
    word = rf"(?:[^\W\d_]|[{MARKS}]){{4,}}"
    often = Counter(w for page in pages for w in re.findall(word, _text(page).lower()))
    ranked = sorted(
        (w for w in spread if often[w] >= 2 or often[f"{w}s"] >= 2),
        key=lambda w: (-spread[w], -(often[w] + often[f"{w}s"]), digest(w)),
    )[:3]
    if not ranked:
        return []
    page = max(pages, key=lambda p: sum(w in words(_text(p)) for w in ranked))
    share = spread[ranked[0]] / len(pages)
    text = (
        f"{_who(page)} talks most about {listed(ranked)} ({len(pages)} {_pages(len(pages))} read)."
    )
    return [_finding(page, "theme", text, 0.4 + 0.3 * share)]


def _pages(count: int) -> str:
    return "page" if count == 1 else "pages"


def _pace(pages: list[OutsidePage]) -> list[Finding]:
    """Posts per week from their dates; at least three dates make a pace."""
    dated = sorted((p for p in pages if p.published_at), key=_when)
    if len(dated) < 3:
        return []
    days = (_when(dated[-1]) - _when(dated[0])).total_seconds() / 86_400
    if days < 1:
        return []
    per_week = (len(dated) - 1) / days * 7
    text = (
        f"{_who(dated[-1])} posts about {per_week:.1f} times a week "
        f"({len(dated)} dated posts over {days:.0f} days)."
    )
    return [_finding(dated[-1], "frequency", text, 0.5)]


def _when(page: OutsidePage) -> datetime:
    if page.published_at is None:
        raise ValueError("only dated pages are compared by date")
    return page.published_at


def _reactions(pages: list[OutsidePage]) -> list[Finding]:
    """Which theme got the most reactions; needs two posts with counts to compare."""
    scored = [
        (score, page)
        for page in pages
        if (score := ers_of_counts(page.likes, page.comments, page.shares)) is not None
    ]
    if len(scored) < 2:
        return []
    best, page = max(scored, key=lambda pair: (pair[0], pair[1].evidence_id))
    mean = sum(score for score, _ in scored) / len(scored)
    if best <= mean:
        return []
    common = set.intersection(*(words(_text(p)) for _, p in scored))
    theme = sorted(words(_text(page)) - common, key=lambda w: (-_text(page).lower().count(w), w))[
        :2
    ]
    about = f" about {listed(theme)}" if theme else ""
    text = (
        f"Of {_who(page)}'s {len(scored)} posts with counts, the one{about} did best: "
        f"ERS {best:.2f} against {mean:.2f} on average."
    )
    return [_finding(page, "engagement", text, 0.6 + (best - mean) / 100)]


def _offers(pages: list[OutsidePage]) -> list[Finding]:
    seen: dict[str, Finding] = {}
    for page in pages:
        offer = offer_in(_text(page))
        if offer and offer.lower() not in seen:
            text = f"{_who(page)} advertises “{offer[:60].strip()}”."
            seen[offer.lower()] = _finding(page, "offer", text, 0.55)
    return list(seen.values())[:3]


def _gaps(inputs: FindingsInputs, pages: list[OutsidePage]) -> list[Finding]:
    """What this brand can say and no page that was read does."""
    if not pages:
        return []
    theirs = set().union(*(words(_text(page)) for page in pages))
    names = sorted({_who(page) for page in pages})
    found = []
    for text in (*(p.name for p in inputs.brand.products), *(f.text for f in inputs.brand.facts)):
        own = words(text)
        if own and not own & theirs:
            read = f"{len(pages)} {_pages(len(pages))} read of {listed(names)}"
            line = f"None of the {read} mentions “{clean(text)[:80]}”."
            found.append(_finding(pages[0], "gap", line, 0.7))
    return found[:4]
