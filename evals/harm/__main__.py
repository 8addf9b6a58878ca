"""`python -m evals.harm [FOLDER]`: measures the safety rules for the tables of docs/safety.md."""

import sys
from pathlib import Path

from evals.harm.reporting import measured, replaced

PAGE = Path(__file__).parents[2] / "docs" / "safety.md"
DATA = Path(__file__).parents[3] / "shared" / "data"


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DATA
    if not folder.is_dir():
        sys.stderr.write(f"The outside sets are not at {folder}. Name their folder.\n")
        return 2
    PAGE.write_text(replaced(PAGE.read_text("utf-8"), measured(folder)), "utf-8")
    sys.stdout.write(f"Measured; see {PAGE}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
