"""How a module of ours is started as a process of its own. Starts nothing."""

import sys
from pathlib import Path

_ROOT = Path(__file__).parents[1]


def command(module: str) -> tuple[str, ...]:
    """The words that run the module's `main` and end with its code.

    The path alone makes our packages known: nothing of where this process was started is read.
    """
    return (
        sys.executable,
        "-c",
        f"import sys; sys.path.insert(0, {str(_ROOT)!r}); from {module} import main; "
        "sys.exit(main())",
    )
