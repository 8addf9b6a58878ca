"""Work on one picture or document as a process of its own, which bounds and crashes with it.

Reads one JSON object from the standard input and writes one to the standard output: exit 0. A
file that cannot be used is told there in words, with exit 3.
"""

import sys
from pathlib import Path

from domain.errors import InvalidError
from domain.frozen import Frozen
from media.developing import Order, develop
from media.inspecting import Inspected, inspect_file
from media.sniffing import most_bytes, too_large

REFUSED = 3


class Asked(Frozen):
    """What to do: look at a file, read it, or make another of it."""

    file: Path
    content_type: str = ""
    wants_text: bool = False
    """Of a document: what is written in it."""
    order: Order | None = None
    result: Path | None = None


class Answered(Frozen):
    found: Inspected | None = None
    changes: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    """The text of a document; of one without pages a single one."""


class Refused(Frozen):
    message: str
    code: str


def answer(asked: Asked) -> Answered:
    if asked.order is not None and asked.result is not None:
        return Answered(changes=tuple(develop(asked.file, asked.order, asked.result)))
    if asked.wants_text:
        from media.documents import read_pages  # loads much that nothing else here needs

        return Answered(pages=read_pages(asked.file, asked.content_type))
    if asked.content_type == "application/pdf":
        return Answered(found=_document(asked.file))
    return Answered(found=inspect_file(asked.file, asked.content_type))


def _document(file: Path) -> Inspected:
    from domain.media import MediaFacts
    from media.pages import count_pages

    size, kind = file.stat().st_size, "application/pdf"
    if size > most_bytes(kind):
        raise too_large(kind)
    pages = count_pages(file)
    return Inspected(content_type=kind, width=0, height=0, size=size, facts=MediaFacts(pages=pages))


def main() -> int:
    asked = Asked.model_validate_json(sys.stdin.buffer.read())
    try:
        told: Frozen = answer(asked)
    except InvalidError as error:
        sys.stdout.write(Refused(message=error.message, code=error.code).model_dump_json())
        return REFUSED
    sys.stdout.write(told.model_dump_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
