"""The chat's ears and mouth: prints what is said, reads what is typed. Knows no approvals."""

import sys
from collections.abc import Iterable
from contextlib import nullcontext, suppress

from cli import output
from cli.conversation import Activity, Event, ReportCard


def hear(events: Iterable[Event]) -> None:
    """Print words as they come; steps of work are one line that changes and then stays quiet."""
    screen = output.screen(stderr=True)
    steps: list[str] = []
    moving = screen.status("Thinking", spinner_style="dim") if screen.is_terminal else None
    with moving or nullcontext():
        for event in events:
            if isinstance(event, Activity):
                steps.append(event.text)
                _progress(event.text, moving)
                continue
            if isinstance(event, ReportCard):
                draw_card(event)
                continue
            if moving:
                moving.stop()
            if moving and steps:
                output.note(" · ".join(steps))
            steps.clear()
            output.speak(f"\n{event.text}" if event.begins else event.text)
    output.say()


def draw_card(event: ReportCard) -> None:
    """The evidence of a report, under the words of its message."""
    from cli import reports

    output.say()
    output.show(reports.evidence(event.card))


def _progress(text: str, moving: object) -> None:
    update = getattr(moving, "update", None)
    if update:
        update(text)
    else:
        output.note(text)


def read_line(prompt: str, *, fresh: bool = False) -> str | None:
    """One line, trimmed; None at the end of input. The prompt shows on a terminal only.

    Args:
        prompt: What is asked.
        fresh: Drop what was typed or pasted before the question was on the screen: keys that
            nobody meant for it must not answer it.
    """
    if fresh and sys.stdin.isatty():
        with suppress(ImportError, OSError):
            import termios

            termios.tcflush(sys.stdin, termios.TCIFLUSH)
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        return line.strip() if line else None
    with suppress(ImportError):
        import readline  # noqa: F401 - gives input() history and editing where it exists
    try:
        return input(prompt).strip()
    except EOFError:
        return None
