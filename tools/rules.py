"""A brand's rules: learned from edits, decided by people, handed to whoever writes a draft.

A rule is about how posts are written. Accepting one approves no post.
"""

from collections.abc import Iterable
from datetime import datetime

from domain.account import Member, Right
from domain.errors import ConflictError, ForbiddenError, InvalidError
from domain.handling import Handled
from domain.ids import derived_id
from domain.language import WRITTEN
from domain.noticing import Noticed, evidence_of, is_habit, notice, undone
from domain.obeying import in_conflict
from domain.platform import Platform
from domain.rule import Aspect, BrandRule, Habit, RuleStatus, rule_words, scope_words
from store.rules import LIVE
from store.unit import Store, Unit
from tools.rule_fitness import require_fit
from tools.services import Services

S = RuleStatus
LEARNED_FROM = 60
"""The brand's newest drafts that people decided on; older ones say how it used to be."""
MOST_RULES = 50
"""Accepted ones of a brand: more would contradict each other."""
_SHOWN = frozenset({S.PROPOSED, S.ACCEPTED, S.DECLINED})
_BOUNDS = (Aspect.MOST_HASHTAGS, Aspect.LENGTH)


async def refresh(store: Store, workspace_id: str, brand_id: str, now: datetime) -> None:
    """Bring proposals and doubts up to date with what people did to the brand's drafts.

    Proposes what became a habit, takes back proposals that later edits contradict, and counts what
    speaks against accepted rules. Accepts and drops nothing. Repeated, it changes nothing.
    """
    async with store.reading() as unit:
        handled = await unit.brands.rules.handled(workspace_id, brand_id, limit=LEARNED_FROM)
        known = await unit.brands.rules.list(workspace_id, brand_id)
    noticed = [_proposal(n, workspace_id, brand_id, now) for n in notice(handled)]
    if not any(_differences(noticed, known, handled)):
        return
    async with store.writing() as unit:
        await unit.brands.rules.hold(workspace_id, brand_id)
        # read anew: meanwhile a person may have decided, or a reply may have told of one
        known = await unit.brands.rules.list(workspace_id, brand_id)
        put, gone = _differences(noticed, known, handled)
        for rule in gone:
            await unit.brands.rules.withdraw(rule)
        for rule in put:
            await unit.brands.rules.put(rule)


def _proposal(noticed: Noticed, workspace_id: str, brand_id: str, now: datetime) -> BrandRule:
    return BrandRule(
        id=rule_id(brand_id, noticed.habit, noticed.platform, noticed.language),
        workspace_id=workspace_id,
        brand_id=brand_id,
        habit=noticed.habit,
        platform=noticed.platform,
        language=noticed.language,
        status=S.PROPOSED,
        evidence=noticed.evidence,
        created_at=now,
    )


def rule_id(brand_id: str, habit: Habit, platform: Platform | None, language: str | None) -> str:
    """One row for one rule, whoever came by it."""
    params = habit.params.model_dump_json(exclude_none=True)
    return derived_id("rule", brand_id, habit.aspect, params, platform or "", language or "")


def _is_open_to(
    rule: BrandRule, known: tuple[BrandRule, ...], handled: tuple[Handled, ...]
) -> bool:
    """Whether it may be proposed: of what was decided once, only by what was done since.

    What was declined is not proposed again. What was deleted, or bounds what another rule bounds
    already, has to become a habit anew.
    """
    since = None
    for other in known:
        if other.id == rule.id and other.status in (S.ACCEPTED, S.DECLINED):
            return False
        if other.status is S.PROPOSED or not _concerns(other, rule):
            continue
        if other.status is S.ACCEPTED and in_conflict(rule.habit, other.habit):
            return False
        since = max(filter(None, (since, other.decided_at)), default=None)
    if since is None:
        return True
    later = [h for h in handled if h.at > since and rule.holds_for(h.platform, h.language)]
    evidence = evidence_of(rule.habit, later)
    return is_habit(evidence.acts, evidence.occasions)


def _concerns(other: BrandRule, rule: BrandRule) -> bool:
    same = other.habit.aspect is rule.habit.aspect and rule.habit.aspect in _BOUNDS
    opposite = in_conflict(rule.habit, other.habit)
    return other.id == rule.id or ((same or opposite) and _meet(other, rule))


def _meet(one: BrandRule, other: BrandRule) -> bool:
    """Whether a post can be under both."""
    platforms = one.platform is None or other.platform in (None, one.platform)
    return platforms and (one.language is None or other.language in (None, one.language))


def _differences(
    noticed: list[BrandRule], known: tuple[BrandRule, ...], handled: tuple[Handled, ...]
) -> tuple[list[BrandRule], list[BrandRule]]:
    """(rules to write, proposals to take back)."""
    fresh = [rule for rule in noticed if _is_open_to(rule, known, handled)]
    proposed = {r.id: r for r in known if r.status is S.PROPOSED}
    put = []
    for rule in fresh:
        earlier = proposed.get(rule.id)
        if earlier is None:
            put.append(rule)
        elif earlier.evidence != rule.evidence:
            put.append(earlier.model_copy(update={"evidence": rule.evidence}))
    put += [r for rule in known if (r := _with_doubts(rule, handled)) != rule]
    still = {rule.id for rule in fresh}
    return put, [rule for rule in proposed.values() if rule.id not in still]


def _with_doubts(rule: BrandRule, handled: tuple[Handled, ...]) -> BrandRule:
    """The accepted rule with what was done against it since; a new doubt has to be told."""
    if rule.status is not S.ACCEPTED or rule.decided_at is None:
        return rule
    since = rule.decided_at
    later = (h for h in handled if h.at > since and rule.holds_for(h.platform, h.language))
    against = undone(rule.habit, later)
    if against == rule.evidence.against:
        return rule
    evidence = rule.evidence.model_copy(update={"against": against})
    doubted = rule.model_copy(update={"evidence": evidence})
    is_new = doubted.is_doubted and not rule.is_doubted
    return doubted.model_copy(update={"told_in": None}) if is_new else doubted


async def shown(services: Services, member: Member, brand_id: str) -> tuple[BrandRule, ...]:
    """The brand's rules as a person manages them, the oldest first; without the deleted."""
    async with services.store.reading() as unit:
        return await unit.brands.rules.list(member.workspace_id, brand_id, status=_SHOWN)


async def accept(
    services: Services, member: Member, rule_id: str, *, surface: str, told_in: str | None = None
) -> BrandRule:
    """From now on drafts follow the rule; accepting a doubted one again keeps it.

    Args:
        services: The running system.
        member: Who accepts.
        rule_id: Which one.
        surface: Through which they do.
        told_in: The run in which they said so in the chat.

    Raises:
        ForbiddenError: The member may only look.
        NotFoundError: No such rule in the member's workspace.
        ConflictError: `rule_deleted`, `rule_conflict`, `too_many_rules`, `rule_unfit`.
    """
    return await _decide(services, member, rule_id, S.ACCEPTED, surface, told_in)


async def decline(
    services: Services, member: Member, rule_id: str, *, surface: str, told_in: str | None = None
) -> BrandRule:
    """Do not follow the proposal, and do not propose it again. Raises as `accept`.

    Raises:
        ConflictError: `not_proposed`; it is followed already, so it can only be deleted.
    """
    return await _decide(services, member, rule_id, S.DECLINED, surface, told_in)


async def delete(
    services: Services, member: Member, rule_id: str, *, surface: str, told_in: str | None = None
) -> BrandRule:
    """Do not follow the rule any more; it is proposed again only if it becomes a habit anew."""
    return await _decide(services, member, rule_id, S.DELETED, surface, told_in)


async def state(
    services: Services,
    member: Member,
    brand_id: str,
    habit: Habit,
    *,
    platform: Platform | None,
    language: str | None,
    surface: str,
    told_in: str | None = None,
) -> BrandRule:
    """A rule that a person states themselves: followed from now on.

    Raises:
        ForbiddenError: The member may only look.
        InvalidError: `unknown_language`.
        ConflictError: `rule_conflict`, `too_many_rules`, `rule_unfit`.
    """
    _require_writer(member)
    _require_known(language)
    now, who = services.clock(), member.name or member.email
    rule = BrandRule(
        id=rule_id(brand_id, habit, platform, language),
        workspace_id=member.workspace_id,
        brand_id=brand_id,
        habit=habit,
        platform=platform,
        language=language,
        status=S.ACCEPTED,
        created_at=now,
        created_by=who,
        decided_at=now,
        decided_by=who,
        told_in=told_in,
    )
    async with services.store.writing() as unit:
        await unit.brands.rules.hold(member.workspace_id, brand_id)
        known = await unit.brands.rules.list(member.workspace_id, brand_id)
        earlier = next((r for r in known if r.id == rule.id), None)
        if earlier is not None and earlier.status is S.ACCEPTED:
            return earlier
        _require_room(rule, known)
        brand = await unit.brands.get(member.workspace_id, brand_id)
        require_fit(habit, brand.profile)
        if earlier is not None:
            rule = rule.model_copy(update={"created_at": earlier.created_at})
        await unit.brands.rules.put(rule)
        await _record(unit, member, rule, "rule.state", now, surface)
    return rule


async def _decide(
    services: Services,
    member: Member,
    rule_id: str,
    status: RuleStatus,
    surface: str,
    told_in: str | None,
) -> BrandRule:
    _require_writer(member)
    now = services.clock()
    async with services.store.writing() as unit:
        rule = await unit.brands.rules.get(member.workspace_id, rule_id)
        await unit.brands.rules.hold(member.workspace_id, rule.brand_id)
        rule = await unit.brands.rules.get(member.workspace_id, rule_id)
        if rule.status is S.DELETED and status is S.DELETED:
            return rule
        _require_possible(rule, status)
        if status is S.ACCEPTED:
            known = await unit.brands.rules.list(member.workspace_id, rule.brand_id)
            _require_room(rule, known)
            brand = await unit.brands.get(member.workspace_id, rule.brand_id)
            require_fit(rule.habit, brand.profile)
        changes = {
            "status": status,
            "decided_at": now,
            "decided_by": member.name or member.email,
            "evidence": rule.evidence.model_copy(update={"against": ()}),
            "told_in": told_in or rule.told_in,
        }
        settled = rule.model_copy(update=changes)
        await unit.brands.rules.put(settled)
        await _record(unit, member, settled, _ACTIONS[status], now, surface)
    return settled


_ACTIONS = {S.ACCEPTED: "rule.accept", S.DECLINED: "rule.decline", S.DELETED: "rule.delete"}


def _require_writer(member: Member) -> None:
    if not member.may(Right.WRITE):
        raise ForbiddenError("Ask an editor or approver to change rules.", code="not_an_editor")


def _require_known(language: str | None) -> None:
    if language is not None and language not in WRITTEN:
        message = f"“{language}” is no language of ours. Use one of: {', '.join(WRITTEN)}."
        raise InvalidError(message, code="unknown_language")


def _require_possible(rule: BrandRule, status: RuleStatus) -> None:
    if rule.status is S.DELETED:
        raise ConflictError(
            "This rule was deleted. State it anew to follow it again.", code="rule_deleted"
        )
    if status is S.DECLINED and rule.status is S.ACCEPTED:
        raise ConflictError(
            "This rule is followed already. Delete it to stop that.", code="not_proposed"
        )


def _require_room(rule: BrandRule, known: Iterable[BrandRule]) -> None:
    accepted = [r for r in known if r.status is S.ACCEPTED and r.id != rule.id]
    if len(accepted) >= MOST_RULES:
        raise ConflictError(
            f"There are {MOST_RULES} rules already, and more would contradict each other. Delete "
            "one first.",
            code="too_many_rules",
        )
    for other in accepted:
        if in_conflict(rule.habit, other.habit) and _meet(other, rule):
            raise ConflictError(
                f"You also follow “{rule_words(other.habit)}{scope_words(other)}”, which is the "
                "opposite. Delete that one first.",
                code="rule_conflict",
                extra={"rule_id": other.id},
            )


async def _record(
    unit: Unit, member: Member, rule: BrandRule, action: str, now: datetime, surface: str
) -> None:
    await unit.audit.record(
        member.workspace_id,
        at=now,
        user_id=member.user_id,
        surface=surface,
        action=action,
        subject=rule.id,
        detail={"aspect": rule.habit.aspect.value, "brand_id": rule.brand_id},
    )


async def followed(
    unit: Unit, workspace_id: str, brand_id: str, platform: Platform, language: str
) -> tuple[BrandRule, ...]:
    """The accepted rules for a post there and in that language, the oldest first."""
    rules = await unit.brands.rules.list(workspace_id, brand_id, status={S.ACCEPTED})
    return tuple(rule for rule in rules if rule.holds_for(platform, language))


async def live(unit: Unit, workspace_id: str, brand_id: str) -> tuple[BrandRule, ...]:
    """Proposals and followed rules, the oldest first: the numbers that a person reads in a list."""
    return await unit.brands.rules.list(workspace_id, brand_id, status=LIVE)
