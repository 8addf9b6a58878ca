"""What is said about the work itself: plans, drafts, changes, decisions, outcomes, reports."""

from llm.offline.reply.conversation import bullets, drafts, told_budget, words
from llm.offline.sentences import closed, opened
from llm.tasks.reply import (
    AlreadySubmitted,
    ApprovalByChat,
    ChangedPost,
    Decided,
    DecidedPost,
    DraftsWaiting,
    EditsMade,
    PlanMade,
    PlannedPost,
    PlanRevised,
    PostHistories,
    PostHistory,
    PublicationsSettled,
    ReportReady,
    SettledPost,
    WaitingDraft,
    WaitingList,
)


def plan_made(it: PlanMade) -> str:
    count = "1 post" if len(it.posts) == 1 else f"{len(it.posts)} posts"
    lines = [f"Here is the plan: {count}.", bullets([_planned(post) for post in it.posts])]
    if it.rationale:
        lines.append(f"Why this plan:\n{bullets([closed(line) for line in it.rationale])}")
    if it.notes:
        lines.append(f"Please note:\n{bullets([closed(note) for note in it.notes])}")
    return "\n\n".join(line for line in lines if line)


def plan_revised(it: PlanRevised) -> str:
    lines = []
    if it.added:
        count = "1 post" if len(it.added) == 1 else f"{len(it.added)} posts"
        lines.append(f"Added to the plan: {count}.\n{bullets([_planned(p) for p in it.added])}")
    if it.moved:
        moved = bullets([_moved(post) for post in it.moved])
        lines.append(f"Moved:\n{moved}\n{words()['moved_anew']}")
    if it.budget:
        lines.append(told_budget(it.budget))
    if it.notes:
        lines.append(f"Please note:\n{bullets([closed(note) for note in it.notes])}")
    lines += [f"Not changed: {left.wish}. {closed(opened(left.why))}" for left in it.not_done]
    return "\n\n".join(lines)


def drafts_waiting(it: DraftsWaiting) -> str:
    if not it.drafts:
        return ""
    ask = "is ready and waits" if len(it.drafts) == 1 else "are ready and wait"
    lines = [f"{drafts(len(it.drafts))} {ask} for you:", bullets([_draft(d) for d in it.drafts])]
    lines += [bullets(it.learned)] if it.learned else []
    lines.append(words()["approve"])
    return "\n\n".join(opened(line) for line in lines)


def edits_made(it: EditsMade) -> str:
    return "\n\n".join(_changed(post) for post in it.posts)


def decided(it: Decided) -> str:
    lines = list(dict.fromkeys(_decision(post) for post in it.posts))
    if it.still_waiting:
        verb = "waits" if it.still_waiting == 1 else "wait"
        lines.append(f"{drafts(it.still_waiting)} still {verb} for your decision.")
    elif any(post.decision == "reject" for post in it.posts):
        lines.append(words()["after_reject"])
    return "\n".join(lines)


def publications_settled(it: PublicationsSettled) -> str:
    return "\n".join(_settled(post) for post in it.posts)


def post_histories(it: PostHistories) -> str:
    return "\n\n".join(_history(post) for post in it.posts)


def report_ready(it: ReportReady) -> str:
    happened = bullets([*(s.text for s in it.sentences), *filter(None, [it.best])])
    said = [it.headline, happened, it.trend, it.next_step]
    return "\n\n".join(line for line in said if line)


def approval_by_chat(it: ApprovalByChat) -> str:
    """Says first that nothing went out: that is what the person would assume."""
    if not it.drafts:
        return words()["nothing_to_approve"]
    text = words()["approval_by_chat"].format(where=it.where)
    return f"{text}\n\n{bullets([_draft(draft) for draft in it.drafts])}"


def already_submitted(it: AlreadySubmitted) -> str:
    name = f"Post {it.number}" if it.number else "This post"
    link = f" See it here: {it.permalink}." if it.permalink else ""
    return words()["already_submitted"].format(post=name, platform=it.platform.title) + link


def waiting_list(it: WaitingList) -> str:
    if not (it.drafts or it.needs_you or it.scheduled):
        return words()["nothing_waits"]
    blocks = []
    if it.needs_you:
        blocks.append(f"Needs you first:\n{bullets([_settled(post) for post in it.needs_you])}")
    if it.drafts:
        verb = "waits" if len(it.drafts) == 1 else "wait"
        head = f"{opened(drafts(len(it.drafts)))} {verb} for your decision:"
        blocks.append(f"{head}\n{bullets([_draft(draft) for draft in it.drafts])}")
    if it.scheduled:
        blocks.append(f"Approved and on its way:\n{bullets([_planned(p) for p in it.scheduled])}")
    if not (it.drafts or it.needs_you):
        blocks.append(words()["nothing_from_you"])
    return "\n\n".join(blocks)


def _history(post: PostHistory) -> str:
    link = f": {post.permalink}" if post.permalink else "."
    lines = [f"Post {post.number} on {post.platform.title} {post.state}{link}"]
    if post.entries:
        lines.append(bullets([f"{entry.when}: {closed(entry.what)}" for entry in post.entries]))
    if post.next_step:
        lines.append(closed(opened(post.next_step)))
    return "\n".join(lines)


def _planned(post: PlannedPost) -> str:
    about = f": {post.topic}" if post.topic else ""
    return f"Post {post.number} on {post.platform.title}, {post.when}{about}"


def _moved(post: PlannedPost) -> str:
    return f"Post {post.number} on {post.platform.title}, now {post.when}"


def _draft(draft: WaitingDraft) -> str:
    parts = [f"Post {draft.number} on {draft.platform.title}, {draft.when}"]
    if draft.register:
        parts.append(draft.register)
    if draft.expected_ers is not None:
        parts.append(f"expected ERS {draft.expected_ers:.1f}")
    hook = f". “{draft.hook}”" if draft.hook else ""
    return " · ".join(parts) + hook


def _changed(post: ChangedPost) -> str:
    name = f"Post {post.number} ({post.platform.title})"
    lines = []
    if post.done:
        lines.append(f"{name}: {' '.join(closed(line) for line in post.done)}")
        lines.append(words()["approval_anew"])
    for left in post.not_done:
        lead = "Not changed" if post.done else f"{name} stays as it is"
        lines.append(f"{lead}: {left.wish}. {closed(left.why)}")
    return "\n".join(lines) or f"{name} stays as it is."


def _decision(post: DecidedPost) -> str:
    name = f"Post {post.number} ({post.platform.title})" if post.number else post.platform.title
    if post.decision == "approve":
        when = f" Goes out {post.when} on {post.platform.title}." if post.when else ""
        held = f" {closed(opened(post.held))}" if post.held else ""
        return f"{name} is approved.{when}{held}"
    if post.decision == "reject":
        return f"{name} is rejected. Nothing is published."
    if post.decision == "edit":
        return f"{name} is changed. The new version waits for your approval."
    return f"{name}: your note is with the team. It still waits for your approval."


def _settled(post: SettledPost) -> str:
    name = f"Post {post.number}" if post.number else "The post"
    where, when = post.platform.title, f" {post.when}" if post.when else ""
    link = f": {post.permalink}" if post.permalink else "."
    said = {
        "published": f"{name} is out on {where}{when}{link}",
        "failed": f"{name} did not go out on {where}. Nothing was posted.",
        "unknown": f"{name}: {where} did not answer, so it may or may not be out. "
        "It is not sent again until that is settled.",
        "cancelled": f"{name} on {where} was cancelled. Nothing was posted.",
        "missed": f"{name} missed its time on {where}. Nothing was posted.",
    }[post.state]
    return " ".join(
        [said, *(closed(opened(line)) for line in (post.reason, post.next_step) if line)]
    )
