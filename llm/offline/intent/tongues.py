"""Languages that a request refuses: what is left of those that are written here."""

import re

from domain.language import ENGLISH, HINDI, HINGLISH, WRITTEN, language_of, written_code
from llm.offline import library
from llm.offline.intent.asks import is_refused
from llm.tasks.intent import IntentInputs


def left_of(text: str, inputs: IntentInputs) -> tuple[str, ...]:
    """The language to write in when one was refused and none named; empty when none was."""
    codes = library.read("en/reading")["languages"]
    named = re.finditer(rf"\b(?:in )?({'|'.join(codes)})\b", text, re.IGNORECASE)
    refused = {codes[m[1].lower()] for m in named if is_refused(text, m)}
    if not refused:
        return ()
    spoken = language_of(inputs.message)
    typed = (spoken,) if spoken in {HINDI, HINGLISH} else ()
    own = (written_code(name) for name in inputs.brand.languages)
    return tuple(
        code for code in (*typed, *own, ENGLISH, *WRITTEN) if code and code not in refused
    )[:1]
