"""How a text names ways to reach a business: numbers, addresses, hours. Pure patterns, no task."""

import re

PHONE = re.compile(
    r"(?<![\d₹.,/-])(?:\+91[\s-]?)?(?:0?[6-9]\d{4}[\s-]?\d{5}|0\d{2,4}[\s-]\d{6,8})(?!\d)"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PIN = re.compile(r"(?<!\d)[1-9]\d{2}\s?\d{3}(?!\d)")
_CLOCK = r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\.?|p\.?m\.?|baje|बजे)?"
HOURS = re.compile(
    rf"\b{_CLOCK}\s?(?:to|till|until|se|-|–|—|से)\s?{_CLOCK}(?<=[mMe.जे])|24 ?(?:x|×|/) ?7|24 hours",
    re.IGNORECASE,
)
OPEN = re.compile(
    r"\b(?:open|hours|timings?|daily|every ?day|mon|tue|wed|thu|fri|sat|sun|weekdays?|weekends?"
    r"|khula|roz|somvaar|ravivaar)|खुला|रोज़|रोज|समय|सोम|रवि",
    re.IGNORECASE,
)
