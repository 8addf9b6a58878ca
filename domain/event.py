"""What changed in a workspace, as those who watch it are told. Holds ids and states, no texts."""

from datetime import datetime

from domain.frozen import Frozen


class WorkspaceEvent(Frozen):
    """One change of one row, numbered within its workspace without a gap."""

    id: int
    type: str
    """What kind of row and what became of it, like `publication.published`."""
    at: datetime
    data: dict[str, object]
    """JSON values only."""
