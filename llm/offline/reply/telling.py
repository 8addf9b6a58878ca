"""One chat message from what happened: short, exact, with the next step. Decides nothing."""

from collections.abc import Callable
from typing import Any

from llm.offline.reply import campaign, conversation
from llm.tasks.reply import EditsMade, Questions, Reply, ReplyInputs, Situation

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
    "plan_made": campaign.plan_made,
    "drafts_waiting": campaign.drafts_waiting,
    "edits_made": campaign.edits_made,
    "decided": campaign.decided,
    "publications_settled": campaign.publications_settled,
    "post_histories": campaign.post_histories,
    "report_ready": campaign.report_ready,
    "approval_by_chat": campaign.approval_by_chat,
    "already_submitted": campaign.already_submitted,
    "waiting_list": campaign.waiting_list,
}


def tell(inputs: ReplyInputs) -> Reply:
    """All situations in one message, in their order; the same thing is said once."""
    blocks = [_TELLERS[situation.kind](situation) for situation in _merged(inputs.situations)]
    return Reply(text="\n\n".join(dict.fromkeys(block for block in blocks if block)))


def _merged(situations: tuple[Situation, ...]) -> list[Situation]:
    """Changes and questions that came one by one are told together, where the first one stood."""
    merged: list[Situation] = []
    for situation in situations:
        for place, earlier in enumerate(merged):
            if isinstance(earlier, EditsMade) and isinstance(situation, EditsMade):
                merged[place] = EditsMade(posts=(*earlier.posts, *situation.posts))
                break
            if isinstance(earlier, Questions) and isinstance(situation, Questions):
                asked = dict.fromkeys((*earlier.questions, *situation.questions))
                merged[place] = Questions(questions=tuple(asked))
                break
        else:
            merged.append(situation)
    return merged
