"""Rules in the chat: what is asked of the person, and what they answer. Approves no post."""

from typing import Literal

from domain.errors import InstaMediaError
from domain.rule import BrandRule, RuleStatus, habit_words, rule_words, scope_words
from llm.tasks.intent import KnownRule, RuleWish
from llm.tasks.reply import CannotDo, ListedRule, RuleAsked, RulesListed, RulesSettled
from store.unit import Unit
from tools import rules
from tools.services import Turn
from tools.stating import SURFACE, state_rules

_UNKNOWN = CannotDo(
    wish="",
    why="there is no rule like that.",
    instead="Ask “which rules do you follow?” to see them with their numbers.",
)


async def known_rules(unit: Unit, turn: Turn) -> tuple[KnownRule, ...]:
    """Proposals and followed rules by number, and which of them was asked about last."""
    found = await rules.live(unit, turn.workspace_id, turn.brand_id)
    known = [
        KnownRule(
            number=number,
            aspect=rule.habit.aspect,
            words=_words(rule),
            is_followed=rule.status is RuleStatus.ACCEPTED,
            was_asked=await _was_asked(unit, turn, rule),
        )
        for number, rule in enumerate(found, start=1)
    ]
    return tuple(known)


async def _was_asked(unit: Unit, turn: Turn, rule: BrandRule) -> bool:
    """Whether the reply just before this turn asked about it: a bare “no” means that one."""
    if rule.told_in is None or (rule.status is RuleStatus.ACCEPTED and not rule.is_doubted):
        return False
    told = await unit.runs.locate(rule.told_in)
    here = await unit.runs.get(turn.workspace_id, turn.run_id)
    return told is not None and told.thread_id == here.thread_id and told.number == here.number - 1


async def rule_to_ask(turn: Turn, *, learns: bool) -> RuleAsked | None:
    """One proposal or doubt that nobody was told of yet; told once, also by a repeated run.

    Args:
        turn: Whose reply would tell it.
        learns: Posts were decided or changed, so look what that teaches first.
    """
    services, workspace_id, brand_id = turn.services, turn.workspace_id, turn.brand_id
    if learns:
        await rules.refresh(services.store, workspace_id, brand_id, services.clock())
    async with services.store.reading() as unit:
        found = await rules.live(unit, workspace_id, brand_id)
    waiting = [
        rule
        for rule in found
        if rule.told_in in (None, turn.run_id)
        and (rule.status is RuleStatus.PROPOSED or rule.is_doubted)
    ]
    if not waiting:
        return None
    # what this run told once is told again by its repetition; else the surest
    rule = min(waiting, key=lambda r: (r.told_in is None, -r.evidence.acts))
    if rule.told_in is None:
        async with services.store.writing() as unit:
            await unit.brands.rules.hold(workspace_id, brand_id)
            await unit.brands.rules.tell(workspace_id, rule.id, turn.run_id)
    return RuleAsked(
        words=_words(rule),
        habit=habit_words(rule.habit) + scope_words(rule),
        times=f"{rule.evidence.acts} of {rule.evidence.occasions}",
        is_doubt=rule.is_doubted,
    )


async def carry_out(
    turn: Turn, wish: RuleWish
) -> tuple[RulesListed | RulesSettled | CannotDo, ...]:
    """Do what a person wished in the chat, in their name and with their rights.

    What became of each rule is told: one that cannot be settled holds up no other.
    """
    async with turn.services.store.reading() as unit:
        found = await rules.live(unit, turn.workspace_id, turn.brand_id)
        run = await unit.runs.get(turn.workspace_id, turn.run_id)
        member = await unit.accounts.member(turn.workspace_id, run.user_id or "")
        done = await unit.brands.rules.list(turn.workspace_id, turn.brand_id, status=_DECIDED)
    if wish.act == "list":
        return (_listed(found),)
    if wish.act == "state":
        before = tuple(rule for rule in done if rule.told_in == turn.run_id)
        return await state_rules(turn, wish, member, before)
    if earlier := tuple(rule for rule in done if rule.told_in == turn.run_id):
        # a run repeated after a crash: the numbers may have moved, and what was meant is done
        return (RulesSettled(act=_DONE[wish.act], rules=tuple(_words(rule) for rule in earlier)),)
    chosen = [rule for number, rule in enumerate(found, start=1) if number in wish.numbers]
    if not chosen or member is None:
        return (_UNKNOWN,)
    settled, refused = [], []
    for rule in chosen:
        try:
            await _DECIDE[wish.act](
                turn.services, member, rule.id, surface=SURFACE, told_in=turn.run_id
            )
        except InstaMediaError as error:
            refused.append(CannotDo(wish=_words(rule), why=error.message))
        else:
            settled.append(_words(rule))
    told = (RulesSettled(act=_DONE[wish.act], rules=tuple(settled)),) if settled else ()
    return (*told, *refused)


_DECIDE = {"accept": rules.accept, "decline": rules.decline, "forget": rules.delete}
_DECIDED = frozenset(RuleStatus) - {RuleStatus.PROPOSED}
_DONE: dict[str, Literal["accepted", "declined", "forgotten"]] = {
    "accept": "accepted",
    "decline": "declined",
    "forget": "forgotten",
}


def _listed(found: tuple[BrandRule, ...]) -> RulesListed:
    return RulesListed(
        rules=tuple(
            ListedRule(
                number=number,
                words=_words(rule),
                is_followed=rule.status is RuleStatus.ACCEPTED,
            )
            for number, rule in enumerate(found, start=1)
        )
    )


def _words(rule: BrandRule) -> str:
    return rule_words(rule.habit) + scope_words(rule)
