"""/api/v1/profile/rules: how a brand's posts are written, as learned from edits or stated."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field, ValidationError

from domain.errors import InvalidError
from domain.platform import Platform
from domain.rule import Aspect, BrandRule, Habit, Params, habit_words, rule_words, scope_words
from server.auth.access import Reader, Writer
from server.brands import chosen_brand
from server.paging import Cursor, Limit, Page, page
from server.plain_text import require_plain
from server.running import RunningDep
from tools import rules

router = APIRouter(prefix="/profile/rules", tags=["brand"])
BrandId = Annotated[
    str | None, Query(max_length=36, description="Absent: the workspace's default brand")
]


class EvidenceView(BaseModel):
    edited: list[str]
    """Ids of the content that was edited so by hand, newest first."""
    wished: list[str]
    """Ids of the content for which it was asked in the chat."""
    acts: int
    """Edits, and messages; one message counts once, however many posts it changed."""
    occasions: int
    against: list[str]
    """Ids of the content in which a person did the opposite since the rule is followed."""


class RuleView(BaseModel):
    id: str
    brand_id: str
    aspect: Aspect
    params: dict[str, object]
    platform: Platform | None
    language: str | None
    status: str
    """proposed, accepted or declined."""
    words: str
    """The rule as one would write it on a list."""
    noticed: str | None
    """What was seen, for a person to judge; None for a rule that was stated."""
    drop_proposed: bool
    """People put back what the rule takes out: it may be better to delete it."""
    evidence: EvidenceView
    created_at: datetime
    created_by: str | None
    decided_at: datetime | None
    decided_by: str | None


class StatedRule(BaseModel):
    aspect: Aspect
    params: Params = Params()
    platform: Platform | None = None
    language: str | None = Field(default=None, max_length=20)


@router.get("")
async def list_rules(
    caller: Reader,
    running: RunningDep,
    brand_id: BrandId = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[RuleView]:
    """Proposals, followed and declined rules of the brand, the oldest first."""
    brand = await chosen_brand(running.system.store, caller, brand_id)
    found = await rules.shown(running.system.services, caller.member, brand.id)
    return page(found, _view, key=lambda rule: rule.id, limit=limit, cursor=cursor)


@router.post("", status_code=201)
async def state_rule(
    body: StatedRule, caller: Writer, running: RunningDep, brand_id: BrandId = None
) -> RuleView:
    """A rule that you state yourself; drafts follow it from now on."""
    require_plain(body.model_dump())
    brand = await chosen_brand(running.system.store, caller, brand_id)
    rule = await rules.state(
        running.system.services,
        caller.member,
        brand.id,
        _habit(body),
        platform=body.platform,
        language=body.language,
        surface=caller.surface,
    )
    return _view(rule)


@router.post("/{rule_id}/accept")
async def accept_rule(rule_id: str, caller: Writer, running: RunningDep) -> RuleView:
    """Follow the proposal from now on; of a followed rule in doubt: keep it."""
    services = running.system.services
    return _view(await rules.accept(services, caller.member, rule_id, surface=caller.surface))


@router.post("/{rule_id}/decline")
async def decline_rule(rule_id: str, caller: Writer, running: RunningDep) -> RuleView:
    """Do not follow the proposal, and do not propose it again."""
    services = running.system.services
    return _view(await rules.decline(services, caller.member, rule_id, surface=caller.surface))


@router.delete("/{rule_id}", status_code=204)
async def delete_rule(rule_id: str, caller: Writer, running: RunningDep) -> None:
    """Do not follow the rule any more."""
    await rules.delete(running.system.services, caller.member, rule_id, surface=caller.surface)


def _habit(body: StatedRule) -> Habit:
    """The habit of the request.

    Raises:
        InvalidError: `bad_rule`; the parameters are not those of the aspect.
    """
    try:
        return Habit(aspect=body.aspect, params=body.params)
    except ValidationError as error:
        why = str(error.errors()[0]["msg"]).removeprefix("Value error, ")
        raise InvalidError(f"This rule cannot be followed: {why}.", code="bad_rule") from error


def _view(rule: BrandRule) -> RuleView:
    evidence = rule.evidence
    return RuleView(
        id=rule.id,
        brand_id=rule.brand_id,
        aspect=rule.habit.aspect,
        params=rule.habit.params.model_dump(exclude_none=True),
        platform=rule.platform,
        language=rule.language,
        status=rule.status.value,
        words=rule_words(rule.habit) + scope_words(rule),
        noticed=_noticed(rule) if evidence.acts else None,
        drop_proposed=rule.is_doubted,
        evidence=EvidenceView.model_validate(evidence.model_dump()),
        created_at=rule.created_at,
        created_by=rule.created_by,
        decided_at=rule.decided_at,
        decided_by=rule.decided_by,
    )


def _noticed(rule: BrandRule) -> str:
    evidence = rule.evidence
    return (
        f"You always {habit_words(rule.habit)}{scope_words(rule)}: {evidence.acts} of "
        f"{evidence.occasions} times."
    )
