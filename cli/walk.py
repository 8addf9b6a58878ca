"""The demo as a person reads it, part by part as it happens. Plays nothing."""

from collections.abc import Callable

from cli import cards, output, reports
from cli.play import Play


def silent(_part: str, _script: Play) -> None:
    """For a program, which gets everything at the end."""


def show(part: str, script: Play) -> None:
    _PARTS[part](script)


def _plan(script: Play) -> None:
    output.show(cards.heading("The plan"), cards.plan(script.campaign, script.timezone))


def _approvals(script: Play) -> None:
    output.show(cards.heading("Waiting for approval"))
    total = len(script.questions)
    for number, asked in enumerate(script.questions, start=1):
        account = script.accounts[asked["connection_id"]]
        place = f"Approval {number} of {total}"
        output.show(cards.approval(asked, place=place, account=account, zone=script.timezone))


def _publications(script: Play) -> None:
    output.show(cards.heading("What went out"))
    output.show(*(cards.publication(row, script.timezone) for row in script.publications))


def _metrics(script: Play) -> None:
    output.show(
        cards.heading("How people reacted, two days later on the sandbox's clock"),
        cards.metrics(script.metrics, script.publications, script.timezone),
    )


def _report(script: Play) -> None:
    output.show(cards.heading("The report"), reports.whole(script.report))


_PARTS: dict[str, Callable[[Play], None]] = {
    "plan": _plan,
    "approvals": _approvals,
    "publications": _publications,
    "metrics": _metrics,
    "report": _report,
}
