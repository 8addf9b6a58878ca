"""Why an approved post was not sent within its time, as far as its row and its account tell."""

from domain.connection import ConnectionStatus
from domain.publication import Publication, PublicationState, is_held
from domain.times import spoken
from store.unit import Unit
from tools.timetables import zone_of


async def why_missed(unit: Unit, row: Publication) -> str:
    """One or more sentences for a person; what to do next is not among them."""
    connection = await unit.connections.get(row.workspace_id, row.connection_id)
    account = f"{connection.account_name} on {row.platform.title}"
    if connection.paused_at:
        by = f" by {connection.paused_by}" if connection.paused_by else ""
        why = f"{account} was paused{by} when its time came."
    elif is_held(row) or connection.status is ConnectionStatus.NEEDS_RECONNECT:
        why = f"{account} was not connected again in time."
    else:
        why = "It could not be sent within its time."
        if not _was_taken_up(row):
            ended = spoken(row.not_after, row.publish_zone or await zone_of(unit, connection))
            why += (
                f" Nothing took it up before {ended}: the server did not run then, or its clock "
                "was put forward."
            )
    if last := _last_try(row):
        why += f" The last try: {last}"
    return why


def _was_taken_up(row: Publication) -> bool:
    return any(entry.state is PublicationState.CLAIMED for entry in row.timeline)


def _last_try(row: Publication) -> str:
    """What became of it; empty where there was none, or where waiting for its account says it."""
    if row.error is not None:
        return "" if is_held(row) else row.error.message
    if not _was_taken_up(row):
        return ""
    # what was put off without an error says why in its timeline alone
    told = [e.detail for e in row.timeline if e.state is PublicationState.SCHEDULED and e.detail]
    return told[-1] if len(told) > 1 else ""
