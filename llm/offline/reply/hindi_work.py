"""Hindi and Hinglish: plans, drafts, changes, decisions, outcomes, reports. As campaign.py."""

from domain.budget import Budget
from domain.sums import rupees
from llm.offline.reply.conversation import bullets
from llm.offline.reply.voice import Voice
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


def plan_made(it: PlanMade, voice: Voice) -> str:
    lines = [
        _counted("plan", len(it.posts), voice),
        bullets([_planned(post, voice) for post in it.posts]),
    ]
    if it.rationale:
        lines.append(f"{voice.say('why_plan')}\n{bullets([voice.line(r) for r in it.rationale])}")
    if it.notes:
        lines.append(f"{voice.say('note')}\n{bullets([voice.line(note) for note in it.notes])}")
    return "\n\n".join(line for line in lines if line)


def plan_revised(it: PlanRevised, voice: Voice) -> str:
    lines = []
    if it.added:
        added = bullets([_planned(post, voice) for post in it.added])
        lines.append(f"{_counted('plan_added', len(it.added), voice)}\n{added}")
    if it.moved:
        moved = bullets([_planned(post, voice) for post in it.moved])
        lines.append(f"{voice.say('plan_moved')}\n{moved}\n{voice.say('moved_anew')}")
    if it.budget:
        lines.append(told_budget(it.budget, voice))
    if it.notes:
        lines.append(f"{voice.say('note')}\n{bullets([voice.line(note) for note in it.notes])}")
    lines += [
        f"{voice.say('not_changed')}: {voice.told(left.wish)}. {voice.line(left.why)}"
        for left in it.not_done
    ]
    return "\n\n".join(lines)


def told_budget(budget: Budget, voice: Voice) -> str:
    """The sum by platform, and who spends it."""
    shares = ", ".join(f"{b.platform.title} {rupees(b.amount)}" for b in budget.lines)
    key = "budget_shared" if shares else "budget"
    told = voice.say(key, amount=rupees(budget.amount), shares=shares)
    return f"{told} {voice.say('spends_nothing')}"


def drafts_waiting(it: DraftsWaiting, voice: Voice) -> str:
    if not it.drafts:
        return ""
    lines = [_counted("drafts", len(it.drafts), voice), _drafts(it.drafts, voice)]
    lines += [bullets([voice.told(line) for line in it.learned])] if it.learned else []
    return "\n\n".join([*lines, voice.say("approve")])


def edits_made(it: EditsMade, voice: Voice) -> str:
    return "\n\n".join(_changed(post, voice) for post in it.posts)


def decided(it: Decided, voice: Voice) -> str:
    lines = list(dict.fromkeys(_decision(post, voice) for post in it.posts))
    if it.still_waiting:
        lines.append(waiting(it.still_waiting, voice))
    elif any(post.decision == "reject" for post in it.posts):
        lines.append(voice.say("after_reject"))
    return "\n".join(lines)


def publications_settled(it: PublicationsSettled, voice: Voice) -> str:
    return "\n".join(_settled(post, voice) for post in it.posts)


def post_histories(it: PostHistories, voice: Voice) -> str:
    return "\n\n".join(_history(post, voice) for post in it.posts)


def report_ready(it: ReportReady, _voice: Voice) -> str:
    """The report is in the person's language already."""
    happened = bullets([*(s.text for s in it.sentences), *filter(None, [it.best])])
    lines = (it.headline, happened, it.trend, it.next_step)
    return "\n\n".join(line for line in lines if line)


def approval_by_chat(it: ApprovalByChat, voice: Voice) -> str:
    if not it.drafts:
        return voice.say("nothing_to_approve")
    where = voice.say("cards") if it.where == "the approval cards below" else it.where
    return f"{voice.say('approval_by_chat', where=where)}\n\n{_drafts(it.drafts, voice)}"


def already_submitted(it: AlreadySubmitted, voice: Voice) -> str:
    name = voice.say("post", number=it.number) if it.number else voice.say("this_post")
    link = f" {voice.say('see_it', link=it.permalink)}" if it.permalink else ""
    return voice.say("already_submitted", post=name, platform=it.platform.title) + link


def waiting_list(it: WaitingList, voice: Voice) -> str:
    if not (it.drafts or it.needs_you or it.scheduled):
        return voice.say("nothing_waits")
    blocks = []
    if it.needs_you:
        settled = bullets([_settled(post, voice) for post in it.needs_you])
        blocks.append(f"{voice.say('needs_you')}\n{settled}")
    if it.drafts:
        head = _counted("drafts", len(it.drafts), voice)
        blocks.append(f"{head}\n{_drafts(it.drafts, voice)}")
    if it.scheduled:
        planned = bullets([_planned(post, voice) for post in it.scheduled])
        blocks.append(f"{voice.say('on_its_way')}\n{planned}")
    if not (it.drafts or it.needs_you):
        blocks.append(voice.say("nothing_from_you"))
    return "\n\n".join(blocks)


def waiting(count: int, voice: Voice) -> str:
    return _counted("waiting", count, voice)


def _counted(key: str, count: int, voice: Voice) -> str:
    return voice.say(f"{key}_one") if count == 1 else voice.say(f"{key}_many", count=count)


def _planned(post: PlannedPost, voice: Voice) -> str:
    about = f": {post.topic}" if post.topic else ""
    return f"{voice.post(post.number, post.platform)}, {voice.when(post.when)}{about}"


def _drafts(drafts: tuple[WaitingDraft, ...], voice: Voice) -> str:
    return bullets([_draft(draft, voice) for draft in drafts])


def _draft(draft: WaitingDraft, voice: Voice) -> str:
    parts = [f"{voice.post(draft.number, draft.platform)}, {voice.when(draft.when)}"]
    if draft.register:
        parts.append(voice.register(draft.register))
    if draft.expected_ers is not None:
        parts.append(voice.say("expected", ers=f"{draft.expected_ers:.1f}"))
    hook = f": “{draft.hook}”" if draft.hook else ""
    return " · ".join(parts) + hook


def _changed(post: ChangedPost, voice: Voice) -> str:
    name = voice.post(post.number, post.platform)
    lines = []
    if post.done:
        lines.append(f"{name}: {' '.join(voice.line(line) for line in post.done)}")
        lines.append(voice.say("approval_anew"))
    for left in post.not_done:
        lead = voice.say("not_changed") if post.done else voice.say("stays", name=name)
        lines.append(f"{lead}: {voice.told(left.wish)}. {voice.line(left.why)}")
    return "\n".join(lines) or voice.say("stays_so", name=name)


def _decision(post: DecidedPost, voice: Voice) -> str:
    name = voice.post(post.number or None, post.platform)
    if post.decision != "approve":
        keys = {"reject": "rejected", "edit": "edited"}
        return voice.say(keys.get(post.decision, "responded"), name=name)
    said = [voice.say("approved", name=name)]
    if post.when:
        when = voice.when(post.when)
        said.append(voice.say("goes_out", platform=post.platform.title, when=when))
    return " ".join([*said, *([voice.line(post.held)] if post.held else [])])


def _settled(post: SettledPost, voice: Voice) -> str:
    name = voice.say("post", number=post.number) if post.number else voice.say("the_post")
    when = f" ({voice.when(post.when)})" if post.when else ""
    said = voice.say(post.state, name=name, platform=post.platform.title, when=when)
    if post.state == "published":
        said += f": {post.permalink}" if post.permalink else "."
    more = (voice.line(line) for line in (post.reason, post.next_step) if line)
    return " ".join([said, *more])


def _history(post: PostHistory, voice: Voice) -> str:
    link = f": {post.permalink}" if post.permalink else ""
    name = voice.say("post", number=post.number)
    lines = [
        voice.say("history", name=name, platform=post.platform.title, state=voice.told(post.state))
        + link
    ]
    if post.entries:
        lines.append(bullets([f"{voice.when(e.when)}: {voice.line(e.what)}" for e in post.entries]))
    if post.next_step:
        lines.append(voice.line(post.next_step))
    return "\n".join(lines)
