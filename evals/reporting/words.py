"""Scores, steps and outputs as people read them."""

import re
from difflib import SequenceMatcher
from typing import Any, Literal

import yaml

from evals.comparison import Comparison, Verdict

_ONE_STALE = "One thing is out of date."
Part = tuple[Literal["same", "gone", "come"], str]


def score(value: float | None) -> str:
    """Three decimals; a dash where nothing was judged, never a zero."""
    return "–" if value is None else f"{value:.3f}"


def signed(value: float) -> str:
    return "0" if abs(value) < 5e-4 else f"{value:+.3f}"


def headline(found: Comparison) -> str:
    """What a hurried reader has to know, in one or two sentences."""
    worse = [task.task for task in found.regressed]
    better = [task.task for task in found.tasks if task.verdict is Verdict.IMPROVEMENT]
    calm = "Nothing got worse." if any(t.scorers for t in found.tasks) else "Nothing was compared."
    said = [f"{_listed(worse)} got worse." if worse else calm]
    said += [f"{_listed(better)} got better."] if better else []
    if found.stale:
        several = len(found.stale) > 1
        said.append(f"{len(found.stale)} things are out of date." if several else _ONE_STALE)
    return " ".join(said)


def method(found: Comparison) -> str:
    """How the verdicts were reached."""
    if found.exact:
        return (
            "This author answers the same every time, so nothing here is chance: a scorer got "
            "worse when any of its samples did. The intervals show how far the mean moved."
        )
    return (
        "Each scorer's change is the mean over the samples that both runs could judge, with a "
        f"paired bootstrap interval (10,000 resamples, seed {found.seed}). Intervals are widened "
        "so that all of a task hold together in 95 of 100 comparisons; a change counts when its "
        "interval does not touch zero."
    )


def plain(output: Any) -> str:
    """An output as lines a person reads: YAML without quotes where it can be."""
    if isinstance(output, str):
        return output
    text: str = yaml.dump(
        output,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=100,
        default_flow_style=None,
    )
    return text.rstrip("\n")


class _Dumper(yaml.SafeDumper):
    """Texts of several lines stand as they are."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _block)


def differences(old: str, new: str) -> list[Part]:
    """Both texts woven together by words: what stayed, what went, what came."""
    before, after = _tokens(old), _tokens(new)
    parts: list[Part] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for how, start, end, new_start, new_end in matcher.get_opcodes():
        if how == "equal":
            parts.append(("same", "".join(before[start:end])))
            continue
        if start < end:
            parts.append(("gone", "".join(before[start:end])))
        if new_start < new_end:
            parts.append(("come", "".join(after[new_start:new_end])))
    return parts


def _tokens(text: str) -> list[str]:
    """Words with the space after them; each line's end by itself."""
    return re.findall(r"\n|[^\s]+[^\S\n]*|[^\S\n]+", text)


def _listed(names: list[str]) -> str:
    joined = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return joined[:1].upper() + joined[1:]
