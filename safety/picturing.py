"""What no painted picture of a business may show, read in the English words that ask for it. Pure.

Rules, not taste: a face could pass for a customer's, a child's picture needs its parents, a god is
no decoration, and letters that a model paints are misspelled.
"""

import re
import unicodedata

_KINDS = {
    "a child": "child|children|kids?|bab(?:y|ies)|toddlers?|infants?|boys?|girls?|schoolchildren"
    "|teenagers?|बच्च[ाेी]|बच्चों",
    "a face": "faces?|portraits?|selfies?|headshots?|customers?|celebrit(?:y|ies)|politicians?"
    "|looking at (?:the )?camera|चेहर[ाे]",
    "a figure of faith": "gods?|goddess(?:es)?|deit(?:y|ies)|idols?|lord|prophets?|saints?|gurus?"
    "|ganesha?|ganpati|ganapati|krishna|shiva|shiv|durga|lakshmi|laxmi|saraswati|hanuman|vishnu"
    "|rama|sita|kali|allah|muhammad|jesus|christ|mary|buddha|guru nanak|mahavira?|om symbol"
    "|crucifix|भगवान|देवी|देवता|गणेश|लक्ष्मी|मूर्ति|मूर्तियाँ",
    "lettering": "texts?|letters?|lettering|words?|numbers?|logos?|watermarks?|captions?|slogans?"
    "|signboards?|signage|labels?|typography|price tags?|handwriting",
}
_SOUGHT = {
    kind: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _KINDS.items()
}


def unpaintable(words: str) -> str:
    """What of this no picture may show, in a few words; empty where all of it can be painted."""
    # what has no width would hide a word from us and not from a model
    words = "".join(one for one in words if unicodedata.category(one) != "Cf")
    found = ((kind, pattern.search(words)) for kind, pattern in _SOUGHT.items())
    return next((f"{kind} (“{match.group()}”)" for kind, match in found if match), "")
