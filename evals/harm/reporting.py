"""The tables of docs/safety.md, from the reported halves of the sets. Reads files, writes none."""

from collections.abc import Sequence
from pathlib import Path

from domain.language import TITLES
from evals.harm import sets
from evals.harm.measuring import HATEFUL, Row, is_clean, rows, together

FROM, TO = "<!-- measured: begin -->", "<!-- measured: end -->"
_HEAD = "| {name} | cases | flagged | blocked |\n|---|---|---|---|"
LANGUAGES = {**TITLES, "ta": "Tamil", "und": "other scripts"}


def measured(folder: Path) -> str:
    """All tables, in Markdown.

    Args:
        folder: Of the outside data.

    Raises:
        FileNotFoundError: It is not there.
    """
    parts = (
        "### Our own posts",
        *_ours(),
        "### HateCheck",
        *_hatecheck(folder),
        "### Terms of the Uli list",
        *_uli(folder),
    )
    return "\n\n".join(parts)


def _ours() -> tuple[str, ...]:
    cases = sets.halved(sets.ours(), reported=True)
    harmful = [case for case in cases if not is_clean(case)]
    found = [
        _table(TITLES[language], rows([c for c in harmful if c.language == language], _category))
        for language in TITLES
    ]
    clean = rows([case for case in cases if is_clean(case)], _language)
    return (
        "Harmful ones, which should be flagged (recall):",
        *found,
        "Harmless ones, among them the traps, which should not be (false alarms):",
        _table("language", clean),
    )


def _hatecheck(folder: Path) -> tuple[str, ...]:
    cases = sets.halved(sets.hatecheck(folder), reported=True)
    hateful = rows([c for c in cases if not is_clean(c)], _functionality, HATEFUL)
    clean = rows([c for c in cases if is_clean(c)], _functionality, HATEFUL)
    disguised = tuple(row for row in hateful if row.group.startswith("spell_"))
    plain = tuple(row for row in hateful if row not in disguised)
    return (
        "Counted is what is flagged or blocked as hate, a threat or a slur; mere profanity is not.",
        _table("hateful (recall)", hateful, together("in plain spelling", plain)),
        _table("not hateful (false alarms)", clean, together("all", clean)),
    )


def _uli(folder: Path) -> tuple[str, ...]:
    terms = sets.halved(sets.uli(folder), reported=True)
    listed = sets.halved(sets.uli_lists(folder), reported=True)
    by_category = sorted(rows(terms, lambda c: c.group or "(none given)"), key=_size)
    by_language = sorted(rows(terms, _language), key=_size)
    return (
        _table("category", by_category, together("all", by_category)),
        _table("language or script", by_language),
        _table("list", rows(listed, lambda c: LANGUAGES[c.language])),
    )


def _size(row: Row) -> int:
    return -row.cases


def _category(case: sets.Case) -> str:
    return case.category


def _language(case: sets.Case) -> str:
    return LANGUAGES[case.language]


def _functionality(case: sets.Case) -> str:
    return case.group


def _table(name: str, found: Sequence[Row], *sums: Row) -> str:
    lines = [_HEAD.format(name=name)]
    lines += [_line(row, row.group.replace("_", " ")) for row in found]
    lines += [_line(row, f"**{row.group}**") for row in sums]
    return "\n".join(lines)


def _line(row: Row, name: str) -> str:
    return f"| {name} | {row.cases} | {row.share_flagged:.0%} | {row.share_blocked:.0%} |"


def replaced(page: str, tables: str) -> str:
    """The page with its tables put anew between the two marks.

    Raises:
        ValueError: It lacks a mark.
    """
    before, rest = page[: page.index(FROM) + len(FROM)], page[page.index(TO) :]
    return f"{before}\n\n{tables}\n\n{rest}"
