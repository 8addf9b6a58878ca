"""The figures that a running system shows to who watches it. Holds no business rule and no id."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Gauge, Histogram, generate_latest

OVERDUE = Gauge(
    "insta_publications_overdue",
    "Publications past due by more than five minutes, neither ended nor with a person: always 0.",
)
ENDED = Counter(
    "insta_publications_ended_total",
    "Tries at publications by how they ended.",
    ["platform", "state"],
)
LATENESS = Histogram(
    "insta_publication_start_lateness_seconds",
    "From the time a publication was due to the moment a publisher took it up.",
    buckets=(0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600),
)
EVENT_STREAMS = Gauge(
    "insta_event_streams",
    "Open streams of workspaces' events in this process.",
)


def exposition() -> tuple[bytes, str]:
    """All figures in Prometheus' text format, and its media type."""
    return generate_latest(), CONTENT_TYPE_LATEST
