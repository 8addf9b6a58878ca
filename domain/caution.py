"""What a person should know before approving, and may approve all the same. Decides nothing."""

from domain.frozen import Frozen


class Caution(Frozen):
    code: str
    """A stable word: near_duplicate, quiet_hours, grant_ends …"""
    message: str
    """What was found and what can be done, in plain words."""
