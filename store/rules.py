"""A brand's rules, and the drafts with all their versions from which they are learned."""

from collections.abc import Collection
from itertools import groupby
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from domain.content import BY_HAND, ContentStatus
from domain.errors import NotFoundError
from domain.habits import Words
from domain.handling import TEAM, Handled, Spoken, handled
from domain.platform import Platform
from domain.rule import BrandRule, Evidence, Habit, RuleStatus
from store.outbox import Outbox
from store.tables import BrandRow, BrandRuleRow, ContentRow, ContentVersionRow

_SETTLED = (ContentStatus.APPROVED.value, ContentStatus.PUBLISHED.value)
LIVE = frozenset({RuleStatus.PROPOSED, RuleStatus.ACCEPTED})


class Rules:
    def __init__(self, session: AsyncSession, outbox: Outbox) -> None:
        self._session = session
        self._outbox = outbox

    async def hold(self, workspace_id: str, brand_id: str) -> None:
        """Nobody else writes the brand's rules until the unit ends: read them after this."""
        await self._session.execute(
            select(BrandRow.id)
            .where(BrandRow.workspace_id == workspace_id, BrandRow.id == brand_id)
            .with_for_update()
        )

    async def list(
        self,
        workspace_id: str,
        brand_id: str,
        *,
        status: Collection[RuleStatus] = frozenset(RuleStatus),
    ) -> tuple[BrandRule, ...]:
        """The brand's rules, the oldest first."""
        rows = await self._session.scalars(
            select(BrandRuleRow)
            .where(
                BrandRuleRow.workspace_id == workspace_id,
                BrandRuleRow.brand_id == brand_id,
                BrandRuleRow.status.in_([s.value for s in status]),
            )
            .order_by(BrandRuleRow.created_at, BrandRuleRow.id)
            .execution_options(populate_existing=True)
        )
        return tuple(_rule(row) for row in rows)

    async def get(self, workspace_id: str, rule_id: str) -> BrandRule:
        """The rule, also one that was deleted.

        Raises:
            NotFoundError: No such rule in this workspace.
        """
        row = await self._session.scalar(
            select(BrandRuleRow)
            .where(BrandRuleRow.workspace_id == workspace_id, BrandRuleRow.id == rule_id)
            .execution_options(populate_existing=True)
        )
        if row is None:
            raise NotFoundError(f"There is no rule {rule_id} in this workspace.")
        return _rule(row)

    async def put(self, rule: BrandRule) -> None:
        """Keep the rule as it is now; a change of its status is told as an event."""
        before = await self._session.get(BrandRuleRow, rule.id)
        if before is None or before.status != rule.status.value:
            at = rule.decided_at or rule.created_at
            data: dict[str, object] = {
                "rule_id": rule.id,
                "brand_id": rule.brand_id,
                "aspect": rule.habit.aspect.value,
            }
            self._outbox.add(rule.workspace_id, f"rule.{rule.status.value}", at, data)
        await self._session.merge(BrandRuleRow(**_columns(rule)))
        await self._session.flush()

    async def tell(self, workspace_id: str, rule_id: str, run_id: str) -> None:
        """Note the run whose reply asks about the rule."""
        await self._session.execute(
            update(BrandRuleRow)
            .where(
                BrandRuleRow.workspace_id == workspace_id,
                BrandRuleRow.id == rule_id,
                BrandRuleRow.told_in.is_(None),
            )
            .values(told_in=run_id)
        )

    async def withdraw(self, rule: BrandRule) -> None:
        """Take back a proposal that nobody has decided."""
        await self._session.execute(
            delete(BrandRuleRow).where(
                BrandRuleRow.workspace_id == rule.workspace_id,
                BrandRuleRow.id == rule.id,
                BrandRuleRow.status == RuleStatus.PROPOSED.value,
            )
        )

    async def handled(self, workspace_id: str, brand_id: str, *, limit: int) -> tuple[Handled, ...]:
        """What became of the brand's newest drafts of ours that a person edited or approved."""
        newest = (
            select(ContentRow.id)
            .where(
                ContentRow.workspace_id == workspace_id,
                ContentRow.brand_id == brand_id,
                ContentRow.status != ContentStatus.REJECTED.value,
                or_(ContentRow.current_version > 1, ContentRow.status.in_(_SETTLED)),
            )
            .order_by(ContentRow.created_at.desc(), ContentRow.id)
            .limit(limit)
        )
        rows = await self._session.execute(
            select(ContentRow.id, ContentRow.platform, ContentRow.language, ContentVersionRow.body)
            .join(ContentVersionRow, ContentVersionRow.content_id == ContentRow.id)
            .where(
                ContentRow.workspace_id == workspace_id, ContentRow.id.in_(newest.scalar_subquery())
            )
            .order_by(ContentRow.id, ContentVersionRow.number)
        )
        pieces = (list(versions) for _, versions in groupby(rows, key=lambda row: row.id))
        return tuple(
            handled(
                versions[0].id,
                Platform(versions[0].platform),
                versions[0].language,
                tuple(_spoken(row.body) for row in versions),
            )
            for versions in pieces
            if _is_ours(versions[0].body)
        )


def _is_ours(first: dict[str, Any]) -> bool:
    """A draft of the team's own: neither a person's post nor one that is said again."""
    by_hand = first["provenance"]["author"] == BY_HAND or first.get("again_of")
    return first["created_by"] == TEAM and not by_hand


def _spoken(body: dict[str, Any]) -> Spoken:
    return Spoken.model_validate(
        {
            "words": _words(body),
            "others": [_words(one) for one in body.get("variations", ())],
            "created_by": body["created_by"],
            "made_in": body.get("made_in"),
            "created_at": body["created_at"],
        }
    )


def _words(body: dict[str, Any]) -> Words:
    return Words(text=body["text"], hashtags=tuple(body.get("hashtags", ())))


def _columns(rule: BrandRule) -> dict[str, Any]:
    return {
        **rule.model_dump(exclude={"habit", "platform", "status", "evidence"}),
        "aspect": rule.habit.aspect.value,
        "params": rule.habit.params.model_dump(mode="json", exclude_none=True),
        "platform": rule.platform.value if rule.platform else None,
        "status": rule.status.value,
        "evidence": rule.evidence.model_dump(mode="json"),
    }


def _rule(row: BrandRuleRow) -> BrandRule:
    return BrandRule(
        id=row.id,
        workspace_id=row.workspace_id,
        brand_id=row.brand_id,
        habit=Habit.model_validate({"aspect": row.aspect, "params": row.params}),
        platform=Platform(row.platform) if row.platform else None,
        language=row.language,
        status=RuleStatus(row.status),
        evidence=Evidence.model_validate(row.evidence),
        created_at=row.created_at,
        created_by=row.created_by,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        told_in=row.told_in,
    )
