"""How many pages a PDF has. Opens nothing that is in them."""

from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from domain.errors import InvalidError
from media.sniffing import unknown

MOST = 5_000


def count_pages(file: Path) -> int:
    """The number of its pages.

    Raises:
        InvalidError: `media_unknown`; it is damaged, locked, or has none.
    """
    try:
        reader = PdfReader(file)
        if reader.is_encrypted:
            raise unknown(
                "This PDF is locked with a password, so nobody could read it. Save it without one."
            )
        found = reader.get_num_pages()
    # the library promises no closed set for files that are damaged on purpose
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        OSError,
        RecursionError,
        AssertionError,
    ) as error:
        raise _damaged() from error
    if not 0 < found <= MOST:
        raise _damaged()
    return found


def _damaged() -> InvalidError:
    return unknown("This PDF is damaged: its pages cannot be found. Export it once more as PDF.")
