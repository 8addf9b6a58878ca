"""Factual claims of a text, and whether each rests on a linked source. Flags only.

A superlative, a number that boasts, a promise that is absolute: blocked until a source is linked
(a claim of the version, a fact of the brand) or a person answers for it. Claims to cure and
promises of returns are blocked whatever is linked: the Drugs and Magic Remedies Act 1954 and SEBI's
advertisement code for advisers (2023) allow none. Prices rest on the brand's products.
"""

import re
from dataclasses import dataclass

from domain.content import Claim
from domain.lettering import AFTER, BEFORE, MARKS
from domain.safety import SafetyFlag
from safety.sought import blanked, lowered, sought
from safety.unproven import Unproven, unproven

"""Of small letters only, as all patterns here (safety.sought)."""
_NUMBER = re.compile(
    rf"{BEFORE}(?:"
    r"\d[\d,.]{0,14}\s*(?:%|per ?cent|percent|प्रतिशत|फ़ीसदी|फीसदी|feesdi"
    r"|pratishat)\s*(?:of (?:our |all )?"
    r"(?:people|users?|customers?|women|men|dentists|doctors|experts|patients|students"
    r"|parents|clients"
    r"|families|indians)|(?:customers?|users?|doctors|dentists|students|log|लोग|ग्राहक|डॉक्टर))"
    r"|(?:over |more than |nearly )?\d[\d,.]{0,14}\s*+(?:\+|lakh|lac|crore|million|thousand|k|हज़ार"
    r"|हजार|लाख|करोड़)?\+?\s*"
    r"(?:से ज़्यादा |se zyada )?(?:happy |satisfied |loyal |proud |खुश |khush )"
    r"(?:customers?|clients?|families|users?|students|members|grahak\w*|ग्राहक\w*)"
    r"|(?:trusted|loved|used|chosen|recommended) by (?:over |more than "
    r"|nearly )?\d[\d,.]{0,14}\s*(?:\+|lakh|lac"
    r"|crore|million|thousand|k)?\+?\s*\w*"
    r"|\d[\d,]{3,14}\s*(?:ग्राहकों का भरोसा|grahakon ka bharosa|logon ka bharosa|लोगों का भरोसा)"
    r"|\d+(?:\.\d+)?\s*(?:x|times|गुना|guna) (?:faster|better|stronger|cheaper|more \w+"
    r"|whiter|longer|तेज़|बेहतर)"
    r"|(?:clinically|scientifically|medically|lab) (?:proven|tested|approved)"
    r"|(?:award[- ]winning|voted (?:the )?(?:best|no)|rated (?:the )?(?:best|\d(?:\.\d)?))"
    r"|(?:doctor|dentist|dermatologist|expert)s? (?:recommend(?:ed|s)?|approved?|trusted)"
    rf"){AFTER}"
)
_MONEY = sought(
    rf"{BEFORE}(?:"
    r"(?:guaranteed|assured|fixed|sure[ -]shot|risk[ -]free|100 ?%) (?:monthly |daily "
    r"|high )?(?:returns?|profits?|income|gains?)"
    r"|(?:returns?|profits?|income) (?:is |are )?(?:guaranteed|assured)"
    r"|double your (?:money|investment|savings)|(?:money|investment) (?:doubles|doubled)"
    r"|(?:paisa|paise|पैसा|पैसे) (?:double|dugna|दोगुना|दुगुना|डबल)"
    r"|(?:pakka|pakki|पक्का|पक्की) (?:munafa|मुनाफ़ा|मुनाफा|return|रिटर्न|kamai|कमाई)"
    r"|get rich (?:quick|fast)|multi ?bagger (?:guaranteed|sure)|(?:stock|crypto"
    r"|ipo) tips? (?:that never fail|guaranteed)"
    r"|sebi[ -](?:approved|certified) (?:returns?|tips|profits?)|no (?:risk"
    r"|loss) (?:investment|trading)"
    rf"){AFTER}",
    "guarantee,assured,fixed ,sure-shot,sure shot,risk-free,risk free,100%,100 %,double,पैस,पक्क",
    "paisa,paise,pakka ,pakki ,get rich,bagger,that never fail,sebi,no risk ,no loss ",
)
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{MARKS}])*")
_SMALL_WORDS = """
the a an of in on at by for to and or is are our we your with s very all more than over
ka ke ki mein se hai का के की में से है
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LAWLESS = frozenset({"cure", "finance"})
"""Kinds that no source makes good."""
_BLOCKED = frozenset({"cure", "finance", "superlative", "absolute", "number"})
_FINANCE = (
    "promises money. SEBI's advertisement code and the Banning of Unregulated Deposit"
    " Schemes Act "
    "2019 allow no assured returns in advertising: leave it out."
)
_BOAST = "is a figure that readers may ask the proof of."


@dataclass(frozen=True, slots=True)
class Source:
    text: str
    source: str


def sources_of(
    claims: tuple[Claim, ...], facts: tuple[tuple[str, str | None], ...]
) -> tuple[Source, ...]:
    """What claims may rest on: those of a version, and the brand's facts with theirs."""
    return (
        *(Source(claim.text, claim.source) for claim in claims if claim.source),
        *(Source(text, source or "your Brand page") for text, source in facts),
    )


def claims_in(text: str, sources: tuple[Source, ...]) -> tuple[SafetyFlag, ...]:
    """A flag for each claim, once: `block`, `warn` for a guarantee, `info` where a source
    bears it.
    """
    small = lowered(text)
    spans = _MONEY.spans(small)
    money = tuple(Unproven("finance", text[a:b].strip(" ,."), _FINANCE) for a, b in spans)
    rest = blanked(text, spans)
    boasts = tuple(
        Unproven("number", rest[m.start() : m.end()].strip(" ,."), _BOAST)
        for m in _NUMBER.finditer(blanked(small, spans))
    )
    flags: dict[str, SafetyFlag] = {}
    told = tuple((_words(one.text), one.source) for one in sources)
    for one in (*money, *unproven(rest), *boasts):
        if one.term.casefold() not in flags:
            flags[one.term.casefold()] = _flag(one, told)
    return tuple(flags.values())


Told = tuple[tuple[set[str], str], ...]
"""What each source says, as words, and which one it is."""


def _flag(one: Unproven, told: Told) -> SafetyFlag:
    source = None if one.kind in _LAWLESS else _borne(one.term, told)
    if source is not None:
        return SafetyFlag(
            category="claim",
            severity="info",
            term=one.term,
            message=f"“{one.term}” rests on {source}.",
        )
    how = (
        ""
        if one.kind in _LAWLESS or one.kind == "guarantee"
        else " Link its source among the facts of your Brand page, or leave it out."
    )
    return SafetyFlag(
        category="claim",
        severity="block" if one.kind in _BLOCKED else "warn",
        term=one.term,
        message=f"“{one.term}” {one.why}{how}",
    )


def _borne(term: str, told: Told) -> str | None:
    wanted = _words(term)
    return next((source for words, source in told if wanted and wanted <= words), None)


def _words(text: str) -> set[str]:
    return {word for word in _WORD.findall(text.casefold().replace(",", "")) if word not in _SMALL}
