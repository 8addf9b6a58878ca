"""JSON of no fixed shape in request bodies: whatever it says, it can be stored and sent again."""

import json
from typing import Annotated, Any

from pydantic import AfterValidator


def _carried(value: Any) -> Any:
    """Refuse text that no database and no answer could carry (half of a pair, or a NUL)."""
    try:
        carried = json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("has characters that are not Unicode; leave them out") from error
    if b"\\u0000" in carried:
        raise ValueError("has NUL characters; leave them out")
    return value


JsonObject = Annotated[dict[str, Any], AfterValidator(_carried)]
AnyJson = Annotated[Any, AfterValidator(_carried)]
