"""A draft of ours and what people made of it: its words before, and each step since. Pure."""

from datetime import datetime

from domain.frozen import Frozen
from domain.habits import Outcome, Words, judge
from domain.platform import Platform
from domain.rule import Habit

TEAM = "insta-media"
"""Whom a version of the team's own names as its maker; of a person it is their name."""


class Spoken(Frozen):
    """What one version says, and who made it."""

    words: Words
    others: tuple[Words, ...] = ()
    """The other variations that it was shown with."""
    created_by: str
    made_in: str | None = None
    """The run that made it, when it was made in the chat."""
    created_at: datetime


class Step(Frozen):
    """One change of the words."""

    words: Words
    act: str
    """What it was: the piece itself when edited by hand, else the run of the message."""
    by_wish: bool
    """A message in the chat asked for it."""
    at: datetime


class Handled(Frozen):
    """A draft of ours that a person had their say on."""

    content_id: str
    platform: Platform
    language: str
    before: Words
    """The variation that the person took, as we wrote it."""
    steps: tuple[Step, ...] = ()
    """None: it was approved as it was."""
    at: datetime
    """When its newest version was made."""

    @property
    def after(self) -> Words:
        return self.steps[-1].words if self.steps else self.before

    def step_of(self, habit: Habit) -> Step | None:
        """Where the habit was done, the last time; None when it was not, all in all."""
        if judge(habit, self.before, self.after) is not Outcome.DONE:
            return None
        earlier = (self.before, *(step.words for step in self.steps))
        done = [
            step
            for before, step in zip(earlier, self.steps, strict=False)
            if judge(habit, before, step.words) is Outcome.DONE
        ]
        return (done or list(self.steps))[-1]


def handled(
    content_id: str, platform: Platform, language: str, versions: tuple[Spoken, ...]
) -> Handled:
    """What became of a draft, from all its versions in order; the first one is ours."""
    first, last = versions[0], versions[-1]
    offered = (first.words, *first.others)
    before = next((w for w in offered if w == last.words), None) or _nearest(
        offered, next((v.words for v in versions[1:] if v.words not in offered), first.words)
    )
    steps: list[Step] = []
    now = before
    for version in versions[1:]:
        if version.words == now or version.words in offered:
            continue  # another time or picture, or one of the shown variations was taken
        by_wish = version.created_by == TEAM
        act = (version.made_in or content_id) if by_wish else content_id
        at = version.created_at
        steps.append(Step(words=version.words, act=act, by_wish=by_wish, at=at))
        now = version.words
    if last.words == before:
        steps = []  # whatever was tried was taken back
    return Handled(
        content_id=content_id,
        platform=platform,
        language=language,
        before=before,
        steps=tuple(steps),
        at=last.created_at,
    )


def _nearest(offered: tuple[Words, ...], edited: Words) -> Words:
    """The offered text that shares most words with the edited one; of equals the first."""
    said = set(edited.text.casefold().split())

    def likeness(words: Words) -> float:
        own = set(words.text.casefold().split())
        return len(own & said) / max(len(own | said), 1)

    return max(offered, key=likeness)
