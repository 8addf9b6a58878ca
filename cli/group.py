"""The command group: turns every known error into words and an exit code. Holds no command."""

from typing import Any

import typer
from typer.core import TyperGroup

from cli import output
from domain.errors import InstaMediaError

DEBUG = "debug"
_STOPPED = 130


class Commands(TyperGroup):
    """Exit codes: 0 done, 1 failed, 2 wrong usage, 130 stopped by the person."""

    def invoke(self, ctx: Any) -> Any:
        output.tolerate_narrow_encodings()
        try:
            return super().invoke(ctx)
        except InstaMediaError as error:
            _debug(ctx)
            output.failure(error.message)
            raise typer.Exit(1) from error
        except KeyboardInterrupt as stop:
            output.note("Stopped.")
            raise typer.Exit(_STOPPED) from stop
        except BrokenPipeError:
            raise
        except OSError as error:
            _debug(ctx)
            where = f"{error.filename}: " if error.filename else ""
            output.failure(f"{where}{error.strerror or error}. Check it and run this again.")
            raise typer.Exit(1) from error


def _debug(ctx: typer.Context) -> None:
    """Shows the traceback when it was asked for."""
    if ctx.params.get(DEBUG):
        output.screen(stderr=True).print_exception()
