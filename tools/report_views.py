"""A report as JSON: whole for the API, and as the card beside a chat message."""

from urllib.parse import urlencode

from domain.report import PostFigures
from domain.summary import summed
from domain.times import spoken
from tools.reporting import FORMAT, Report
from tools.views import View, instant, snapshot_view

ON_CARD = 10
"""Posts that a card lists; the whole report has them all."""
TEXT_ON_CARD = 90


def report_view(made: Report) -> View:
    """The report as JSON: its words, its figures, and the rows they come from."""
    words = made.text.model_dump(mode="json")
    figures = made.analysis.model_dump(mode="json")
    return {
        **_head(made),
        **{name: said for name, said in words.items() if name != "trend"},
        "trend_sentence": words["trend"],
        **{name: value for name, value in figures.items() if name not in ("best", "worst")},
        "period": _period(made),
        "summary": _summary(made),
        "best_number": figures["best"],
        "worst_number": figures["worst"],
        "rows": [row.model_dump(mode="json") for row in made.rows],
        "snapshots": [snapshot_view(s) for s in made.snapshots],
        "provenance": made.provenance.model_dump(mode="json", exclude={"latency_ms"}),
    }


def _period(made: Report) -> View:
    """The time that was asked about; where it is open, from the first to the last post."""
    out = [post.published_at for post in made.analysis.posts if post.published_at]
    return {
        "start": instant(made.scope.since or min(out, default=None)),
        "end": instant(made.scope.until or max(out, default=None)),
    }


def _summary(made: Report) -> View:
    """The seed's summary, with its two posts as a card lists them."""
    it = made.analysis
    by_number = {
        post.number: _on_card(post) for post in it.posts if post.number in (it.best, it.worst)
    }
    return {
        **summed(it).model_dump(mode="json"),
        "top_performing_post": by_number.get(it.best or 0),
        "worst_performing_post": by_number.get(it.worst or 0),
    }


def card_view(made: Report) -> View:
    """The part of a report that a conversation shows at once, with where the rest is.

    Best posts first; the numbers carry the ids of their rows, as in the whole report.
    """
    words = made.text.model_dump(mode="json")
    ranked = sorted(made.analysis.posts, key=lambda p: (-(p.ers or -1.0), p.number))
    said = ("headline", "sentences", "best", "worst", "next_step", "notes")
    return {
        **_head(made),
        **{name: words[name] for name in said},
        "trend_sentence": words["trend"],
        "predictions": made.analysis.predictions.model_dump(mode="json"),
        "posts": [_on_card(post) for post in ranked[:ON_CARD]],
        "posts_left": max(len(ranked) - ON_CARD, 0),
    }


def _head(made: Report) -> View:
    zone_name = made.brand.profile.timezone
    as_of = made.analysis.as_of
    return {
        "id": made.id,
        "format": FORMAT,
        "scope": made.scope.model_dump(mode="json"),
        "campaign_id": made.scope.campaign_id,
        "brand_id": made.scope.brand_id,
        "business_name": made.brand.profile.business_name,
        "timezone": zone_name,
        "generated_at": instant(made.generated_at),
        "generated_at_local": spoken(made.generated_at, zone_name),
        "as_of": instant(as_of),
        "as_of_local": spoken(as_of, zone_name) if as_of else None,
        "maturity": made.analysis.maturity,
        "author": made.provenance.author,
        "links": _links(made),
    }


def _links(made: Report) -> View:
    """Where the whole report is, as JSON and as a page; both need access."""
    scope = made.scope
    if scope.kind == "campaign":
        path, query = f"/api/v1/campaigns/{scope.campaign_id}/report", ""
    elif scope.kind == "post":
        path, query = "/api/v1/analytics/report", _query(publication_id=scope.publication_ids)
    else:
        # the span, not its name: "this week" would be another one when the link is followed later
        path = "/api/v1/analytics/report"
        query = _query(
            since=instant(scope.since),
            until=instant(scope.until),
            platform=scope.platform.value if scope.platform else None,
            brand_id=scope.brand_id,
        )
    return {"json": f"{path}{query}", "html": f"{path}.html{query}"}


def _query(**given: str | tuple[str, ...] | None) -> str:
    return "?" + urlencode({k: v for k, v in given.items() if v}, doseq=True)


def _on_card(post: PostFigures) -> View:
    text = " ".join(post.text.split())
    whole = post.model_dump(
        mode="json",
        include={
            "number",
            "source",
            "publication_id",
            "post_id",
            "snapshot_id",
            "platform",
            "account",
            "register",
            "permalink",
            "published_at",
            "published_local",
            "as_of",
            "age_h",
            "values",
            "ers",
            "expected",
            "maturity",
            "verdict",
            "problem",
        },
    )
    short = text if len(text) <= TEXT_ON_CARD else f"{text[: TEXT_ON_CARD - 1].rstrip()}…"
    return {**whole, "text": short}
