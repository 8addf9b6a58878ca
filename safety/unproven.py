"""Claims to cure, and claims that need proof: guarantees, superlatives, absolutes. Flags only.

“Guaranteed the cheapest chai” promises what nobody can check; advertising rules in India (ASCI
code, Consumer Protection Act 2019) want such words to be provable. Wishes (“best wishes”, “at
least”) are none.
"""

import re
from dataclasses import dataclass

from domain.devanagari import LETTERS
from safety.sought import blanked, lowered, sought

_IN = rf"[\w{LETTERS}]"
_BEFORE, _AFTER = rf"(?<!{_IN})", rf"(?!{_IN})"

_GUARANTEE = (
    r"guarante(?:e|ed|es)\b(?! period| card)|(?:money|price)[ -]back|risk[ -]free|no[ -]risk"
    r"|(?:pakki|poori|puri|sau (?:feesdi|fisdi|pratishat)) (?:guarantee|garanti|gaaranti)"
    r"|guarantee (?:ke saath|hai|dete)|garanti|gaaranti|गारंटी|गारण्टी|गारंटीड"
)
_ABSOLUTE = (
    r"100 ?% (?:safe|results?|success|selection|cure|effective|satisfaction|natural|organic|pure"
    r"|genuine|original|guaranteed|job|placement|asli|shuddh|असली|शुद्ध|सुरक्षित|सफलता)"
    r"|(?:never|no) (?:fails?|side[ -]effects?)|always (?:works|the (?:cheapest|lowest|best))"
    r"|miracle|instant results?"
    r"|(?:kabhi|कभी) (?:fail|kharab|फ़ेल|फेल|ख़राब|खराब) (?:nahi|nahin|नहीं)"
    r"|(?:koi|कोई) (?:side effect|साइड इफ़ेक्ट|साइड इफेक्ट) (?:nahi|nahin|नहीं)"
)
_WARE = (
    rf"(?!(?:comes?|came|is|are|was|were|lies?|lives?|begins?|starts?|happens?|made|found|stays?"
    rf"|tastes?|goes?|go|grows?|works?|sits?|waits?|still|always|memor\w+|stor\w+)\b){_IN}+"
)
"""A word of what is praised: “the best gifts come in small boxes” praises no shop."""
_NOT_MINE = "".join(f"(?<!{word} )" for word in ("your", "my", "our", "her", "his", "their"))
_SUPERLATIVE = (
    r"(?:the |our |india'?s |city'?s |town'?s |world'?s |\w+'s )?(?:very )?"
    r"(?:cheapest|lowest[ -]pric\w+|lowest (?:rates?|prices?|cost)|unbeatable|unmatched|unrivalled"
    r"|number ?(?:one|1(?!\d))|no\.? ?1(?!\d)|#1(?!\d)|world[ -]class)"
    r"|(?:the|india'?s|world'?s|\w+'s|in) (?:single )?(?:best|finest|largest|biggest|fastest|safest"
    r"|tastiest|purest) (?!(?:part|way|time|thing|of|day|moment|days"
    r"|people|friends?|one|versions?|self|kind|sort|seats?|use|memor\w+|stor\w+)\b)"
    rf"(?:{_IN}+(?= (?:in|of|around|across|on) )"
    rf"|{_WARE} {_WARE}(?: {_WARE})?(?= (?:in|of|across) ))"
    r"|(?:world|globally|internationally)[ -](?:famous|renowned)"
    r"|(?:india|world|nation|country|city|town|state)'?s (?:most \w+|favou?rite)"
    rf"|{_NOT_MINE}most (?:trusted|loved|popular|famous|recommended|preferred|awarded)"
    rf" (?!festivals?|seasons?|games?|months?|colou?rs?){_WARE}(?= (?:in|of|across) )"
    r"|(?:the best|best|finest|tastiest) (?:in|across) (?:the )?(?:city|town|area|country|world"
    r"|india|market|state|neighbou?rhood)"
    r"|(?:cheaper|better) than (?:any(?:one|body|where)?|every(?:one|body|where)?|all)"
    r"|(?:sabse|sab se|सबसे) (?:sast\w+|kam (?:daam|dam|rate|price)|ac+h+[aei]\w*|behtar\w*"
    r"|badhiya|tez(?= delivery| service)|shuddh|swadisht|बढ़िया|सस्त\S+"
    r"|कम (?:दाम|क़ीमत|कीमत|रेट)|अच्छ\S+|बेहतर\S*|तेज़(?= डिलीवरी| सर्विस| सेवा)"
    r"|शुद्ध|स्वादिष्ट|mash?hoo?r|prasiddh|popular|bharosemand|मशहूर|प्रसिद्ध|लोकप्रिय|भरोसेमंद)"
    r"|(?:duniya|दुनिया)(?: bhar| भर)? (?:me|mein|में) (?:mash?hoo?r|prasiddh|मशहूर|प्रसिद्ध)"
    r"|विश्व ?प्रसिद्ध|vishwa ?prasiddh"
    r"|number ?ek|(?:नंबर|नम्बर) ?(?:1|१|वन|एक)|(?:sarvottam|sarvashreshth|सर्वोत्तम|सर्वश्रेष्ठ)"
    r"|(?:isse|इससे) (?:sast\w+|ac+h\w+|सस्ता|अच्छा) (?:kahin|kahi|कहीं) (?:nahi|nahin|और नहीं|नहीं)"
)
_ILLNESS = (
    r"(?:diabet(?:es|ics?)|cancers?|acne|hair ?fall|baldness|arthritis|joint pains?|asthma|thyroid"
    r"|(?:high )?(?:bp|blood pressure)|hypertension|obesity|piles|migraines?|pcos|pcod|cholesterol"
    r"|infertility|heart (?:disease|problems?)|depression|diseases?|illness(?:es)?|infections?"
    r"|fevers?|covid|kidney stones?|ulcers?|constipation|eczema|psoriasis|bimar\w+)"
)
_SICK = (
    r"(?:bimar(?:i|iyan|iyaan|iyon)|rog|diabetes|cancer|motapa|बीमारी|बीमारियाँ|बीमारियां|बीमारियों|रोग"
    r"|डायबिटीज़|डायबिटीज|मधुमेह|कैंसर|मोटापा)"
)
_CURE = (
    r"(?:cures(?! (?:\w+ )?(?:blues|boredom|hunger|cravings?|mondays?|moods?|homesickness))"
    rf"|(?:cur(?:e|ed|ing)|heals?|treats?|reverses?|prevents?) (?:\w+ ){{0,2}}{_ILLNESS}"
    r"|cure (?:all|every|any)|(?:safe|fit|good|fine|ok(?:ay)?) for diabetics|diabetic[ -]friendly"
    r"|diabetics can (?:\w+ )?(?:eat|enjoy|drink|have)"
    r"|guaranteed (?:weight|fat)[ -]loss|(?:weight|fat)[ -]loss (?:is )?guaranteed"
    r"|lose (?:up to )?\d+ ?(?:kgs?|kilos?) in \d+"
    rf"|{_SICK} (?:\S+ ){{0,2}}(?:theek|thik|khatam|gayab|door|dur|jad se|ठीक|ख़त्म|खत्म|दूर|जड़ से)"
    r"|(?:diabetes|sugar|डायबिटीज़|डायबिटीज|मधुमेह|शुगर)"
    r" (?:wale|waale|walon|patients?|ke (?:mareez|mariz)|वाले|के (?:मरीज़|मरीज)|रोगी)"
    r" (?:\S+ ){0,2}(?:kha|pee|pi|le|खा|पी|ले) (?:sak\w+|सक\S+)"
    r"|(?:ka|ke|ki|का|के|की|pakka|पक्का) (?:[^\s.!?।]+ )?(?:ilaa?j|इलाज|उपचार)"
    rf"){_AFTER}"
)
_KINDS = (
    (
        "cure",
        sought(
            f"{_BEFORE}(?:{_CURE})",
            "cure,curing,heal,treat,reverse,prevent,diabetic, loss,-loss,lose , sak, सक",
            "theek,thik,khatam,gayab,door,dur,jad se,ठीक,ख़त्म,खत्म,दूर,जड़ से,ilaj,ilaaj,इलाज,उपचार",
        ),
        "claims to heal or to be fit for the sick. The Drugs and Magic Remedies Act 1954 and "
        "the ASCI code allow no claim to cure: leave it out.",
    ),
    (
        "guarantee",
        sought(
            f"{_BEFORE}(?:{_GUARANTEE})",
            "guarante,garanti,gaaranti,गारंटी,गारण्टी,money back,money-back,price back,price-back",
            "risk free,risk-free,no risk,no-risk",
        ),
        "promises a guarantee. Say what it covers and for how long, or leave it out.",
    ),
    (
        "absolute",
        sought(
            f"{_BEFORE}(?:{_ABSOLUTE})",
            "100%,100 %,fail,always ,miracle,instant result,side effect,side-effect",
            "kabhi ,कभी ,साइड",
        ),
        "is an absolute promise.",
    ),
    (
        "superlative",
        sought(
            f"{_BEFORE}(?:{_SUPERLATIVE})",
            "best ,finest ,largest ,biggest ,fastest ,safest ,tastiest ,purest ,est pric,est-pric",
            "cheapest,lowest ,unbeatable,unmatched,unrivalled,number,no 1,no.1,no. 1,no1,#1",
            "famous,renowned,s favo,s most ,most ,duniya,दुनिया,विश्व,vishwa",
            "world-class,world class,er than a,er than every,sabse,sab se,सबसे,नंबर,नम्बर",
            "sarvottam,sarvashreshth,सर्वोत्तम,सर्वश्रेष्ठ,isse,इससे",
        ),
        "says nobody does it better or cheaper.",
    ),
)
"""Each kind with its pattern and why it is one."""
_HARMLESS = re.compile(
    r"(?:daant|दाँत|दांत)\S{0,9} (?:ka|ke|ki|का|के|की) (?:ilaa?j|इलाज)"
    r"|no guarantees?|not guaranteed|guarantee nahi|best (?:wishes|regards|friends?|before)"
    r"|at (?:best|least)|one of the (?:best|finest|cheapest)|(?:your|my|their|his|her) best"
    r"|(?:post|class|batch|room|shop|house|flat|gate|sector|platform|counter|table|seat|plot|draft)"
    r" (?:no\.?|number) ?1(?!\d)|(?:no\.?|number) ?1 (?:of|se|to)\b"
    r"|(?:सबसे अच्छ\S*|sabse ac+h\w*) (?:बात|तोहफ़ा|दिन|समय|वक़्त|पल|दोस्त|तरीक़ा|याद|हिस्सा"
    r"|baat|tohfa|din|samay|waqt|pal|dost|tareeka|yaad|hissa)|गारंटी नहीं"
)


@dataclass(frozen=True, slots=True)
class Unproven:
    kind: str
    """cure, guarantee, absolute, superlative; finance and number are found elsewhere."""
    term: str
    why: str
    """Goes on from the term: "is an absolute promise." """


def unproven(text: str) -> tuple[Unproven, ...]:
    """Each such claim, once, as it stands in the text."""
    small = lowered(text)
    kinds = [one for one in _KINDS if one[1].may_stand_in(small)]
    harmless = [match.span() for match in _HARMLESS.finditer(small)] if kinds else []
    text, small = blanked(text, harmless), blanked(small, harmless)
    found: dict[str, Unproven] = {}
    for kind, pattern, why in kinds:
        spans = pattern.spans(small)
        for start, end in spans:
            term = text[start:end].strip(" ,.")
            found.setdefault(term.casefold(), Unproven(kind, term, why))
        if kind == "cure":  # what it promises besides is no claim of its own
            text, small = blanked(text, spans), blanked(small, spans)
    return tuple(found.values())
