"""Which characters may stand where in what X takes for a link. Only character classes.

The facts are those of X's own open text rules: https://github.com/twitter/twitter-text
"""

import re

SPACES = "\t-\r \x85\xa0\u1680\u180e\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
TURNS = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks that turn the direction of writing."""
UNFIT = "\ufeff\ufffe\uffff"
"""No post may have these."""
_PUNCTUATION = r"!'#%&()*+,\\\-./:;<=>?@\[\]^_{|}~$"
_ACCENTED = (
    "\xc0-\xd6\xd8-\xf6\xf8-\xff\u0100-\u024f\u0253\u0254\u0256\u0257\u0259\u025b\u0263\u0268"
    "\u026f\u0272\u0289\u028b\u02bb\u0300-\u036f\u1e00-\u1eff"
)
"""Latin letters with marks, and the marks themselves."""

UNFIT_LETTER = re.compile(f"[{UNFIT}]")
HOST_RUN = re.compile(rf"(?:[^{_PUNCTUATION}{SPACES}{UNFIT}{TURNS}]|[._-])+")
"""Everything that a host name and its dots can be made of, as long as it goes."""
HOST_LETTER = re.compile(rf"[^{_PUNCTUATION}{SPACES}{UNFIT}{TURNS}]")
BEFORE_LINK = re.compile(rf"[^A-Za-z0-9@＠$#＃{UNFIT}]")
"""What may stand right before a link."""
PLAIN_LABELS = re.compile(rf"(?:[-A-Za-z0-9{_ACCENTED}]++\.)+")
"""Labels that make a link of a host without "https://"."""

_GENERAL = rf"[A-Za-z\u0400-\u04ff0-9!*';:=+,.$/%#\[\]\-\u2013_~@|&{_ACCENTED}]"
GENERAL_PATH = re.compile(f"{_GENERAL}++")
PATH_PARENTHESES = re.compile(rf"\((?:{_GENERAL}++\)|{_GENERAL}*+\({_GENERAL}++\){_GENERAL}*+\))")
"""One pair, or one pair within another, as in addresses of encyclopedias."""
PATH_END = re.compile(rf"[+\-A-Za-z\u0400-\u04ff0-9=_#/{_ACCENTED}]")
QUERY = re.compile(r"\?[A-Za-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*+")
QUERY_END = re.compile(r"[A-Za-z0-9\-_&=#/]")
SHORTENED = re.compile(
    r"https?://t\.co/([a-z0-9]+)(?:\?[a-z0-9!?*'@();:&=+$/%#\[\]\-_.,~|]*[a-z0-9\-_&=#/])?",
    re.IGNORECASE,
)
"""X's own short address: nothing beyond its letters belongs to it."""
CASHTAG = re.compile(
    rf"(?:^|(?<=[{SPACES}{TURNS}]))\$([a-z]{{1,6}}(?:[._][a-z]{{1,2}})?)(?=$|[{SPACES}{_PUNCTUATION}])",
    re.IGNORECASE,
)
