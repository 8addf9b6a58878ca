"""One chat message from what happened: short, exact, with the next step. Decides nothing."""

from collections.abc import Callable
from typing import Any

from domain.language import HINDI, HINGLISH
from llm.offline.reply import (
    asking,
    campaign,
    conversation,
    hindi_asking,
    hindi_learned,
    hindi_talk,
    hindi_work,
    learned,
)
from llm.offline.reply.voice import Voice
from llm.offline.sentences import each_opened
from llm.tasks.reply import EditsMade, PlanRevised, Questions, Reply, ReplyInputs, Situation

_TELLERS: dict[str, Callable[[Any], str]] = {
    "greeting": conversation.greeting,
    "help": conversation.help_,
    "unclear": conversation.unclear,
    "questions": conversation.questions,
    "problems": conversation.problems,
    "brand_missing": conversation.brand_missing,
    "connect_first": conversation.connect_first,
    "cannot_do": conversation.cannot_do,
    "went_wrong": conversation.went_wrong,
    "notes": conversation.notes,
    "ideas_ready": conversation.ideas_ready,
    "plan_made": campaign.plan_made,
    "plan_revised": campaign.plan_revised,
    "drafts_waiting": campaign.drafts_waiting,
    "edits_made": campaign.edits_made,
    "decided": campaign.decided,
    "publications_settled": campaign.publications_settled,
    "post_histories": campaign.post_histories,
    "report_ready": campaign.report_ready,
    "approval_by_chat": campaign.approval_by_chat,
    "already_submitted": campaign.already_submitted,
    "waiting_list": campaign.waiting_list,
    "intake_question": asking.intake_question,
    "intake_confirm": asking.intake_confirm,
    "intake_saved": asking.intake_saved,
    "intake_stopped": asking.intake_stopped,
    "rule_asked": learned.rule_asked,
    "rules_listed": learned.rules_listed,
    "rules_settled": learned.rules_settled,
}


_HINDI = {
    campaign.__name__: hindi_work,
    conversation.__name__: hindi_talk,
    learned.__name__: hindi_learned,
    asking.__name__: hindi_asking,
}
_HINDI_TELLERS: dict[str, Callable[[Any, Voice], str]] = {
    kind: getattr(_HINDI[teller.__module__], name)
    for kind, teller in _TELLERS.items()
    for name in (teller.__name__,)
}
"""The same situations, told by the functions of the same names."""


def tell(inputs: ReplyInputs) -> Reply:
    """All situations in one message, in their order; the same thing is said once."""
    blocks = [_told(situation, inputs.language) for situation in _merged(inputs.situations)]
    text = "\n\n".join(dict.fromkeys(block for block in blocks if block))
    return Reply(text=_capitals(text) if inputs.language == HINGLISH else text)


def _told(situation: Situation, language: str) -> str:
    if language in {HINDI, HINGLISH}:
        return _HINDI_TELLERS[situation.kind](situation, Voice(language))
    return _TELLERS[situation.kind](situation)


def _capitals(text: str) -> str:
    """Hinglish comes from a script without capitals: each sentence gets one, as in English."""
    return "\n".join(
        f"- {each_opened(line[2:])}" if line.startswith("- ") else each_opened(line)
        for line in text.split("\n")
    )


def _merged(situations: tuple[Situation, ...]) -> list[Situation]:
    """Changes and questions that came one by one are told together, where the first one stood."""
    merged: list[Situation] = []
    for situation in situations:
        for place, earlier in enumerate(merged):
            if isinstance(earlier, EditsMade) and isinstance(situation, EditsMade):
                merged[place] = EditsMade(posts=(*earlier.posts, *situation.posts))
                break
            if isinstance(earlier, PlanRevised) and isinstance(situation, PlanRevised):
                merged[place] = _one_plan(earlier, situation)
                break
            if isinstance(earlier, Questions) and isinstance(situation, Questions):
                asked = dict.fromkeys((*earlier.questions, *situation.questions))
                merged[place] = Questions(questions=tuple(asked))
                break
        else:
            merged.append(situation)
    return merged


def _one_plan(first: PlanRevised, other: PlanRevised) -> PlanRevised:
    """Posts move one by one; their plan is told once, in the order of their numbers."""
    moved = {post.number: post for post in (*first.moved, *other.moved)}
    return PlanRevised(
        added=(*first.added, *other.added),
        moved=tuple(post for _, post in sorted(moved.items())),
        budget=other.budget or first.budget,
        notes=(*first.notes, *other.notes),
        not_done=(*first.not_done, *other.not_done),
    )
