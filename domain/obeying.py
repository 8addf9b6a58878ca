"""Puts a draft into the form that a brand's accepted rules ask for. Pure, and shy of facts.

Links, handles, names, prices and numbers are never touched: what holds one is left as it is, even
where a rule would take it out.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from domain.emoji import EMOJI
from domain.frozen import Frozen
from domain.habits import CAPITALS, DASH, ELLIPSIS, MONEY, SENTENCE, asks_first
from domain.hashtag import tag_key
from domain.lettering import AFTER, BEFORE, has_word
from domain.links import LINK
from domain.pronouns import informal
from domain.rule import Aspect, BrandRule, Habit, Params

_FIRST, _LAST = 0xE000, 0xF8FF
_HANDLE = r"[@#][^\s@#.,!?;:()]+(?:\.[^\s@#.,!?;:()]+)*"
_FIGURE = r"[₹$€£]?\d[\d.,:/%-]*\d|[₹$€£]?\d"


class Obeyed(Frozen):
    """A draft after the rules."""

    text: str
    hashtags: tuple[str, ...]
    applied: tuple[BrandRule, ...] = ()
    """The rules that changed something."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the form may not pass, and what of it is fact."""

    names: Collection[str] = ()
    """The brand's and its products' names."""
    prices: Mapping[str, str] = field(default_factory=dict)
    """Product to price, for a rule that wants it said."""
    max_chars: int = 5_000
    """Of the text, a blank line and the hashtags."""
    max_hashtags: int = 30


@dataclass(frozen=True, slots=True)
class Draft:
    text: str
    """Protected parts stand in it as single private characters."""
    tags: tuple[str, ...]

    def size(self) -> int:
        return len(self.text) + sum(len(t) + 1 for t in self.tags) + bool(self.tags)


def obey(
    text: str, hashtags: tuple[str, ...], rules: Sequence[BrandRule], bounds: Bounds
) -> Obeyed:
    """The draft with every rule carried out that can be, in the order of `Aspect`.

    A rule that would leave no words or make the post longer than `bounds` is not carried out. The
    same draft and rules always give the same.
    """
    masked, kept = _masked(text, bounds.names)
    draft, applied = Draft(masked, hashtags), []
    for rule in sorted(rules, key=lambda r: (_ORDER[r.habit.aspect], r.created_at, r.id)):
        change = _CHANGES.get(rule.habit.aspect)
        if change is None:
            continue
        changed = change(draft, rule.habit.params, _Told(kept, bounds))
        if changed != draft and _stands(changed, draft, kept, bounds):
            draft = changed
            applied.append(rule)
    return Obeyed(text=_shown(draft.text, kept), hashtags=draft.tags, applied=tuple(applied))


@dataclass(frozen=True, slots=True)
class _Told:
    kept: list[str]
    bounds: Bounds


def _stands(changed: Draft, draft: Draft, kept: list[str], bounds: Bounds) -> bool:
    if not any(c.isalnum() for c in _shown(changed.text, kept)):
        return False
    before, after = (Draft(_shown(d.text, kept), d.tags).size() for d in (draft, changed))
    return after <= max(before, bounds.max_chars)


def _masked(text: str, names: Collection[str]) -> tuple[str, list[str]]:
    """The text with its facts as single characters, and what each stands for."""
    if any(_FIRST <= ord(c) <= _LAST for c in text):  # nothing of ours; then it hides nothing
        text = "".join(c for c in text if not _FIRST <= ord(c) <= _LAST)
    known = sorted((n for n in names if n.strip()), key=len, reverse=True)
    named = "|".join(rf"{BEFORE}{re.escape(n)}{AFTER}" for n in known)
    parts = "|".join(filter(None, (LINK.pattern, _HANDLE, named, _FIGURE)))
    kept: list[str] = []

    def hide(match: re.Match[str]) -> str:
        if len(kept) > _LAST - _FIRST:
            return match.group()
        kept.append(match.group())
        return chr(_FIRST + len(kept) - 1)

    return re.sub(parts, hide, text, flags=re.IGNORECASE), kept


def _shown(text: str, kept: list[str]) -> str:
    return "".join(
        kept[ord(c) - _FIRST] if _FIRST <= ord(c) < _FIRST + len(kept) else c for c in text
    )


def _holds_fact(line: str) -> bool:
    return any(_FIRST <= ord(c) <= _LAST for c in line)


def _tidy(text: str) -> str:
    """Without what a removal leaves behind: double blanks, blanks before marks, empty lines."""
    text = re.sub(r"[ \t]{2,}", " ", text)
    text = re.sub(r"[ \t]+(?=[,.;:?।])", "", text)
    text = re.sub(r"[ \t]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _in_text(change: Callable[[str], str]) -> Callable[[Draft, Params, _Told], Draft]:
    return lambda draft, _params, _told: Draft(change(draft.text), draft.tags)


def _calm(text: str) -> str:
    """Exclamation marks as full stops; beside a question mark they simply go."""
    text = re.sub(r"[!?]*\?[!?]*", lambda m: "?" if "!" in m.group() else m.group(), text)
    text = re.sub(r"([.।…])\s*!+", r"\1", text)

    def stop(match: re.Match[str]) -> str:
        before = match.string[: match.start()].rstrip()
        return "।" if before[-1:] and "\u0900" <= before[-1] <= "\u097f" else "."

    return re.sub(r"[ \t]*!+(?:\s?!+)*", stop, text)


def _small(text: str) -> str:
    """Words in capitals as a sentence has them: the first of it with one."""

    def word(match: re.Match[str]) -> str:
        lead = match.string[: match.start()].rstrip(' \t“"‘(')
        starts = not lead or lead[-1] in ".!?।\n"
        return match.group().capitalize() if starts else match.group().lower()

    return CAPITALS.sub(word, text)


def _without_dots(text: str) -> str:
    ended = re.sub(rf"[ \t]*(?:{ELLIPSIS.pattern})(?=\s*(?:$|\n|[A-Z\u0900-\u097f]))", ".", text)
    ended = re.sub(r"(?<=[\u0900-\u097f])\.(?=\s|$)", "।", ended) if ended != text else ended
    return re.sub(rf"[ \t]*(?:{ELLIPSIS.pattern})[ \t]*", ", ", ended)


def _without_dashes(text: str) -> str:
    return re.sub(r",\s*,", ",", DASH.sub(", ", text))


def _one_paragraph(text: str) -> str:
    if re.search(r"^\s*(?:[-•*]|\d+[.)])\s", text, re.M):
        return text  # a list is read line by line
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(line if re.search(r"[.!?।…:,]$", line) else f"{line}." for line in lines)


def _line_per_sentence(text: str) -> str:
    return SENTENCE.sub("\n\n", text)


def _without_question(text: str) -> str:
    if not asks_first(text):
        return text
    first, _, rest = text.strip().partition("\n")
    return text if _holds_fact(first) else rest.strip()


def _replace(draft: Draft, params: Params, _told: _Told) -> Draft:
    old, new = params.old or "", params.text or ""
    if EMOJI.search(old):
        return Draft(draft.text.replace(old, new), draft.tags)

    def cased(match: re.Match[str]) -> str:
        said = match.group()
        if len(said) > 1 and said.isupper():
            return new.upper()
        return new[0].upper() + new[1:] if said[0].isupper() else new

    pattern = rf"{BEFORE}{re.escape(old)}{AFTER}"
    return Draft(re.sub(pattern, cased, draft.text, flags=re.IGNORECASE), draft.tags)


def _leave_out(draft: Draft, params: Params, _told: _Told) -> Draft:
    old = params.old or ""
    if not has_word(draft.text, old):
        return draft
    pattern = rf"{BEFORE}{re.escape(old)}{AFTER}[ \t]?"
    left = _tidy(re.sub(pattern, "", draft.text, flags=re.IGNORECASE))
    opened = re.sub(r"(?m)^([a-z])", lambda m: m.group().upper(), left)
    return Draft(opened if draft.text[:1].isupper() else left, draft.tags)


def _add_emoji(draft: Draft, params: Params, _told: _Told) -> Draft:
    wanted = params.text or ""
    text = draft.text if wanted in draft.text else f"{draft.text.rstrip()} {wanted}"
    return Draft(text, draft.tags)


def _opening(draft: Draft, params: Params, told: _Told) -> Draft:
    wanted = params.text or ""
    if wanted.casefold() in _shown(draft.text, told.kept).casefold():
        return draft
    return Draft(f"{wanted}\n\n{draft.text.lstrip()}", draft.tags)


def _sign_off(draft: Draft, params: Params, told: _Told) -> Draft:
    wanted = params.text or ""
    if wanted.casefold() in _shown(draft.text, told.kept).casefold():
        return draft
    return Draft(f"{draft.text.rstrip()}\n\n{wanted}", draft.tags)


def _call_to_action(draft: Draft, params: Params, told: _Told) -> Draft:
    """In place of the last line, unless that one holds a fact or is all there is."""
    lines = draft.text.rstrip().split("\n")
    if params.text == lines[-1].strip():
        return draft
    if len(lines) < 2 or _holds_fact(lines[-1]):
        return _sign_off(draft, params, told)
    return Draft("\n".join((*lines[:-1], params.text or "")), draft.tags)


def _add_price(draft: Draft, _params: Params, told: _Told) -> Draft:
    """The price of the one product that is named, on a line of its own before the last."""
    shown = _shown(draft.text, told.kept)
    named = [name for name in told.bounds.prices if has_word(shown, name)]
    if len(named) != 1 or MONEY.search(shown):
        return draft
    line = f"{named[0]}: {told.bounds.prices[named[0]]}"
    body, gap, last = draft.text.rstrip().rpartition("\n\n")
    text = f"{body}{gap}{line}\n\n{last}" if body else f"{last}\n\n{line}"
    return Draft(text, draft.tags)


def _no_hashtag(draft: Draft, params: Params, told: _Told) -> Draft:
    unwanted = tag_key(params.text or "")
    tags = tuple(t for t in draft.tags if tag_key(t) != unwanted)
    gone = [n for n, part in enumerate(told.kept) if part[:1] == "#" and tag_key(part) == unwanted]
    text = draft.text
    for number in gone:
        text = text.replace(chr(_FIRST + number), "")
    return Draft(_tidy(text) if text != draft.text else text, tags)


def _most_hashtags(draft: Draft, params: Params, _told: _Told) -> Draft:
    return Draft(draft.text, draft.tags[: params.most])


def _add_hashtag(draft: Draft, params: Params, told: _Told) -> Draft:
    wanted = params.text or ""
    has = {tag_key(t) for t in (*draft.tags, *(part for part in told.kept if part[:1] == "#"))}
    if tag_key(wanted) in has or told.bounds.max_hashtags < 1:
        return draft
    return Draft(draft.text, (*draft.tags[: told.bounds.max_hashtags - 1], wanted))


_CHANGES: dict[Aspect, Callable[[Draft, Params, _Told], Draft]] = {
    Aspect.NO_OPENING_QUESTION: _in_text(_without_question),
    Aspect.INFORMAL: _in_text(informal),
    Aspect.REPLACE: _replace,
    Aspect.LEAVE_OUT: _leave_out,
    Aspect.NO_EMOJI: _in_text(
        lambda text: _tidy(EMOJI.sub("", text)) if EMOJI.search(text) else text
    ),
    Aspect.NO_CAPITALS: _in_text(_small),
    Aspect.NO_ELLIPSIS: _in_text(_without_dots),
    Aspect.NO_DASHES: _in_text(_without_dashes),
    Aspect.NO_EXCLAMATION: _in_text(_calm),
    Aspect.ADD_PRICE: _add_price,
    Aspect.CALL_TO_ACTION: _call_to_action,
    Aspect.OPENING: _opening,
    Aspect.SIGN_OFF: _sign_off,
    Aspect.LINE_PER_SENTENCE: _in_text(_line_per_sentence),
    Aspect.ONE_PARAGRAPH: _in_text(_one_paragraph),
    Aspect.ADD_EMOJI: _add_emoji,
    Aspect.NO_HASHTAG: _no_hashtag,
    Aspect.MOST_HASHTAGS: _most_hashtags,
    Aspect.ADD_HASHTAG: _add_hashtag,
}
"""In the order in which they are carried out; length and left-out prices are set before writing."""
_ORDER = {aspect: place for place, aspect in enumerate((*_CHANGES, *Aspect))}


def in_conflict(one: Habit, other: Habit) -> bool:
    """Whether no post can follow both."""
    if other.aspect in _OPPOSITES.get(one.aspect, frozenset()):
        return True
    if {one.aspect, other.aspect} == {Aspect.NO_HASHTAG, Aspect.ADD_HASHTAG}:
        return tag_key(one.params.text or "") == tag_key(other.params.text or "")
    if one.aspect is not other.aspect or one.aspect not in _ONE_ONLY:
        return False
    same_place = (one.params.old or "").casefold() == (other.params.old or "").casefold()
    return same_place and one.params.text != other.params.text


_ONE_ONLY = frozenset({Aspect.OPENING, Aspect.SIGN_OFF, Aspect.CALL_TO_ACTION, Aspect.REPLACE})
"""Of two with other words one would undo the other, or stand where it wants to stand."""
_OPPOSITES = {
    Aspect.NO_EMOJI: frozenset({Aspect.ADD_EMOJI}),
    Aspect.ADD_EMOJI: frozenset({Aspect.NO_EMOJI}),
    Aspect.NO_PRICE: frozenset({Aspect.ADD_PRICE}),
    Aspect.ADD_PRICE: frozenset({Aspect.NO_PRICE}),
    Aspect.ONE_PARAGRAPH: frozenset({Aspect.LINE_PER_SENTENCE}),
    Aspect.LINE_PER_SENTENCE: frozenset({Aspect.ONE_PARAGRAPH}),
}
