"""Metric snapshots: what a platform said of a post at an instant, with where it came from."""

from datetime import datetime

from domain.frozen import Frozen


class MetricSnapshot(Frozen):
    id: str
    workspace_id: str
    publication_id: str
    as_of: datetime
    """The instant the values describe."""
    collected_at: datetime
    """The instant the platform answered."""
    window: str
    """What the values cover, for example "lifetime"."""
    values: dict[str, int]
    """Canonical names (impressions, reach, clicks, likes, comments, shares); absent is unknown."""
    source: str
    """The request they came from, without secrets."""
