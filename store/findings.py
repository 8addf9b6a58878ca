"""What a round of the poll could find, asked in one statement. Finds no rows; changes nothing.

Each part of the question is the condition of the look itself, so that what a look would find is
never passed over.
"""

from enum import StrEnum

from sqlalchemy import ColumnElement, Select, String, bindparam, exists, or_, select

from domain.publication import SETTLED_FOR_THREAD
from store import parts, waiting
from store.approvals import IS_UNHEARD
from store.campaigns import IS_DISTRIBUTED, IS_REPORTABLE, is_report_due
from store.publications import is_untold
from store.runs import UNFINISHED
from store.shelf import IS_OPEN, IS_UNPLANNED
from store.tables import (
    ApprovalRow,
    CampaignRow,
    Instant,
    PartRow,
    PublicationRow,
    RunRow,
    ShelfRow,
)

_now = bindparam("now", type_=Instant)
_owner = bindparam("owner", type_=String)
_in_hand = bindparam("in_hand", type_=String, expanding=True)


class Finding(StrEnum):
    """What there may be; most are named as the repository method that then finds the rows."""

    ABANDONED = "abandoned"
    PAST_WINDOW = "past_window"
    HEADS = "heads"
    TO_PROBE = "to_probe"
    TO_MEASURE = "to_measure"
    PARTS = "parts"
    UNHEARD = "unheard"
    UNTOLD = "untold"
    DISTRIBUTED = "distributed"
    REPORTABLE = "reportable"
    REPORTS_DUE = "reports_due"
    UNFINISHED = "unfinished"
    UNSHELVED = "unshelved"


def _any(row: type, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().select_from(row).where(*where)


_CONDITIONS: dict[Finding, ColumnElement[bool]] = {
    Finding.ABANDONED: _any(PublicationRow, *waiting.is_abandoned(_owner, _in_hand)),
    Finding.PAST_WINDOW: _any(PublicationRow, *waiting.is_past_window(_now)),
    Finding.HEADS: _any(PublicationRow, *waiting.is_to_be_sent(_now)),
    Finding.TO_PROBE: _any(PublicationRow, *waiting.is_to_be_looked_at(_now)),
    Finding.TO_MEASURE: _any(PublicationRow, *waiting.is_to_be_measured(_now)),
    # those that this process sends at this moment count too: who they are is known there alone
    Finding.PARTS: or_(
        _any(PartRow, *parts.is_abandoned(_owner)),
        _any(PartRow, *parts.is_to_be_looked_at(_now)),
        _any(PartRow, *parts.is_to_be_sent(_now)),
    ),
    Finding.UNHEARD: _any(ApprovalRow, IS_UNHEARD),
    Finding.UNTOLD: _any(PublicationRow, *is_untold(SETTLED_FOR_THREAD)),
    Finding.DISTRIBUTED: _any(CampaignRow, IS_DISTRIBUTED),
    Finding.REPORTABLE: _any(CampaignRow, IS_REPORTABLE),
    Finding.REPORTS_DUE: _any(CampaignRow, *is_report_due(_now)),
    Finding.UNFINISHED: _any(RunRow, RunRow.status.in_(UNFINISHED)),
    Finding.UNSHELVED: or_(
        *(exists().where(is_so) for is_so in IS_UNPLANNED.values()), _any(ShelfRow, IS_OPEN)
    ),
}
QUESTION: Select[*tuple[bool, ...]] = select(
    *(condition.label(finding.value) for finding, condition in _CONDITIONS.items())
)
"""now, owner, in_hand: a column for each finding."""
