"""A report in the few numbers that the seed's AnalyticsReport names. Computes from an analysis."""

import math

from domain.frozen import Frozen
from domain.report import Analysis, PostFigures

ENGAGED = ("likes", "comments", "shares", "saves", "clicks")
"""What people did with a post (seed, PerformanceMetrics)."""


class Summary(Frozen):
    """None is "nobody told", never zero."""

    total_posts: int
    total_impressions: int | None
    total_engagement: int | None
    """Everything in `ENGAGED`, of the posts that say."""
    average_engagement_rate: float | None
    """Mean of the posts' own rates, 0 to 1, each post the same weight."""


def summed(analysis: Analysis) -> Summary:
    told = {total.name: total.value for total in analysis.totals}
    done = [told[name] for name in ENGAGED if name in told]
    rates = [rate for post in analysis.posts if (rate := engagement_rate(post)) is not None]
    return Summary(
        total_posts=analysis.out,
        total_impressions=told.get("impressions"),
        total_engagement=sum(done) if done else None,
        average_engagement_rate=math.fsum(rates) / len(rates) if rates else None,
    )


def engagement_rate(post: PostFigures) -> float | None:
    """Engagement for each impression, or for each person reached where that alone is told."""
    seen = post.values.get("impressions") or post.values.get("reach")
    done = [post.values[name] for name in ENGAGED if name in post.values]
    return sum(done) / seen if seen and done else None
